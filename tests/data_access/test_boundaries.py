"""`manage.py boundaries`: what is matched, mended and stored, and how districts follow."""

import io
import json
import shutil
import sqlite3
import time
from contextlib import closing, redirect_stdout

import pytest
import shapely
import typer
from shapely import LineString, MultiPolygon, Point, box
from shapely.affinity import translate

import manage
from domain.boundaries import Drawn
from geo import redraw
from geo.display import display_layer
from tests import made_up
from tests.made_up import (
    COUNTIES,
    WRITTEN,
    collection,
    feature,
    features,
    geojson,
    geopackage,
    shapefile,
    write,
    zipped,
)
from tests.tools import score_drawing

LEVEL, QUALITY = manage.AreaLevel, manage.Quality
C1, C2, C3 = COUNTIES


@pytest.fixture
def into(tmp_path):
    (tmp_path / "in").mkdir()
    return made_up.database(tmp_path / "a.sqlite")


def load(file, into, **more):
    manage.boundaries(**{"file": file, "level": LEVEL.county, "into": into, "lang": manage.Language.en, **more})


def read(into, query="SELECT * FROM admin_area"):
    with closing(sqlite3.connect(into.removeprefix("sqlite:///"))) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(query)]


def areas(into):
    return {row["pcode"]: row for row in read(into)}


def shapes(into, codes=None):
    found = areas(into)
    return {code: shapely.from_geojson(found[code]["boundary"]) for code in codes or found if found[code]["boundary"]}


def unmatched(file, into, capsys, **more):
    before = read(into)
    with pytest.raises(typer.Exit) as ended:
        load(file, into, **more)
    assert ended.value.exit_code == 1
    assert read(into) == before
    return capsys.readouterr().out


def written(folder, *found, **more):
    return write(folder / "in.geojson", collection(list(found), **more))


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


FORMATS = {
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


# What is matched, and how


NAMED = {
    "Persian with another kaf and yeh": {"name": "شهرستان كوه سفيد"},
    "Persian with a joiner": {"name": "کوه‌سفید"},
    "Persian in one word": {"نام": "کوهسفید"},
    "Persian with diacritics": {"name": "کوهِ سَفید"},
    "with the kind behind it": {"name": "Kuh Sefid County"},
    "with the kind before it": {"name": "Shahrestan-e Kuh Sefid"},
    "English of another spelling": {"shapeName": "Kooh Sefeed", "shapeGroup": "IRN", "shapeType": "ADM2"},
    "columns of COD-AB": {"ADM2_EN": "Kuh Sefid", "ADM2_FA": "کوه سفید", "ADM1_EN": "Kuhpayeh", "ADM1_FA": "کوهپایه"},
    "columns of GADM": {"NAME_1": "Kuhpayeh", "NAME_2": "KuhSefid", "NL_NAME_2": "کوه سفید"},
    "an unknown column": {"SHR_TITR": "کوه سفید", "OST_TITR": "یزد"},
    "tags of OpenStreetMap": {"tags": {"name": "شهرستان کوه سفید", "name:en": "Kuh Sefid County", "admin_level": "5"}},
    "plain columns of OpenStreetMap": {"name:fa": "کوه سفید", "name:en": "Kuh Sefid County", "admin_level": 5},
    "P-code": {"pcode": "IR0701"},
    "digits": {"code": "0701", "name": ""},
    "Persian digits": {"کد": "۰۷۰۱"},
    "a number that lost its zero": {"CODE": 701},
    "a number with a point": {"code": 701.0},
}


@pytest.mark.parametrize("name", NAMED)
def test_an_area_is_known_by_code_or_name_however_it_is_written(name, tmp_path, into, capsys):
    load(written(tmp_path, feature(box(53, 33, 54.1, 34), **NAMED[name])), into)
    assert shapes(into)[C1].bounds == (53, 33, 54.1, 34)
    out = capsys.readouterr().out
    assert "Matched areas: 1 of 3" in out
    assert f"Areas without a feature in the file: Yekeh Chah ({C2}), Robat-e Kohneh ({C3})" in out


def test_codes_of_the_common_dataset_are_known(tmp_path, into, capsys):
    with closing(sqlite3.connect(into.removeprefix("sqlite:///"))) as connection:
        connection.execute("UPDATE admin_area SET cod_pcode = 'IR012007' WHERE pcode = 'IR0703'")
        connection.commit()
    load(written(tmp_path, feature(box(55, 33, 56.1, 34), ADM2_PCODE="IR012007")), into)
    assert shapes(into)[C3].bounds == (55, 33, 56.1, 34)
    assert "by code 1" in capsys.readouterr().out


def test_a_district_that_shares_its_name_is_known_by_its_county(tmp_path, into):
    found = [
        feature(box(53, 33, 54, 33.6), name="بخش مرکزی شهرستان کوه سفید"),
        feature(box(54, 33, 55, 33.6), name="Central District (Yekeh Chah County)"),
    ]
    load(written(tmp_path, *found), into, level=LEVEL.district)
    assert shapes(into)["IR070101"].bounds == (53, 33, 54, 33.6)
    assert shapes(into)["IR070201"].bounds == (54, 33, 55, 33.6)
    found = [feature(box(55, 33, 56, 33.6), bakhsh="مرکزی", shahrestan="رباط کهنه")]
    load(written(tmp_path, *found), into, level=LEVEL.district)
    assert shapes(into)["IR070301"].bounds == (55, 33, 56, 33.6)


UNMATCHED = {
    "a name that nothing has": ("no area of this level", [{"name": "شهرستان دیگر"}]),
    "no name": ("neither name nor code", [{"name": None}]),
    "a code and a name of two areas": ("point at different areas", [{"code": "IR0702", "name": "کوه سفید"}]),
    "names of two areas": ("point at different areas", [{"name:fa": "کوه سفید", "name:en": "Yekeh Chah"}]),
    "a name that is of another province": (
        "point at different areas|no area of this level",
        [{"ADM2_FA": "رباط کهنه", "ADM1_FA": "استان دیگر"}],
    ),
}


@pytest.mark.parametrize("name", UNMATCHED)
def test_what_is_not_clear_is_told_and_nothing_is_written(name, tmp_path, into, capsys):
    why, rows = UNMATCHED[name]
    columns = dict.fromkeys(key for row in rows for key in row)
    known = feature(box(54, 33, 55.1, 34), **{**columns, "name": "یکه چاه", "ADM2_FA": "یکه چاه", "ADM1_FA": "کوهپایه"})
    known["properties"] = {key: one for key, one in known["properties"].items() if key in columns or key == "name"}
    found = [feature(box(53, 33, 54, 34), **row) for row in rows]
    out = unmatched(written(tmp_path, known, *found), into, capsys)
    assert any(one in out for one in why.split("|"))
    assert "--partial" in out
    load(written(tmp_path, known, *found), into, partial=True)
    assert shapes(into)[C2].bounds == (54, 33, 55.1, 34)


def test_one_name_of_two_areas_is_told_with_both(tmp_path, into, capsys):
    found = [feature(box(53, 33, 54, 33.5), name="بخش مرکزی"), feature(box(53, 33.5, 54, 34), name="سرآب")]
    out = unmatched(written(tmp_path, *found), into, capsys, level=LEVEL.district)
    assert "no area of this level has this name" in out or "it may be any of these" in out


def test_two_features_that_contradict_each_other_are_nobodys(tmp_path, into, capsys):
    apart = [feature(box(53, 33, 53.8, 34), name="کوه سفید"), feature(box(53.3, 33, 54.3, 34), name="کوه سفید")]
    other = feature(box(55, 33, 56, 34), name="رباط کهنه")
    assert "more than one feature claims" in unmatched(written(tmp_path, *apart, other), into, capsys)


def test_two_areas_cannot_have_one_place(tmp_path, into, capsys):
    found = [feature(box(53, 33, 54, 34), name=name) for name in ("کوه سفید", "یکه چاه")]
    other = feature(box(55, 33, 56, 34), name="رباط کهنه")
    assert "more than one feature claims" in unmatched(written(tmp_path, *found, other), into, capsys)


# What is mended


def test_parts_of_one_name_are_one_area_and_copies_are_left_out(tmp_path, into, capsys):
    main, island = box(53, 33, 54, 34), box(52.7, 33, 52.8, 33.1)
    found = [feature(main, name="کوه سفید"), feature(island, name="شهرستان كوه سفید"), feature(main, name="کوه سفید"),
             feature(main, name=None), feature(box(53.1, 33.1, 53.2, 33.2), name="کوه سفید")]  # fmt: skip
    load(written(tmp_path, *found), into)
    assert shapes(into)[C1].equals(MultiPolygon([main, island]))
    out = capsys.readouterr().out
    assert "a second drawing of the same area: 3" in out
    assert "put together with it: 1" in out


def test_stray_features_are_left_out_and_counted(tmp_path, into, capsys):
    county = box(53, 33, 54, 34)
    strays = [Point(53.5, 33.5), Point(53.6, 33.5), LineString([(53, 33), (54, 34)]), None, box(10, 10, 11, 11),
              box(53, 33, 53.0001, 33.0001)]  # fmt: skip
    found = [feature(county, name="کوه سفید"), *(feature(one, name="کوه سفید") for one in strays)]
    other = [feature(box(53, 33, 54, 33.5), name="بخش سرآب"), feature(box(53, 33, 54, 34), name="استان کوهپایه")]
    load(written(tmp_path, *found, *other), into)
    out = capsys.readouterr().out
    for line in ("points and lines: 3", "geometry that can be read: 1", "outside Iran: 1", "hectare: 1", "level: 2"):
        assert line in out, line


def test_a_ring_that_crosses_itself_or_is_open_is_mended(tmp_path, into, capsys):
    tie = {"type": "Polygon", "coordinates": [[[53, 33], [54, 34], [54, 33], [53, 34], [53, 33]]]}
    opened = {"type": "Polygon", "coordinates": [[[54, 33], [55, 33], [55, 34], [54, 34]]]}
    found = [{"type": "Feature", "properties": {"name": WRITTEN[code]}, "geometry": shape}
             for code, shape in ((C1, tie), (C2, opened))]  # fmt: skip
    load(written(tmp_path, *found), into)
    assert shapes(into)[C1].is_valid
    assert shapes(into)[C2].equals(box(54, 33, 55, 34))
    assert "repaired" in capsys.readouterr().out


def test_slivers_and_pin_holes_are_taken_out(tmp_path, into):
    speck = box(53.5, 33.5, 53.5001, 33.5001)
    holed = box(53, 33, 54, 34).difference(speck)
    load(written(tmp_path, feature(MultiPolygon([holed, translate(speck, -1)]), name="کوه سفید")), into)
    assert shapes(into)[C1].equals(box(53, 33, 54, 34))


def test_a_real_hole_stays(tmp_path, into):
    holed = box(53, 33, 54, 34).difference(box(53.4, 33.4, 53.6, 33.6))
    load(written(tmp_path, feature(holed, name="کوه سفید")), into)
    assert shapes(into)[C1].equals(holed)


def test_neighbours_that_draw_their_border_apart_get_one_line(tmp_path, into, capsys):
    notched = box(54, 33, 55, 34).difference(box(54.9999, 33.2, 55, 33.8))
    found = [feature(box(53, 33, 54.0001, 34), name="کوه سفید"), feature(notched, name="یکه چاه"),
             feature(box(55, 33, 56, 34), name="رباط کهنه")]  # fmt: skip
    load(written(tmp_path, *found), into)
    assert "made one line" in capsys.readouterr().out
    assert shapely.coverage_is_valid(list(shapes(into, COUNTIES).values()))
    assert shapely.union_all(list(shapes(into, COUNTIES).values())).equals(box(53, 33, 56, 34))


def test_coordinates_have_six_decimals_at_most_and_neighbours_still_share_them(tmp_path, into):
    third = 53 + 1 / 3
    found = [feature(box(53, 33, third, 34), name="کوه سفید"), feature(box(third, 33, 55, 34), name="یکه چاه")]
    load(written(tmp_path, *found), into)
    both = shapes(into, [C1, C2])
    assert "53.333333," in areas(into)[C1]["boundary"]
    assert shapely.coverage_is_valid(list(both.values()))


def test_heights_are_left_out(tmp_path, into):
    load(written(tmp_path, feature(shapely.force_3d(box(53, 33, 54, 34), 7), name="کوه سفید")), into)
    assert not shapes(into)[C1].has_z


def test_a_layer_of_a_geopackage_is_chosen_by_name(tmp_path, into):
    load(geopackage(tmp_path, layers=("counties", "old")), into, layer="counties")
    assert shapes(into)[C1].equals(made_up.new_counties()[C1])


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
    load(geojson(tmp_path), into, lang=manage.Language.fa)
    out = capsys.readouterr().out
    assert "۳ از ۳" in out
    assert not any(digit in "".join(out.splitlines()[:4]) for digit in "0123456789")


# The real file of the 16 counties, which is not part of the project
REAL = pytest.mark.xdist_group("real boundaries")


@pytest.fixture(scope="module")
def real(demo_database, tmp_path_factory):
    """The demonstration before and after the real lines, and what was told."""
    if not score_drawing.REFERENCE.exists():
        pytest.skip("the reference is not part of the project")
    folder = tmp_path_factory.mktemp("real")
    before, after = (f"sqlite:///{shutil.copy(demo_database, folder / name)}" for name in ("before.sqlite", "b.sqlite"))
    told = io.StringIO()
    with redirect_stdout(told):
        load(score_drawing.REFERENCE, after)
    return before, after, told.getvalue()


@REAL
def test_the_real_file_matches_all_sixteen_and_nothing_is_lost(real):
    assert "Matched areas: 16 of 16; by code 0, by Persian name 16, by English name 0." in real[2]
    assert "points and lines: 17" in real[2]
    assert "fitted to the new lines: 35" in real[2]
    assert "Warning" not in real[2]


@REAL
def test_real_lines_are_stored_as_they_are(real):
    rows = {row["pcode"]: row for row in read(real[1]) if row["level"] == 2}
    assert {row["boundary_quality"] for row in rows.values()} == {"open"}
    file = json.loads(score_drawing.REFERENCE.read_text(encoding="utf-8"))
    named = {
        one["properties"]["tags"]["name"]: one["geometry"] for one in file["features"] if "tags" in one["properties"]
    }
    for row in rows.values():
        wanted = shapely.from_geojson(json.dumps(next(one for name, one in named.items() if _is(row["name_fa"], name))))
        stored = shapely.from_geojson(row["boundary"])
        assert stored.symmetric_difference(wanted).area < 1e-4 * wanted.area
        assert stored.contains(Point(row["center_lon"], row["center_lat"]))


def _is(name, written):
    return written.replace(" ", "").endswith("شهرستان" + name.replace("\u200c", "").replace(" ", ""))


@REAL
def test_districts_tile_the_real_counties(real):
    stored, rows = shapes(real[1]), areas(real[1])
    for county in (code for code, row in rows.items() if row["level"] == 2):
        parts = [stored[code] for code, row in rows.items() if row["parent_pcode"] == county and code in stored]
        assert shapely.union_all(parts).symmetric_difference(stored[county]).area < 1e-4 * stored[county].area
        assert sum(one.area for one in parts) == pytest.approx(stored[county].area, rel=1e-4)
    counties = {code: row["area_km2"] for code, row in rows.items() if row["level"] == 2}
    for code, area in counties.items():
        inner = sum(row["area_km2"] for row in rows.values() if row["parent_pcode"] == code)
        assert inner == pytest.approx(area, abs=0.3)


@REAL
def test_the_map_draws_the_real_lines_small_and_with_shared_borders(real):
    rows = [(one["pcode"], one["level"], one["boundary"]) for one in read(real[1]) if one["boundary"]]
    started = time.process_time()
    layer = display_layer(rows, {}, {})
    assert time.process_time() - started < 2
    assert layer.unreadable == ()
    assert len(layer.body) < 200_000
    drawn = {one["id"]: one for one in json.loads(layer.body)["features"]}
    for level in (2, 3):
        of_level = {code: shapely.from_geojson(json.dumps(one["geometry"])) for code, one in drawn.items()
                    if one["properties"]["level"] == level}  # fmt: skip
        assert shapely.coverage_is_valid(list(of_level.values()))
        assert all(shape.is_valid for shape in of_level.values())
        full = shapes(real[1], of_level)
        assert all(
            shape.symmetric_difference(full[code]).area < 0.01 * full[code].area for code, shape in of_level.items()
        )


@REAL
@pytest.mark.parametrize("link", ["level=district", "level=county"])
def test_figures_do_not_change_with_the_lines(link, real, monkeypatch, capsys):
    monkeypatch.setenv("HAMGAM_ROUNDING_KEY", "a key of thirty-two bytes, tests")
    printed = []
    for url in real[:2]:
        monkeypatch.setenv("HAMGAM_DATABASE_URL", url)
        manage.table(link)
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1]
    assert len(printed[0].splitlines()) > 10
