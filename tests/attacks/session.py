"""A session without a browser that says whatever an attacker would say, and keeps all that it is told."""

from __future__ import annotations

import base64
import json
import re
import urllib.error
import urllib.parse
import urllib.request
import zlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from google.protobuf.message import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

ENDED = (
    *(ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY),
    ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
)
TIMEOUT_S = 60
# Deflated, then in base64, as `geo.facilities_layer` packs.
PACKED = re.compile(r"\beN[A-Za-z0-9+/]{40,}")


@dataclass
class Seen:
    """What came of one interaction."""

    messages: list[ForwardMsg] = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        """All texts that came, one a line, those inside JSON too; styles and scripts of our own are left out."""
        found = [one for message in self.messages if message.WhichOneof("type") == "delta" for one in _texts(message)]
        kept = [one for one in found if not one.startswith("<style>") and "export default" not in one[:4000]]
        return "\n".join([*kept, *(inside for one in kept for inside in _packed(one))])

    @cached_property
    def html(self) -> list[str]:
        """What the browser takes as HTML."""
        return [one.body for one in self.elements("html") if not one.body.startswith("<style>")]

    @property
    def pages(self) -> set[str]:
        """Addresses of the pages that the navigation has."""
        last = [one.navigation for one in self.messages if one.WhichOneof("type") == "navigation"]
        return {page.url_pathname for page in last[-1].app_pages} if last else set()

    def elements(self, kind: str) -> list[Message]:
        """Elements of a kind, as Streamlit names it."""
        return [
            getattr(message.delta.new_element, kind)
            for message in self.messages
            if message.WhichOneof("type") == "delta"
            and message.delta.WhichOneof("type") == "new_element"
            and message.delta.new_element.WhichOneof("type") == kind
        ]

    def widgets(self, kind: str, name: str = "") -> list[str]:
        """Ids of the widgets of a kind whose key begins with a name."""
        return [one.id for one in self.elements(kind) if f"-{name}" in one.id]


class Session:
    """One socket; `base` is the server's address."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.fragments: dict[str, str] = {}
        self.id, self.page, self.page_hash, self.address = "", "", "", ""
        self.hashes: dict[str, str] = {}
        self.socket = connect(
            base.replace("http", "ws") + "/_stcore/stream",
            subprotocols=["streamlit"],
            origin=base,
            compression=None,
            max_size=None,
            legacy=True,
        )

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_error: object) -> None:
        self.socket.close()

    def run(self, page: str | None = None, query: str | None = None, **more: Any) -> Seen:
        """Ask for a run as `ask` does, and wait until it has ended."""
        self.ask(page, query, **more)
        return self.told()

    def ask(self, page: str | None = None, query: str | None = None, *, states: dict[str, object] | None = None,
            fragment: str = "", page_hash: str = "", back: bool = False) -> None:  # fmt: skip
        """Ask for a run: by a page's name or a page's hash, or of a part of the page; `states` are forged widgets."""
        message = BackMsg()
        asked = message.rerun_script
        self.address = asked.query_string = self.address if query is None else query
        asked.fragment_id, asked.is_history_navigation = fragment, back
        asked.page_script_hash = page_hash or ("" if page is not None else self.page_hash)
        if page is not None:
            asked.page_name = self.page = page
        for name, value in (states or {}).items():
            _state(asked.widget_states.widgets.add(), name, value)
        self.socket.send(message.SerializeToString())

    def told(self) -> Seen:
        """Wait until a run has ended."""
        seen = Seen()
        while True:
            told = ForwardMsg()
            told.ParseFromString(self.socket.recv(timeout=TIMEOUT_S))
            seen.messages.append(told)
            kind = told.WhichOneof("type")
            if kind == "delta" and told.delta.fragment_id:
                self.fragments.setdefault(told.delta.fragment_id, "")
            elif kind == "new_session":
                self.page_hash, self.id = told.new_session.page_script_hash, told.new_session.initialize.session_id
            elif kind == "page_info_changed":
                self.address = told.page_info_changed.query_string
            elif kind == "navigation":
                self.page_hash = told.navigation.page_script_hash
                self.hashes = {page.url_pathname: page.page_script_hash for page in told.navigation.app_pages}
            elif kind == "script_finished" and told.script_finished in ENDED:
                return seen

    def file(self, file_id: str) -> bytes | None:
        """Ask for a file that is made at the click; None where it is refused."""
        address = self.file_url(file_id)
        return self.get(address) if address else None

    def file_url(self, file_id: str) -> str:
        """Ask for a file, and return its address; empty where it is refused."""
        message = BackMsg()
        request = message.backend_operation_request
        request.request_id, request.session_id, request.deferred_file.file_id = "1", self.id, file_id
        self.socket.send(message.SerializeToString())
        while True:
            told = ForwardMsg()
            told.ParseFromString(self.socket.recv(timeout=TIMEOUT_S))
            if told.WhichOneof("type") == "backend_operation_response":
                return str(told.backend_operation_response.deferred_file.url)

    def get(self, path: str) -> bytes | None:
        """Get a path of the server; None where it is not there, or is Streamlit's own page, which all paths are."""
        try:
            with urllib.request.urlopen(self.base + path, timeout=TIMEOUT_S) as answer:
                body = bytes(answer.read())
        except urllib.error.HTTPError:
            return None
        return None if b'<div id="root">' in body else body


def _state(widget: Message, name: str, value: object) -> None:
    widget.id = name
    if value is True:
        widget.trigger_value = True
    elif isinstance(value, str):
        widget.string_value = value
    elif isinstance(value, list):
        widget.string_array_value.data.extend(value)
    else:
        widget.json_value = json.dumps(value)


def _texts(message: Message) -> list[str]:
    found: list[str] = []
    for descriptor, value in message.ListFields():
        many = value if descriptor.is_repeated else [value]
        for one in many.values() if hasattr(many, "values") else many:
            if isinstance(one, Message):
                found += _texts(one)
            elif isinstance(one, bytes):
                found.append(one.decode("utf-8", "replace"))
            elif isinstance(one, str):
                found.append(_plain(one))
    return found


def _packed(text: str) -> list[str]:
    """Unpack what the map's frame unpacks: places with their names."""
    found = [base64.b64decode(one + "=" * (-len(one) % 4)) for one in PACKED.findall(text)]
    return [_plain(zlib.decompress(one).decode()) for one in found]


def _plain(text: str) -> str:
    """Undo the escapes of JSON, also of JSON inside a script inside JSON."""
    if "\\" not in text:
        return text
    for _round in range(3):
        text = re.sub(r"\\+u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
        text = text.replace('\\"', '"').replace("\\\\", "\\")
    return text
