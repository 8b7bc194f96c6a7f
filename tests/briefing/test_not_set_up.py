"""Files that set-up brings and that are missing: page and terminal say to run it, in the reader's words."""

import pytest
from typer.testing import CliRunner

import manage
from briefing import canvas, map_files
from ui import errors
from wording import i18n


def missing(path):
    with pytest.raises(FileNotFoundError) as caught:
        path.read_bytes()
    return caught.value


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_page_names_the_set_up_and_for_other_files_does_not(lang, tmp_path):
    i18n.activate(lang)
    assert "make setup" in errors.message(missing(canvas.FONTS / "None.ttf"))
    assert "make setup" in errors.message(missing(map_files.LEAFLET / "none.js"))
    assert "make setup" not in errors.message(missing(tmp_path / "None.ttf"))
    assert "make setup" not in errors.message(FileNotFoundError())


def test_terminal_says_what_to_run_for_a_pack(demo_database, tmp_path, monkeypatch):
    monkeypatch.setenv("HAMGAM_DATABASE_URL", f"sqlite:///{demo_database}")

    def make(*_arguments):
        raise missing(canvas.FONTS / "None.ttf")

    monkeypatch.setattr("briefing.pack.make", make)
    done = CliRunner().invoke(manage.app, ["pack", "--meeting", "m_1404_12", "--out", str(tmp_path)])
    assert done.exit_code == 2
    assert "Error: set-up is not complete, run make setup (" in done.output
