"""Draws every interactive map: one base per page, then only colours, tooltips and the area to fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from domain.admin import LEVELS, PROVINCE
from domain.findings import ranked
from domain.frames import ReleaseFrame, records
from geo.choropleth import Assets, base_map, painted
from geo.classification import Classes
from geo.facilities_layer import Packed
from geo.palette import Fill
from ui import formats, i18n, state, tips
from ui.i18n import _

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
        if row["status"] == "ok" and "city_boundary" in row["note"]:
            hatched = [fills[number].colour, "over"]
            used += [] if hatched in used else [hatched]
            fill = used.index(hatched)
        areas[row["pcode"]] = [fill, row[f"name_{i18n.language()}"], *tips.texts(entry, row)]
    drilled = selection.area != PROVINCE
    level = LEVELS[selection.level]
    texts = _shared_texts(areas)
    return {
        "areas": {code: _shortened(row, texts) for code, row in areas.items()},
        "texts": texts,
        "fills": used,
        "heads": tips.heads(entry),
        "foot": foot,
        "others": {code: name for code, name in names.items() if level > LEVELS["county"] and code != selection.area},
        # Inside a county its central district needs no county in brackets.
        "short": {code: row[1].split(" (")[0] for code, row in areas.items() if drilled and " (" in row[1]},
        "level": level,
        "area": selection.area,
        "fit": f"{selection.area}/{level}",
        "dir": i18n.direction(),
        "lang": i18n.language(),
        "mark": _("Demonstration data") if bool(frame.data["is_demonstration"].any()) else "",
        "stamp": selection.link(),
    }


def worst_first(frame: ReleaseFrame, classes: Classes) -> list[tuple[dict[str, Any], int]]:
    """Return the rows with their fills, those first that the finding is about: the map names them first."""
    pairs = dict(zip(frame.data.index, zip(records(frame.data), classes.index, strict=True), strict=True))
    first = ranked(frame.data, frame.selection.entry.direction).index
    return [pairs[place] for place in first.append(frame.data.index.difference(first))]


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


def with_facilities(view: dict[str, Any], packed: Packed | None) -> dict[str, Any]:
    """Add the facilities to a view: the package when the frame does not have it yet, else its name alone."""
    if packed is None:
        return view
    given = {"key": packed.key} | ({"data": packed.data} if state.first_time(packed.key) else {})
    return view | {"facilities": given}


def draw(view: dict[str, Any], assets: Assets, on_click: Callable[[str], None]) -> None:
    """Draw the map; `on_click` gets the P-code of the county that was clicked."""

    def clicked() -> None:
        answer = (st.session_state.get(KEY) or {}).get("last_active_drawing") or {}
        code = answer.get("id") if isinstance(answer, dict) else None
        if isinstance(code, str):
            on_click(code)
        elif isinstance(answer, dict) and isinstance(answer.get("need"), str):
            state.not_there(answer["need"])

    st_folium(
        base_map(assets),
        key=KEY,
        height=HEIGHT_PX,
        returned_objects=["last_active_drawing"],
        feature_group_to_add=painted(view),
        use_container_width=True,
        on_change=clicked,
    )
