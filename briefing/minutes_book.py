"""The decisions of a meeting as a workbook for the data steward: sheets of the data contract, and notes."""

from __future__ import annotations

from briefing.tables import Book, Column, Section, Sheet
from domain import minute_sheets
from domain.minutes import Minutes
from measures.meetings import MeetingBook
from measures.reference import Reference
from wording import formats, i18n, meeting_words, provenance
from wording.i18n import _

NAME_AT_MOST = 31


def workbook(book: MeetingBook, reference: Reference, minutes: Minutes, *, marked: bool) -> Book:
    """Return the workbook, its notes in the language in use.

    Parameters
    ----------
    book : MeetingBook
    reference : Reference
    minutes : Minutes
    marked : bool
        Whether the database holds demonstration data.

    Returns
    -------
    Book
        Sheets `agenda_item`, `commitment` and `commitment_update`, named and headed as in the data contract, so that no
        mark stands in their names.
    """
    rows = minute_sheets.rows(book.meeting, book.agenda, minutes)
    sheets = tuple(
        Sheet(name, tuple(Column(one, one, tuple(row[one] for row in rows[name])) for one in columns), verbatim=True)
        for name, columns in minute_sheets.SHEETS.items()
    )
    return Book(
        sheets=sheets,
        about=_("Notes")[:NAME_AT_MOST],
        title=_("Decisions for the data steward"),
        mark=provenance.mark(marked),
        sections=(_what(book, reference, minutes), _how(minutes)),
        made_on=reference.as_of,
        is_rtl=i18n.direction() == "rtl",
    )


def _what(book: MeetingBook, reference: Reference, minutes: Minutes) -> Section:
    count = formats.number
    rows = (
        (_("Meeting"), meeting_words.title(book.meeting)),
        (_("Day and place"), meeting_words.when_where(book.meeting)),
        (_("As-of date"), formats.day(reference.as_of)),
        (_("Decisions typed"), count(len(minutes.decisions))),
        (_("New commitments"), count(len(minutes.commitments))),
    )
    return Section(_("What this is"), rows)


def _how(minutes: Minutes) -> Section:
    lines = [
        _("Typed in a session of the dashboard during the meeting; nothing of it is in the office's database."),
        _("The sheets have the names, columns and order of the data contract, so that they can be loaded as they are."),
        _("agenda_item holds every item of this meeting: a row replaces the one with the same meeting and number."),
        _(
            "The ids of commitments are proposals. Where two people typed at one meeting, give those of one of them"
            " other numbers, in commitment and in commitment_update alike."
        ),
        _("commitment_update says of each new commitment that it was agreed on the day of the meeting."),
    ]
    if lacking := minute_sheets.untranslated(minutes):
        text = _("Before loading, write the text in the other language for: {ids}.")
        lines.append(text.format(ids=formats.listing([formats.quoted(one) for one in lacking])))
    return Section(_("What to do with it"), tuple(("", line) for line in lines))
