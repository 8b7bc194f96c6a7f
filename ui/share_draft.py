"""What staff choose for a new share link, kept in the session, and the grant that it makes."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import streamlit as st

from data_access.statement import read_statement
from data_access.trouble import SettingError
from domain.admin import PROVINCE
from domain.grant_checks import check, suits
from domain.grants import NAME_AT_MOST, SECTOR_PAGES, USUAL_DAYS, Grant, Kind, Scope, indicators_of
from domain.selection import AREAS_AT_MOST, Selection
from ui import area_facts, loaders, screen

_DRAFT = "hg_share_draft"
# Pages on which a view is of its own indicators alone.
OF_INDICATORS = ("gap_map", "compare")


@dataclass(frozen=True)
class Draft:
    """The choices; `areas` and `sectors` are empty for all, `page` is the one that was on screen."""

    kind: Kind = "view"
    page: str = "gap_map"
    meeting: str = ""
    audience: str = ""
    shared_by: str = ""
    lang: str = "en"
    days: int = USUAL_DAYS
    areas: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    downloads: bool = True
    restricted: bool = False
    frozen: bool = False


def of(page: str, selection: Selection) -> Draft:
    """Return the session's draft; a new one for the page and view that were on screen last."""
    known = st.session_state.get(_DRAFT)
    mark = (page, selection.link())
    if known is None or known[0] != mark:
        areas = selection.areas[:1] if page == "area" else ()
        of_part = page in (*OF_INDICATORS, *SECTOR_PAGES) and selection.entry.family != "index"
        if of_part and selection.area != PROVINCE:
            areas = (selection.area,)
        sectors = (selection.sector,) if _is_of_sector(page, selection) else ()
        kept = known[1] if known else Draft()
        draft = replace(kept, kind="view", page=page, areas=areas, sectors=sectors, meeting=selection.meeting)
        st.session_state[_DRAFT] = known = (mark, draft)
    draft = known[1]
    return draft


def seen(selection: Selection) -> tuple[str, Selection]:
    """Return page and view that were on screen; of a profile with the area that it was of, picked or not."""
    page, view = screen.last(selection)
    if page == "area":
        own = area_facts.chosen(view)
        view = replace(view, areas=(own, *(one for one in view.areas if one != own))[:AREAS_AT_MOST])
    return page, view


def bureau(lang: str) -> str:
    """Return the office that the statement names as contact: whoever shares does so for it."""
    with suppress(SettingError):
        return read_statement()["contact"].in_language(lang).partition(":")[2].strip()[:NAME_AT_MOST]
    return ""


def _is_of_sector(page: str, selection: Selection) -> bool:
    """An index is of all sectors, and so is what stands beside it."""
    return page in SECTOR_PAGES or (page == "gap_map" and selection.entry.family != "index")


def known(field: str) -> tuple[str, ...]:
    """Return a list of the draft."""
    found: tuple[str, ...] = getattr(st.session_state[_DRAFT][1], field)
    return found


def change(**changes: Any) -> None:  # noqa: ANN401 - the fields of a draft
    """Change the draft from a callback."""
    mark, draft = st.session_state[_DRAFT]
    if "kind" in changes and changes["kind"] == "page":
        changes["frozen"] = False
    if "page" in changes:
        changes |= {"areas": (), "sectors": (changes["page"],) if changes["page"] in SECTOR_PAGES else ()}
    st.session_state[_DRAFT] = (mark, replace(draft, **changes))


def grant(draft: Draft, selection: Selection, account: str) -> Grant:
    """Return the grant of a draft; `ValueError` names what is wrong with it."""
    is_meeting = draft.kind in ("deck", "pack")
    page = "meetings" if is_meeting else draft.page
    own: tuple[str, ...] = ()
    if draft.kind == "view" and page in OF_INDICATORS:
        own = tuple(filter(None, (selection.indicator, selection.indicator2)))
    meeting = draft.meeting if page == "meetings" else ""
    shown = replace(selection, lang=draft.lang, meeting=meeting, slide="", present=False)
    if draft.frozen:  # the search that knows places is no part of what is kept
        shown = replace(shown, place="")
    scope = Scope(
        areas=() if page == "" else draft.areas,
        sectors=(page,) if page in SECTOR_PAGES else () if page in ("", "area") else draft.sectors,
        indicators=own,
        meeting=meeting,
        restricted=draft.restricted,
    )
    if draft.kind == "view" and page in OF_INDICATORS and selection.indicator not in indicators_of(scope):
        raise ValueError("indicator")
    now = datetime.now(UTC)
    made = Grant(
        kind=draft.kind,
        page=page,
        query=shown.link(),
        scope=scope,
        downloads=draft.downloads or draft.kind == "pack",
        frozen=draft.frozen,
        lang=draft.lang,
        audience=draft.audience.strip(),
        shared_by=draft.shared_by.strip() or bureau(draft.lang) or account,
        made_at=now,
        expires_at=now + timedelta(days=draft.days),
    )
    check(made)
    suits(made, loaders.reference().tree)
    return made
