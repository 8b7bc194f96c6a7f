"""Makes a frozen link: its page is drawn once as whoever gets the link will see it, and what it reads is kept."""

from __future__ import annotations

import time
from dataclasses import dataclass

import streamlit as st

from data_access.trouble import StoreError
from domain.grants import Grant, Link
from domain.selection import Selection
from ui import kept_figures, share_made, state, stores
from ui.kept_figures import PART, Box
from ui.visitors import Visitor

_ASKED, _DONE = "hg_freezing", "hg_frozen"
# A message that the page of the link had under way may ask for that page once more.
BACK_FOR_S = 5.0


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
    return None if known is None or known.by.has_expired else known


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
    made: share_made.Made
    try:
        if known.box.is_spoilt or known.by.has_expired:
            raise ValueError("drawn")
        made = stores.store().create(known.grant, passphrase=known.passphrase, frozen={PART: known.box.packed()})
    except (ValueError, StoreError) as error:
        made = error
    share_made.keep(made, known.by)
    st.session_state[_DONE] = (known.grant.page, time.monotonic())
    st.rerun()


def leads_back_from(page: str) -> bool:
    """Tell whether a link to this page was made a moment ago, so that whoever asked for it is brought back to it."""
    made_of, made_at = st.session_state.get(_DONE, ("", float("-inf")))
    return bool(page == made_of and time.monotonic() < made_at + BACK_FOR_S)
