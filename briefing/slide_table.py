"""Native tables of slides: editable, the head marked, in Persian with the first column at the right."""

from __future__ import annotations

from typing import Any

from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement

from briefing import grid as grids
from briefing.canvas import QUIET
from briefing.chart import INK
from briefing.grid import Grid
from briefing.pieces import LATE, NAVY, Piece
from briefing.report import Row
from briefing.sheet import Words
from briefing.slide_text import Look, emu, solid, write

# The style of PowerPoint that has neither colours nor lines.
PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
HEAD_FILL, PART_FILL, LINE, HEAD_LINE = "#cde3f1", "#eef5fa", "#d5dbe1", "#05568b"


def add(slide: Any, piece: Piece, grid: Grid, look: Look) -> None:  # noqa: ANN401 - python-pptx has no annotations
    """Put a table on a slide.

    Parameters
    ----------
    slide : slide of python-pptx
    piece : Piece
        Its place.
    grid : Grid
    look : Look
    """
    rows, columns = len(grid.rows) + 1, len(grid.widths)
    at = (look.left(piece.x, piece.width), piece.top, piece.width, piece.height)
    shape = slide.shapes.add_table(rows, columns, *map(emu, at))
    shape.name = piece.role
    shape._element.nvGraphicFramePr.cNvPr.set("descr", piece.alt)
    table = shape.table
    table.first_row, table.horz_banding = True, False
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = PLAIN_STYLE
    for place, width in enumerate(_ordered(grid.widths, look)):
        table.columns[place].width = emu(width)
    for place, tall in enumerate(grid.heights):
        table.rows[place].height = emu(tall)
    heads = tuple(Words(text, grid.points, bold=True, colour=NAVY) for text in grid.table.heads)
    _fill(table, 0, heads, grid, look)
    for place, row in enumerate(grid.rows, 1):
        if row.is_part:
            _part(table, place, row, grid, look)
        else:
            _fill(table, place, _words(row, grid), grid, look)


def _ordered(found: tuple[Any, ...], look: Look) -> tuple[Any, ...]:
    """Return columns as they stand from the left: not every program turns a table around."""
    return found[::-1] if look.is_rtl else found


def _words(row: Row, grid: Grid) -> tuple[Words, ...]:
    last = len(grid.widths) - 1
    made = []
    for place, text in enumerate(grid.cells(row)):
        is_late, is_stated = row.is_late and place == last, place in row.stated
        colour = LATE if is_late else QUIET if is_stated else INK
        made.append(Words(text, grid.points, bold=is_late, colour=colour, italic=is_stated))
    return tuple(made)


def _fill(table: Any, place: int, words: tuple[Words, ...], grid: Grid, look: Look) -> None:  # noqa: ANN401 - likewise
    order = _ordered(tuple(range(len(words))), look)
    for at, column in enumerate(order):
        # Figures stand with units under units, which is at the right in both directions.
        is_figure = column in grid.table.figures
        align = ("start" if look.is_rtl else "end") if is_figure else "start"
        fill, line = (HEAD_FILL, HEAD_LINE) if place == 0 else ("", LINE)
        _cell(table.cell(place, at), words[column], grid, look, align=align, fill=fill, line=line)


def _part(table: Any, place: int, row: Row, grid: Grid, look: Look) -> None:  # noqa: ANN401 - likewise
    """Write a row that heads those below it across all columns."""
    words = Words(row.cells[0] if row.cells else "", grid.points, bold=True, colour=NAVY)
    last = len(grid.widths) - 1
    for at in range(last + 1):
        own = words if at == 0 else Words("", grid.points)
        _cell(table.cell(place, at), own, grid, look, align="start", fill=PART_FILL, line=LINE)
    if last:
        table.cell(place, 0).merge(table.cell(place, last))


def _cell(
    cell: Any,  # noqa: ANN401 - likewise
    words: Words,
    grid: Grid,
    look: Look,
    *,
    align: str,
    fill: str,
    line: str,
) -> None:
    write(
        cell._tc.txBody, [Words(words.text, words.points, words.bold, words.colour, align, italic=words.italic)], look
    )
    around = cell._tc.get_or_add_tcPr()
    beside, above = emu(grids.beside(grid.points)), emu(grids.above(grid.points))
    for name, room in (("marL", beside), ("marR", beside), ("marT", above), ("marB", above)):
        around.set(name, str(room))
    under = OxmlElement("a:lnB")
    under.set("w", "9525")
    under.append(solid(line))
    around.append(under)
    around.append(solid(fill) if fill else OxmlElement("a:noFill"))
