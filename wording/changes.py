"""The sentence on a change between two years, split into what comes from capacity and what from people."""

from __future__ import annotations

from domain.change import Change
from domain.indicators import Indicator
from wording import formats, words
from wording.formats import signed
from wording.i18n import _

Told = tuple[int, str]


def has_split(entry: Indicator) -> bool:
    """Whether a change of the figure has two parts, one of capacity and one of people."""
    return entry.family == "need"


def went(entry: Indicator, place: str, first: Told, last: Told, change: Change | None) -> str:
    """Say from what in one year to what in another a figure went; `change` is split into its two parts."""
    (year, before), (later, after) = first, last
    places = 1 if entry.value.endswith("_pct") else 2
    if change is not None:
        # What is rounded together adds up for whoever checks it.
        parts = change.rounded(places)
        write = formats.percent if entry.value.endswith("_pct") else formats.number
        before, after = write(parts.before, places), write(parts.after, places)
    text = _("in {place}, {measure} went from {before} in {first} to {after} in {last}")
    if before == after:
        text = _("in {place}, {measure} is {after} in {last}, as in {first}")
    title = text.format(
        place=place,
        measure=words.value_name(entry),
        before=before,
        after=after,
        first=formats.period(year),
        last=formats.period(later),
    )
    if change is None or before == after:
        return title
    if entry.value.endswith("_pct"):
        more = _("; of the change, {capacity} percentage points come from capacity and {people} from target population")
    else:
        more = _("; of the change, {capacity} comes from capacity and {people} from the target population")
    return title + more.format(capacity=signed(parts.by_capacity, places), people=signed(parts.by_people, places))
