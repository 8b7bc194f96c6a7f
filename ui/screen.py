"""Which page runs, and which page and view were on screen last: what is noted, and what can be shared."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from domain.selection import Selection
from ui import state

_SCREEN = "hg_screen"


def run_page(page: str) -> None:
    """Remember which page runs."""
    state.keep("running_page", page)


def running_page() -> str:
    """Return the page that runs, or ran last."""
    return state.kept("running_page", "")


def keep(page: str) -> None:
    """Remember page and view that are on screen, whole: other pages take parts of a view away."""
    st.session_state[_SCREEN] = (page, state.known())


def last(selection: Selection) -> tuple[str, Selection]:
    """Return the page and view that were on screen last; the gap map of a view where none was."""
    page, seen = st.session_state.get(_SCREEN, ("gap_map", None))
    return page, selection if seen is None else replace(seen, lang=selection.lang)
