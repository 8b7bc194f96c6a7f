"""Pages run by AppTest, in the process of the test."""

import csv
import io
import shutil
import sqlite3
from contextlib import closing
from functools import cache
from urllib.parse import parse_qsl

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.caching.cache_resource_api import _resource_caches
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

import manage
from data_access.settings import Settings
from measures import release
from measures.source import Source
from measures.view import view
from tests import twins
from tests.conftest import ROOT
from tests.pages import sharing
from ui import downloads, loaders, stores
from wording import i18n

# What the caches of this process hold was read with these settings.
KEPT: dict[str, str] = {}
# What they held under other settings, the newest last: to read a database and make pages of it again takes seconds.
ASIDE: dict[frozenset, dict] = {}
MOST_ASIDE = 6


def forget():
    """Drop all that this process has read, as a fresh server would."""
    ASIDE.clear()
    loaders._whole.cache_clear()
    loaders._part.cache_clear()
    st.cache_data.clear()
    st.cache_resource.clear()


def read_with(settings):
    """Let the caches hold what was read with these settings and nothing else; what they held is put aside."""
    if settings == KEPT:
        return
    held = _resource_caches._function_caches
    if KEPT:
        ASIDE[frozenset(KEPT.items())] = held
    _resource_caches._function_caches = ASIDE.pop(frozenset(settings.items()), {})
    for oldest in list(ASIDE)[:-MOST_ASIDE]:
        del ASIDE[oldest]
    KEPT.clear()
    KEPT.update(settings)
    loaders._whole.cache_clear()
    loaders._part.cache_clear()


@pytest.fixture(autouse=True)
def no_package_scan(monkeypatch):
    """Each AppTest looks through all installed packages for components; ours are written inline."""
    monkeypatch.setattr(manifest_scanner, "scan_component_manifests", lambda: [])


@pytest.fixture
def open_page(demo_database, monkeypatch):
    """Open the page of a link: ``open_page("indicator=school_seats&lang=en", HAMGAM_ROW_CAP="10")``.

    ``page`` names another page than the gap map by its address; the overview's is empty.
    """

    def open_(link="", page="gap_map", **settings):
        settings.setdefault("HAMGAM_DATABASE_URL", f"sqlite:///{demo_database}")
        read_with(settings)
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        if page:
            at.switch_page(f"pages/{page}.py")
        for key, value in parse_qsl(link, keep_blank_values=True):
            at.query_params[key] = value
        at.run()
        # AppTest itself asks the select boxes for their texts, in the thread of the test.
        i18n.activate(at.session_state["hg_selection"].lang if "hg_selection" in at.session_state else "fa")
        return at

    return open_


@pytest.fixture
def read_from(monkeypatch):
    """Let the loaders of this process read a database without a page: ``read_from(path, "en")``."""

    def read(path, lang="en", **settings):
        settings = {"HAMGAM_DATABASE_URL": f"sqlite:///{path}", **settings}
        read_with(settings)
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        i18n.activate(lang)

    return read


@pytest.fixture(scope="session")
def twin_database(demo_database, tmp_path_factory):
    """Path of a database with other raw counts behind the demonstration's cells."""
    return twins.built(demo_database, tmp_path_factory.mktemp("twin") / "twin.sqlite")


@pytest.fixture
def open_sector(open_page):
    """Open a sector's page with a link: ``open_sector("health", "lang=en")``."""

    def open_(sector, link="", **settings):
        at = open_page(link or "lang=fa", page=sector, **settings)
        i18n.activate(at.session_state["hg_selection"].lang)
        return at

    return open_


@pytest.fixture
def meetings(open_page):
    """Open the page of meetings with a link, without an error on it: ``meetings("meeting=m_1404_07&lang=en")``."""

    def open_(link="", **settings):
        at = open_page(link, page="meetings", **settings)
        assert not at.exception
        return at

    return open_


@pytest.fixture
def ask(demo_database):
    """Ask the demonstration database in SQL."""

    def ask_(statement, *values):
        with closing(sqlite3.connect(f"file:{demo_database}?mode=ro", uri=True)) as connection:
            return connection.execute(statement, values).fetchall()

    return ask_


@pytest.fixture
def frame_of(demo_database):
    """Release the frame of a link, as its page draws it."""
    source = Source(Settings(f"sqlite:///{demo_database}"))
    yield lambda link: view(source, dict(parse_qsl(link)))[0]
    source.close()


@pytest.fixture
def compare(open_page):
    """Open the page Compare with a link."""
    return lambda link="", **settings: open_page(link, page="compare", **settings)


@pytest.fixture(scope="session")
def changed_database(demo_database, tmp_path_factory):
    """Copy the demonstration database and run SQL on the copy; returns its URL, the same one for the same SQL."""

    @cache
    def change(*statements):
        copy = tmp_path_factory.mktemp("changed") / "changed.sqlite"
        shutil.copy(demo_database, copy)
        with closing(sqlite3.connect(copy)) as connection, connection:
            for statement, *values in statements:
                connection.execute(statement, values)
        return f"sqlite:///{copy}"

    return change


class Files:
    """What the page offers: name and content by key, each made when it is asked for."""

    def __init__(self, made, at):
        self._made, self.at = made, at

    def kinds(self):
        return list(self._made)

    def __getitem__(self, kind):
        name, make = self._made[kind]
        return name, make()


@pytest.fixture
def files_of(open_page, monkeypatch):
    """Open a link: ``files_of(link, tagged=False)["csv"]`` makes its file and returns name and content.

    ``page`` names the page as for ``open_page``; ``act`` does something on it before the files are made.
    """
    button = st.download_button

    def open_(link, tagged=False, act=None, **settings):
        made = {}

        def download_button(label, data, **more):
            made[more["key"].split(":")[0]] = (more["file_name"], data)
            return button(label, data, **more)

        monkeypatch.setattr(st, "download_button", download_button)
        # AppTest cannot open a popover; the browser tests do.
        monkeypatch.setattr(downloads, "_is_open", lambda _popover: True)
        at = open_page(link, **settings)
        if act is not None:
            act(at)
        if tagged:
            at.toggle(key=f"hxl:{i18n.language()}").set_value(True).run()
        assert not at.exception
        assert not at.error
        i18n.activate("fa")  # a click is answered outside any run: the language must come with the file
        return Files(made, at)

    return open_


@pytest.fixture(scope="session")
def printed(demo_database):
    """What the terminal prints for a link: heads, and rows of cells; each link is printed once, each year read once."""
    found = {}

    def evidence(source, reference, version, period):
        if period not in found:
            found[period] = release.evidence(source, reference, version, period)
        return found[period]

    @cache
    def print_(link):
        address, settings = f"http://127.0.0.1/gap_map?{link}", {"HAMGAM_DATABASE_URL": f"sqlite:///{demo_database}"}
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr("measures.view.evidence", evidence)
            done = CliRunner().invoke(manage.app, ["table", address], env=settings)
        assert done.exit_code == 0, done.output
        return list(csv.reader(io.StringIO(done.stdout)))

    return print_


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory):
    return tmp_path_factory.mktemp("stores") / "empty.sqlite"


@pytest.fixture
def store(tmp_path, empty_store, monkeypatch):
    """A store of links of this test's own; pages run as on a server."""
    sharing.through_app(monkeypatch)
    monkeypatch.setenv("HAMGAM_STORE_URL", sharing.store_in(tmp_path, empty_store))
    stores._opened.cache_clear()
    yield stores.store()
    stores._opened.cache_clear()


@pytest.fixture
def shared(store, read_from, demo_database):
    """Make a link and open it: ``shared(grant("page"))``."""
    read_from(demo_database)

    def open_(of, **more):
        _link, token = store.create(of, **more)
        return sharing.opened(token)

    return open_
