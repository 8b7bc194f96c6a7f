"""Boundary files that are wrong though every name fits: what contradicts the database or itself is refused or told."""

import sqlite3
from contextlib import closing

import numpy as np
import pytest
import shapely
from shapely import box
from shapely.affinity import translate

from domain.place_names import normalise
from geo.extent import FULL_DECIMALS, settled
from geo.placing import misplaced
from terminal.boundaries import AreaLevel
from tests.loading import areas, load, refused, shapes, unmatched, written
from tests.made_up import COUNTIES, DISTRICTS, PROVINCE, WRITTEN, collection, feature, features, new_counties, write

TWELVE = dict.fromkeys(DISTRICTS, 6)


@pytest.fixture
def settled_in(into):
    """Schools in all districts, six in each."""
    return schools(into, TWELVE)


def schools(into, count):
    with closing(sqlite3.connect(into.removeprefix("sqlite:///"))) as connection, connection:
        for code, shape in shapes(into, DISTRICTS).items():
            for number in range(count.get(code, 0)):
                at = (shape.centroid.y, shape.centroid.x - 0.2 + 0.05 * number)
                given = (f"{code}_{number}", "education", "primary_school", "x", "x", code, *at, "all", "by hand")
                names = "facility_id, sector, kind, name_fa, name_en, pcode, lat, lon, open_to, source_id"
                connection.execute(f"INSERT INTO facility ({names}) VALUES ({', '.join('?' * len(given))})", given)
    return into


def change(into, statement):
    with closing(sqlite3.connect(into.removeprefix("sqlite:///"))) as connection, connection:
        connection.execute(statement)


def named(shape, code):
    return feature(shape, name=WRITTEN[code])


def swapped(folder):
    one, two, three = new_counties().items()
    return written(folder, named(two[1], one[0]), named(one[1], two[0]), named(three[1], three[0]))


def test_names_at_each_others_features_are_refused(tmp_path, settled_in, capsys):
    said = refused(swapped(tmp_path), settled_in, capsys)
    assert "Kuh Sefid (IR0701): it holds 0 of 12, Yekeh Chah (IR0702): it holds 0 of 12" in said
    assert "IR0703" not in said
    load(swapped(tmp_path), settled_in, elsewhere=True)
    assert shapes(settled_in, COUNTIES)["IR0701"].equals(
        shapely.from_geojson(shapely.to_geojson(new_counties()["IR0702"]))
    )


def test_a_file_that_is_shifted_by_less_than_50_km_is_refused(tmp_path, settled_in, capsys):
    moved = [named(translate(shape, 0.9), code) for code, shape in new_counties().items()]
    assert "IR0701" in refused(written(tmp_path, *moved), settled_in, capsys)


def test_a_county_with_the_places_of_another_one_is_refused(tmp_path, into, capsys):
    one, two, three = new_counties().items()
    file = written(tmp_path, named(one[1] | two[1], one[0]), named(three[1], three[0]))
    load(file, schools(into, {"IR070101": 12, "IR070201": 6}), dry_run=True)
    assert "IR0701): it holds 12 of its own and 13 of others" in refused(file, schools(into, {"IR070202": 7}), capsys)


def test_districts_that_were_only_sketched_are_loaded_with_a_warning(tmp_path, settled_in, capsys):
    halves = shapes(settled_in, DISTRICTS)
    one, two = "IR070101", "IR070102"
    known = [feature(halves[code], pcode=code) for code in DISTRICTS if code not in (one, two)]
    file = written(tmp_path, feature(halves[one], pcode=two), feature(halves[two], pcode=one), *known)
    load(file, settled_in, level=AreaLevel.district, dry_run=True)
    assert "Sarab (IR070102): it holds" not in capsys.readouterr().out, "of so few nothing can be said"
    change(settled_in, "DELETE FROM facility")
    load(file, schools(settled_in, dict.fromkeys(DISTRICTS, 10)), level=AreaLevel.district, dry_run=True)
    said = capsys.readouterr().out
    assert "Warning: these areas lie elsewhere than their own" in said
    assert "Sarab (IR070102): it holds 0 of 10" in said
    change(settled_in, "UPDATE admin_area SET boundary_quality = NULL WHERE pcode = 'IR070101'")
    load(file, settled_in, level=AreaLevel.district, dry_run=True)
    change(settled_in, "UPDATE admin_area SET boundary_quality = 'open' WHERE pcode = 'IR070101'")
    change(settled_in, "UPDATE dataset SET data_version = 'demo-1'")
    load(file, settled_in, level=AreaLevel.district, dry_run=True)
    change(settled_in, "UPDATE dataset SET data_version = 'office-1'")
    assert "IR070102" in refused(file, settled_in, capsys, level=AreaLevel.district)


def test_places_far_from_each_other_are_no_parts_of_one_area(tmp_path, into, capsys):
    far = feature(translate(box(53.2, 33.2, 53.6, 33.6), 3.5), name="کوه سفید")
    said = unmatched(written(tmp_path, *features(), far), into, capsys)
    assert said.count("features of Kuh Sefid (IR0701) lie far from one another") == 2
    near = feature(translate(box(53.2, 33.2, 53.3, 33.3), -0.5), name=WRITTEN["IR0701"])
    load(written(tmp_path, *features(), near), into, dry_run=True)
    assert "further parts of one area" in capsys.readouterr().out


def test_what_stands_in_an_area_that_is_no_more_counts_for_no_other(tmp_path, settled_in):
    change(settled_in, "INSERT INTO admin_area (pcode, level, parent_pcode, name_fa, name_en, valid_to, source_id)"
                       " VALUES ('IR0709', 2, 'IR07', 'x', 'x', '2020-01-01', 'by hand')")  # fmt: skip
    names = "facility_id, sector, kind, name_fa, name_en, pcode, lat, lon, open_to, source_id"
    old = "'old_' || facility_id || n, sector, kind, 'x', 'x', 'IR0709', lat, lon, open_to, 'x'"
    twice = "facility, (SELECT 1 n UNION SELECT 2) WHERE pcode LIKE 'IR0701%'"
    change(settled_in, f"INSERT INTO facility ({names}) SELECT {old} FROM {twice}")
    load(written(tmp_path, *features()), settled_in)
    assert areas(settled_in)["IR0701"]["boundary_quality"] == "open"


def test_islands_are_parts_by_the_way_from_one_to_the_next(tmp_path, into):
    islands = [feature(box(52.3 - step, 33.2, 52.4 - step, 33.3), name=WRITTEN["IR0701"]) for step in (0, 0.9, 1.8)]
    load(written(tmp_path, *features(), *islands), into)
    assert len(shapely.get_parts(shapes(into, COUNTIES)["IR0701"])) == 4


def test_pieces_of_others_inside_make_no_province_of_an_area(tmp_path, into, capsys):
    pieces = [named(box(x, 33.5, x + 0.003, 33.503), code) for x, code in ((54.4, "IR0701"), (54.6, "IR0703"))]
    load(written(tmp_path, *features(), *pieces), into, dry_run=True)
    assert "Matched areas: 3 of 3" in capsys.readouterr().out
    whole = named(shapely.union_all(list(new_counties().values())), "IR0702")
    one, _two, three = features()
    assert "claims the place of Yekeh Chah" in unmatched(written(tmp_path, one, whole, three), into, capsys)


def test_places_that_were_not_looked_at_count_too():
    here, there = box(53, 33, 54, 34), box(55, 33, 56, 34)
    at, of_others = (33.5, 53.5), {f"N{number}": [(33.5, 55.5)] * 45 + [(33.5, 53.5)] * 5 for number in range(20)}
    assert misplaced({"A": here, "B": there}, {"A": [at] * 5000, **of_others}) == {}
    assert misplaced({"A": here}, {"A": [at] * 90, **of_others}) == {"A": (90, 90, 100)}
    assert misplaced({"A": there}, {"A": [at] * 5000}) == {"A": (0, 5000, 0)}


@pytest.mark.parametrize("turned", [False, True])
def test_two_drawings_that_contradict_each_other_are_told_in_any_order(tmp_path, into, capsys, turned):
    other = named(translate(new_counties()["IR0701"], 0.25), "IR0701")
    found = [*features(), other]
    said = unmatched(written(tmp_path, *(found[::-1] if turned else found)), into, capsys)
    assert said.count("more than one feature claims the place of Kuh Sefid (IR0701)") == 2


@pytest.mark.parametrize("first", [True, False])
def test_a_province_among_its_counties_is_left_out_though_it_has_the_name_of_one(tmp_path, into, capsys, first):
    whole = named(shapely.union_all(list(new_counties().values())), "IR0703")
    found = [whole, *features()] if first else [*features(), whole]
    load(written(tmp_path, *found), into)
    said = capsys.readouterr().out
    assert "left out, of another level: 1" in said
    assert "Matched areas: 3 of 3" in said
    assert shapes(into, COUNTIES)["IR0703"].area < 2


@pytest.mark.parametrize("more", ["\n" + collection([]), '\n{"type": "Feature"}', "{}"])
def test_a_second_text_behind_the_first_is_not_passed_over(tmp_path, into, capsys, more):
    file = write(tmp_path / "two.geojson", collection(features()) + more)
    assert "several GeoJSON texts" in refused(file, into, capsys)
    load(write(tmp_path / "one.geojson", collection(features()) + "\n \n"), into, dry_run=True)


def test_a_feature_without_a_geometry_is_named(tmp_path, into, capsys):
    one, *others = features()
    said = unmatched(written(tmp_path, one | {"geometry": None}, *others), into, capsys)
    assert "its geometry cannot be read, and it would be that of Kuh Sefid (IR0701)" in said
    assert "Features that were not matched: 1" in said
    load(written(tmp_path, *features(), one | {"geometry": None}), into, dry_run=True)  # it has one besides


def test_areas_that_overlap_are_told_with_their_size(tmp_path, into, capsys):
    one, two, three = new_counties().items()
    wide = one[1] | box(53.9, 33.2, 54.4, 33.6)
    load(written(tmp_path, named(wide, one[0]), named(two[1], two[0]), named(three[1], three[0])), into)
    (line,) = [one for one in capsys.readouterr().out.splitlines() if "these areas overlap" in one]
    stored = shapes(into, COUNTIES)
    degrees = stored["IR0701"].intersection(stored["IR0702"]).area
    km2 = degrees * 111.2**2 * np.cos(np.radians(33.4))
    told = float(line.split("Yekeh Chah (IR0702): ")[1].split(" km²")[0].replace(",", ""))
    assert told == pytest.approx(km2, rel=0.01)
    load(written(tmp_path, *features()), into)
    assert "overlap" not in capsys.readouterr().out
    load(written(tmp_path, named(one[1] | two[1], one[0]), named(three[1], three[0])), into)
    assert "Kuh Sefid (IR0701) and Yekeh Chah (IR0702)" in capsys.readouterr().out, "one inside the other"


def test_an_area_that_lacks_in_the_file_lies_under_no_other_without_a_word(tmp_path, into, capsys):
    one, two, three = new_counties().items()
    load(written(tmp_path, named(one[1] | two[1], one[0]), named(three[1], three[0])), into, partial=True)
    assert "Kuh Sefid (IR0701) and Yekeh Chah (IR0702)" in capsys.readouterr().out


def test_lines_that_overlap_by_some_metres_become_one(tmp_path, into, capsys):
    load(written(tmp_path, *(named(shape.buffer(0.0001), code) for code, shape in new_counties().items())), into)
    assert "border was made one line" in capsys.readouterr().out
    stored = list(shapes(into, COUNTIES).values())
    assert shapely.coverage_is_valid(stored)


def test_a_province_that_its_counties_do_not_fill_is_told(tmp_path, into, capsys):
    file = written(tmp_path, feature(box(52.8, 32.8, 56.2, 34.2), name="استان کوهپایه"))
    load(file, into, level=AreaLevel.province)
    assert "does not cover them exactly: Kuhpayeh province (IR07)" in capsys.readouterr().out
    assert areas(into)[PROVINCE]["boundary_quality"] == "open"


def test_codes_that_all_contradict_the_names_are_told_one_by_one(tmp_path, into, capsys):
    codes = [*COUNTIES][1:] + [*COUNTIES][:1]
    found = [
        feature(shape, ADM2_PCODE=code, ADM2_FA=COUNTIES[own][0])
        for code, (own, shape) in zip(codes, new_counties().items(), strict=True)
    ]
    said = unmatched(written(tmp_path, *found), into, capsys, partial=True)
    assert said.count("point at different areas") == 3
    assert "Matched areas: 0 of 3" in said


def test_a_name_that_several_districts_have_is_told_with_them(tmp_path, into, capsys):
    found = [feature(shape, name="بخش مرکزی") for shape in shapes(into, DISTRICTS).values()][:1]
    said = unmatched(
        written(tmp_path, *found, feature(box(54, 33.5, 55, 34), name="گنبد")), into, capsys, level="district"
    )
    assert "it may be any of these: Central (Kuh Sefid) (IR070101), Central (Yekeh Chah) (IR070201)" in said


def test_the_word_for_county_may_be_joined_to_the_name():
    assert normalise("شهرستان\u200cتهران") == normalise("شهرستان تهران")
    assert normalise("بخش\u200cمرکزی") == normalise("بخش مرکزی")
    assert normalise("یکه\u200cچاه") == normalise("یکه‌چاه")


def test_what_is_stored_is_valid_after_it_was_rounded():
    chance = np.random.default_rng(7)
    for corners in chance.random((300, 6, 2)) / 50 + (53, 33):
        found = settled(shapely.Polygon(corners))
        again = shapely.transform(found, lambda at: np.round(at, FULL_DECIMALS))
        assert again.is_valid
        assert again.equals(found)
