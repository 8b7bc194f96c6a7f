"""Names of ids for eyes: groups, levels, schemes, units, notes. One function per kind of id."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from domain.indicators import GROUPS, PRIORITY_SECTORS, SECTORS, Indicator
from domain.priority import normalised
from wording import amounts, formats
from wording.i18n import _, ngettext


def sector(sector_id: str) -> str:
    """Name a sector."""
    return {
        "education": _("Education"),
        "health": _("Health"),
        "livelihoods": _("Livelihoods"),
        "population": _("Population"),
        "overall": _("All sectors"),
    }[sector_id]


def sector_or_id(sector_id: str) -> str:
    """Name a sector that an agenda or a commitment names; one that is not known here stands as it is."""
    return sector(sector_id) if sector_id in SECTORS else sector_id


def group(group_id: str) -> str:
    """Name a population group; one that is not known here stands as it is."""
    return {
        "host": _("host community"),
        "refugee": _("refugees"),
        "documented": _("other documented foreign nationals"),
    }.get(group_id, group_id)


def groups(ids: tuple[str, ...]) -> str:
    """Name a choice of groups."""
    if ids == GROUPS:
        return _("Everyone")
    if ids == ("refugee", "documented"):
        return _("refugees and other documented foreign nationals")
    return formats.listing_and([group(one) for one in ids])


def areas(count: int, counties: bool) -> str:
    """Name so many counties or districts; of none the singular."""
    singular = max(count, 1)
    return ngettext("county", "counties", singular) if counties else ngettext("district", "districts", singular)


def level(level_id: str) -> str:
    """Name a level, for the control."""
    return {"county": _("Counties"), "district": _("Districts")}[level_id]


def scheme(scheme_id: str) -> str:
    """Name a classification."""
    return {
        "standard": _("Against the standard"),
        "quantiles": _("Quantiles"),
        "natural_breaks": _("Natural breaks"),
        "equal_interval": _("Equal intervals"),
    }[scheme_id]


def value_name(entry: Indicator) -> str:
    """Name the mapped figure."""
    return {
        "coverage_pct": _("coverage of need"),
        "units_per_10000": _("units per 10,000 people"),
        "places_per_1000": _("places per 1,000 working-age people"),
        "beds_per_10000": _("beds per 10,000 people"),
        "served_per_1000": _("people served per 1,000 working-age people"),
        "share_pct": _share_of(entry.unit),
        "national_pct": _("share of the country's foreign nationals"),
        "pupils_per_class": _("pupils per class"),
        "pupils_per_teacher": _("pupils per teacher"),
        "m2_per_pupil": _("square metres per pupil"),
        "points": _("points of 100"),
    }[entry.value]


def _share_of(unit_id: str) -> str:
    return {"schools": _("share of schools"), "facilities": _("share of facilities")}.get(
        unit_id, _("share of all residents")
    )


def column(name: str) -> str:
    """Name an extra column of a released frame, for a head."""
    return {
        "pupils": _("pupils"),
        "class_shifts": _("classes of all shifts"),
        "pupils_above": _("pupils above the standard"),
        "teachers": _("teachers"),
        "floor_area_m2": _("floor area (m²)"),
        "double_shift_schools": _("double-shift schools"),
        "schools": _("schools"),
        "needing_rehabilitation": _("facilities needing rehabilitation"),
        "operating": _("operating facilities"),
        "foreign_persons": _("foreign nationals (people)"),
        "national_persons": _("in the country (people)"),
        "education_points": _("of these education"),
        "health_points": _("of these health"),
        "livelihoods_points": _("of these livelihoods"),
        "severity_pct": _("severity (shortage of need)"),
        "classrooms_short": _("classrooms short"),
        "units_short": _("whole units short"),
        "remaining_shortage": _("remaining after commitments"),
        "pipeline_capacity": _("under construction or planned"),
    }[name]


def groups_told(data: pd.DataFrame) -> tuple[str, ...]:
    """Return the groups that the notes of a frame say its figures hold; none where it has no figure."""
    codes = (code for note in data["note"] for code in str(note).split(";") if code.startswith("groups:"))
    return tuple(filter(None, next(codes, "").removeprefix("groups:").split(",")))


def unit_name(entry: Indicator) -> str:
    """Name the unit of need and capacity, for a head."""
    return {
        "seats": _("seats"),
        "health_houses": _("health houses"),
        "health_posts": _("health posts"),
        "health_units": _("units"),
        "places": _("places"),
        "beds": _("beds"),
        "served": _("people served"),
        "persons": _("people"),
    }[entry.unit]


def standard(entry: Indicator, value: float | None) -> str:
    """Write a standard, or nothing."""
    if value is None:
        return ""
    text = {
        "school_seats": _("{value} pupils per class"),
        "pupils_per_class": _("{value} pupils per class"),
        "pupils_per_teacher": _("{value} pupils per teacher"),
        "school_space": _("{value} m² per pupil"),
        "health_houses": _("one per {value} rural people"),
        "health_posts": _("one per {value} urban people"),
        "primary_health_units": _("one per {value} people"),
        "hospital_beds": _("{value} beds per 10,000 people"),
    }.get(entry.id, "{value}")
    return text.format(value=formats.number(value, 0 if value == round(value) else 1))


def weights(given: tuple[float, ...] | None) -> str:
    """Write the weights of the sectors as percentages, or that they are equal."""
    if given is None:
        return _("equal")
    named = zip(PRIORITY_SECTORS, normalised(given), strict=True)
    return formats.listing([f"{sector(name)} {formats.percent(100 * weight)}" for name, weight in named])


def benchmark_unit(unit_id: str) -> str:
    """Name the unit of a published reference value; an unknown one stands as it is."""
    return {
        "persons_per_unit": _("people per unit"),
        "persons": _("people"),
        "units_per_10000": _("units per 10,000 people"),
        "places_per_1000": _("places per 1,000 working-age people"),
        "pupils_per_class": _("pupils per class"),
        "m2_per_pupil": _("square metres per pupil"),
    }.get(unit_id, unit_id)


def source_kind(kind: str) -> str:
    """Name a kind of source."""
    return {
        "census": _("census"),
        "administrative": _("administrative"),
        "survey": _("survey"),
        "statement": _("statement by an official"),
        "derived": _("derived"),
        "demonstration": _("demonstration"),
    }.get(kind, kind)


def left_out(note: str) -> str:
    """Write what a figure does not count although the database holds it, or nothing."""
    names = ("unplaced", "no_status", "unknown_people", "unknown_promises")
    return reason(";".join(code for code in note.split(";") if code.partition(":")[0] in names))


def no_figure(row: Mapping[str, object]) -> str:
    """Write what stands in place of a figure that a released row does not have."""
    if row["status"] == "few":
        return _("fewer than 10 people")
    return _("not part of this link") if row.get("note") == "not_shared" else _("no data")


def reason(note: str, without: str = "") -> str:
    """Write the notes of one row in words; the kind of note named in `without` is left out."""
    codes = [code for code in note.split(";") if not without or not code.startswith(f"{without}:")]
    return " · ".join(filter(None, map(_one_reason, codes)))


def mark(row: Mapping[str, object]) -> str:
    """Write what a mark beside a figure stands for, or nothing; whom all figures of a view count its subtitle says."""
    codes = str(row["note"]).split(";")
    return reason(";".join(code for code in codes if not code.startswith(("reported:", "groups:"))))


def period_with_age(span: str, period: int) -> str:
    """Write a reference period; how old the oldest figure is, when it is not of the map's own year."""
    text = formats.period_span(span)
    age = period - int(span.split("-", maxsplit=1)[0]) if span else 0
    if age < 1:
        return text
    return text + " " + ngettext("({age} year old)", "({age} years old)", age).format(age=formats.number(age))


def reported(note: str) -> str:
    """Write how many facilities reported, or nothing when all did."""
    found = next((code for code in note.split(";") if code.startswith("reported:")), "")
    some, _slash, all_ = found.removeprefix("reported:").partition("/")
    if not all_:
        return ""
    return _("{some} of {all}").format(some=formats.number(int(some)), all=formats.number(int(all_)))


def _one_reason(code: str) -> str:
    name, _colon, detail = code.partition(":")
    some, _slash, all_ = detail.partition("/")
    if name == "reported":
        return amounts.reported(int(some), int(all_))
    if name == "groups":
        return _("counted in the whole country: {groups}").format(groups=groups(tuple(detail.split(","))))
    missing = int(some) if some.isdigit() else 0
    whole = name in ("no_shortage", "no_figures", "none_of")
    text = {
        "not_shared": _("not part of this link"),
        "no_population": _("no population figure"),
        "nobody_to_serve": _("nobody to serve"),
        "no_standard": _("the database has no standard for this indicator"),
        "no_sector": _("the data of this year hold no facility of this sector"),
        "under_reported": _("too few facilities reported"),
        "areas_missing": ngettext(
            "{some} of {all} districts has no population figure",
            "{some} of {all} districts have no population figure",
            missing,
        ),
        "unplaced": _("facilities that stand in no district and are not counted: {some}"),
        "no_status": _("facilities that have no status in any year and are not counted: {some}"),
        "unknown_people": _("codes with people that the list of areas does not have; they are not counted: {some}"),
        "unknown_promises": _("commitments whose area is not in the province and that take nothing off: {some}"),
        "carried": _("areas with older figures that were carried over from a former division: {some}"),
        "undivided": _("the area of that year, which is {some} areas today"),
        "moved": _("facilities that were registered at a former area and are counted at one of today: {some}"),
        "truncated": _("incomplete: more rows were found than may be read"),
        "city_boundary": _("part of the residents is counted in Tehran city; per-person figures are distorted"),
        "small_need": _("less than a tenth of one facility is needed; not ranked"),
        "no_facility": _("no facility of this kind"),
        "none_of:class_shifts": _("there are pupils, but no classroom is reported"),
        "none_of:teachers": _("there are pupils, but no teacher is reported"),
        "no_national_figure": _("no figure on the whole country"),
        "sector_missing": _("a sector has no figure here"),
        "no_shortage:education": _("no shortage of school seats anywhere: education drops out"),
        "no_shortage:health": _("no shortage of primary health units anywhere: health drops out"),
        "no_shortage:livelihoods": _("no shortage of training places anywhere: livelihoods drop out"),
        "no_figures:education": _("no figure on school seats: education drops out"),
        "no_figures:health": _("no figure on primary health units: health drops out"),
        "no_figures:livelihoods": _("no figure on training places: livelihoods drop out"),
    }.get(code if whole else name, "")
    if name == "none_of" and not text:
        return _("what the figure is divided by is 0")
    if not some.isdigit():
        return text
    return text.format(some=formats.number(int(some)), all=formats.number(int(all_ or some)))
