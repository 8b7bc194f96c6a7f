"""What `manage.py check` finds: each rule on a small database with one fault, told in both languages."""

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from itertools import chain

import pytest
from sqlalchemy import MetaData
from sqlalchemy.dialects import mssql, postgresql
from typer.testing import CliRunner

import manage
from briefing import contract_report
from data_access import contract_check, tables
from data_access.contract_check import rules, statement
from data_access.settings import read_settings
from data_access.trouble import DatabaseError
from measures.contract import check_database
from tests.postgres import filled
from wording import contract_words, i18n

KEPT = "('IR23', 'IR2310', 'IR231001', 'IR231002', 'IR231003', 'IR')"
# The county of Eslamshahr with a few facilities: what a rule has to look at is small.
SMALLER = f"""
DELETE FROM population WHERE pcode NOT IN {KEPT} OR period < 1403;
DELETE FROM settlement WHERE pcode NOT IN {KEPT};
DELETE FROM facility WHERE pcode NOT IN {KEPT} OR facility_id NOT IN (
    SELECT min(facility_id) FROM facility GROUP BY pcode, kind);
DELETE FROM facility_status WHERE facility_id NOT IN (SELECT facility_id FROM facility);
DELETE FROM facility_capacity WHERE facility_id NOT IN (SELECT facility_id FROM facility) OR period < 1403;
DELETE FROM commitment WHERE pcode NOT IN {KEPT};
DELETE FROM commitment_update WHERE commitment_id NOT IN (SELECT commitment_id FROM commitment);
DELETE FROM admin_area WHERE pcode NOT IN {KEPT};
DELETE FROM benchmark WHERE pcode NOT IN {KEPT};
VACUUM;
"""


@pytest.fixture(scope="session")
def small(demo_database, tmp_path_factory):
    path = tmp_path_factory.mktemp("contract") / "small.sqlite"
    shutil.copy(demo_database, path)
    run(path, SMALLER)
    return path


def run(path, script):
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)


@pytest.fixture
def report_of(small, tmp_path, monkeypatch):
    """Check a copy of the small database after a script, by all rules or those of one id."""

    def report(script, only="", figures=False, **settings):
        if only:
            monkeypatch.setattr(
                contract_check, "chain", lambda *parts: (one for one in chain(*parts) if one.id == only)
            )
        path = tmp_path / "broken.sqlite"
        shutil.copy(small, path)
        run(path, script)
        given = replace(read_settings({}), database_url=f"sqlite:///{path}", **settings)
        return check_database(given, figures=figures)

    return report


def loose(table):
    """SQL that makes a table anew without its key, as a view of an office may be."""
    return f"CREATE TABLE loose AS SELECT * FROM {table}; DROP TABLE {table}; ALTER TABLE loose RENAME TO {table};"


def first(table, change, where="1"):
    """SQL that changes the first row of a table."""
    key = ", ".join(column.name for column in tables.metadata.tables[table].primary_key.columns)
    return (
        f"{loose(table)} UPDATE {table} SET {change} WHERE ({key}) = (SELECT {key} FROM {table} WHERE {where} LIMIT 1);"
    )


BROKEN = {
    "table missing": ("DROP TABLE population", "no_table", "population"),
    "column missing": ("ALTER TABLE source DROP COLUMN publisher", "no_column", "source"),
    "no data version": ("DELETE FROM dataset", "not_one_row", "dataset"),
    "two data versions": ("INSERT INTO dataset VALUES ('b', '2026-01-01')", "not_one_row", "dataset"),
    "text for a number": (first("facility_capacity", "value = 'many'"), "not_number", "facility_capacity"),
    "number for a code": (
        f"{loose('settlement')} ALTER TABLE settlement DROP COLUMN pcode; ALTER TABLE settlement ADD COLUMN pcode;"
        " UPDATE settlement SET pcode = 231001;",
        "not_text",
        "settlement",
    ),
    "empty name": (first("facility", "name_fa = '  '"), "empty", "facility"),
    "null source": (first("population", "source_id = NULL"), "empty", "population"),
    "key twice": (
        f"{loose('facility')} INSERT INTO facility SELECT * FROM facility LIMIT 1",
        "repeated",
        "facility",
    ),
    "negative persons": (first("population", "persons = -5"), "negative", "population"),
    "infinite capacity": (first("facility_capacity", "value = 9e999"), "not_finite", "facility_capacity"),
    "half a person": (first("population", "persons = 10.5"), "not_whole", "population"),
    "unknown kind": (first("facility", "kind = 'castle'"), "unknown_code", "facility"),
    "unknown group": (first("population", "population_group = 'tourists'"), "unknown_code", "population"),
    "unknown age band": (first("population", "age_band = '5-10'"), "unknown_code", "population"),
    "unknown measure": (first("facility_capacity", "measure = 'chairs'"), "unknown_code", "facility_capacity"),
    "area that is not there": (first("facility", "pcode = 'IR2399'"), "orphan", "facility"),
    "source that is not there": (first("settlement", "source_id = 'nobody'"), "orphan", "settlement"),
    "facility that is not there": (first("facility_status", "facility_id = 'x'"), "orphan", "facility_status"),
    "Jalali date": (first("meeting", "held_on = '1404-07-22'"), "jalali_date", "meeting"),
    "no date": (first("commitment", "due_on = 'soon'"), "no_date", "commitment"),
    "day that does not exist": (first("meeting", "held_on = '2025-02-30'"), "no_date", "meeting"),
    "date in the future": (first("commitment_update", "updated_on = '2099-01-01'"), "future_date", "commitment_update"),
    "Gregorian year": (first("population", "period = 2025"), "gregorian_year", "population"),
    "year of two digits": (first("facility_status", "period = 98"), "no_year", "facility_status"),
    "year to come": (first("facility_capacity", "period = 1409"), "future_year", "facility_capacity"),
    "no province": ("UPDATE admin_area SET pcode = 'IR99' WHERE pcode = 'IR23'", "no_province", "admin_area"),
    "district beside its county": (
        "UPDATE admin_area SET level = 2 WHERE pcode = 'IR231001'",
        "not_below",
        "admin_area",
    ),
    "area that lies in itself": (
        "UPDATE admin_area SET parent_pcode = pcode WHERE pcode = 'IR2310'",
        "not_below",
        "admin_area",
    ),
    "district without a county": (
        "UPDATE admin_area SET parent_pcode = NULL WHERE pcode = 'IR231001'",
        "no_parent",
        "admin_area",
    ),
    "code without prefix": (
        "UPDATE admin_area SET pcode = '231001' WHERE pcode = 'IR231001'",
        "pcode_form",
        "admin_area",
    ),
    "end before the beginning": (
        "UPDATE admin_area SET valid_from = '2020-01-01', valid_to = '2019-01-01' WHERE pcode = 'IR231001'",
        "ends_before",
        "admin_area",
    ),
    "no boundary": ("UPDATE admin_area SET boundary = NULL WHERE pcode = 'IR231001'", "no_boundary", "admin_area"),
    "boundary that is none": (
        "UPDATE admin_area SET boundary = '{\"type\":' WHERE pcode = 'IR231001'",
        "bad_boundary",
        "admin_area",
    ),
    "two of one name": (
        "UPDATE admin_area SET name_fa = 'همان' WHERE parent_pcode = 'IR2310'",
        "same_name",
        "admin_area",
    ),
    "latitude and longitude swapped": (first("facility", "lat = lon, lon = lat"), "swapped_point", "facility"),
    "point in the sea of Guinea": (first("settlement", "lat = 0, lon = 0"), "point_outside", "settlement"),
    "no point": (first("facility", "lat = NULL, lon = NULL"), "no_point", "facility"),
    "total that differs from its parts": (
        "INSERT INTO population VALUES ('IR231001', 1404, 'refugee', 'all', 'all', 'all', 5, 'census_1395')",
        "split_differs",
        "population",
    ),
    "derived host": (
        "INSERT INTO population SELECT pcode, 1402, 'host', 'all', 'all', 'all', 5, source_id FROM population, source"
        " USING (source_id) LIMIT 1; UPDATE source SET kind = 'derived' WHERE source_id ="
        " (SELECT source_id FROM population WHERE population_group = 'host')",
        "derived_host",
        "population",
    ),
    "school among the health services": (
        first("facility", "sector = 'health'", "sector = 'education'"),
        "other_sector",
        "facility",
    ),
    "facility twice": (
        "INSERT INTO facility SELECT 'twin', sector, kind, name_fa, name_en, pcode, lat, lon, open_to, supporter_id,"
        " source_id FROM facility LIMIT 1",
        "same_place",
        "facility",
    ),
    "facility at a county": (first("facility", "pcode = 'IR2310'"), "not_lowest", "facility"),
    "facility without a status": ("DELETE FROM facility_status", "no_status", "facility"),
    "no shift": (first("facility_capacity", "value = 0", "measure = 'shifts'"), "no_shift", "facility_capacity"),
    "nine shifts": (first("facility_capacity", "value = 9", "measure = 'shifts'"), "many_shifts", "facility_capacity"),
    "half a pupil": (
        first("facility_capacity", "value = 9.5", "measure = 'pupils'"),
        "persons_not_whole",
        "facility_capacity",
    ),
    "beds of a school": (
        first("facility_capacity", "measure = 'beds'", "measure = 'pupils'"),
        "unused_measure",
        "facility_capacity",
    ),
    "no usual standard": ("UPDATE service_standard SET is_default = 0", "not_one_default", "service_standard"),
    "standard of zero": (first("service_standard", "value = 0"), "no_standard", "service_standard"),
    "share over 100 percent": (first("benchmark", "value = 130", "unit = 'share_pct'"), "over_100", "benchmark"),
    "nothing promised": (first("commitment", "promised = 0"), "nothing_promised", "commitment"),
    "unit of another indicator": (first("commitment", "unit = 'beds'"), "other_unit", "commitment"),
    "more delivered than promised": (
        first("commitment_update", "delivered = 1000000"),
        "more_than_promised",
        "commitment_update",
    ),
    "commitment without a state": ("DELETE FROM commitment_update", "no_update", "commitment"),
    "weight over 1": (
        "INSERT INTO crosswalk VALUES ('IR231099', 'IR231001', 25, 'census_1395')",
        "bad_weight",
        "crosswalk",
    ),
    "weights that lack a part": (
        "INSERT INTO crosswalk VALUES ('IR231099', 'IR231001', 0.4, 'census_1395')",
        "weights_not_1",
        "crosswalk",
    ),
}


def test_the_small_database_keeps_the_contract(report_of):
    report = report_of("")
    assert report.findings == ()
    assert report.passed > 400
    assert report.left_out == 0


@pytest.mark.parametrize("name", BROKEN)
def test_a_fault_is_found_and_told_with_its_rows(report_of, name):
    script, id_, table = BROKEN[name]
    report = report_of(script, only=id_)
    found = [one for one in report.findings if (one.id, one.table) == (id_, table)]
    assert len(found) == 1, report.findings
    assert found[0].count >= len(found[0].rows)
    assert found[0].rows or id_ in ("no_table", "no_column")
    for lang in ("fa", "en"):
        i18n.activate(lang)
        lines = "\n".join(contract_report.lines(report, "sqlite:///x"))
        assert contract_words.told(id_)[0].split("{")[0] in lines
        assert contract_words.told(id_)[1] in lines


def test_every_rule_has_words_in_both_languages():
    for lang in ("fa", "en"):
        i18n.activate(lang)
        for rule in rules(date(2026, 2, 15)):
            assert all(contract_words.told(rule.id)), rule.id


def test_every_rule_can_be_broken():
    """No rule without a database that breaks it, so that none is there that cannot fail."""
    asked = {rule.id for rule in rules(date(2026, 2, 15))}
    assert asked - {id_ for _script, id_, _table in BROKEN.values()} == {"more_than_residents"}


def test_more_foreign_nationals_than_residents_are_found(report_of):
    report = report_of(
        "DELETE FROM population WHERE pcode = 'IR2310';"
        "INSERT INTO population VALUES ('IR2310', 1404, 'resident', 'all', 'all', 'all', 100, 'census_1395');"
        "INSERT INTO population VALUES ('IR2310', 1404, 'refugee', 'all', 'all', 'all', 60, 'census_1395');"
        "INSERT INTO population VALUES ('IR2310', 1404, 'documented', 'all', 'all', 'all', 41, 'census_1395')"
    )
    found = next(one for one in report.findings if one.id == "more_than_residents")
    assert (found.names, found.rows) == (("pcode", "period"), (("IR2310", 1404),))


def test_the_first_ten_rows_stand_in_the_report_and_all_are_counted(report_of):
    report = report_of("UPDATE population SET period = period + 621")
    found = next(one for one in report.findings if one.id == "gregorian_year")
    assert len(found.rows) == 10
    assert found.count > 100


def test_a_table_that_the_dashboard_does_without_is_a_note(report_of):
    report = report_of("DROP TABLE travel_time")
    assert [(one.id, one.severity, one.table) for one in report.findings] == [("no_table", "note", "travel_time")]


def test_no_right_count_of_persons_stands_in_a_report(report_of):
    report = report_of(
        f"{loose('population')} UPDATE population SET persons = 777123, source_id = 'nobody', period = 2025"
    )
    i18n.activate("en")
    told = json.dumps(contract_report.as_json(report, "x")) + contract_report.as_html(report, "x")
    assert "nobody" in told
    assert "777123" not in told


def test_markup_in_the_database_stays_text_in_the_page(report_of):
    report = report_of(first("facility", "kind = '<img src=x onerror=alert(1)>'"))
    i18n.activate("fa")
    page = contract_report.as_html(report, "x")
    assert "<img" not in page
    assert "&lt;img" in page
    assert 'dir="rtl"' in page


def command(*arguments):
    done = CliRunner().invoke(manage.app, ["check", *arguments])
    assert "Traceback" not in done.output
    return done


def test_the_command_says_it_in_both_languages_with_an_exit_status(demo_database, tmp_path):
    page = tmp_path / "report.html"
    good = command(f"sqlite:///{demo_database}", "--lang", "en", "--html", str(page))
    assert good.exit_code == 0
    assert "keeps the contract" in good.output
    assert "35 of 35" in good.output
    assert "keeps the contract" in page.read_text(encoding="utf-8")
    broken = tmp_path / "broken.sqlite"
    shutil.copy(demo_database, broken)
    run(broken, "UPDATE population SET period = period + 621 WHERE period = 1404")
    bad = command(f"sqlite:///{broken}")
    assert bad.exit_code == 1
    assert "سال میلادی است" in bad.output
    told = json.loads(command(f"sqlite:///{broken}", "--json", "--lang", "en").output)
    assert told["errors"] == 1
    assert told["findings"][0]["rows"][0]["period"] == 2025


@pytest.mark.parametrize(
    "address",
    [
        "",
        "no address",
        "mysql://x/y",
        "sqlite:////nowhere/at_all.sqlite",
        "postgresql://me:secret@127.0.0.1:1/x?password=hidden",
    ],
)
def test_what_is_no_database_is_told_and_exits_with_2(address, tmp_path, monkeypatch):
    if not address:
        path = tmp_path / "text.sqlite"
        path.write_text("no database at all")
        address = f"sqlite:///{path}"
    monkeypatch.delenv("HAMGAM_DATABASE_URL", raising=False)
    done = command(address, "--lang", "en")
    assert done.exit_code == 2
    assert "secret" not in done.output
    assert "hidden" not in done.output
    assert done.output.strip()


def test_a_server_is_found_the_same_as_a_file(postgres_server, small, report_of):
    url = filled(postgres_server, "contract")
    given = replace(read_settings({}), database_url=url)
    report = check_database(given, figures=False)
    assert report.findings == ()
    assert report.passed > 250
    postgres_server.run(
        "contract", "UPDATE population SET period = period + 621 WHERE period = 1404", "DROP TABLE commitment_update"
    )
    report = check_database(given, figures=False)
    assert {(one.id, one.table) for one in report.findings} == {
        ("gregorian_year", "population"),
        ("no_table", "commitment_update"),
    }


def test_a_server_that_is_gone_is_told(postgres_server):
    given = replace(read_settings({}), database_url=postgres_server.url("not_there"))
    with pytest.raises(DatabaseError, match="no_connection"):
        check_database(given, figures=False)


@pytest.mark.parametrize("dialect", [mssql.dialect(), postgresql.dialect()], ids=["mssql", "postgresql"])
def test_every_statement_compiles_for(dialect):
    assert isinstance(tables.metadata, MetaData)
    number = 0
    for rule in rules(date(2026, 2, 15)):
        query = rule.query if rule.judge else statement(rule)
        assert "SELECT" in str(query.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
        number += 1
    assert number > 250
