"""Draws every interactive map: one base per page, then only what `briefing.map_view` says of the view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from geo.choropleth import Assets, base_map, painted
from geo.facilities_layer import Packed
from ui import state

KEY = "area_map"
# The frame's real height is set by style.css from the window; this is what it has until then.
HEIGHT_PX = 480


def with_packages(view: dict[str, Any], **packages: Packed | None) -> dict[str, Any]:
    """Add packages to a view: what is in one when the frame does not have it yet, else its name alone."""
    given = {name: _given(packed) for name, packed in packages.items() if packed is not None}
    return view | given


def _given(packed: Packed) -> dict[str, str]:
    return {"key": packed.key} | ({"data": packed.data} if state.first_time(packed.key) else {})


def draw(
    view: dict[str, Any],
    assets: Assets,
    on_click: Callable[[str], None],
    on_facility: Callable[[int, str], None] | None = None,
    key: str = KEY,
) -> None:
    """Draw the map; `on_click` gets the P-code of the clicked area, `on_facility` a point's number in its package."""

    def clicked() -> None:
        answer = (st.session_state.get(key) or {}).get("last_active_drawing") or {}
        code = answer.get("id") if isinstance(answer, dict) else None
        if isinstance(code, str):
            on_click(code)
        elif isinstance(answer, dict) and isinstance(answer.get("need"), str):
            state.not_there(answer["need"])
        elif on_facility is not None and isinstance(answer, dict) and isinstance(answer.get("point"), int):
            on_facility(answer["point"], str(answer.get("key")))

    # A component that is first loaded before the server stands is known to nobody: every map would stay blank.
    from streamlit_folium import st_folium

    st_folium(
        base_map(assets),
        key=key,
        height=HEIGHT_PX,
        returned_objects=["last_active_drawing"],
        feature_group_to_add=painted(view),
        use_container_width=True,
        on_change=clicked,
    )
