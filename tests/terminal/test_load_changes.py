"""`manage.py load`: what a replacement may take away, and what is told of rows that change."""

import sqlite3
from contextlib import closing

import pytest
from openpyxl import load_workbook

from domain.workbook import EXAMPLE, SHEETS, is_count_of_persons
from tests.terminal.loads import NAMES, content, csv, exported, load, numbers, run


@pytest.mark.parametrize("options", [[], ["--replace"], ["--replace", "--replace-most"]])
def test_headings_without_a_row_empty_no_table(office, tmp_path, options):
    before = content(office)
    path = exported(office, tmp_path / "one.xlsx", population=lambda rows: [], unit_cost=lambda rows: [])
    told = load(path, csv(tmp_path / "facility_capacity.csv", "facility_id,period,measure,value,source_id"),
                into=office, options=options)  # fmt: skip
    line = next(one for one in told.splitlines() if "count as not given and change nothing: " in one)
    assert "Population (population)" in line
    assert "Unit costs (unit_cost)" in line
    assert "Facilities" not in line
    after = content(office)
    assert {name for name in NAMES if before[name] != after[name]} == {"dataset"}


def test_headings_without_a_row_do_not_empty_columns_that_a_file_beside_them_lacks(office, tmp_path):
    run("template", tmp_path / "empty.xlsx")
    with closing(sqlite3.connect(office)) as database:
        row = database.execute("SELECT pcode, level, name_fa, name_en, source_id FROM admin_area LIMIT 1").fetchone()
    area = csv(tmp_path / "admin_area.csv", "pcode,level,name_fa,name_en,source_id", ",".join(map(str, row)))
    for files in ((tmp_path / "empty.xlsx", area), (area, tmp_path / "empty.xlsx")):
        told = load(*files, into=office)
        assert numbers(told, "admin_area")[:3] == ["0", "0", "0"]


def test_a_replacement_that_takes_most_rows_away_is_refused_unless_it_is_said_so(office, tmp_path):
    before = content(office)
    rows = len(before["facility_capacity"])
    assert rows > 20
    path = exported(office, tmp_path / "part.xlsx", facility_capacity=lambda rows: rows[: len(rows) // 3])
    gone = rows - rows // 3
    wanted = f"Capacity of facilities (facility_capacity): {gone:,} of {rows:,} rows would go"
    for options in (["--replace"], ["--replace", "--dry-run"]):
        said = load(path, into=office, options=options, status=1)
        assert wanted in said
        assert "--replace-most" in said
        assert content(office) == before
    load(path, into=office)
    assert content(office)["facility_capacity"] == before["facility_capacity"]
    load(path, into=office, options=["--replace", "--replace-most"])
    assert len(content(office)["facility_capacity"]) == rows // 3


def test_a_replacement_that_takes_half_of_the_rows_away_or_a_small_table_is_done(office, tmp_path):
    rows = len(content(office)["facility_capacity"])
    path = exported(office, tmp_path / "part.xlsx", facility_capacity=lambda rows: rows[: -(-len(rows) // 2)])
    load(path, into=office, options=["--replace"])
    assert len(content(office)["facility_capacity"]) == -(-rows // 2)


def test_a_table_without_a_key_does_not_lose_most_of_its_rows_either(office, tmp_path):
    before = content(office)
    assert len(before["unit_cost"]) > 20
    csv(tmp_path / "unit_cost.csv", "kind,action,amount,currency,source_id", "clinic,build,5,USD,census_1395")
    assert "--replace-most" in load(tmp_path / "unit_cost.csv", into=office, status=1)
    assert content(office) == before


def test_a_changed_row_tells_what_changed_but_never_a_count_of_persons(office, tmp_path):
    def changed(rows):
        kinds = {row[2]: row for row in rows}
        kinds["pupils"][3], kinds["classrooms"][3] = 98761, 98762
        return rows

    def fewer(rows):
        rows[0][6] = 98763
        return rows

    path = exported(office, tmp_path / "one.xlsx", facility_capacity=changed, population=fewer)
    with closing(sqlite3.connect(office)) as database, database:
        first = "(SELECT min(facility_id) FROM facility)"
        database.execute(f"UPDATE facility SET name_fa = 'نام کهنه' WHERE facility_id = {first}")
    told = load(path, into=office, options=["--dry-run"])
    assert "Name in Persian (name_fa): نام کهنه → " in told
    assert "→ 98762" in told
    assert "People (persons): changed" in told
    assert "Value (value): changed" in told
    assert "98761" not in told
    assert "98763" not in told


@pytest.mark.parametrize(
    ("table", "column", "row", "wanted"),
    [
        ("population", "persons", {}, True),
        ("facility_capacity", "value", {"measure": "pupils"}, True),
        ("facility_capacity", "value", {"measure": "graduates"}, True),
        ("facility_capacity", "value", {"measure": "beneficiaries"}, True),
        ("facility_capacity", "value", {"measure": "an unknown one"}, True),
        ("facility_capacity", "value", {}, True),
        ("facility_capacity", "value", {"measure": "classrooms"}, False),
        ("benchmark", "value", {"indicator_id": "foreign_persons"}, True),
        ("benchmark", "value", {"indicator_id": "pupils_per_class"}, False),
        ("commitment_update", "delivered", {}, True),
        ("facility", "name_fa", {}, False),
    ],
)
def test_counts_of_persons_are_known(table, column, row, wanted):
    assert is_count_of_persons(table, column, row) is wanted


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_the_examples_of_the_template_keep_the_contract_when_they_are_loaded(tmp_path, lang):
    run("template", tmp_path / "t.xlsx", "--lang", lang)
    book = load_workbook(tmp_path / "t.xlsx")
    for table in SHEETS:
        cell = book[table].cell(5, 1)
        cell.value = cell.value.removeprefix(f"{EXAMPLE} ")
    heads = [cell.value for cell in book["admin_area"][3]]
    for pcode, level, parent in (("IR", 0, None), ("IR23", 1, "IR"), ("IR2399", 2, "IR23")):
        row = {"pcode": pcode, "level": level, "parent_pcode": parent, "name_fa": pcode, "name_en": pcode}
        book["admin_area"].append([(row | {"source_id": "source_1"}).get(name) for name in heads])
    book.save(tmp_path / "filled.xlsx")
    told = load(tmp_path / "filled.xlsx", into=tmp_path / "new.sqlite")
    assert "Errors" not in told
    assert [table for table in SHEETS if not content(tmp_path / "new.sqlite")[table]] == []
