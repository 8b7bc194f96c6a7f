"""Names of ids that the page on data and methods shows."""

from __future__ import annotations

from wording import words
from wording.i18n import _


def level_name(level: str) -> str:
    """Name a level."""
    return {
        "country": _("Country"),
        "province": _("Province"),
        "county": _("County"),
        "district": _("District"),
        "municipal_district": _("Municipal district"),
    }[level]


def map_of(level: str) -> str:
    """Name the map of a level, for a link."""
    return {"county": _("Map of the counties"), "district": _("Map of the districts")}[level]


def counted_group(group: str) -> str:
    """Name a group of a published total."""
    return _("all residents") if group == "resident" else words.group(group)


def figures_of(what: str) -> str:
    """Name a kind of figure that has a year."""
    return {
        "population": _("people by group"),
        "capacity": _("capacity of facilities"),
        "settlement": _("people of settlements"),
        "benchmark": _("benchmarks"),
    }[what]


def measure(name: str) -> str:
    """Name what a facility reports."""
    return {
        "classrooms": _("classrooms"),
        "shifts": _("shifts"),
        "pupils": _("pupils"),
        "teachers": _("teachers"),
        "floor_area_m2": _("floor area (m²)"),
        "staff": _("staff"),
        "beds": _("beds"),
        "training_places": _("training places"),
        "graduates": _("graduates"),
        "beneficiaries": _("people served"),
    }[name]


def facility_ratio(name: str) -> str:
    """Name a ratio of one facility."""
    return {
        "pupils_per_class": _("pupils per class"),
        "pupils_per_teacher": _("pupils per teacher"),
        "m2_per_pupil": _("square metres per pupil"),
        "graduates_per_place": _("graduates per training place"),
        "staff_per_bed": _("staff per bed"),
    }[name]
