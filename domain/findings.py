"""What a released frame says in one sentence: which finding, how many areas, out of how many. Words are elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from domain.frames import ReleaseFrame

HALF_PCT = 50.0
WHOLE_PCT = 100.0
TENTH_PCT = 10.0


@dataclass(frozen=True)
class Finding:
    """A finding.

    Attributes
    ----------
    kind : str
        `nothing` (no figures), `below_half`, `below_standard`, `none_short`, `below_province`, `none_below_province`,
        `above_tenth`, `none_above_tenth`.
    count, total : int
        Areas it is true of, and areas that have a figure and may be compared.
    """

    kind: str
    count: int = 0
    total: int = 0


def comparable(data: pd.DataFrame) -> pd.Series:
    """Return which rows may be ranked: with a figure, and not distorted by the city boundary."""
    return (data["status"] == "ok") & ~data["note"].str.contains("city_boundary", regex=False)


def finding(frame: ReleaseFrame) -> Finding:
    """Find the sentence that a title says.

    Parameters
    ----------
    frame : ReleaseFrame

    Returns
    -------
    Finding
        Compared with the standard where there is one, else with the province's own rate; shares with a tenth.
    """
    rows = frame.data[comparable(frame.data)]
    total = len(rows)
    if not total:
        return Finding("nothing")
    if frame.selection.entry.value == "share_pct":
        above = int((rows["value"] > TENTH_PCT).sum())
        return Finding("above_tenth" if above else "none_above_tenth", above, total)
    if rows["coverage_pct"].notna().any():
        half, short = (int((rows["coverage_pct"] < limit).sum()) for limit in (HALF_PCT, WHOLE_PCT))
        if half:
            return Finding("below_half", half, total)
        return Finding("below_standard" if short else "none_short", short, total)
    province = frame.context["value"].iloc[0] if len(frame.context) else float("nan")
    below = int((rows["value"] < province).sum())
    return Finding("below_province" if below else "none_below_province", below, total)


def ranked(data: pd.DataFrame, direction: str) -> pd.DataFrame:
    """Return the rows that may be ranked, the worst first, equal values by P-code.

    Parameters
    ----------
    data : pandas.DataFrame
        Rows of a released frame.
    direction : str
        `lower_is_worse`, else the highest value comes first.
    """
    rows = data[comparable(data)]
    return rows.sort_values(["value", "pcode"], ascending=[direction == "lower_is_worse", True])
