import socket
from types import SimpleNamespace

from tests.ui.making import in_a_thread
from ui.transport import NoDelay


class Protocol:
    """A server's side of a connection, as uvicorn hands its `receive` to the app."""

    def __init__(self, connection):
        self.transport = SimpleNamespace(get_extra_info=lambda name: connection if name == "socket" else None)

    async def receive(self):
        return {"type": "websocket.receive"}


async def answered(receive):
    """Serve one connection and return what reached the app."""
    reached = []

    async def app(scope, receive, send):
        reached.append(scope["type"])

    async def send(message):
        raise AssertionError("nothing to send")

    await NoDelay(app)({"type": "websocket"}, receive, send)
    return reached


def nodelay(connection):
    return connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_connection_sends_each_message_at_once():
    with socket.socket() as connection:
        assert not nodelay(connection)
        assert in_a_thread(answered(Protocol(connection).receive)) == ["websocket"]
        assert nodelay(connection)


def test_a_unix_socket_is_served_and_left_alone():
    with socket.socket(socket.AF_UNIX) as connection:
        assert in_a_thread(answered(Protocol(connection).receive)) == ["websocket"]


def test_a_server_that_hides_its_transport_serves_all_the_same():
    async def receive():
        return {}

    assert in_a_thread(answered(receive)) == ["websocket"]
