"""Boundary files that are refused: each with its message, exit status 2, nothing written and no traceback."""

import json
import sqlite3
import struct
import zipfile
from contextlib import closing
from hashlib import sha256

import pytest
import typer
from shapely import LineString, Point, Polygon, box
from shapely.affinity import translate

import manage
from geo import boundary_json, boundary_zip
from geo.boundary_trouble import BoundaryRefused
from tests import made_up
from tests.made_up import collection, feature, features, geojson, geopackage, shapefile, write, zipped
from wording import boundary_refusals, i18n

HIDDEN = "p4ssw0rd"
LEVEL, EN = manage.AreaLevel, manage.Language.en


def load(file, into, **more):
    manage.boundaries(**{"file": file, "level": LEVEL.county, "into": into, "lang": EN, **more})


def with_numbers(*coordinates):
    """A county whose ring holds what no JSON library would write."""
    ring = ",".join(f"[{x},{y}]" for x, y in coordinates)
    return (
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"کوه سفید"},'
        f'"geometry":{{"type":"Polygon","coordinates":[[{ring}]]}}}}]}}'
    )


def swapped(shape):
    return Polygon([(y, x) for x, y in shape.exterior.coords])


def damaged(path, keep):
    """The beginning of a file."""
    return write(path, path.read_bytes()[:keep])


def swapped_file(folder):
    return write(folder / "a.geojson", collection([feature(swapped(box(53, 33, 54, 34)), name="کوه سفید")]))


def garbled(folder):
    name = made_up.WRITTEN["IR0701"].encode().decode("latin-1")
    return write(folder / "a.geojson", collection([feature(box(53, 33, 54, 34), name=name)]))


def locked(folder):
    path = zipped(shapefile(folder))
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as packed:
        starts = [one.header_offset for one in packed.infolist()]
    for at in starts:
        content[at + 6] |= 1
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 1)
    return write(path, bytes(content))


def bomb(folder):
    path = folder / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for part in (".shp", ".shx"):
            packed.writestr(f"a{part}", b"")
        with packed.open("a.dbf", "w") as member:
            for _ in range(210):
                member.write(bytes(1_000_000))
    return path


def bomb_of_ratio(folder):
    path = folder / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.geojson", b" " * 20_000_000)
    return path


def other_crs(name):
    return {"crs": {"type": "name", "properties": {"name": name}}}


def virtual(folder):
    """A list of other files to open, under the name of a GeoJSON."""
    secret = geopackage(folder)
    text = f"<OGRVRTDataSource><OGRVRTLayer name='counties'><SrcDataSource>{secret}</SrcDataSource>"
    return write(folder / "a.geojson", text + "</OGRVRTLayer></OGRVRTDataSource>")


def plain_sqlite(folder):
    with closing(sqlite3.connect(folder / "a.gpkg")) as connection:
        connection.execute("CREATE TABLE a (b)")
    return folder / "a.gpkg"


def sparse(folder, size):
    with (folder / "a.geojson").open("wb") as file:
        file.write(b"{")
        file.truncate(size)
    return folder / "a.geojson"


def with_infinity_in_binary(folder):
    path = shapefile(folder)
    content = bytearray(path.read_bytes())
    content[100 + 8 + 4 + 32 + 8 + 4 : 100 + 8 + 4 + 32 + 8 + 12] = struct.pack("<d", float("inf"))
    return write(path, bytes(content))


AWAY = translate(box(53, 33, 54, 34), 30, 10)
BROKEN = {
    "no such file": ("no_file", lambda at: at / "a.geojson"),
    "a folder": ("no_file", lambda at: at),
    "an empty file": ("empty", lambda at: write(at / "a.geojson", "")),
    "blanks": ("empty", lambda at: write(at / "a.geojson", "  \n ")),
    "no features": ("empty", lambda at: write(at / "a.geojson", collection([]))),
    "a text file": ("wrong_type", lambda at: write(at / "a.txt", "name,lat,lon")),
    "a spreadsheet": ("no_layer", lambda at: zipped(at / "a.shp", members={"xl/workbook.xml": "<workbook/>"})),
    "a picture": ("wrong_type", lambda at: write(at / "a.gpkg", b"\x89PNG\r\n")),
    "a list of other files": ("not_geojson", virtual),
    "a SQLite file that is no GeoPackage": ("wrong_type", plain_sqlite),
    "a damaged GeoPackage": ("unreadable", lambda at: damaged(geopackage(at), 5000)),
    "one gigabyte": ("too_large", lambda at: sparse(at, 1_000_000_000)),
    "truncated GeoJSON": ("truncated", lambda at: damaged(geojson(at), 400)),
    "GeoJSON that ends in a name": ("truncated", lambda at: damaged(geojson(at), 75)),
    "no JSON": ("not_geojson", lambda at: write(at / "a.geojson", '{"type": FeatureCollection}')),
    "more brackets closed than open": ("not_geojson", lambda at: write(at / "a.geojson", '{"a":1}}')),
    "another object": ("not_geojson", lambda at: write(at / "a.json", '{"name": "کوه سفید"}')),
    "a list": ("not_geojson", lambda at: write(at / "a.json", "[1, 2]")),
    "features that are numbers": ("not_geojson", lambda at: write(at / "a.geojson", collection([1, 2]))),
    "properties that are a list": (
        "not_geojson",
        lambda at: write(at / "a.geojson", collection([{"type": "Feature", "properties": [1], "geometry": None}])),
    ),
    "TopoJSON": ("topojson", lambda at: write(at / "a.json", '{"type":"Topology","objects":{},"arcs":[]}')),
    "JSON of Esri": (
        "not_geojson",
        lambda at: write(at / "a.json", json.dumps({"features": [{"attributes": {}, "geometry": {"rings": []}}]})),
    ),
    "brackets without end": ("deep", lambda at: write(at / "a.geojson", '{"a":' + "[" * 5_000_000)),
    "objects without end": ("deep", lambda at: write(at / "a.geojson", '{"a":' * 1_000_000)),
    "UTF-16": ("encoding", lambda at: write(at / "a.geojson", collection(features()).encode("utf-16"))),
    "windows-1256 in GeoJSON": (
        "encoding",
        lambda at: write(at / "a.geojson", collection([feature(box(53, 33, 54, 34), name="كوه")]).encode("cp1256")),
    ),
    "Persian read as Latin": ("encoding", garbled),
    "a .cpg that is wrong": ("encoding", lambda at: (shapefile(at), write(at / "counties.cpg", "UTF-8"))[0]),
    "NaN": ("not_finite", lambda at: write(at / "a.geojson", with_numbers((53, 33), ("NaN", 33), (53, 34), (53, 33)))),
    "Infinity": ("not_finite", lambda at: write(at / "a.geojson", with_numbers((53, 33), ("Infinity", 1), (53, 33)))),
    "a number beyond numbers": (
        "not_finite",
        lambda at: write(at / "a.geojson", with_numbers((53, 33), ("1e999", 33), (53, 34), (53, 33))),
    ),
    "infinity in a Shapefile": ("not_finite", with_infinity_in_binary),
    "latitude before longitude": ("swapped", swapped_file),
    "metres without a system": (
        "no_crs",
        lambda at: (
            shapefile(at, crs=32639, shapes={"IR0701": box(5e5, 3.9e6, 6e5, 4e6)}),
            (at / "counties.prj").unlink(),
        )[0],
    ),
    "an unknown system": ("unknown_crs", lambda at: geojson(at, **other_crs("EPSG:999999"))),
    "a system behind a link": ("unknown_crs", lambda at: geojson(at, crs={"type": "link", "properties": {}})),
    "metres that call themselves degrees": (
        "outside",
        lambda at: write(at / "a.geojson", collection(features(), **other_crs("urn:ogc:def:crs:EPSG::32639"))),
    ),
    "another country": ("outside", lambda at: write(at / "a.geojson", collection([feature(AWAY, name="کوه سفید")]))),
    "points": ("no_surface", lambda at: write(at / "a.geojson", collection([feature(Point(53, 33), name="کوه سفید")]))),
    "lines": (
        "no_surface",
        lambda at: write(at / "a.geojson", collection([feature(LineString([(53, 33), (54, 34)]), name="کوه سفید")])),
    ),
    "no geometry": ("no_surface", lambda at: write(at / "a.geojson", collection([feature(None, name="کوه سفید")]))),
    "a part of a Shapefile": ("part_alone", lambda at: shapefile(at).with_suffix(".dbf")),
    "a Shapefile without its table": ("missing_part", lambda at: (shapefile(at), (at / "counties.dbf").unlink())[0]),
    "a Shapefile without its index": ("missing_part", lambda at: (shapefile(at), (at / "counties.shx").unlink())[0]),
    "a zip without the table": ("missing_part", lambda at: zipped(shapefile(at), without=(".dbf",))),
    "a truncated Shapefile": ("unreadable", lambda at: damaged(shapefile(at), 60)),
    "a damaged zip": ("bad_zip", lambda at: damaged(zipped(shapefile(at)), 300)),
    "a locked zip": ("locked_zip", locked),
    "a zip that says what it holds is huge": ("zip_bomb", bomb),
    "a zip that holds far more than it weighs": ("zip_bomb", bomb_of_ratio),
    "a zip with a way out": ("zip_path", lambda at: zipped(at / "a.shp", members={"../../a.shp": b""})),
    "a zip with a way out as Windows writes it": (
        "zip_path",
        lambda at: zipped(at / "a.shp", members={"..\\..\\a.shp": b""}),
    ),
    "a zip with a whole path": ("zip_path", lambda at: zipped(at / "a.shp", members={"/etc/a.shp": b""})),
    "a zip with two Shapefiles": ("two_layers", lambda at: zipped(at / "a.shp", members={"a.shp": b"", "b.SHP": b""})),
    "an empty zip": ("no_layer", lambda at: zipped(at / "a.shp", members={"read.me": b""})),
    "a GeoPackage with two layers": ("several_layers", lambda at: geopackage(at, layers=("counties", "districts"))),
    "names of another province": (
        "nothing_fits",
        lambda at: write(at / "a.geojson", collection([feature(box(53, 33, 54, 34), name="شهرستان دیگر")])),
    ),
    "columns without a name": (
        "nothing_fits",
        lambda at: write(at / "a.geojson", collection([feature(box(53, 33, 54, 34))])),
    ),
    "districts alone": (
        "other_level",
        lambda at: write(at / "a.geojson", collection([feature(box(53, 33, 54, 34), name="بخش سرآب")])),
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_with_what_to_do_and_nothing_is_written(name, lang, tmp_path, capsys):
    kind, made = BROKEN[name]
    (tmp_path / "in").mkdir()
    file = made(tmp_path / "in")
    into = made_up.database(tmp_path / "a.sqlite")
    before = sha256((tmp_path / "a.sqlite").read_bytes()).digest()
    with pytest.raises(typer.Exit) as ended:
        load(file, into, lang=manage.Language(lang))
    said = capsys.readouterr()
    assert ended.value.exit_code == 2
    assert said.out == ""
    message, advice = boundary_refusals.refused(kind, "(.*)").split("\n")
    assert message.split("(.*)")[0] in said.err
    assert advice in said.err
    assert "Traceback" not in said.err
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
        load(geojson(tmp_path), into, lang=manage.Language(lang))
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
