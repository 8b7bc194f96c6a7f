"""Draws every interactive map: one base per page, then only colours, tooltips and the area to fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import streamlit as st

from briefing.drawn import is_hatched, worst_first
from domain.admin import LEVELS, PROVINCE
from domain.frames import ReleaseFrame
from domain.selection import Selection
from geo.choropleth import Assets, base_map, painted
from geo.classification import Classes
from geo.facilities_layer import Packed
from geo.palette import Fill
from ui import state
from wording import formats, i18n, provenance, tips

KEY = "area_map"
# The frame's real height is set by style.css from the window; this is what it has until then.
HEIGHT_PX = 480
SHORT_TEXT = 4  # characters; a number in its place would save nothing


def view_of(
    frame: ReleaseFrame, classes: Classes, fills: tuple[Fill, ...], names: dict[str, str], foot: str
) -> dict[str, Any]:
    """Return what the map paints: finished fills and finished texts, escaped where they are drawn.

    `names` holds the counties in the language in use, for districts to be found by; `foot` ends every tooltip: sources.
    """
    selection = frame.selection
    entry = selection.entry
    used = [[fill.colour, fill.pattern] for fill in fills]
    areas = {}
    for row, number in worst_first(frame, classes):
        fill = number
        if is_hatched(row, fills[number]):
            hatched = [fills[number].colour, "over"]
            used += [] if hatched in used else [hatched]
            fill = used.index(hatched)
        areas[row["pcode"]] = [fill, row[f"name_{i18n.language()}"], *tips.texts(entry, row)]
    return framed(selection, areas, used, names) | {
        "heads": tips.heads(entry),
        "foot": foot,
        "mark": provenance.demonstration_mark(frame),
    }


def framed(
    selection: Selection, areas: dict[str, list[Any]], used: list[list[str]], names: dict[str, str]
) -> dict[str, Any]:
    """Return what the map paints of finished rows: fill number, name, then the texts of the tooltip."""
    drilled = selection.area != PROVINCE
    level = LEVELS[selection.level]
    texts = _shared_texts(areas)
    return {
        "areas": {code: _shortened(row, texts) for code, row in areas.items()},
        "texts": texts,
        "fills": used,
        "others": {code: name for code, name in names.items() if level > LEVELS["county"] and code != selection.area},
        # Inside a county its central district needs no county in brackets.
        "short": {code: row[1].split(" (")[0] for code, row in areas.items() if drilled and " (" in row[1]},
        "level": level,
        "area": selection.area,
        "fit": f"{selection.area}/{level}",
        "dir": i18n.direction(),
        "lang": i18n.language(),
        "stamp": selection.link(),
    }


def _shared_texts(areas: dict[str, list[Any]]) -> list[str]:
    """Return the longer texts that stand in more than one tooltip: the wire has six bytes for a Persian letter."""
    count = Counter(text for row in areas.values() for text in row[2:] if len(text) > SHORT_TEXT)
    return [text for text, times in count.items() if times > 1]


def _shortened(row: list[Any], texts: list[str]) -> list[Any]:
    """Put the number of a shared text for the text, figures as on the wire, and leave out empty texts at the end."""
    cells = [texts.index(text) if text in texts else formats.on_the_wire(text) for text in row[2:]]
    while cells and cells[-1] == "":
        cells.pop()
    return [*row[:2], *cells]


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
