"""A handout as printed pages: A4, lying, each as its slide says it, made a PDF by WeasyPrint with its fonts inside."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path

from briefing import grid as grids
from briefing import handout_chart
from briefing.canvas import DRAWING
from briefing.grid import Grid
from briefing.handout import Handout
from briefing.handout_chart import placed
from briefing.handout_layout import Laid, lay_out
from briefing.pieces import Piece
from briefing.plain import cleaned
from briefing.print_html import faces, rendered
from briefing.report import Row
from briefing.sheet import Sheet, Words

STYLE = Path(__file__).with_name("handout.css")
# Paper is read from near: smaller type on a smaller sheet. Its font is ours, so that little is to be allowed for.
SHEET = Sheet(1169.3, 826.8, 50.0, 0.78, 7.5, (1.02, 1.02), 1.42)
# Of a table's lines, in inches; the room below a text holds it.
LINE = 0.01


def pdf(handout: Handout, maps: Mapping[str, bytes]) -> bytes:
    """Make the pages.

    Parameters
    ----------
    handout : Handout
    maps : mapping of str to bytes
        PNG by the id of the page; a page without one has its texts alone.

    Returns
    -------
    bytes
        A tagged PDF with one page for each of the handout, and one more where the small print has no room on the last;
        the same handout and maps are the same bytes.

    Raises
    ------
    NoPangoError
        Pango is not installed.
    """
    made: bytes = rendered(html(handout, maps)).write_pdf(pdf_tags=True)
    return made


def html(handout: Handout, maps: Mapping[str, bytes]) -> str:
    """Return the pages as one HTML document.

    Parameters
    ----------
    handout : Handout
    maps : mapping of str to bytes
    """
    own = cleaned(handout)
    # Texts are measured by what draws maps, too.
    with DRAWING:
        pages = "".join(_page(laid, own.direction == "rtl") for laid in lay_out(own, SHEET, maps))
    style = f"{faces()}{STYLE.read_text(encoding='utf-8')} html {{ line-height: {SHEET.leading} }}"
    return (
        f'<!doctype html><html lang="{own.lang}" dir="{own.direction}"><head><meta charset="utf-8">'
        f'<meta name="dcterms.created" content="{own.made_on.isoformat()}">'
        f"<title>{escape(own.title)}</title><style>{style}</style></head><body>{pages}</body></html>"
    )


def _page(laid: Laid, is_rtl: bool) -> str:
    return f"<article>{''.join(_piece(piece, is_rtl) for piece in laid.pieces)}</article>"


def _piece(piece: Piece, is_rtl: bool) -> str:
    tag, size = ("h1" if piece.role == "title" else "div"), ""
    if piece.grid:
        inside, size = _table(piece.grid), f";font-size:{piece.grid.points}pt"
    elif piece.chart:
        inside, size = handout_chart.html(piece, piece.chart, SHEET), f";font-size:{piece.points}pt"
    elif piece.picture:
        data = b64encode(piece.picture).decode()
        inside = f'<img alt="{escape(piece.alt)}" src="data:image/png;base64,{data}">'
    else:
        inside = _words(piece.words, piece)
    at = placed(piece.x, piece.top, piece.width, piece.height, is_rtl)
    return f'<{tag} class="piece {piece.role}" style="{at}{size}">{inside}</{tag}>'


def _words(paragraphs: Iterable[Words], piece: Piece) -> str:
    """Return paragraphs; in a title they are no paragraphs, so that its text is the bookmark."""
    tag = "span" if piece.role == "title" else "p"
    return "".join(f'<{tag} style="{_look(one, piece)}">{_square(one)}{escape(one.text)}</{tag}>' for one in paragraphs)


def _look(words: Words, piece: Piece) -> str:
    align = {"start": "start", "end": "end", "middle": "center"}[words.align]
    # The text of a mark stands in the middle of its field.
    line = f";line-height:{piece.height / 100:.4f}in" if piece.role == "mark" else ""
    after = f";margin-bottom:{words.after / 100:.4f}in" if words.after else ""
    weight = 700 if words.bold else 400
    return f"font-size:{words.points}pt;font-weight:{weight};color:{words.colour};text-align:{align}{line}{after}"


def _square(words: Words) -> str:
    if not words.swatch:
        return ""
    return f'<i style="display:inline-block;width:0.7em;height:0.7em;background:{escape(words.swatch)}"></i> '


def _table(grid: Grid) -> str:
    above, beside = grids.above(grid.points) / 100, grids.beside(grid.points) / 100
    room = f"padding:{above:.4f}in {beside:.4f}in {above - LINE:.4f}in"
    columns = "".join(f'<col style="width:{width / 100:.4f}in">' for width in grid.widths)
    heads = "".join(
        f'<th scope="col" style="{room}"{_figure(grid, place)}>{escape(text)}</th>'
        for place, text in enumerate(grid.table.heads)
    )
    rows = "".join(_row(row, grid, room) for row in grid.rows)
    return f"<table><colgroup>{columns}</colgroup><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _row(row: Row, grid: Grid, room: str) -> str:
    if row.is_part:
        name = escape(row.cells[0]) if row.cells else ""
        return f'<tr class="part"><th colspan="{len(grid.widths)}" style="{room}">{name}</th></tr>'
    cells = []
    for place, text in enumerate(grid.cells(row)):
        tag, scope = ("td", "") if place else ("th", ' scope="row"')
        cells.append(f'<{tag}{scope} style="{room}"{_figure(grid, place, row)}>{escape(text)}</{tag}>')
    late = ' class="late"' if row.is_late else ""
    return f"<tr{late}>{''.join(cells)}</tr>"


def _figure(grid: Grid, place: int, row: Row | None = None) -> str:
    names = [
        *(["figure"] if place in grid.table.figures else []),
        *(["statement"] if row is not None and place in row.stated else []),
    ]
    return f' class="{" ".join(names)}"' if names else ""
