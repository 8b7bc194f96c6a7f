"""The chart of a printed page: lying bars at their places, with texts that are texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from briefing.chart import Chart
from briefing.chart_lying import colour_of, is_dark
from briefing.chart_piece import names_width
from briefing.pieces import Piece, shortened
from briefing.sheet import Sheet, Words

# Which part of a row its bars take; room between a bar and its text.
PART_OF_ROW, BESIDE = 0.68, 5.0


def placed(start: float, top: float, width: float, tall: float, is_rtl: bool) -> str:
    """Return the style of a place; `start` counts from the side where a reader begins, all in hundredths of an inch."""
    side = "right" if is_rtl else "left"
    return f"{side}:{start / 100:.4f}in;top:{top / 100:.4f}in;width:{width / 100:.4f}in;height:{tall / 100:.4f}in"


@dataclass(frozen=True)
class _Field:
    """Where bars are drawn: they begin at `begin`, from the side where a reader begins."""

    chart: Chart
    sheet: Sheet
    points: float
    begin: float
    width: float

    def bar(self, start: float, top: float, long: float, tall: float, colour: str) -> str:
        at = placed(start, top, long, tall, self.chart.is_rtl)
        return f'<i class="bar" style="{at};background:{escape(colour)}"></i>'

    def value(self, text: str, start: float, top: float, width: float, tall: float, *, look: str = "") -> str:
        """Write a text upright in the middle of its box."""
        own = self.sheet.tall(1, self.points)
        at = placed(start, top + (tall - own) / 2, width, own, self.chart.is_rtl)
        return f'<p class="value" style="{look}{at}">{escape(text)}</p>'


def html(piece: Piece, chart: Chart, sheet: Sheet) -> str:
    """Return names, bars and texts of a chart.

    Parameters
    ----------
    piece : Piece
        Its place and the size of its type.
    chart : Chart
        Bars of any kind; a trend and dots are bars, too.
    sheet : Sheet
    """
    points = piece.points
    field = _Field(chart, sheet, points, names_width(chart, sheet, piece.width, points), piece.width)
    row, wide = piece.height / max(len(chart.categories), 1), field.begin - points
    made = []
    for place, name in enumerate(chart.categories):
        said = shortened(sheet, [Words(name, points)], wide, max(row, sheet.tall(1, points) + 1))[0].text
        tall = sheet.tall(sheet.lines(said, points, wide), points)
        at = placed(0.0, row * (place + 0.5) - tall / 2, wide, tall, chart.is_rtl)
        made.append(f'<p class="name" style="{at}">{escape(said)}</p>')
        draw = _stack if chart.kind == "stacked" else _group
        made += draw(field, place, row * (place + (1 - PART_OF_ROW) / 2), row * PART_OF_ROW)
    axis = placed(field.begin, 0.0, 0.0, piece.height, chart.is_rtl)
    return "".join([*made, f'<i class="axis" style="{axis}"></i>'])


def _group(field: _Field, place: int, top: float, tall: float) -> Iterator[str]:
    """Draw a bar for each series, its text beyond its end; no bar where there is no figure."""
    series, sheet, points = field.chart.series, field.sheet, field.points
    known = [value for one in series for value in one.values if value is not None]
    low, high = min(0.0, *known), max(0.0, *known)
    beyond = max(sheet.width_of(text, points) for one in series for text in one.texts) + 2 * BESIDE
    room = field.width - field.begin - beyond * (2 if low < 0 else 1)
    per, each = room / ((high - low) or 1.0), tall / len(series)
    zero = field.begin + (beyond - low * per if low < 0 else 0.0)
    for number, one in enumerate(series):
        value, text = one.values[place], one.texts[place]
        if value is None:
            continue
        upper, long = top + each * number, abs(value) * per
        start = zero if value >= 0 else zero - long
        yield field.bar(start, upper, long, each * 0.92, colour_of(one, place))
        wide = sheet.width_of(text, points) + 2
        yield field.value(text, start + long + BESIDE if value >= 0 else start - BESIDE - wide, upper, wide, each)


def _stack(field: _Field, place: int, top: float, tall: float) -> Iterator[str]:
    """Draw the bars of all series end to end, with the texts that there is room for."""
    rows = zip(*(one.values for one in field.chart.series), strict=True)
    highest = max((sum(value or 0.0 for value in row) for row in rows), default=0.0) or 1.0
    per, start = (field.width - field.begin - field.points) / highest, field.begin
    for one in field.chart.series:
        value, text = one.values[place], one.texts[place]
        if not value:
            continue
        colour, long = colour_of(one, place), value * per
        yield field.bar(start, top, long, tall, colour)
        if field.sheet.width_of(text, field.points) + 4 <= long:
            ink = "color:#ffffff;" if is_dark(colour) else ""
            yield field.value(text, start, top, long, tall, look=f"{ink}text-align:center;")
        start += long
