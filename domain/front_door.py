"""Who may come in without signing in: only whoever sits at this machine and came straight to it."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from typing import Literal

Reason = Literal["address", "forwarded", "host", "origin"]
LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
# Besides X-Forwarded-*: Via is what each proxy must add (RFC 9110, 7.6.3), X-Real-IP what nginx's own examples add.
PROXY_HEADERS = frozenset({"forwarded", "via", "x-real-ip"})
# A name in a Host header, with or without a port; nothing else has a place there.
_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::[0-9]{1,5})?")


def reason_to_refuse(headers: Iterable[tuple[str, str]], *, secure: bool = False) -> Reason | None:
    """Tell why a request does not come from a browser on this machine.

    Parameters
    ----------
    headers : iterable of (str, str)
        All headers of the request, repeated ones too.
    secure : bool
        Whether it came over TLS.

    Returns
    -------
    {'forwarded', 'host', 'origin'} or None
        `forwarded`: a proxy passed it on, so that whoever asks may sit anywhere. `host`: another name than
        `LOCAL_NAMES`, none, or several (a name that a stranger's server gives this address would let its pages read
        ours). `origin`: a page of another address asks. None where nothing speaks against it.

    Notes
    -----
    Source: OWASP on DNS rebinding and on cross-site WebSocket hijacking.
    """
    known: dict[str, list[str]] = {}
    for name, value in headers:
        # Some servers read an underscore as a hyphen, and what one of them passed on was passed on.
        known.setdefault(name.lower().replace("_", "-"), []).append(value.strip().lower())
    if any(name in PROXY_HEADERS or name.startswith("x-forwarded") for name in known):
        return "forwarded"
    hosts = known.get("host", [])
    found = _HOST.fullmatch(hosts[0]) if len(hosts) == 1 else None
    if found is None or found["name"] not in LOCAL_NAMES:
        return "host"
    own = f"{'https' if secure else 'http'}://{hosts[0]}"
    return "origin" if any(one != own for one in known.get("origin", [])) else None


def is_loopback(address: str | None) -> bool:
    """Tell whether an address is reached from this machine alone.

    Parameters
    ----------
    address : str or None
        Of a peer, or as in Streamlit's `server.address`: None and an empty one mean every address of the machine.

    Returns
    -------
    bool
    """
    if not address:
        return False
    if address.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False
