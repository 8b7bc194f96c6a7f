"""The section [auth] of Streamlit's secrets.toml, and whether it and Streamlit's settings can carry a sign-in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import streamlit as st

from data_access.settings import read_access, read_settings
from data_access.trouble import SettingError
from wording import i18n
from wording.i18n import _

NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
SECRET_AT_LEAST = 32
ON_THIS_MACHINE = ("127.0.0.1", "localhost", "::1")


def value(name: str) -> str:
    """Return one value of the section; empty where it is missing."""
    return str(section().get(name, ""))


def section() -> dict[str, object]:
    """Return the section as it stands; empty where there is none or no file."""
    if not st.secrets.load_if_toml_exists():
        return {}
    auth = st.secrets.get("auth")
    return dict(auth) if auth else {}


def is_https() -> bool:
    """Tell whether browsers reach the dashboard over https, which a server behind a proxy cannot see for itself."""
    return urlsplit(value("redirect_uri")).scheme == "https"


def check() -> None:
    """End the start, in both languages, where people are to sign in and could not, or not safely."""
    try:
        if read_access() != "oidc":
            return
        read_settings()
    except SettingError as error:
        problem = str(error)
        raise SystemExit(
            _in_both(lambda: _("The dashboard does not start: {problem}").format(problem=problem))
        ) from None
    if wrong := next(faults(), ""):
        raise SystemExit(
            _in_both(
                lambda: _(
                    "The dashboard does not start: with HAMGAM_ACCESS=oidc people sign in, and {name} is missing"
                    " or cannot be used. See docs/sign_in.md."
                ).format(name=wrong)
            )
        )


def faults() -> Iterator[str]:
    """Name what is missing or cannot be used; never a value: some are secrets."""
    for name in NEEDED:
        if not value(name).strip():
            yield f"[auth] {name}"
    if len(value("cookie_secret")) < SECRET_AT_LEAST:
        yield "[auth] cookie_secret"
    if not value("redirect_uri").endswith("/oauth2callback"):
        yield "[auth] redirect_uri"
    for name in ("redirect_uri", "server_metadata_url"):
        address = urlsplit(value(name))
        if address.scheme != "https" and not (address.scheme == "http" and address.hostname in ON_THIS_MACHINE):
            yield f"[auth] {name}"
    if "expose_tokens" in section():
        yield "[auth] expose_tokens"
    # Streamlit would take who somebody is from a header, which everyone can send.
    if st.get_option("server.trustedUserHeaders") not in (None, "", "{}", {}):
        yield "server.trustedUserHeaders"
    if not st.get_option("server.enableXsrfProtection"):
        yield "server.enableXsrfProtection"


def _in_both(text: Callable[[], str]) -> str:
    lines = []
    for lang in ("en", "fa"):
        i18n.activate(lang)
        lines.append(text())
    return "\n".join(lines)
