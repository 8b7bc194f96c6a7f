"""What staff choose for a new share link, kept in the session, and the grant that it makes."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import streamlit as st

from data_access.settings import SettingError
from data_access.statement import read_statement
from domain.admin import PROVINCE
from domain.grants import NAME_AT_MOST, USUAL_DAYS, Grant, Kind, Scope, check, indicators_of
from domain.selection import Selection

_DRAFT = "hg_share_draft"
# Pages on which a view is of its own indicators alone.
OF_INDICATORS = ("gap_map", "compare")
OF_SECTOR = ("education", "health", "livelihoods")


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
    seen = (page, selection.link())
    if known is None or known[0] != seen:
        areas = selection.areas[:1] if page == "area" else ()
        of_part = page in (*OF_INDICATORS, *OF_SECTOR) and selection.entry.family != "index"
        if of_part and selection.area != PROVINCE:
            areas = (selection.area,)
        sectors = (selection.sector,) if _is_of_sector(page, selection) else ()
        kept = known[1] if known else Draft()
        draft = replace(kept, kind="view", page=page, areas=areas, sectors=sectors, meeting=selection.meeting)
        st.session_state[_DRAFT] = known = (seen, draft)
    draft = known[1]
    return draft


def bureau(lang: str) -> str:
    """Return the office that the statement names as contact: whoever shares does so for it."""
    with suppress(SettingError):
        return read_statement()["contact"].in_language(lang).partition(":")[2].strip()[:NAME_AT_MOST]
    return ""


def _is_of_sector(page: str, selection: Selection) -> bool:
    """An index is of all sectors, and so is what stands beside it."""
    return page in OF_SECTOR or (page == "gap_map" and selection.entry.family != "index")


def known(field: str) -> tuple[str, ...]:
    """Return a list of the draft."""
    found: tuple[str, ...] = getattr(st.session_state[_DRAFT][1], field)
    return found


def change(**changes: Any) -> None:  # noqa: ANN401 - the fields of a draft
    """Change the draft from a callback."""
    seen, draft = st.session_state[_DRAFT]
    if "kind" in changes and changes["kind"] == "page":
        changes["frozen"] = False
    st.session_state[_DRAFT] = (seen, replace(draft, **changes))


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
        sectors=() if page in ("", "area") else draft.sectors,
        indicators=own,
        meeting=meeting,
        restricted=draft.restricted,
    )
    known = indicators_of(scope)
    if not known or (draft.kind == "view" and page != "area" and selection.indicator not in known):
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
        shared_by=draft.shared_by.strip() or account or bureau(draft.lang),
        made_at=now,
        expires_at=now + timedelta(days=draft.days),
    )
    check(made)
    return made
