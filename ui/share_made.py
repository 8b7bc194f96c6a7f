"""The link that a session made last, for its page to show, or why there is none: of its token the store has a hash."""

from __future__ import annotations

import streamlit as st

from data_access.store import TooLarge
from domain.grants import Link
from ui import audit
from ui.visitors import Visitor
from wording.i18n import _
from wording.share_refusals import refusal

Made = tuple[Link, str] | Exception
_MADE = "hg_share_made"


def keep(made: Made, by: Visitor) -> None:
    """Keep what came of it until another link is asked for; Streamlit may end a run at any look at the session."""
    st.session_state[_MADE] = made
    if not isinstance(made, Exception):
        link, _token = made
        audit.note("share_made", link.grant.page or "overview", link.grant.query, link.id, of=by)


def renewed(link: Link, token: str) -> None:
    """Keep the new address of a link."""
    st.session_state[_MADE] = (link, token)


def known() -> Made | None:
    """Return what came of the last one."""
    found: Made | None = st.session_state.get(_MADE)
    return found


def forget() -> None:
    """Show nothing any more: another one is asked for, or this one was withdrawn."""
    st.session_state.pop(_MADE, None)


def fault(error: Exception) -> str:
    """Say why there is no link, and what to do."""
    if isinstance(error, TooLarge):
        return _("These figures are too many for a frozen link. Share fewer areas, or share them live.")
    if isinstance(error, ValueError):
        return refusal(str(error))
    return _("The store of links does not answer. Try again in a minute.")
