"""Presentation mode: the pages of a meeting full screen, turned by keys; the map can be left the track with."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import streamlit as st

from briefing import meeting_items, meeting_tables, typed_pages
from briefing.drawn import Drawn, told
from briefing.handout import Handout, Page
from domain.frames import ReleaseFrame
from domain.indicators import PRIORITY_SECTORS
from domain.links import from_query
from domain.meetings import filtered as narrowed
from domain.selection import Selection
from measures.meetings import MeetingBook
from measures.reference import Reference
from ui import (
    access,
    errors,
    facilities,
    kept_figures,
    loaders,
    map_panel,
    meeting_loaders,
    minutes_kept,
    progress,
    routes,
    share_banner,
    slide_html,
    state,
    visitors,
    waiting,
)
from ui.finished import finish
from wording import i18n, notice_words, words
from wording.i18n import _

ASSETS = Path(__file__).parent / "assets"
KEY = "presentation"


def draw(selection: Selection, notices: str) -> None:
    """Show the slides of the view's meeting in place of the page; `notices` stand at the foot of the first one."""
    st.html(f"<style>{_read('present_on.css')}</style>")
    _slides(selection, state.new_run(), notices)


@lru_cache
def _read(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")


@access.fragment(key="slides")
def _slides(given: Selection, run: int, notices: str) -> None:
    """One fragment, so that a key turns one slide and makes nothing else anew.

    In the run of the whole page the view is `given`: it was read a moment ago, and the address may be an older one
    still, which says nothing of the click that began the slides.
    """
    with progress.shown("meetings", "slides"):
        waiting.settle()
        with errors.told("slides"):
            reference = loaders.reference()
            meeting, book = given.meeting, meeting_loaders.book(given.meeting)
            first = state.is_first(run)
            selection = given if first else state.current_view(reference.options).selection
            # An id that no link can hold is lost on the way through the address: the meeting is this one all the same.
            if not selection.present or book is None or selection.meeting not in ("", meeting):
                st.rerun()
            else:
                _shown(replace(selection, meeting=meeting), reference, book, notices if first else "")
        waiting.settle()


def _shown(selection: Selection, reference: Reference, book: MeetingBook, notices: str) -> None:
    shown, _mistakes = meeting_loaders.deck(book)
    # After the cache: what was typed is this session's own.
    handout = meeting_loaders.handout(book, shown)
    if visitors.current().is_staff:
        handout = typed_pages.with_typed(handout, shown, book, reference, minutes_kept.minutes(book))
    place = next((number for number, one in enumerate(handout.pages) if one.id == selection.slide), 0)
    page = handout.pages[place]
    own, warnings = _of_page(page, selection, reference), _warnings(selection, page)
    warnings = " ".join(filter(None, (notices, warnings)))
    # The first one, one that a link names in vain, or one whose link says no more than its name.
    if page.id != selection.slide or not state.says_view():
        selection = own
        state.remember(selection)
    with st.container(key="present"):
        left = bool(page.view) and selection.figures() != own.figures()
        _slide(handout, place, selection, warnings, book if left else None)
        _keys(handout, page, left, reference)
    state.publish(selection)


def _drill(reference: Reference, code: str) -> None:
    """Show another area on the slide; a frozen link holds the slides as they were."""
    if not kept_figures.key():
        state.select_area(reference.options, code)


def _warnings(selection: Selection, page: Page) -> str:
    """Say what a presenter must know: a slide that there is not, data that changed, a database that is away."""
    found = []
    if selection.slide and selection.slide != page.id:
        found.append(notice_words.notice("slide", selection.slide, "unknown_value"))
    found.append(meeting_loaders.outdated(selection.meeting))
    trouble = loaders.trouble()
    if trouble is not None and trouble.last_answer is not None:
        found.append(errors.last_figures(trouble.last_answer))
    return " ".join(filter(None, found))


def _of_page(page: Page, selection: Selection, reference: Reference) -> Selection:
    """Return the view of a page; one without a map leaves the map as it is."""
    query = dict(parse_qsl(page.view)) if page.view else selection.to_query()
    query |= {"lang": selection.lang, "meeting": selection.meeting, "slide": page.id, "present": "1"}
    return from_query(query, reference.options)[0]


def _slide(handout: Handout, place: int, selection: Selection, warnings: str, away: MeetingBook | None) -> None:
    page, reference = handout.pages[place], loaders.reference()
    # A slide before the first map has one ready out of sight.
    first = next((one for one in handout.pages if one.view), None)
    behind = page if page.view else first
    viewed = selection if page.view or behind is None else _of_page(behind, selection, reference)
    shown = loaders.finished(replace(viewed.without_meeting(), view="map", place="", areas=()), finish)
    drawn = Drawn.of(shown.frame, reference)
    if away:  # the map has left the slide
        page = _elsewhere(page, away, shown.frame, reference, told(drawn, reference))
    st.html(
        slide_html.head(page, _("The map has left the slide. Backspace, Esc or the button lead back.") if away else "")
    )
    with st.container(key="present_row", horizontal=True):
        with st.container(key="present_left"):
            with st.container(key="present_map"), errors.told("map"):
                if behind is not None:
                    fit = {"fit": f"{shown.map_view['fit']}/{behind.id}", "present": True}
                    packed = map_panel.with_packages(shown.map_view | fit, facilities=shown.facilities)
                    state.map_of("slides")
                    map_panel.draw(packed, routes.assets(), lambda code: _drill(reference, code))
            st.html(f'<div class="hg-slide-legend">{drawn.legend()}{facilities.legend(shown.frame.selection)}</div>')
        st.html(slide_html.side(page))
    st.html(slide_html.below(page) if page.view else slide_html.flat(page))
    link = visitors.current().link
    st.html(slide_html.foot(handout, place, page, warnings, share_banner.told(link) if link else ""))


def _elsewhere(page: Page, book: MeetingBook, frame: ReleaseFrame, reference: Reference, said: tuple[str, str]) -> Page:
    """Return the slide for the view that the map went to: nothing on it is still of the slide's own view."""
    # People and the priority index belong to all sectors; nobody promises anything "of" them.
    sector, area = frame.selection.sector, frame.selection.area
    sectors = (sector,) if sector in PRIORITY_SECTORS else ()
    rows = meeting_tables.pressing_first(narrowed(book.commitments, reference.tree, sectors=sectors, area=area))
    head = _("Commitments here, {sector}").format(sector=words.sector(sector if sectors else "overall"))
    table = meeting_tables.split(head, rows, first=meeting_tables.BESIDE_A_MAP)[0]
    finding, subtitle = said
    return replace(
        page, title=finding, finding="", subtitle=subtitle, figures=meeting_items.figures(frame), table=table, lines=()
    )


def _keys(handout: Handout, page: Page, left: bool, reference: Reference) -> None:
    mount = st.components.v2.component(
        "hamgam_present", html=_read("present.html"), css=_read("present_bar.css"), js=_read("present.js")
    )
    data = {
        "at": page.id,
        "ids": [one.id for one in handout.pages],
        "left": left,
        "dir": i18n.direction(),
        "texts": {
            "previous": _("Slide before (arrow keys, Page Up)"),
            "next": _("Next slide (arrow keys, space, Page Down)"),
            "notes": _("Notes (N)"),
            "full": _("Full screen (F)"),
            "exit": _("End the presentation (Esc)"),
            "back": _("Back to the slide"),
        },
    }
    mount(data=data, key=KEY, on_go_change=lambda: _turned(handout, reference))


def _turned(handout: Handout, reference: Reference) -> None:
    asked: Any = (st.session_state.get(KEY) or {}).get("go") or {}
    wanted = asked.get("to") if isinstance(asked, dict) else None
    page = next((one for one in handout.pages if one.id == wanted), None)
    if page is not None:
        state.show(_of_page(page, state.remembered(), reference))
    elif isinstance(asked, dict) and asked.get("exit"):
        state.change(reference.options, present=None, slide=None)
