"""What the map's script knows by itself in both languages: names of buttons and keys, and the symbols of facilities."""

from __future__ import annotations

from collections.abc import Iterable
from contextvars import copy_context
from urllib.parse import quote

from domain.facilities import KINDS, STATUSES
from geo.choropleth import script_json
from geo.symbols import all_symbols, status_symbol, symbol
from wording import i18n
from wording.i18n import _


def script(langs: Iterable[str] = tuple(i18n.DIRECTIONS), *, alone: bool = False) -> str:
    """Return the opening of the map's script: `hamgamData` with texts by language and symbols.

    `alone` for a map that leads to no other page: to choose an area is to read all its figures.
    """
    data = {"texts": {lang: copy_context().run(_in, lang, alone) for lang in langs}, "symbols": all_symbols()}
    return f"window.hamgamData = {script_json(data)};"


def _in(lang: str, alone: bool) -> dict[str, object]:
    i18n.activate(lang)
    return _texts() | (_texts_alone() if alone else {})


def _texts_alone() -> dict[str, object]:
    return {
        "tap_pick": _("Tap again to read all figures of the area."),
        "keys": [
            *_keys_to_move(),
            ["Enter", _("show all figures of the area; on a facility, its details")],
            ["Page Down, Page Up", _("next facility, facility before")],
        ],
    }


def _keys_to_move() -> list[list[str]]:
    return [
        ["← ↑ → ↓", _("move the map")],
        ["+ −", _("zoom in, zoom out")],
        ["Home", _("show the whole area")],
        ["Tab", _("next area; then the facilities, then the buttons")],
    ]


def _texts() -> dict[str, object]:
    return {
        "map": _(
            "Map. Arrow keys move it, plus and minus zoom, Tab goes from area to area;"
            " the question mark lists all keys."
        ),
        "failure": _("The boundaries could not be loaded; reload the page."),
        "zoom_in": _("Zoom in"),
        "zoom_out": _("Zoom out"),
        "home": _("Show the whole area"),
        "full_screen": _("Full screen"),
        "leave_full_screen": _("Leave full screen"),
        "help": _("Keys of the map"),
        "close": _("Close"),
        "north": _("North is up"),
        "tap": _("Tap again to go into the county."),
        "tap_pick": _("Tap again to compare the area, or to leave it out again."),
        "km": _("{distance} km"),
        "m": _("{distance} m"),
        "keys": [
            *_keys_to_move(),
            ["Enter", _("go into the county; on a facility, show its details")],
            ["Page Down, Page Up", _("next facility, facility before")],
            ["Backspace, Esc", _("back to the province")],
        ],
    }


def symbol_styles() -> str:
    """Return the legend's symbols as style rules: the sanitizer lets no SVG through, but an image in a rule."""
    images = {f"hg-k-{kind}": symbol(kind, "operational") for kind in KINDS}
    images |= {f"hg-s-{status}": status_symbol(status) for status in STATUSES}
    return "\n".join(
        f'i.{name} {{ background-image: url("data:image/svg+xml,{quote(svg)}"); }}' for name, svg in images.items()
    )
