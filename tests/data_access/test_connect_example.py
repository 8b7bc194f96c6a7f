"""The worked example of docs/connect.md on a real server keeps the contract; its figures are those of the hand."""

from contextlib import closing
from dataclasses import replace

import openpyxl
import pytest

from data_access.admin.target import WriteRefused, writing
from data_access.settings import read_settings
from measures.contract import check_database
from measures.source import Source
from measures.view import view
from tests.conftest import ROOT
from tests.postgres import manage, reading

FOLDER = ROOT / "docs" / "connect"


@pytest.fixture(scope="module")
def office(postgres_server):
    """Address of the example, as the account that reads its views."""
    name = "governorate"
    postgres_server.run("postgres", f"CREATE DATABASE {name} TEMPLATE template0 {postgres_server.sorting_by('fa')}")
    for script in ("office.sql", "views.sql"):
        postgres_server.run(name, (FOLDER / script).read_text(encoding="utf-8"))
    address = reading(postgres_server, name, "hamgam")
    settings = replace(read_settings({}), rounding_key=b"the key of this test, 16 or more")
    return replace(settings, database_url=address)


def test_the_views_keep_the_contract(office):
    report = check_database(office)
    assert [one for one in report.findings if one.severity == "error"] == []
    assert {(one.id, one.table) for one in report.of("warning")} == {("no_boundary", "admin_area")}
    assert {one.table for one in report.of("note")} == {"crosswalk", "travel_time", "unit_cost"}
    assert report.data_version == "office-20260210090500"
    assert report.quality.coverage["with_people"].sum() == 2 * 2  # two districts in two years


def test_seats_are_those_of_the_hand(office):
    with closing(Source(office)) as source:
        frame, notices = view(source, {"level": "district", "indicator": "school_seats", "period": "1404"})
    assert notices == []
    rows = frame.data.set_index("pcode")
    # 14 classes in two shifts and 9 in one, 35 seats each; a school that is being built does not count.
    assert rows.at["IR231001", "capacity"] == (14 * 2 + 9) * 35
    assert rows.at["IR231002", "capacity"] == 10 * 35
    # Residents of school age, 3 x (1000 + 100 + 400 + 400): foreign nationals are among them.
    assert rows.at["IR231001", "demand_persons"] == pytest.approx(3 * 1900, abs=30)


def test_the_slips_that_have_expired_are_nobody(office):
    with closing(Source(office)) as source:
        frame, _notices = view(source, {"level": "district", "indicator": "foreign_share", "period": "1404"})
    share = frame.data.set_index("pcode").at["IR231001", "value"]
    people = 2 * 6 * (40 + 20)
    residents = 3 * (900 + 1000 + 400 + 400 + 7000 + 700 + 100 + 500)
    assert share == pytest.approx(100 * people / residents, rel=0.1)


def test_views_that_are_kept_as_tables_are_views_too(postgres_server, office, tmp_path):
    name = "kept_views"
    views = (FOLDER / "views.sql").read_text(encoding="utf-8")
    kept = views.replace("CREATE VIEW population", "CREATE MATERIALIZED VIEW population")
    assert kept != views
    postgres_server.run("postgres", f"CREATE DATABASE {name} TEMPLATE template0 {postgres_server.sorting_by('fa')}")
    for script in ((FOLDER / "office.sql").read_text(encoding="utf-8"), kept):
        postgres_server.run(name, script)
    address = reading(postgres_server, name, "hamgam")
    report = check_database(replace(office, database_url=address))
    assert [one for one in report.findings if one.severity == "error"] == []
    assert report.quality.coverage["with_people"].sum() == 2 * 2
    manage("export", address, str(tmp_path / "out.xlsx"), "--lang", "en")
    assert "population" in openpyxl.load_workbook(tmp_path / "out.xlsx").sheetnames
    owner = f"{postgres_server.url(name)}?options=-csearch_path%3Dhamgam"
    with pytest.raises(WriteRefused) as refused, writing(owner):
        pass
    assert (refused.value.kind, "population" in refused.value.detail) == ("views", True)
