"""What pages of a handout are put together from: texts, figures and tables that take a width and say their height.

A block is laid out at a step: 1 is its largest type, 0 the least that reads well, below 0 what else there is room for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from briefing import grid
from briefing.canvas import QUIET
from briefing.chart import Chart
from briefing.grid import Grid
from briefing.handout import KeyFigure
from briefing.report import Table
from briefing.sheet import MORE, Sheet, Words, height

NAVY, BLUE = "#0b3754", "#0072bc"
# The red of what is late, as dark as small letters need on white.
LATE = "#b3402c"
# Largest and least size of type on a slide, in points.
SIZES = {
    "finding": (22.0, 16.0),
    "subtitle": (15.0, 14.0),
    "name": (16.0, 14.0),
    "value": (36.0, 24.0),
    "detail": (15.0, 14.0),
    "lines": (22.0, 14.0),
    "head": (17.0, 14.0),
    "table": (18.0, 14.0),
    "more": (14.0, 14.0),
    "small": (12.0, 10.0),
}
# Lines of a table's name, and of what stands under it, where there is not enough room.
AT_MOST = 2
SHRINK = 0.08
GAP, TIGHT, NEAR, NEXT_FIGURE, NARROWEST_FIGURE = 18.0, 0.55, 6.0, 24.0, 160.0


@dataclass(frozen=True)
class Piece:
    """Something at its place; x counts from the side where a reader begins, lengths are hundredths of an inch.

    Attributes
    ----------
    role : str
        What it is, in ASCII: `title`, `finding`, `table` ...
    x, top, width, height : float
    words : tuple of Words
    grid : Grid or None
    chart : Chart or None
    picture : bytes
        PNG.
    alt : str
        What a picture or chart shows, for who cannot see it.
    points : float
        Size of a chart's type.
    """

    role: str
    x: float
    top: float
    width: float
    height: float
    words: tuple[Words, ...] = ()
    grid: Grid | None = None
    chart: Chart | None = None
    picture: bytes = b""
    alt: str = ""
    points: float = 0.0


class Block(Protocol):
    """Pieces that go together."""

    def lay(self, sheet: Sheet, width: float, step: float, room: float | None) -> list[Piece]:
        """Return the pieces from their own corner; where there is not enough room, `room` is how high they may be."""


def size(sheet: Sheet, role: str, step: float) -> float:
    """Return the size of type of a role at a step, in half points."""
    largest, least = SIZES[role]
    found = least + (largest - least) * step if step >= 0 else least * (1 + SHRINK * step)
    return max(round(found * sheet.scale * 2) / 2, sheet.floor)


def gap(sheet: Sheet, step: float) -> float:
    """Return the room between blocks, which closes up where type is at its least."""
    return GAP * sheet.scale * (1.0 if step > 0 else TIGHT)


def tall(pieces: Sequence[Piece]) -> float:
    """Return where the lowest piece ends."""
    return max((one.top + one.height for one in pieces), default=0.0)


def moved(pieces: Sequence[Piece], x: float, down: float) -> list[Piece]:
    """Return pieces at another place."""
    return [replace(one, x=one.x + x, top=one.top + down) for one in pieces]


@dataclass(frozen=True)
class Texts:
    """Paragraphs of one look; `type` names their sizes."""

    role: str
    said: tuple[str, ...]
    type: str = ""
    colour: str = NAVY

    def lay(self, sheet: Sheet, width: float, step: float, room: float | None) -> list[Piece]:
        """Return one piece."""
        points = size(sheet, self.type or self.role, step)
        after = points * 0.7 if len(self.said) > 1 else 0.0
        words = [Words(text, points, colour=self.colour, after=after) for text in self.said]
        if room is not None and height(sheet, words, width) > room:
            words = shortened(sheet, words, width, room)
        return [Piece(self.role, 0, 0, width, height(sheet, words, width), tuple(words))]


def shortened(sheet: Sheet, words: Sequence[Words], width: float, room: float) -> list[Words]:
    """Return as many paragraphs, and as much of the next one, as there is room for; three dots stand for the rest."""
    kept: list[Words] = []
    for one in words:
        if height(sheet, [*kept, one], width) > room:
            text = one.text
            while text and height(sheet, [*kept, replace(one, text=f"{text}{MORE}")], width) > room:
                text = text[: len(text) * 9 // 10].rstrip()
            return [*kept, replace(one, text=f"{text}{MORE}")]
        kept.append(one)
    return kept


@dataclass(frozen=True)
class Figures:
    """Key figures beside each other, in a narrow column below each other."""

    found: tuple[KeyFigure, ...]

    def lay(self, sheet: Sheet, width: float, step: float, room: float | None) -> list[Piece]:
        """Return a piece for each figure; a value is never cut, its name and what is told of it are."""
        across = self._across(sheet, width, size(sheet, "value", step))
        each, between = (width - NEXT_FIGURE * (across - 1)) / across, gap(sheet, step)
        rows = -(-len(self.found) // across)
        most = None if room is None else (room - between * (rows - 1)) / rows
        pieces: list[Piece] = []
        for first in range(0, len(self.found), across):
            top = tall(pieces) + between if pieces else 0.0
            for place, one in enumerate(self.found[first : first + across]):
                kept = _figure(one, sheet, each, step, most)
                x = (each + NEXT_FIGURE) * place
                pieces.append(Piece("figure", x, top, each, height(sheet, kept, each), kept))
        return pieces

    def _across(self, sheet: Sheet, width: float, value: float) -> int:
        """Return how many stand beside each other, each value on one line."""
        widest = max(sheet.width_of(one.value, value, bold=True) for one in self.found) + 2
        least = max(widest, NARROWEST_FIGURE * sheet.scale)
        return min(max(int((width + NEXT_FIGURE) / (least + NEXT_FIGURE)), 1), len(self.found))


def _figure(one: KeyFigure, sheet: Sheet, width: float, step: float, most: float | None) -> tuple[Words, ...]:
    value = Words(one.value, _one_line(sheet, one.value, size(sheet, "value", step), width), bold=True, colour=BLUE)
    said = (("name", one.name), ("detail", one.detail))
    around = [Words(text, size(sheet, role, step), colour=QUIET) for role, text in said]
    if most is not None and height(sheet, [value, *around], width) > most:
        free = max(most - height(sheet, [value], width), 0.0) / 2
        around = [shortened(sheet, [text], width, max(free, sheet.tall(1, text.points) + 1))[0] for text in around]
    return tuple(words for words in (around[0], value, around[1]) if words.text)


def _one_line(sheet: Sheet, text: str, points: float, width: float) -> float:
    """Return the size at which a value stands on one line, but not one below that of its name."""
    least = size(sheet, "name", 1.0)
    while points > least and sheet.width_of(text, points, bold=True) > width:
        points -= 1
    return points


@dataclass(frozen=True)
class Rows:
    """A table with its name over it, unless that is said already, and what stands under its rows."""

    found: Table
    without_name: tuple[str, ...] = ()

    def lay(self, sheet: Sheet, width: float, step: float, room: float | None) -> list[Piece]:
        """Return name, table and what stands under it."""
        name = "" if self.found.name in self.without_name else self.found.name
        lines = AT_MOST if room is not None else 0
        pieces = _said("table_name", name, size(sheet, "head", step), sheet, width, bold=True, lines=lines)
        small = size(sheet, "more", step)
        if not self.found.rows:
            empty = _said("empty", self.found.empty, small, sheet, width, lines=lines)
            return [*pieces, *moved(empty, 0, tall(pieces))]
        more = _said("more", self.found.more, small, sheet, width, lines=lines)
        near = NEAR * sheet.scale
        top = tall(pieces) + (near if pieces else 0.0)
        left = None if room is None else room - top - (tall(more) + near if more else 0.0)
        made = grid.laid_out(self.found, sheet, width, size(sheet, "table", step), left)
        pieces.append(Piece("table", 0, top, width, made.height, grid=made, alt=self.found.name))
        return [*pieces, *moved(more, 0, tall(pieces) + near)]


def _said(
    role: str, text: str, points: float, sheet: Sheet, width: float, *, bold: bool = False, lines: int = 0
) -> list[Piece]:
    """Return a text, of so many lines at most where they are counted."""
    if not text:
        return []
    told = sheet.within(text, points, width, lines, bold) if lines else text
    words = (Words(told, points, bold, NAVY if bold else QUIET),)
    return [Piece(role, 0, 0, width, height(sheet, words, width), words)]
