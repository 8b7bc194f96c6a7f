"""The deck of a meeting: a planner's own, a shipped one, or the usual one made from the agenda."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.deck_file import deck_for
from domain.deck import Deck, Mistake, checked, default_deck
from domain.selection import Options
from measures.meetings import MeetingBook


@dataclass(frozen=True)
class _Promise:
    meeting_id: str
    sector: str
    indicator_id: str
    status: str | None


def deck_of(
    book: MeetingBook, folders: Sequence[Path], options: Options, meeting_ids: Iterable[str]
) -> tuple[Deck, list[Mistake]]:
    """Find the deck of a meeting and hold it against the data.

    Parameters
    ----------
    book : MeetingBook
    folders : sequence of pathlib.Path
        From `briefing.deck_file.deck_folders`.
    options : Options
    meeting_ids : iterable of str
        All meetings of the database.

    Returns
    -------
    deck : Deck
        The usual one where no file has slides for the meeting.
    mistakes : list of Mistake
        In the files concerned.
    """
    found, mistakes = deck_for(book.meeting.id, folders)
    if found is None:
        columns = ["meeting_id", "sector", "indicator_id", "status"]
        rows = [_Promise(*row) for row in book.commitments[columns].itertuples(index=False, name=None)]
        return default_deck(book.meeting.id, book.agenda, rows), mistakes
    return found, [*mistakes, *mistakes_in(found, book, options, meeting_ids)]


def mistakes_in(deck: Deck, book: MeetingBook, options: Options, meeting_ids: Iterable[str]) -> list[Mistake]:
    """Hold a deck that was read against the data of its meeting, as `deck_of` does."""
    items = {one.no for one in book.agenda}
    # A table that cannot be read is told of on the page; every id of it would be a mistake that nobody made.
    known = None if "commitment" in book.absent else book.ids
    return checked(deck, options, set(meeting_ids), items, known)
