"""The folium map: a base that never changes, and a view that paints it. Texts and labels come in as arguments."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import folium
from branca.element import MacroElement
from folium.template import Template

CENTRE = (35.65, 51.45)
VENDOR = "../../app/static/vendor"


@dataclass(frozen=True)
class Assets:
    """Addresses as the map's frame sees them: the layer's script and style, and the display geometry."""

    script: str
    style: str
    geometry: str


class _Areas(MacroElement):
    """Base map child: starts the area layer."""

    _template = Template("""{% macro script(this, kwargs) %}
    hamgam.start({{ this._parent.get_name() }}, {{ this.url|tojson }});
    {% endmacro %}""")

    def __init__(self, url: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # branca has no annotations
        self._name, self.url = "Areas", url


class _Paint(MacroElement):
    """Feature group child: one view as raw UTF-8 JSON (`tojson` would triple Persian text)."""

    _template = Template("""{% macro script(this, kwargs) %}hamgam.paint({{ this.view }});{% endmacro %}""")

    def __init__(self, view: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # branca has no annotations
        self._name, self.view = "Paint", script_json(view)


def script_json(value: object) -> str:
    """Return JSON that may stand in a script: nothing in it can end the script or start a tag.

    Parameters
    ----------
    value : object
        Anything `json.dumps` takes.

    Returns
    -------
    str
        UTF-8 text; `<`, `>`, `&` and the two line separators of JavaScript are escaped.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def base_map(assets: Assets) -> folium.Map:
    """Return the base map, the same for every view of a page; build it anew each time (st_folium changes it).

    Parameters
    ----------
    assets : Assets

    Returns
    -------
    folium.Map
        Without tiles, attribution or any address outside the machine.
    """
    chart = folium.Map(
        location=CENTRE,
        zoom_start=9,
        min_zoom=7,
        max_zoom=14,
        tiles=None,
        attribution_control=False,
        zoom_snap=0.25,
        zoom_animation=False,
        fade_animation=False,
    )
    chart.default_js = [("leaflet", f"{VENDOR}/leaflet/leaflet.js"), ("area_layer", assets.script)]
    chart.default_css = [("leaflet", f"{VENDOR}/leaflet/leaflet.css"), ("area_layer", assets.style)]
    _Areas(assets.geometry).add_to(chart)
    return chart


def painted(view: dict[str, Any]) -> folium.FeatureGroup:
    """Return the feature group that paints a view onto the base map.

    Parameters
    ----------
    view : dict
        `areas` {P-code: [fill number, name, tooltip texts ...]}, `fills` [[colour, pattern]], `heads` (names of the
        tooltip texts), `foot`, `others` {P-code: name}, `short` {P-code: label}, `level`, `area`, `fit` (bounds are
        fitted when it changes), `dir`, `lang`, `mark`, `failure`, `stamp`.

    Returns
    -------
    folium.FeatureGroup
    """
    group = folium.FeatureGroup(name="view", control=False)
    _Paint(view).add_to(group)
    return group
