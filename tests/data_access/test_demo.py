"""The demonstration database: its making, the data contract, its sources and its words."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
import typer
from sqlalchemy import create_engine, inspect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import NullPool

import manage
from data_access import tables
from data_access.admin.demo import facilities, facts
from data_access.admin.demo.build import stored_version
from data_access.statement import read_statement

ROOT = Path(__file__).parents[2]
SECONDS = 10
SOURCE_KINDS = {"census", "administrative", "survey", "statement", "derived", "demonstration"}
FOREIGN = ("refugee", "documented")
UNDOCUMENTED = re.compile(
    r"undocumented|irregular|illegal|headcount|slip|without (a )?permit|unregistered"
    r"|بدون مدرک|فاقد مدرک|غیرمجاز|غیر مجاز|غیرقانونی|سرشماری‌شده|برگهٔ سرشماری",
    re.IGNORECASE,
)


def test_two_builds_are_the_same_bytes_whatever_the_hash_seed(demo_database, tmp_path):
    again = tmp_path / "again.sqlite"
    command = [sys.executable, str(ROOT / "manage.py"), "demo", "--out", str(again)]
    subprocess.run(command, check=True, cwd=tmp_path, env=os.environ | {"PYTHONHASHSEED": "7"}, capture_output=True)
    assert again.read_bytes() == demo_database.read_bytes()


def test_a_build_takes_less_than_ten_seconds(tmp_path):
    started = time.process_time()  # its own work: the other worker's browser is not its fault
    manage.demo(tmp_path / "demo.sqlite")
    assert time.process_time() - started < SECONDS


def test_a_file_that_is_up_to_date_is_left_alone(demo_database, tmp_path, capsys):
    path = tmp_path / "demo.sqlite"
    shutil.copy(demo_database, path)
    before = path.stat().st_mtime_ns
    manage.demo(path, if_stale=True)
    assert path.stat().st_mtime_ns == before
    assert "up to date" in capsys.readouterr().out


def test_a_stale_or_broken_file_is_replaced_and_no_draft_is_left(demo_database, tmp_path):
    path = tmp_path / "var" / "demo.sqlite"
    path.parent.mkdir()
    path.write_bytes(b"not a database")
    manage.demo(path, if_stale=True)
    assert stored_version(path) == stored_version(demo_database)
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("version", ["load-2026-11-29-0a1b2c3d", "demo-0123456789abcdef-0a1b2c3d", "office"])
def test_a_file_into_which_something_was_loaded_is_never_replaced(demo_database, tmp_path, capsys, version):
    path = tmp_path / "demo.sqlite"
    shutil.copy(demo_database, path)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE dataset SET data_version = ?", (version,))
    before = path.read_bytes()
    manage.demo(path, if_stale=True)
    assert "left alone" in capsys.readouterr().out
    with pytest.raises(typer.Exit) as ended:
        manage.demo(path)
    assert ended.value.exit_code == 2
    assert path.read_bytes() == before


def test_a_build_that_fails_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "demo.sqlite"
    path.write_bytes(b"old")
    broken = {"facility_id": "x", "period": 1404, "status": None, "source_id": "x"}
    monkeypatch.setattr(facilities, "status_rows", lambda: [broken])
    with pytest.raises(IntegrityError, match="NOT NULL"):
        manage.demo(path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_tables_and_columns_are_those_of_the_contract(demo_database):
    columns = inspect(create_engine(f"sqlite:///{demo_database}", poolclass=NullPool))
    assert set(columns.get_table_names()) == set(tables.metadata.tables)
    for name, table in tables.metadata.tables.items():
        assert [column["name"] for column in columns.get_columns(name)] == list(table.columns.keys())


def test_required_columns_are_filled_and_keys_are_unique(frames):
    for name, table in tables.metadata.tables.items():
        frame = frames[name]
        required = [column.name for column in table.columns if not column.nullable]
        assert not frame[required].isna().any().any(), name
        assert not (frame[required] == "").any().any(), name
        if keys := [column.name for column in table.primary_key.columns]:
            assert not frame.duplicated(keys).any(), name


@pytest.mark.parametrize(
    ("table", "column", "target", "key"),
    [
        ("admin_area", "parent_pcode", "admin_area", "pcode"),
        ("population", "pcode", "admin_area", "pcode"),
        ("settlement", "pcode", "admin_area", "pcode"),
        ("facility", "pcode", "admin_area", "pcode"),
        ("facility", "supporter_id", "partner", "partner_id"),
        ("facility_status", "facility_id", "facility", "facility_id"),
        ("facility_capacity", "facility_id", "facility", "facility_id"),
        ("benchmark", "pcode", "admin_area", "pcode"),
        ("agenda_item", "meeting_id", "meeting", "meeting_id"),
        ("commitment", "meeting_id", "meeting", "meeting_id"),
        ("commitment", "partner_id", "partner", "partner_id"),
        ("commitment", "pcode", "admin_area", "pcode"),
        ("commitment", "facility_id", "facility", "facility_id"),
        ("commitment_update", "commitment_id", "commitment", "commitment_id"),
    ],
)
def test_no_orphans(frames, table, column, target, key):
    assert set(frames[table][column].dropna()) <= set(frames[target][key])


def test_every_figure_names_a_source_that_exists_and_every_source_is_used(frames):
    known = set(frames["source"]["source_id"])
    used = {source for frame in frames.values() if "source_id" in frame for source in frame["source_id"]}
    names = [path.stem for path in facts.FOLDER.glob("*.csv")]
    cells = [cell for name in names for row in facts.rows(name) for cell in row.items()]
    assert used <= known
    assert {value for column, value in cells if column.endswith("source_id") and value} == known


def test_every_facts_table_but_the_words_has_a_source_on_each_row():
    for path in facts.FOLDER.glob("*.csv"):
        if path.stem in ("facility_word", "partner"):
            continue
        assert all(row["source_id"] for row in facts.rows(path.stem)), path.name


def test_source_kinds_and_confidence_are_those_of_the_contract(frames):
    assert set(frames["source"]["kind"]) <= SOURCE_KINDS
    assert set(frames["source"]["confidence"]) <= {"high", "medium", "low"}
    made_up = frames["source"][frames["source"]["source_id"].str.startswith("demo_")]
    assert set(made_up["kind"]) == {"demonstration"}


def test_made_up_tables_name_demonstration_sources_only(frames):
    kinds = frames["source"].set_index("source_id")["kind"]
    for name in ("facility", "facility_status", "facility_capacity", "unit_cost"):
        assert set(frames[name]["source_id"].map(kinds)) == {"demonstration"}
    foreign = frames["population"][frames["population"]["population_group"].isin(FOREIGN)]
    assert set(foreign[foreign["pcode"] != "IR"]["source_id"].map(kinds)) == {"demonstration"}


def test_dates_are_iso_and_periods_are_jalali_years(frames):
    for name in ("published_on", "accessed_on", "held_on", "due_on", "updated_on", "released_on", "valid_from"):
        for frame in (frame for frame in frames.values() if name in frame):
            for text in frame[name].dropna():
                assert date.fromisoformat(text).isoformat() == text
    for frame in (frame for frame in frames.values() if "period" in frame):
        assert frame["period"].dropna().between(1380, 1410).all()


def texts(frames, pattern=""):
    for table, frame in frames.items():
        for column in frame.select_dtypes(["object", "str"]):
            if re.search(pattern, column) and column != "boundary":
                yield from ((table, column, text) for text in frame[column].dropna())


def test_nothing_is_said_about_undocumented_people(frames):
    assert [row for row in texts(frames) if UNDOCUMENTED.search(str(row[2]))] == []
    for path in facts.FOLDER.glob("*.csv"):
        assert not UNDOCUMENTED.search(path.read_text(encoding="utf-8")), path.name
    assert set(frames["population"]["population_group"]) == {"resident", "refugee", "documented"}


def test_persian_text_uses_persian_letters_and_tidy_spaces(frames):
    for row in texts(frames, "_fa$"):
        assert not re.search("[يكىة]|  | \u200c|\u200c |\u200c$", row[2]), row
        assert row[2].strip() == row[2]
    for row in texts(frames, "_en$"):
        assert not re.search("[\u0600-\u06ff]", row[2]), row
    names = list(texts(frames, "^name_fa$"))
    assert all(re.search("[\u0600-\u06ff]", text) for *_, text in names)


def test_bureau_has_one_name_in_each_language(demo_database):
    """Heading and footer stand on one page; two spellings of whoever signs it look like two bodies."""
    with closing(sqlite3.connect(demo_database)) as database:
        names = database.execute("SELECT name_fa, name_en FROM partner WHERE partner_id = 'bafia_tehran'").fetchall()
        places = database.execute("SELECT DISTINCT place_fa, place_en FROM meeting").fetchall()
    assert names == places
    ((fa, en),) = names
    contact = read_statement()["contact"]
    assert contact.fa.endswith(f": {fa}")
    assert contact.en.endswith(f": {en}")
