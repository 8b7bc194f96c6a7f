"""The head of the area profile: what weighs most there, and of whom and when the figures are."""

from __future__ import annotations

import pandas as pd

from ui.area_facts import Facts
from ui.area_sentences import for_groups, whole
from wording import amounts, formats, words
from wording.i18n import _


def title(facts: Facts) -> str:
    """Say what weighs most: the area's part of the province's shortages, for groups what they are short of there."""
    row = facts.row("priority_index")
    if "city_boundary" in row["note"]:
        text = _("Part of the residents of {area} is counted in Tehran city: its per-person figures are distorted")
        return text.format(area=facts.name)
    if facts.of_groups or "priority_index" not in facts.rows:
        return _of_groups(facts)
    if row["status"] != "ok":
        return _unknown(facts)
    text = _("On average over the sectors, {value} of the province's shortages lie in {area}")
    return text.format(area=facts.name, value=formats.significant(row["value"], 2, formats.percent))


def _of_groups(facts: Facts) -> str:
    """The index is of everybody: what some groups lack is told in seats and units."""
    wanted = {
        "school_seats": ("shortage", amounts.school_seats),
        "primary_health_units": ("units_short", amounts.primary_health_units),
    }
    known = {name: facts.row(name) for name in wanted}
    if any(row["status"] != "ok" or pd.isna(row[wanted[name][0]]) for name, row in known.items()):
        return _unknown(facts)
    lacking = {name: float(row[wanted[name][0]]) for name, row in known.items()}
    missing = [wanted[name][1](whole(amounts.counted(one))) for name, one in lacking.items() if one > 0]
    if not missing:
        return for_groups(
            facts, _("{area} lacks neither school seats nor primary health units").format(area=facts.name)
        )
    short = _("{area} is short of {list}").format(area=facts.name, list=formats.listing_and(missing))
    return for_groups(facts, short)


def _unknown(facts: Facts) -> str:
    text = _("There are not enough figures to weigh the shortages of {area}").format(area=facts.name)
    return f"{text} ({words.groups(facts.selection.groups)})" if facts.of_groups else text


def subtitle(facts: Facts) -> str:
    """Say whom the figures are of, the year, and the rank, which is everybody's."""
    parts = [words.groups(facts.selection.groups), formats.period(facts.selection.period)]
    rank = facts.row("priority_index").get("rank")
    if rank is not None and not pd.isna(rank):
        text = _("rank {rank} of {total} {areas} by priority index")
        if facts.of_groups:
            text = _("rank {rank} of {total} {areas} by priority index, for everyone")
        kinds = words.areas(facts.ranked, facts.level == "county")
        told = text.format(rank=formats.number(rank), total=formats.number(facts.ranked), areas=kinds)
        parts.insert(2 if facts.of_groups else 0, told)
    line = " · ".join(parts)
    return line[:1].upper() + line[1:]
