"""What the dashboard is compared with: its shell without a page, its page with a bare map, a tutorial's page."""

from __future__ import annotations

import json
from functools import lru_cache
from html import escape
from pathlib import Path

import folium
import streamlit as st
from streamlit_folium import st_folium

from briefing import map_view
from domain.indicators import CATALOGUE, of_sector
from geo.choropleth import CENTRE
from ui import finished, gap_map, loaders, map_panel, state

BARE = (Path(__file__).parent / "bare_map.js").read_text(encoding="utf-8")
GREY = "#cccccc"
VENDOR = "../../app/static/vendor"


def replace_part(variant: str) -> None:
    """Put a variant's part in the place of the dashboard's, for the life of this process."""
    if variant == "bare":
        map_panel.draw = bare_map
    else:
        gap_map.page = {"empty": empty_page, "naive": naive_page}[variant]


def empty_page() -> None:
    st.html('<p class="bench-marker">empty</p>')


def _tip(view: dict, code: str) -> str:
    _fill, name, *cells = view["areas"][code]
    # A number stands for a text that several areas share; empty texts at the end are left out.
    texts = [view["texts"][cell] if isinstance(cell, int) else cell for cell in cells]
    lines = [f"{head}: {text}" for head, text in zip(view["heads"], texts, strict=False) if text]
    return "<br>".join(map(escape, [name, *lines, view["foot"]]))


@lru_cache(maxsize=1)
def _mount():
    return st.components.v2.component("bench_bare_map", js=BARE)


def bare_map(view, assets, on_click) -> None:
    """Draw colours and tooltips, and nothing else that the dashboard's map does."""
    data = {
        "fill": {code: view["fills"][row[0]][0] for code, row in view["areas"].items()},
        "tip": {code: _tip(view, code) for code in view["areas"]},
        "leaflet": "app/static/vendor/leaflet/",
        "geometry": assets.geometry.removeprefix("../../"),
    }
    _mount()(data=data, key="bare_map", on_clicked_change=lambda: None)


@lru_cache(maxsize=1)
def _whole_geometry() -> str:
    features = json.loads(loaders.boundaries().body)["features"]
    return json.dumps([one for one in features if one["properties"]["level"] == 2])


def naive_page() -> None:
    """Draw the page that streamlit-folium's tutorials show: everything is in the map, and the map is new each time."""
    reference = loaders.reference()
    selection = state.current_view(reference.options).selection
    ids = [one.id for one in of_sector(selection.sector)]
    chosen = st.selectbox(
        "Indicator", ids, key="indicator:fa", index=ids.index(selection.indicator), format_func=_indicator_name
    )
    if chosen != selection.indicator:
        state.change(reference.options, indicator=chosen)
        selection = state.current_view(reference.options).selection
    drawn = finished.Drawn.of(loaders.release(selection), reference)
    view = map_view.view_of(drawn.frame, drawn.classes, drawn.fills, {}, "")
    features = json.loads(_whole_geometry())
    for feature in features:
        row = view["areas"][feature["id"]]
        feature["properties"] = {"fill": view["fills"][row[0]][0], "tip": _tip(view, feature["id"])}
    chart = folium.Map(location=CENTRE, zoom_start=9, tiles=None, max_zoom=14)
    chart.default_js = [("leaflet", f"{VENDOR}/leaflet/leaflet.js")]
    chart.default_css = [("leaflet", f"{VENDOR}/leaflet/leaflet.css")]
    folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        style_function=lambda one: {
            "fillColor": one["properties"].get("fill", GREY),
            "fillOpacity": 1,
            "weight": 1,
            "color": "#ffffff",
        },
        tooltip=folium.GeoJsonTooltip(fields=["tip"], labels=False),
    ).add_to(chart)
    with st.container(key="map"):
        st_folium(chart, use_container_width=True, height=480)


def _indicator_name(one: str) -> str:
    return CATALOGUE[one].name.fa
