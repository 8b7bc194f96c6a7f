"""Whatever is written while figures are read: they are of one moment and of one data version, or are not kept."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from data_access.repository import Repository
from data_access.stamp import READ_ANEW_EVERY_S, stamp
from data_access.trouble import DatabaseError
from measures.release import evidence
from tests.measures import offices
from tests.measures.offices import capacity, facility, status
from tests.toy import A1

NEW_VERSION = "UPDATE dataset SET data_version = 'office-2'"
CLOSE = "UPDATE facility_status SET status = 'closed'"


@pytest.fixture
def path(tmp_path):
    path = offices.built(
        tmp_path / "office.sqlite",
        facility=[facility("F1", A1)],
        facility_status=[status("F1")],
        facility_capacity=capacity("F1", 1403, classrooms=3, shifts=1),
    )
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = WAL")  # so that a writer need not wait for us
    return path


def write(path, *statements):
    with closing(sqlite3.connect(path)) as database, database:
        for statement in statements:
            database.execute(statement)


@pytest.fixture
def between(monkeypatch):
    """Do something after the people and before the facilities are read."""

    def do(act):
        read = Repository.facilities

        def facilities(self, *arguments):
            act()
            return read(self, *arguments)

        monkeypatch.setattr(Repository, "facilities", facilities)

    return do


def read(path):
    source = offices.opened(path)
    version = source.version()
    return evidence(source, source.reference(version), version, 1403)


def test_people_and_facilities_are_of_one_moment(path, between):
    between(lambda: write(path, CLOSE))
    assert read(path).basis.offers.count.sum() == 1
    assert read(path).basis.offers.count.sum() == 0


def test_what_was_read_while_the_data_version_changed_is_not_kept(path, between):
    between(lambda: write(path, CLOSE, NEW_VERSION))
    with pytest.raises(DatabaseError, match="is office-2, no longer office-1") as error:
        read(path)
    assert error.value.kind == "changed"
    assert read(path).basis.offers.count.sum() == 0


def test_nor_when_the_file_was_replaced(path, between, tmp_path):
    other = shutil.copy(path, tmp_path / "other.sqlite")
    write(other, NEW_VERSION)
    between(lambda: other.replace(path))
    with pytest.raises(DatabaseError) as error:
        read(path)
    assert error.value.kind == "changed"


def test_a_version_that_is_known_from_before_is_not_taken_for_the_present_one(path):
    source = offices.opened(path)
    version = source.version()
    reference = source.reference(version)
    write(path, NEW_VERSION)
    for ask in (lambda: evidence(source, reference, version, 1403), lambda: source.reference(version)):
        with pytest.raises(DatabaseError) as error:
            ask()
        assert error.value.kind == "changed"


def test_the_stamp_of_a_file_changes_with_its_content_its_log_and_its_identity(path, tmp_path):
    seen = [stamp(f"sqlite:///{path}")]
    assert seen == [stamp(f"sqlite:///{path}")]
    with closing(sqlite3.connect(path)) as database:
        database.execute(CLOSE)
        database.commit()
        seen.append(stamp(f"sqlite:///{path}"))  # in the log, not in the file yet
    seen.append(stamp(f"sqlite:///{path}"))
    other = tmp_path / "other.sqlite"
    shutil.copy2(path, other)
    other.replace(path)
    seen.append(stamp(f"sqlite:///{path}"))
    assert len(set(seen)) == len(seen)
    path.unlink()
    assert stamp(f"sqlite:///{path}") == ""


def test_the_stamp_of_a_server_changes_every_five_minutes(monkeypatch):
    now = [1_800_000_000.0]
    monkeypatch.setattr("time.time", lambda: now[0])
    first = stamp("postgresql://host/name")
    now[0] += READ_ANEW_EVERY_S - 1
    assert stamp("postgresql://host/name") == first
    now[0] += 1
    assert stamp("postgresql://host/name") != first
