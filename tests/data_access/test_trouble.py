"""What the repository says when the database does not answer as it should, and how much it reads."""

import shutil
import sqlite3
import time
from contextlib import closing

import pytest
from sqlalchemy import func, literal_column, select, text

from data_access import queries
from data_access.engine import read_only_engine
from data_access.repository import Repository
from data_access.settings import Settings
from data_access.trouble import DatabaseError, SettingError
from domain.links import from_query
from domain.supplies import MEASURES
from measures.release import evidence, release
from measures.source import Source

PERIOD = 1404


def counting(upto=None):
    """The numbers from 1, for ever if nobody says how far."""
    numbers = select(literal_column("1").label("x")).cte("n", recursive=True)
    more = select(numbers.c.x + 1)
    return numbers.union_all(more if upto is None else more.where(numbers.c.x < upto))


def endless():
    numbers = counting()
    return select(func.max(numbers.c.x).label("x"))


def repository(path, timeout_s=10.0, row_cap=1_000_000):
    return Repository(read_only_engine(f"sqlite:///{path}", timeout_s), row_cap)


def rows(number):
    numbers = counting(max(number, 1))
    return select(numbers.c.x).where(numbers.c.x <= number)


@pytest.fixture
def copy(demo_database, tmp_path):
    return shutil.copy(demo_database, tmp_path / "demo.sqlite")


def trouble(call):
    """What a call is refused with; nothing but our own error may come out."""
    with pytest.raises(DatabaseError) as error:
        call()
    return error.value


@pytest.mark.parametrize("timeout_s", [0.2, 0.6])
def test_a_statement_that_takes_too_long_is_stopped_in_about_its_time(demo_database, timeout_s):
    asked = repository(demo_database, timeout_s)
    started = time.monotonic()
    error = trouble(lambda: asked.read("numbers", endless()))
    assert error.kind == "timeout"
    assert timeout_s <= time.monotonic() - started < timeout_s + 0.5
    assert asked.data_version()  # and the next question is answered


def test_the_clock_starts_anew_with_each_statement_also_on_one_connection(demo_database):
    engine = read_only_engine(f"sqlite:///{demo_database}", 0.3)
    with engine.connect() as connection:
        for _ in range(3):
            time.sleep(0.2)
            assert connection.execute(text("SELECT count(*) FROM population")).scalar() > 0


@pytest.mark.parametrize(
    ("found", "kept", "truncated"), [(4, 4, False), (5, 5, False), (6, 5, True), (60, 5, True), (0, 0, False)]
)
def test_one_row_more_than_the_cap_is_fetched_so_that_truncation_is_a_fact(demo_database, found, kept, truncated):
    frame = repository(demo_database, row_cap=5).read("numbers", rows(found))
    assert (len(frame.data), frame.truncated) == (kept, truncated)
    assert list(frame.data.columns) == ["x"]


def released(path, row_cap):
    source = Source(Settings(f"sqlite:///{path}", row_cap=row_cap))
    version, reference = source.version(), source.reference()
    selection, _ = from_query({"period": str(PERIOD)}, reference.options)
    return release(selection, reference, evidence(source, reference, version, PERIOD), source, version)


def test_truncation_reaches_the_released_frame_table_by_table(demo_database):
    asked = repository(demo_database)
    people = len(asked.read("population", queries.population(PERIOD)).data)
    figures = len(asked.read("capacity", queries.capacities(PERIOD, MEASURES)).data)
    assert figures > people
    assert released(demo_database, figures).truncated == ()
    assert released(demo_database, figures - 1).truncated == ("facility",)
    assert released(demo_database, people).truncated == ("facility",)
    assert released(demo_database, people - 1).truncated == ("population", "facility")


def test_a_missing_file_is_told_before_anything_is_read(tmp_path):
    error = trouble(lambda: repository(tmp_path / "nowhere.sqlite"))
    assert (error.kind, "nowhere.sqlite" in error.detail) == ("missing_file", True)
    assert trouble(lambda: read_only_engine(f"sqlite:///{tmp_path}")).kind == "folder"
    assert trouble(lambda: read_only_engine(f"sqlite:///{tmp_path}/{'x' * 300}")).kind == "missing_file"
    assert trouble(lambda: read_only_engine("sqlite://")).kind == "missing_file"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"pcode,persons\nIR23,1\n" * 100, b"SQLite format 3\0" + b"x" * 2000])
def test_a_file_that_is_no_database_is_bad_data(tmp_path, content):
    path = tmp_path / "text.sqlite"
    path.write_bytes(content)
    asked = repository(path)
    assert trouble(asked.data_version).kind == "bad_data"


def test_an_empty_file_lacks_its_tables(tmp_path):
    path = tmp_path / "empty.sqlite"
    path.touch()
    error = trouble(repository(path).data_version)
    assert (error.kind, error.detail) == ("bad_data", "dataset: no such table: dataset")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("DROP TABLE population", "population: no such table: population"),
        ("ALTER TABLE population RENAME COLUMN persons TO people", "population: no such column: population.persons"),
    ],
)
def test_a_database_without_a_table_or_column_is_bad_data_and_named(copy, change, named):
    with closing(sqlite3.connect(copy)) as database, database:
        database.execute(change)
    error = trouble(lambda: repository(copy).read("population", queries.population(PERIOD)))
    assert (error.kind, error.detail) == ("bad_data", named)


@pytest.mark.parametrize("change", ["DELETE FROM dataset", "INSERT INTO dataset VALUES ('two', '2026-01-01')"])
def test_a_dataset_table_without_its_one_row_is_bad_data(copy, change):
    with closing(sqlite3.connect(copy)) as database, database:
        database.execute(change)
    assert trouble(repository(copy).data_version).kind == "bad_data"


def test_a_file_that_is_deleted_while_the_app_runs_is_told_and_its_return_is_seen(copy, demo_database, tmp_path):
    asked = repository(copy)
    assert asked.data_version()
    (tmp_path / "demo.sqlite").unlink()
    error = trouble(asked.data_version)
    assert error.kind in ("unreadable", "missing_file")
    assert "Traceback" not in str(error)
    shutil.copy(demo_database, copy)
    assert asked.data_version()


def test_a_database_that_another_program_writes_to_is_told_as_locked(copy):
    asked = repository(copy, timeout_s=0.1)
    with closing(sqlite3.connect(copy, isolation_level=None)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        assert trouble(asked.data_version).kind == "locked"
        writer.execute("ROLLBACK")
    assert asked.data_version()


@pytest.mark.parametrize("url", ["demo.sqlite", "", "sqlite:/x:y@z:port/file", "mysql://h/d", "postgresql://u@h:p/d"])
def test_an_address_that_is_not_ours_names_the_setting(url):
    with pytest.raises((SettingError, DatabaseError)) as error:
        read_only_engine(url)
    assert isinstance(error.value, DatabaseError) or error.value.name == "HAMGAM_DATABASE_URL"


@pytest.mark.parametrize("url", ["mysql://user:secret@host/name", "postgresql://user:secret@host:secret/name"])
def test_a_password_in_an_address_is_not_repeated(url):
    with pytest.raises(SettingError) as error:
        read_only_engine(url)
    assert "secret" not in str(error.value)
    assert error.value.__cause__ is None


def test_an_office_whose_facility_tables_are_empty_is_read(copy):
    with closing(sqlite3.connect(copy)) as database, database:
        for table in ("facility", "facility_status", "facility_capacity"):
            database.execute(f"DELETE FROM {table}")
    frame = released(copy, 1_000_000)
    assert set(frame.data["status"]) == {"no_data"}
    assert frame.data["note"].str.contains("no_sector").any()
