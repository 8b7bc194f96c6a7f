"""The settlements of a county by name, for the map at a deep zoom: one package for each county and language."""

from __future__ import annotations

from domain.admin import PROVINCE
from domain.place_search import Place
from domain.selection import Selection
from geo.facilities_layer import STEP, Packed, pack
from ui import loaders
from wording import i18n

# The largest ones; a county of the demonstration data has two dozen.
MOST = 400
# A city is named before any village, and a part of a city last.
ORDER = ("city", "village")


def names(selection: Selection) -> Packed | None:
    """Return the settlements of a drilled county in the order in which they are named, or nothing."""
    if selection.area == PROVINCE:
        return None
    return loaders.kept(("settlements", selection.area, selection.lang), lambda: _packed(selection.area))


def _packed(area: str) -> Packed | None:
    known = loaders.places_if_there()  # the search says what is missing; the map stands without their names
    found = sorted((place for place in known.by_id.values() if _is_in(place, area)), key=_rank) if known else []
    rows = [_row(place) for place in found[:MOST]]
    return pack({"step": STEP, "rows": rows}) if rows else None


def _is_in(place: Place, area: str) -> bool:
    return place.kind == "settlement" and area in place.within and place.lat is not None and place.lon is not None


def _rank(place: Place) -> tuple[int, float, str]:
    kind = ORDER.index(place.detail) if place.detail in ORDER else len(ORDER)
    return kind, -(place.persons or 0.0), place.id


def _row(place: Place) -> list[object]:
    """Latitude, longitude, name, and whether it is a city."""
    at = [round((one or 0.0) / STEP) for one in (place.lat, place.lon)]
    return [*at, place.name(i18n.language()), int(place.detail == "city")]
