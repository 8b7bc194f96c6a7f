"""The area profile in words: a title and five sentences, written from the figures, none with over three digits."""

from __future__ import annotations

import math

import pandas as pd

from domain.indicators import CATALOGUE, FOREIGN_GROUPS, GROUPS
from ui import formats, i18n, words
from ui.area_facts import Facts, Row, total
from ui.i18n import _, ngettext

LONG = 10  # from here on a count stands in digits


def title(facts: Facts) -> str:
    """Say what weighs most: the area's part of the province's shortages, or why that cannot be told."""
    row = facts.row("priority_index")
    if "city_boundary" in row["note"]:
        text = _("Part of the residents of {area} is counted in Tehran city: its per-person figures are distorted")
        return text.format(area=facts.name)
    if row["status"] != "ok":
        return _("There are not enough figures to weigh the shortages of {area}").format(area=facts.name)
    text = _("{area} carries {value} of the 100 points of the province's shortages")
    return text.format(area=facts.name, value=formats.significant(row["value"], 2))


def subtitle(facts: Facts) -> str:
    """Say the rank, that the sentences are on everybody, and the year; the table names the chosen groups."""
    parts = [words.groups(GROUPS), formats.period(facts.selection.period)]
    rank = facts.row("priority_index").get("rank")
    if rank is not None and not pd.isna(rank):
        text = _("rank {rank} of {total} {areas} by priority index")
        kinds = words.areas(facts.ranked, facts.level == "county")
        parts.insert(0, text.format(rank=formats.number(rank), total=formats.number(facts.ranked), areas=kinds))
    line = " · ".join(parts)
    return line[:1].upper() + line[1:]


def sentences(facts: Facts) -> tuple[str, ...]:
    """Return the five sentences: people, schools, health, livelihoods, commitments; for everybody, not for groups."""
    return (_people(facts), _schools(facts), _health(facts), _livelihoods(facts), _commitments(facts))


def _people(facts: Facts) -> str:
    everyone, foreign = total(facts.people, GROUPS), total(facts.people, FOREIGN_GROUPS)
    year = formats.period(facts.selection.period)
    if everyone["status"] != "ok":
        return _("How many people live in {area} in {year} is not known.").format(area=facts.short, year=year)
    whole = _whole(int(everyone["persons"]))
    if foreign["status"] == "few":
        text = _(
            "{area} is home to {total} people in {year}, fewer than 10 of them refugees or other documented foreign"
            " nationals."
        )
        return text.format(area=facts.short, year=year, total=whole)
    text = _(
        "{area} is home to {total} people in {year}; {foreign} of them, {share}, are refugees or other documented"
        " foreign nationals."
    )
    share = formats.figure(100 * foreign["persons"] / everyone["persons"], "share_pct")
    return text.format(area=facts.short, year=year, total=whole, foreign=_whole(int(foreign["persons"])), share=share)


def _without(facts: Facts, indicator: str) -> str:
    """Say that there is no figure, and why."""
    row, entry = facts.row(indicator), CATALOGUE[indicator]
    name = entry.name.fa if i18n.language() == "fa" else entry.noun.en
    why = _("fewer than 10 people") if row["status"] == "few" else words.reason(row["note"])
    if not why:
        return _("There is no figure on {name} here.").format(name=name)
    return _("There is no figure on {name} here: {reason}.").format(name=name, reason=why)


def _schools(facts: Facts) -> str:
    row = facts.row("school_seats")
    if row["status"] != "ok" or pd.isna(row["shortage"]):
        return _without(facts, "school_seats")
    rooms = int(row["classrooms_short"])
    given = {
        "capacity": _whole(round(row["capacity"])),
        "demand": _whole(round(row["demand_persons"])),
        "shortage": _whole(math.ceil(row["shortage"])),
        "standard": _standard(facts, row, "school_seats"),
        "rooms": _whole(rooms),
    }
    if not rooms:
        return _(
            "At {standard} its schools have {capacity} seats for {demand} children of school age, enough at every"
            " school stage."
        ).format(**given)
    return ngettext(
        "At {standard} its schools have {capacity} seats for {demand} children of school age; added up by district and"
        " school stage {shortage} seats are missing, {rooms} classroom.",
        "At {standard} its schools have {capacity} seats for {demand} children of school age; added up by district and"
        " school stage {shortage} seats are missing, {rooms} classrooms.",
        rooms,
    ).format(**given)


def _standard(facts: Facts, row: Row, indicator: str) -> str:
    known = facts.reference.options.standards.get(indicator, {})
    return words.standard(CATALOGUE[indicator], known.get(str(row["standard_id"])))


def _health(facts: Facts) -> str:
    row = facts.row("primary_health_units")
    if row["status"] != "ok" or pd.isna(row["units_short"]):
        return _without(facts, "primary_health_units")
    units, missing = round(row["capacity"]), int(row["units_short"])
    given = {
        "units": _whole(units),
        "demand": _whole(round(row["demand_persons"])),
        "value": formats.significant(row["value"]),
        "standard": _standard(facts, row, "primary_health_units"),
        "missing": _whole(missing),
    }
    if units:
        first = ngettext(
            "It has {units} primary health unit for {demand} people, {value} per 10,000",
            "It has {units} primary health units for {demand} people, {value} per 10,000",
            units,
        )
    else:
        first = _("It has no primary health unit for {demand} people")
    if missing:
        then = ngettext(
            "the standard ({standard}) asks for {missing} more",
            "the standard ({standard}) asks for {missing} more",
            missing,
        )
    else:
        then = _("that meets the standard ({standard})")
    return _("{first}; {then}.").format(first=first.format(**given), then=then.format(**given))


def _livelihoods(facts: Facts) -> str:
    row, province = facts.row("training_places"), facts.everyone["training_places"][1]
    if row["status"] != "ok":
        return _without(facts, "training_places")
    places = round(row["capacity"])
    given = {
        "places": _whole(places),
        "value": formats.significant(row["value"]),
        "demand": _whole(round(row["demand_persons"])),
    }
    text = ngettext(
        "It offers {places} training place a year, {value} per 1,000 people of working age",
        "It offers {places} training places a year, {value} per 1,000 people of working age",
        places,
    )
    if not places:
        text = _("It offers no training place to {demand} people of working age")
    if province is None or province["status"] != "ok":
        return _("{sentence}.").format(sentence=text.format(**given))
    then = _("in the whole province there are {value}")
    if not places:
        then = _("in the whole province there are {value} a year per 1,000")
    beside = then.format(value=formats.significant(province["value"]))
    return _("{first}; {then}.").format(first=text.format(**given), then=beside)


def _commitments(facts: Facts) -> str:
    if facts.promises is None:
        return _("The commitments of partners could not be read.")
    status = facts.promises["status"]
    late, proposed = int(facts.promises["is_late"].sum()), int((status == "proposed").sum())
    delivered, open_ = int((status == "delivered").sum()), int(status.isin(("agreed", "in_progress")).sum())
    made = delivered + open_
    more = ngettext("{count} more is proposed", "{count} more are proposed", proposed).format(count=_count(proposed))
    if not made:
        none = _("No commitment of a partner is agreed for this area")
        only = ngettext("{count} is proposed", "{count} are proposed", proposed).format(count=_count(proposed))
        return _ended(none, only if proposed else "")
    text = ngettext(
        "Partners have made {count} commitment here", "Partners have made {count} commitments here", made
    ).format(count=_count(made))
    parts = []
    if delivered:
        done = ngettext("{count} is delivered", "{count} are delivered", delivered)
        parts.append(done.format(count=_count(delivered)))
    if open_:
        still = ngettext("{count} is still open", "{count} are still open", open_).format(count=_count(open_))
        overdue = ngettext("{count} of them late", "{count} of them late", late).format(count=_count(late))
        if late == open_:
            still = _("{sentence} and late").format(sentence=still)
        parts.append(f"{still} ({overdue})" if 0 < late < open_ else still)
    whole = _("{first}: {then}").format(first=text, then=formats.listing_and(parts))
    return _ended(whole, more if proposed else "")


def _whole(count: int) -> str:
    """Write whole things with at most three significant digits."""
    return formats.number(float(f"{count:.3g}"))


def _count(count: int) -> str:
    return formats.count_word(count) if count <= LONG else formats.number(count)


def _ended(first: str, then: str) -> str:
    if then:
        return _("{first}; {then}.").format(first=first, then=then)
    return _("{sentence}.").format(sentence=first)
