"""Amounts in words: so many of a thing, in the singular where the amount that is shown is 1."""

from __future__ import annotations

from domain.indicators import Indicator
from wording import formats
from wording.i18n import ngettext


def counted(value: float) -> int:
    """Round an amount to whole things as tables round it, so that sentence and table agree; a part of one is one."""
    return max(1, round(value))


def form(shown: str) -> int:
    """Return the count that picks a text's form for a number as it is written: 1.2 seats written as 1 are one seat."""
    return 1 if shown == formats.number(1) else 2


def school_seats(shown: str) -> str:
    """Write so many school seats."""
    return ngettext("{amount} school seat", "{amount} school seats", form(shown)).format(amount=shown)


def seats(shown: str) -> str:
    """Write so many seats."""
    return ngettext("{amount} seat", "{amount} seats", form(shown)).format(amount=shown)


def classrooms(shown: str) -> str:
    """Write so many classrooms."""
    return ngettext("{amount} classroom", "{amount} classrooms", form(shown)).format(amount=shown)


def primary_health_units(shown: str) -> str:
    """Write so many primary health units."""
    text = ngettext("{amount} primary health unit", "{amount} primary health units", form(shown))
    return text.format(amount=shown)


def health_posts(shown: str) -> str:
    """Write so many health posts."""
    return ngettext("{amount} health post", "{amount} health posts", form(shown)).format(amount=shown)


def training_places(shown: str) -> str:
    """Write so many training places."""
    return ngettext("{amount} training place", "{amount} training places", form(shown)).format(amount=shown)


def reported(some: int, all_: int) -> str:
    """Write how many of the facilities reported."""
    text = ngettext("{some} of {all} facility reported", "{some} of {all} facilities reported", all_)
    return text.format(some=formats.number(some), all=formats.number(all_))


def of_unit(entry: Indicator, shown: str) -> str:
    """Write an amount with the indicator's unit of need and capacity."""
    count = form(shown)
    return {
        "seats": ngettext("{amount} seat", "{amount} seats", count),
        "health_houses": ngettext("{amount} health house", "{amount} health houses", count),
        "health_posts": ngettext("{amount} health post", "{amount} health posts", count),
        "health_units": ngettext("{amount} unit", "{amount} units", count),
        "places": ngettext("{amount} place", "{amount} places", count),
        "beds": ngettext("{amount} bed", "{amount} beds", count),
        "persons": ngettext("{amount} person", "{amount} people", count),
        "served": ngettext("{amount} person served", "{amount} people served", count),
    }[entry.unit].format(amount=shown)
