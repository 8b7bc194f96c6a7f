"""What a meeting looks at, read from a database that was opened for this alone: no cache, no page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

from briefing.meeting_deck import deck_of, mistakes_in
from briefing.snapshot import Desk, Snapshot, take
from data_access.trouble import DatabaseError
from domain.deck import Deck, Mistake
from domain.frames import FacilityFrame, ReleaseFrame
from domain.meetings import Meeting
from domain.selection import Selection
from geo.display import DisplayLayer, display_layer
from measures.facilities import facilities
from measures.meetings import meeting_book, meetings
from measures.reference import Reference
from measures.release import Evidence, evidence, release
from measures.source import Source

T = TypeVar("T")


class UnknownMeetingError(LookupError):
    """The database has no such meeting.

    Attributes
    ----------
    known : tuple of Meeting
        Those that it has.
    """

    def __init__(self, meeting_id: str, known: tuple[Meeting, ...]) -> None:
        super().__init__(meeting_id)
        self.known = known


def desk_of(source: Source) -> Desk:
    """Return where a snapshot reads, all of one data version.

    Parameters
    ----------
    source : Source

    Returns
    -------
    Desk
        What the figures of a year need is read once, however many views are of it.

    Raises
    ------
    DatabaseError
        The database went away; what the desk's parts read later raises 'changed' where the data version changed.
    """
    version = source.version()
    reference = source.reference(version).of_today()

    @cache
    def of_year(period: int) -> Evidence:
        return evidence(source, reference, version, period)

    @cache
    def places(period: int) -> FacilityFrame:
        return facilities(source, reference, version, period)

    def released(selection: Selection) -> ReleaseFrame:
        return release(selection, reference, of_year(selection.period), source, version)

    return Desk(reference, version, released, places, lambda: boundaries(source, reference))


def boundaries(source: Source, reference: Reference) -> DisplayLayer:
    """Return the display geometry of a database."""
    rows = source.boundaries(reference).itertuples(index=False, name=None)
    labels = reference.areas[["center_lat", "center_lon"]].dropna()
    at = {str(code): (float(lat), float(lon)) for code, lat, lon in labels.itertuples(name=None)}
    return display_layer(rows, reference.tree.parents, at)


def anew_once(read: Callable[[], T]) -> T:
    """Read; where the data was replaced in between, read all of it once more under its new version."""
    try:
        return read()
    except DatabaseError as error:
        if error.kind != "changed":
            raise
        return read()


def snapshot_of(
    source: Source, meeting_id: str, folders: Sequence[Path], own: Deck | None = None
) -> tuple[Snapshot, list[Mistake]]:
    """Read what a meeting looks at.

    Parameters
    ----------
    source : Source
    meeting_id : str
    folders : sequence of pathlib.Path
        Where decks are looked for.
    own : Deck, optional
        The deck to use, whatever the folders hold.

    Returns
    -------
    snapshot : Snapshot
    mistakes : list of Mistake
        What of decks could not be followed.

    Raises
    ------
    UnknownMeetingError
    DatabaseError
    """
    return anew_once(lambda: _snapshot(source, meeting_id, folders, own))


def _snapshot(
    source: Source, meeting_id: str, folders: Sequence[Path], own: Deck | None
) -> tuple[Snapshot, list[Mistake]]:
    desk = desk_of(source)
    book = meeting_book(source, desk.version, meeting_id)
    known = meetings(source, desk.version) or ()
    if book is None:
        raise UnknownMeetingError(meeting_id, known)
    ids, options = [one.id for one in known], desk.reference.options
    if own is None:
        deck, mistakes = deck_of(book, folders, options, ids)
    else:
        deck, mistakes = own, mistakes_in(own, book, options, ids)
    return take(desk, book, deck), mistakes
