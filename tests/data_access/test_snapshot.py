"""Reads of one snapshot see one state of the database, whatever is committed between; the next one sees the new."""

import shutil
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from data_access import queries
from data_access.engine import read_only_engine
from data_access.repository import Repository
from tests.postgres import filled

CLOSE = "UPDATE facility_status SET status = 'closed'"


@pytest.fixture(scope="module")
def server_url(postgres_server):
    """A database of this module's own: its tests write into it."""
    return filled(postgres_server, "moments")


@pytest.fixture
def on_server(server_url, postgres_server):
    postgres_server.run("moments", "UPDATE facility_status SET status = 'operational'")
    repository = Repository(read_only_engine(server_url))
    yield repository, lambda statement: postgres_server.run("moments", statement)
    repository.close()


@pytest.fixture
def in_file(demo_database, tmp_path):
    path = shutil.copy(demo_database, tmp_path / "office.sqlite")

    def write(statement):
        with closing(sqlite3.connect(path)) as database, database:
            database.execute(statement)

    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = WAL")  # so that a writer need not wait for the reader
    write("UPDATE facility_status SET status = 'operational'")
    repository = Repository(read_only_engine(f"sqlite:///{path}"))
    yield repository, write
    repository.close()


# What is asked for by name only is not seen by the hook that keeps the server's tests on one worker.
@pytest.fixture(params=["in_file", pytest.param("on_server", marks=pytest.mark.xdist_group("postgres"))])
def database(request):
    """A repository where every facility operates, and a second connection that commits what it is given."""
    return request.getfixturevalue(request.param)


def states(repository):
    return set(repository.read("facility", queries.facilities(1404)).data["status"])


def test_what_is_committed_between_two_reads_shows_in_the_next_snapshot_alone(database):
    repository, write = database
    with repository.snapshot() as moment:
        assert states(moment) == {"operational"}
        write(CLOSE)
        assert states(moment) == {"operational"}
        assert states(repository) == {"closed"}, "the change was not committed at all"
    with repository.snapshot() as moment:
        assert states(moment) == {"closed"}


def test_tables_that_are_read_for_the_first_time_after_the_change_are_of_the_same_moment(database):
    repository, write = database
    with repository.snapshot() as moment:
        before = moment.data_version()
        write("UPDATE dataset SET data_version = 'office-2'")
        write(CLOSE)
        assert states(moment) == {"operational"}
        assert moment.data_version() == before
    assert repository.data_version()[0] == "office-2"


def test_the_server_is_asked_for_one_moment_and_for_reading_alone(on_server):
    repository, _write = on_server
    with repository.snapshot() as moment:
        moment.data_version()
        said = {
            name: moment._connection.execute(text(f"SHOW {name}")).scalar()
            for name in ("transaction_isolation", "transaction_read_only")
        }
        assert said == {"transaction_isolation": "repeatable read", "transaction_read_only": "on"}
        with pytest.raises(DBAPIError):
            moment._connection.execute(text(CLOSE))


def test_a_snapshot_leaves_its_connection_as_it_was(on_server):
    repository, write = on_server
    with repository.snapshot() as moment:
        states(moment)
    with repository._engine.connect() as connection:
        assert connection.execute(text("SHOW transaction_isolation")).scalar() == "read committed"
    write(CLOSE)
    assert states(repository) == {"closed"}
