"""What each page of a handout carries around its figures: kicker, mark and title above, sources and number below."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.canvas import QUIET
from briefing.chart import INK
from briefing.pieces import BLUE, NAVY, Piece
from briefing.sheet import Sheet, Words, height

KICKER, MARK, SOURCE, FOOT, NUMBER = 14.0, 14.0, 11.0, 10.0, 12.0
# Sizes of a title with the most lines it may have at each; a name of 400 letters is as small as it needs.
TITLES = ((30.0, 1), (28.0, 2), (26.0, 2), (26.0, 3), (22.0, 4), (18.0, 5), (14.0, 9))
PILL, PILL_ENDS, GAP, NEAR = 1.8, 22.0, 12.0, 3.0
WIDEST_END = 0.32


@dataclass(frozen=True)
class Framed:
    """Texts around a page.

    Attributes
    ----------
    kicker, mark, title : str
    source, foot : str
    as_of, number : str
    """

    kicker: str
    mark: str
    title: str
    source: str
    foot: str
    as_of: str
    number: str


def above(framed: Framed, sheet: Sheet) -> list[Piece]:
    """Return the pieces over the figures, the title among them; places are those of the sheet."""
    width, pieces = sheet.width - 2 * sheet.margin, list[Piece]()
    top, beside = sheet.margin * 0.7, 0.0
    if framed.mark:
        pill = _pill(framed.mark, sheet, top)
        pieces.append(pill)
        beside = pill.width + GAP
    size = KICKER * sheet.scale
    kicker = (Words(framed.kicker, size, bold=True, colour=BLUE),)
    tall = height(sheet, kicker, width - beside) if framed.kicker else 0.0
    if framed.kicker:
        pieces.insert(0, Piece("kicker", sheet.margin, top, width - beside, tall, kicker))
    top += max(tall, pieces[-1].height if framed.mark else 0.0) + GAP * sheet.scale * 0.5
    points = next(
        (
            one * sheet.scale
            for one, most in TITLES
            if sheet.lines(framed.title, one * sheet.scale, width, True) <= most
        ),
        max(10.0 * sheet.scale, sheet.floor),
    )
    title = (Words(framed.title, points, bold=True, colour=NAVY),)
    pieces.append(Piece("title", sheet.margin, top, width, height(sheet, title, width), title))
    return pieces


def _pill(mark: str, sheet: Sheet, top: float) -> Piece:
    points = MARK * sheet.scale
    wide = min(sheet.width_of(mark, points, bold=True) + PILL_ENDS, sheet.width / 2)
    tall = points / 0.72 * PILL
    words = (Words(mark, points, bold=True, colour=INK, align="middle"),)
    return Piece("mark", sheet.width - sheet.margin - wide, top - tall * 0.12, wide, tall, words)


def below(framed: Framed, sheet: Sheet) -> list[Piece]:
    """Return the line under the figures and what stands below it; places are those of the sheet."""
    width = sheet.width - 2 * sheet.margin
    as_of = Words(framed.as_of, max(SOURCE * sheet.scale, sheet.floor), colour=QUIET, align="end")
    number = Words(framed.number, max(NUMBER * sheet.scale, sheet.floor), bold=True, colour=NAVY, align="end")
    wide = max(sheet.width_of(one.text, one.points, one.bold) for one in (as_of, number)) + 6
    end = min(wide, width * WIDEST_END)
    source = Words(framed.source, max(SOURCE * sheet.scale, sheet.floor), colour=QUIET)
    foot = Words(framed.foot, max(FOOT * sheet.scale, sheet.floor), colour=QUIET)
    columns = (
        (sheet.margin, width - end - 2 * GAP, (("source", source), ("foot", foot))),
        (sheet.width - sheet.margin - end, end, (("as_of", as_of), ("number", number))),
    )
    pieces: list[Piece] = []
    for x, across, told in columns:
        top = NEAR * 2
        for role, words in told:
            if words.text:
                tall = height(sheet, [words], across)
                pieces.append(Piece(role, x, top, across, tall, (words,)))
                top += tall + NEAR
    deep = max((one.top + one.height for one in pieces), default=0.0)
    start = sheet.height - sheet.margin * 0.6 - deep
    rule = Piece("rule", sheet.margin, start, width, 0.0)
    return [rule, *(_down(one, start) for one in pieces)]


def _down(piece: Piece, by: float) -> Piece:
    return Piece(piece.role, piece.x, piece.top + by, piece.width, piece.height, piece.words)
