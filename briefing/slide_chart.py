"""Native charts of slides: lying bars with their figures beside them and a workbook that holds the values."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import Any

import xlsxwriter
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement

from briefing.chart import INK, Chart, Series
from briefing.chart_lying import colour_of, is_dark
from briefing.chart_piece import names_width
from briefing.pieces import Piece
from briefing.sheet import Sheet, Words
from briefing.slide_text import Look, emu, look_into, paragraph

# Room between rows, in hundredths of a bar.
BETWEEN_ROWS = 45
AXIS_LINE = "#7b8794"
# What a label tells besides its text, in the order of the file.
SHOWN = {
    "c:showLegendKey": "0", "c:showVal": "1", "c:showCatName": "0", "c:showSerName": "0", "c:showPercent": "0",
    "c:showBubbleSize": "0",
}  # fmt: skip


def add(slide: Any, piece: Piece, chart: Chart, look: Look, *, sheet: Sheet, made_on: date) -> None:  # noqa: ANN401 - python-pptx has no annotations
    """Put a chart on a slide.

    Parameters
    ----------
    slide : slide of python-pptx
    piece : Piece
        Its place and the size of its type.
    chart : Chart
        Bars of any kind; a trend and dots are bars, too, one for each category.
    look : Look
    sheet : Sheet
    made_on : datetime.date
        Of the workbook inside.
    """
    data: Any = CategoryChartData(  # type: ignore[no-untyped-call] # python-pptx has few annotations
        number_format="General"
    )
    # The workbook, and with it what a reader edits, is made below: here a name could be a formula.
    data.categories = chart.categories
    for one in chart.series:
        data.add_series(one.name, one.values)
    is_stacked = chart.kind == "stacked"
    kind = XL_CHART_TYPE.BAR_STACKED if is_stacked else XL_CHART_TYPE.BAR_CLUSTERED
    at = (look.left(piece.x, piece.width), piece.top, piece.width, piece.height)
    shape = slide.shapes.add_chart(kind, *map(emu, at), data)
    shape.name = piece.role
    shape._element.nvGraphicFramePr.cNvPr.set("descr", piece.alt)
    made = shape.chart
    made.part.chart_workbook.update_from_xlsx_blob(_workbook(chart, made_on))
    made.has_legend = made.has_title = False
    _type(made, piece.points, look)
    room = piece.width - names_width(chart, sheet, piece.width, piece.points) - 2 * piece.points
    longest = max(sheet.width_of(text, piece.points) for one in chart.series for text in one.texts) + piece.points
    scale = _axes(made, chart, look, 0.0 if is_stacked else min(longest / room, 0.4))
    plot = made.plots[0]
    plot.gap_width = BETWEEN_ROWS
    plot.overlap = 100 if is_stacked else 0
    for bars, one in zip(plot.series, chart.series, strict=True):
        told = _told(one, sheet, piece.points, room / scale if is_stacked else 0.0)
        _series(bars, one, told, "ctr" if is_stacked else "outEnd", look)


def _type(made: Any, points: float, look: Look) -> None:  # noqa: ANN401 - likewise
    """Set font and size of all texts of a chart; python-pptx knows the font of one script only."""
    made.font.size = emu(points / 0.72)
    run = made._chartSpace.txPr.find(f".//{qn('a:defRPr')}")
    for child in list(run):
        run.remove(child)
    look_into(run, Words("", points), look, INK)


def _axes(made: Any, chart: Chart, look: Look, beyond: float) -> float:  # noqa: ANN401 - likewise
    """Set the axes so that rows are read from the top and values grow as one reads; return the span of the values."""
    names, values = made.category_axis, made.value_axis
    names.reverse_order = True
    names.has_major_gridlines = values.has_major_gridlines = False
    names.major_tick_mark = names.minor_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.format.line.color.rgb = _colour(AXIS_LINE)
    low, high = _ends(chart)
    values.minimum_scale = low - (beyond * (high - low) if low < 0 else 0.0)
    values.maximum_scale = high + beyond / (1 - beyond) * (high - low)
    # Each bar says its figure: an axis of figures would say them twice.
    values.visible = False
    values.reverse_order = look.is_rtl
    return float(values.maximum_scale - values.minimum_scale)


def _ends(chart: Chart) -> tuple[float, float]:
    if chart.kind == "stacked":
        rows = zip(*(one.values for one in chart.series), strict=True)
        highest = max((sum(value or 0.0 for value in row) for row in rows), default=0.0)
        return 0.0, highest or 1.0
    values = [value for one in chart.series for value in one.values if value is not None]
    return min(0.0, *values), max(0.0, *values) or 1.0


def _told(one: Series, sheet: Sheet, points: float, per_value: float) -> list[Words]:
    """Return the texts of bars; inside a stacked one, whose scale is given, only where there is room for it."""
    told = []
    for place, (value, text) in enumerate(zip(one.values, one.texts, strict=True)):
        fits = not per_value or sheet.width_of(text, points) + 4 <= abs(value or 0.0) * per_value
        ink = "#ffffff" if per_value and is_dark(colour_of(one, place)) else INK
        told.append(Words(text if value is not None and fits else "", points, colour=ink, align="middle"))
    return told


def _series(bars: Any, one: Series, told: list[Words], position: str, look: Look) -> None:  # noqa: ANN401 - likewise
    bars.invert_if_negative = False
    _paint(bars.format.fill, one.colour)
    for place, colour in enumerate(one.colours):
        _paint(bars.points[place].format.fill, colour)
    labels = OxmlElement("c:dLbls")
    for place, words in enumerate(told):
        labels.append(_label(place, words, position, look))
    for name in SHOWN:
        _valued(labels, name, "0")
    element = bars._element
    next(child for name in ("c:cat", "c:val") for child in element.findall(qn(name))).addprevious(labels)


def _label(place: int, words: Words, position: str, look: Look) -> Any:  # noqa: ANN401 - likewise
    """Return the label of a bar: the finished text, with its digits and unit, not the bare value."""
    label = OxmlElement("c:dLbl")
    _valued(label, "c:idx", str(place))
    if not words.text:
        _valued(label, "c:delete", "1")
        return label
    told, rich = OxmlElement("c:tx"), OxmlElement("c:rich")
    inside = OxmlElement("a:bodyPr")
    inside.set("wrap", "none")
    rich.extend([inside, OxmlElement("a:lstStyle"), paragraph(words, look)])
    told.append(rich)
    label.append(told)
    _valued(label, "c:dLblPos", position)
    for name, shown in SHOWN.items():
        _valued(label, name, shown)
    return label


def _valued(parent: Any, name: str, value: str) -> None:  # noqa: ANN401 - likewise
    made = OxmlElement(name)
    made.set("val", value)
    parent.append(made)


def _paint(fill: Any, colour: str) -> None:  # noqa: ANN401 - likewise
    fill.solid()
    fill.fore_color.rgb = _colour(colour)


def _colour(colour: str) -> Any:  # noqa: ANN401 - likewise
    return RGBColor.from_string(colour.removeprefix("#").upper())  # type: ignore[no-untyped-call] # likewise


def _workbook(chart: Chart, made_on: date) -> bytes:
    """Return the workbook of a chart where python-pptx looks for it; each name is a text, none a formula or a link."""
    file = io.BytesIO()
    workbook = xlsxwriter.Workbook(file, {"in_memory": True})
    workbook.set_properties({"created": datetime.combine(made_on, time())})
    sheet = workbook.add_worksheet("Sheet1")
    if chart.is_rtl:
        sheet.right_to_left()
    for row, name in enumerate(chart.categories, 1):
        sheet.write_string(row, 0, name)
    for column, one in enumerate(chart.series, 1):
        sheet.write_string(0, column, one.name)
        for row, value in enumerate(one.values, 1):
            if value is not None:
                sheet.write_number(row, column, value)
    workbook.close()
    return file.getvalue()
