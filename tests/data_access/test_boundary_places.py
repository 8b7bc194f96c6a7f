"""Boundaries that lie far from what stands in their areas, as a wrong coordinate system moves them."""

import sqlite3
from contextlib import closing

import pytest
import typer
from shapely.affinity import translate

from domain.boundary_match import Matcher, NamedArea
from tests.loading import areas, load, read, shapes, unmatched, written
from tests.made_up import COUNTIES, DISTRICTS, feature, frame, geojson, new_counties

FAR = 6.0  # degrees to the west, as a neighbouring UTM zone does


def standing(into, *, off=0.0, table="facility"):
    """Put something in the middle of each district, so many degrees to the east of where it would be."""
    with closing(sqlite3.connect(into.removeprefix("sqlite:///"))) as connection, connection:
        for code, shape in shapes(into, DISTRICTS).items():
            at = (shape.centroid.y, shape.centroid.x + off)
            if table == "facility":
                given = (code, "education", "primary_school", "x", "x", code, *at, "all", "by hand")
                names = "facility_id, sector, kind, name_fa, name_en, pcode, lat, lon, open_to, source_id"
            else:
                given = (code, code, "x", "x", *at, "village", "by hand")
                names = "settlement_id, pcode, name_fa, name_en, lat, lon, kind, source_id"
            connection.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(given))})", given)
    return into


def wrong_zone(folder):
    """The lines in zone 39, said to be in zone 38."""
    frame().to_crs(32639).set_crs(32638, allow_override=True).to_file(folder / "zone.gpkg", driver="GPKG")
    return folder / "zone.gpkg"


@pytest.mark.parametrize("table", ["facility", "settlement"])
def test_areas_far_from_what_stands_in_them_are_refused_and_nothing_is_written(table, tmp_path, into, capsys):
    standing(into, table=table)
    before = read(into)
    with pytest.raises(typer.Exit) as ended:
        load(wrong_zone(tmp_path), into)
    said = capsys.readouterr()
    assert ended.value.exit_code == 2
    assert " km away from their own facilities and settlements" in said.err
    kilometres = int(said.err.split(" km ")[0].split()[-1])
    assert kilometres == pytest.approx(6 * 111.2 * 0.835 - 50, abs=60)  # a degree at 33.5 north, from the near border
    assert "--elsewhere" in said.err
    assert read(into) == before


def test_the_right_zone_is_loaded_with_the_same_facilities(tmp_path, into):
    load(geojson(tmp_path), standing(into))
    assert shapes(into, COUNTIES).keys() == COUNTIES.keys()
    assert all(areas(into)[code]["boundary_quality"] == "open" for code in COUNTIES)


def test_facilities_next_door_are_no_reason(tmp_path, into):
    load(geojson(tmp_path), standing(into, off=0.6))
    assert areas(into)["IR0701"]["boundary_quality"] == "open"


def test_who_knows_better_loads_them_all_the_same(tmp_path, into):
    load(wrong_zone(tmp_path), standing(into), elsewhere=True)
    found = shapes(into, COUNTIES)["IR0701"]
    assert found.distance(translate(new_counties()["IR0701"], -FAR)) < 0.1


def test_without_anything_in_the_areas_nobody_can_tell(tmp_path, into):
    load(wrong_zone(tmp_path), into)
    assert areas(into)["IR0701"]["boundary_quality"] == "open"


def test_an_area_that_the_file_has_in_another_province_is_told_with_its_name(tmp_path, into, capsys):
    shape = new_counties()["IR0701"]
    known = feature(new_counties()["IR0702"], ADM2_FA="یکه چاه", ADM1_FA="کوهپایه")
    other = feature(shape, ADM2_FA="کوه سفید", ADM1_FA="یزد")
    out = unmatched(written(tmp_path, known, other), into, capsys)
    assert "the file has it in another area than Kuh Sefid (IR0701) of this name" in out


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"ADM2_FA": "کوه سفید", "ADM1_FA": "یزد"}, "puts its areas around others than the database does: کوه سفید"),
        ({"width": 3, "kind": "x"}, "No column of the file holds a name or a code. Its columns: kind, width"),
        ({"name": "جای دیگر"}, "Names in the file: جای دیگر"),
    ],
    ids=["in another province", "without names", "with other names"],
)
def test_where_nothing_fits_it_is_told_why(columns, said, tmp_path, into, capsys):
    with pytest.raises(typer.Exit) as ended:
        load(written(tmp_path, feature(new_counties()["IR0701"], **columns)), into)
    assert ended.value.exit_code == 2
    assert said in capsys.readouterr().err


def test_a_name_of_no_area_is_unknown_whatever_stands_around_it():
    area = NamedArea("IR0701", "کوه‌سفید", "Kuh Sefid", None, "کوهپایه", "Kuhpayeh")
    rows = [{"ADM2_FA": "کوه سفید", "ADM1_FA": "کوهپایه"}, {"ADM2_FA": "سیاه‌کوه", "ADM1_FA": "یزد"}]
    matcher = Matcher("county", [area], rows)
    assert [matcher.fit(row).why for row in rows] == ["", "unknown"]
