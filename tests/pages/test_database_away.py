"""A database that goes away while the dashboard runs: what was read stays on the page, and the page says since when."""

import re
import shutil
import time

import pytest

from domain.indicators import CATALOGUE
from tests.pages import reading
from tests.pages.conftest import forget
from tests.postgres import PostgresServer, filled, programs
from tests.sweeps import FA_NOW
from ui import loaders, watch

SINCE = {
    "fa": r"پایگاه داده از ساعت [۰-۹]{2}:[۰-۹]{2} روز [۰-۹]+ \S+ [۰-۹]{4} پاسخ نداده است",
    "en": r"The database has not answered since \d\d:\d\d on \d+ \w+ \d{4} \(\d{4}\)",
}
NOT_READ = {"fa": "پیش از قطع پاسخ پایگاه داده خوانده نشده بود", "en": "had not been read before the database"}


@pytest.fixture
def impatient(monkeypatch):
    """Look at the database at each question, so that no test waits for a clock."""
    for name in ("LOOK_EVERY_S", "PATIENCE", "AFTER_READ_S"):
        monkeypatch.setattr(watch, name, 0.0)


class File:
    """A SQLite file that can be moved out of the way."""

    def __init__(self, path):
        self.path, self.url = path, f"sqlite:///{path}"

    def leave(self):
        self.path.rename(self.path.with_suffix(".away"))

    def come_back(self):
        self.path.with_suffix(".away").rename(self.path)


class Server:
    """A PostgreSQL server that can be killed."""

    def __init__(self):
        self.server = PostgresServer().start()
        self.url = filled(self.server, "demo")
        self.leave, self.come_back = self.server.kill, self.server.start


@pytest.fixture
def file(demo_database, tmp_path):
    return File(shutil.copy(demo_database, tmp_path / "office.sqlite"))


@pytest.fixture(scope="module")
def server():
    if programs() is None:
        pytest.fail("no PostgreSQL here; make postgres installs it or says what to install", pytrace=False)
    made = Server()
    yield made
    made.server.stop()


@pytest.fixture(params=["file", "server"])
def database(request, impatient):
    """Both kinds of database, each with nothing read from it yet and nothing kept of it afterwards."""
    found = request.getfixturevalue(request.param)
    yield found
    if loaders._whole.cache_info().currsize:
        loaders._whole().close()
    forget()


def told(at):
    return [one.value for one in at.warning]


@pytest.mark.xdist_group("postgres")
@pytest.mark.parametrize("lang", FA_NOW)
def test_what_was_read_stays_with_the_time_of_the_last_answer_and_the_rest_says_so(open_page, database, lang):
    opened = {"HAMGAM_DATABASE_URL": database.url}
    before = open_page(f"lang={lang}&period=1404", **opened)
    assert not before.error
    assert not told(before)
    database.leave()
    try:
        after = open_page(f"lang={lang}&period=1404", **opened)
        assert not after.exception
        assert not after.error
        (message,) = told(after)
        assert re.search(SINCE[lang], message)
        assert reading.title(after) == reading.title(before)
        assert reading.ranking(after) == reading.ranking(before)
        assert reading.payload(after) == reading.payload(before)

        others = [one for one in CATALOGUE if one != "school_seats"]
        for indicator in others[:2]:  # of the same year: computed from what was read
            other = open_page(f"lang={lang}&period=1404&indicator={indicator}", **opened)
            assert len(reading.ranking(other)) == 16
        unread = open_page(f"lang={lang}&period=1402", **opened)
        assert not unread.exception
        assert any(NOT_READ[lang] in one.value for one in unread.error)
        assert len(told(unread)) == 1
        assert unread.selectbox(key=f"period:{lang}").value == "1402"  # the choices stay, so there is a way back
    finally:
        database.come_back()
    again = open_page(f"lang={lang}&period=1402", **opened)
    assert not again.error
    assert not told(again)
    assert len(reading.ranking(again)) == 16


@pytest.mark.xdist_group("postgres")
def test_a_new_data_version_is_read_after_the_return(open_page, database):
    opened = {"HAMGAM_DATABASE_URL": database.url}
    open_page("lang=en", **opened)
    database.leave()
    open_page("lang=en", **opened)
    database.come_back()
    at = open_page("lang=en", **opened)
    assert not told(at)
    assert loaders.trouble() is None


def test_a_silent_database_is_waited_for_once_and_not_at_each_question(open_page, file, monkeypatch):
    opened = {"HAMGAM_DATABASE_URL": file.url}
    open_page("lang=en", **opened)
    monkeypatch.setattr(watch, "LOOK_EVERY_S", 0.0)
    waited = []

    def silent():
        waited.append(time.sleep(1.1))
        raise watch.DatabaseError("no_connection", "silence")

    seen = loaders._watch()
    monkeypatch.setattr(seen, "_look", silent)
    monkeypatch.setattr(seen, "_next_look", 0.0)
    at = open_page("lang=en", **opened)
    assert len(told(at)) == 1
    assert len(waited) == 1
    forget()
