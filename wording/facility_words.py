"""Facilities in words: kinds, states, what one has and for whom it is."""

from __future__ import annotations

from typing import Any

import pandas as pd

from domain.disclosure import FEW_BELOW, PERSON_MEASURES
from domain.facilities import KINDS, STATUSES
from wording import formats, i18n
from wording.i18n import _, ngettext


def kind_name(kind: str) -> str:
    """Name a kind of facility."""
    return KINDS[kind].name.in_language(i18n.language())


def status_name(status: str) -> str:
    """Name the state of a facility."""
    return STATUSES[status].in_language(i18n.language())


def count_text(count: int) -> str:
    """Write a number of facilities."""
    return ngettext("{count} facility", "{count} facilities", count).format(count=formats.number(count))


def heads() -> list[str]:
    """Name the lines of a facility's details."""
    return [_("capacity"), _("open to"), _("reference period")]


def lines(row: dict[str, Any]) -> list[str]:
    """Write what is known of a facility: what it has, for whom it is, of which year that is."""
    figures = [
        _few() if is_few(row, measure) else measure_text(measure, row[measure])
        for measure in KINDS[row["kind"]].measures
        if not pd.isna(row[measure])
    ]
    return [" · ".join(figures) or _("no figures"), open_to(row["open_to"]), formats.period(int(row["period"]))]


def open_to(whom: str) -> str:
    """Write for whom a facility is, or nothing where it is for all."""
    return {
        "foreign_nationals": _("refugees and other documented foreign nationals only"),
        "host": _("host community only"),
    }.get(whom, "")


def is_few(row: dict[str, Any], measure: str) -> bool:
    """Tell whether a figure counts so few foreign nationals that it is not shown."""
    closed = row["open_to"] == "foreign_nationals" and measure in PERSON_MEASURES
    return bool(closed and row[measure] < FEW_BELOW)


def _few() -> str:
    return _("fewer than 10 people")


def measure_text(measure: str, value: float) -> str:
    """Write so much of what facilities have."""
    count = round(value)
    text = {
        "classrooms": ngettext("{amount} classroom", "{amount} classrooms", count),
        "shifts": ngettext("{amount} shift", "{amount} shifts", count),
        "pupils": ngettext("{amount} pupil", "{amount} pupils", count),
        "staff": _("{amount} staff"),
        "beds": ngettext("{amount} bed", "{amount} beds", count),
        "training_places": ngettext("{amount} training place", "{amount} training places", count),
        "graduates": ngettext("{amount} graduate", "{amount} graduates", count),
        "beneficiaries": ngettext("{amount} person served", "{amount} people served", count),
    }[measure]
    return text.format(amount=formats.number(count))


def incomplete() -> str:
    """Say that facilities are missing."""
    return _("The facilities are incomplete: more rows were found than may be read. Tell IT to raise the limit.")
