"""The districts that carry most of the province's shortages, with the reason in one sentence each."""

from __future__ import annotations

import math
from html import escape
from typing import Any

import pandas as pd

from domain.findings import comparable, ranked
from domain.frames import ReleaseFrame, records
from domain.indicators import PRIORITY_SECTORS
from domain.links import from_query
from domain.selection import number_text
from measures.reference import Reference
from ui import loaders, onward, overview_facts
from wording import amounts, formats, i18n, words
from wording.i18n import _, ngettext

MOST = 5


def html(priority: ReleaseFrame, seats: ReleaseFrame, units: ReleaseFrame, reference: Reference) -> str:
    """Return the list as HTML."""
    rows = told(priority, seats, units, reference)
    items = "".join(_item(row, why, priority, reference) for row, why in rows)
    marked = overview_facts.mark() if bool(priority.data["is_demonstration"].any()) else ""
    about = onward.later(priority.selection.indicator)
    head = ngettext("The {count} most urgent district", "The {count} most urgent districts", len(rows)).format(
        count=formats.count_word(len(rows))
    )
    listed = f"<ol>{items}</ol>" if rows else f'<p class="hg-empty">{escape(_("No figures for this choice."))}</p>'
    rule = f"<p>{escape(_rule(priority))}{about}</p>"
    return f'<section class="hg-urgent"><h2>{escape(head)}{marked}</h2>{rule}{listed}</section>'


def _rule(priority: ReleaseFrame) -> str:
    """What the order goes by, and how many districts stand outside."""
    text = _("By priority index: points of 100 for a district's part of the province's shortages")
    aside = int((~comparable(priority.data)).sum())
    if not aside:
        return text
    left = ngettext("{count} district is left aside", "{count} districts are left aside", aside)
    return _("{first}; {last}").format(first=text, last=left.format(count=formats.number(aside)))


def _shortages(
    priority: ReleaseFrame, seats: ReleaseFrame, units: ReleaseFrame, reference: Reference
) -> dict[str, pd.DataFrame]:
    """Frames by sector whose shortages the index is made from; training places against the province's own rate."""
    query = {
        "indicator": PRIORITY_SECTORS["livelihoods"],
        "level": "district",
        "period": str(priority.selection.period),
    }
    own = loaders.release(from_query(query, reference.options)[0]).context["value"].iloc[0]
    found = {"education": seats.data, "health": units.data}
    if not math.isnan(own) and own > 0:
        asked, _notices = from_query(query | {"target": number_text(float(own))}, reference.options)
        found["livelihoods"] = loaders.release(asked).data
    return {sector: data.set_index("pcode") for sector, data in found.items()}


def told(
    priority: ReleaseFrame, seats: ReleaseFrame, units: ReleaseFrame, reference: Reference
) -> list[tuple[dict[str, Any], str]]:
    """Return the rows of the list, each with its reason."""
    short = _shortages(priority, seats, units, reference)
    rows = records(ranked(priority.data, priority.selection.entry.direction).head(MOST))
    return [(row, reason(row, short)) for row in rows]


def _item(row: dict[str, Any], why: str, priority: ReleaseFrame, reference: Reference) -> str:
    code, sector = str(row["pcode"]), _largest(row)
    county = str(reference.tree.parents.get(code) or code)
    query = {"indicator": PRIORITY_SECTORS[sector], "level": "district", "area": county}
    query |= {"period": str(priority.selection.period), "lang": i18n.language()}
    made = from_query(query, reference.options)[0]
    called = str(row[f"name_{i18n.language()}"])
    profile = onward.profile(made, code, called, _("Profile"))
    name = onward.way("gap_map", made.link(), escape(called))
    place = "" if "(" in called else f"<small>{escape(_county(county, reference))}</small>"
    points = _("{points} points").format(points=formats.number(row["value"], 1))
    return f"<li><p>{name}{place}{profile}<b>{escape(points)}</b></p><p>{escape(why)}</p></li>"


def _county(code: str, reference: Reference) -> str:
    return _("{place} County").format(place=str(reference.areas[f"name_{i18n.language()}"].get(code, code)))


def _largest(row: dict[str, Any]) -> str:
    """The sector with most of the district's points; the first of equal ones."""
    points = {sector: row[f"{sector}_points"] for sector in PRIORITY_SECTORS}
    known = {sector: value for sector, value in points.items() if not pd.isna(value)}
    return max(known, key=lambda sector: known[sector])


def reason(row: dict[str, Any], short: dict[str, pd.DataFrame]) -> str:
    """Say in one sentence why a district is urgent: the sector that weighs most, its shortage, and the severity."""
    sector = _largest(row)
    text = _(
        "{sector} weighs most ({points} points): {amount} short; on average over the sectors {severity} of need is"
        " missing."
    )
    return text.format(
        sector=words.sector(sector),
        points=formats.number(row[f"{sector}_points"], 1),
        amount=_amount(sector, short[sector].loc[row["pcode"]]),
        severity=formats.figure(row["severity_pct"], "severity_pct"),
    )


def _amount(sector: str, row: pd.Series) -> str:
    whole = row["units_short"] if sector == "health" else amounts.counted(row["shortage"])
    return {
        "education": amounts.school_seats,
        "health": amounts.primary_health_units,
        "livelihoods": amounts.training_places,
    }[sector](formats.number(whole))
