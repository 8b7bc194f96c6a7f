"""Addresses of the map's assets (boundaries; Leaflet with our layer), named by content, and what each answer passes."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

import geo
from geo.choropleth import Assets
from ui import loaders, map_texts
from ui.preload import Preload
from ui.transport import NoDelay

LAYER = Path(geo.__file__).parent
LEAFLET = LAYER.parent / "static" / "vendor" / "leaflet"
# Leaflet and what we draw with it come as one file: the map's frame loads its scripts one after the other.
SCRIPTS = (
    *("area_layer.js", "packages.js", "place_names.js", "map_names.js", "map_controls.js", "map_keys.js"),
    *("facility_layer.js", "touch.js", "place_marker.js", "map_sync.js", "map_light.js", "map_present.js"),
)
SHEETS = ("area_layer.css", "place_marker.css", "map_present.css")
LEGEND = Path(__file__).parent / "assets" / "legend.css"
PARTS = {
    "map.js": (LEAFLET / "leaflet.js", *(LAYER / name for name in SCRIPTS)),
    "map.css": (
        LEAFLET / "leaflet.css",
        LAYER / "area_layer.css",
        LAYER / "place_marker.css",
        LAYER / "map_present.css",
        LEGEND,
    ),
}
# What is made from the catalogues and stands before the files.
MADE = {"map.js": map_texts.script, "map.css": map_texts.symbol_styles}
KINDS = {"map.js": "text/javascript", "map.css": "text/css"}
FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}


@lru_cache
def _file(name: str) -> tuple[str, bytes]:
    body = b"\n".join([MADE[name]().encode(), *(part.read_bytes() for part in PARTS[name])])
    return hashlib.sha256(body).hexdigest()[:16], body


def assets() -> Assets:
    """Return the addresses as the map's frame sees them, two folders below the dashboard's own."""
    script, style = (f"../../assets/{_file(name)[0]}/{name}" for name in KINDS)
    return Assets(script, style, f"../../boundaries/{loaders.boundaries().name}.json")


async def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in KINDS or request.path_params["stamp"] != _file(name)[0]:
        return PlainTextResponse("not found", 404)
    return Response(_file(name)[1], media_type=KINDS[name], headers=FOR_EVER)


def _boundaries(request: Request) -> Response:
    layer = loaders.boundaries()
    if request.path_params["name"] != layer.name:
        return PlainTextResponse("not found", 404)
    return Response(layer.body, media_type="application/geo+json", headers=FOR_EVER)


ROUTES = [
    Route("/assets/{stamp}/{name}", _asset, methods=["GET"]),
    Route("/boundaries/{name}.json", _boundaries, methods=["GET"]),
]

MIDDLEWARE = [Middleware(NoDelay), Middleware(Preload)]
