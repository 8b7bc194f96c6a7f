"""A database whose rows break the contract is refused by name, for pages and in the terminal, without a count."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from typer.testing import CliRunner

import manage
from data_access.trouble import DatabaseError
from measures.view import view
from tests.conftest import ROOT
from tests.measures import offices
from tests.measures.offices import capacity, facility, status
from tests.toy import A1

CELL = f"pcode = '{A1}' AND population_group = 'refugee' AND age_band = '6-11'"
FAULTS = [
    (f"UPDATE population SET persons = '13 approx' WHERE {CELL}", "population.persons: 1 of 27 rows are not whole"),
    (f"UPDATE population SET persons = -13 WHERE {CELL}", "population.persons: 1 of 27 rows are not whole"),
    (f"UPDATE population SET persons = NULL WHERE {CELL}", "population.persons: 1 of 27 rows are empty"),
    (f"INSERT INTO population SELECT * FROM population WHERE {CELL}", "1 of 28 rows repeat the key of another row"),
    (f"UPDATE population SET age_band = '6_11' WHERE {CELL}", "population.age_band: 1 of 27 rows hold an unknown id"),
    (f"UPDATE population SET source_id = 'x' WHERE {CELL}", "population.source_id (not in source): 1 of 27 rows are"),
    ("DELETE FROM source WHERE source_id = 'c95'", "population.source_id (not in source): 27 of 27 rows are empty"),
    ("UPDATE facility SET open_to = 'both'", "facility.open_to: 1 of 1 rows hold an unknown id"),
    ("UPDATE facility SET kind = 'school'", "facility.kind: 1 of 1 rows hold an unknown id"),
    ("UPDATE facility_status SET status = 'open'", "facility_status.status: 1 of 1 rows hold an unknown id"),
    ("INSERT INTO facility_status SELECT * FROM facility_status", "facility.facility_id: 1 of 2 rows repeat the key"),
    ("UPDATE facility_capacity SET value = '13 approx'", "facility_capacity.value: 2 of 2 rows are not numbers"),
    ("UPDATE admin_area SET level = 9", "admin_area.level: 6 of 6 rows hold an unknown id"),
    ("UPDATE source SET kind = 'register'", "source.kind: 5 of 5 rows hold an unknown id"),
]


def loosened(path):
    """Take keys and constraints from the tables, as an office's views have none."""
    with closing(sqlite3.connect(path)) as database, database:
        for table in ("population", "facility", "facility_status", "facility_capacity", "admin_area", "source"):
            database.execute(f"CREATE TABLE loose AS SELECT * FROM {table}")
            database.execute(f"DROP TABLE {table}")
            database.execute(f"ALTER TABLE loose RENAME TO {table}")
    return path


@pytest.fixture
def path(tmp_path):
    return loosened(
        offices.built(
            tmp_path / "office.sqlite",
            facility=[facility("F1", A1)],
            facility_status=[status("F1")],
            facility_capacity=capacity("F1", 1403, classrooms=3, shifts=1),
        )
    )


def test_without_a_fault_it_is_read(path):
    assert set(view(offices.opened(path), {})[0].data["status"]) == {"ok"}


@pytest.mark.parametrize(("statement", "told"), FAULTS)
def test_each_fault_is_bad_data_by_name_on_both_ways(path, statement, told, monkeypatch):
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(statement)
    with pytest.raises(DatabaseError) as error:
        view(offices.opened(path), {})
    assert error.value.kind == "bad_data"
    assert told in error.value.detail
    monkeypatch.setenv("HAMGAM_DATABASE_URL", f"sqlite:///{path}")
    monkeypatch.setenv("HAMGAM_ROUNDING_KEY", "a key for unit tests alone")
    done = CliRunner().invoke(manage.app, ["table"])
    assert done.exit_code == 2
    assert done.stdout == ""
    assert told in done.stderr
    assert "approx" not in done.stderr
    assert "13" not in done.stderr.replace("1403", "")


def test_a_fault_that_nobody_foresaw_shows_no_variables_in_the_terminal(path):
    """What stands in the variables in the middle of a reading are raw counts."""
    breaks = """
import manage

def view(source, query):
    persons = "13 approx"
    raise RuntimeError("unforeseen")

manage.view = view
manage.app(["table"])
"""
    done = subprocess.run(
        [sys.executable, "-c", breaks],
        cwd=ROOT,
        env={**os.environ, "HAMGAM_DATABASE_URL": f"sqlite:///{path}", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "unforeseen" in done.stderr
    assert "locals" not in done.stderr
    assert str(path) not in done.stderr
