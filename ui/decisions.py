"""What a meeting decides, typed while it sits: it stays in this session and leaves as files for the data steward."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st

from briefing.minutes_book import workbook
from briefing.pack import safe
from briefing.tables import xlsx
from domain.meetings import AgendaItem
from domain.minutes import DECISION_AT_MOST, is_too_long, pending
from measures.meetings import MeetingBook
from measures.reference import Reference
from ui import (
    access,
    brief_text,
    commitment_form,
    downloads,
    errors,
    handover,
    loaders,
    meeting_loaders,
    minutes_kept,
    opened,
    state,
)
from ui.minutes_kept import Kept
from wording import formats, i18n, meeting_words
from wording.i18n import _, ngettext

OPENED = "decisions_opened"
ITEM_HEIGHT_PX = 90


@access.fragment(key="minutes")
def draw(meeting: str) -> None:
    """Draw decisions and the text for the minutes as one part, so that typing runs nothing else of the page."""
    with errors.told("minutes"):
        reference, book = loaders.reference(), meeting_loaders.book(meeting)
        if book is None:  # it went with a new version of the data; the page says so
            return
        kept = minutes_kept.of(meeting)
        with st.container(key="minutes"):
            _decisions(kept, book, reference)
            brief_text.draw(book, kept.minutes(book))


def _decisions(kept: Kept, book: MeetingBook, reference: Reference) -> None:
    waiting = pending(kept.minutes(book), kept.taken)
    # Beside it, not in its label, whose change would close it.
    st.html(f'<p class="hg-typed-count" role="status"><b>{escape(_waiting(waiting) if waiting else "")}</b></p>')
    part = opened.expander(OPENED, _("Decisions of this meeting"))
    if not part.open:
        return
    with part:
        st.html(
            f'<p class="hg-typed-note">{escape(_kept_where())} <b role="status">{escape(_waiting(waiting))}</b></p>'
        )
        for item in book.agenda:
            _item(kept, book, item)
        if not book.agenda:
            st.html(f'<p class="hg-empty">{escape(_("There is no agenda yet."))}</p>')
        commitment_form.draw(kept, book, reference)
        _files(kept, book, reference)


def _kept_where() -> str:
    return _(
        "What you type here stays in this session alone, also when you change page or language; nothing is written to"
        " the database. Reloading or closing the page loses it: download it before."
    )


def _waiting(count: int) -> str:
    if not count:
        return _("Nothing is waiting to be downloaded.")
    text = ngettext("{count} entry is not yet downloaded.", "{count} entries are not yet downloaded.", count)
    return text.format(count=formats.number(count))


def _item(kept: Kept, book: MeetingBook, item: AgendaItem) -> None:
    title = f"{formats.number(item.no)}. {meeting_words.title(item)}"
    st.html(f'<h3 class="hg-typed-item">{escape(title)}</h3>')
    first = i18n.language()
    for column, lang in zip(st.columns(2, gap="small"), (first, "en" if first == "fa" else "fa"), strict=True):
        with column:
            _decision(kept, book, item, lang)


def _decision(kept: Kept, book: MeetingBook, item: AgendaItem, lang: str) -> None:
    known = {"fa": item.decision_fa, "en": item.decision_en}[lang] or ""
    text = kept.decisions.get(item.no, {}).get(lang, known)
    key = f"decision_{lang}:{book.meeting.id}:{item.no}:{i18n.language()}"
    state.seed(key, text)

    def changed() -> None:
        kept.decisions.setdefault(item.no, {})[lang] = state.chosen(key) or ""

    label = {"fa": _("Decision, in Persian"), "en": _("Decision, in English")}[lang]
    st.text_area(label, key=key, on_change=changed, height=ITEM_HEIGHT_PX)
    if is_too_long(text):
        told = _("At most {count} characters; until it is shorter, this text is in no file.")
        commitment_form.fault(told.format(count=formats.number(DECISION_AT_MOST)))


def _files(kept: Kept, book: MeetingBook, reference: Reference) -> None:
    def taken() -> None:
        kept.taken = kept.minutes(book)

    name = f"hamgam_decisions_{safe(book.meeting.id)}_{i18n.language()}"
    book_file = handover.Handed(
        _("Decisions for the data steward (XLSX)"),
        f"{name}.xlsx",
        downloads.MIMES["xlsx"],
        _workbook(kept, book, reference),
        taken,
    )
    draft = brief_text.file(book, kept.minutes(book), _("Draft minute (TXT)"), "draft_minute")
    st.html(f'<p class="hg-typed-note">{escape(_waiting(pending(kept.minutes(book), kept.taken)))}</p>')
    handover.draw("decision_files", {"xlsx": book_file, "txt": draft})


def _workbook(kept: Kept, book: MeetingBook, reference: Reference) -> Callable[[], bytes]:
    marked = loaders.version().carries_mark
    return lambda: xlsx(workbook(book, reference, kept.minutes(book), marked=marked))
