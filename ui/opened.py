"""Parts of a page that are made when they are opened, and stay open when the language or the page changes."""

from __future__ import annotations

import streamlit as st
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

from ui import state
from wording import i18n


def expander(name: str, label: str) -> ExpanderContainer:
    """Draw one; its `open` says whether its content is wanted. One whose label changes closes itself."""
    key = f"{name}:{i18n.language()}"
    if key not in st.session_state:
        st.session_state[key] = state.kept(name, "") == "1"
    part = st.expander(label, key=key, on_change="rerun")
    state.keep(name, "1" if part.open else "")
    return part
