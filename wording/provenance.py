"""What stands under every map: benchmark, sources, dates, marks, disclaimer, and what the figure cannot show."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

import pandas as pd

from domain.admin import COUNTRY, PROVINCE
from domain.frames import ReleaseFrame, records
from domain.indicators import GROUPS, Indicator
from measures.reference import Reference
from wording import amounts, boundary_lines, formats, i18n, words
from wording.i18n import _
from wording.publishers import publisher
from wording.tips import amount

# Of one area; the rest stands in the table of sources.
PUBLISHED_AT_MOST = 4
# Units of published values that are percentages.
PERCENT = ("percent", "share_pct", "pct")


@dataclass(frozen=True)
class Beside:
    """A value to compare with.

    Attributes
    ----------
    name, text : str
        Whose value it is, and the value with unit and year.
    detail : str
        Publisher and note of a published one; what a computed one does not count.
    is_statement : bool
        A statement by an official: set in other type than a register's or a census figure.
    """

    name: str
    text: str
    detail: str = ""
    is_statement: bool = False


def benchmark(frame: ReleaseFrame, reference: Reference) -> list[Beside]:
    """Return what to compare with: drilled area and province as computed, province and country as published."""
    computed = [_computed(frame.selection.entry, row) for row in records(frame.context)[::-1]]
    return [*computed, *published(frame, reference)]


def benchmark_html(one: Beside) -> str:
    """Return one line of the list of values to compare with."""
    detail = f"<small>{escape(one.detail)}</small>" if one.detail else ""
    kind = ' class="statement"' if one.is_statement else ""
    return f"<dt>{escape(one.name)}</dt><dd{kind}>{escape(one.text)}{detail}</dd>"


def _computed(entry: Indicator, row: dict[str, Any]) -> Beside:
    if row["status"] == "ok":
        text = formats.figure(row["value"], entry.value)
        if not entry.value.endswith("_pct"):
            text += " " + words.value_name(entry)
        if not pd.isna(row["shortage"]) and row["shortage"] > 0:
            text += " · " + _shortage(entry, row)
    else:
        text = words.no_figure(row)
    return Beside(str(row[f"name_{i18n.language()}"]), text, words.left_out(str(row["note"])))


def _shortage(entry: Indicator, row: dict[str, Any]) -> str:
    """Write a shortage in whole units, rounded up by district, where the indicator has them."""
    units = row["units_short"] if "units_short" in entry.extras else row["shortage"]
    text = _("shortage of {amount}").format(amount=amounts.of_unit(entry, amount(entry, units)))
    if "classrooms_short" in entry.extras:
        text += f" ({amounts.classrooms(formats.number(row['classrooms_short']))})"
    return text


def published(frame: ReleaseFrame, reference: Reference, say_none: bool = True) -> list[Beside]:
    """Return the published values of province and country; where the country has none that is said, if asked for."""
    rows = _published_rows(frame, reference)
    found = [
        _published_row(row, reference)
        for code in (PROVINCE, COUNTRY)
        for row in records(rows[rows["pcode"] == code])[:PUBLISHED_AT_MOST]
    ]
    if say_none and COUNTRY not in set(rows["pcode"]):
        country = str(reference.areas[f"name_{i18n.language()}"].get(COUNTRY, COUNTRY))
        found.append(Beside(country, _none(reference)))
    return found


def _published_rows(frame: ReleaseFrame, reference: Reference) -> pd.DataFrame:
    """The latest published value of each source, for the country and the province, so that they stand side by side."""
    selection, rows = frame.selection, reference.benchmarks
    rows = rows[(rows["indicator_id"] == selection.indicator) & (rows["period"] <= selection.period)]
    return rows.sort_values("period", ascending=False, kind="stable").drop_duplicates(["pcode", "source_id"])


def _published_row(row: dict[str, Any], reference: Reference) -> Beside:
    value, unit_id = float(row["value"]), str(row["unit"])
    if unit_id in PERCENT:
        text = formats.percent(value, 2 if value < 10 else 1 if value % 1 else 0)
    else:
        places = 0 if value >= 100 or not value % 1 else 1 if round(value * 10) == value * 10 else 2
        text = formats.number(value, places) + " " + words.benchmark_unit(unit_id)
    name = str(reference.areas[f"name_{i18n.language()}"].get(row["pcode"], row["pcode"]))
    source = reference.sources.reindex([row["source_id"]]).iloc[0]
    statement = source["kind"] == "statement"
    parts = [words.source_kind("statement")] if statement else []
    parts += [
        str(one)
        for one in (publisher(source["publisher"]), row[f"note_{i18n.language()}"])
        if isinstance(one, str) and one
    ]
    # A middle dot between two numbers reads as a Persian zero.
    return Beside(name, formats.listing([text, formats.period(int(row["period"]))]), " · ".join(parts), statement)


def published_unit(unit_id: str) -> str:
    """Name the unit of a published value."""
    return _("percent") if unit_id in PERCENT else words.benchmark_unit(unit_id)


def _none(reference: Reference) -> str:
    """Say that no value is published, or that it is not known whether one is."""
    return _("could not be read") if "benchmark" in reference.absent else _("not published")


def in_country(indicator: str, period: int, reference: Reference) -> Beside:
    """Return the newest value that is published for the country, or that none is."""
    newest = country_row(indicator, period, reference)
    return Beside(COUNTRY, _none(reference)) if newest is None else _published_row(newest, reference)


def country_row(indicator: str, period: int, reference: Reference) -> dict[str, Any] | None:
    """Return the newest row that is published for the country, if any."""
    rows = reference.benchmarks
    rows = rows[(rows["indicator_id"] == indicator) & (rows["pcode"] == COUNTRY) & (rows["period"] <= period)]
    newest = rows.sort_values("period", ascending=False, kind="stable").iloc[:1]
    return next(iter(records(newest)), None)


def group_rule(frame: ReleaseFrame) -> str:
    """Return the two sentences that stand beside every figure by group, or nothing."""
    return rule_of_groups(frame.selection.groups) if frame.selection.entry.takes_groups else ""


def rule_of_groups(groups: tuple[str, ...]) -> str:
    """Return what a figure for some groups cannot show; nothing for all of them together."""
    if groups == GROUPS:
        return ""
    return _(
        "The figure assumes equal access to shared facilities: it cannot show exclusion. Inside one district and school"
        " stage it never shows foreign nationals worse covered than hosts, unless there are facilities for hosts only;"
        " differences in larger areas come from where people live and how old they are."
    )


def line(frame: ReleaseFrame, reference: Reference, as_of: date) -> str:
    """Return the line under the map as HTML: period, sources, as-of date, boundaries."""
    return escape(plain_line(frame, reference, as_of))


def plain_line(frame: ReleaseFrame, reference: Reference, as_of: date) -> str:
    """Return the line under a map as plain text."""
    periods = sorted({part for span in frame.data["reference_period"] for part in span.split("-") if part})
    span = "-".join(dict.fromkeys((periods[0], periods[-1]))) if periods else ""
    parts = [
        _("Reference period: {period}").format(period=formats.period_span(span)),
        source_line(frame, reference, as_of),
    ]
    return " · ".join([*parts, *boundary_lines.told(reference)])


def source_line(frame: ReleaseFrame, reference: Reference, as_of: date) -> str:
    """Return who published the figures of a frame, and the date they are of, as plain text."""
    return sources_line(frame.data["source_ids"], reference, as_of)


def ids_of(*frames: ReleaseFrame) -> set[str]:
    """Return the sources of the rows of frames."""
    return {one for frame in frames for ids in frame.data["source_ids"] for one in ids.split(";") if one}


def sources_line(source_ids: Iterable[str], reference: Reference, as_of: date) -> str:
    """Return who published figures, and the date they are of, as plain text; an id may be several with `;`."""
    ids = {one for ids in source_ids for one in ids.split(";")} - {""}
    named = [sources_named(ids, reference)] if ids else []
    return " · ".join([*named, _("As of {date}").format(date=formats.day(as_of))])


def sources_named(ids: set[str], reference: Reference) -> str:
    """Return who published the sources with these ids, as plain text."""
    return _("Sources: {names}").format(names=publishers(ids, reference))


def publishers(ids: Iterable[str], reference: Reference) -> str:
    """Return who published the sources with these ids, as a list in words."""
    known = reference.sources.reindex(sorted(set(ids) - {""})).dropna(subset=["source_id"])
    return formats.listing(list(dict.fromkeys(map(publisher, known["publisher"].dropna()))))


def notes(statement: dict[str, str], reference: Reference, base: int) -> str:
    """Return the statement's longer texts that hold for this database as HTML; `base` is what counts are rounded to."""
    return "".join(f"<p>{escape(text)}</p>" for text in note_texts(statement, reference, base))


def note_texts(statement: dict[str, str], reference: Reference, base: int) -> list[str]:
    """Return these texts one by one, as plain text."""
    keys = ["disclosure", "method", "terms", "contact"]
    if boundary_lines.is_schematic(reference):
        keys.insert(2, "boundaries")
    return [statement[key].replace("{base}", formats.number(base)) for key in keys if key in statement]


def source_table(frame: ReleaseFrame, reference: Reference) -> str:
    """Return the sources behind the rows as an HTML table."""
    ids = {one for ids in frame.data["source_ids"] for one in ids.split(";") if one}
    ids |= {str(one) for one in _published_rows(frame, reference)["source_id"]}
    known = reference.sources.reindex(sorted(ids)).dropna(subset=["source_id"])
    rows = "".join(_source_row(row) for row in records(known))
    heads = "".join(
        f'<th scope="col">{escape(text)}</th>' for text in (_("Source"), _("Publisher"), _("Published"), _("Kind"))
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _source_row(row: dict[str, Any]) -> str:
    title = escape(str(row[f"title_{i18n.language()}"]))
    cells = [
        escape(publisher(row["publisher"])),
        escape(when(row["published_on"])),
        escape(words.source_kind(str(row["kind"]))),
    ]
    return f'<tr><th scope="row">{title}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'


def when(day: object) -> str:
    """Write when a source was published; a view may hold a year as a number."""
    if isinstance(day, (int, float)):
        return "–" if math.isnan(day) else formats.published(f"{day:.0f}")
    return formats.published(day) if isinstance(day, str) and day else "–"


def demonstration_mark(*frames: ReleaseFrame) -> str:
    """Return the mark that stands wherever a demonstration figure does."""
    return mark(any(bool(one.data["is_demonstration"].any()) for one in frames))


def mark(has_demonstration: bool) -> str:
    """Return the mark, or nothing."""
    return _("Demonstration data") if has_demonstration else ""
