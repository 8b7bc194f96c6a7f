"""What every answer tells the browser not to allow; docs/security.md says for each directive who needs it."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data_access.settings import read_access
from data_access.trouble import SettingError
from ui.preload import STATIC

COMMON = {
    "Referrer-Policy": "no-referrer",  # an address holds the view, and a share link its token
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# The map's full screen, and the buttons that copy a link; of the rest the dashboard uses nothing.
ALLOWED = ("fullscreen", "clipboard-write")
DENIED = (
    *("accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read", "display-capture"),
    *("encrypted-media", "gamepad", "geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection"),
    *("local-fonts", "magnetometer", "microphone", "midi", "otp-credentials", "payment", "picture-in-picture"),
    *("publickey-credentials-create", "publickey-credentials-get", "screen-wake-lock", "serial", "storage-access"),
    *("usb", "window-management", "xr-spatial-tracking"),
)
PERMISSIONS = ", ".join([*(f"{name}=(self)" for name in ALLOWED), *(f"{name}=()" for name in DENIED)])
# What is opened as a page of its own though it is none (a picture, a file, a refusal) may do nothing.
FILE = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox"
# streamlit-folium writes the map's script into its frame as an inline script, with another text for each view.
MAP_FRAME = {
    "default-src": "'none'",
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "frame-ancestors": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
PAGE = {
    "default-src": "'none'",
    "script-src": "'self' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "frame-src": "'self'",
    "worker-src": "'none'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
COOKIE_FLAG = re.compile(r";\s*(secure|samesite)\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def page_policy() -> str:
    """Return the policy of Streamlit's page; its inline scripts are allowed by what they say, and no others."""
    html = (STATIC / "index.html").read_text(encoding="utf-8")
    found = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", html, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in found]
    script = " ".join([PAGE["script-src"], *(f"'sha256-{one}'" for one in hashes)])
    return _written(PAGE | {"script-src": script})


def _written(policy: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in policy.items())


class SecurityHeaders:
    """ASGI middleware that puts the headers on every HTTP answer and the flags that Streamlit leaves out on cookies."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        base = f"/{st.get_option('server.baseUrlPath')}".rstrip("/")
        self.components, self.media = f"{base}/component/", f"{base}/media/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; the answer carries the tightest policy of its path."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            # "Not modified" names no kind of content, and what it says would replace what the browser has kept.
            if message["type"] == "http.response.start" and message["status"] != 304:
                self._add(MutableHeaders(scope=message), scope)
            await send(message)

        await self.app(scope, receive, with_headers)

    def _add(self, headers: MutableHeaders, scope: Scope) -> None:
        path, page = scope["path"], headers.get("content-type", "").startswith("text/html")
        headers.update(COMMON)
        headers["Permissions-Policy"] = PERMISSIONS
        framed = page and path.startswith(self.components)
        headers["X-Frame-Options"] = "SAMEORIGIN" if framed else "DENY"
        if path.startswith(self.media):  # the file of one session: neither run as a page nor kept
            page = False
            headers["Cache-Control"] = "private, no-store"
        policy = _written(MAP_FRAME) if framed else page_policy() if page else FILE
        headers["Content-Security-Policy"] = policy
        cookies = headers.getlist("set-cookie")
        if cookies:
            del headers["set-cookie"]
            for cookie in cookies:
                headers.append("set-cookie", flagged(cookie, secure=_over_tls(scope)))


def flagged(cookie: str, *, secure: bool) -> str:
    """Return a Set-Cookie value with the flags that it lacks."""
    has = {found.lower() for found in COOKIE_FLAG.findall(cookie)}
    lax = "" if "samesite" in has else "; SameSite=Lax"
    return f"{cookie}{lax}{'; Secure' if secure and 'secure' not in has else ''}"


def _over_tls(scope: Scope) -> bool:
    """Tell whether browsers come over TLS: to this server, or to the proxy whose address sign-in comes back to."""
    if scope.get("scheme") == "https":
        return True
    try:
        address = st.secrets["auth"]["redirect_uri"] if read_access() == "oidc" else ""
    except (SettingError, KeyError, OSError):  # no file of secrets is an OSError of Streamlit's own
        return False
    return str(address).startswith("https:")
