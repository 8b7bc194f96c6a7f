"""Charts whose values stand: a trend over years, and a scatter of two values."""

from __future__ import annotations

from itertools import groupby

from briefing import chart_names
from briefing.canvas import QUIET, Canvas
from briefing.chart import GREY, INK, Chart, Series
from briefing.chart_field import TEXT, TICK, Field, lying, lying_axis, upright, upright_axis

DOT, THICK = 12.0, 2.2


def trend(canvas: Canvas, chart: Chart, field: Field) -> None:
    """Draw lines over years; where a figure is missing the line is broken."""
    upright_axis(canvas, chart.axis, field)
    step = field.width / max(len(chart.categories), 1)
    places = [field.start + step * (number + 0.5) for number in range(len(chart.categories))]
    for x, name in zip(places, chart.categories, strict=True):
        # The year of the other calendar stands below: side by side they would not fit between two points.
        year, bracket, other = name.partition(" (")
        canvas.put(year, x, field.bottom + TICK, TICK, align="middle")
        if bracket:
            canvas.put(f"({other}", x, field.bottom + TICK * 2.4, TICK, colour=QUIET, align="middle")
    heights = [sum(value or 0.0 for value in one.values) for one in chart.series]
    for one, height in zip(chart.series, heights, strict=True):
        # The figures of two lines that run close to each other stand on their outer sides.
        below = len(heights) > 1 and height == min(heights)
        _line(canvas, chart, one, places, field, below=below)
    for change in chart.breaks:
        x = field.start + step * change.at
        canvas.line([(x, field.top - TEXT), (x, field.bottom)], GREY, 1.3, "dotted")
        canvas.put(change.text, x + 6, field.top - TEXT, TEXT, colour=QUIET, halo=True)


def _line(canvas: Canvas, chart: Chart, one: Series, places: list[float], field: Field, *, below: bool) -> None:
    scale = upright(chart.axis, field)
    points = [
        (x, None if value is None else scale(value), text)
        for x, value, text in zip(places, one.values, one.texts, strict=True)
    ]
    for known, run in groupby(points, key=lambda point: point[1] is not None):
        if known:
            canvas.line([(x, y) for x, y, _text in run if y is not None], one.colour, THICK)
    for x, y, text in points:
        if y is not None:
            canvas.dot(x, y, DOT, one.colour, one.colour)
            canvas.put(text, x, y + (DOT + 3) * (1 if below else -1), TEXT, align="middle", halo=True)


def scatter(canvas: Canvas, chart: Chart, field: Field) -> None:
    """Draw each area as a dot at its two values; those that are named have their names above."""
    across = chart.x_axis or chart.axis
    lying_axis(canvas, across, field)
    upright_axis(canvas, chart.axis, field)
    right, up = lying(across, field), upright(chart.axis, field)
    for one in chart.series:
        for place, (x, y) in enumerate(zip(one.x, one.values, strict=True)):
            if x is not None and y is not None:
                colour = one.colours[place] if one.colours else one.colour
                canvas.dot(right(x), up(y), DOT, colour, INK)
        points = {
            place: (right(x), up(y))
            for place, (x, y) in enumerate(zip(one.x, one.values, strict=True))
            if x is not None and y is not None
        }
        wanted = [(chart.categories[place], points[place]) for place in chart.labelled if place in points]
        chart_names.put(canvas, wanted, points.values(), DOT)
