"""What a released frame says in one sentence: which finding, how many areas, out of how many. Words are elsewhere."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from domain.frames import ReleaseFrame

HALF_PCT = 50.0
TENTH_PCT = 10.0
SLACK = 1e-9
# The note of a row whose people are counted elsewhere in part (`measures.origins`).
DISTORTED = "city_boundary"


@dataclass(frozen=True)
class Finding:
    """A finding.

    Attributes
    ----------
    kind : str
        `nothing` (no figures), `below_half`, `short`, `none_short`, `beyond`, `none_beyond` (the line of the
        indicator's wording), `carries` (the most points), `largest` (the largest part).
    count, total : int
        Areas it is true of, and areas that have a figure and may be compared.
    aside : tuple of str
        Areas whose figure is distorted, left out of both.
    pcode : str
        The area that carries most, or is the largest.
    """

    kind: str
    count: int = 0
    total: int = 0
    aside: tuple[str, ...] = ()
    pcode: str = ""


def distorted(data: pd.DataFrame) -> pd.Series:
    """Return which released rows have a figure that the city boundary distorts.

    Parameters
    ----------
    data : pandas.DataFrame
        Rows of a released frame, with `status` and `note`.

    Returns
    -------
    pandas.Series of bool
        With the index of `data`.
    """
    return (data["status"] == "ok") & data["note"].str.contains(DISTORTED, regex=False)


def is_distorted(row: Mapping[str, Any]) -> bool:
    """Tell of one released row what `distorted` tells of many."""
    return bool(row["status"] == "ok" and DISTORTED in row["note"])


def comparable(data: pd.DataFrame) -> pd.Series:
    """Return which rows may be ranked: with a figure, not distorted by the city boundary, and of more than a trace."""
    return (data["status"] == "ok") & ~data["note"].str.contains(f"{DISTORTED}|small_need")


def finding(frame: ReleaseFrame, standard: float | None = None) -> Finding:
    """Find the sentence that a title says.

    Parameters
    ----------
    frame : ReleaseFrame
    standard : float or None
        The value of the chosen standard, the line of a ratio; without one that is the province's own value.

    Returns
    -------
    Finding
        Of need and capacity by shortage, since a surplus cancels none.
    """
    rows = frame.data[comparable(frame.data)]
    entry, total = frame.selection.entry, len(rows)
    aside = tuple(frame.data.loc[frame.data["note"].str.contains(DISTORTED, regex=False), "pcode"])
    if not total:
        return Finding("nothing")
    if entry.family in ("index", "national_share"):
        top = ranked(frame.data, entry.direction).iloc[0]
        kind = "carries" if entry.family == "index" else "largest"
        return Finding(kind, total=total, aside=aside, pcode=str(top["pcode"]))
    if rows["shortage"].notna().any():
        half = int((rows["coverage_pct"] < HALF_PCT).sum())
        if half:
            return Finding("below_half", half, total, aside)
        return _counted("short", rows["shortage"] > SLACK, total, aside)
    line = _line(frame, standard)
    if math.isnan(line):  # the province's own value, which a share link of a part of it does not hold
        return Finding("without_line", total=total, aside=aside)
    beyond = rows["value"] < line - SLACK if entry.direction == "lower_is_worse" else rows["value"] > line + SLACK
    return _counted("beyond", beyond, total, aside)


def _line(frame: ReleaseFrame, standard: float | None) -> float:
    """What areas are held against: a tenth for shares of people, a ratio's standard, else the province's own value."""
    entry = frame.selection.entry
    if entry.family == "foreign_share":
        return TENTH_PCT
    if entry.standard_as == "value" and standard is not None:
        return standard
    return float(frame.context["value"].iloc[0]) if len(frame.context) else math.nan


def _counted(kind: str, true_of: pd.Series, total: int, aside: tuple[str, ...]) -> Finding:
    count = int(true_of.sum())
    return Finding(kind if count else f"none_{kind}", count, total, aside)


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
