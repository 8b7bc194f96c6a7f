"""What a place is and where it lies, in words."""

from __future__ import annotations

import math
from typing import Any

from domain.facilities import KINDS, STATUSES
from domain.place_search import Place
from measures.reference import Reference
from wording import formats, i18n
from wording.i18n import _


def kind(place: Place) -> str:
    """Name the kind of a place; an unknown one stands as it is."""
    if place.detail in KINDS:
        return KINDS[place.detail].name.in_language(i18n.language())
    return {
        "province": _("Province"),
        "county": _("County"),
        "district": _("District"),
        "municipal_district": _("Municipal district"),
        "city": _("City"),
        "village": _("Village"),
        "neighbourhood": _("Neighbourhood"),
    }.get(place.detail, place.detail)


def where(place: Place, reference: Reference) -> str:
    """Say in which district and county a place lies; nothing for the province and its counties."""
    texts = {2: _("{name} county"), 3: _("{name} district"), 4: _("municipal district {name}")}
    levels = reference.tree.levels
    names = reference.areas[f"name_{i18n.language()}"]
    # Beside its county a central district needs no county in brackets.
    known = [(levels[code], str(names[code]).split(" (")[0]) for code in place.within if levels.get(code) in texts]
    return formats.listing([texts[level].format(name=name) for level, name in known])


def service(service_id: str) -> str:
    """Name what people go to."""
    return {
        "primary_health_unit": _("Health house or health post"),
        "health_centre": _("Health centre"),
    }.get(service_id) or KINDS[service_id].name.in_language(i18n.language())


def status(status_id: str) -> str:
    """Name the status of a facility."""
    return STATUSES[status_id].in_language(i18n.language()) if status_id in STATUSES else status_id


def open_to(groups: str) -> str:
    """Say for whom a facility is, unless it is for everybody."""
    return {"foreign_nationals": _("for foreign nationals only"), "host": _("for the host community only")}.get(
        groups, ""
    )


def capacity(row: dict[str, Any]) -> list[str]:
    """Write what a facility reports it has room for."""
    texts = {
        "classrooms": _("classrooms: {amount}"),
        "shifts": _("shifts: {amount}"),
        "beds": _("beds: {amount}"),
        "training_places": _("training places a year: {amount}"),
        "staff": _("staff: {amount}"),
    }
    figures = {name: float(row.get(name, math.nan)) for name in texts}
    # One shift is what a school has; only more than one says something.
    told = {name: value for name, value in figures.items() if not math.isnan(value) and (name != "shifts" or value > 1)}
    return [texts[name].format(amount=formats.number(value)) for name, value in told.items()]
