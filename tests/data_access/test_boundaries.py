"""`manage.py boundaries`: every format gives the same, what is stored, and how districts follow."""

import json
import sqlite3
from contextlib import closing

import pytest
import shapely
from shapely import Point, box
from shapely.affinity import translate

from domain.boundaries import Drawn
from geo import redraw
from geo.display import display_layer
from terminal.boundaries import AreaLevel, Quality
from terminal.check import Language
from tests import made_up
from tests.loading import areas, load, read, shapes, written
from tests.made_up import COUNTIES, collection, feature, features, geojson, geopackage, shapefile, write, zipped

LEVEL, QUALITY = AreaLevel, Quality
C1, C2, C3 = COUNTIES


def as_utm(folder):
    frame = made_up.frame().to_crs(32639)
    frame.to_file(folder / "utm.gpkg", driver="GPKG")
    return folder / "utm.gpkg"


def as_named_system(folder):
    frame = made_up.frame().to_crs(32639)
    found = [
        {**feature(shape), "properties": {"name": name}}
        for name, shape in zip(frame["name"], frame.geometry, strict=True)
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32639"}}
    return write(folder / "utm.geojson", collection(found, crs=crs))


def without_prj(folder):
    path = shapefile(folder)
    path.with_suffix(".prj").unlink()
    return path


def late_system(folder):
    """The features stand before all that is said of them."""
    text = json.dumps({"features": features(), "type": "FeatureCollection"}, ensure_ascii=False)
    return write(folder / "a.json", "\ufeff" + text)


def with_system(name):
    return lambda at: geojson(at, crs={"type": "name", "properties": {"name": name}})


FORMATS = {
    "GeoJSON that says it is WGS 84": with_system("urn:ogc:def:crs:OGC:1.3:CRS84"),
    "GeoJSON that says so by its number": with_system("EPSG:4326"),
    "GeoJSON": geojson,
    "GeoJSON with its features first": late_system,
    "GeoJSON in another system": as_named_system,
    "GeoPackage": geopackage,
    "GeoPackage in another system": as_utm,
    "Shapefile in windows-1256 that does not say so": shapefile,
    "Shapefile in UTF-8 that does not say so": lambda at: shapefile(at, "UTF-8"),
    "Shapefile in UTF-8 that says so": lambda at: shapefile(at, "UTF-8", told=True),
    "Shapefile without a system": without_prj,
    "zipped Shapefile in windows-1256": lambda at: zipped(shapefile(at)),
    "zipped GeoJSON": lambda at: zipped(at / "a.shp", members={"in/a.geojson": geojson(at)}),
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_boundaries(name, tmp_path, into, capsys):
    load(FORMATS[name](tmp_path / "in"), into)
    assert "Matched areas: 3 of 3; by code 0, by Persian name 3, by English name 0." in capsys.readouterr().out
    for code, wanted in made_up.new_counties().items():
        found = shapes(into)[code]
        assert found.symmetric_difference(wanted).area < 1e-5  # a straight line of one system bends in another
    if "system" not in name or "without" in name:
        assert all(shapes(into)[code].equals(wanted) for code, wanted in made_up.new_counties().items())


def test_what_is_stored_of_an_area(tmp_path, into):
    load(geojson(tmp_path), into, quality=QUALITY.official, publisher="NCC", licence="CC0", published_on="1403-01-01",
         url="https://example.org", source_title="Lines")  # fmt: skip
    row = areas(into)[C1]
    assert row["boundary_quality"] == "official"
    shape = shapely.from_geojson(row["boundary"])
    assert shape.contains(Point(row["center_lon"], row["center_lat"]))
    assert row["area_km2"] == pytest.approx(shape.area * 111.2 * 111.2 * 0.836, rel=0.01)
    (source,) = read(into, "SELECT * FROM source")
    assert row["source_id"] == source["source_id"]
    told = {name: source[name] for name in ("title_fa", "title_en", "publisher", "licence", "published_on", "url")}
    assert told == {"title_fa": "Lines", "title_en": "Lines", "publisher": "NCC", "licence": "CC0",
                    "published_on": "2024-03-20", "url": "https://example.org"}  # fmt: skip
    assert (source["kind"], source["confidence"]) == ("administrative", "high")
    (dataset,) = read(into, "SELECT * FROM dataset")
    assert dataset["data_version"] != "first"


def test_a_second_load_takes_the_place_of_the_first(tmp_path, into):
    load(geojson(tmp_path), into)
    first = read(into, "SELECT * FROM dataset"), read(into, "SELECT source_id FROM source")
    load(geojson(tmp_path), into)
    assert read(into, "SELECT * FROM dataset") != first[0]
    assert len(read(into, "SELECT source_id FROM source")) == 1
    assert read(into, "SELECT source_id FROM source") != first[1]


def test_a_dry_run_tells_the_same_and_writes_nothing(tmp_path, into, capsys):
    before = read(into)
    load(geojson(tmp_path), into, dry_run=True)
    dry = capsys.readouterr().out.splitlines()
    assert read(into) == before
    load(geojson(tmp_path), into)
    assert capsys.readouterr().out.splitlines()[:-1] == dry[:-1]
    assert "nothing was written" in dry[-1]


def test_districts_follow_the_new_lines_and_tile_them(tmp_path, into, capsys):
    load(geojson(tmp_path), into)
    assert "fitted to the new lines: 6" in capsys.readouterr().out
    found, rows = shapes(into), areas(into)
    for county in COUNTIES:
        parts = [found[code] for code in made_up.DISTRICTS if code.startswith(county)]
        union = shapely.union_all(parts)
        assert union.symmetric_difference(found[county]).area < 1e-4 * found[county].area
        assert sum(one.area for one in parts) == pytest.approx(union.area, rel=1e-5)
    for code in made_up.DISTRICTS:
        assert found[code].is_valid
        assert rows[code]["boundary_quality"] == "schematic"
        assert rows[code]["source_id"] == "by hand"
        assert rows[code]["area_km2"] > 0
        assert found[code].contains(Point(rows[code]["center_lon"], rows[code]["center_lat"]))


def test_a_district_keeps_what_was_its_own_and_gaps_go_to_the_nearest(tmp_path, into):
    load(geojson(tmp_path), into)
    south, north = (shapes(into)[code] for code in list(made_up.DISTRICTS)[:2])
    county = shapes(into)[C1]
    assert south.contains(made_up.old_district(0, 0).intersection(county).buffer(-1e-5))
    assert south.contains(Point(made_up.WEST - 0.05, made_up.SOUTH + 0.3))
    assert north.contains(Point(made_up.WEST - 0.05, made_up.SOUTH + 0.7))


def test_the_province_is_drawn_around_its_counties_unless_it_has_a_real_line(tmp_path, into):
    load(geojson(tmp_path), into)
    union = shapely.union_all(list(made_up.new_counties().values()))
    assert shapes(into)["IR07"].symmetric_difference(union).area < 1e-9
    other = made_up.database(tmp_path / "b.sqlite")
    with closing(sqlite3.connect(tmp_path / "b.sqlite")) as connection:
        real = shapely.to_geojson(box(52.8, 32.8, 56.2, 34.2))
        connection.execute(
            "UPDATE admin_area SET boundary_quality = 'official', boundary = ? WHERE pcode = 'IR07'", (real,)
        )
        connection.commit()
    load(geojson(tmp_path), other)
    assert shapes(other)["IR07"].bounds == (52.8, 32.8, 56.2, 34.2)


def test_districts_on_their_own_leave_the_counties_and_are_told_when_they_do_not_cover_them(tmp_path, into, capsys):
    before = shapes(into, COUNTIES)
    wrong = {code: made_up.old_district(number // 2, number % 2) for number, code in enumerate(made_up.DISTRICTS)}
    wrong["IR070102"] = translate(wrong["IR070102"], -0.2)
    found = [feature(shape, ADM3_PCODE=code) for code, shape in wrong.items()]
    load(written(tmp_path, *found), into, level=LEVEL.district)
    assert shapes(into, COUNTIES) == before
    out = capsys.readouterr().out
    warning = next(line for line in out.splitlines() if line.startswith("Warning"))
    assert C1 in warning
    assert C2 not in warning


def test_a_district_that_lies_elsewhere_is_told_and_loses_its_boundary():
    outline = {C1: box(53, 33, 54, 34)}
    stored = [redraw.Outline(C1, 2, "IR07", None, None),
              redraw.Outline("IR070101", 3, C1, shapely.to_geojson(box(53, 33, 54, 34)), "schematic"),
              redraw.Outline("IR070102", 3, C1, shapely.to_geojson(box(58, 33, 59, 34)), "schematic")]  # fmt: skip
    made = redraw.redrawn(outline, stored)
    assert made.lost == ("IR070102",)
    assert Drawn("IR070102", None, None, None, None, False) in made.areas


def test_the_map_draws_the_new_lines_with_shared_borders(tmp_path, into):
    load(geojson(tmp_path), into)
    rows = [(one["pcode"], one["level"], one["boundary"]) for one in read(into) if one["boundary"]]
    layer = display_layer(rows, {}, {})
    assert layer.unreadable == ()
    drawn = {one["id"]: shapely.from_geojson(json.dumps(one["geometry"])) for one in json.loads(layer.body)["features"]}
    assert shapely.coverage_is_valid([drawn[code] for code in COUNTIES])
    assert all(drawn[code].symmetric_difference(shape).area < 1e-3 for code, shape in made_up.new_counties().items())


def test_the_report_is_in_persian_with_persian_digits(tmp_path, into, capsys):
    load(geojson(tmp_path), into, lang=Language.fa)
    out = capsys.readouterr().out
    assert "۳ از ۳" in out
    assert not any(digit in "".join(out.splitlines()[:4]) for digit in "0123456789")
