"""While a page reads: what it says, that nothing of it stays, and that its session is free meanwhile."""

import threading
import time
from datetime import datetime

import pytest
from streamlit.testing.v1 import AppTest

from data_access import progress as tables
from data_access.repository import Repository
from data_access.trouble import DatabaseError
from domain.links import from_query
from tests.pages import reading
from tests.pages.conftest import forget
from tests.pages.test_states import EVERY_PAGE, SINCE, head
from tests.sweeps import sweep
from ui import loaders, overview_facts, page_loaders, progress, watch
from ui.visitors import Visitor
from ui.watch import Trouble, Watch

# As a reader has it.
PATIENCE = {name: getattr(progress, name) for name in ("GRACE_S", "INSTANT_S")}


@pytest.fixture
def slow(monkeypatch):
    """Each table takes longer than the page's patience; what was said, in order."""
    said = []
    read, words = Repository.read, progress.words

    def slowly(self, table, query):
        with tables.reading(table):
            # The first table of a page is read while the machine is still busy with the page itself.
            time.sleep(0.2 if table == "admin_area" else 0.03)
        return read(self, table, query)

    def told(task, waited_s):
        said.append((task.now, task.place, len(task.tables)) if task else None)
        return words(task, waited_s)

    monkeypatch.setattr(Repository, "read", slowly)
    monkeypatch.setattr(progress, "words", told)
    for name in ("GRACE_S", "WORDS_S", "INSTANT_S", "STEP_S"):
        monkeypatch.setattr(progress, name, 0.005)
    forget()
    yield said
    forget()


@pytest.mark.parametrize(("page", "lang"), sweep(*EVERY_PAGE, now=[0, 3]))
def test_while_a_page_reads_it_says_which_table_of_how_many_and_nothing_of_it_stays(
    open_page, slow, monkeypatch, page, lang
):
    drawn = []
    outline = progress.outline
    monkeypatch.setattr(progress, "outline", lambda name: drawn.append(name) or outline(name))
    at = open_page(f"lang={lang}", page=page)
    assert not at.exception
    assert not at.error
    assert drawn[0] == page
    known = [one for one in slow if one]
    assert {("admin_area", 1, 6), ("population", 1, 7), ("facility_capacity", 3, 7)} <= set(known)
    body = "".join(reading.fragments(at))
    assert "<h1>" in body
    assert "hg-outline" not in body
    assert "hg-progress" not in body

    drawn.clear()
    slow.clear()
    monkeypatch.setattr(progress, "GRACE_S", PATIENCE["GRACE_S"])
    monkeypatch.setattr(progress, "INSTANT_S", PATIENCE["INSTANT_S"])
    # A second run of the same AppTest would run the page without the shell.
    again = open_page(f"lang={lang}", page=page)
    assert head(again) == head(at)
    assert (drawn, slow) == ([], []), "what is kept is shown at once"


def test_nothing_of_a_page_asks_the_database_in_the_thread_of_its_session(open_page, monkeypatch):
    asked = []
    look = Watch._look_now

    def noted(self):
        asked.append(threading.current_thread().name)
        look(self)

    monkeypatch.setattr(watch, "LOOK_EVERY_S", 0.0)
    forget()
    monkeypatch.setattr(Watch, "_look_now", noted)
    assert not open_page("lang=en").error
    assert set(asked) == {"reading"}
    forget()


def test_a_page_that_waits_for_the_database_asks_it_beside_its_session(monkeypatch):
    asked = []

    def trouble(self):
        asked.append(threading.current_thread().name)
        return Trouble(DatabaseError("no_connection", "away"), datetime(2026, 2, 15, 8, 0))

    def page():
        from ui import waiting

        waiting._wait()

    monkeypatch.setattr(Watch, "trouble", trouble)
    at = AppTest.from_function(page, default_timeout=30)
    at.session_state["hg_visitor"] = Visitor("staff")
    at.run()
    assert [one.value.startswith(SINCE["fa"]) for one in at.warning] == [True]
    assert asked == ["reading"]


def test_every_reading_names_its_tables_in_the_order_of_their_reading(open_page, monkeypatch):
    """What a waiting reader is told of: no table that is not read, none that is left out."""
    read_of: dict[tuple[str, ...], list[str]] = {}
    read = Repository.read

    def noted(self, table, query):
        task = tables._TASK.get()
        if table != "dataset" or task is None:
            read_of.setdefault(task.tables if task else (), []).append(table)
        return read(self, table, query)

    open_page("lang=en")
    forget()
    monkeypatch.setattr(Repository, "read", noted)
    period = loaders.reference().options.periods[-1]
    loaders.release(from_query({}, loaders.reference().options)[0])
    for load in (loaders.boundaries, loaders.places, page_loaders.promises):
        load()
    for load in (loaders.facilities, loaders.facility_places, page_loaders.quality, page_loaders.protection_effect):
        load(period)
    overview_facts.tally_now(loaders.today())
    assert () not in read_of
    for declared, found in read_of.items():
        wanted = [one for one in declared if one != "dataset"]
        assert list(dict.fromkeys(sorted(found, key=found.index))) == wanted
    forget()
