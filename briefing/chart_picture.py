"""A chart as a picture: what stands around the drawing, and how high it all is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.canvas import QUIET, Canvas, text_width, wrapped
from briefing.chart import Chart
from briefing.chart_field import TEXT, TICK, Field, Scale, mark_rows, missing
from briefing.chart_field import marks as draw_marks
from briefing.chart_lying import bars, dots
from briefing.chart_upright import scatter, trend
from briefing.frame import FOOT, MARGIN, foot, foot_lines, head, head_height
from geo.palette import Fill

WIDTH = 1000.0
BAR, LINE_OF_NAME, BETWEEN = 24.0, 20.0, 10.0
NAMES_AT_MOST, BEYOND_BARS = 330.0, 64.0
UPRIGHT_HEIGHT, ROW_OF_DOTS = 340.0, 190.0
LEGEND_ROW, NAME_ROW, MARK_ROW = 28.0, 26.0, 22.0
DRAWS: dict[str, Callable[[Canvas, Chart, Field], None]] = {
    "bars": bars,
    "stacked": bars,
    "dots": dots,
    "trend": trend,
    "scatter": scatter,
}
UPRIGHT = ("trend", "scatter")


def draw(chart: Chart, more: Sequence[str] = ()) -> Canvas:
    """Return the sheet with the chart on it; `more` stands below its sources."""
    start, width = _across(chart)
    rows = _legend_rows(chart)
    named = MARK_ROW * _mark_rows(chart, start, width) + NAME_ROW * (chart.kind in UPRIGHT)
    above = head_height(WIDTH, chart.title, chart.subtitle, chart.mark) + 10 + LEGEND_ROW * len(rows) + named
    tall = _height(chart)
    below = _room_below(chart)
    notes = [line for text in missing(chart) for line in wrapped(text, TEXT, WIDTH - 2 * MARGIN)]
    texts = [chart.foot, *more]
    feet = foot_lines(WIDTH, texts)
    ends = above + tall + below
    canvas = Canvas(WIDTH, ends + TEXT * 1.5 * len(notes) + FOOT * 1.5 * len(feet) + 28, chart.is_rtl)
    top = head(canvas, chart.title, chart.subtitle, chart.mark) + 10
    _legend(canvas, rows, top)
    field = Field(start, above, width, tall)
    if chart.kind in UPRIGHT:
        canvas.put(chart.axis.name, MARGIN, above - NAME_ROW / 2 - 4, TICK, colour=QUIET)
    DRAWS[chart.kind](canvas, chart, field)
    draw_marks(canvas, chart, field, MARK_ROW)
    canvas.lines(notes, MARGIN, ends, TEXT, colour=QUIET)
    foot(canvas, texts)
    return canvas


def _across(chart: Chart) -> tuple[float, float]:
    """Return where the field of values begins, and how wide it is."""
    if chart.kind in UPRIGHT:
        beside = max(text_width(text, TICK) for _value, text in chart.axis.ticks) + 10
        return MARGIN + beside, WIDTH - 2 * MARGIN - beside - 20
    if chart.kind == "dots":
        beside = max(text_width(one.name, TEXT) for one in chart.series) + 16 if len(chart.series) > 1 else 20.0
        return MARGIN + beside, WIDTH - 2 * MARGIN - beside - 30
    names = max((text_width(name, TEXT) for name in chart.categories), default=0.0)
    beside = min(names, NAMES_AT_MOST) + 10
    return MARGIN + beside, WIDTH - 2 * MARGIN - beside - BEYOND_BARS


def _height(chart: Chart) -> float:
    if chart.kind in UPRIGHT:
        return UPRIGHT_HEIGHT
    if chart.kind == "dots":
        return ROW_OF_DOTS * len(chart.series)
    each = 1 if chart.kind == "stacked" else len(chart.series)
    lines = max((len(wrapped(name, TEXT, NAMES_AT_MOST)) for name in chart.categories), default=1)
    return len(chart.categories) * (max(BAR * each, LINE_OF_NAME * lines) + BETWEEN)


def _room_below(chart: Chart) -> float:
    """Return what the texts of the lying axis need: one line or two of ticks, and its name."""
    if chart.kind == "trend":
        return 2 * TICK * 1.5 + 14
    return TICK * 1.5 * 2 + 10


def _mark_rows(chart: Chart, start: float, width: float) -> int:
    if chart.kind in UPRIGHT:
        return 1 if chart.breaks else 0
    at = [value for value, _text in chart.axis.ticks]
    rows = mark_rows(chart, Scale(at[0], at[-1], start, start + width), WIDTH)
    return max(rows, default=-1) + 1


def _legend_rows(chart: Chart) -> list[list[tuple[float, str, str]]]:
    """Return the lines of the legend, each with place, colour and name; of one series the title speaks."""
    keys = chart.keys
    if len(chart.series) > 1 and chart.kind != "dots":
        keys = (*((one.colour, one.name) for one in chart.series), *keys)
    rows: list[list[tuple[float, str, str]]] = []
    x = WIDTH
    for colour, name in keys:
        width = text_width(name, TEXT) + 48
        if x + width > WIDTH - MARGIN:
            rows.append([])
            x = MARGIN
        rows[-1].append((x, colour, name))
        x += width
    return rows


def _legend(canvas: Canvas, rows: list[list[tuple[float, str, str]]], top: float) -> None:
    for place, row in enumerate(rows):
        y = top + LEGEND_ROW * place
        for x, colour, name in row:
            canvas.box((x, y + 3), (18, 14), Fill(colour))
            canvas.put(name, x + 24, y + 10, TEXT)
