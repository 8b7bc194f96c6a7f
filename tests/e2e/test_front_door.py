"""Attacks on the running dashboard while nobody signs in; each succeeds on the same dashboard without its door."""

import os
import subprocess
import sys
import time

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.raw_http import ask, session, shake_hands
from tests.serving import FLAGS, ROOT, free_port

BOTH = ("HAMGAM_ACCESS=oidc", "پراکسی")
PROXIED = [
    ("Forwarded", "for=192.0.2.1"),
    ("X-Forwarded-For", "192.0.2.1"),
    ("X-Forwarded-For", "127.0.0.1"),
    ("X-Forwarded-Host", "localhost"),
    ("X-Forwarded-Proto", "https"),
    ("X-Forwarded-Prefix", "/x"),
    ("X-Real-IP", "127.0.0.1"),
    ("Via", "1.1 proxy"),
]
EVERY = "0.0.0.0"  # noqa: S104 - a start that must be refused
PATHS = (
    "/",
    "/gap_map",
    "/_stcore/health",
    "/_stcore/host-config",
    "/app/static/vendor/leaflet/leaflet.js",
    "/media/x",
)


@pytest.fixture(scope="module")
def open_door(server_starter, demo_database):
    env = {
        "HAMGAM_DATABASE_URL": f"sqlite:///{demo_database}",
        "PYTHONPATH": str(ROOT),
        # Streamlit's own check of a socket's origin is off too, so that only the door can be what refuses.
        "STREAMLIT_SERVER_ENABLE_CORS": "false",
        "STREAMLIT_SERVER_ENABLE_XSRF_PROTECTION": "false",
    }
    return server_starter(env, "tests/e2e/open_door.py")


@pytest.fixture(scope="module")
def closed_port(server):
    return server.port


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]"])
def test_this_machine_is_served_under_each_of_its_names(closed_port, name):
    host = f"{name}:{closed_port}"
    own = ("Origin", f"http://{host}")
    assert ask(closed_port, "/gap_map", own, host=host).status == 200
    assert shake_hands(closed_port, own, host=host) == 101
    assert shake_hands(closed_port, host=host) == 101  # no browser


@pytest.mark.parametrize("path", PATHS)
def test_rebound_name_gets_nothing(closed_port, open_door, path):
    host = "rebound.example"
    answer = ask(closed_port, path, host=f"{host}:{closed_port}")
    assert (answer.status, answer.headers["content-type"]) == (403, "text/plain; charset=utf-8")
    assert "http://localhost" in answer.body.decode()
    assert ask(open_door.port, path, host=f"{host}:{open_door.port}").status in (200, 404)


def test_rebound_name_with_its_own_origin_opens_no_session(closed_port, open_door):
    def opened(port):
        host = f"rebound.example:{port}"
        return shake_hands(port, ("Origin", f"http://{host}"), host=host)

    assert opened(closed_port) == 403
    assert opened(open_door.port) == 101


@pytest.mark.parametrize("host", ["localhost.example.org", EVERY, "127.0.0.2", "localhost@example.org", "[::]"])
def test_name_that_looks_like_this_machine_is_refused(closed_port, open_door, host):
    assert ask(closed_port, host=host).status == 403
    assert ask(open_door.port, host=host).status == 200


@pytest.mark.parametrize("origin", ["http://example.org", "null", "http://localhost:1", "https://127.0.0.1"])
def test_page_of_another_address_reads_nothing(closed_port, open_door, origin):
    assert ask(closed_port, "/_stcore/host-config", ("Origin", origin)).status == 403
    assert shake_hands(closed_port, ("Origin", origin)) == 403
    assert ask(open_door.port, "/_stcore/host-config", ("Origin", origin)).status == 200
    assert shake_hands(open_door.port, ("Origin", origin)) == 101


@pytest.mark.parametrize("header", PROXIED, ids="=".join)
def test_proxied_request_is_told_that_sign_in_is_needed(closed_port, open_door, header):
    answer = ask(closed_port, "/gap_map", header)
    assert answer.status == 403
    assert all(part in answer.body.decode() for part in BOTH)
    assert ask(open_door.port, "/gap_map", header).status == 200


@pytest.mark.parametrize("header", PROXIED, ids="=".join)
def test_proxied_session_is_not_opened(closed_port, open_door, header):
    assert shake_hands(closed_port, header) == 403
    assert shake_hands(open_door.port, header) == 101


def test_cookie_that_a_visit_is_given_is_kept_from_other_sites(closed_port):
    cookies = [ask(closed_port, path).headers.get("set-cookie", "") for path in PATHS]
    assert any(one.startswith("_streamlit_xsrf=") for one in cookies)
    assert [one for one in cookies if one and "SameSite=Lax" not in one] == []


def drawn(port, header, until):
    """Read what a session that came with a header is sent, until a text stands in it or its first run is over."""
    message = BackMsg()
    message.rerun_script.query_string = "lang=en"
    seen = b""
    for frame in session(port, *header, host=f"127.0.0.1:{port}", message=message.SerializeToString()):
        seen += frame
        if any(one in seen for one in until):
            break
    return seen


def test_session_that_got_past_the_door_is_shown_nothing(open_door):
    refused, brand = BOTH[0].encode(), b"hg-brand"
    past = drawn(open_door.port, [("X-Real-IP", "192.0.2.1")], (refused, brand))
    assert refused in past
    assert brand not in past
    assert brand in drawn(open_door.port, [], (refused, brand))


def started(env, *options):
    """Start the dashboard as `make run` does and wait for its end; it is stopped if it stands."""
    outer = {name: value for name, value in os.environ.items() if not name.startswith(("HAMGAM_", "STREAMLIT_"))}
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", *FLAGS, f"--server.port={port}", *options]
    process = subprocess.Popen(command, cwd=ROOT, env=outer | env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    answered, end = False, time.monotonic() + 40
    while process.poll() is None and time.monotonic() < end:
        try:
            answered = answered or ask(port, "/_stcore/health").status == 200
        except (OSError, IndexError):
            time.sleep(0.05)
        if answered:
            process.terminate()
            break
    if process.poll() is None and not answered:
        process.kill()
    said, _ = process.communicate(timeout=20)
    return process.returncode, answered, said.decode()


@pytest.mark.parametrize("address", [EVERY, "::"])
def test_start_that_would_serve_others_without_sign_in_is_refused(address):
    code, answered, said = started({}, f"--server.address={address}")
    assert (code, answered) == (1, False)
    assert all(part in said for part in ("HAMGAM_ACCESS=oidc", "[auth]", "secrets.toml", "127.0.0.1", "راه نیفتاد"))
    assert "Traceback" not in said


def test_start_with_a_wrong_access_is_refused():
    code, answered, said = started({"HAMGAM_ACCESS": "everyone"}, "--server.address=127.0.0.1")
    assert (code, answered) == (1, False)
    assert said.count("HAMGAM_ACCESS") == 2
    assert "Traceback" not in said


def test_safe_start_is_not_refused():
    _, answered, said = started({}, "--server.address=127.0.0.1")
    assert answered, said


def test_another_setting_that_is_wrong_is_told_on_the_pages(start_server):
    assert ask(start_server({"HAMGAM_ROW_CAP": "many"}).port, "/gap_map").status == 200
