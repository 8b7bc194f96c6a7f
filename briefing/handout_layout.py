"""Pages of a handout laid out on sheets: one design for slides and for paper, each text measured before it is put."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing import handout_body, page_frame, pieces
from briefing.canvas import QUIET
from briefing.handout import Handout, Page
from briefing.page_frame import Framed
from briefing.pieces import GAP, Block, Piece, moved, tall
from briefing.sheet import Sheet
from briefing.stack import column, reads_well, stacked

AFTER_TITLE = 18.0
# How much of what is free on the first page stands over its title.
LIFT = 0.38
# Small print that shares the last page is about this large, and takes at most this part of it.
SMALL_STEP, SMALL_AT_MOST, BEFORE_FOOT = 0.5, 0.35, 11.0


@dataclass(frozen=True)
class Laid:
    """A page with everything at its place.

    Attributes
    ----------
    id, title : str
    pieces : tuple of Piece
        In the order of reading.
    notes : str
        For the presenter, with the rows that the page has no room for.
    """

    id: str
    title: str
    pieces: tuple[Piece, ...]
    notes: str = ""


def lay_out(handout: Handout, sheet: Sheet, maps: Mapping[str, bytes]) -> list[Laid]:
    """Lay out all pages; the small print stands on the last one where there is room, else on one more.

    Parameters
    ----------
    handout : Handout
        Of plain texts.
    sheet : Sheet
    maps : mapping of str to bytes
        PNG by the id of the page.
    """

    def page(place: int, small: Sequence[Piece] = (), more: int = 0) -> Laid:
        return _page(handout, place, sheet, maps.get(handout.pages[place].id, b""), small=small, more=more)

    last = len(handout.pages) - 1
    joined = None
    if handout.small_print and handout.pages:
        small = stacked([_small(handout.small_print)], sheet, sheet.width - 2 * sheet.margin, SMALL_STEP)
        joined = page(last, small) if tall(small) <= sheet.height * SMALL_AT_MOST else None
    if joined and reads_well(joined.pieces, sheet):
        return [*map(page, range(last)), joined]
    shares = _shares(handout, sheet) if handout.small_print else []
    made = [page(place, more=len(shares)) for place in range(last + 1)]
    return [*made, *(_small_page(handout, sheet, share, place, len(shares)) for place, share in enumerate(shares, 1))]


def _page(handout: Handout, place: int, sheet: Sheet, picture: bytes, *, small: Sequence[Piece], more: int) -> Laid:
    """Lay out a page, with pieces of small print between its figures and its sources, and `more` pages behind all."""
    page = handout.pages[place]
    is_first = page.kind == "title"
    mark = page.mark or (handout.mark if is_first else "")
    framed = Framed(
        page.kicker, mark, page.title, page.source, handout.foot, handout.as_of, handout.number(place, more)
    )
    above, below = page_frame.above(framed, sheet), page_frame.below(framed, sheet)
    top, end = tall(above) + AFTER_TITLE * sheet.scale, below[0].top - BEFORE_FOOT * sheet.scale
    room = end - top - (tall(small) + GAP * sheet.scale if small else 0.0)
    when = handout.when_where if is_first and not _says(page, handout.when_where) else ""
    body = handout_body.body(page, sheet, room, picture, when)
    down = max(room - tall(body), 0.0) * LIFT if is_first else 0.0
    around = [moved([one], 0.0, down if one.role == "title" else 0.0)[0] for one in above]
    inside = moved(body, sheet.margin, top + down)
    under = moved(small, sheet.margin, end - tall(small))
    return Laid(page.id, page.title, (*around, *inside, *under, *below), _notes(page, body))


def _says(page: Page, text: str) -> bool:
    return any(text in one for one in (page.title, page.kicker, page.finding, page.subtitle, *page.lines))


def _notes(page: Page, body: Sequence[Piece]) -> str:
    rows = [" · ".join(row.cells) for one in body if one.grid for row in one.grid.left_out]
    return "\n".join(filter(None, (page.notes, *rows)))


def _shares(handout: Handout, sheet: Sheet) -> list[list[str]]:
    """Share the small print out over pages of its own."""
    above, below = _around_small(handout, sheet, "")
    width, room = sheet.width - 2 * sheet.margin, below[0].top - tall(above) - (AFTER_TITLE + BEFORE_FOOT) * sheet.scale
    shares: list[list[str]] = [[]]
    for text in handout.small_print:
        if shares[-1] and tall(stacked([_small([*shares[-1], text])], sheet, width, 0.0)) > room:
            shares.append([])
        shares[-1].append(text)
    return shares


def _small_page(handout: Handout, sheet: Sheet, share: Sequence[str], place: int, pages: int) -> Laid:
    """Return one of the pages with small print, which are counted with the others."""
    number = handout.number(len(handout.pages) - 1 + place, pages)
    above, below = _around_small(handout, sheet, number)
    top, width = tall(above) + AFTER_TITLE * sheet.scale, sheet.width - 2 * sheet.margin
    made = column([_small(share)], sheet, width, below[0].top - top - BEFORE_FOOT * sheet.scale)
    return Laid(f"small_print-{place}", handout.title, (*above, *moved(made, sheet.margin, top), *below))


def _around_small(handout: Handout, sheet: Sheet, number: str) -> tuple[list[Piece], list[Piece]]:
    framed = Framed("", handout.mark, handout.title, "", handout.foot, handout.as_of, number)
    return page_frame.above(framed, sheet), page_frame.below(framed, sheet)


def _small(said: Sequence[str]) -> Block:
    return pieces.Texts("small_print", tuple(said), "small", QUIET)
