"""Boundary files that are refused, by name: what is wrong with them, and how each is made in a folder."""

import json
import sqlite3
import struct
import zipfile
from contextlib import closing

from shapely import LineString, Point, Polygon, box
from shapely.affinity import translate

from tests import made_up
from tests.made_up import collection, feature, features, geojson, geopackage, shapefile, write, zipped


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
    "a .prj that says nothing": (
        "unknown_crs",
        lambda at: (shapefile(at), write(at / "counties.prj", "here and there"))[0],
    ),
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
        "no_names",
        lambda at: write(at / "a.geojson", collection([feature(box(53, 33, 54, 34))])),
    ),
    "districts alone": (
        "other_level",
        lambda at: write(at / "a.geojson", collection([feature(box(53, 33, 54, 34), name="بخش سرآب")])),
    ),
}
