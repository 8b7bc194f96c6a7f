"""Sends each answer at once: Streamlit 1.67 leaves Nagle's algorithm on, which holds small messages back for 40 ms."""

from __future__ import annotations

import socket

from starlette.types import ASGIApp, Receive, Scope, Send


class NoDelay:
    """ASGI middleware that turns Nagle's algorithm off on every connection that it can see.

    Streamlit binds its socket without naming the protocol, so that asyncio does not know it as TCP and leaves it alone.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Set the option, then pass on; a server that hides its transport serves as before."""
        transport = getattr(getattr(receive, "__self__", None), "transport", None)
        connection = transport.get_extra_info("socket") if transport is not None else None
        if connection is not None and connection.family in (socket.AF_INET, socket.AF_INET6):
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await self.app(scope, receive, send)
