"""Names of ids for eyes: groups, levels, schemes, units, notes. One function per kind of id."""

from __future__ import annotations

from domain.indicators import GROUPS, Indicator
from ui import formats
from ui.i18n import _


def sector(sector_id: str) -> str:
    """Name a sector."""
    return {
        "education": _("Education"),
        "health": _("Health"),
        "livelihoods": _("Livelihoods"),
        "population": _("Population"),
    }[sector_id]


def group(group_id: str) -> str:
    """Name a population group."""
    return {
        "host": _("host community"),
        "refugee": _("refugees"),
        "documented": _("other documented foreign nationals"),
    }[group_id]


def groups(ids: tuple[str, ...]) -> str:
    """Name a choice of groups."""
    if ids == GROUPS:
        return _("Everyone")
    if ids == ("refugee", "documented"):
        return _("refugees and other documented foreign nationals")
    return formats.listing([group(one) for one in ids])


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
        "share_pct": _("share of all residents"),
    }[entry.value]


def people(amount: str) -> str:
    """Write a number of people."""
    return _("{amount} people").format(amount=amount)


def unit_name(entry: Indicator) -> str:
    """Name the unit of need and capacity, for a head."""
    return {
        "seats": _("seats"),
        "health_houses": _("health houses"),
        "health_posts": _("health posts"),
        "health_units": _("units"),
        "places": _("places"),
        "persons": _("people"),
    }[entry.unit]


def unit(entry: Indicator, amount: str) -> str:
    """Write an amount with the unit of need and capacity."""
    return {
        "seats": _("{amount} seats"),
        "health_houses": _("{amount} health houses"),
        "health_posts": _("{amount} health posts"),
        "health_units": _("{amount} units"),
        "places": _("{amount} places"),
        "persons": _("{amount} people"),
    }[entry.unit].format(amount=amount)


def standard(indicator_id: str, standard_id: str | None, value: float | None) -> str:
    """Write a standard, or nothing."""
    if standard_id is None or value is None:
        return ""
    text = {
        "school_seats": _("{value} pupils per class"),
        "health_houses": _("one per {value} rural people"),
        "health_posts": _("one per {value} urban people"),
        "primary_health_units": _("one per {value} people"),
    }.get(indicator_id, "{value}")
    return text.format(value=formats.number(value))


def benchmark_unit(unit_id: str) -> str:
    """Name the unit of a published reference value; an unknown one stands as it is."""
    return {
        "persons_per_unit": _("people per unit"),
        "persons": _("people"),
        "units_per_10000": _("units per 10,000 people"),
        "places_per_1000": _("places per 1,000 working-age people"),
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


def reason(note: str, without: str = "") -> str:
    """Write the notes of one row in words; the kind of note named in `without` is left out."""
    codes = [code for code in note.split(";") if not without or not code.startswith(f"{without}:")]
    return " · ".join(filter(None, map(_one_reason, codes)))


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
    text = {
        "no_population": _("no population figure"),
        "nobody_to_serve": _("nobody to serve"),
        "no_standard": _("the database has no standard for this indicator"),
        "under_reported": _("too few facilities reported"),
        "reported": _("{some} of {all} facilities reported"),
        "areas_missing": _("{some} of {all} districts have no population figure"),
        "unplaced": _("facilities that stand in no district and are not counted: {some}"),
        "truncated": _("incomplete: more rows were found than may be read"),
        "city_boundary": _("part of the residents is counted in Tehran city; per-person figures are distorted"),
    }.get(name, "")
    if not detail:
        return text
    return text.format(some=formats.number(int(some)), all=formats.number(int(all_ or some)))


def notice(key: str, value: str, reason_id: str) -> str:
    """Tell what a link asked for in vain."""
    if reason_id == "unknown_key":
        return _("The link has a part that is not known here and was left out: {key}").format(key=key)
    if reason_id == "unknown_value":
        return _("The link asks for {key} = {value}, which does not exist; the usual choice is shown.").format(
            key=key, value=value
        )
    return _("The link asks for {key} = {value}, which does not go with the rest; the usual choice is shown.").format(
        key=key, value=value
    )
