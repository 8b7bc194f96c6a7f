"""No path leads out of what is served; a server that joins paths as they come shows that each of these would."""

import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.raw_http import ask
from tests.serving import ROOT

INSIDE = "/app/static/vendor/leaflet/leaflet.js"
# What stands in files outside: app.py, pyproject.toml, this machine's accounts.
OUTSIDE = (b"shell.run()", b"[tool.ruff]", b"root:")
PREFIXES = ("/component/streamlit_folium.st_folium/", "/_stcore/bidi-components/", "/app/static/", "/boundaries/")
PREFIXES += ("/component/", "/static/", "/assets/", "/media/", "/")
UP = "/".join([".."] * 20)
ATTACKS = [
    "/app/static/../../app.py",
    "/app/static/..%2f..%2fapp.py",
    "/app/static/%2e%2e/%2e%2e/app.py",
    "/app/static/%2E%2E%2F%2E%2E%2Fpyproject.toml",
    "/app/static/vendor/../../../pyproject.toml",
    "/app/static/vendor/..%2f..%2f..%2fapp.py",
    f"/app/static/{UP}/etc/passwd",
    "/app/static//etc/passwd",
    "/app/static/%2fetc%2fpasswd",
    "/assets/../app.py",
    "/assets/..%2fapp.py",
    "/assets/x/..%2f..%2fapp.py",
    f"/assets/x/{UP}/etc/passwd",
    "/boundaries/../app.py",
    "/boundaries/..%2fpyproject.toml",
    f"/boundaries/{UP}/etc/passwd",
    "/media/../app.py",
    "/media/..%2fapp.py",
    "/media/%2e%2e%2fpyproject.toml",
    "/media//etc/passwd",
    "/component/streamlit_folium.st_folium/../../app.py",
    "/component/streamlit_folium.st_folium/..%2f..%2fapp.py",
    "/component/streamlit_folium.st_folium//etc/passwd",
    f"/component/{UP}/etc/passwd",
    "/_stcore/bidi-components/x/../../../app.py",
    "/static/../app.py",
    f"/static/js/{UP}/etc/passwd",
    f"/{UP.replace('/', '%2f')}%2fetc%2fpasswd",
    "//etc/passwd",
    "/static//etc/passwd",
]
# Encoded twice, for Windows, or cut short: nothing here reads them as a way out.
ODD = ["/app/static/%252e%252e%252fapp.py", "/app/static/..%5c..%5capp.py", "/app/static/app.py%00.js", "/media/%00"]


class Naive(BaseHTTPRequestHandler):
    """Puts what follows a known prefix behind a folder as it comes."""

    def do_GET(self):
        path = self.requestline.split()[1]  # Python's server takes double slashes out of its own path
        prefix = next(one for one in PREFIXES if path.startswith(one))
        place = os.path.normpath(Path(f"{ROOT}{prefix}") / unquote(path.removeprefix(prefix)))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(Path(place).read_bytes())

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def naive_port():
    with ThreadingHTTPServer(("127.0.0.1", 0), Naive) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def refused(server, path):
    answer = ask(server.port, path)
    # Streamlit answers an address that it does not know with its page, which reads the page's name from it.
    assert answer.status in (400, 403, 404) or answer.body == ask(server.port, "/").body
    return not leaks(answer)


def leaks(answer):
    return any(one in answer.body for one in OUTSIDE)


@pytest.mark.parametrize("path", ATTACKS)
def test_path_that_leads_out_gives_nothing(server, naive_port, path):
    assert refused(server, path)
    assert leaks(ask(naive_port, path))


@pytest.mark.parametrize("path", ODD)
def test_oddly_written_path_gives_nothing(server, path):
    assert refused(server, path)


def test_file_that_is_served_is_served(server):
    assert ask(server.port, INSIDE).status == 200
