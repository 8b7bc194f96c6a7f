"""The figures of a chart as a table for spreadsheets: a figure a row, with all that is to be known of it beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from briefing import columns
from briefing.chart import Chart, Series
from briefing.columns import Part
from briefing.tables import Column, columns_csv
from wording import words
from wording.i18n import _

Row = dict[str, Any]


def csv(chart: Chart) -> bytes:
    """Return the figures with full precision; where there is none the cell is empty, and the note says why."""
    return columns_csv(table(chart))


def notes(rows: Iterable[Row], texts: Iterable[str]) -> tuple[str, ...]:
    """Say of each released row why it has no figure, as its text does, and what is to be known of it."""
    pairs = zip(rows, texts, strict=True)
    return tuple(" · ".join(filter(None, (_why(row, text), words.reason(str(row["note"]))))) for row, text in pairs)


def _why(row: Row, text: str) -> str:
    return "" if row["status"] == "ok" else text


def table(chart: Chart) -> tuple[Column, ...]:
    """Return the columns, in the language in use."""
    rows = [_row(chart, place, one) for place in range(len(chart.categories)) for one in chart.series]
    made: list[Part] = [
        ("period", _("Year (Jalali)"), lambda row: row["year"], columns.PLAIN),
        ("pcode", _("P-code"), lambda row: row["area"][0], ""),
        ("area", _("Area"), lambda row: row["area"][1], ""),
        *_kinds(chart),
        *(_of_both(chart) if chart.x_axis is not None else _of_one(chart)),
        ("about", _("Description"), lambda _row: chart.subtitle, ""),
        ("source", _("Source"), lambda row: row["source"], ""),
        ("as_of", _("As-of date"), lambda _row: chart.of.as_of, ""),
        ("mark", _("Mark"), lambda row: row["mark"], ""),
    ]
    return columns.of_rows(rows, made)


def _kinds(chart: Chart) -> list[Part]:
    """Return what tells the figures of one area and year apart: category, and series where there are several."""
    found: list[Part] = []
    if not chart.of.is_told:
        found.append(("category", chart.category_name, lambda row: row["category"], ""))
    if len(chart.series) > 1 and chart.series_name:
        found.append(("series", chart.series_name, lambda row: row["series"], ""))
    return found


def _of_one(chart: Chart) -> list[Part]:
    return [
        ("measure", _("Measure"), lambda _row: chart.axis.name, ""),
        ("value", _("Value"), lambda row: row["value"], ""),
        ("unit", _("Unit"), lambda _row: chart.of.unit, ""),
        ("note", _("note"), lambda row: row["note"], ""),
    ]


def _of_both(chart: Chart) -> list[Part]:
    """Return the columns of a scatter plot: those of its two measures stand beside each other."""
    across = chart.x_axis or chart.axis
    said = _("{side}: {column}")
    return [
        ("x", said.format(side=across.name, column=_("Value")), lambda row: row["x"], ""),
        ("x_unit", said.format(side=across.name, column=_("Unit")), lambda _row: chart.of.x_unit, ""),
        ("x_note", said.format(side=across.name, column=_("note")), lambda row: row["x_note"], ""),
        ("value", said.format(side=chart.axis.name, column=_("Value")), lambda row: row["value"], ""),
        ("unit", said.format(side=chart.axis.name, column=_("Unit")), lambda _row: chart.of.unit, ""),
        ("note", said.format(side=chart.axis.name, column=_("note")), lambda row: row["note"], ""),
    ]


def _row(chart: Chart, place: int, one: Series) -> Row:
    of = chart.of
    return {
        "year": _at(one.years or of.years, place),
        "area": one.area or _at(of.areas, place) or ("", ""),
        "category": chart.categories[place],
        "series": one.name,
        "value": one.values[place],
        "note": _note(one.values, one.texts, one.notes, place),
        "x": one.x[place] if one.x else None,
        "x_note": _note(one.x, one.x_texts, one.x_notes, place) if one.x else "",
        "source": _at(one.sources or of.sources, place),
        "mark": _at(one.marks or of.marks, place),
    }


def _note(values: tuple[float | None, ...], texts: tuple[str, ...], told: tuple[str, ...], place: int) -> str:
    return told[place] if told else texts[place] if values[place] is None else ""


def _at(told: tuple[Any, ...], place: int) -> Any:  # noqa: ANN401 - an entry of whatever the tuple holds
    """Return what a tuple says of a category: one entry may hold for all."""
    return (told[0] if len(told) == 1 else told[place]) if told else None
