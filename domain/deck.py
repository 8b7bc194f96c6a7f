"""The deck of a meeting: which views stand on its slides, whether they suit a database, and the deck of none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol
from urllib.parse import parse_qsl, urlencode

from domain.indicators import CATALOGUE, PRIORITY_SECTORS, Text, of_sector
from domain.links import from_query
from domain.selection import Options

ANY_MEETING = "any"
SHOWN_AT_MOST = 60
# What is delivered or cancelled is no reason to look at its indicator; what is only proposed is.
CLOSED_STATES = ("delivered", "cancelled")

# What a view brings with it: the reasons of the notices that `domain.links.from_query` gives.
VIEW_REASONS = (
    *("unknown_key", "unknown_value", "left_out", "too_many", "same", "second_side"),
    *("not_with_level", "not_with_indicator", "no_text", "is_no_more"),
)
DATA_REASONS = ("unknown_meeting", "unknown_item", "unknown_commitment")


def shown(text: str) -> str:
    """Return the start of a text as a mistake may repeat it: without signs that nobody sees."""
    return "".join(one if one.isprintable() or one == "\u200c" else "\ufffd" for one in text[:SHOWN_AT_MOST])


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something in a deck that cannot be followed.

    Attributes
    ----------
    file : str
        Name of the file or folder, without its place.
    line : int
        From 1; 0 is the file as a whole.
    key : str
        What it is about, as in the file; behind a dot the language (`title.fa`) or the key of the view
        (`view.area`). Empty for the file itself.
    reason : str
        One of `VIEW_REASONS`, `DATA_REASONS`, or of the reasons in `briefing`; docs/decks.md names each.
    value : str
        What was found, or the bound that it passes.
    """

    file: str
    line: int
    key: str
    reason: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class DeckSlide:
    """One slide: a view, and what stands with it.

    Attributes
    ----------
    id : str
    item : int or None
        The agenda item whose title and commitments stand on the slide.
    view : str
        Query string of the view, without language.
    title, notes : Text or None
        None: the title of the agenda item; no notes.
    commitments : tuple of str, 'all', 'none' or None
        Ids; all of the meeting; none; or (None) those of the item's sector and the view's indicator.
    lines : mapping of str to int
        Where each key stands in the file; `commitments.c_001` is one of a list.
    """

    id: str
    item: int | None
    view: str
    title: Text | None = None
    notes: Text | None = None
    commitments: tuple[str, ...] | Literal["all", "none"] | None = None
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)

    @property
    def query(self) -> dict[str, str]:
        """The keys and values of the view, as `domain.links.from_query` takes them."""
        return dict(parse_qsl(self.view, keep_blank_values=True))


@dataclass(frozen=True, slots=True)
class Deck:
    """The slides of a meeting between its title and its closing slide, which are always there.

    Attributes
    ----------
    meeting : str
        Id of the meeting, or `ANY_MEETING`.
    title : Text or None
        None: the meeting's own.
    slides : tuple of DeckSlide
    file : str
        Name of the file, empty for a deck that no file says.
    lines : mapping of str to int
        Where each key stands in the file.
    """

    meeting: str
    title: Text | None
    slides: tuple[DeckSlide, ...]
    file: str = ""
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)


class ItemOnAgenda(Protocol):
    """What a deck needs to know of an agenda item."""

    @property
    def no(self) -> int:
        """Its number."""

    @property
    def sector(self) -> str:
        """Its sector."""


class Promise(Protocol):
    """What a deck needs to know of a commitment."""

    @property
    def meeting_id(self) -> str:
        """The meeting that it was made in."""

    @property
    def sector(self) -> str:
        """Its sector."""

    @property
    def indicator_id(self) -> str:
        """The indicator that it changes."""

    @property
    def status(self) -> str | None:
        """How it stands today, None before its first update."""


def checked(
    deck: Deck,
    options: Options,
    meeting_ids: Container[str],
    items: Container[int],
    commitment_ids: Container[str] | None,
) -> list[Mistake]:
    """Hold a deck against the data.

    Parameters
    ----------
    deck : Deck
    options : Options
        What the database offers a view.
    meeting_ids : container of str
    items : container of int
        Numbers on the agenda of the meeting that the deck is shown in.
    commitment_ids : container of str or None
        Of all meetings: one may look back at what an earlier one promised. None where they could not be read.

    Returns
    -------
    list of Mistake
        In the order of lines: `DATA_REASONS`, and whatever of a view could not be followed.
    """
    found: list[Mistake] = []

    def tell(lines: Mapping[str, int], key: str, reason: str, value: str, place: str = "") -> None:
        found.append(Mistake(deck.file, lines.get(place or key, 0), shown(key), reason, shown(value)))

    if deck.meeting != ANY_MEETING and deck.meeting not in meeting_ids:
        tell(deck.lines, "meeting", "unknown_meeting", deck.meeting)
    for slide in deck.slides:
        if slide.item is not None and slide.item not in items:
            tell(slide.lines, "item", "unknown_item", str(slide.item))
        for notice in from_query(slide.query, options)[1]:
            tell(slide.lines, f"view.{notice.key}", notice.reason, notice.value, "view")
        for one in slide.commitments if isinstance(slide.commitments, tuple) else ():
            if commitment_ids is not None and one not in commitment_ids:
                tell(slide.lines, "commitments", "unknown_commitment", one, f"commitments.{one}")
    return sorted(found, key=lambda mistake: mistake.line)


def default_deck(meeting_id: str, agenda: Sequence[ItemOnAgenda], commitments: Iterable[Promise]) -> Deck:
    """Return the deck of a meeting that no file speaks of.

    Parameters
    ----------
    meeting_id : str
    agenda : sequence of ItemOnAgenda
    commitments : iterable of Promise
        Those of other meetings are passed over.

    Returns
    -------
    Deck
        One slide per agenda item whose sector the catalogue knows, by counties. Items of one sector show one
        indicator after the other: first those that open commitments of the meeting name, the most frequent first,
        then the sector's others in catalogue order. Without such an item one slide for each of the three sectors.
    """
    known = [item for item in agenda if of_sector(item.sector)]
    if not known:
        slides = [_by_county(sector, None, of_sector(sector)[0].id) for sector in PRIORITY_SECTORS]
        return Deck(meeting_id, None, tuple(slides))
    named = Counter(
        one.indicator_id for one in commitments if one.meeting_id == meeting_id and one.status not in CLOSED_STATES
    )
    slides, used = [], Counter[str]()
    for item in known:
        # sorted() keeps the order of the catalogue among equals.
        wanted = sorted(of_sector(item.sector), key=lambda entry: -named[entry.id])
        slides.append(_by_county(f"item_{item.no}", item.no, wanted[used[item.sector] % len(wanted)].id))
        used[item.sector] += 1
    return Deck(meeting_id, None, tuple(slides))


def _by_county(slide_id: str, item: int | None, indicator: str) -> DeckSlide:
    view = urlencode({"sector": CATALOGUE[indicator].sector, "indicator": indicator, "level": "county"})
    return DeckSlide(slide_id, item, view)
