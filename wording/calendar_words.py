"""Years, months and days to choose from: of the Jalali calendar in Persian, of the Gregorian one in English."""

from __future__ import annotations

from datetime import date

import jdatetime
from babel.dates import get_month_names

from wording import formats, i18n

Parts = tuple[int, int, int]
DAYS_AT_MOST = 31


def parts(day: date) -> Parts:
    """Return year, month and day in the calendar of the language in use."""
    if i18n.language() == "fa":
        jalali = jdatetime.date.fromgregorian(date=day)
        return jalali.year, jalali.month, jalali.day
    return day.year, day.month, day.day


def day_of(year: int, month: int, day: int) -> date | None:
    """Return the day, or None where the calendar of the language in use has no such day."""
    try:
        if i18n.language() == "fa":
            gregorian: date = jdatetime.date(year, month, day).togregorian()
            return gregorian
        return date(year, month, day)
    except ValueError:
        return None


def days_of(year: int, month: int) -> list[int]:
    """Return the days of a month."""
    return [day for day in range(1, DAYS_AT_MOST + 1) if day_of(year, month, day)]


def month_name(month: int) -> str:
    """Name a month."""
    if i18n.language() == "fa":
        return str(jdatetime.date.j_months_fa[month - 1])
    return str(get_month_names("wide", locale="en")[month])


def plain(number: int) -> str:
    """Write a year or a day of the month, without separators."""
    return formats.plain(number)
