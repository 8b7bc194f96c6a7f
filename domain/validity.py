"""Which areas exist on a day: an abolished one is no district without people."""

from __future__ import annotations

import re
from datetime import date, timedelta

import jdatetime
import pandas as pd

FIRST_GREGORIAN_YEAR = 1700
WRITTEN = re.compile(r"\s*(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?!\d)")


def existing(areas: pd.DataFrame, day: date) -> pd.DataFrame:
    """Leave out the areas that do not exist on a day.

    Parameters
    ----------
    areas : pandas.DataFrame
        Table `admin_area`: `pcode, parent_pcode, valid_from, valid_to` among its columns.
    day : datetime.date

    Returns
    -------
    pandas.DataFrame
        The other areas. One whose parent is left out belongs to the nearest area above it that is not.
    """
    there = [exists_on(*both, day) for both in zip(areas["valid_from"], areas["valid_to"], strict=True)]
    if all(there):
        return areas
    kept = areas.loc[there].reset_index(drop=True)
    parents: dict[str, object] = dict(areas[["pcode", "parent_pcode"]].itertuples(index=False, name=None))
    gone = set(parents) - set(kept["pcode"])
    above = [_parent(code, parents, gone) for code in kept["pcode"]]
    return kept.assign(parent_pcode=pd.Series(above, index=kept.index, dtype=object))


def exists_on(valid_from: object, valid_to: object, day: date) -> bool:
    """Tell whether an area exists on a day.

    Parameters
    ----------
    valid_from, valid_to : str or None
        A day, a month or a year, Gregorian or Jalali; what cannot be read says nothing.
    day : datetime.date

    Returns
    -------
    bool
    """
    begins, ends = _days(valid_from), _days(valid_to)
    return (begins is None or begins[0] <= day) and (ends is None or day <= ends[1])


def first_years(areas: pd.DataFrame) -> dict[str, int]:
    """Return the Jalali year in which each area came to be, as far as it is told.

    Parameters
    ----------
    areas : pandas.DataFrame
        `pcode, valid_from`.

    Returns
    -------
    dict of str to int
    """
    days = {
        str(code): _days(value) for code, value in areas[["pcode", "valid_from"]].itertuples(index=False, name=None)
    }
    return {code: jdatetime.date.fromgregorian(date=day[0]).year for code, day in days.items() if day is not None}


def _parent(code: str, parents: dict[str, object], gone: set[str]) -> str | None:
    seen = set()
    above = parents[code]
    while isinstance(above, str) and above in gone and above not in seen:
        seen.add(above)
        above = parents[above]
    return above if isinstance(above, str) else None


def _days(value: object) -> tuple[date, date] | None:
    """Return first and last day of a date, month or year, Gregorian or Jalali; None where nothing of that is written.

    A date that cannot be read says nothing, so that a slip of the pen takes no district from the map.
    """
    if value is None or pd.isna(value):  # type: ignore[call-overload]  # a cell of any column
        return None
    written = WRITTEN.match(f"{value:.0f}" if isinstance(value, float) else str(value))
    if written is None:
        return None
    year, month, day = (int(part) if part else 0 for part in written.groups())
    try:
        first = _day(year, month or 1, day or 1)
        if day:
            return first, first
        after = _day(year + 1, 1, 1) if month in (0, 12) else _day(year, month + 1, 1)
    except ValueError:
        return None
    return first, after - timedelta(days=1)


def _day(year: int, month: int, day: int) -> date:
    if year >= FIRST_GREGORIAN_YEAR:
        return date(year, month, day)
    found: date = jdatetime.date(year, month, day).togregorian()
    return found
