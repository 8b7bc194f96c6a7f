"""A real server and a real browser that reaches this machine alone."""

import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.e2e.map_page import MapPage
from tests.e2e.signing_in import Visitor
from tests.oidc.office import Office
from tests.serving import Server

HERE = Path(__file__).resolve().parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
VIEWPORTS = {"desktop": (1280, 800), "projector": (1920, 1080), "phone": (390, 844)}
OWN_SERVERS = pytest.StashKey[list[Server]]()
LOCALES = {"fa": "fa-IR", "en": "en-US"}
# Nobody listens there: what is not for this machine is refused. A handler of all requests would do so too, but turns
# the browser's cache off, and each page of each test would load Streamlit and Plotly anew.
NOWHERE = {"server": "http://127.0.0.1:9", "bypass": "127.0.0.1,localhost"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Keep all browser tests on one worker: two cores carry one browser and one server."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.xdist_group("browser"))


def is_local(url: str) -> bool:
    """Tell whether a request stays on this machine or inside the browser."""
    parts = urlsplit(url)
    return parts.scheme in ("data", "blob", "about") or parts.hostname in ("127.0.0.1", "localhost", "::1")


@pytest.fixture(scope="session")
def server_starter(tmp_path_factory):
    """Start servers; what still runs at the end is stopped."""
    folder = tmp_path_factory.mktemp("servers")
    started: list[Server] = []

    def start(env=None, app="app.py"):
        server = Server(app, env or {}, folder / f"server-{len(started)}.log")
        started.append(server)
        return server.start()

    yield start
    for server in started:
        server.stop()


@pytest.fixture(scope="session")
def server(server_starter, demo_database):
    """The dashboard on the demonstration database, one for all tests of a worker."""
    return server_starter({"HAMGAM_DATABASE_URL": f"sqlite:///{demo_database}"})


@pytest.fixture
def start_server(server_starter, request):
    """Start a server of one's own, cold or broken as the test wants it: ``start_server(env={}, app="app.py")``."""
    started = request.node.stash[OWN_SERVERS] = []

    def start(env=None, app="app.py"):
        started.append(server_starter(env, app))
        return started[-1]

    yield start
    for server in started:
        server.stop()


@pytest.fixture(scope="session")
def office(tmp_path_factory, demo_database):
    """The provider of an office, and dashboards that people sign in to; see tests/oidc."""
    office = Office(tmp_path_factory.mktemp("office"), demo_database)
    try:
        yield office.start()
    finally:
        office.stop()


@pytest.fixture(scope="session")
def at_office(browser, office):
    """Return the context of a dashboard of the office: ``at_office(office.twin)``."""
    return cache(lambda dashboard: browser.new_context(base_url=dashboard.url, **told("en")))


@pytest.fixture
def visitor(page_factory, office, at_office):
    """Somebody at the dashboard of the office."""
    return Visitor(page_factory(context=at_office(office.dashboard)), office.dashboard.url)


@pytest.fixture
def visitor_of_twin(page_factory, office, at_office):
    """Somebody at the dashboard whose own checks are off."""
    return Visitor(page_factory(context=at_office(office.twin)), office.twin.url)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of this machine, started once per worker."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.fail("no Chromium or Chrome on the PATH; make browser installs one", pytrace=False)
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else [*FLAGS]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=flags, proxy=NOWHERE)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def shared_context(browser, server) -> Callable[[str], BrowserContext]:
    """Return the context of a language on the shared server: ``shared_context("fa")``."""
    return cache(lambda lang: browser.new_context(base_url=server.url, **told(lang)))


def told(lang: str) -> dict[str, str]:
    """Return what a context is told besides its address."""
    return {"locale": LOCALES[lang], "reduced_motion": "reduce", "service_workers": "block"}


@pytest.fixture
def requests() -> list[str]:
    """Every URL that the pages of this test asked for, sockets too."""
    return []


@pytest.fixture
def outside_requests(requests) -> "OutsideRequests":
    """What left this machine; all of it was refused. ``assert not outside_requests.urls``."""
    return OutsideRequests(requests)


class OutsideRequests:
    """View on the recorded requests that were not for this machine."""

    def __init__(self, requests: list[str]) -> None:
        self._requests = requests
        self.expected = False

    @property
    def urls(self) -> list[str]:
        return [url for url in self._requests if not is_local(url)]


@pytest.fixture
def page_factory(browser, request, requests, outside_requests):
    """Open pages: ``page_factory(viewport="desktop", lang="fa", base_url=None) -> Page``.

    ``page.goto("/gap_map?level=county")`` is relative to the shared server, or to ``base_url``; a ``context`` that
    several tests share keeps what the browser loaded, and no cookie. At its end the test fails if a page asked for
    anything outside this machine, unless it set ``outside_requests.expected``.
    """
    pages, contexts = [], []

    def new_page(viewport="desktop", lang="fa", base_url=None, context=None) -> Page:
        if context is not None:
            context.clear_cookies()
        elif base_url is None:
            context = request.getfixturevalue("shared_context")(lang)
        else:
            context = browser.new_context(base_url=base_url, **told(lang))
            contexts.append(context)
        page = context.new_page()
        pages.append(page)
        width, height = VIEWPORTS.get(viewport, viewport)
        page.set_viewport_size({"width": width, "height": height})
        page.on("request", lambda asked: requests.append(asked.url))
        page.on("websocket", lambda socket: requests.append(socket.url))
        return page

    yield new_page
    for page in pages:
        if page.url.startswith("http"):  # what Streamlit remembers of a reader is not for the next test
            page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        page.close()
    for context in contexts:
        context.close()
    if not outside_requests.expected:
        assert outside_requests.urls == []


@pytest.fixture
def open_map(page_factory):
    """Open a link and wait for its map: ``open_map("lang=en", viewport=(1366, 768), base_url=None) -> MapPage``."""

    def open_(query="lang=fa", viewport=(1366, 768), base_url=None):
        lang = "en" if "lang=en" in query else "fa"
        return MapPage(page_factory(viewport, lang, base_url)).open(f"/gap_map?{query}")

    return open_


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Put the logs of the servers that a failed test used under its report."""
    report = yield
    if report.failed:
        shared = getattr(item, "funcargs", {}).get("server")
        for server in [*filter(None, [shared]), *item.stash.get(OWN_SERVERS, [])]:
            report.sections.append((f"log of {server.url}", server.log[-8000:]))
    return report
