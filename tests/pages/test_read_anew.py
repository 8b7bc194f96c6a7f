"""What the caches keep ends when the file changes, also where the data version stays."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from domain.links import from_query
from tests.pages.conftest import KEPT, forget
from ui import loaders

DROP_SCHOOLS = (
    "DELETE FROM facility_status WHERE facility_id IN (SELECT facility_id FROM facility WHERE sector = 'education')"
)


@pytest.fixture
def database(demo_database, tmp_path, monkeypatch):
    """A copy of the demonstration that the loaders read, and a way to write to it as a load does."""
    copy = shutil.copy(demo_database, tmp_path / "written.sqlite")
    monkeypatch.setenv("HAMGAM_DATABASE_URL", f"sqlite:///{copy}")
    KEPT.clear()
    forget()

    def write(*statements):
        with closing(sqlite3.connect(copy)) as connection:
            for statement in statements:
                connection.execute(statement)
                connection.commit()

    yield write
    KEPT.clear()
    forget()


def capacity():
    selection, _ = from_query({"period": "1404"}, loaders.reference().options)
    return loaders.release(selection).data["capacity"].sum()


def finished():
    selection, _ = from_query({"period": "1404"}, loaders.reference().options)
    return loaders.finished(selection, lambda one: loaders.release(one).data_version)


def test_half_a_load_under_the_same_data_version_is_not_kept(database):
    whole = capacity()
    database(DROP_SCHOOLS)
    assert capacity() == whole  # nobody has looked yet
    loaders._watch().look_again()  # as time does
    loaders.version()
    loaders._watch()._preparing.join(60)  # it is read by a thread: test_read_ahead.py
    assert capacity() == 0


def test_data_that_is_replaced_between_two_looks_is_read_under_its_own_version(database):
    loaders.reference()
    known = loaders.version()
    database("UPDATE dataset SET data_version = 'demo-2'")
    assert loaders.version() == known  # the last look still holds
    assert finished() == "demo-2"
    assert loaders.version().name == "demo-2"


def test_an_untouched_file_is_read_once(database, monkeypatch):
    whole = capacity()
    monkeypatch.setattr(loaders, "compute", None)
    loaders._watch().look_again()
    assert capacity() == whole
