"""The form for a share link: what, for whom, until when, and what of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import streamlit as st

from domain.admin import PROVINCE
from domain.grants import KINDS, MOST_DAYS, NAME_AT_MOST, PAGES
from domain.indicators import SECTORS
from domain.selection import Selection
from measures.reference import Reference
from ui import area_facts, controls, meeting_loaders, share_draft, state
from ui.share_draft import Draft
from wording import formats, i18n, meeting_words, page_words, share_words, words
from wording.i18n import _

DAYS = (1, 3, 7, 14, 30, 60, MOST_DAYS)
PASSPHRASE_AT_MOST = 200


def draw(draft: Draft, selection: Selection, reference: Reference) -> None:
    """Draw the choices."""
    with st.container(key="share_form"):
        columns = st.columns([1.3, 1.3, 1.7], vertical_alignment="bottom", gap="small")
        with columns[0]:
            _choice("kind", _("What is shared"), _kinds(draft), draft.kind, share_words.kind_of)
        with columns[1]:
            _what(draft)
        with columns[2]:
            _text("audience", _("For (an office, not a person)"), draft.audience)
        st.html(f'<p class="hg-note">{escape(_about(draft, selection))}</p>')
        columns = st.columns([1, 1, 1, 1.3], vertical_alignment="bottom", gap="small")
        with columns[0]:
            _choice("lang", _("Language"), ("fa", "en"), draft.lang, language)
        with columns[1]:
            _choice("days", _("Ends after"), tuple(map(str, DAYS)), str(draft.days), share_words.days, made=int)
        with columns[2]:
            kept = ("live",) if draft.kind == "page" else ("live", "frozen")
            chosen = "frozen" if draft.frozen else "live"
            _choice("frozen", _("Figures"), kept, chosen, share_words.kept, made=lambda one: one == "frozen")
        with columns[3]:
            _text("shared_by", _("Shared by"), draft.shared_by, share_draft.bureau(draft.lang))
        _covered(draft, reference)
        _rights(draft)


def _kinds(draft: Draft) -> tuple[str, ...]:
    """What was on screen can be shared where it is a page that can be narrowed."""
    return KINDS if draft.page in PAGES else ("deck", "pack")


def _what(draft: Draft) -> None:
    if draft.kind not in ("deck", "pack"):
        names = [draft.page] if draft.kind == "view" else list(PAGES)
        _choice("page", _("Page"), names, draft.page, page_words.name)
        return
    meetings = meeting_loaders.meetings() or ()
    named = {one.id: meeting_words.option(one) for one in reversed(meetings)}
    if named and draft.meeting not in named:
        share_draft.change(meeting=next(iter(named)))
    chosen = draft.meeting or next(iter(named), "")
    _choice("meeting", _("Meeting"), list(named), chosen, lambda one: named.get(one, one))


def _about(draft: Draft, selection: Selection) -> str:
    """Say what a view is, so that nobody shares another one than they mean."""
    if draft.kind == "view":
        return _("As it was on screen: {view}").format(view=" · ".join(_seen(draft, selection)))
    if draft.kind == "page" and draft.page == "":
        return _("The overview is of the whole province and all sectors.")
    return {
        "page": _("Whoever opens it may choose within the areas and sectors below."),
        "deck": _("The page of the meeting and its slides, without what was typed here."),
        "pack": _("Slides, printed pages, workbook, layers for a GIS and an offline map."),
    }[draft.kind]


def _seen(draft: Draft, selection: Selection) -> list[str]:
    """Say page, indicator, place, level, people and year of the view."""
    if draft.page == "area":
        place = area_facts.full_name(selection.areas[0]) if selection.areas else ""
    else:
        place = area_facts.full_name(selection.area) if selection.area != PROVINCE else _("whole province")
    names = [] if draft.page in ("", "area", "meetings") else [selection.entry.name.in_language(i18n.language())]
    level = [words.level(selection.level)] if draft.page in ("gap_map", "compare") else []
    told = [page_words.name(draft.page), *names, place, *level, words.groups(selection.groups)]
    return [*filter(None, told), formats.period(selection.period)]


def _covered(draft: Draft, reference: Reference) -> None:
    columns = st.columns([1.6, 1], vertical_alignment="bottom", gap="small")
    with columns[0]:
        if draft.page != "" or draft.kind in ("deck", "pack"):
            _several("areas", _("Areas (none: the whole province)"), area_facts.ordered(reference), area_facts.option)
    with columns[1]:
        if draft.page not in ("", "area") or draft.kind in ("deck", "pack"):
            _several("sectors", _("Sectors (none: all)"), SECTORS, words.sector)


def _rights(draft: Draft) -> None:
    columns = st.columns([1, 2], vertical_alignment="bottom", gap="small")
    with columns[0]:
        _switch("downloads", _("Files may be taken"), draft.downloads)
    with columns[1]:
        _switch("restricted", _("Show places open only to foreign nationals"), draft.restricted)


def passphrase(field: str) -> None:
    """Draw the field for a pass-phrase."""
    st.text_input(
        _("Pass-phrase (optional)"),
        key=field,
        type="password",
        max_chars=PASSPHRASE_AT_MOST,
        autocomplete="new-password",
        width=320,
    )


def _choice(
    field: str,
    label: str,
    ids: Sequence[str],
    value: str,
    text: Callable[[str], str],
    *,
    made: Callable[[str], Any] = str,
) -> None:
    controls.select(
        f"share_{field}",
        label,
        ids,
        value=value,
        text=text,
        apply=lambda to: share_draft.change(**{field: made(to)}),
    )


def _text(field: str, label: str, value: str, usual: str = "") -> None:
    key = f"share_{field}:{i18n.language()}"
    state.seed(key, value)
    st.text_input(
        label,
        key=key,
        placeholder=usual,
        max_chars=NAME_AT_MOST,
        on_change=lambda: share_draft.change(**{field: state.chosen(key) or ""}),
    )


def _several(field: str, label: str, ids: Sequence[str], text: Callable[[str], str]) -> None:
    key = f"share_{field}:{i18n.language()}"
    state.seed(key, list(share_draft.known(field)))
    st.multiselect(
        label,
        ids,
        key=key,
        format_func=text,
        placeholder=_("Choose"),
        on_change=lambda: share_draft.change(**{field: state.chosen_several(key)}),
    )


def _switch(field: str, label: str, value: bool) -> None:
    key = f"share_{field}:{i18n.language()}"
    state.seed(key, value)
    st.toggle(label, key=key, on_change=lambda: share_draft.change(**{field: st.session_state[key]}))


def language(one: str) -> str:
    """Name a language."""
    return {"fa": _("Persian"), "en": _("English")}[one]
