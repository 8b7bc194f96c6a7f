"""What became of commitments between two days."""

from __future__ import annotations

import numpy as np
import pandas as pd

from domain.meetings import COMMITMENT_COLUMNS

CHANGE_COLUMNS = (*COMMITMENT_COLUMNS, "kind", "status_before", "delivered_between", "newly_late")
# Kinds of change, the first that holds.
KINDS = ("cancelled", "delivered", "new", "corrected", "progressed", "agreed", "begun", "became_late")
# How far a commitment has come; nothing follows the last two.
STEPS = {"proposed": 0, "agreed": 1, "in_progress": 2, "delivered": 3, "cancelled": 3}


def changes_between(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Tell what became of commitments between two days.

    Parameters
    ----------
    before, after : pandas.DataFrame
        From `on_day`, of an earlier and of a later day.

    Returns
    -------
    pandas.DataFrame
        `CHANGE_COLUMNS`, one row per commitment that changed, in the order of `after`: its later state, `kind`,
        `status_before` (empty where it was not known), `delivered_between` (in its unit; below 0 where a report was
        corrected) and whether it is `newly_late`. A new note alone is no change.

    Notes
    -----
    A commitment may have changed in several ways; `kind` is the first of these. `cancelled` and `delivered` come first:
    they end a commitment, so that nothing else about it is news. Then `new`: for a meeting that never heard of it, how
    far it has come is part of what is new. `corrected` is a step back or less delivered than was reported, so that no
    good news is made of it. Then `progressed`, more delivered, before `agreed` and `begun`: that work has begun goes
    without saying. `became_late` is last, since it alone is never lost: `newly_late` says it of every row.
    """
    now, was = after["status"], _earlier(after, before, "status")
    gained = (after["delivered"] - _earlier(after, before, "delivered").fillna(0.0)).to_numpy(dtype=float)
    late_before = before.loc[before["is_late"].to_numpy(dtype=bool), "commitment_id"]
    newly_late = after["is_late"].to_numpy(dtype=bool) & ~after["commitment_id"].isin(late_before).to_numpy()
    step, step_before = (one.map(STEPS).to_numpy(dtype=float) for one in (now, was))
    moved = step != step_before
    tests = {
        "cancelled": ((now == "cancelled") & (was != "cancelled")).to_numpy(dtype=bool),
        "delivered": ((now == "delivered") & (was != "delivered")).to_numpy(dtype=bool),
        "new": np.isnan(step_before),
        "corrected": (step < step_before) | (gained < 0),
        "progressed": gained > 0,
        "agreed": moved & (now == "agreed").to_numpy(dtype=bool),
        "begun": moved & (now == "in_progress").to_numpy(dtype=bool),
        "became_late": newly_late,
    }
    kind = np.select([tests[one] for one in KINDS], KINDS, default="")
    changed = after.assign(kind=kind, status_before=was, delivered_between=gained, newly_late=newly_late)
    told = (kind != "") & ~np.isnan(step)  # a state that nobody knows says nothing
    found: pd.DataFrame = changed.loc[told, list(CHANGE_COLUMNS)].reset_index(drop=True)
    return found


def _earlier(after: pd.DataFrame, before: pd.DataFrame, column: str) -> pd.Series:
    """What a column said of the same commitments; empty where they were not known."""
    earlier: pd.Series = before.set_index("commitment_id")[column].reindex(after["commitment_id"])
    return earlier.set_axis(after.index)
