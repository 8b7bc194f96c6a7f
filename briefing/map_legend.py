"""The legends of maps on a picture: lines of classes with their counts, and the square of two indicators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing import symbols
from briefing.canvas import EDGE, LEADING, QUIET, Canvas, wrapped
from geo.palette import Fill

TEXT, SMALL, SWATCH, SYMBOL = 15.0, 12.0, 30.0, 19.0
# Room of a number of areas; of one with a head over it.
COUNT, HEADED = 60.0, 96.0
CELL, LEVEL = (66.0, 46.0), 62.0


@dataclass(frozen=True)
class Key:
    """A line of a legend: fills side by side, what they stand for, and how many areas of each map have them.

    A line for facilities has their symbol, as SVG, instead of fills; a line without either is a head.
    """

    fills: tuple[Fill, ...]
    text: str
    counts: tuple[str, ...]
    svg: str = ""

    @property
    def is_head(self) -> bool:
        """Whether the line stands over those that follow."""
        return not (self.fills or self.svg)


@dataclass(frozen=True)
class Square:
    """The nine classes of two indicators.

    Attributes
    ----------
    cells : tuple of tuple of (Fill, str, str)
        Rows from the lowest up, columns from low to high: fill, number of areas, colour of the number.
    levels : tuple of str
        Low, middle and high.
    across, up : str
        What grows in the direction of reading, and upwards.
    """

    cells: tuple[tuple[tuple[Fill, str, str], ...], ...]
    levels: tuple[str, ...]
    across: str
    up: str


@dataclass(frozen=True)
class Legend:
    """What the colours of maps mean: head, square, lines, heads of their counts, and a note; all but lines may lack.

    Under a map it may be a strip: its lines beside each other, as `briefing.map_strip` draws them.
    """

    keys: tuple[Key, ...]
    head: str = ""
    count_heads: tuple[str, ...] = ()
    square: Square | None = None
    note: str = ""
    is_strip: bool = False

    @property
    def count_width(self) -> float:
        """How wide the column of a number is."""
        return HEADED if self.count_heads else COUNT


def height(legend: Legend, width: float) -> float:
    """Return how high a legend of this width is."""
    found = len(_head(legend, width)) * TEXT * LEADING + (8 if legend.head else 0)
    found += max((len(lines) for lines in _count_heads(legend)), default=0) * SMALL * LEADING
    if legend.square is not None:
        found += _square_height(legend.square, width)
    found += sum(len(lines) * TEXT * LEADING + 7 for lines in _lines(legend, width))
    return found + len(_note(legend, width)) * SMALL * LEADING + 14


def draw(canvas: Canvas, legend: Legend, x: float, top: float, width: float) -> None:
    """Draw a legend whose upper corner on the side where a reader begins is (x, top)."""
    y = canvas.lines(_head(legend, width), x, top, TEXT, bold=True) + (8 if legend.head else 0)
    if legend.square is not None:
        y = _square(canvas, legend.square, x, y, width)
    y = _draw_count_heads(canvas, legend, x + width, y)
    for key, lines in zip(legend.keys, _lines(legend, width), strict=True):
        each = SWATCH / max(len(key.fills), 1)
        if key.svg:
            middle = (canvas.across(x + SWATCH / 2), y + 2 + TEXT * 0.65)
            symbols.draw(canvas, key.svg, [middle], SYMBOL)
        for place, fill in enumerate(key.fills):
            canvas.box((x + each * place, y + 2), (each, TEXT * 1.3), fill, EDGE)
        for place, count in enumerate(reversed(key.counts)):
            end = x + width - 34 - place * legend.count_width
            canvas.put(count, end, y + TEXT * 0.75, TEXT, bold=True, align="end")
        start = x if key.is_head else x + SWATCH + 10
        y = canvas.lines(lines, start, y, TEXT, bold=key.is_head) + 7
    canvas.lines(_note(legend, width), x, y, SMALL, colour=QUIET)


def _head(legend: Legend, width: float) -> list[str]:
    return wrapped(legend.head, TEXT, width - 30, bold=True)


def _note(legend: Legend, width: float) -> list[str]:
    return wrapped(legend.note, SMALL, width - 30)


def _lines(legend: Legend, width: float) -> list[list[str]]:
    counts = max((len(key.counts) for key in legend.keys), default=1)
    room = width - SWATCH - 10 - counts * legend.count_width
    return [wrapped(key.text, TEXT, room) for key in legend.keys]


def _count_heads(legend: Legend) -> Sequence[list[str]]:
    return [wrapped(one, SMALL, HEADED - 10, bold=True) for one in legend.count_heads]


def _draw_count_heads(canvas: Canvas, legend: Legend, end: float, top: float) -> float:
    heads = _count_heads(legend)
    for place, lines in enumerate(reversed(heads)):
        canvas.lines(lines, end - 34 - place * HEADED, top, SMALL, bold=True, align="end")
    return top + max(map(len, heads), default=0) * SMALL * LEADING


def _square_height(square: Square, width: float) -> float:
    around = len(_axis(square.up, width)) + len(_axis(square.across, width)) + 1
    return around * SMALL * LEADING + CELL[1] * len(square.cells) + 22


def _axis(text: str, width: float) -> list[str]:
    return wrapped(text, SMALL, width - 30, bold=True)


def _square(canvas: Canvas, square: Square, x: float, top: float, width: float) -> float:
    y = canvas.lines(_axis(square.up, width), x, top, SMALL, bold=True, colour=QUIET) + 4
    for level, row in reversed(list(zip(square.levels, square.cells, strict=True))):
        canvas.put(level, x, y + CELL[1] / 2, SMALL, colour=QUIET)
        for column, (fill, count, ink) in enumerate(row):
            left = x + LEVEL + column * CELL[0]
            canvas.box((left, y), CELL, fill, "#ffffff")
            canvas.put(count, left + CELL[0] / 2, y + CELL[1] / 2, TEXT, bold=True, colour=ink, align="middle")
        y += CELL[1]
    for column, level in enumerate(square.levels):
        middle = x + LEVEL + (column + 0.5) * CELL[0]
        canvas.put(level, middle, y + SMALL * 0.75, SMALL, colour=QUIET, align="middle")
    y += SMALL * LEADING
    return canvas.lines(_axis(square.across, width), x, y, SMALL, bold=True, colour=QUIET) + 18
