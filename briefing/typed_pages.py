"""A meeting's pages with what was typed in one session: made after every cache, so that no other session sees it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from textwrap import shorten

from briefing import meeting_tables
from briefing.handout import Handout, Page
from briefing.report import Row
from domain.deck import Deck
from domain.meetings import AgendaItem
from domain.minutes import Minutes
from measures.meetings import MeetingBook
from measures.reference import Reference
from wording import commitment_words, formats, minutes_words
from wording.i18n import _, ngettext

# A decision in full stands in the files; these fit a slide beside the list of what is late.
SIGNS_AT_MOST, LINES_AT_MOST = 140, 2
# Beside a map a decision has two lines.
BESIDE_AT_MOST = 60
# On a closing page without that list.
ALONE_AT_MOST = 8


def with_typed(handout: Handout, deck: Deck, book: MeetingBook, reference: Reference, minutes: Minutes) -> Handout:
    """Return the handout with the session's own decisions and commitments, in the language in use.

    Parameters
    ----------
    handout : Handout
        Shared by all sessions; it is not changed.
    deck : Deck
        Of which the handout was made.
    book : MeetingBook
    reference : Reference
    minutes : Minutes

    Returns
    -------
    Handout
        The same one where nothing was typed.
    """
    if not minutes:
        return handout
    agenda = {one.no: one for one in book.agenda}
    items = {one.id: agenda[one.item] for one in deck.slides if one.item in agenda}
    pages: list[Page] = []
    for page in handout.pages:
        if page.kind == "closing":
            pages.extend(_closing(page, book, reference, minutes))
        else:
            pages.append(_item(page, items[page.id], minutes) if page.id in items else page)
    return replace(handout, pages=tuple(pages))


def _item(page: Page, item: AgendaItem, minutes: Minutes) -> Page:
    text, is_new = minutes_words.decision(item, minutes.of_item(item.no))
    if not is_new:
        return page
    return replace(
        page, lines=(_("Decision: {decision}").format(decision=_marked(text, BESIDE_AT_MOST)),) if text else ()
    )


def _closing(page: Page, book: MeetingBook, reference: Reference, minutes: Minutes) -> Iterator[Page]:
    """Return decisions and new commitments over what is late; where they are many, on pages of their own."""
    lines, new = _decisions(book, minutes), minutes.commitments
    told = [_marked(minutes_words.commitment(one, book, reference)) for one in new]
    listed = len(lines) + len(told) > ALONE_AT_MOST
    if listed and new:
        text = ngettext("{count} new commitment", "{count} new commitments", len(new))
        told = [_marked(text.format(count=formats.number(len(new))))]
    lines += told
    crowded = len(lines) > LINES_AT_MOST and page.table is not None
    yield replace(page, lines=tuple(lines), table=None if crowded else page.table)
    if listed and new:
        yield from _commitments(page, book, reference, minutes)
    if crowded:
        yield replace(page, id=f"{page.id}-late", kind="more", lines=())


def _decisions(book: MeetingBook, minutes: Minutes) -> list[str]:
    found = []
    for item in book.agenda:
        typed = minutes.of_item(item.no)
        text, is_new = minutes_words.decision(item, typed)
        if text:
            shown = _marked(text) if is_new else text
            found.append(_("Item {no}: {decision}").format(no=formats.number(item.no), decision=shown))
    return found or [_("No decision is recorded yet.")]


def _marked(text: str, at_most: int = SIGNS_AT_MOST) -> str:
    short = shorten(text, at_most, placeholder="…")
    return _("{text} ({mark})").format(text=short, mark=minutes_words.not_stored())


def _commitments(page: Page, book: MeetingBook, reference: Reference, minutes: Minutes) -> Iterator[Page]:
    heads = (_("Commitment"), _("Partner"), _("Area"), _("Promised"), _("Due"))
    rows = []
    for one in minutes.commitments:
        own = minutes_words.row(one, book)
        what = shorten(commitment_words.what(own), SIGNS_AT_MOST, placeholder="…")
        where = minutes_words.area(reference, one.pcode)
        promised, due = commitment_words.promised(own), commitment_words.due(own)
        rows.append(Row((what, commitment_words.partner(own), where, promised, due)))
    name, empty = _("New commitments"), _("No commitment.")
    title = _("New commitments, {mark}").format(mark=minutes_words.not_stored())
    tables = meeting_tables.pieces(name, heads, rows, empty, first=meeting_tables.ALONE)
    first = replace(page, id=f"{page.id}-new", kind="more", title=title, lines=(), table=tables[0])
    yield first
    yield from meeting_tables.following(first, tables[1:])
