"""The tables of the area profile as finished texts, for the page and for the printed one."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from briefing import axes
from briefing.report import Row, Table
from domain.admin import PROVINCE
from domain.commitments import OPEN_STATES
from domain.disclosure import PERSON_MEASURES
from domain.facilities import KINDS, STATUSES
from domain.frames import records
from domain.indicators import CATALOGUE, GROUPS, Indicator
from domain.offers import OPERATING
from domain.stock import Stock, stock
from ui import loaders
from ui.area_facts import Facts
from wording import commitment_words, facility_words, formats, gap_words, i18n, provenance, words
from wording.gap_words import said
from wording.i18n import _, ngettext


def indicators(facts: Facts) -> Table:
    """Return every indicator of the area beside the province and, where it is published, the country."""
    names = facts.reference.areas[f"name_{i18n.language()}"]
    heads = (_("Indicator"), facts.short, _("Shortage"), str(names[PROVINCE]), _("Country (published)"))
    rows = []
    options = facts.reference.options
    for sector in options.sectors:
        rows.append(Row((words.sector(sector),), is_part=True))
        rows += [_indicator(facts, entry) for entry in options.entries(sector)]
    groups = facts.selection.groups
    title = _("Indicators beside the province and the country")
    if groups != GROUPS:
        told = _("{title}: {groups}; everyone where an indicator does not tell groups apart")
        title = told.format(title=title, groups=words.groups(groups))
    return Table(title, heads, tuple(rows), more=provenance.rule_of_groups(groups), figures=(1, 3))


def _indicator(facts: Facts, entry: Indicator) -> Row:
    own, province = facts.rows[entry.id]
    texts = [said(entry, row) if row else _("no data") for row in (own, province)]
    country = provenance.in_country(entry.id, facts.selection.period, facts.reference)
    published = " · ".join(filter(None, (country.text, country.detail)))
    cells = (axes.indicator_name(entry), texts[0], gap_words.shortage(entry, own), texts[1], published)
    return Row(cells, stated=(len(cells) - 1,) if country.is_statement else (), about=entry.id)


def facility_table(facts: Facts) -> Table:
    """Return facilities by kind and state, and what those that operate have."""
    counts = facts.facilities.groupby(["kind", "status"], observed=True).size().to_dict()
    known = stocks(facts.facilities)
    heads = (_("Kind"), *(facility_words.status_name(one) for one in STATUSES), _("Capacity of those operating"))
    heads = (*heads, _("facilities that reported"))
    rows = tuple(
        Row(
            (
                facility_words.kind_name(kind),
                *(formats.number(counts.get((kind, status), 0)) for status in STATUSES),
                *capacity(kind, known),
            )
        )
        for kind in KINDS
    )
    name = _("Facilities, {year}").format(year=formats.period(facts.selection.period))
    more = _("Operating are the operational ones and those that need rehabilitation.")
    return Table(name, heads, rows, more=more, figures=tuple(range(1, len(STATUSES) + 1)))


def stocks(data: pd.DataFrame) -> dict[tuple[str, str], Stock]:
    """Return what the operating facilities have together, by kind and measure."""
    operating = data[data["status"].isin(OPERATING)].assign(status="")
    found = {}
    for measure in dict.fromkeys(one for kind in KINDS.values() for one in kind.measures):
        amounts = operating[measure].to_numpy(dtype=np.float64)
        for (kind, _state), one in stock(
            operating, amounts, loaders.missing_limit(), persons=measure in PERSON_MEASURES
        ).items():
            found[kind, measure] = one
    return found


def capacity(kind: str, stocks: dict[tuple[str, str], Stock]) -> tuple[str, str]:
    """Write what facilities of a kind have, and how many of them reported all of it."""
    # Shifts of several schools have no sum.
    measures = [one for one in KINDS[kind].measures if one != "shifts"]
    told = [(one, stocks[kind, one]) for one in measures if (kind, one) in stocks]
    if not told:
        return "–", "–"
    reported, all_ = min(one.reported for _measure, one in told), told[0][1].facilities
    some = _("{some} of {all}").format(some=formats.number(reported), all=formats.number(all_))
    return " · ".join(dict.fromkeys(_stock_text(measure, one) for measure, one in told)), some


def _stock_text(measure: str, one: Stock) -> str:
    if one.amount is None:
        return _("fewer than 10 people") if one.status == "few" else _("too few facilities reported")
    return facility_words.measure_text(measure, one.amount)


def commitments(facts: Facts, at_most: int | None = None) -> Table:
    """Return what partners have promised for the area, by due date, and whether it is late on the as-of date.

    Where not all are asked for, those that are open come first.
    """
    shown, more = [] if facts.promises is None else records(facts.promises), ""
    left = 0 if at_most is None else max(len(shown) - at_most, 0)
    if left:
        shown = sorted(shown, key=lambda row: row["status"] not in OPEN_STATES)[:at_most]
        text = ngettext(
            "{count} more commitment stands in the dashboard.", "{count} more commitments stand in the dashboard.", left
        )
        more = text.format(count=formats.number(left))
    empty = _("No partner has promised anything for this area.")
    if facts.promises is None:
        empty = _("The commitments of partners could not be read.")
    name = _("Commitments as of {date}").format(date=formats.day(loaders.today()))
    return Table(name, commitment_words.heads(), tuple(Row(commitment_words.cells(row)) for row in shown), empty, more)


def notes(facts: Facts) -> Table:
    """Return what a reader must know of the figures: distortion, reporting, what stands in no district, old figures."""
    own = facts.reference.areas.loc[facts.code, f"note_{i18n.language()}"]
    texts = [own] if isinstance(own, str) and own else []
    by_text: dict[str, list[str]] = {}
    for indicator, (row, _province) in facts.rows.items():
        for said_of in _said_of(row, facts.selection.period):
            by_text.setdefault(said_of, []).append(CATALOGUE[indicator].name.in_language(i18n.language()))
    # What holds for every indicator needs no list of them.
    texts += [
        text if len(names) == len(facts.rows) else _("{names}: {note}").format(names=formats.listing(names), note=text)
        for text, names in by_text.items()
    ]
    rows = tuple(Row((text[:1].upper() + text[1:],)) for text in texts)
    return Table(_("Notes on the data"), (), rows, _("All facilities reported; no figure is older than its year."))


def _said_of(row: dict[str, Any] | None, period: int) -> list[str]:
    if row is None:
        return []
    found = [words.reason(code) for code in str(row["note"]).split(";") if code]
    span = str(row["reference_period"])
    if span and int(span.split("-", maxsplit=1)[0]) < period:
        found.append(_("figures of {period}").format(period=words.period_with_age(span, period)))
    return [one for one in found if one]
