"""What `manage.py connect` writes down: for this account alone, and the environment goes before it."""

import stat

import pytest
from typer.testing import CliRunner

import manage
from data_access import kept
from data_access.address import absolute, lacks_password, with_password, without_password
from data_access.kept import keep_setting, kept_settings
from data_access.settings import read_settings
from data_access.trouble import SettingError
from tests.sweeps import sweep

ADDRESS = "HAMGAM_DATABASE_URL"


@pytest.fixture
def file(tmp_path, monkeypatch):
    path = tmp_path / "var" / "settings.toml"
    for reader in (kept_settings, keep_setting):
        monkeypatch.setattr(reader, "__defaults__", (path,))
    monkeypatch.delenv(ADDRESS, raising=False)
    return path


def connect(*arguments, said=""):
    done = CliRunner().invoke(manage.app, ["connect", *arguments], input=said)
    assert "Traceback" not in done.output
    return done


def test_without_a_file_nothing_is_kept(file):
    assert kept_settings() == {}
    assert read_settings().database_url.endswith("demo.sqlite")


def test_what_was_written_is_read_and_the_environment_goes_before_it(file, monkeypatch):
    keep_setting(ADDRESS, 'sqlite:///a "quoted"\\ name.sqlite')
    keep_setting("HAMGAM_ROW_CAP", "7")
    assert read_settings().database_url == 'sqlite:///a "quoted"\\ name.sqlite'
    assert read_settings().row_cap == 7
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    monkeypatch.setenv(ADDRESS, "sqlite:///other.sqlite")
    assert read_settings().database_url == "sqlite:///other.sqlite"


@pytest.mark.parametrize("content", [b"\xff\xfe", b"HAMGAM_DATABASE_URL = ", b"[[["])
def test_a_file_that_cannot_be_read_is_told_without_its_content(file, content):
    file.parent.mkdir()
    file.write_bytes(content)
    with pytest.raises(SettingError, match="connect again") as told:
        read_settings()
    assert "DATABASE" not in str(told.value)


def test_a_file_that_cannot_be_read_is_written_anew(file, demo_database):
    file.parent.mkdir()
    file.write_text("[[[")
    assert connect(f"sqlite:///{demo_database}", "--yes", "--lang", "en").exit_code == 0
    assert read_settings().database_url == f"sqlite:///{demo_database}"


def test_an_address_is_asked_for_checked_and_written(file, demo_database):
    done = connect("--lang", "en", said=f"sqlite:///{demo_database}\ny\n")
    assert done.exit_code == 0, done.output
    assert "keeps the contract" in done.output
    assert read_settings().database_url == f"sqlite:///{demo_database}"


def test_who_says_no_writes_nothing(file, demo_database):
    done = connect(f"sqlite:///{demo_database}", "--lang", "fa", said="n\n")
    assert done.exit_code == 0
    assert "چیزی نوشته نشد" in done.output
    assert not file.exists()


@pytest.mark.parametrize(
    "answer", sweep("بله", "بلة", "خیر", "شاید\nبله", "خير", "y", "N", "yes", "ب", "", now=range(4))
)
def test_the_question_is_answered_in_persian_or_by_a_letter(file, demo_database, answer):
    done = connect(f"sqlite:///{demo_database}", said=f"{answer}\n")
    if answer == "بلة":
        assert done.exit_code == 1, "what is neither is asked again"
        return
    assert done.exit_code == 0, done.output
    assert file.exists() == (answer not in ("خير", "خیر", "N"))
    assert ("بله یا خیر" in done.output) == ("شاید" in answer)


@pytest.mark.parametrize("wrong", sweep("no address", "mysql://x/y", "sqlite:////nowhere/at_all.sqlite", now=[2]))
def test_a_mistyped_address_is_asked_for_again(file, demo_database, wrong):
    done = connect("--lang", "en", said=f"{wrong}\n{wrong}\nsqlite:///{demo_database}\ny\n")
    assert done.exit_code == 0, done.output
    assert file.exists()
    assert ADDRESS not in done.output


def test_after_three_mistyped_addresses_it_ends(file):
    done = connect("--lang", "en", said="no address\n" * 5)
    assert done.exit_code == 2
    assert done.output.count("no address of a SQLite or PostgreSQL database") == 3
    assert ADDRESS not in done.output
    assert not file.exists()


def test_another_setting_that_is_wrong_is_told_once_by_its_name(file, monkeypatch):
    monkeypatch.setenv("HAMGAM_ROW_CAP", "many")
    done = connect("--lang", "en", said="sqlite:///x\n" * 3)
    assert done.exit_code == 2
    assert done.output.count("HAMGAM_ROW_CAP") == 1


def test_a_database_that_cannot_be_read_is_not_written(file):
    done = connect("sqlite:////nowhere/at_all.sqlite", "--yes", "--lang", "en")
    assert done.exit_code == 2
    assert "no such file" in done.output
    assert not file.exists()


def test_end_of_input_writes_nothing(file):
    assert connect(said="").exit_code != 0
    assert not file.exists()


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://me:secret@server/office", "postgresql://me:***@server/office"),
        ("postgresql://server/office?password=secret", "postgresql://server/office"),
        ("no address", ""),
        ("postgresql://me:secret@server:port/x", ""),
    ],
)
def test_no_password_is_shown(address, shown):
    assert without_password(address) == shown


def test_a_password_that_lacks_is_put_in_its_place():
    assert lacks_password("postgresql://me@server/office")
    assert not lacks_password("postgresql://me:x@server/office")
    assert not lacks_password("sqlite:///file")
    told = "postgresql://me:p%40ss%2Fword@server/office"  # not-secret: made up for this test
    assert with_password("postgresql://me@server/office", "p@ss/word") == told


def test_a_file_is_found_from_wherever_one_starts(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert absolute("sqlite:///data/a.sqlite") == f"sqlite:///{tmp_path}/data/a.sqlite"
    assert absolute("postgresql://server/office") == "postgresql://server/office"


def test_the_file_is_no_part_of_the_repository():
    assert kept.SETTINGS_FILE.parent.name == "var"
