"""What `manage.py check` says of a database that has little or nothing of the contract yet."""

import sqlite3
from contextlib import closing

import pytest
from typer.testing import CliRunner

import manage
from data_access import tables
from data_access.kept import keep_setting
from tests.terminal.loads import run


@pytest.mark.parametrize("table", sorted(tables.metadata.tables))
def test_each_table_that_lacks_is_told(report_of, table):
    severity = "note" if table in tables.OPTIONAL else "error"
    found = [(one.id, one.severity) for one in report_of(f"DROP TABLE {table}").findings if one.table == table]
    assert found == [("no_table", severity)]


@pytest.fixture(params=["empty", "of something else"])
def other(request, tmp_path):
    path = tmp_path / "other.sqlite"
    path.touch()
    if request.param != "empty":
        with closing(sqlite3.connect(path)) as database, database:
            database.execute("CREATE TABLE cookies (name TEXT)")
    return path


@pytest.mark.parametrize("figures", ["--figures", "--no-figures"])
def test_a_database_without_a_table_of_the_contract_is_told_all_that_lack(other, figures):
    said = run("check", f"sqlite:///{other}", figures, "--lang", "en", status=1)
    for name in tables.metadata.tables:
        assert f"  {name}: The table is missing." in said
    assert "keeps the contract" not in said


def test_connect_tells_them_too_and_asks(other, tmp_path, monkeypatch):
    monkeypatch.setattr(keep_setting, "__defaults__", (tmp_path / "settings.toml",))
    done = CliRunner().invoke(manage.app, ["connect", f"sqlite:///{other}", "--lang", "en"], input="n\n")
    assert (done.exit_code, "population: The table is missing." in done.output) == (1, True)
    assert not (tmp_path / "settings.toml").exists()


@pytest.mark.parametrize(("lang", "told"), [("en", "The address is empty"), ("fa", "نشانی خالی است")])
@pytest.mark.parametrize("address", ["", "  "])
def test_an_empty_address_is_refused_and_not_taken_for_none(address, lang, told):
    assert told in run("check", address, "--lang", lang, status=2)
