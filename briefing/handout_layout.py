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
    last = len(handout.pages) - 1
    made = [_page(handout, place, sheet, maps.get(page.id, b"")) for place, page in enumerate(handout.pages)]
    if not handout.small_print:
        return made
    if made:
        small = stacked([_small(handout.small_print)], sheet, sheet.width - 2 * sheet.margin, SMALL_STEP)
        if tall(small) <= sheet.height * SMALL_AT_MOST:
            joined = _page(handout, last, sheet, maps.get(handout.pages[last].id, b""), small)
            if reads_well(joined.pieces, sheet):
                return [*made[:last], joined]
    return [*made, *_small_pages(handout, sheet)]


def _page(handout: Handout, place: int, sheet: Sheet, picture: bytes, small: Sequence[Piece] = ()) -> Laid:
    """Lay out a page, with pieces of small print between its figures and its sources."""
    page = handout.pages[place]
    is_first = page.kind == "title"
    mark = page.mark or (handout.mark if is_first else "")
    framed = Framed(page.kicker, mark, page.title, page.source, handout.foot, handout.as_of, handout.number(place))
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


def _small_pages(handout: Handout, sheet: Sheet) -> list[Laid]:
    """Return pages of their own for the small print; they have no number, since the handout counts its pages."""
    framed = Framed("", handout.mark, handout.title, "", handout.foot, handout.as_of, "")
    above, below = page_frame.above(framed, sheet), page_frame.below(framed, sheet)
    top, width = tall(above) + AFTER_TITLE * sheet.scale, sheet.width - 2 * sheet.margin
    room = below[0].top - top - BEFORE_FOOT * sheet.scale
    shares: list[list[str]] = [[]]
    for text in handout.small_print:
        if shares[-1] and tall(stacked([_small([*shares[-1], text])], sheet, width, 0.0)) > room:
            shares.append([])
        shares[-1].append(text)
    made = [column([_small(share)], sheet, width, room) for share in shares]
    return [
        Laid(f"small_print-{place}", handout.title, (*above, *moved(one, sheet.margin, top), *below))
        for place, one in enumerate(made, 1)
    ]


def _small(said: Sequence[str]) -> Block:
    return pieces.Texts("small_print", tuple(said), "small", QUIET)
