"""What is told of areas that a share link does not cover: their names, and that there is more."""

from __future__ import annotations

import pandas as pd

from domain.admin import AreaTree
from domain.grants import Scope, covers

NOT_SHARED = "not_shared"
NAMING = frozenset(
    {"pcode", "level", "name_fa", "name_en", "indicator_id", "period", "status", "unit", "standard_id", "note"}
)
TEXTS = ("reference_period", "source_ids")


def without_others(rows: pd.DataFrame, scope: Scope, tree: AreaTree) -> pd.DataFrame:
    """Take the figures of areas out that a scope does not cover.

    Parameters
    ----------
    rows : pandas.DataFrame
        Released rows. What was read of an area around those of the scope is a part of it, so that its sum is none.
    scope : Scope
    tree : AreaTree

    Returns
    -------
    pandas.DataFrame
        The same rows and columns; those areas have the status `no_data` and the note `not_shared`.
    """
    others = ~rows["pcode"].map(lambda code: covers(scope, tree, str(code))).astype(bool)
    if not others.any():
        return rows
    blank = {
        name: rows[name].mask(others, "") if name in TEXTS else rows[name].mask(others)
        for name in rows.columns
        if name not in NAMING and name != "is_demonstration"
    }
    told = {
        "status": rows["status"].mask(others, "no_data"),
        "note": rows["note"].mask(others, NOT_SHARED),
        "is_demonstration": rows["is_demonstration"] & ~others,
    }
    return rows.assign(**blank, **told)
