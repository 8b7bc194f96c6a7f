"""Where `manage.py load` writes: a new file, one that others make meanwhile, and places where it must not."""

import os
import sqlite3
from contextlib import closing

import pytest

from data_access.admin import target
from data_access.admin.target import WriteRefused, renew_version, writing
from tests.terminal.loads import FACILITY, NEW, csv, load, run
from wording import i18n, write_words


def version(path):
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        return database.execute("SELECT data_version FROM dataset").fetchone()[0]


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def place(tmp_path):
    return tmp_path / "new" / "office.sqlite"


def made(place, name="kept", **options):
    with writing(f"sqlite:///{place}", create=True, **options) as connection:
        renew_version(connection, name)


def test_a_new_file_is_there_whole_and_nothing_beside_it(place):
    made(place)
    assert (version(place), names(place.parent)) == ("kept", ["office.sqlite"])
    assert names(place.parent.parent) == ["new"]
    assert place.stat().st_mode & 0o777 == 0o666 & ~umask(), "whoever reads may be another account"


def umask():
    now = os.umask(0)
    os.umask(now)
    return now


def test_a_file_is_not_there_before_it_is_whole(place):
    with writing(f"sqlite:///{place}", create=True) as connection:
        renew_version(connection)
        assert not place.exists()
    assert place.exists()


def test_a_dry_run_takes_nothing_away_that_another_has_loaded_meanwhile(place):
    with writing(f"sqlite:///{place}", create=True, keep=False) as connection:
        renew_version(connection)
        made(place)
    assert version(place) == "kept"


def test_a_load_that_fails_takes_nothing_away_that_another_has_loaded_meanwhile(place):
    with pytest.raises(ZeroDivisionError), writing(f"sqlite:///{place}", create=True):
        made(place)
        raise ZeroDivisionError
    assert version(place) == "kept"
    assert names(place.parent) == ["office.sqlite"]


@pytest.mark.parametrize("links", [True, False])
def test_of_two_that_make_the_same_file_the_later_one_is_refused(place, links, monkeypatch):
    if not links:
        monkeypatch.setattr(target.os, "link", lambda *_: (_ for _ in ()).throw(PermissionError("no links here")))
    with pytest.raises(WriteRefused) as refused, writing(f"sqlite:///{place}", create=True) as connection:
        renew_version(connection, "lost")
        made(place)
    assert refused.value.kind == "made_meanwhile"
    i18n.activate("en")
    assert "try again" in write_words.refused(refused.value.kind, refused.value.detail)
    assert (version(place), names(place.parent.parent)) == ("kept", ["new"])
    assert names(place.parent) == ["office.sqlite"]


@pytest.mark.parametrize("options", [["--dry-run"], []])
def test_a_dry_run_or_an_error_leaves_no_folder_behind(tmp_path, options):
    file = csv(tmp_path / "facility.csv", FACILITY, NEW)
    load(file, into=tmp_path / "a" / "b" / "x.sqlite", status=1, options=options)  # a facility in no area
    assert names(tmp_path) == ["facility.csv"]
    made(tmp_path / "a" / "x.sqlite", keep=False)
    assert names(tmp_path) == ["facility.csv"]


@pytest.mark.parametrize("into", ["sqlite:///:memory:", "sqlite://", "sqlite:///", "sqlite:///:memory:?uri=true"])
def test_a_database_in_memory_is_refused_since_nothing_of_it_stays(tmp_path, into):
    said = run("load", csv(tmp_path / "facility.csv", FACILITY, NEW), "--into", into, "--lang", "en", status=2)
    assert "in memory" in said


def test_a_folder_is_told_as_one(tmp_path):
    said = load(csv(tmp_path / "facility.csv", FACILITY, NEW), into=tmp_path, status=2)
    assert "That is a folder" in said
    file = tmp_path / "facility.csv"
    assert "no such file" in load(file, into=file / "x.sqlite", status=2)
    assert "no such file" in load(file, into=tmp_path / ("x" * 300), status=2)
    assert "no such file" in load(file, into="/dev/null", status=2)


def test_the_database_of_something_else_is_left_as_it_is(tmp_path):
    other = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(other)) as database, database:
        database.execute("CREATE TABLE cookies (name TEXT)")
    before = other.read_bytes()
    said = load(csv(tmp_path / "facility.csv", FACILITY, NEW), into=other, status=2)
    assert "cookies" in said
    assert "name another file" in said
    assert other.read_bytes() == before


def test_an_empty_file_and_one_with_a_table_more_are_written_to(tmp_path):
    (tmp_path / "empty.sqlite").touch()
    made(tmp_path / "empty.sqlite")
    with closing(sqlite3.connect(tmp_path / "empty.sqlite")) as database, database:
        database.execute("CREATE TABLE own (name TEXT)")
    made(tmp_path / "empty.sqlite", "again")
    assert version(tmp_path / "empty.sqlite").startswith("again")


def test_a_file_that_another_program_writes_to_is_told_as_that(office, tmp_path, monkeypatch):
    monkeypatch.setattr(target, "LOCK_WAIT_S", 0.05)
    file = csv(tmp_path / "facility.csv", FACILITY, NEW)
    with closing(sqlite3.connect(office)) as other:
        other.execute("BEGIN IMMEDIATE")
        said = load(file, into=office, status=2)
    assert "Another program is writing to this file" in said
    assert "try again" in said


def test_a_file_that_may_not_be_written_to_is_told_as_that(office):
    with pytest.raises(WriteRefused) as refused, writing(f"sqlite:///{office}") as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
        renew_version(connection)
    assert refused.value.kind == "read_only"
    i18n.activate("en")
    assert "right to write" in write_words.refused("read_only", "x")
