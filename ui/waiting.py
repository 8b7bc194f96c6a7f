"""While the database does not answer: says so above the page, and brings the page back by itself afterwards."""

from __future__ import annotations

import streamlit as st

from ui import access, errors, loaders, progress

# Together with the watch's own pause a page is back within about half a minute.
ASK_EVERY_S = 10
_TOLD = "hg_trouble_told"


def banner() -> None:
    """Draw the message and begin to wait, if there is trouble; the place is kept free so that nothing moves later."""
    with st.container(key="trouble", gap=None), errors.told():
        trouble = loaders.trouble()
        st.session_state[_TOLD] = trouble is not None
        if trouble is not None:
            _wait()


@access.fragment(run_every=ASK_EVERY_S)
def _wait() -> None:
    """Ask again from time to time; only a run of the whole page ends a fragment's clock, so that is how this ends."""
    with progress.shown("", "away"):
        trouble = loaders.trouble()
        if trouble is None:
            st.rerun()
        if trouble.last_answer is not None:
            with st.container(key="away", horizontal=True, vertical_alignment="center", gap="small"):
                st.warning(errors.last_figures(trouble.last_answer), icon="⚠️")
                errors.retry("away")


def settle() -> None:
    """Run the whole page again, once, when the database went away or came back since it was told."""
    away = loaders.trouble() is not None
    if away != st.session_state.get(_TOLD, False):
        st.session_state[_TOLD] = away
        st.rerun()
