"""Boundary files that are refused: each with its message, exit status 2, nothing written and no traceback."""

import sqlite3
from contextlib import closing
from hashlib import sha256

import pyogrio
import pytest
import typer
from shapely import box

from geo import boundary_file, boundary_json, boundary_zip
from geo.boundary_trouble import BoundaryRefused
from terminal.check import Language
from tests import made_up
from tests.broken_boundaries import BROKEN, virtual
from tests.loading import load
from tests.made_up import collection, feature, geojson, shapefile, write, zipped
from wording import boundary_refusals, i18n

HIDDEN = "p4ssw0rd"


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_with_what_to_do_and_nothing_is_written(name, lang, tmp_path, capsys):
    kind, made = BROKEN[name]
    (tmp_path / "in").mkdir()
    file = made(tmp_path / "in")
    into = made_up.database(tmp_path / "a.sqlite")
    before = sha256((tmp_path / "a.sqlite").read_bytes()).digest()
    with pytest.raises(typer.Exit) as ended:
        load(file, into, lang=Language(lang))
    said = capsys.readouterr()
    assert ended.value.exit_code == 2
    assert said.out == ""
    message, advice = boundary_refusals.refused(kind, "(.*)").split("\n")
    assert said.err.startswith(message.split("(.*)")[0])
    assert said.err.endswith(f"{advice}\n")
    assert len(said.err.splitlines()) == 2
    assert str(tmp_path) not in said.err
    assert sha256((tmp_path / "a.sqlite").read_bytes()).digest() == before


def test_the_same_file_unbroken_is_loaded(tmp_path, capsys):
    load(geojson(tmp_path), made_up.database(tmp_path / "a.sqlite"))
    assert "Written." in capsys.readouterr().out


def make_no_tables(path):
    sqlite3.connect(path).close()
    path.write_bytes(b"")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE own (a)")
    return f"sqlite:///{path}"


def make_views(path):
    url = made_up.database(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE admin_area RENAME TO divisions")
        connection.execute("CREATE VIEW admin_area AS SELECT * FROM divisions")
        connection.commit()
    return url


def make_few_columns(path):
    url = made_up.database(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE admin_area DROP COLUMN boundary")
        connection.commit()
    return url


DATABASES = {
    "no such file": ("missing_file", lambda path: f"sqlite:///{path}"),
    "no database": ("no_connection", lambda path: (write(path, "a text" * 99), f"sqlite:///{path}")[1]),
    "no tables": ("no_areas", make_no_tables),
    "no areas": ("no_areas", lambda path: made_up.database(path, with_areas=False)),
    "views": ("views", make_views),
    "a column that lacks": ("columns", make_few_columns),
    "no address": ("address", lambda path: "here"),
    "another kind of database": ("backend", lambda path: "mysql://user@host/name"),
    "no server": ("no_connection", lambda path: f"postgresql://user:{HIDDEN}@127.0.0.1:9/name"),
}


@pytest.mark.parametrize("name", DATABASES)
def test_a_database_that_cannot_be_written_to_is_told_and_left_alone(name, lang, tmp_path, capsys):
    kind, made = DATABASES[name]
    path = tmp_path / "a.sqlite"
    into = made(path)
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(typer.Exit) as ended:
        load(geojson(tmp_path), into, lang=Language(lang))
    said = capsys.readouterr()
    assert ended.value.exit_code == 2
    assert said.out == ""
    message, advice = boundary_refusals.not_written(kind, "county" if kind == "no_areas" else "(.*)").split("\n")
    assert message.split("(.*)")[0] in said.err
    assert advice in said.err
    assert HIDDEN not in said.err
    assert (path.read_bytes() if path.exists() else None) == before


@pytest.mark.parametrize("text", ["yesterday", "1403-13-01", "2024-02-30", "2999-01-01", "1403"])
def test_a_day_of_publication_that_is_none_is_refused(text, tmp_path, capsys):
    with pytest.raises(typer.Exit) as ended:
        load(geojson(tmp_path), made_up.database(tmp_path / "a.sqlite"), published_on=text)
    assert ended.value.exit_code == 2
    assert "That is no date" in capsys.readouterr().err


def test_a_zip_whose_header_lies_is_stopped_while_it_is_unpacked(tmp_path, monkeypatch):
    path = zipped(shapefile(tmp_path))
    monkeypatch.setattr(boundary_zip, "_check_members", lambda members, packed: None)
    boundary_zip.unpacked(path, _folder(tmp_path, "whole"))
    monkeypatch.setattr(boundary_zip, "LARGEST_BYTES", 500)
    with pytest.raises(BoundaryRefused, match="zip_bomb"):
        boundary_zip.unpacked(path, _folder(tmp_path, "stopped"))


def test_without_the_look_at_its_names_a_hostile_zip_still_cannot_leave_its_folder(tmp_path, monkeypatch):
    """The names that are written are ours, whatever the zip calls its members."""
    shapefile(tmp_path)
    members = {f"../../{one.name}": one for one in tmp_path.glob("counties.*")}
    path = zipped(tmp_path / "counties.shp", members=members)
    monkeypatch.setattr(boundary_zip, "_check_members", lambda members, packed: None)
    inner = _folder(tmp_path, "inner")
    assert boundary_zip.unpacked(path, inner).parent == inner
    assert {one.suffix for one in inner.iterdir()} >= {".shp", ".dbf"}


def _folder(tmp_path, name):
    (tmp_path / name).mkdir()
    return tmp_path / name


def test_deep_brackets_are_seen_before_anything_is_parsed(tmp_path, monkeypatch):
    path = write(tmp_path / "a.geojson", '{"a":' + "[" * 100_000 + "]" * 100_000 + "}")
    with pytest.raises(BoundaryRefused, match="deep"):
        boundary_json.read_geojson(path)
    monkeypatch.setattr(boundary_json, "DEEPEST", 1_000_000)
    boundary_json.scan(path)


def test_brackets_and_quotes_in_names_do_not_count(tmp_path):
    names = ["[" * 99, '"' * 9, "\\", '\\"[', "]}"]
    path = write(tmp_path / "a.geojson", collection([feature(box(53, 33, 54, 34), name=one) for one in names]))
    rows, shapes, _ = boundary_json.read_geojson(path)
    assert [one["name"] for one in rows] == names
    assert all(one.area == 1 for one in shapes)


@pytest.mark.parametrize("chunk", [1, 2, 3, 7, 64])
def test_the_look_at_brackets_does_not_depend_on_where_a_piece_ends(chunk, tmp_path, monkeypatch):
    monkeypatch.setattr(boundary_json, "CHUNK", chunk)
    text = collection([feature(box(53, 33, 54, 34), name='\\"]}[[ ')])
    boundary_json.scan(write(tmp_path / "a.geojson", text))
    with pytest.raises(BoundaryRefused, match="truncated"):
        boundary_json.scan(write(tmp_path / "b.geojson", text[:-1]))


@pytest.mark.parametrize(("limit", "kind"), [("MOST_FEATURES", "too_many"), ("MOST_POINTS", "too_many_points")])
def test_more_than_a_country_has_is_refused(limit, kind, tmp_path, monkeypatch):
    monkeypatch.setattr(boundary_json, limit, 2)
    with pytest.raises(BoundaryRefused) as refused:
        boundary_json.read_geojson(geojson(tmp_path))
    assert refused.value.kind == kind


def test_every_refusal_has_words_in_both_languages(lang):
    kinds = {kind for kind, _ in BROKEN.values()} | {"too_many", "too_many_points", "bad_date", "no_such_layer"}
    texts = {kind: boundary_refusals.refused(kind, "7") for kind in kinds}
    assert len(set(texts.values())) == len(kinds)
    assert i18n.language() == lang


def test_gdal_itself_would_follow_a_list_of_other_files(tmp_path):
    """Why a file is opened by the driver of what its first bytes say, and by no other."""
    path = virtual(tmp_path)
    assert pyogrio.read_info(path)["features"] == 3
    with pytest.raises(BoundaryRefused, match="not_geojson"):
        boundary_file.read_boundaries(path)


def test_a_file_that_is_too_large_is_not_opened_at_all(tmp_path, monkeypatch):
    path = geojson(tmp_path)
    assert len(boundary_file.read_boundaries(path).rows) == 3
    monkeypatch.setattr(boundary_file, "LARGEST_BYTES", 100)
    monkeypatch.setattr(boundary_file.Path, "open", lambda *_: pytest.fail("it was opened"))
    with pytest.raises(BoundaryRefused, match="too_large"):
        boundary_file.read_boundaries(path)
