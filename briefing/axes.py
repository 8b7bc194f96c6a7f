"""Axes of charts in the digits of the language."""

from __future__ import annotations

import math
from collections.abc import Iterable

from briefing.chart import Axis, ticks
from domain.indicators import Indicator
from wording import formats, i18n, words

LONG = 10_000  # of figures this large fewer fit beside each other


def of_indicator(entry: Indicator, values: Iterable[float | None]) -> Axis:
    """Return the axis of an indicator's mapped value, named after it."""
    return of_values(indicator_name(entry), values, entry.value)


def of_values(name: str, values: Iterable[float | None], unit: str = "") -> Axis:
    """Return an axis that holds the values; `unit` ends in `_pct` for percentages."""
    known = [value for value in values if value is not None and not math.isnan(value)]
    at = ticks_of(max(known, default=1.0), min(known, default=0.0))
    step = at[1] - at[0]
    places = 0 if step >= 1 else 1 if step >= 0.1 else 2
    write = formats.percent if unit.endswith("_pct") else formats.number
    return Axis(name, tuple((value, write(value, places)) for value in at))


def ticks_of(largest: float, smallest: float = 0.0) -> tuple[float, ...]:
    """Return the values of the axis; long figures have fewer, or a phone would write them into each other."""
    return ticks(largest, count=5 if largest < LONG else 3, smallest=smallest)


def indicator_name(entry: Indicator) -> str:
    """Return the name of an indicator and what of it is mapped, where the name does not say that itself."""
    name, measure = entry.name.in_language(i18n.language()), words.value_name(entry)
    return name if measure.casefold() in name.casefold() or entry.family.endswith("_share") else f"{name} – {measure}"
