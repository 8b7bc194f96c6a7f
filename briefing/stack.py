"""Blocks below each other, in the largest type that lets all stand in their room."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.pieces import SIZES, Block, Piece, Rows, gap, moved, tall
from briefing.sheet import Sheet

STEPS = (1.0, 0.75, 0.5, 0.25, 0.0, -1.0, -2.0, -3.0, -4.0)
# What is not read from the back of a room.
SMALL = ("source", "foot", "as_of", "number", "small_print")


def column(blocks: Sequence[Block], sheet: Sheet, width: float, room: float) -> list[Piece]:
    """Put blocks below each other in the largest type that lets all stand in the room.

    Parameters
    ----------
    blocks : sequence of Block
    sheet : Sheet
    width, room : float
        Hundredths of an inch.

    Returns
    -------
    list of Piece
        From the corner of the column; where even the least type is too large, tables lose rows, and texts words.
    """
    for step in STEPS:
        made = [one.lay(sheet, width, step, None) for one in blocks]
        if _together(made, gap(sheet, step)) <= room:
            return _below_each_other(made, gap(sheet, step))
    least = gap(sheet, STEPS[-1])
    for place, one in sorted(enumerate(blocks), key=lambda pair: not isinstance(pair[1], Rows)):
        over = _together(made, least) - room
        if over > 0:
            made[place] = one.lay(sheet, width, STEPS[-1], max(tall(made[place]) - over, 0.0))
    return _below_each_other(made, least)


def stacked(blocks: Sequence[Block], sheet: Sheet, width: float, step: float) -> list[Piece]:
    """Put blocks below each other in the type of a step, however high they are."""
    return _below_each_other([one.lay(sheet, width, step, None) for one in blocks], gap(sheet, step))


def reads_well(found: Sequence[Piece], sheet: Sheet) -> bool:
    """Tell whether no text or row between title and sources is smaller than it should be, or left out."""
    least = SIZES["lines"][1] * sheet.scale - 0.5
    return all(
        one.grid.points >= least and not one.grid.left_out
        if one.grid
        else all(words.points >= least for words in one.words)
        for one in found
        if one.role not in SMALL
    )


def _together(made: Sequence[Sequence[Piece]], between: float) -> float:
    return sum(map(tall, made)) + between * max(len(made) - 1, 0)


def _below_each_other(made: Sequence[Sequence[Piece]], between: float) -> list[Piece]:
    pieces: list[Piece] = []
    for one in made:
        pieces += moved(one, 0.0, tall(pieces) + between if pieces else 0.0)
    return pieces
