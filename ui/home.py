"""Where `/` leads."""

from __future__ import annotations

import streamlit as st

from ui.shell import ROOT


def lead_on() -> None:
    """Go to the gap map, keeping the link's keys."""
    st.switch_page(ROOT / "pages" / "gap_map.py", query_params=st.query_params.to_dict())
