"""Charts whose values lie: bars, stacked bars, and dots on one line."""

from __future__ import annotations

from briefing import chart_names
from briefing.canvas import QUIET, Canvas, text_width, wrapped
from briefing.chart import INK, Chart, Series, lifts
from briefing.chart_field import TEXT, Field, Scale, lying, lying_axis
from geo.palette import Fill

NAMES_GAP, PART_OF_ROW = 10.0, 0.78
NAMES_AT_MOST = 330.0
DOT, LIFT = 14.0, 120.0
# Where names stand off their dots: above and below the row, by turns.
OFF_DOTS = tuple((0.0, down) for down in (-58.0, 58.0, -76.0, 76.0))
# Below this the ground is dark, and a text on it white.
DARK_BELOW = 0.55


def bars(canvas: Canvas, chart: Chart, field: Field) -> None:
    """Draw bars, one for each category and series, or the series end to end."""
    lying_axis(canvas, chart.axis, field)
    scale = lying(chart.axis, field)
    row = field.height / max(len(chart.categories), 1)
    for place, name in enumerate(chart.categories):
        top = field.top + row * place
        lines = wrapped(name, TEXT, NAMES_AT_MOST)
        first = top + row / 2 - TEXT * 1.5 * len(lines) / 2
        canvas.lines(lines, field.start - NAMES_GAP, first, TEXT, align="end")
        band = (top + row * (1 - PART_OF_ROW) / 2, row * PART_OF_ROW)
        (_stack if chart.kind == "stacked" else _group)(canvas, chart, scale, place, band)
    canvas.line([(scale(0.0), field.top), (scale(0.0), field.bottom)], INK, 1.0)


def _group(canvas: Canvas, chart: Chart, scale: Scale, place: int, band: tuple[float, float]) -> None:
    top, each = band[0], band[1] / len(chart.series)
    for row, one in enumerate(chart.series):
        y, value = top + each * row, one.values[place]
        if value is None:
            # No bar would look like zero.
            canvas.put(one.texts[place], scale(0.0) + 6, y + each / 2, TEXT, colour=QUIET)
            continue
        begin, end = sorted((scale(0.0), scale(value)))
        canvas.box((begin, y + 0.5), (end - begin, each - 1), Fill(colour_of(one, place)))
        at, align = (end + 6, "start") if value >= 0 else (begin - 6, "end")
        canvas.put(one.texts[place], at, y + each / 2, TEXT, align=align, halo=True)


def _stack(canvas: Canvas, chart: Chart, scale: Scale, place: int, band: tuple[float, float]) -> None:
    (top, height), reached = band, 0.0
    for one in chart.series:
        value = one.values[place]
        if value is None:
            continue
        begin, end = scale(reached), scale(reached + value)
        colour = colour_of(one, place)
        canvas.box((begin, top), (end - begin, height), Fill(colour), "#ffffff")
        if text_width(one.texts[place], TEXT) + 6 < end - begin:
            ink = "#ffffff" if is_dark(colour) else INK
            canvas.put(one.texts[place], (begin + end) / 2, top + height / 2, TEXT, colour=ink, align="middle")
        reached += value
    unknown = [one.texts[place] for one in chart.series if one.values[place] is None and one.texts[place]]
    if unknown:
        canvas.put(" · ".join(dict.fromkeys(unknown)), scale(reached) + 6, top + height / 2, TEXT, colour=QUIET)


def colour_of(one: Series, place: int) -> str:
    """Return the colour of a bar or point."""
    return one.colours[place] if one.colours else one.colour


def is_dark(colour: str) -> bool:
    """Tell whether a text on a colour must be white."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue < DARK_BELOW


def dots(canvas: Canvas, chart: Chart, field: Field) -> None:
    """Draw each area as a dot at its value, one row for each series; those that are named have their names above."""
    lying_axis(canvas, chart.axis, field)
    scale = lying(chart.axis, field)
    row = field.height / len(chart.series)
    for number, one in enumerate(chart.series):
        middle = field.top + row * (number + 0.5)
        if len(chart.series) > 1:
            canvas.put(one.name, field.start - NAMES_GAP, middle, TEXT, align="end")
        up = lifts(one.values)
        points = {
            place: (scale(value), middle - up[place] * LIFT)
            for place, value in enumerate(one.values)
            if value is not None
        }
        for place, (x, y) in points.items():
            canvas.dot(x, y, DOT, colour_of(one, place))
        wanted = sorted((points[place], chart.categories[place]) for place in chart.labelled if place in points)
        named = [(name, point) for point, name in wanted]
        chart_names.put(canvas, named, points.values(), DOT, lambda _half: OFF_DOTS, led=True)
