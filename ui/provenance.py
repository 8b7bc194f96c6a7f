"""What stands under every map: benchmark, sources, dates, marks, disclaimer, and what the figure cannot show."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Any

import pandas as pd

from domain.frames import ReleaseFrame, records
from domain.indicators import GROUPS
from measures.source import Reference
from ui import formats, i18n, words
from ui.i18n import _
from ui.map_panel import amount


def benchmark(frame: ReleaseFrame, reference: Reference) -> list[tuple[str, str]]:
    """Return (name, text) of the values to compare with: drilled area, province, country; the latter as published."""
    entry, selection = frame.selection.entry, frame.selection
    lines = []
    for row in records(frame.context)[::-1]:
        if row["status"] == "ok":
            text = formats.figure(row["value"], entry.value)
            if not pd.isna(row["shortage"]) and row["shortage"] > 0:
                text += " · " + _("shortage of {amount}").format(
                    amount=words.unit(entry, amount(entry, row["shortage"]))
                )
        else:
            text = _("fewer than 10 people") if row["status"] == "few" else _("no data")
        lines.append((str(row[f"name_{i18n.language()}"]), text))
    published = reference.benchmarks
    published = published[
        (published["pcode"] == "IR")
        & (published["indicator_id"] == entry.id)
        & (published["period"] <= selection.period)
    ]
    country = str(reference.areas[f"name_{i18n.language()}"].get("IR", "IR"))
    if published.empty:
        return [*lines, (country, _("not published"))]
    for row in records(published[published["period"] == published["period"].max()]):
        lines.append((country, _published(row)))
    return lines


def _published(row: dict[str, Any]) -> str:
    value, unit_id = float(row["value"]), str(row["unit"])
    if unit_id in ("percent", "share_pct", "pct"):
        text = formats.percent(value, 2)
    else:
        text = formats.number(value, 0 if value >= 100 else 1) + " " + words.benchmark_unit(unit_id)
    return f"{text} · {formats.period(int(row['period']))}"


def group_rule(frame: ReleaseFrame) -> str:
    """Return the two sentences that stand beside every figure by group, or nothing."""
    entry, groups = frame.selection.entry, frame.selection.groups
    if groups == GROUPS or not entry.takes_groups:
        return ""
    return _(
        "The figure assumes equal access to shared facilities: it cannot show exclusion. Unless there are facilities"
        " for hosts only, it never shows foreign nationals worse covered than hosts."
    )


def line(frame: ReleaseFrame, reference: Reference, as_of: date) -> str:
    """Return the line under the map as HTML: period, sources, as-of date, boundaries, disclaimer."""
    periods = sorted({part for span in frame.data["reference_period"] for part in span.split("-") if part})
    span = "-".join(dict.fromkeys((periods[0], periods[-1]))) if periods else ""
    ids = sorted({one for ids in frame.data["source_ids"] for one in ids.split(";") if one})
    known = reference.sources.reindex(ids).dropna(subset=["source_id"])
    publishers = list(dict.fromkeys(known["publisher"].dropna()))
    parts = [
        _("Reference period: {period}").format(period=formats.period_span(span)),
        _("Sources: {names}").format(names=formats.listing([str(name) for name in publishers])),
        _("As of {date}").format(date=formats.day(as_of)),
    ]
    if _is_schematic(reference):
        parts.append(_("Boundaries: schematic drawing"))
    return " · ".join(escape(part) for part in parts)


def notes(statement: dict[str, str], reference: Reference, base: int) -> str:
    """Return the statement's longer texts that hold for this database as HTML; `base` is what counts are rounded to."""
    keys = ["disclosure", "method", "terms", "contact"]
    if _is_schematic(reference):
        keys.insert(2, "boundaries")
    texts = [statement[key].replace("{base}", formats.number(base)) for key in keys if key in statement]
    return "".join(f"<p>{escape(text)}</p>" for text in texts)


def _is_schematic(reference: Reference) -> bool:
    return bool((reference.areas["boundary_quality"] == "schematic").any())


def source_table(frame: ReleaseFrame, reference: Reference) -> str:
    """Return the sources behind the rows as an HTML table."""
    ids = sorted({one for ids in frame.data["source_ids"] for one in ids.split(";") if one})
    known = reference.sources.reindex(ids).dropna(subset=["source_id"])
    rows = "".join(_source_row(row) for row in records(known))
    heads = "".join(
        f'<th scope="col">{escape(text)}</th>' for text in (_("Source"), _("Publisher"), _("Published"), _("Kind"))
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _source_row(row: dict[str, Any]) -> str:
    title = escape(str(row[f"title_{i18n.language()}"]))
    cells = [
        escape(str(row["publisher"])),
        escape(_day(row["published_on"])),
        escape(words.source_kind(str(row["kind"]))),
    ]
    return f'<tr><th scope="row">{title}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'


def _day(published: object) -> str:
    """Write a date of publication; what is no ISO date, such as a Jalali year, stands as it is."""
    if not isinstance(published, str) or not published:
        return "–"
    try:
        return formats.day(date.fromisoformat(published))
    except ValueError:
        return published
