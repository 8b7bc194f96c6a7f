"""`manage.py load`: what it writes, what it tells, and that an error leaves everything as it was."""

import sqlite3
from contextlib import closing

import pytest
from openpyxl import load_workbook

from tests.terminal.loads import FACILITY, NAMES, NEW, content, csv, load, numbers, run


def test_what_was_exported_is_loaded_and_exported_unchanged(office, tmp_path):
    run("export", f"sqlite:///{office}", tmp_path / "one.xlsx")
    told = load(tmp_path / "one.xlsx", into=tmp_path / "new.sqlite")
    assert "Errors" not in told
    before, after = content(office, "boundary"), content(tmp_path / "new.sqlite", "boundary")
    assert {name for name in NAMES if before[name] != after[name]} == {"dataset"}
    run("export", f"sqlite:///{tmp_path / 'new.sqlite'}", tmp_path / "two.xlsx")
    one, two = (load_workbook(tmp_path / f"{name}.xlsx", read_only=True) for name in ("one", "two"))
    for sheet in one.sheetnames:
        rows = [list(book[sheet].iter_rows(values_only=True)) for book in (one, two)]
        assert sheet == "dataset" or rows[0] == rows[1], sheet


def test_loading_the_same_again_changes_nothing_but_the_version(office, tmp_path):
    run("export", f"sqlite:///{office}", tmp_path / "one.xlsx")
    before = content(office)
    told = load(tmp_path / "one.xlsx", into=office, options=["--replace"])
    after = content(office)
    assert {name for name in NAMES if before[name] != after[name]} == {"dataset"}
    assert before["admin_area"] == after["admin_area"], "the boundaries that are there stay"
    assert numbers(told, "population")[:3] == ["0", "0", "0"]


def test_rows_are_added_and_changed_by_their_key_and_others_stay(office, tmp_path):
    with closing(sqlite3.connect(office)) as database:
        known = database.execute(f"SELECT {FACILITY} FROM facility LIMIT 1").fetchone()
        number = database.execute("SELECT count(*) FROM facility").fetchone()[0]
    assert number > 10
    changed = ",".join("" if one is None else str(one) for one in (*known[:3], "نام دیگر", *known[4:]))
    told = load(csv(tmp_path / "facility.csv", FACILITY, changed, NEW), into=office)
    assert numbers(told, "facility") == ["1", "1", "0", "0"]
    assert f"Facilities (facility): {number - 1:,} rows that the files do not mention; they stay" in told
    assert "school_new" in told
    assert known[0] in told
    with closing(sqlite3.connect(office)) as database:
        assert database.execute("SELECT count(*) FROM facility").fetchone()[0] == number + 1
        name = database.execute("SELECT name_fa FROM facility WHERE facility_id = ?", (known[0],)).fetchone()[0]
    assert name == "نام دیگر"


def test_with_replace_rows_that_the_files_do_not_have_go(office, tmp_path):
    partner = csv(tmp_path / "partner.csv", "partner_id,name_fa,name_en,kind", "unhcr,کمیساریا,UNHCR,un")
    told = load(partner, into=office, options=["--replace"], status=1)
    assert "Errors" in told, "commitments of the other partners have none now"
    csv(tmp_path / "unit_cost.csv", "kind,action,amount,currency,source_id", "clinic,build,5,USD,census_1395")
    load(tmp_path / "unit_cost.csv", into=office, options=["--replace-most"])
    assert content(office)["unit_cost"] == ["('clinic', 'build', 5.0, 'USD', 'census_1395')"]


@pytest.mark.parametrize(
    ("name", "line", "told"),
    [
        ("an area that is not there", NEW.replace("IR231001", "IR2399"), "does not exist"),
        ("a source that is not there", NEW.replace("census_1395", "nobody"), "does not exist"),
        ("a point that is swapped", NEW.replace("35.6,51.3", "51.3,35.6"), "swapped"),
        ("a kind of another sector", NEW.replace("education", "health"), "another sector"),
    ],
)
def test_an_error_of_the_result_undoes_everything(office, tmp_path, name, line, told):
    before = content(office)
    said = load(csv(tmp_path / "facility.csv", FACILITY, line), into=office, status=1)
    assert told in said
    assert "nothing was written" in said
    assert content(office) == before


def test_files_of_one_table_with_other_columns_are_refused(office, tmp_path):
    before = content(office)
    one = csv(tmp_path / "partner.csv", "partner_id,name_fa,name_en,kind", "a,الف,A,un")
    other = csv(tmp_path / "partner_2.csv", "partner_id,name_fa,kind", "b,ب,un")
    assert "other columns" in load(one, other, into=office, status=1)
    assert content(office) == before


def test_a_new_row_without_a_column_that_must_be_filled_is_told_and_a_known_one_keeps_its_own(office, tmp_path):
    before = content(office)
    short = FACILITY.replace("open_to,", "")
    said = load(csv(tmp_path / "facility.csv", short, NEW.replace("all,", "")), into=office, status=1)
    assert "Facilities (facility), Open to (open_to): must be filled" in said
    assert "school_new" in said
    assert content(office) == before
    load(csv(tmp_path / "facility.csv", FACILITY, NEW), into=office)
    load(csv(tmp_path / "facility.csv", short, NEW.replace("all,", "").replace("New", "Newer")), into=office)
    assert any("school_new" in one and "Newer" in one and "'all'" in one for one in content(office)["facility"])


def test_two_data_versions_are_told(office, tmp_path):
    versions = csv(tmp_path / "dataset.csv", "data_version,released_on", "a,2026-01-01", "b,2026-01-02")
    assert "one row is due" in load(versions, into=office, status=1)


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    said = load(csv(tmp_path / "facility.csv", FACILITY, NEW), into="/proc/nowhere/x.sqlite", status=2)
    assert "may not be written to: /proc" in said


def test_an_error_of_the_files_writes_nothing(office, tmp_path):
    before = content(office)
    wrong = csv(tmp_path / "facility.csv", FACILITY, NEW.replace("35.6", "north"))
    assert "facility.csv" in load(wrong, into=office, status=1)
    assert content(office) == before
    load(wrong, into=tmp_path / "new.sqlite", status=1)
    assert not (tmp_path / "new.sqlite").exists()
    load(csv(tmp_path / "facility.csv", FACILITY, NEW), into=tmp_path / "new.sqlite", status=1)
    assert not (tmp_path / "new.sqlite").exists(), "a file that was made for nothing goes"


def test_cells_and_names_that_are_wrong_are_told_at_once(office, tmp_path):
    lines = (NEW.replace("35.6", "north"), NEW.replace("IR231001", "بخش ناکجا"), NEW.replace("IR231001", "بخش ناکجا"))
    wrong = csv(tmp_path / "facility.csv", FACILITY, *lines)
    said = load(wrong, into=office, status=1)
    assert "north" in said
    assert "بخش ناکجا" in said
    assert "same key" not in said, "rows are not compared while some could not be read"
    twice = csv(tmp_path / "partner.csv", "partner_id,name_fa,name_en,kind", *["wfp,برنامه,WFP,un"] * 2)
    assert "same key" in load(wrong, twice, into=office, status=1), "but in tables that could be"
    said = load(wrong, into="/proc/nowhere/x.sqlite", status=2)
    assert "north" in said, "a database that does not open hides nothing of the file"
    areas = csv(tmp_path / "admin_area.csv", "pcode,level,name_fa,name_en,parent_pcode", "IR2399,two,ناکجا,X,IR23")
    named = csv(tmp_path / "facility.csv", FACILITY, NEW.replace("IR231001", "ناکجا"))
    said = load(areas, named, into=office, status=1)
    assert "two" in said
    assert "facility.csv" not in said, "it may be an area that could not be read"


def test_headings_alone_are_nothing_to_load(office, tmp_path):
    before = content(office)
    assert "no row of data" in load(csv(tmp_path / "facility.csv", FACILITY), into=office, status=1)
    assert content(office) == before


def test_a_dry_run_tells_all_and_writes_nothing(office, tmp_path):
    before = content(office)
    said = load(csv(tmp_path / "facility.csv", FACILITY, NEW), into=office, options=["--dry-run"], lang="fa")
    assert "اجرای آزمایشی" in said
    assert "school_new" in said
    assert content(office) == before


def test_an_area_is_found_by_its_name_and_that_is_told(office, tmp_path):
    said = load(csv(tmp_path / "facility.csv", FACILITY, NEW.replace("IR231001", "بخش چهاردانگه")), into=office)
    assert "by its Persian name" in said
    assert "IR231001" in said
    with closing(sqlite3.connect(office)) as database:
        found = database.execute("SELECT pcode FROM facility WHERE facility_id = 'school_new'").fetchone()
    assert found == ("IR231001",)


def test_the_version_changes_with_every_load(office, tmp_path):
    versions = set()
    for number in range(3):
        load(csv(tmp_path / "facility.csv", FACILITY, NEW), into=office)
        versions.add(content(office)["dataset"][0])
        assert len(versions) == number + 1


@pytest.mark.parametrize(
    ("into", "told"),
    [
        ("no address", "no address of a database"),
        ("mysql://me:secret@host/x", "mysql"),
        ("postgresql://me:secret@127.0.0.1:1/x", "cannot be written to"),
    ],
)
def test_a_database_that_cannot_be_opened_is_told_without_its_password(tmp_path, into, told):
    said = run("load", csv(tmp_path / "facility.csv", FACILITY, NEW), "--into", into, "--lang", "en", status=2)
    assert told in said
    assert "secret" not in said


def test_an_offices_views_are_not_written_over(office, tmp_path):
    with closing(sqlite3.connect(office)) as database, database:
        database.executescript("ALTER TABLE facility RENAME TO own; CREATE VIEW facility AS SELECT * FROM own")
    said = load(csv(tmp_path / "facility.csv", FACILITY, NEW), into=office, status=2)
    assert "views" in said


def test_a_server_is_loaded_like_a_file(postgres_server, office, tmp_path):
    postgres_server.run("postgres", "CREATE DATABASE loaded TEMPLATE template0")
    url = postgres_server.url("loaded")
    run("export", f"sqlite:///{office}", tmp_path / "one.xlsx")
    run("load", tmp_path / "one.xlsx", "--into", url, "--lang", "en")
    before = run("check", url, "--lang", "en", "--no-figures")
    assert "0 errors" in before or "keeps the contract" in before
    said = run("load", tmp_path / "one.xlsx", "--into", url, "--lang", "en", "--replace")
    assert numbers(said, "facility_capacity")[:3] == ["0", "0", "0"]
    run("export", url, tmp_path / "two.xlsx")
    with closing(sqlite3.connect(office)) as database:
        known = database.execute(f"SELECT {FACILITY} FROM facility ORDER BY facility_id LIMIT 1").fetchone()
    other = ",".join("" if one is None else str(one) for one in (*known[:3], "نام دیگر", *known[4:]))
    said = run("load", csv(tmp_path / "facility.csv", FACILITY, other), "--into", url, "--lang", "en", "--dry-run")
    assert f"Name in Persian (name_fa): {known[3]} → نام دیگر" in said
    load(tmp_path / "two.xlsx", into=tmp_path / "new.sqlite")
    one, two = content(office, "boundary"), content(tmp_path / "new.sqlite", "boundary")
    assert {name for name in NAMES if one[name] != two[name]} == {"dataset"}
