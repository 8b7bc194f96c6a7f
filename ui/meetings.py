"""The page of meetings: agenda, commitments, what is late, what was delivered, and what remains of each gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from briefing import about_sheet, meeting_charts, meeting_sums
from briefing.snapshot import Snapshot
from domain.commitments import tally
from domain.deck import Mistake
from domain.meetings import Meeting
from domain.selection import Notice, Selection
from measures.meetings import MeetingBook
from measures.reference import Reference
from ui import (
    charts,
    controls,
    decisions,
    find_place,
    meeting_choices,
    meeting_loaders,
    meeting_map,
    meeting_pack,
    meeting_sheets,
    presentation,
    reading,
    state,
    visitors,
)
from wording import deck_words, meeting_words, notice_words, provenance
from wording.i18n import _

KEPT = "meeting"


def page() -> None:
    """Draw the page."""
    reading.show(_body, meeting=True, today=True)


def _body(selection: Selection, reference: Reference) -> Selection | None:
    meetings = meeting_loaders.meetings()
    if not meetings:
        st.html(reading.title(_("Meetings"), ""))
        text = _("The database has no meetings. The data steward adds them in the sheet “meeting” of the workbook.")
        if meetings is None:
            text = _("The meetings could not be read. Tell the data steward: the database lacks the table “meeting”.")
        st.info(text)
        return None
    strange = _strange(selection, meetings)
    book = _chosen(selection, meetings)
    if book is None:  # it went with a new version of the data between two looks
        st.info(_("This meeting is not in the database any more; reload the page."))
        return None
    selection = _known(replace(selection, meeting=book.meeting.id), book)
    state.remember(selection)
    if (grant := visitors.current().grant) is not None and grant.kind == "pack":
        _pack_alone(book)
        return selection
    if selection.present:
        presentation.draw(selection, strange)
        return state.remembered()
    shown, mistakes = meeting_loaders.deck(book)
    snapshot = meeting_loaders.snapshot(book, shown)
    _page(selection, reference, meetings, snapshot, mistakes)
    return selection


def _pack_alone(book: MeetingBook) -> None:
    """Draw what a link to the files of a meeting opens: what they are of, and the files."""
    shown, _mistakes = meeting_loaders.deck(book)
    st.html(reading.title(meeting_words.title(book.meeting), meeting_words.when_where(book.meeting)))
    snapshot = meeting_loaders.snapshot(book, shown)
    meeting_pack.draw(snapshot, alone=True)
    _foot(snapshot)


def _strange(selection: Selection, meetings: Sequence[Meeting]) -> str:
    """Say that there is no such meeting as the link's, on the page and, as text, for its slides."""
    if not selection.meeting or selection.meeting in [one.id for one in meetings]:
        return ""
    notice = Notice("meeting", selection.meeting, "unknown_value")
    _told([notice])
    return notice_words.notice(notice.key, notice.value, notice.reason)


def _chosen(selection: Selection, meetings: Sequence[Meeting]) -> MeetingBook | None:
    """Return the meeting of the link, else the one that was looked at last, else the newest."""
    known = [one.id for one in meetings]
    wanted = (selection.meeting, state.kept(KEPT, ""), known[-1])
    chosen = next(one for one in wanted if one in known)
    state.keep(KEPT, chosen)
    return meeting_loaders.book(chosen)


def _known(selection: Selection, book: MeetingBook) -> Selection:
    """Leave out partners that the database does not have, and say so."""
    known = set(book.partners["partner_id"])
    strange = [one for one in selection.partners if one not in known]
    if not strange:
        return selection
    _told([Notice("partners", ",".join(strange), "left_out")])
    return replace(selection, partners=tuple(one for one in selection.partners if one in known))


def _told(notices: Sequence[Notice]) -> None:
    for one in notices:
        st.warning(find_place.plain(notice_words.notice(one.key, one.value, one.reason)), icon="⚠️")


def _page(
    selection: Selection,
    reference: Reference,
    meetings: Sequence[Meeting],
    snapshot: Snapshot,
    mistakes: Sequence[Mistake],
) -> None:
    book = snapshot.book
    if mistakes and visitors.current().is_staff:
        # Open: who plans a meeting looks for the line, and a closed one was taken for all there is to know.
        label = find_place.plain(deck_words.summary(mistakes, snapshot.deck.file))
        with st.expander(label, icon="⚠️", expanded=True):
            st.markdown("\n".join(f"- {find_place.plain(deck_words.mistake(one))}" for one in mistakes))
    grant = visitors.current().grant
    if grant is not None and grant.scope.meeting:  # of those before it only the day of its changes is read
        meetings = [book.meeting]
    controls.folded(lambda: meeting_choices.draw(selection, reference, meetings, book))
    rows = meeting_choices.narrowed(book, selection, reference)
    is_narrowed = meeting_choices.narrows(selection)
    counted = tally(book.commitments, reference.as_of)
    sentence = meeting_words.made_and_late(counted)
    if is_narrowed:
        sentence = meeting_words.made_and_late(tally(rows, reference.as_of), counted)
    mark = f' <b class="hg-mark">{escape(text)}</b>' if (text := provenance.mark(snapshot.version.carries_mark)) else ""
    outdated = meeting_loaders.outdated(book.meeting.id)
    if outdated:
        st.info(outdated)
    head = f'<p class="hg-kicker">{escape(meeting_words.title(book.meeting))}{mark}</p>' + reading.title(
        sentence, meeting_words.when_where(book.meeting)
    )
    with st.container(key="titled", horizontal=True, gap="small"):
        st.html(head)
        if visitors.current().may_download:
            meeting_pack.draw(snapshot)
    # That commitments are absent every page tells by itself.
    reading.lacking([one for one in book.absent if one in ("agenda_item", "partner")])
    left, right = st.columns([1, 1], gap="large")
    with left:
        _section(_("Agenda"), meeting_sheets.agenda(book, snapshot, selection))
    with right:
        meeting_map.draw(selection, reference, book, rows)
    # Between the agenda and the lists: what is decided is typed while the agenda is in sight.
    if visitors.current().is_staff:
        decisions.draw(book.meeting.id)
    st.html(meeting_sheets.sheet(meeting_sheets.commitments(rows, reference), "hg-meeting-list"))
    about = meeting_charts.of_meeting(book.meeting.id, reference.as_of, provenance.mark(snapshot.version.carries_mark))
    left, right = st.columns([1, 1], gap="large")
    with left:
        charts.draw(meeting_charts.by_month(rows, about), "due")
    with right:
        if meeting_sums.has_gaps(snapshot):
            st.html(meeting_sheets.sheet(meeting_sheets.gaps(snapshot, is_narrowed=is_narrowed)))
        _changes(book, is_narrowed=is_narrowed)
    _partners(snapshot, rows)
    _foot(snapshot)


def _foot(snapshot: Snapshot) -> None:
    """Say where the figures on the page are from, and what every page carries."""
    reference = snapshot.reference
    ids = {one for frame in snapshot.gaps for one in provenance.ids_of(frame)}
    lines = [provenance.sources_line(ids, reference, reference.as_of)] if ids else []
    told = "".join(f"<p>{escape(line)}</p>" for line in (*lines, about_sheet.small_print()))
    st.html(f'<div class="hg-foot">{told}</div>')


def _section(name: str, html: str) -> None:
    st.html(f'<section class="hg-meeting"><h2>{escape(name)}</h2>{html}</section>')


def _changes(book: MeetingBook, *, is_narrowed: bool) -> None:
    if book.since is None:
        _section(_("Changes since the last meeting"), f"<p>{escape(meeting_words.no_earlier())}</p>")
        return
    st.html(meeting_sheets.sheet(meeting_sheets.changes(book, is_narrowed=is_narrowed)))


def _partners(snapshot: Snapshot, rows: pd.DataFrame) -> None:
    whole, matrix = meeting_sheets.by_partner(snapshot, rows)
    left, right = st.columns([1.4, 1], gap="small")
    with left:
        st.html(meeting_sheets.sheet(whole))
    with right:
        st.html(meeting_sheets.sheet(matrix))
