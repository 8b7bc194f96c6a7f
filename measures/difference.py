"""The same indicator on two sides, two years or two choices of groups: how far apart the figures of each area are."""

from __future__ import annotations

import pandas as pd

from domain.frames import ReleaseFrame

PARTS = ("difference", "by_capacity", "by_people")


def difference(first: ReleaseFrame, other: ReleaseFrame) -> pd.Series[float]:
    """Subtract the first side's mapped figures from the other side's.

    Parameters
    ----------
    first, other : ReleaseFrame
        Of one indicator and of the same areas.

    Returns
    -------
    pandas.Series
        By P-code, the rows of the areas and then those of their context: value of `other` - value of `first`, in the
        unit of the value (percentages: percentage points). NaN unless both figures are `ok`: a protected figure
        follows from no difference.

    Raises
    ------
    ValueError
        The sides are of two indicators.
    """
    if first.selection.indicator != other.selection.indicator:
        raise ValueError(f"no difference of {first.selection.indicator} and {other.selection.indicator}")
    one, two = _figures(first), _figures(other)
    return (two.reindex(one.index) - one).rename("difference")


def _figures(frame: ReleaseFrame) -> pd.Series[float]:
    rows = pd.concat([frame.data[["pcode", "status", "value"]], frame.context[["pcode", "status", "value"]]])
    return rows.set_index("pcode")["value"].astype(float).where(rows.set_index("pcode")["status"] == "ok")
