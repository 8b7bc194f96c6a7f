"""Notes in the audit trail: who saw, took or shared what. A store that is away stops nobody's work; the log says so."""

from __future__ import annotations

import streamlit as st

from data_access.store import Action
from data_access.trouble import SettingError, StoreError
from domain.grants import Link
from ui import state, stores, visitors
from ui.log import LOG
from ui.visitors import Visitor

_VIEWED = "hg_viewed"


def note(action: Action, page: str = "", view: str = "", detail: str = "", *, of: Visitor | None = None) -> None:
    """Add an entry about the session's visitor, or about another one."""
    who = of or visitors.current()
    _write((who.actor, who.role), action, page, view, detail)


def refused(why: str, link: Link | None = None) -> None:
    """Note that somebody was not let in."""
    _write((f"link {link.id}" if link else "", "link"), "refused", "", "", why)


def viewed(page: str) -> None:
    """Note the view that a page shows, once, however often it is drawn anew."""
    seen = (page, state.published())
    if st.session_state.get(_VIEWED) != seen:
        st.session_state[_VIEWED] = seen
        note("view", page or "overview", seen[1])


def _write(who: tuple[str, str], action: Action, page: str, view: str, detail: str) -> None:
    try:
        stores.store().note(*who, action, page, view, detail)
    except (StoreError, SettingError) as error:
        LOG.warning("the audit trail could not be written: %s", error)
