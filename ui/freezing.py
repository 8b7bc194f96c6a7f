"""Makes a frozen link: its page is drawn once as whoever gets the link will see it, and what it reads is kept."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from data_access.trouble import StoreError
from domain.grants import Grant, Link
from domain.selection import Selection
from ui import kept_figures, state, stores
from ui.kept_figures import PART, Box
from ui.visitors import Visitor

_ASKED, _DONE = "hg_freezing", "hg_frozen"


@dataclass(frozen=True)
class Asked:
    """A link to be made, the view that staff go back to, and what is kept meanwhile."""

    grant: Grant
    passphrase: str
    back: Selection
    by: Visitor
    box: Box


def ask(grant: Grant, passphrase: str, by: Visitor) -> None:
    """Draw the page of a link in the next run, and keep what it reads."""
    box = Box(f"made {grant.made_at.isoformat()}", True)
    st.session_state[_ASKED] = Asked(grant, passphrase, state.remembered(), by, box)


def asked() -> Asked | None:
    """Return the link that is being made."""
    known: Asked | None = st.session_state.get(_ASKED)
    return known


def visitor(known: Asked) -> Visitor:
    """Return whom the page is drawn for; the link has no address yet."""
    return Visitor("link", link=Link("", known.grant))


def finish() -> None:
    """Make the link of what was kept, once the page was drawn, and go back."""
    known = asked()
    if known is None:
        return
    del st.session_state[_ASKED]
    kept_figures.enter(None)
    state.show(known.back)
    try:
        made = stores.store().create(known.grant, passphrase=known.passphrase, frozen={PART: known.box.packed()})
        st.session_state[_DONE] = made
    except (ValueError, StoreError) as error:
        st.session_state[_DONE] = error
    st.rerun()


def is_done() -> bool:
    """Tell whether a link was made in the run before this one."""
    return _DONE in st.session_state


def done() -> tuple[Link, str] | Exception | None:
    """Return the link that was made and its token, or why it was not, once."""
    found: tuple[Link, str] | Exception | None = st.session_state.pop(_DONE, None)
    return found
