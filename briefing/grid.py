"""A table laid out: how wide its columns and how high its rows are, and how many of them a page holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.report import Row, Table
from briefing.sheet import Sheet

# Room around a text of a cell, in sizes of type in hundredths of an inch: on each side, above and below.
BESIDE, ABOVE = 0.45, 0.3
# A word that is broken is worse than a line more: other fonts are wider than we think.
SPARE = 1.12
# No column asks for more than this part of the table.
WIDEST = 0.5
MORE = "\u2026"


@dataclass(frozen=True)
class Grid:
    """A table at its size.

    Attributes
    ----------
    table : Table
    rows : tuple of Row
        Those that stand there.
    left_out : tuple of Row
        Those that no room was for.
    widths, heights : tuple of float
        Of the columns in the order of reading; of the head and the rows.
    points : float
        Size of type.
    """

    table: Table
    rows: tuple[Row, ...]
    left_out: tuple[Row, ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    points: float

    @property
    def height(self) -> float:
        """How high it is."""
        return sum(self.heights)

    def cells(self, row: Row) -> tuple[str, ...]:
        """Return as many cells as there are columns."""
        return (row.cells + ("",) * len(self.widths))[: len(self.widths)]


def beside(points: float) -> float:
    """Return the room on each side of a cell's text, in hundredths of an inch."""
    return points / 0.72 * BESIDE


def above(points: float) -> float:
    """Return the room above and below a cell's text, in hundredths of an inch."""
    return points / 0.72 * ABOVE


def laid_out(table: Table, sheet: Sheet, width: float, points: float, room: float | None = None) -> Grid:
    """Lay a table out.

    Parameters
    ----------
    table : Table
    sheet : Sheet
    width : float
    points : float
        Size of type.
    room : float or None
        How high it may be: rows that do not fit are left out, and a last one says that there are more.

    Returns
    -------
    Grid
    """
    widths = _widths(table, sheet, width, points)
    head = _height(Row(table.heads), sheet, widths, points, bold=True)
    heights = [_height(row, sheet, widths, points, bold=row.is_part) for row in table.rows]
    if room is None or head + sum(heights) <= room:
        return Grid(table, table.rows, (), widths, (head, *heights), points)
    last = Row((MORE,))
    reached, kept = head + _height(last, sheet, widths, points, bold=False), 0
    while reached + heights[kept] <= room:
        reached += heights[kept]
        kept += 1
    shown = (*table.rows[:kept], last)
    tall = (head, *heights[:kept], _height(last, sheet, widths, points, bold=False))
    return Grid(table, shown, table.rows[kept:], widths, tall, points)


def _height(row: Row, sheet: Sheet, widths: Sequence[float], points: float, *, bold: bool) -> float:
    rooms = [sum(widths)] if row.is_part else widths
    pairs = zip(row.cells, rooms, strict=False)
    lines = max((sheet.lines(text, points, room - 2 * beside(points), bold) for text, room in pairs), default=1)
    return sheet.tall(max(lines, 1), points) + 2 * above(points)


def _widths(table: Table, sheet: Sheet, width: float, points: float) -> tuple[float, ...]:
    """Give each column its longest word, and share out the rest by what would set its cells on one line."""
    texts = [[(head, True)] for head in table.heads]
    for row in table.rows:
        if not row.is_part:
            for column, text in zip(texts, row.cells, strict=False):
                column.append((text, False))
    around = 2 * beside(points) + 2
    words = [around + max(_longest_word(sheet, text, points, bold) for text, bold in column) for column in texts]
    least = [min(one, width * WIDEST) for one in words]
    whole = [around + max(sheet.width_of(text, points, bold) for text, bold in column) for column in texts]
    wanted = [max(min(one, width * WIDEST), low) for one, low in zip(whole, least, strict=True)]
    return tuple(_shared(width, least, wanted))


def _longest_word(sheet: Sheet, text: str, points: float, bold: bool) -> float:
    return max((sheet.width_of(word, points, bold) for word in text.split()), default=0.0) * SPARE


def _shared(width: float, least: Sequence[float], wanted: Sequence[float]) -> list[float]:
    """Give narrow columns what they want, dates and figures among them, and those that are long the rest."""
    if sum(least) >= width:
        return [width * one / sum(least) for one in least]
    if sum(wanted) <= width:
        return [width * one / sum(wanted) for one in wanted]
    given, left = list(least), width - sum(least)
    order = sorted(range(len(wanted)), key=lambda place: wanted[place] - least[place])
    for done, place in enumerate(order):
        more = min(wanted[place] - least[place], left / (len(order) - done))
        given[place] += more
        left -= more
    return given
