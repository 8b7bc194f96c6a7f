"""Addresses of the map's assets (boundaries; Leaflet with our layer), named by content, and what each answer passes."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from briefing import map_files
from geo.choropleth import Assets
from ui import drawn_layers, loaders
from ui.deep_link import DeepLink
from ui.front_door import FrontDoor
from ui.headers import SecurityHeaders
from ui.messages import Messages
from ui.preload import Preload
from ui.transport import NoDelay

MADE = {"map.js": map_files.script, "map.css": map_files.style}
KINDS = {"map.js": "text/javascript", "map.css": "text/css"}
FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}


@lru_cache
def _file(name: str) -> tuple[str, bytes]:
    body = MADE[name]().encode()
    return hashlib.sha256(body).hexdigest()[:16], body


def assets() -> Assets:
    """Return the addresses as the map's frame sees them, two folders below the dashboard's own."""
    script, style = (f"../../assets/{_file(name)[0]}/{name}" for name in KINDS)
    return Assets(script, style, f"../../boundaries/{drawn_layers.remember(loaders.boundaries()).name}.json")


async def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in KINDS or request.path_params["stamp"] != _file(name)[0]:
        return PlainTextResponse("not found", 404)
    return Response(_file(name)[1], media_type=KINDS[name], headers=FOR_EVER)


def _boundaries(request: Request) -> Response:
    layer = drawn_layers.known(request.path_params["name"])
    if layer is None:
        return PlainTextResponse("not found", 404)
    return Response(layer.body, media_type="application/geo+json", headers=FOR_EVER)


ROUTES = [
    Route("/assets/{stamp}/{name}", _asset, methods=["GET"]),
    Route("/boundaries/{name}.json", _boundaries, methods=["GET"]),
]

# The headers come before the door, so that what it refuses carries them too.
MIDDLEWARE = [Middleware(one) for one in (SecurityHeaders, FrontDoor, NoDelay, DeepLink, Preload, Messages)]
