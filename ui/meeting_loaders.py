"""What the page of meetings reads, kept in the same way as all that `ui.loaders` keeps."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, cast

import streamlit as st

from briefing.deck_file import deck_folders
from briefing.handout import Handout
from briefing.meeting_deck import deck_of
from briefing.meeting_pages import handout as written
from briefing.snapshot import Desk, Snapshot, take
from domain.admin import PROVINCE, normalise_pcode
from domain.deck import Deck, DeckSlide, Mistake
from domain.grants import EVERYTHING, covers
from domain.meetings import Meeting
from measures.meetings import MeetingBook
from measures.meetings import meeting_book as read_book
from measures.meetings import meetings as read_meetings
from measures.reference import Reference
from ui import kept_figures, loaders, scope
from ui.cached import cached
from ui.kept_figures import through
from ui.loaders import _again, _key, _source, _watch, waited_for
from wording import i18n
from wording.i18n import _

TABLES = ("meeting", "agenda_item", "partner", "commitment", "commitment_update", "facility")


@cached(loaders.SCOPES)
def _meetings(key: str) -> tuple[Meeting, ...] | None:
    return _watch().read(lambda: read_meetings(_source(), loaders.version()), "meeting")


@waited_for
def meetings() -> tuple[Meeting, ...] | None:
    """Return the meetings, the earliest first; None where the database has none that can be read."""
    return through("meetings", lambda: _again(lambda: _meetings(_key())))


@cached(6 * loaders.SCOPES)
def _book(meeting: str, key: str) -> MeetingBook | None:
    return _watch().read(lambda: read_book(_source(), loaders.version(), meeting), *TABLES)


@waited_for
def book(meeting: str) -> MeetingBook | None:
    """Return what a meeting looks at; None where there is no such meeting."""
    return through(("book", meeting), lambda: _again(lambda: _book(meeting, _key())))


def deck(known: MeetingBook) -> tuple[Deck, list[Mistake]]:
    """Return the deck of a meeting, a planner's own, a shipped or the usual one, and the mistakes in its file."""
    shown, mistakes = through(("deck", known.meeting.id), lambda: _deck(known))
    return shown, list(mistakes)


def _deck(known: MeetingBook) -> tuple[Deck, tuple[Mistake, ...]]:
    folders = deck_folders(_source().settings)
    shown, mistakes = deck_of(
        known, folders, loaders.reference().of_today().options, [one.id for one in meetings() or ()]
    )
    # A slide about something that a link does not cover would fall to another view: it is left out.
    if scope.current() == EVERYTHING:
        return shown, tuple(mistakes)
    # What a presenter reads aloud, and what is wrong with the file, is for the office.
    there = [replace(one, notes=None) for one in shown.slides if _is_covered(one, loaders.reference())]
    return replace(shown, slides=tuple(there)), ()


def _is_covered(slide: DeckSlide, reference: Reference) -> bool:
    indicator, area = slide.query.get("indicator"), normalise_pcode(slide.query.get("area", PROVINCE))
    sector, options = slide.query.get("sector"), reference.options
    is_known = (indicator is None or indicator in options.indicators) and (sector is None or sector in options.sectors)
    return is_known and (area == PROVINCE or covers(reference.scope, reference.tree, area))


def snapshot(known: MeetingBook, shown: Deck) -> Snapshot:
    """Return everything that a meeting looks at, read from the dashboard's own caches."""
    return loaders.kept(("snapshot", known.meeting.id, shown), lambda: take(desk(), known, shown))


def desk() -> Desk:
    """Return where a snapshot reads."""
    return Desk(
        loaders.reference().of_today(), loaders.version(), loaders.release, loaders.facilities, loaders.boundaries
    )


def handout(known: MeetingBook, shown: Deck) -> Handout:
    """Return the pages of a meeting in the language in use."""
    lang = cast("Literal['fa', 'en']", i18n.language())
    key = ("handout", known.meeting.id, shown, lang)
    return loaders.kept(key, lambda: written(snapshot(known, shown), lang))


def ahead() -> None:
    """Make the pages of the newest meeting in the language in use, so that nobody waits for them."""
    known = meetings()
    newest = book(known[-1].id) if known else None
    if newest is not None:
        handout(newest, deck(newest)[0])


@st.cache_resource(show_spinner=False)
def _packs() -> dict[str, str]:
    return {}


def pack_made(made: Snapshot) -> None:
    """Remember which snapshot the last pack of a meeting was made of, for all sessions of this server."""
    _packs()[_pack_key(made.book.meeting.id)] = made.id


def _pack_key(meeting: str) -> str:
    """What is told of packs is told to those who see the same data."""
    return f"{meeting} {scope.current()!r} {kept_figures.key()}"


def outdated(meeting: str) -> str:
    """Say that the data has changed since the last pack of a meeting was made, or nothing."""
    made, known = _packs().get(_pack_key(meeting)), book(meeting)
    if made is None or known is None or snapshot(known, deck(known)[0]).id == made:
        return ""
    return _("The data has changed since the meeting pack {snapshot} was made.").format(snapshot=made)
