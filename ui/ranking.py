"""The ranking beside the map: an HTML table, so that it reads in both directions, prints, and is read aloud."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from domain.findings import comparable, ranked
from domain.frames import ReleaseFrame, records
from domain.indicators import Indicator
from domain.selection import Selection
from geo.classification import Classes
from geo.palette import Fill
from ui import onward
from wording import formats, i18n, marks, words
from wording.i18n import _
from wording.tips import amount


def html(frame: ReleaseFrame, classes: Classes, fills: tuple[Fill, ...]) -> str:
    """Return the table: rank, area, value with its class colour, shortage; then the areas without a rank; notes."""
    entry = frame.selection.entry
    swatches = [
        f'<i class="{fills[place].pattern}" style="background-color:{fills[place].colour}"></i>'
        for place in classes.index
    ]
    data = frame.data.assign(swatch=swatches)
    order = ranked(data, entry.direction)
    rest = data[~comparable(data)].sort_values("pcode")
    ranks = order["value"].rank(method="min", ascending=entry.direction == "lower_is_worse")
    column, head = _last_column(entry, data)
    view = frame.selection
    rows = [_row(view, row, formats.number(rank), column) for row, rank in zip(records(order), ranks, strict=True)]
    rows += [_row(view, row, "", column) for row in records(rest)]
    heads = [_("Rank"), _("Area"), words.value_name(entry)] + ([head] if head else [])
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    name = escape(_("Ranking"))
    return (
        f'<div class="hg-ranking" tabindex="0" role="region" aria-label="{name}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
        f"{_marks([*records(order), *records(rest)])}</div>"
    )


def _marks(rows: list[dict[str, Any]]) -> str:
    return marks.lines([(str(row[f"name_{i18n.language()}"]), "", words.mark(row)) for row in rows])


def _row(view: Selection, row: dict[str, Any], rank: str, column: str) -> str:
    entry = view.entry
    name = onward.profile(view, str(row["pcode"]), str(row[f"name_{i18n.language()}"]))
    mark = marks.star(words.mark(row))
    value = _value(entry, row)
    cells = [f"<td>{rank}</td>", f'<th scope="row">{name}{mark}</th>']
    cells.append(f"<td>{row['swatch']}{value}</td>")
    if column:
        cells.append(f"<td>{_last_text(entry, column, row[column])}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def _last_column(entry: Indicator, data: pd.DataFrame) -> tuple[str, str]:
    """Column and head of what stands behind the value: the shortage in whole units where there are, the severity."""
    if entry.family == "index":
        return "severity_pct", words.column("severity_pct")
    column = "units_short" if "units_short" in entry.extras else "shortage"
    return (column, _("Shortage")) if data[column].notna().any() else ("", "")


def _last_text(entry: Indicator, column: str, value: float) -> str:
    if pd.isna(value):
        return "–"
    return formats.figure(value, "share_pct") if column.endswith("_pct") else amount(entry, float(value))


def _value(entry: Indicator, row: dict[str, Any]) -> str:
    if row["status"] == "ok":
        return formats.figure(float(row["value"]), entry.value)
    return escape(words.no_figure(row))
