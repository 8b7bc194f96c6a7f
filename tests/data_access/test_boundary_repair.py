"""What is mended in a boundary file, and what is left out of it."""

import shapely
from shapely import LineString, MultiPolygon, Point, box
from shapely.affinity import translate

from tests import made_up
from tests.loading import areas, load, shapes, written
from tests.made_up import COUNTIES, WRITTEN, feature, geopackage

C1, C2, C3 = COUNTIES


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
