"""The text for the minutes on the page: read, copied or taken as a file, with what was typed in this session."""

from __future__ import annotations

from html import escape
from typing import Literal, cast

import streamlit as st

from briefing.brief import brief
from briefing.pack import safe
from domain.minutes import Minutes
from measures.meetings import MeetingBook
from ui import handover, loaders, meeting_loaders, opened
from ui.handover import Handed
from wording import i18n
from wording.i18n import _

OPENED = "brief_opened"
# With a mark by which Windows knows the text as UTF-8.
ENCODING = "utf-8-sig"


def draw(book: MeetingBook, minutes: Minutes) -> None:
    """Draw the text, made when it is opened."""
    part = opened.expander(OPENED, _("Text for the minutes"))
    if not part.open:
        return
    with part:
        handover.draw("brief_files", {"txt": file(book, minutes, _("Text file (TXT)"), "minutes")}, copies=".hg-brief")
        st.html(f'<pre class="hg-brief" tabindex="0" dir="{i18n.direction()}">{escape(text(book, minutes))}</pre>')


def text(book: MeetingBook, minutes: Minutes) -> str:
    """Return the text in the language in use; one with typed entries is made anew and kept by nobody."""
    lang = cast("Literal['fa', 'en']", i18n.language())
    shown, _mistakes = meeting_loaders.deck(book)
    made = meeting_loaders.snapshot(book, shown)
    if minutes:
        return brief(made, lang, minutes.decisions, minutes.commitments)
    return loaders.kept(("brief", made.id, lang), lambda: brief(made, lang))


def file(book: MeetingBook, minutes: Minutes, label: str, name: str) -> Handed:
    """Return the text as a file."""
    return Handed(
        label,
        f"hamgam_{name}_{safe(book.meeting.id)}_{i18n.language()}.txt",
        "text/plain",
        lambda: text(book, minutes).encode(ENCODING),
    )
