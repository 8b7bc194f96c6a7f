"""Figures from a table that the row cap cut say so wherever they go."""

import json

import pytest
from typer.testing import CliRunner

import manage
from tests.measures import offices
from tests.measures.offices import released

KEY = "a key for unit tests alone"


@pytest.fixture
def path(tmp_path):
    return offices.built(tmp_path / "office.sqlite")


@pytest.fixture
def table(path, monkeypatch):
    """Run `manage.py table` with a row cap."""

    def run(cap, *options):
        monkeypatch.setenv("HAMGAM_DATABASE_URL", f"sqlite:///{path}")
        monkeypatch.setenv("HAMGAM_ROUNDING_KEY", KEY)
        monkeypatch.setenv("HAMGAM_ROW_CAP", str(cap))
        return CliRunner().invoke(manage.app, ["table", "indicator=foreign_share", *options])

    return run


def test_every_row_and_what_it_is_compared_with_carry_the_note(path):
    for cap, cut in ((1000, ()), (20, ("population",))):
        frame = released(offices.opened(path, row_cap=cap), indicator="foreign_share", level="district")
        assert frame.truncated == cut
        assert frame.to_json()["truncated"] == list(cut)
        for rows in (frame.data, frame.context):
            carried = [("truncated" in note.split(";")) for note in rows["note"]]
            assert carried == [bool(cut)] * len(rows)


def test_the_note_stands_behind_the_others(path):
    frame = released(offices.opened(path, row_cap=20), indicator="foreign_share", level="district")
    assert "no_population;truncated" in set(frame.data["note"])


@pytest.mark.parametrize("form", ["csv", "json"])
def test_the_table_is_printed_with_a_warning_and_an_exit_status_of_its_own(table, form):
    whole, cut = table(1000, "--format", form), table(20, "--format", form)
    assert (whole.exit_code, whole.stderr) == (0, "")
    assert cut.exit_code == 3
    assert cut.stderr == "Incomplete: more rows than HAMGAM_ROW_CAP allows were found in population.\n"
    assert cut.stdout.startswith("pcode," if form == "csv" else "{")
    if form == "json":
        assert json.loads(cut.stdout)["truncated"] == ["population"]
        assert json.loads(whole.stdout)["truncated"] == []
