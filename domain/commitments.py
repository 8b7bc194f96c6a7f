"""What partners still owe, and what remains of a shortage once all of it is delivered."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from domain.admin import AreaTree
from domain.capacity import BaseTable, Question
from domain.gap import gaps_of
from domain.indicators import GROUPS

OPEN_STATES = ("agreed", "in_progress")
COLUMNS = (
    "commitment_id",
    "indicator_id",
    "pcode",
    "population_group",
    "facility_id",
    "promised",
    "status",
    "delivered",
    "counted",
)


def open_promises(commitments: pd.DataFrame, operating: frozenset[str]) -> pd.DataFrame:
    """Return what is promised and not yet in the figures on capacity.

    Parameters
    ----------
    commitments : pandas.DataFrame
        One row per commitment, `COLUMNS`: its state on the as-of date, what was `delivered` by then, and what was
        delivered by the reference date of the facility data, so that it is `counted` in the capacity already.
    operating : frozenset of str
        Facilities that operate in the period: they are counted too, whatever is promised for them.

    Returns
    -------
    pandas.DataFrame
        `indicator_id, pcode, population_group, open`. Agreed or in progress: promised - counted. Delivered after the
        reference date: delivered - counted. A facility that several commitments build counts once, with the largest.
    """
    rows = commitments[~commitments["facility_id"].isin(operating)]
    agreed, done = rows["status"].isin(OPEN_STATES), rows["status"] == "delivered"
    whole = rows["promised"].where(agreed, rows["delivered"])
    rows = rows.assign(open=(whole - rows["counted"]).clip(lower=0.0))[agreed | done]
    alone, shared = rows[rows["facility_id"].isna()], rows[rows["facility_id"].notna()]
    # Of equal ones the first commitment, whatever the order of the rows.
    ordered = shared.sort_values(["open", "commitment_id"], ascending=[False, True])
    largest = ordered.drop_duplicates(["indicator_id", "facility_id"])
    kept = pd.concat([part for part in (alone, largest) if len(part)] or [alone])
    return kept[["indicator_id", "pcode", "population_group", "open"]]


def late_on(commitments: pd.DataFrame, day: date) -> pd.Series:
    """Tell which commitments are late on a day; it is stored nowhere, so that it is never out of date.

    Parameters
    ----------
    commitments : pandas.DataFrame
        `status` on the day and `due_on` (ISO text).
    day : datetime.date

    Returns
    -------
    pandas.Series of bool
        Due before the day, agreed or in progress, not delivered.
    """
    late: pd.Series = commitments["status"].isin(OPEN_STATES) & (commitments["due_on"].astype(str) < day.isoformat())
    return late


def remaining(
    question: Question, table: BaseTable, tree: AreaTree, promises: pd.DataFrame, areas: list[str]
) -> pd.DataFrame:
    """Return what is promised for some areas and what remains of their shortage after it.

    Parameters
    ----------
    question : Question
    table : BaseTable
    tree : AreaTree
    promises : pandas.DataFrame
        From `open_promises`, of all indicators.
    areas : list of str

    Returns
    -------
    pandas.DataFrame
        Indexed by P-code: `promised_open` and `remaining_shortage`, both in the indicator's unit for the chosen
        groups. In a base area max(0, shortage - open); above it the sum of the parts less what is promised for the
        larger area as a whole, not below 0, so that a promise beyond one district's need helps no other one. NaN
        where there is no shortage to speak of.
    """
    here = promises[promises["indicator_id"] == question.entry.id]
    owed: dict[str, float] = {}
    for row in here.itertuples():
        target = tree.nearest(str(row.pcode), table.areas) or str(row.pcode)
        share = _share(question, table, target, row.population_group)
        owed[target] = owed.get(target, 0.0) + float(str(row.open)) * share
    short = gaps_of(question, table).shortage
    left = {} if short is None else _left(table, tree, short.sum(axis=1), owed)
    rows = [
        {
            "promised_open": sum((amount for code, amount in owed.items() if area in tree.ancestors(code)), 0.0),
            "remaining_shortage": left.get(area, np.nan),
        }
        for area in areas
    ]
    return pd.DataFrame(rows, index=pd.Index(areas, name="pcode"), columns=["promised_open", "remaining_shortage"])


def _share(question: Question, table: BaseTable, area: str, group: object) -> float:
    """The chosen groups' part of a promise: all or nothing of one for a group, else by who lives there."""
    if isinstance(group, str):
        return float(group in question.groups)
    inside = table.inside.get(area, [])
    everyone = float(table.everyone[inside].sum())
    return float(table.demand[inside].sum()) / everyone if everyone else len(question.groups) / len(GROUPS)


def _left(table: BaseTable, tree: AreaTree, short: np.ndarray, owed: dict[str, float]) -> dict[str, float]:
    """Take promises off shortages from the base areas upwards."""
    left = {
        code: max(0.0, float(short[row]) - owed.get(code, 0.0))
        for row, code in enumerate(table.areas)
        if not np.isnan(short[row])
    }
    above: dict[str, list[str]] = {}
    for code in left:
        for child, parent in zip(tree.ancestors(code), tree.ancestors(code)[1:], strict=False):
            children = above.setdefault(parent, [])
            if child not in children:
                children.append(child)
    for parent in sorted(above, key=lambda code: -tree.levels[code]):
        left[parent] = max(0.0, sum(left[child] for child in above[parent]) - owed.get(parent, 0.0))
    return left
