"""What every reading page does first: find the view of its link, say what could not be followed, tell trouble."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from domain.selection import Notice, Selection
from measures.reference import Reference
from ui import divisions, errors, find_place, loaders, state, visitors, waiting
from wording import division_words, formats, notice_words, table_names
from wording.i18n import _

# Returns the view that its address is to say, where that is another one than it was given.
Body = Callable[[Selection, Reference], Selection | None]


def show(body: Body, sector: str | None = None, *, meeting: bool = False, today: bool = False) -> None:
    """Draw a page for the view in its link or session.

    `sector` keeps the page's indicator inside that sector; only the page of meetings keeps what its link says of them.
    A page of `today` shows the areas of the as-of date in every year.
    """
    waiting.settle()
    if today:
        divisions.of_today()
    with errors.told("page"):
        reference = loaders.reference()
        view = state.current_view(reference.options)
        view = view if meeting else state.without_meeting(view)
        reference = reference if today else on_areas_of(view.selection, reference)
        view = state.without_list(view) if sector is None else state.in_sector(view, reference.options, sector)
        with st.container(key="notices"):  # always there, so that nothing below it is made anew when it is empty
            notices(view)
            if not today:
                of_then(view.selection, reference, view.selection.areas, several=True)
            spot = st.container(key="absent")
        shown: Selection | None = None
        with errors.told("body"):
            shown = body(view.selection, reference)
            with spot:
                absent(view.selection.period, named=sector is not None)
        state.publish(shown or view.selection)
    waiting.settle()


def on_areas_of(selection: Selection, reference: Reference) -> Reference:
    """Show the areas of a view's year from here on, and return what is known of them."""
    divisions.of(selection, reference.options)
    return loaders.reference()


def of_then(selection: Selection, reference: Reference, shown: Sequence[str] = (), *, several: bool = False) -> None:
    """Say on which areas the figures stand, where the year had others than today; `several`: figures of other years."""
    text = division_words.then(selection, reference, shown, several=several)
    if text:
        st.html(f'<p class="hg-note">{escape(text)}</p>')


def notices(view: state.View) -> None:
    """Say what the link asked for in vain."""
    if view.notices:
        lines = [_notice(notice) for notice in view.notices]
        st.warning("  \n".join(find_place.plain(line) for line in lines), icon="⚠️")


def _notice(notice: Notice) -> str:
    """Word a notice; what a share link does not cover may well exist."""
    if notice.reason == "unknown_value" and visitors.current().link is not None:
        return _("“{value}” is no part of this link.").format(value=formats.quoted(notice.value))
    return notice_words.notice(notice.key, notice.value, notice.reason)


def absent(period: int, *, named: bool = False) -> None:
    """Say what the database lacks that the page does without; asked when the page has read its year."""
    lacking(loaders.absent(period, named=named))


def lacking(tables: Sequence[str]) -> None:
    """Name the tables that the database lacks, if any."""
    if tables:
        text = _("The database lacks something: {what}. Where a figure needs it there is none. Tell the data steward.")
        st.warning(text.format(what=formats.listing([table_names.name(one) for one in tables])), icon="⚠️")


def title(sentence: str, subtitle: str, more: str = "") -> str:
    """Return the head of a page as HTML: what it found, and what of; `more` is HTML behind that."""
    return f'<div class="hg-title"><h1>{escape(sentence)}</h1><p>{escape(subtitle)}{more}</p></div>'
