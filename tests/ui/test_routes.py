import asyncio
import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from urllib.parse import unquote

import pytest
from starlette.applications import Starlette

from geo.display import DisplayLayer
from ui import loaders, routes

LAYER = DisplayLayer(json.dumps({"type": "FeatureCollection"}).encode(), "0123456789abcdef", frozenset(), ())
IMMUTABLE = "public, max-age=31536000, immutable"


async def ask(address, method="GET"):
    """Ask as the server does, without one."""
    sent = []
    scope = {"type": "http", "method": method, "path": unquote(address), "query_string": b"", "headers": []}

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.request", "body": b""}

    await Starlette(routes=routes.ROUTES)(scope, receive, send)
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return SimpleNamespace(status_code=sent[0]["status"], headers=headers, content=body)


@pytest.fixture
def client(monkeypatch):
    monkeypatch.setattr(loaders, "boundaries", lambda: LAYER)
    # A thread of its own: a browser test before this one leaves its loop running in the worker's main thread.
    with ThreadPoolExecutor(1) as thread:
        yield lambda address, method="GET": thread.submit(asyncio.run, ask(address, method)).result()


@pytest.fixture
def assets(client):
    """The addresses of a page, as its map's frame resolves them two folders below the root."""
    assets = routes.assets()
    addresses = (assets.script, assets.style, assets.geometry)
    assert all(one.startswith("../../") for one in addresses)
    return [one.removeprefix("../..") for one in addresses]


def test_right_address_is_answered_and_kept_for_ever(client, assets):
    kinds = ("text/javascript", "text/css", "application/geo+json")
    for address, kind in zip(assets, kinds, strict=True):
        answer = client(address)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(kind)
        assert answer.headers["cache-control"] == IMMUTABLE
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_boundaries_are_the_layers_bytes(client, assets):
    assert client(assets[2]).content == LAYER.body


def test_script_is_named_by_its_content(client, assets):
    for address, name in zip(assets, routes.KINDS, strict=False):
        assert address == f"/assets/{hashlib.sha256(client(address).content).hexdigest()[:16]}/{name}"


@pytest.mark.parametrize(
    "address",
    [
        "/boundaries/fedcba9876543210.json",
        "/assets/0000000000000000/map.js",
        "/assets/0000000000000000/map.css",
        "/assets/0000000000000000/area_layer.js",
        "/assets/x/drawing.py",
        "/assets/x/..%2f..%2fapp.py",
        "/assets/x/palette.py",
    ],
)
def test_wrong_hash_or_name_is_not_found_and_not_kept(client, address):
    answer = client(address)
    assert answer.status_code == 404
    assert "immutable" not in answer.headers.get("cache-control", "")


def test_nothing_is_taken_but_get(client, assets):
    for address in assets:
        assert client(address, "POST").status_code == 405
