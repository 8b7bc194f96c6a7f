"""What `manage.py check` finds: each rule on a small database with one fault, told in both languages."""

import json
import shutil
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import MetaData
from sqlalchemy.dialects import mssql, postgresql
from typer.testing import CliRunner

import manage
from briefing import contract_page, contract_report
from data_access import tables
from data_access.contract_check import rules, statement
from data_access.contract_rules import boundary_rule
from data_access.settings import read_settings
from data_access.trouble import DatabaseError
from measures.contract import check_database
from tests.measures.broken_databases import BROKEN, first, loose, run
from tests.postgres import filled
from wording import contract_words, i18n


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


GIRLS = "INSERT INTO population VALUES ('IR231001', 1404, 'refugee', 'f', '6-11', 'all', 67501, 'census_1395');"


@pytest.mark.parametrize(
    ("residents", "found"),
    [
        ("('IR231001', 1395, 'resident', 'all', 'all', 'all', 67500, 'census_1395')", 1),
        ("('IR231001', 1395, 'resident', 'all', 'all', 'all', 67501, 'census_1395')", 0),
        # The newest up to 1404 alone, and some of the ages are not everybody.
        (
            "('IR231001', 1390, 'resident', 'all', 'all', 'all', 90000, 'census_1395'),"
            "('IR231001', 1395, 'resident', 'all', 'all', 'all', 67500, 'census_1395')",
            1,
        ),
        ("('IR231001', 1405, 'resident', 'all', 'all', 'all', 5, 'census_1395')", 0),
        ("('IR231001', 1395, 'resident', 'all', '6-11', 'all', 5, 'census_1395')", 0),
        ("('IR231001', 1395, 'resident', 'all', 'all', 'rural', 5, 'census_1395')", 0),
        ("('IR231001', 1393, 'resident', 'all', 'all', 'all', 5, 'census_1395')", 0),
    ],
)
def test_one_group_is_held_against_the_residents_of_its_year(report_of, residents, found):
    script = f"DELETE FROM population WHERE pcode = 'IR231001'; {GIRLS} INSERT INTO population VALUES {residents}"
    report = report_of(script, only="group_over_residents")
    assert sum(one.count for one in report.findings) == found
    assert all("persons" not in one.names for one in report.findings)


@pytest.mark.parametrize(("year", "severity"), [(1404, "error"), (1403, "warning")])
def test_more_than_the_residents_of_an_older_year_may_have_come(report_of, year, severity):
    residents = f"('IR231001', {year}, 'resident', 'all', 'all', 'all', 5, 'census_1395')"
    script = f"DELETE FROM population WHERE pcode = 'IR231001'; {GIRLS} INSERT INTO population VALUES {residents}"
    report = report_of(script, only="group_over_residents")
    assert [(one.severity, one.count) for one in report.findings] == [(severity, 1)]


def test_a_page_does_without_rules_that_hang_on_counts(small, tmp_path):
    path = tmp_path / "broken.sqlite"
    shutil.copy(small, path)
    run(path, BROKEN["more girls of one age than residents"][0])
    given = replace(read_settings({}), database_url=f"sqlite:///{path}")
    for counts in (True, False):
        found = check_database(given, figures=False, counts=counts).findings
        assert ("group_over_residents" in {one.id for one in found}) == counts


def test_an_area_that_ended_with_whole_shares_is_as_it_should_be(report_of):
    report = report_of(
        "UPDATE admin_area SET valid_to = '2020-01-01' WHERE pcode = 'IR231001';"
        "INSERT INTO crosswalk VALUES ('IR231001', 'IR231002', 0.4, 'census_1395'),"
        " ('IR231001', 'IR231003', 0.6, 'census_1395')",
        only="ended",
    )
    assert report.findings == ()
    assert report_of("UPDATE admin_area SET valid_to = '2099-01-01'", only="ended").findings == ()


@pytest.mark.parametrize(
    ("ends", "found"), [("1402", 1), ("1402/06", 1), ("2021", 1), ("2020-02-01", 1), ("1499", 0), ("2099-01", 0)]
)
def test_shares_that_lead_to_an_area_that_ended_too_help_nobody(report_of, ends, found):
    script = (
        "UPDATE admin_area SET valid_to = '2020-01-01' WHERE pcode = 'IR231001';"
        f"UPDATE admin_area SET valid_to = '{ends}' WHERE pcode = 'IR231002';"
        "DELETE FROM population WHERE pcode = 'IR231002'; DELETE FROM facility WHERE pcode = 'IR231002';"
        "INSERT INTO crosswalk VALUES ('IR231001', 'IR231002', 1.0, 'census_1395')"
    )
    assert sum(one.count for one in report_of(script, only="ended").findings) == found


def test_what_came_to_a_demonstration_since_its_own_day_lies_in_no_future(report_of):
    """`manage.py boundaries` writes the day on which it read a file."""
    report = report_of(first("source", f"accessed_on = '{date.today()}'"), only="future_date")
    assert report.as_of < date.today()
    assert report.findings == ()


def test_a_note_on_other_provinces_names_what_is_not_shown(report_of):
    report = report_of(BROKEN["county of another province"][0], only="other_province")
    assert [one.severity for one in report.findings] == ["note"]
    assert [row[0] for row in report.findings[0].rows] == ["IR1001"]
    i18n.activate("en")
    told = "\n".join(contract_report.lines(report, "x"))
    assert "not shown" in told
    assert "table is missing" not in told


def test_a_text_for_a_number_is_told_once_and_what_was_not_looked_at_is_told(report_of):
    report = report_of(f"{BROKEN['text for a number'][0]} ALTER TABLE source DROP COLUMN publisher")
    assert [one.id for one in report.findings if one.table == "facility_capacity"] == ["not_number"]
    i18n.activate("en")
    assert report.left_out
    assert f"since a column lacks: {report.left_out}" in "\n".join(contract_report.lines(report, "x"))


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
    told = json.dumps(contract_report.as_json(report, "x")) + contract_page.as_html(report, "x")
    assert "nobody" in told
    assert "777123" not in told


def test_markup_in_the_database_stays_text_in_the_page(report_of):
    report = report_of(first("facility", "kind = '<img src=x onerror=alert(1)>'"))
    i18n.activate("fa")
    page = contract_page.as_html(report, "x")
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
    assert "published" in good.output, "the first totals that differ stand there with both figures"
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


def test_dates_and_flags_of_an_office_are_read_as_they_are(postgres_server):
    url = filled(postgres_server, "own_types")
    postgres_server.run(
        "own_types",
        "ALTER TABLE meeting ALTER held_on TYPE date USING held_on::date",
        "ALTER TABLE commitment_update ALTER updated_on TYPE date USING updated_on::date",
        "ALTER TABLE service_standard ALTER is_default TYPE smallint USING is_default::int::smallint",
        "ALTER TABLE admin_area ALTER valid_from TYPE date USING valid_from::date",
    )
    report = check_database(replace(read_settings({}), database_url=url), figures=False)
    assert report.findings == ()


def test_figures_that_cannot_be_read_leave_the_findings(report_of):
    report = report_of("DELETE FROM population WHERE population_group <> 'resident'", figures=True)
    assert [one.id for one in report.of("warning")] == ["figures_unread"]
    assert report.quality is None


def test_a_server_that_is_gone_is_told(postgres_server):
    given = replace(read_settings({}), database_url=postgres_server.url("not_there"))
    with pytest.raises(DatabaseError, match="no_connection"):
        check_database(given, figures=False)


@pytest.mark.parametrize("dialect", [mssql.dialect(), postgresql.dialect()], ids=["mssql", "postgresql"])
def test_every_statement_compiles_for(dialect):
    assert isinstance(tables.metadata, MetaData)
    number = 0
    for rule in (*rules(date(2026, 2, 15)), boundary_rule(bool)):
        query = rule.query if rule.judge else statement(rule)
        assert "SELECT" in str(query.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
        number += 1
    assert number > 250
