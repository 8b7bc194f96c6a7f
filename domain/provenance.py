"""Whether a source is still fresh on a day: a new edition may be due, or long overdue."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Literal

Freshness = Literal["fresh", "due", "overdue", "unknown"]
FRESHNESS: tuple[Freshness, ...] = ("fresh", "due", "overdue", "unknown")

# Days after which a new edition of a kind of source is due, where the source itself does not say: a census comes every
# ten years and a household survey about every three; a register, an official's statement and what is computed or made
# up from them are looked at again every year.
DUE_AFTER_DAYS: Mapping[str, int] = MappingProxyType(
    {
        "census": 3650,
        "survey": 1095,
        "administrative": 365,
        "statement": 365,
        "derived": 365,
        "demonstration": 365,
    }
)
# A new edition that has not come half an interval after its day is overdue.
OVERDUE_AFTER = 1.5


def freshness(
    published_on: date | None, reference_date: date | None, as_of: date, kind: str, every_days: int | None = None
) -> Freshness:
    """Tell how fresh a source is.

    Parameters
    ----------
    published_on : datetime.date or None
    reference_date : datetime.date or None
        The last day that the figures are about; the age counts from it where the day of publication is not known.
    as_of : datetime.date
    kind : str
        `source.kind`; its row of `DUE_AFTER_DAYS` holds where `every_days` is not given.
    every_days : int, optional
        `source.update_every_days`: how often this source comes out, in days.

    Returns
    -------
    {'fresh', 'due', 'overdue', 'unknown'}
        With n = `every_days` or `DUE_AFTER_DAYS[kind]` and the age in days at `as_of`: 'fresh' up to n, 'due' up to
        1.5 n, 'overdue' beyond. 'unknown' without any date, and for another kind that does not say how often it comes.
    """
    since = published_on or reference_date
    interval = every_days if every_days and every_days > 0 else DUE_AFTER_DAYS.get(kind)
    if since is None or interval is None:
        return "unknown"
    age_days = (as_of - since).days
    if age_days <= interval:
        return "fresh"
    return "due" if age_days <= OVERDUE_AFTER * interval else "overdue"
