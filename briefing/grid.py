"""A table laid out: how wide its columns and how high its rows are, and how many of them a page holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.report import Row, Table
from briefing.sheet import MORE, Sheet

# Room around a text of a cell, in sizes of type in hundredths of an inch: on each side, above and below.
BESIDE, ABOVE = 0.45, 0.3
# A word that is broken is worse than a line more: other fonts are wider than we think.
SPARE = 1.12
# And so is a line that is counted too few: lines are counted as if cells were narrower by this.
NARROWER = 0.95
# No column asks for more than this part of the table.
WIDEST = 0.5
# Of the room, what a single row takes at most where there is not enough.
TALLEST = 0.4


@dataclass(frozen=True)
class Grid:
    """A table at its size.

    Attributes
    ----------
    table : Table
    rows : tuple of Row
        Those that stand there.
    left_out : tuple of Row
        Those that no room was for, or not for all of them.
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
        How high it may be: long rows are cut, those that do not fit are left out, and a last one says that there are
        more.

    Returns
    -------
    Grid
    """
    widths = _widths(table, sheet, width, points)
    heights = _heights(table, sheet, widths, points)
    if room is None or sum(heights) <= room:
        return Grid(table, table.rows, (), widths, heights, points)
    short = _cut(table, sheet, widths, points, room)
    heights = _heights(short, sheet, widths, points)
    last = Row((MORE,))
    dots = _height(last, sheet, widths, points, bold=False)
    kept = 0
    while kept < len(short.rows) and sum(heights[: kept + 2]) + dots <= room:
        kept += 1
    is_whole = kept == len(short.rows)
    shown = short.rows[:kept] if is_whole else (*short.rows[:kept], last)
    tall = heights[: kept + 1] if is_whole else (*heights[: kept + 1], dots)
    # A row that was cut is told in full with those that are left out.
    told = tuple(row for place, row in enumerate(table.rows) if place >= kept or short.rows[place] != row)
    return Grid(short, shown, told, widths, tall, points)


def _cut(table: Table, sheet: Sheet, widths: Sequence[float], points: float, room: float) -> Table:
    """Return a table none of whose rows takes most of the room."""
    lines = max(int((room * TALLEST - 2 * above(points)) / sheet.tall(1, points)), 1)

    def cells(texts: tuple[str, ...], rooms: Sequence[float], bold: bool) -> tuple[str, ...]:
        pairs = zip(texts, rooms, strict=False)
        return tuple(
            sheet.within(text, points, (own - 2 * beside(points)) * NARROWER, lines, bold) for text, own in pairs
        )

    rows = (replace(row, cells=cells(row.cells, _rooms(row, widths), row.is_part)) for row in table.rows)
    return replace(table, heads=cells(table.heads, widths, True), rows=tuple(rows))


def _heights(table: Table, sheet: Sheet, widths: Sequence[float], points: float) -> tuple[float, ...]:
    head = _height(Row(table.heads), sheet, widths, points, bold=True)
    return (head, *(_height(row, sheet, widths, points, bold=row.is_part) for row in table.rows))


def _rooms(row: Row, widths: Sequence[float]) -> Sequence[float]:
    return [sum(widths)] if row.is_part else widths


def _height(row: Row, sheet: Sheet, widths: Sequence[float], points: float, *, bold: bool) -> float:
    pairs = zip(row.cells, _rooms(row, widths), strict=False)
    lines = max(
        (sheet.lines(text, points, (room - 2 * beside(points)) * NARROWER, bold) for text, room in pairs), default=1
    )
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
    whole = [around + max(sheet.width_of(text, points, bold) for text, bold in one) / NARROWER for one in texts]
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
