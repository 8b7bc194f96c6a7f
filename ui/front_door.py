"""Refuses what does not come from this machine while nobody signs in, and a start that would let others in."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import copy_context

import streamlit as st
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from data_access.settings import read_access
from data_access.trouble import SettingError
from domain.front_door import Reason, is_loopback, reason_to_refuse
from ui.log import LOG
from wording import i18n
from wording.i18n import _

LANGUAGES = ("fa", "en")
HERE = "http://localhost"
POLICY_VIOLATION = 1008  # RFC 6455


class FrontDoor:
    """ASGI middleware in front of everything: pages, sessions, files and routes alike."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or answer in both languages; a session's socket is not opened."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        try:
            reason = _reason(scope) if read_access() == "local" else None
        except SettingError as error:
            await _refuse(scope, receive, send, 503, _setting(error))
            return
        if reason is None:
            await self.app(scope, receive, send)
            return
        LOG.warning("refused at the door: %s", reason)  # neither address nor header: both are a stranger's text
        await _refuse(scope, receive, send, 403, message(reason))


def session_refused() -> Reason | None:
    """Look at a session's own handshake once more; each run does, whatever stood before the server."""
    if read_access() != "local":
        return None
    headers = [(name, value) for name in st.context.headers for value in st.context.headers.get_all(name)]
    if not headers:  # a script that a test runs has no socket; a socket has at least the headers of its upgrade
        return None
    peer = st.context.ip_address  # none where Streamlit takes it for this machine's own
    if peer is not None and not is_loopback(peer):
        return "address"
    return reason_to_refuse(headers, secure=bool(st.get_option("server.sslCertFile")))


def check_session() -> None:
    """End the run with a message where the session may not be here."""
    try:
        reason = session_refused()
    except SettingError as error:
        told = _setting(error)
    else:
        if reason is None:
            return
        told = message(reason)
    st.error(told, icon="⚠️")
    st.stop()


def check_start() -> None:
    """Refuse to serve others while nobody signs in; the server calls it before it answers anybody."""
    try:
        safe = read_access() == "oidc" or is_loopback(st.get_option("server.address"))
    except SettingError as error:
        raise SystemExit(_setting(error)) from None
    if not safe:
        raise SystemExit(_in_both(_unsafe_start))


def message(reason: Reason) -> str:
    """Say in both languages what to do."""
    return _in_both(lambda: _told(reason))


def _reason(scope: Scope) -> Reason | None:
    headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]]
    reason = reason_to_refuse(headers, secure=scope["scheme"] in ("https", "wss"))
    # Under another server than Streamlit's nobody checked where it is bound; a peer cannot forge its own address.
    near = scope.get("client") and is_loopback(scope["client"][0])
    return reason or (None if near else "address")


async def _refuse(scope: Scope, receive: Receive, send: Send, status: int, text: str) -> None:
    if scope["type"] == "websocket":  # not accepted: whoever asks gets 403
        await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        return
    await PlainTextResponse(text, status, {"Cache-Control": "no-store"})(scope, receive, send)


def _in_both(text: Callable[[], str]) -> str:
    # Of its own context: the language of the run or request around it stays.
    return "\n\n".join(copy_context().run(_in, lang, text) for lang in LANGUAGES)


def _in(lang: str, text: Callable[[], str]) -> str:
    i18n.activate(lang)
    return text()


def _told(reason: Reason) -> str:
    return {
        "address": _("The dashboard answers the machine that it runs on and no other: sign-in is not set up."),
        "forwarded": _("This came through a proxy. Behind one, people must sign in: set HAMGAM_ACCESS=oidc."),
        "host": _("Open the dashboard as {address} on the machine that it runs on.").format(address=HERE),
        "origin": _("A page of another address asked for this. Open the dashboard itself."),
    }[reason]


def _unsafe_start() -> str:
    return _(
        "The dashboard was not started: it would answer other machines, and nobody would have to sign in. Set"
        " HAMGAM_ACCESS=oidc and fill [auth] in .streamlit/secrets.toml, or bind to this machine alone with {option}."
    ).format(option="--server.address 127.0.0.1")


def _setting(error: SettingError) -> str:
    return _in_both(
        lambda: _("The setting {name} cannot be used. Correct it and start the dashboard again.").format(
            name=error.name
        )
    )
