"""All that one meeting looks at, read once and frozen: each of its slides and files is made from this alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

from data_access.statement import read_statement
from domain.admin import PROVINCE
from domain.commitments import MADE_STATES
from domain.deck import Deck, DeckSlide
from domain.frames import FacilityFrame, ReleaseFrame, plain_rows
from domain.indicators import CATALOGUE
from domain.links import from_query
from domain.selection import Selection
from geo.display import DisplayLayer
from measures.meetings import MeetingBook
from measures.reference import Reference
from measures.source import Version

# Of a pack's content; another one where what an id stands for is written in another way.
FORM = 2
ID_DIGITS = 16


@dataclass(frozen=True)
class Desk:
    """Where a snapshot reads: the dashboard's caches, or a database that was opened for one pack.

    Attributes
    ----------
    reference : Reference
    version : Version
    release : callable
        A Selection to its released frame.
    facilities : callable
        A year to its released facilities.
    layer : callable
        Returns the display geometry.
    """

    reference: Reference
    version: Version
    release: Callable[[Selection], ReleaseFrame]
    facilities: Callable[[int], FacilityFrame]
    layer: Callable[[], DisplayLayer]


@dataclass(frozen=True)
class View:
    """The view of a slide: its figures, and the facilities of its year where it shows some."""

    slide: DeckSlide
    frame: ReleaseFrame
    facilities: FacilityFrame | None = None


@dataclass(frozen=True)
class Snapshot:
    """What a meeting looks at.

    Attributes
    ----------
    id : str
        Hexadecimal; the same content has the same id, whenever and wherever it is read.
    book : MeetingBook
    deck : Deck
    views : tuple of View
        In the order of the deck.
    gaps : tuple of ReleaseFrame
        The indicators that commitments are about, in the order of the catalogue: the districts of the province, with
        what is promised and what remains.
    reference : Reference
    version : Version
    layer : DisplayLayer
    """

    id: str
    book: MeetingBook
    deck: Deck
    views: tuple[View, ...]
    gaps: tuple[ReleaseFrame, ...]
    reference: Reference
    version: Version
    layer: DisplayLayer

    @property
    def frames(self) -> tuple[ReleaseFrame, ...]:
        """All released frames: the views', then those of the gaps."""
        return (*(one.frame for one in self.views), *self.gaps)


def take(desk: Desk, book: MeetingBook, deck: Deck) -> Snapshot:
    """Read what a meeting looks at.

    Parameters
    ----------
    desk : Desk
    book : MeetingBook
        Of the desk's data version.
    deck : Deck

    Returns
    -------
    Snapshot
        In no language: texts are made from it.

    Raises
    ------
    DatabaseError
        'changed' when the database holds another data version by now.
    """
    views = tuple(_view(desk, slide) for slide in deck.slides)
    gaps = tuple(desk.release(one) for one in _of_commitments(desk, book))
    made = Snapshot("", book, deck, views, gaps, desk.reference, desk.version, desk.layer())
    text = json.dumps(_content(made), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return replace(made, id=hashlib.sha256(text.encode()).hexdigest()[:ID_DIGITS])


def _view(desk: Desk, slide: DeckSlide) -> View:
    selection, _notices = from_query(slide.query, desk.reference.options)  # of these the deck's own check tells
    shown = desk.facilities(selection.period) if selection.kinds else None
    return View(slide, desk.release(selection), shown)


def _of_commitments(desk: Desk, book: MeetingBook) -> list[Selection]:
    """Return the views of the indicators with a shortage that commitments are about."""
    named = book.commitments.loc[book.commitments["status"].isin(MADE_STATES), "indicator_id"]
    known = [entry for entry in CATALOGUE.values() if entry.family == "need" and entry.id in set(named)]
    query = {"level": "district", "area": PROVINCE}
    return [from_query({**query, "indicator": entry.id}, desk.reference.options)[0] for entry in known]


def _content(made: Snapshot) -> dict[str, Any]:
    """Return everything that a text or a picture of a pack can depend on, as plain values."""
    reference, book, deck = made.reference, made.book, made.deck
    tables = (reference.areas, reference.standards, reference.benchmarks, reference.sources)
    slides = [(one.id, one.item, one.view, one.title, one.notes, one.commitments) for one in deck.slides]
    return {
        "form": FORM,
        "data_version": made.version.name,
        "released_on": made.version.released_on,
        "marked": made.version.carries_mark,
        "as_of": reference.as_of,
        "rounding_base": reference.rounding_base,
        "meeting": asdict(book.meeting),
        "previous": None if book.previous is None else asdict(book.previous),
        "agenda": [asdict(one) for one in book.agenda],
        "commitments": plain_rows(book.commitments),
        "changes": plain_rows(book.changes),
        "partners": plain_rows(book.partners),
        "absent": [book.absent, book.truncated, reference.absent, reference.truncated],
        "deck": [deck.meeting, deck.title, slides],
        "frames": [{**one.to_json(), "context": plain_rows(one.context)} for one in made.frames],
        "facilities": [None if one.facilities is None else plain_rows(one.facilities.data) for one in made.views],
        "reference": [plain_rows(table) for table in tables],
        "boundaries": made.layer.name,
        "statement": {key: asdict(text) for key, text in read_statement().items()},
    }
