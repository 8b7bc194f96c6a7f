"""Settings: what is taken, what is refused and by which name, and the key that is kept."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from data_access import settings
from data_access.settings import DEMO_KEY, Settings, read_settings, rounding_key
from data_access.trouble import SettingError
from domain.disclosure import Rounding

BAD = [
    ("HAMGAM_STATEMENT_TIMEOUT_S", "soon"),
    ("HAMGAM_STATEMENT_TIMEOUT_S", "0"),
    ("HAMGAM_STATEMENT_TIMEOUT_S", "-1"),
    ("HAMGAM_STATEMENT_TIMEOUT_S", "601"),
    ("HAMGAM_STATEMENT_TIMEOUT_S", "nan"),
    ("HAMGAM_ROW_CAP", "0"),
    ("HAMGAM_ROW_CAP", "10.5"),
    ("HAMGAM_ROW_CAP", "1e12"),
    ("HAMGAM_ROW_CAP", "inf"),
    ("HAMGAM_ROW_CAP", "many"),
    ("HAMGAM_ROUNDING_BASE", "2"),
    ("HAMGAM_ROUNDING_BASE", "11"),
    ("HAMGAM_ROUNDING_BASE", "4.5"),
    ("HAMGAM_MISSING_LIMIT", "1.1"),
    ("HAMGAM_MISSING_LIMIT", "-0.1"),
    ("HAMGAM_MISSING_LIMIT", "20%"),
    ("HAMGAM_UPDATE_EVERY_S", "0"),
    ("HAMGAM_UPDATE_EVERY_S", "31"),
    ("HAMGAM_AS_OF", "1404-11-26T00"),
    ("HAMGAM_AS_OF", "15.02.2026"),
    ("HAMGAM_AS_OF", "2026-02-30"),
]


@pytest.fixture
def key_file(tmp_path, monkeypatch):
    path = tmp_path / "var" / "rounding.key"
    monkeypatch.setattr(settings, "KEY_FILE", path)
    return path


def key_of(demonstration=False, key=None):
    return rounding_key(Settings("sqlite://", rounding_key=key), demonstration)


def test_nothing_set_is_the_demonstration_with_the_documented_defaults():
    assert read_settings({}) == Settings(f"sqlite:///{settings.DEMO_DATABASE}")
    assert read_settings(
        {"HAMGAM_ROW_CAP": "", "HAMGAM_AS_OF": "", "HAMGAM_DATABASE_URL": "", "HAMGAM_DECKS": ""}
    ) == read_settings({})


def test_all_settings_are_read():
    assert read_settings(
        {
            "HAMGAM_DATABASE_URL": "sqlite:////srv/office.sqlite",
            "HAMGAM_STATEMENT_TIMEOUT_S": "2.5",
            "HAMGAM_ROW_CAP": "2000",
            "HAMGAM_ROUNDING_BASE": "3",
            "HAMGAM_ROUNDING_KEY": "sixteen bytes !!",
            "HAMGAM_MISSING_LIMIT": "0.3",
            "HAMGAM_AS_OF": "2026-02-15",
            "HAMGAM_DECKS": "/srv/decks",
        }
    ) == Settings(
        "sqlite:////srv/office.sqlite", 2.5, 2000, 3, b"sixteen bytes !!", 0.3, date(2026, 2, 15), Path("/srv/decks")
    )


def test_the_process_environment_is_the_default(monkeypatch):
    monkeypatch.setenv("HAMGAM_AS_OF", "2025-12-01")
    assert read_settings().as_of == date(2025, 12, 1)


@pytest.mark.parametrize(("name", "value"), BAD)
def test_a_value_that_cannot_be_used_names_its_variable_and_the_value(name, value):
    with pytest.raises(SettingError) as error:
        read_settings({name: value})
    assert error.value.name == name
    assert str(error.value).startswith(f"{name}: ")
    assert value in str(error.value)


@pytest.mark.parametrize("key", [b"short", b"x" * 65])
def test_a_key_of_a_bad_length_names_its_variable_and_is_not_repeated(key):
    with pytest.raises(SettingError) as error:
        key_of(key=key)
    assert error.value.name == "HAMGAM_ROUNDING_KEY"
    assert key.decode() not in str(error.value)


def test_the_key_is_the_setting_before_all_else(key_file):
    assert key_of(key=b"sixteen bytes !!") == key_of(True, key=b"sixteen bytes !!") == b"sixteen bytes !!"
    assert not key_file.exists()


def test_the_demonstration_has_its_fixed_key_and_makes_no_file(key_file):
    assert key_of(demonstration=True) == DEMO_KEY
    assert not key_file.exists()


def test_an_offices_key_is_made_once_for_its_owners_eyes_and_kept(key_file):
    umask = os.umask(0)
    try:
        key = key_of()
    finally:
        os.umask(umask)
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert key_of() == key == key_file.read_bytes()
    assert len(set(key)) > 8
    assert Rounding(key).key == key
    assert list(key_file.parent.iterdir()) == [key_file]


def test_another_office_gets_another_key(tmp_path, monkeypatch):
    keys = set()
    for place in ("a", "b"):
        monkeypatch.setattr(settings, "KEY_FILE", tmp_path / place / "rounding.key")
        keys.add(key_of())
    assert len(keys) == 2


def test_those_who_come_at_the_same_time_get_one_whole_key(key_file):
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: key_of(), range(40)))
    assert keys == {key_file.read_bytes()}
    assert list(key_file.parent.iterdir()) == [key_file]


def test_a_key_written_by_hand_may_end_with_a_line_feed(key_file):
    key_file.parent.mkdir()
    key_file.write_text("a key that IT has written\n")
    assert key_of() == b"a key that IT has written"


@pytest.mark.parametrize("content", ["", "short\n", "x" * 65])
def test_a_damaged_key_file_is_told_and_never_replaced(key_file, content):
    key_file.parent.mkdir()
    key_file.write_text(content)
    with pytest.raises(SettingError, match="HAMGAM_ROUNDING_KEY") as error:
        key_of()
    assert str(key_file) in str(error.value)
    assert key_file.read_text() == content


def test_who_may_come_in_is_read_whatever_else_is_wrong():
    wrong = {"HAMGAM_ROW_CAP": "many"}
    assert settings.read_access(wrong) == "local"
    assert settings.read_access({**wrong, "HAMGAM_ACCESS": "oidc"}) == "oidc"
    with pytest.raises(SettingError, match="HAMGAM_ACCESS: 'Local' is none of local, oidc"):
        settings.read_access({"HAMGAM_ACCESS": "Local"})
