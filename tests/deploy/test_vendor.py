import re
import shutil
import stat
from pathlib import Path

import pytest

from deploy import vendor

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def project(tmp_path):
    for name in vendor.NPM_INPUTS:
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


@pytest.fixture
def modules(tmp_path):
    folder = tmp_path / "node_modules"
    for source in vendor.FILES.values():
        (folder / source).parent.mkdir(parents=True, exist_ok=True)
        (folder / source).write_text(source)
    return folder


@pytest.fixture
def filled(project, modules):
    (project / "static").mkdir()
    vendor.copy_files(modules, project / "static/vendor", vendor.key(project))
    return project


def no_npm(*_):
    raise AssertionError("npm was run")


def test_filled_folder_is_current_and_runs_no_npm(filled, monkeypatch, capsys):
    monkeypatch.setattr(vendor, "npm", no_npm)
    vendor.fill(filled)
    assert vendor.is_current(filled)
    assert capsys.readouterr().out == ""


def test_touched_lock_is_current_and_changed_lock_is_not(filled):
    lock = filled / "package-lock.json"
    lock.touch()
    assert vendor.is_current(filled)
    lock.write_text(lock.read_text() + "\n")
    assert not vendor.is_current(filled)


@pytest.mark.parametrize("place", vendor.FILES)
def test_missing_or_empty_file_is_not_current(filled, place):
    file = filled / "static/vendor" / place
    file.write_text("")
    assert not vendor.is_current(filled)
    file.unlink()
    assert not vendor.is_current(filled)


def test_files_of_an_older_lock_do_not_stay(filled, modules):
    stray = filled / "static/vendor/leaflet/old.js"
    stray.write_text("")
    vendor.copy_files(modules, filled / "static/vendor", "x")
    assert not stray.exists()


def test_failed_npm_leaves_the_present_files(filled, monkeypatch):
    (filled / "package-lock.json").write_text("{}")

    def fails(*_):
        raise vendor.VendorError("offline")

    monkeypatch.setattr(vendor, "npm", fails)
    with pytest.raises(vendor.VendorError):
        vendor.fill(filled)
    assert (filled / "static/vendor/leaflet/leaflet.js").is_file()


def test_package_without_the_expected_file_is_named(project, modules):
    (modules / vendor.FILES["leaflet/leaflet.js"]).unlink()
    with pytest.raises(vendor.VendorError, match=r"leaflet/dist/leaflet\.js"):
        vendor.copy_files(modules, project / "vendor", "x")


def program(folder, name, code):
    file = folder / name
    file.write_text(f"#!/bin/sh\nexit {code}\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)


@pytest.mark.parametrize(
    ("programs", "usable"),
    [({"node": 0, "npm": 0}, True), ({"node": 0, "npm": 1}, False), ({"npm": 0}, False), ({}, False)],
)
def test_node_counts_only_with_an_npm_that_works(tmp_path, monkeypatch, programs, usable):
    for name, code in programs.items():
        program(tmp_path, name, code)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert (vendor.node_on_path() is not None) is usable


def test_vendored_folder_holds_every_image_that_the_style_sheet_names():
    folder = ROOT / "static/vendor/leaflet"
    if not folder.is_dir():
        pytest.skip("static/vendor is not filled here")
    named = re.findall(r"url\((images/[^)]+)\)", (folder / "leaflet.css").read_text())
    assert named
    assert all((folder / name).is_file() for name in named)


@pytest.mark.long
def test_without_node_on_the_path_the_packaged_node_brings_the_files(project, tmp_path, monkeypatch):
    (project / "deploy").mkdir()
    shutil.copy(ROOT / "deploy/node-requirements.txt", project / "deploy")
    monkeypatch.setattr(vendor, "node_on_path", lambda: None)
    vendor.fill(project)
    assert vendor.is_current(project)
