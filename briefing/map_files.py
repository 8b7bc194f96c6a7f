"""Script and style of every interactive map, each of one piece: Leaflet, and what we draw with it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import geo
from briefing import map_texts
from wording import i18n, legend

LAYER = Path(geo.__file__).parent
VENDOR = LAYER.parent / "static" / "vendor"
LEAFLET = VENDOR / "leaflet"
# Leaflet and what we draw with it come as one file: the map's frame loads its scripts one after the other.
SCRIPTS = (
    *("area_layer.js", "packages.js", "place_names.js", "map_names.js", "map_controls.js", "map_keys.js"),
    *("facility_layer.js", "touch.js", "place_marker.js", "map_sync.js", "map_light.js", "map_present.js"),
)
SHEETS = ("area_layer.css", "place_marker.css", "map_present.css")


def is_not_set_up(error: BaseException) -> bool:
    """Tell whether an error is of a file that set-up brings, a font or a script, and that is not there."""
    name = error.filename if isinstance(error, FileNotFoundError) else None
    return name is not None and Path(str(name)).is_relative_to(VENDOR)


def script(langs: Iterable[str] = tuple(i18n.DIRECTIONS), *, alone: bool = False) -> str:
    """Return the script with its texts in some languages; `alone` for a map that leads to no other page."""
    return _joined(map_texts.script(langs, alone=alone), LEAFLET / "leaflet.js", *(LAYER / name for name in SCRIPTS))


def style() -> str:
    """Return the style; its font is an address below the dashboard's own."""
    own = (LAYER / name for name in SHEETS)
    return _joined(map_texts.symbol_styles(), LEAFLET / "leaflet.css", *own, legend.STYLE)


def legend_style() -> str:
    """Return the style of legends alone, for a page around a map."""
    return _joined(map_texts.symbol_styles(), legend.STYLE)


def _joined(made: str, *files: Path) -> str:
    return "\n".join([made, *(file.read_text(encoding="utf-8") for file in files)])
