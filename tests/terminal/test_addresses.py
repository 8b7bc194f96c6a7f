"""Addresses of databases that are mistyped, for every command that takes one."""

import sqlite3
from contextlib import closing

import pytest

from data_access import kept, sqlite
from data_access.address import has_bare_at, without_password
from data_access.admin import target
from data_access.admin.server import FillRefused, fill
from data_access.store_engine import address as store_address
from data_access.trouble import SettingError
from tests.terminal.loads import FACILITY, NEW, csv, run

# The secret has an @ and, in others, what else divides an address.
SECRETS = ("ge@heim", "ge/heim", "ge@heim/lich", "ge@heim?lich", "g:e@heim:lich", "@heim")


def typed(secret):
    return f"postgresql://u:{secret}@127.0.0.1:9/x"  # not-secret: made up for this test


@pytest.fixture
def commands(tmp_path, monkeypatch):
    """Each command with an address in its place."""
    monkeypatch.setattr(kept.keep_setting, "__defaults__", (tmp_path / "settings.toml",))
    file = csv(tmp_path / "facility.csv", FACILITY, NEW)
    lines = tmp_path / "a.geojson"
    point = '{"type": "Polygon", "coordinates": [[[51, 35], [52, 35], [52, 36], [51, 35]]]}'
    feature = f'{{"type": "Feature", "properties": {{"name": "x"}}, "geometry": {point}}}'
    lines.write_text(f'{{"type": "FeatureCollection", "features": [{feature}]}}')
    return {
        "check": lambda url: ("check", url),
        "connect": lambda url: ("connect", url, "--yes"),
        "load": lambda url: ("load", file, "--into", url),
        "export": lambda url: ("export", url, tmp_path / "x.xlsx"),
        "boundaries": lambda url: ("boundaries", lines, "--level", "county", "--into", url),
    }


@pytest.mark.parametrize("command", ["check", "connect", "load", "export", "boundaries"])
@pytest.mark.parametrize("secret", SECRETS)
def test_an_at_sign_in_a_password_is_told_and_no_part_of_it_is_shown(commands, command, secret):
    said = run(*commands[command](typed(secret)), "--lang", "en", status=2)
    assert "more than one @" in said
    assert "%40" in said
    assert "heim" not in said
    assert "lich" not in said


@pytest.mark.parametrize("command", ["check", "load"])
def test_an_at_sign_that_is_escaped_is_none(commands, command):
    said = run(*commands[command](typed("ge%40heim")), "--lang", "en", status=2)
    assert "more than one @" not in said
    assert "heim" not in said


def test_the_address_of_the_environment_is_held_to_the_same(monkeypatch):
    monkeypatch.setenv("HAMGAM_DATABASE_URL", typed("ge@heim"))
    said = run("check", "--lang", "fa", status=2)
    assert "%40" in said
    assert "heim" not in said


@pytest.mark.parametrize("secret", SECRETS)
def test_no_other_place_takes_it_either(secret):
    with pytest.raises(SettingError, match="%40") as told:
        store_address(typed(secret))
    assert "heim" not in str(told.value)
    with pytest.raises(FillRefused, match="%40") as told:
        fill(typed(secret), {}, (), if_stale=False)
    assert "heim" not in str(told.value)
    assert without_password(typed(secret)) == ""


@pytest.mark.parametrize(
    "address", ["sqlite:////home/me@office/a@b.sqlite", typed("p%40q"), "postgresql://host/x", "a@b@c"]
)
def test_other_addresses_have_none(address):
    assert not has_bare_at(address)


def test_a_file_with_at_signs_in_its_name_is_read(demo_database, tmp_path):
    place = tmp_path / "me@office" / "a@b.sqlite"
    place.parent.mkdir()
    place.symlink_to(demo_database)
    assert "keeps the contract" in run("check", f"sqlite:///{place}", "--no-figures", "--lang", "en")


@pytest.mark.parametrize(("lang", "told"), [("en", "That is a folder"), ("fa", "این یک پوشه است")])
@pytest.mark.parametrize("command", ["check", "connect", "load", "export", "boundaries"])
def test_a_folder_is_told_as_one(commands, command, tmp_path, lang, told):
    said = run(*commands[command](f"sqlite:///{tmp_path}"), "--lang", lang, status=2)
    assert told in said
    assert said.count(str(tmp_path)) == 1


def test_a_folder_among_the_files_is_told_as_one(tmp_path):
    said = run("load", tmp_path, "--into", f"sqlite:///{tmp_path / 'x.sqlite'}", "--lang", "en", status=1)
    assert "That is a folder." in said


@pytest.mark.parametrize("command", ["check", "connect", "load", "export", "boundaries"])
def test_a_file_that_another_program_writes_to_is_told_as_that(commands, command, office, monkeypatch):
    monkeypatch.setattr(sqlite, "LOCK_WAIT_S", 0.05)
    monkeypatch.setattr(target, "LOCK_WAIT_S", 0.05)
    with closing(sqlite3.connect(office)) as other:
        other.execute("BEGIN EXCLUSIVE")
        said = run(*commands[command](f"sqlite:///{office}"), "--lang", "en", status=2)
    assert "Another program is writing to this file" in said
    assert "server" not in said


def test_a_file_that_cannot_be_opened_is_told_as_that(office, monkeypatch):
    opened = sqlite.open_file

    def gone_after(url, timeout_s):
        engine = opened(url, timeout_s)
        office.unlink(missing_ok=True)
        return engine

    monkeypatch.setattr(sqlite, "open_file", gone_after)
    said = run("export", f"sqlite:///{office}", office.with_suffix(".xlsx"), "--lang", "en", status=2)
    assert "cannot be opened" in said
    assert "server" not in said
