"""Requests byte for byte: no client in between that puts a path, a header or a name in order."""

from __future__ import annotations

import os
import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass

UPGRADE = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    "Sec-WebSocket-Version": "13",
}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


def ask(port: int, path: str = "/", *headers: tuple[str, str], host: str | None = "") -> Answer:
    """Send a GET; the Host is this machine's own unless `host` says another, None leaves it out."""
    with _sent(port, path, [*headers, ("Connection", "close")], host) as stream:
        whole = b"".join(iter(lambda: stream.recv(65536), b""))
    return _read(whole)


def shake_hands(port: int, *headers: tuple[str, str], host: str | None = "", path: str = "/_stcore/stream") -> int:
    """Ask for a session's socket; 101 says that it was opened."""
    with _sent(port, path, [*headers, *UPGRADE.items()], host) as stream:
        return _read(_head(stream)).status


def session(port: int, *headers: tuple[str, str], host: str, message: bytes) -> Iterator[bytes]:
    """Open a session's socket, send one message, and give what comes back, frame by frame."""
    with _sent(port, "/_stcore/stream", [*headers, *UPGRADE.items()], host) as stream:
        assert _read(_head(stream)).status == 101
        mask = os.urandom(4)
        masked = bytes(one ^ mask[place % 4] for place, one in enumerate(message))
        assert len(message) < 126
        stream.sendall(bytes((0x82, 0x80 | len(message))) + mask + masked)
        while True:
            size = _exactly(stream, 2)[1] & 0x7F
            if size >= 126:
                size = struct.unpack(">H" if size == 126 else ">Q", _exactly(stream, 2 if size == 126 else 8))[0]
            yield _exactly(stream, size)


def _sent(port: int, path: str, headers: list[tuple[str, str]], host: str | None) -> socket.socket:
    stream = socket.create_connection(("127.0.0.1", port), 20)
    own = [] if host is None else [("Host", host or f"127.0.0.1:{port}")]
    lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in [*own, *headers])]
    stream.sendall("\r\n".join([*lines, "", ""]).encode("latin-1"))
    return stream


def _head(stream: socket.socket) -> bytes:
    got = b""
    while b"\r\n\r\n" not in got and (more := stream.recv(1)):
        got += more
    return got


def _exactly(stream: socket.socket, size: int) -> bytes:
    got = b""
    while len(got) < size:
        more = stream.recv(size - len(got))
        if not more:
            raise ConnectionError("the server closed the socket")
        got += more
    return got


def _read(whole: bytes) -> Answer:
    head, _, body = whole.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Answer(int(first.split()[1]), headers, body)
