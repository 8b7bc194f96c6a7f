"""A data version that comes while a page is open: it is noticed, shown and told, and the view stays."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from tests.pages import reading
from tests.pages.conftest import KEPT, forget
from tests.pages.sharing import VIEW, make, opened, through_app, to_sharing
from tests.sweeps import EN_NOW
from ui import loaders

TOLD = {
    "fa": "داده‌ها به‌روز شد. تاریخ انتشار: ۱ اسفند ۱۴۰۴",
    "en": "Data updated. Released: 20 February 2026 (1404)",
}
LINK = "indicator=school_seats&level=district&area=IR2310&period=1404"
DROP_SCHOOLS = (
    "DELETE FROM facility_status WHERE facility_id IN (SELECT facility_id FROM facility WHERE sector = 'education')"
)
NEW = "UPDATE dataset SET data_version = 'demo-2', released_on = '2026-02-20'"


@pytest.fixture
def database(demo_database, tmp_path, monkeypatch):
    """A copy of the demonstration, and a way to load into it in one transaction; pages run as on a server."""
    through_app(monkeypatch)
    copy = shutil.copy(demo_database, tmp_path / "written.sqlite")
    KEPT.clear()
    forget()

    def load(*statements):
        with closing(sqlite3.connect(copy)) as connection, connection:
            for statement in statements:
                connection.execute(statement)

    yield f"sqlite:///{copy}", load
    KEPT.clear()
    forget()


def time_passes():
    """As after half a minute in which nobody touched a page: only a page's own question finds the new version."""
    loaders._watch()._looked_at = float("-inf")


def told(at):
    return [one.value for one in at.toast]


def head(at):
    return next(body for body in reading.fragments(at) if "<h1>" in body)


@pytest.mark.parametrize("lang", EN_NOW)
def test_an_open_page_finds_the_new_version_by_itself_says_so_once_and_keeps_its_view(open_page, database, lang):
    url, load = database
    at = open_page(f"{LINK}&lang={lang}", HAMGAM_DATABASE_URL=url)
    before, view = head(at), at.session_state["hg_selection"]
    load(DROP_SCHOOLS, NEW)
    at.run()
    assert (head(at), told(at)) == (before, [])  # nobody has asked yet
    time_passes()
    at.run()
    assert not at.exception
    assert head(at) != before
    assert told(at) == [TOLD[lang]]
    assert at.session_state["hg_selection"] == view
    at.run()
    assert told(at) == []


def test_a_load_that_is_not_complete_is_neither_told_nor_shown(open_page, database):
    url, _load = database
    at = open_page(f"{LINK}&lang=en", HAMGAM_DATABASE_URL=url)
    before = head(at)
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
        connection.execute(DROP_SCHOOLS)
        connection.execute(NEW)
        time_passes()
        at.run()
        assert (head(at), told(at)) == (before, [])
        connection.commit()
    time_passes()
    at.run()
    assert head(at) != before
    assert told(at) == [TOLD["en"]]


def test_the_same_version_is_not_told(open_page, database):
    url, _load = database
    at = open_page(f"{LINK}&lang=en", HAMGAM_DATABASE_URL=url)
    before = head(at)
    time_passes()
    at.run()
    assert (head(at), told(at)) == (before, [])


def test_all_open_pages_ask_once(open_page, database, monkeypatch):
    url, _load = database
    sessions = [open_page(f"{LINK}&lang=en", HAMGAM_DATABASE_URL=url) for _session in range(2)]
    look, looks = loaders._watch()._look, []
    monkeypatch.setattr(loaders._watch(), "_look", lambda: looks.append(1) or look())
    time_passes()
    for at in sessions:
        at.run()
    assert len(looks) == 1


def test_a_page_turned_to_after_the_change_tells_it_too(open_page, database):
    url, load = database
    at = open_page(f"{LINK}&lang=en", HAMGAM_DATABASE_URL=url)
    load(NEW)
    loaders.ask_again()
    at.switch_page("pages/education.py").run()
    assert told(at) == [TOLD["en"]]


@pytest.mark.usefixtures("store")
def test_a_frozen_link_stays_as_it_is_and_a_live_one_follows(open_page, database):
    url, load = database
    at = to_sharing(open_page(f"{VIEW}&lang=en", HAMGAM_DATABASE_URL=url), audience="Office")
    live = make(at)
    at.selectbox(key="share_frozen:en").set_value("frozen").run()
    frozen = make(at)
    pages = {token: opened(token) for token in (live, frozen)}
    before = {token: head(page) for token, page in pages.items()}
    load(DROP_SCHOOLS, NEW)
    for page in pages.values():
        time_passes()
        page.run()
        assert not page.exception
    assert told(pages[live]) == [TOLD["en"]]
    assert head(pages[live]) != before[live]
    assert told(pages[frozen]) == []
    assert head(pages[frozen]) == before[frozen]
