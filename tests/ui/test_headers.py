"""Each answer carries the headers, each path the tightest policy, each cookie the flags that it can have."""

import re

import pytest
import streamlit as st

from tests.ui.making import in_a_thread
from ui import headers
from ui.headers import SecurityHeaders, flagged

PAGE, FRAME, FILE = "'self' blob:", "'unsafe-eval'", "sandbox"


async def headers_of(path, content_type="text/html; charset=utf-8", scheme="http", sent=(), status=200):
    got = []

    async def app(scope, receive, send):
        about = [(b"content-type", content_type.encode()), *sent]
        await send({"type": "http.response.start", "status": status, "headers": about})

    async def send(message):
        got.extend((key.decode(), value.decode()) for key, value in message["headers"])

    await SecurityHeaders(app)({"type": "http", "path": path, "scheme": scheme}, None, send)
    return got


def answered(*args, **kwargs):
    return in_a_thread(headers_of(*args, **kwargs))


@pytest.mark.parametrize("path", ["/", "/gap_map", "/media/x.pdf", "/component/x/index.html", "/assets/1/map.js"])
def test_every_answer_carries_the_common_headers(path):
    known = dict(answered(path))
    assert known["referrer-policy"] == "no-referrer"
    assert known["x-content-type-options"] == "nosniff"
    assert known["cross-origin-opener-policy"] == known["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in known["permissions-policy"]
    assert "fullscreen=(self)" in known["permissions-policy"]


@pytest.mark.parametrize(
    ("path", "kind", "policy", "frames"),
    [
        ("/", "text/html; charset=utf-8", PAGE, "DENY"),
        ("/gap_map", "text/html", PAGE, "DENY"),
        ("/x/component/y", "text/html", PAGE, "DENY"),
        ("/component/streamlit_folium.st_folium/index.html", "text/html", FRAME, "SAMEORIGIN"),
        ("/component/streamlit_folium.st_folium/static/js/main.js", "text/javascript", FILE, "DENY"),
        ("/media/0123.html", "text/html", FILE, "DENY"),
        ("/_stcore/host-config", "application/json", FILE, "DENY"),
        ("/refused", "text/plain", FILE, "DENY"),
    ],
)
def test_each_path_has_the_tightest_policy_and_framing(path, kind, policy, frames):
    known = dict(answered(path, kind))
    told = known["content-security-policy"]
    assert [one for one in (PAGE, FRAME, FILE) if one in told] == [policy]
    assert known["x-frame-options"] == frames
    assert ("frame-ancestors 'self'" in told) == (frames == "SAMEORIGIN")


def test_answer_that_nothing_changed_leaves_the_kept_policy_alone():
    assert "content-security-policy" in dict(answered("/"))
    assert dict(answered("/", "", status=304)) == {"content-type": ""}


def test_base_path_of_a_proxy_is_taken_into_account(monkeypatch):
    monkeypatch.setattr(st, "get_option", lambda name: "gis/dash")
    assert FRAME in dict(answered("/gis/dash/component/x/index.html"))["content-security-policy"]
    assert FRAME not in dict(answered("/component/x/index.html"))["content-security-policy"]


def test_page_runs_no_inline_script_but_those_of_this_streamlit():
    script = re.search(r"script-src ([^;]*)", headers.page_policy())[1]
    assert "unsafe" not in script
    assert script.count("'sha256-") == 1


def test_file_of_a_session_is_not_kept():
    known = dict(answered("/media/x.xlsx", "application/zip", sent=[(b"content-disposition", b"attachment")]))
    assert known["cache-control"] == "private, no-store"
    assert known["content-disposition"] == "attachment"
    assert "cache-control" not in dict(answered("/assets/1/map.js", "text/javascript"))


@pytest.mark.parametrize(
    ("cookie", "plain", "secure"),
    [
        ("a=b", "a=b; SameSite=Lax", "a=b; SameSite=Lax; Secure"),
        ("a=b; samesite=strict", "a=b; samesite=strict", "a=b; samesite=strict; Secure"),
        ("a=b; Path=/; Secure; SameSite=None", *["a=b; Path=/; Secure; SameSite=None"] * 2),
        ("a=secure", "a=secure; SameSite=Lax", "a=secure; SameSite=Lax; Secure"),
    ],
)
def test_cookie_gets_the_flags_that_it_lacks(cookie, plain, secure):
    assert flagged(cookie, secure=False) == plain
    assert flagged(cookie, secure=True) == secure


def test_each_cookie_of_an_answer_over_tls_is_secure():
    sent = [(b"set-cookie", b"a=1"), (b"set-cookie", b"b=2; SameSite=Lax")]
    got = [value for name, value in answered("/", scheme="https", sent=sent) if name == "set-cookie"]
    assert got == ["a=1; SameSite=Lax; Secure", "b=2; SameSite=Lax; Secure"]


@pytest.mark.parametrize(
    ("access", "address", "secure"),
    [
        ("oidc", "https://hamgam.example/oauth2callback", True),
        ("oidc", "http://localhost:8501/oauth2callback", False),
        ("local", "https://hamgam.example/oauth2callback", False),
        ("everyone", "https://hamgam.example/oauth2callback", False),
    ],
)
def test_cookies_are_secure_behind_a_proxy_that_ends_tls(access, address, secure, monkeypatch):
    monkeypatch.setenv("HAMGAM_ACCESS", access)
    monkeypatch.setattr(st, "secrets", {"auth": {"redirect_uri": address}})
    got = dict(answered("/", sent=[(b"set-cookie", b"a=1")]))["set-cookie"]
    assert got.endswith("Secure") == secure
