"""What a meeting sees, page by page, as finished texts: the slides on the wall, the PPTX and the PDF say the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from briefing.chart import Chart
from briefing.map_picture import MapPicture
from briefing.report import Table

PageKind = Literal["title", "item", "more", "changes", "gap", "partners", "closing"]


@dataclass(frozen=True)
class KeyFigure:
    """A number that is read from the back of the room: what it is, itself with its unit, what is to be known of it."""

    name: str
    value: str
    detail: str = ""


@dataclass(frozen=True)
class Page:
    """One page of a meeting.

    Attributes
    ----------
    id : str
        ASCII, one of its kind in the handout; of a slide of the deck the id that the deck gives it.
    kind : str
        `title`; `item`, an agenda item; `more`, rows that the page before has no room for; `changes` since the previous
        meeting; `gap`, what remains of each; `partners`, who does what; `closing`.
    kicker : str
        What the page is, in few words: 'Agenda item 2 of 5 · Health'.
    title : str
        A line that says the point of the page.
    finding, subtitle : str
        The sentence made from the figures; measure, groups, year, standard. Empty where there is no view.
    figures : tuple of KeyFigure
        At most three.
    picture : MapPicture or None
        The map of the view.
    chart : Chart or None
    table : Table or None
        Few enough rows for one page.
    lines : tuple of str
        Decisions, changes: one a line.
    notes : str
        For the presenter.
    source : str
        Who published the figures of the page, and of which years they are; the rule on figures by group.
    mark : str
        'Demonstration data' where a figure of the page is such.
    view : str
        Query string of the view, empty where there is none.
    """

    id: str
    kind: PageKind
    kicker: str
    title: str
    finding: str = ""
    subtitle: str = ""
    figures: tuple[KeyFigure, ...] = ()
    picture: MapPicture | None = None
    chart: Chart | None = None
    table: Table | None = None
    lines: tuple[str, ...] = ()
    notes: str = ""
    source: str = ""
    mark: str = ""
    view: str = ""


@dataclass(frozen=True)
class Handout:
    """All pages of a meeting in one language.

    Attributes
    ----------
    lang, direction : str
        `fa` or `en`; `rtl` or `ltr`.
    title : str
        Of the meeting.
    when_where : str
        Its day and place.
    as_of : str
        'As of 15 February 2026 (1404)'.
    pages : tuple of Page
    page_of : str
        How a page is numbered, with `{page}` and `{pages}`, both in the digits of the language.
    digits : str
        The ten digits of the language, from 0.
    foot : str
        What stands on each page: sensitivity class and disclaimer, short enough for one or two lines.
    small_print : tuple of str
        What stands once, at the end: terms, contact, method, disclosure rule, snapshot and data version.
    mark : str
        'Demonstration data' where any figure is such.
    made_on : datetime.date
        The as-of date: what files say of when they were made, so that the same figures are the same bytes.
    """

    lang: Literal["fa", "en"]
    direction: Literal["rtl", "ltr"]
    title: str
    when_where: str
    as_of: str
    pages: tuple[Page, ...]
    page_of: str
    digits: str
    foot: str
    small_print: tuple[str, ...] = field(default=())
    mark: str = ""
    made_on: date = field(kw_only=True)

    def number(self, place: int, more: int = 0) -> str:
        """Return the number of a page, counted from 0, as it stands on it; a file may have `more` pages behind."""
        digits = str.maketrans("0123456789", self.digits)
        page, pages = (str(one).translate(digits) for one in (place + 1, len(self.pages) + more))
        return self.page_of.format(page=page, pages=pages)
