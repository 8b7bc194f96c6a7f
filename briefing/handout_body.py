"""What stands between the title of a page and its sources: which of it beside which, and how wide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from struct import unpack

from briefing import chart_piece, pieces
from briefing.canvas import QUIET
from briefing.chart import Chart
from briefing.handout import Page
from briefing.pieces import GAP, Block, Piece, moved, tall
from briefing.sheet import Sheet
from briefing.stack import column, reads_well, stacked

# Which part of the width texts have beside a map: alone, with decisions among them or rows below, and there at most.
FEW, MANY, MORE = 0.38, 0.44, (0.52, 0.6)
COLUMNS_GAP = 34.0
# Of the height, what a finding may take over a chart, and rows under a map.
OVER, UNDER = 0.5, 0.52


def body(page: Page, sheet: Sheet, room: float, picture: bytes, when: str) -> list[Piece]:
    """Lay out a page's figures and texts.

    Parameters
    ----------
    page : Page
    sheet : Sheet
    room : float
        How high they may be, hundredths of an inch.
    picture : bytes
        The map as PNG, or nothing.
    when : str
        Day and place of the meeting, on its first page.

    Returns
    -------
    list of Piece
        From the corner of the room, in the order of reading.
    """
    width = sheet.width - 2 * sheet.margin
    chart = drawn(page)
    if not (picture or chart):
        return column(_blocks(page, when), sheet, width, room)
    if page.table:
        return _over_rows(page, sheet, room, picture, when)
    if chart and not picture and not (page.figures or page.lines):
        return _over_chart(page, chart, sheet, room)
    return _beside(_blocks(page, when), page, sheet, room=room, picture=picture, part=MANY if page.lines else FEW)


def drawn(page: Page) -> Chart | None:
    """Return the chart of a page where it can be drawn as bars."""
    chart = page.chart
    return chart if chart and chart.kind != "scatter" and not chart.is_empty else None


def _blocks(page: Page, when: str = "") -> list[Block]:
    """Return the texts of a page in the order of reading; a chart that cannot be drawn as bars is a table."""
    found: list[Block] = []
    if page.finding:
        found.append(pieces.Texts("finding", (page.finding,)))
    if page.figures:
        found.append(pieces.Figures(page.figures))
    if page.lines:
        found.append(pieces.Texts("lines", page.lines))
    if page.table:
        found.append(pieces.Rows(page.table, (page.title, page.finding)))
    if page.chart and not drawn(page):
        found.append(pieces.Rows(chart_piece.as_table(page.chart)))
    told = [text for text in (page.subtitle, when) if text]
    if told:
        # On the first page it says of the meeting what the finding says of a view.
        is_first = page.kind == "title"
        said = pieces.Texts("subtitle", tuple(told), "finding" if is_first else "subtitle", QUIET)
        found.insert(0 if is_first else len(found), said)
    return found


def _beside(
    blocks: Sequence[Block], page: Page, sheet: Sheet, *, room: float, picture: bytes, part: float
) -> list[Piece]:
    """Return texts where a line begins, under the title, and beside them map or chart as large as its place."""
    width = sheet.width - 2 * sheet.margin
    gap = COLUMNS_GAP * sheet.scale if blocks else 0.0
    seen = width - (width * part if blocks else 0.0) - gap
    chart = drawn(page)
    if picture and not chart and blocks:
        # A map that is less wide leaves the texts more.
        seen = min(seen, room * _aspect(picture))
    shown: list[Piece] = []
    if picture:
        shown.append(_map(page, picture, seen, (room - gap) / 2 if chart else room))
    if chart:
        top = tall(shown) + (gap / 2 if shown else 0.0)
        shown += moved(chart_piece.pieces(chart, sheet, seen, room - top, _said(page)), 0.0, top)
    return [*column(blocks, sheet, width - seen - gap, room), *moved(shown, width - seen, 0.0)]


def _over_rows(page: Page, sheet: Sheet, room: float, picture: bytes, when: str) -> list[Piece]:
    """Return sentence and figures beside map or chart, and the rows under them as wide as the page."""
    width, gap = sheet.width - 2 * sheet.margin, GAP * sheet.scale
    rows = _blocks(replace(page, finding="", figures=(), lines=(), subtitle="", chart=None))
    # In the least type that reads well: what is saved is the map's.
    under = stacked(rows, sheet, width, 0.0)
    if tall(under) > room * UNDER:
        under = column(rows, sheet, width, room * UNDER)
    others, free = _blocks(replace(page, table=None), when), room - tall(under) - gap
    for part in (MANY, *MORE):
        over = _beside(others, page, sheet, room=free, picture=picture, part=part)
        if reads_well(over, sheet):
            break
    return [*over, *moved(under, 0.0, room - tall(under))]


def _over_chart(page: Page, chart: Chart, sheet: Sheet, room: float) -> list[Piece]:
    """Return a sentence or two over a chart as wide as the page."""
    width = sheet.width - 2 * sheet.margin
    texts = column(_blocks(page), sheet, width, room * OVER)
    top = tall(texts) + (GAP * sheet.scale if texts else 0.0)
    return [*texts, *moved(chart_piece.pieces(chart, sheet, width, room - top, _said(page)), 0.0, top)]


def _said(page: Page) -> set[str]:
    return {page.title, page.finding, page.subtitle}


def _map(page: Page, picture: bytes, width: float, room: float) -> Piece:
    """Return the map as large as its place lets it be, at the end of the line."""
    aspect = _aspect(picture)
    wide = min(width, room * aspect)
    alt = page.finding or (page.picture.title if page.picture else "") or page.title
    return Piece("map", width - wide, 0.0, wide, wide / aspect, picture=picture, alt=alt)


def _aspect(png: bytes) -> float:
    """Return width by height of a PNG, which its first chunk says."""
    width, height_ = unpack(">II", png[16:24])
    return float(width) / float(height_)
