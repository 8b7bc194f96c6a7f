"""Brings whoever signs in to the address they came for: Streamlit itself leads everyone to the first page.

The address stands in a cookie from the request of a page until the sign-in that follows it. A cookie can be written by
others (another application of the same host, for one), so only an address of a page of the dashboard's own is followed.
"""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from urllib.parse import parse_qsl

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data_access.settings import read_access
from domain.grants import PAGES as SHARED_PAGES
from ui import auth_section
from wording import i18n

COOKIE = "hamgam_came_for"
PAGES = (*SHARED_PAGES, "data", "sharing", "audit")
KEPT_S = 3600
AT_MOST = 2048
# Streamlit's: who signed in, the tokens, the sign-in on its way, what protects the socket.
ITS_COOKIES = ("_streamlit_user", "_streamlit_session", "_streamlit_xsrf")


class DeepLink:
    """ASGI middleware: remembers the address of a page, and leads there after the sign-in."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; only the answers to a page's request and to the provider's return are changed."""
        if scope["type"] != "http" or scope["method"] != "GET" or read_access() != "oidc":
            await self.app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        link = _link(scope)

        async def changed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if scope["path"] == f"{_base()}/oauth2callback":
                    _lead_back(headers, scope["query_string"].decode("latin-1"), asked.get("cookie", ""))
                elif asked.get("sec-fetch-dest", "document") == "document" and may_be_kept(link):
                    _set_cookie(headers, encoded(link), KEPT_S)
                if auth_section.is_https():
                    _secure(headers)
            await send(message)

        await self.app(scope, receive, changed)


def is_own(link: str) -> bool:
    """Tell whether a link leads to a page of the dashboard: a path of its own and maybe a query, nothing else."""
    path, _mark, query = link.partition("?")
    known = path.startswith(f"{_base()}/") and path.removeprefix(f"{_base()}/") in PAGES
    return known and query.isascii() and query.isprintable() and not set(query) & set(' \\#"<>')


def may_be_kept(link: str) -> bool:
    """Tell whether a link is remembered: a share link's secret is in no cookie of ours."""
    query = link.partition("?")[2]
    shared = any(name == "share" for name, _value in parse_qsl(query, keep_blank_values=True))
    return is_own(link) and not shared and len(encoded(link)) <= AT_MOST


def encoded(link: str) -> str:
    """Return a link in letters that a cookie may have."""
    return urlsafe_b64encode(link.encode()).decode().rstrip("=")


def decoded(value: str) -> str:
    """Return the link of a cookie; empty where there is none, or one that leads elsewhere."""
    try:
        link = urlsafe_b64decode(value.encode() + b"==").decode() if len(value) <= AT_MOST else ""
    except (binascii.Error, UnicodeError):
        return ""
    return link if is_own(link) else ""


def _lead_back(headers: MutableHeaders, query: str, cookies: str) -> None:
    """Lead on to the remembered address: once after a sign-in, and again to the sign-in where it failed.

    Providers come back to the same address after a sign-out, with neither a code nor an error. What the last person
    looked at is nothing for the next one; the language stays.
    """
    if "location" not in headers:
        return
    link = decoded(cookie_parser(cookies).get(COOKIE, ""))
    if not {name for name, _value in parse_qsl(query)} & {"code", "error"}:
        lang = dict(parse_qsl(link.partition("?")[2])).get("lang")
        link = f"{_base()}/?lang={lang}" if lang in i18n.DIRECTIONS else ""
    if link:
        headers["location"] = link
    if any(one.startswith("_streamlit_user=") and "max-age=0" not in one.lower() for one in _cookies(headers)):
        _set_cookie(headers, "", 0)


def _link(scope: Scope) -> str:
    query = scope["query_string"].decode("latin-1")
    return f"{scope['path']}?{query}" if query else str(scope["path"])


def _base() -> str:
    """Return the folder that Streamlit serves the dashboard in, without a slash at its end."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""


def _set_cookie(headers: MutableHeaders, value: str, seconds: int) -> None:
    answer = Response()
    secure = auth_section.is_https()
    answer.set_cookie(COOKIE, value, seconds, path=_base() or "/", secure=secure, httponly=True, samesite="lax")
    headers.append("set-cookie", answer.headers["set-cookie"])


def _cookies(headers: MutableHeaders) -> list[str]:
    return headers.getlist("set-cookie")


def _secure(headers: MutableHeaders) -> None:
    """Keep Streamlit's cookies to https: it leaves that out, because of browsers that would lose them on http."""
    given = _cookies(headers)
    if not any(one.startswith(ITS_COOKIES) for one in given):
        return
    del headers["set-cookie"]
    for one in given:
        known = "; secure" in one.lower() or not one.startswith(ITS_COOKIES)
        headers.append("set-cookie", one if known else f"{one}; Secure")
