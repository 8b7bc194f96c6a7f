"""The area profile in words: five sentences, written from the chosen groups' figures with three digits at most."""

from __future__ import annotations

import pandas as pd

from domain.indicators import CATALOGUE, FOREIGN_GROUPS, GROUPS
from ui.area_facts import Facts, Row, total
from wording import amounts, formats, i18n, tips, words
from wording.i18n import _, ngettext

LONG = 10  # from here on a count stands in digits
SMALL = 10  # below it the part of a group is told with decimals


def sentences(facts: Facts) -> tuple[str, ...]:
    """Return the five sentences: people, schools, health, livelihoods, commitments; who is meant is said in each."""
    return (_people(facts), _schools(facts), _health(facts), _livelihoods(facts), _commitments(facts))


def for_groups(facts: Facts, sentence: str) -> str:
    """Put the chosen groups before a sentence; everybody needs no name."""
    if not facts.of_groups:
        return sentence
    text = _("for {groups}, {sentence}").format(groups=words.groups(facts.selection.groups), sentence=sentence)
    return text[:1].upper() + text[1:]


def _people(facts: Facts) -> str:
    everyone, year = total(facts.people, GROUPS), formats.period(facts.selection.period)
    if everyone["status"] != "ok":
        return _("How many people live in {area} in {year} is not known.").format(area=facts.short, year=year)
    chosen = total(facts.people, facts.selection.groups if facts.of_groups else FOREIGN_GROUPS)
    given = {"area": facts.short, "year": year, "total": whole(int(everyone["persons"]))}
    given["groups"] = words.groups(facts.selection.groups)
    if chosen["status"] == "ok":
        given["persons"] = given["foreign"] = whole(int(chosen["persons"]))
        share = 100 * chosen["persons"] / everyone["persons"]
        given["share"] = formats.percent(share, 0 if 10 <= share <= 99 else 1)  # 99.6 % is not everybody
    texts = _of_chosen() if facts.of_groups else _of_everybody()
    return texts[0 if chosen["status"] == "ok" else 1].format(**given)


def _of_everybody() -> tuple[str, str]:
    """How many people there are and how many of them are foreign nationals: known, and fewer than 10."""
    return (
        _(
            "{area} is home to {total} people in {year}; {foreign} of them, {share}, are refugees or other documented"
            " foreign nationals."
        ),
        _(
            "{area} is home to {total} people in {year}, fewer than 10 of them refugees or other documented foreign"
            " nationals."
        ),
    )


def _of_chosen() -> tuple[str, str]:
    """How many people of the chosen groups there are, beside everybody: known, and fewer than 10."""
    return (
        _(
            "{area} is home to {total} people of all groups in {year}; {persons} of them, {share}, are counted as"
            " {groups}."
        ),
        _("{area} is home to {total} people of all groups in {year}, fewer than 10 of them counted as {groups}."),
    )


def _without(facts: Facts, indicator: str) -> str:
    """Say that there is no figure, and why."""
    row, entry = facts.row(indicator), CATALOGUE[indicator]
    given = {"name": entry.name.fa if i18n.language() == "fa" else entry.noun.en}
    given["groups"] = words.groups(facts.selection.groups)
    given["reason"] = (
        _("fewer than 10 people") if row["status"] == "few" else words.reason(row["note"], without="undivided")
    )
    if facts.of_groups:
        text = _("There is no figure on {name} for {groups} here.")
        text = _("There is no figure on {name} for {groups} here: {reason}.") if given["reason"] else text
    else:
        text = _("There is no figure on {name} here.")
        text = _("There is no figure on {name} here: {reason}.") if given["reason"] else text
    return text.format(**given)


def _schools(facts: Facts) -> str:
    row = facts.row("school_seats")
    if row["status"] != "ok" or pd.isna(row["shortage"]):
        return _without(facts, "school_seats")
    rooms = int(row["classrooms_short"])
    given = {
        "capacity": _part(facts, row["capacity"]),
        "demand": whole(round(row["demand_persons"])),
        "standard": _standard(facts, row, "school_seats"),
    }
    if facts.of_groups:
        first = _("at {standard}, {capacity} seats of its schools fall to {demand} children of school age")
    else:
        first = ngettext(
            "At {standard} its schools have {capacity} seat for {demand} children of school age",
            "At {standard} its schools have {capacity} seats for {demand} children of school age",
            amounts.form(given["capacity"]),
        )
    first = for_groups(facts, first.format(**given))
    if not rooms:
        return _("{sentence}, enough at every school stage.").format(sentence=first)
    shortage = whole(amounts.counted(row["shortage"]))
    then = ngettext("{seats} is missing, {rooms}", "{seats} are missing, {rooms}", amounts.form(shortage)).format(
        seats=amounts.seats(shortage), rooms=amounts.classrooms(whole(rooms))
    )
    by = _("added up by district and school stage") if facts.level == "county" else _("added up by school stage")
    return _("{first}; {by} {then}.").format(first=first, by=by, then=then)


def _standard(facts: Facts, row: Row, indicator: str) -> str:
    known = facts.reference.options.standards.get(indicator, {})
    return words.standard(CATALOGUE[indicator], known.get(str(row["standard_id"])))


def _health(facts: Facts) -> str:
    row = facts.row("primary_health_units")
    if row["status"] != "ok" or pd.isna(row["units_short"]):
        return _without(facts, "primary_health_units")
    missing = int(row["units_short"])
    given = {
        "units": _part(facts, row["capacity"]),
        "demand": whole(round(row["demand_persons"])),
        "value": formats.significant(row["value"]),
        "standard": _standard(facts, row, "primary_health_units"),
        "missing": whole(missing),
    }
    first = for_groups(facts, _units(facts, row["capacity"]).format(**given))
    if missing:
        then = ngettext(
            "the standard ({standard}) asks for {missing} more",
            "the standard ({standard}) asks for {missing} more",
            missing,
        )
        if facts.level == "county":
            then = _("added up by district, {sentence}").format(sentence=then)
    else:
        then = _("that meets the standard ({standard})")
        if facts.level == "county":
            then = _("that meets the standard ({standard}) in every district")
    return _("{first}; {then}.").format(first=first, then=then.format(**given))


def _units(facts: Facts, capacity: float) -> str:
    """How many units there are; a group's part of a unit is no whole one."""
    if facts.of_groups:
        if not capacity:
            return _("no primary health unit serves {demand} people")
        if tips.trace(capacity):
            return _("{units} of a primary health unit falls to {demand} people, {value} per 10,000")
        return _("as much as {units} of its primary health units falls to {demand} people, {value} per 10,000")
    if not round(capacity):
        return _("It has no primary health unit for {demand} people")
    return ngettext(
        "It has {units} primary health unit for {demand} people, {value} per 10,000",
        "It has {units} primary health units for {demand} people, {value} per 10,000",
        round(capacity),
    )


def _livelihoods(facts: Facts) -> str:
    row, province = facts.row("training_places"), facts.rows["training_places"][1]
    if row["status"] != "ok":
        return _without(facts, "training_places")
    given = {
        "places": _part(facts, row["capacity"]),
        "value": formats.significant(row["value"]),
        "demand": whole(round(row["demand_persons"])),
    }
    first = for_groups(facts, _places(facts, row["capacity"]).format(**given))
    if province is None or province["status"] != "ok":
        return _("{sentence}.").format(sentence=first)
    then = _("in the whole province there are {value}")
    if not row["capacity"]:
        then = _("in the whole province there are {value} a year per 1,000")
    beside = then.format(value=formats.significant(province["value"]))
    return _("{first}; {then}.").format(first=first, then=beside)


def _places(facts: Facts, capacity: float) -> str:
    """How many training places there are; the places of groups are their part of them."""
    if facts.of_groups:
        if not capacity:
            return _("no training place is there for {demand} people of working age")
        return _("{places} training places a year fall to them, {value} per 1,000 people of working age")
    if not round(capacity):
        return _("It offers no training place to {demand} people of working age")
    return ngettext(
        "It offers {places} training place a year, {value} per 1,000 people of working age",
        "It offers {places} training places a year, {value} per 1,000 people of working age",
        round(capacity),
    )


def _commitments(facts: Facts) -> str:
    sentence = _promised(facts)
    if not facts.of_groups or facts.promises is None:
        return sentence
    return _("{sentence} Commitments are counted whichever group they are for.").format(sentence=sentence)


def _promised(facts: Facts) -> str:
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


def whole(count: float) -> str:
    """Write whole things with at most three significant digits."""
    return formats.number(float(f"{count:.3g}"))


def _part(facts: Facts, capacity: float) -> str:
    """Write a capacity: whole things for everybody, for groups a part of them, which has decimals where it is small."""
    if not facts.of_groups or capacity >= SMALL:
        return whole(round(capacity))
    return tips.trace(capacity) or formats.significant(capacity)


def _count(count: int) -> str:
    return formats.count_word(count) if count <= LONG else formats.number(count)


def _ended(first: str, then: str) -> str:
    if then:
        return _("{first}; {then}.").format(first=first, then=then)
    return _("{sentence}.").format(sentence=first)
