"""The door and the headers as an application around them meets them."""

from types import SimpleNamespace

import pytest
import streamlit as st
from starlette.responses import PlainTextResponse
from streamlit.testing.v1 import AppTest

from data_access.trouble import SettingError
from tests.ui.making import in_a_thread
from ui import front_door
from ui.front_door import FrontDoor
from wording import i18n

EVERY = "0.0.0.0"  # noqa: S104 - refused here, nothing is bound to it
OWN = [(b"host", b"localhost")]


async def inner(scope, receive, send):
    await PlainTextResponse("figures")(scope, receive, send)


def answered(app=None, kind="http", headers=OWN, client=("127.0.0.1", 5), scheme="http"):
    """What the door sends for one request."""
    sent = []

    async def ask():
        async def send(message):
            sent.append(message)

        async def receive():
            return {"type": f"{kind}.request", "body": b""}

        scope = {"type": kind, "method": "GET", "path": "/", "query_string": b"", "scheme": scheme}
        await (app or FrontDoor(inner))({**scope, "headers": headers, "client": client}, receive, send)

    in_a_thread(ask())
    return sent


def test_who_sits_here_comes_in():
    assert answered()[0]["status"] == 200


@pytest.mark.parametrize("client", [("192.0.2.1", 5), ("::ffff:192.0.2.1", 5), None])
def test_peer_from_elsewhere_is_refused_whatever_it_says(client, monkeypatch):
    first, body = answered(client=client)
    assert first["status"] == 403
    assert b"figures" not in body["body"]
    monkeypatch.setenv("HAMGAM_ACCESS", "oidc")
    assert answered(client=client)[0]["status"] == 200


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [(b"host", b"x.example")],
        [*OWN, (b"host", b"x.example")],  # uvicorn itself answers 400
        [*OWN, (b"via", b"1.1 x")],
        [*OWN, (b"x-forwarded-for", b"127.0.0.1")],
        [*OWN, (b"origin", b"http://x.example")],
        [*OWN, (b"origin", b"http://localhost"), (b"origin", b"http://x.example")],
    ],
)
def test_sign_in_takes_the_doors_place(headers, monkeypatch):
    assert answered(headers=headers)[0]["status"] == 403
    assert answered(headers=headers, kind="websocket") == [{"type": "websocket.close", "code": 1008}]
    monkeypatch.setenv("HAMGAM_ACCESS", "oidc")
    assert answered(headers=headers)[0]["status"] == 200


def test_wrong_access_lets_nobody_in_and_says_why(monkeypatch):
    monkeypatch.setenv("HAMGAM_ACCESS", "everyone")
    first, body = answered()
    assert first["status"] == 503
    assert body["body"].decode().count("HAMGAM_ACCESS") == 2
    assert answered(kind="websocket") == [{"type": "websocket.close", "code": 1008}]


def test_refusal_does_not_change_the_language_around_it(en):
    assert "پراکسی" in front_door.message("forwarded")
    assert i18n.language() == "en"


@pytest.mark.parametrize(("address", "safe"), [("127.0.0.1", 1), ("localhost", 1), (EVERY, 0), (None, 0), ("", 0)])
def test_start_is_refused_where_others_would_come_in(address, safe, monkeypatch):
    monkeypatch.setattr(st, "get_option", lambda name: address)
    if safe:
        front_door.check_start()
        return
    with pytest.raises(SystemExit, match="HAMGAM_ACCESS=oidc"):
        front_door.check_start()
    monkeypatch.setenv("HAMGAM_ACCESS", "oidc")
    front_door.check_start()


@pytest.fixture
def came_with(monkeypatch):
    """Let the session have come with headers, from an address."""

    def set_(headers, address=None):
        known = {}
        for name, value in headers:
            known.setdefault(name, []).append(value)

        class Headers(dict):
            get_all = dict.__getitem__

        about = SimpleNamespace(headers=Headers(known), ip_address=address)
        monkeypatch.setattr(front_door.st, "context", about)

    return set_


@pytest.mark.parametrize(
    ("headers", "address", "reason"),
    [
        ([], None, None),
        ([("Host", "localhost:1"), ("Origin", "http://localhost:1")], None, None),
        ([("Host", "localhost"), ("Host", "x.example")], None, "host"),
        ([("Upgrade", "websocket")], None, "host"),
        ([("Host", "localhost"), ("Origin", "http://x.example")], None, "origin"),
        ([("Host", "localhost"), ("X-Forwarded-For", "127.0.0.1")], None, "forwarded"),
        ([("Host", "localhost")], "192.0.2.1", "address"),
    ],
)
def test_session_is_looked_at_again(came_with, headers, address, reason, monkeypatch):
    came_with(headers, address)
    assert front_door.session_refused() == reason
    monkeypatch.setenv("HAMGAM_ACCESS", "oidc")
    assert front_door.session_refused() is None
    monkeypatch.setenv("HAMGAM_ACCESS", "everyone")
    with pytest.raises(SettingError):
        front_door.session_refused()


def page():
    import streamlit

    from ui.front_door import check_session

    check_session()
    streamlit.write("figures")


@pytest.mark.parametrize(
    ("reason", "access", "told"),
    [(None, "local", ""), ("host", "local", "http://localhost"), (None, "everyone", "HAMGAM_ACCESS")],
)
def test_run_of_a_session_that_may_not_be_here_ends_with_a_message(reason, access, told, monkeypatch):
    monkeypatch.setenv("HAMGAM_ACCESS", access)
    if reason:
        monkeypatch.setattr(front_door, "session_refused", lambda: reason)
    run = AppTest.from_function(page).run()
    assert [one.value for one in run.markdown] == ([] if told else ["figures"])
    assert [one.value.count(told) for one in run.error] == ([2] if told else [])
    assert not run.exception
