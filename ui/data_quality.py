"""What the checks of the data found: how many and where in one table, all of each behind a click."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from domain.admin import LEVEL_NAMES
from domain.frames import records
from domain.quality import Finding
from measures.quality import Quality
from measures.reference import Reference
from ui import loaders, page_loaders
from ui.quality_where import where
from ui.sheets import Html, fold, paragraph, section, sheet
from wording import data_words, facility_words, formats, i18n
from wording.i18n import _
from wording.quality_words import Check, checks

MOST_ROWS = 60


def draw(period: int, reference: Reference) -> None:
    """Draw the section. The checks read every year: where nobody has seen them yet they take a moment."""
    st.html(section("quality", _("Data quality"), paragraph(_("What was checked, how much stands out, and where."))))
    with st.spinner(_("The checks are running.")):
        told = loaders.part(("data_quality", period), lambda: html(page_loaders.quality(period), period, reference))
    st.html(told)


def ahead() -> None:
    """Run the checks of the newest year, so that nobody waits for them."""
    page_loaders.quality(loaders.reference().options.periods[-1])


def html(found: Quality, period: int, reference: Reference) -> str:
    """Return all findings."""
    parts = []
    if found.truncated:
        told = _("The figures are incomplete: more rows were found than may be read. Tell IT to raise the limit.")
        parts.append(paragraph(told))
    known = [(check, found.findings[check.id]) for check in checks()]
    parts.append(_overview(known, period, reference))
    folds = [_finding(check, finding, _columns(check.id, reference)) for check, finding in known]
    folds.append(_coverage(found.coverage, reference))
    return "".join([*parts, '<div class="hg-cards hg-wide-cards">', *folds, "</div>"])


def _overview(known: list[tuple[Check, Finding]], period: int, reference: Reference) -> str:
    """Return a row for each check, which leads to all that it found."""
    rows = []
    for check, finding in known:
        link = Html(f'<a href="#check-{check.id}">{escape(check.title)}</a>')
        some = _("{some} of {all}")
        count = some.format(some=formats.number(finding.found), all=formats.number(finding.checked))
        css = "some" if finding.found else "none"
        rows.append([link, Html(f'<span class="hg-count {css}">{escape(count)}</span>'), where(finding, reference)])
    title = _("Findings for {year}").format(year=formats.period(period))
    return sheet(title, [_("Check"), _("Findings"), _("Where most")], rows, "hg-stack hg-checks")


Column = tuple[str, Callable[[dict[str, Any]], str]]


def _finding(check: Check, finding: Finding, columns: list[Column]) -> str:
    table = ""
    if len(finding.rows):
        rows = [[text(row) for _head, text in columns] for row in records(finding.rows.head(MOST_ROWS))]
        table = sheet(check.title, [head for head, _text in columns], rows, "hg-stack")
        more = len(finding.rows) - MOST_ROWS
        if more > 0:
            table += paragraph(_("Further rows that are not listed: {count}").format(count=formats.number(more)))
    told = escape(check.told(finding.found, finding.checked))
    return fold(f"check-{check.id}", check.title, told, paragraph(check.rule) + table)


def _columns(check: str, reference: Reference) -> list[Column]:
    def area(code: object) -> str:
        known = reference.areas[f"name_{i18n.language()}"]
        return str(known.get(code, code)) if code else _("outside all areas")

    def facility(row: dict[str, Any]) -> str:
        return str(row[f"name_{i18n.language()}"])

    place: Column = (_("Area"), lambda row: area(row["pcode"]))
    kind: Column = (_("Kind"), lambda row: facility_words.kind_name(row["kind"]))
    number: Column = (_("Number"), lambda row: formats.number(row["number"]))
    name: Column = (_("Facility"), facility)
    return {
        "totals": [
            place,
            (_("Group"), lambda row: data_words.counted_group(row["population_group"])),
            (_("Year"), lambda row: formats.period(int(row["period"]))),
            (_("Published total"), lambda row: formats.number(row["published"])),
            (_("Sum of the parts"), lambda row: formats.number(row["parts"])),
            (_("Difference"), lambda row: formats.number(row["difference"])),
        ],
        "outside": [
            name,
            kind,
            (_("Registered in"), lambda row: area(row["pcode"])),
            (_("Stands in"), lambda row: area(row["within"])),
            (_("Distance"), lambda row: formats.distance(row["metres"])),
        ],
        "no_place": [place, number],
        "no_boundary": [place, (_("Level"), lambda row: data_words.level_name(LEVEL_NAMES[int(row["level"])]))],
        "old": [
            place,
            (_("Figures"), lambda row: data_words.figures_of(row["what"])),
            number,
            (_("Oldest"), lambda row: formats.period(int(row["oldest"]))),
        ],
        "missing": [
            kind,
            (_("Measure"), lambda row: data_words.measure(row["measure"])),
            (_("Missing"), lambda row: formats.number(row["number"])),
            (_("Of facilities"), lambda row: formats.number(row["of"])),
            (_("Share"), lambda row: formats.figure(100 * row["number"] / row["of"], "share_pct")),
        ],
        "outliers": [
            name,
            place,
            (_("Ratio"), lambda row: data_words.facility_ratio(row["ratio"])),
            (_("Value"), lambda row: formats.figure(row["value"], row["ratio"])),
            (_("Usual"), lambda row: formats.figure(row["usual"], row["ratio"])),
            (_("Score"), lambda row: formats.number(row["score"], 1)),
        ],
        "unplaced": [place, kind, number],
        "former": [place, (_("Year"), lambda row: formats.period(int(row["period"])))],
    }[check]


def _coverage(data: pd.DataFrame, reference: Reference) -> str:
    """Return a row for each county and a column for each year: districts with people, facilities that reported."""
    names = reference.areas[f"name_{i18n.language()}"]
    years = sorted(set(data["period"]), reverse=True)
    cells = {(row["pcode"], row["period"]): row for row in records(data)}
    codes = sorted(set(data["pcode"]), key=lambda code: formats.collation_key(str(names.get(code, code))))
    rows = [[str(names.get(code, code)), *(_covered(cells[code, year]) for year in years)] for code in codes]
    title = _("Coverage by year and county")
    rule = _(
        "Districts whose people are known, of all; below, how many of the facilities whose capacity is counted by a"
        " measure have reported it."
    )
    table = sheet(title, [_("County"), *(formats.period(year) for year in years)], rows)
    return fold("check-coverage", title, escape(rule), table)


def _covered(row: dict[str, Any]) -> Html:
    of = _("{some} of {all}")
    people = of.format(some=formats.number(row["with_people"]), all=formats.number(row["districts"]))
    if not row["facilities"]:
        return Html(f"{escape(people)}<small>–</small>")
    share = 100 * row["reported"] / row["facilities"]
    # A hundred per cent is all of them, and nothing that rounds to it.
    text = formats.percent(
        min(share, 99.9) if row["reported"] < row["facilities"] else 100, 1 if 99 < share < 100 else 0
    )
    return Html(f"{escape(people)}<small>{escape(text)}</small>")
