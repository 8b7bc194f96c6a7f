"""The field of a chart's picture: its scales and ticks, the lines of benchmarks and breaks, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.canvas import QUIET, Canvas, text_width
from briefing.chart import GREY, GRID, LINE, Axis, Chart

TICK, TEXT = 13.0, 13.5
MARK_TEXT = "#b3402c"
AROUND = 14.0


@dataclass(frozen=True)
class Field:
    """Where values are drawn: from the side where a reader begins, from the top, and how large."""

    start: float
    top: float
    width: float
    height: float

    @property
    def end(self) -> float:
        """Where it ends, from the side where a reader begins."""
        return self.start + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height


@dataclass(frozen=True)
class Scale:
    """Values to places: `low` lies at `first`, `high` at `last`."""

    low: float
    high: float
    first: float
    last: float

    def __call__(self, value: float) -> float:
        """Return the place of a value."""
        return self.first + (value - self.low) / (self.high - self.low) * (self.last - self.first)


def lying(axis: Axis, field: Field) -> Scale:
    """Return the scale of an axis that begins where a reader does."""
    return Scale(axis.ticks[0][0], axis.ticks[-1][0], field.start, field.end)


def upright(axis: Axis, field: Field) -> Scale:
    """Return the scale of an axis that stands."""
    return Scale(axis.ticks[0][0], axis.ticks[-1][0], field.bottom, field.top)


def lying_axis(canvas: Canvas, axis: Axis, field: Field) -> None:
    """Draw the lines of the ticks over the field, their texts below it, and below these the axis's name."""
    scale = lying(axis, field)
    for value, text in axis.ticks:
        canvas.line([(scale(value), field.top), (scale(value), field.bottom)], GREY if value == 0 else GRID, below=True)
        canvas.put(text, scale(value), field.bottom + TICK, TICK, align="middle")
    canvas.put(axis.name, (field.start + field.end) / 2, field.bottom + TICK * 2.6, TICK, colour=QUIET, align="middle")


def upright_axis(canvas: Canvas, axis: Axis, field: Field) -> None:
    """Draw the lines of the ticks and their texts where a line begins."""
    scale = upright(axis, field)
    for value, text in axis.ticks:
        canvas.line([(field.start, scale(value)), (field.end, scale(value))], GREY if value == 0 else GRID, below=True)
        canvas.put(text, field.start - 8, scale(value), TICK, align="end")


def mark_rows(chart: Chart, scale: Scale, width: float) -> list[int]:
    """Return the row of each mark's text above a field: those that would touch stand above each other."""
    rows: list[list[tuple[float, float]]] = []
    places = []
    for one in chart.marks:
        half = text_width(one.text, TEXT) / 2 + 6
        middle = inside(scale(one.at), half, width)
        box = (middle - half, middle + half)
        free = (row for row, taken in enumerate(rows) if all(box[1] < low or box[0] > high for low, high in taken))
        place = next(free, len(rows))
        if place == len(rows):
            rows.append([])
        rows[place].append(box)
        places.append(place)
    return places


def inside(middle: float, half: float, width: float) -> float:
    """Move the middle of a text so that all of it stands on the sheet."""
    return min(max(middle, half + AROUND), width - half - AROUND)


def marks(canvas: Canvas, chart: Chart, field: Field, row: float) -> None:
    """Draw benchmark and standard as lines across, each with its name."""
    if chart.kind in ("trend", "scatter"):
        scale = upright(chart.axis, field)
        for one in chart.marks:
            canvas.line([(field.start, scale(one.at)), (field.end, scale(one.at))], LINE, 1.8, "dashed")
            canvas.put(one.text, field.end, scale(one.at) - TEXT * 0.8, TEXT, colour=MARK_TEXT, align="end", halo=True)
        return
    scale = lying(chart.axis, field)
    for one, place in zip(chart.marks, mark_rows(chart, scale, canvas.width), strict=True):
        x, y = scale(one.at), field.top - row * (place + 0.5)
        canvas.line([(x, y + TEXT * 0.6), (x, field.bottom)], LINE, 1.8, "dashed")
        middle = inside(x, text_width(one.text, TEXT) / 2, canvas.width)
        canvas.put(one.text, middle, y, TEXT, colour=MARK_TEXT, align="middle", halo=True)


def missing(chart: Chart) -> list[str]:
    """Return which areas or years have no figure, and why: no dot or point can say it; bars do."""
    if chart.kind in ("bars", "stacked"):
        return []
    if chart.kind == "scatter":
        return _without_point(chart)
    comma = "\u060c " if chart.is_rtl else ", "
    lines = []
    for one in chart.series:
        by_text: dict[str, list[str]] = {}
        for name, value, text in zip(chart.categories, one.values, one.texts, strict=True):
            if value is None and text:
                by_text.setdefault(text, []).append(name)
        series = f"{one.name} – " if len(chart.series) > 1 else ""
        lines += [f"{series}{text}: {comma.join(names)}" for text, names in by_text.items()]
    return lines


def _without_point(chart: Chart) -> list[str]:
    """Return the areas without a point, each with both of its texts: one of the two values may be known."""
    across = chart.x_axis or chart.axis
    return [
        f"{name}: {across.name} {x_text} · {chart.axis.name} {text}"
        for one in chart.series
        for name, x, value, x_text, text in zip(
            chart.categories, one.x, one.values, one.x_texts, one.texts, strict=True
        )
        if x is None or value is None
    ]
