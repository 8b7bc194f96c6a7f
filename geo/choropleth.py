"""The folium map: a base that never changes, and a view that paints it. Texts and labels come in as arguments."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

import folium
from branca.element import MacroElement
from folium.template import Template

CENTRE = (35.65, 51.45)
TEMPLATE_OPENING = re.compile(r"\{(?=[{%#])")


@dataclass(frozen=True)
class Assets:
    """Addresses as the map's frame sees them: script and style of Leaflet and our layer, and the display geometry."""

    script: str
    style: str
    geometry: str


class _Base(folium.Map):
    """A folium map that sends only what differs: style and start-up live in area_layer, not in every message."""

    _template = Template("""{% macro script(this, kwargs) %}
    var {{ this.get_name() }} = hamgam.start({{ this.get_name()|tojson }}, {{ this.geometry|tojson }});
    {% endmacro %}""")

    def __init__(self, assets: Assets) -> None:
        super().__init__(location=CENTRE, tiles=None)
        self.geometry = assets.geometry
        self.default_js = [("map", assets.script)]
        self.default_css = [("map_css", assets.style)]


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
        UTF-8 text; `<`, `>`, `&`, the two line separators of JavaScript and what opens a Jinja expression are escaped.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    # branca renders what a template gave once more as a template: a name like {{ 7 * 7 }} would be run on the server.
    return TEMPLATE_OPENING.sub(r"\\u007b", text)


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
    return _Base(assets)


def painted(view: dict[str, Any]) -> folium.FeatureGroup:
    """Return the feature group that paints a view onto the base map.

    Parameters
    ----------
    view : dict
        `areas` {P-code: [fill number, name, tooltip texts ...]} (a number instead of a text is its place in `texts`),
        `texts`, `fills` [[colour, pattern]], `heads` (names of the tooltip texts), `foot`, `others` {P-code: name},
        `short` {P-code: label}, `level`, `area`, `fit` (bounds are fitted when it changes), `dir`, `lang`, `mark`,
        `failure`, `stamp`; where a place is looked at, `place` [latitude, longitude, name, "area" for an area].

    Returns
    -------
    folium.FeatureGroup
    """
    group = folium.FeatureGroup(name="view", control=False)
    _Paint(view).add_to(group)
    return group
