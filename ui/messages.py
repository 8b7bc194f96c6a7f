"""What pages need of a session's socket comes in; Streamlit would take more from anybody who opens one."""

from __future__ import annotations

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]  # protobuf ships no types
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from ui.log import LOG

# Not `clear_cache`, which empties what is kept for everybody, nor what is of use to a developer alone.
NEEDED = frozenset({"rerun_script", "stop_script", "app_heartbeat"})
OPERATION, NEEDED_OPERATION = "backend_operation_request", "deferred_file"


class Messages:
    """ASGI middleware that drops what no page of ours sends."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; of a session's socket only what is needed."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return

        async def needed() -> Message:
            while True:
                message = await receive()
                if message["type"] != "websocket.receive" or is_needed(message.get("bytes")):
                    return message
                LOG.warning("a message that no page sends was dropped")

        await self.app(scope, needed, send)


def is_needed(content: bytes | None) -> bool:
    """Tell whether a message is one that pages send; what cannot be read is Streamlit's to refuse."""
    message = BackMsg()
    try:
        message.ParseFromString(content or b"")
    except DecodeError:
        return True
    kind = message.WhichOneof("type")
    if kind == OPERATION:
        return message.backend_operation_request.WhichOneof("payload") == NEEDED_OPERATION
    return kind is None or kind in NEEDED
