"""When a database counts as the demonstration, whose rounding key is public: while no real count is in it."""

import shutil
import sqlite3
from contextlib import closing
from datetime import date

import pytest

from data_access import settings
from data_access.settings import DEMO_KEY, Settings
from measures.source import Source

REAL = "unhcr_2024"  # a source of kind administrative that the demonstration quotes


@pytest.fixture(autouse=True)
def key_file(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "KEY_FILE", tmp_path / "var" / "rounding.key")


@pytest.fixture
def changed(demo_database, tmp_path):
    """Open a copy of the demonstration after some SQL."""

    def change(*statements):
        path = shutil.copy(demo_database, tmp_path / "copy.sqlite")
        with closing(sqlite3.connect(path)) as database, database:
            for statement in statements:
                database.execute(statement)
        return Source(Settings(f"sqlite:///{path}"))

    return change


def key_of(source):
    return source.rounding(source.version()).key


def test_the_demonstration_has_the_public_key_and_its_own_day(changed):
    source = changed()
    assert key_of(source) == DEMO_KEY
    assert source.as_of(source.version()) == source.version().released_on


@pytest.mark.parametrize(
    "statement",
    [
        f"""UPDATE population SET source_id = '{REAL}'
            WHERE (pcode, period, population_group) = ('IR230101', 1404, 'refugee') AND age_band = '6-11'""",
        f"UPDATE population SET source_id = '{REAL}' WHERE population_group = 'documented' AND period = 1400",
        "UPDATE population SET source_id = 'gone' WHERE (pcode, population_group) = ('IR230101', 'documented')",
        f"INSERT INTO population VALUES ('IR9999', 1404, 'refugee', 'all', 'all', 'all', 13, '{REAL}')",
        f"""UPDATE facility_capacity SET source_id = '{REAL}' WHERE measure = 'beneficiaries' AND facility_id IN
            (SELECT facility_id FROM facility WHERE open_to = 'foreign_nationals')""",
        "UPDATE source SET kind = 'administrative' WHERE source_id = 'demo_foreign_nationals'",
    ],
)
def test_real_counts_in_a_copy_of_the_demonstration_get_the_kept_key_and_the_clock(changed, statement):
    source = changed(statement)
    version = source.version()
    assert version.name.startswith("demo-")
    assert not version.is_demonstration
    assert version.carries_mark
    assert len(key_of(source)) >= 16
    assert key_of(source) != DEMO_KEY
    assert source.as_of(version) == date.today()


def test_real_counts_that_are_not_protected_leave_the_demonstration_what_it_is(changed):
    source = changed(
        f"UPDATE population SET source_id = '{REAL}' WHERE population_group = 'resident'",
        f"UPDATE facility_capacity SET source_id = '{REAL}' WHERE measure = 'classrooms'",
    )
    assert key_of(source) == DEMO_KEY
