"""Areas fitted into new outlines: they tile them, whatever the outlines and the areas are."""

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiPolygon, Point, Polygon, box
from shapely.affinity import rotate, translate

from geo.fitting import fitted
from tests.toy import steady

WEST, SOUTH = 51.0, 35.0
HALVES = {"a": box(51, 35, 51.5, 36), "b": box(51.5, 35, 52, 36)}


def one(outline, parts):
    return fitted({"county": outline}, {"county": parts})


def assert_tiles(outline, found):
    union = shapely.union_all(list(found.values()))
    assert union.symmetric_difference(outline).area < 1e-4 * outline.area
    assert sum(shape.area for shape in found.values()) == pytest.approx(union.area, rel=1e-6)
    assert all(shape.is_valid and shape.geom_type in ("Polygon", "MultiPolygon") for shape in found.values())


def test_parts_of_an_unchanged_outline_stay_as_they_are():
    found = one(box(51, 35, 52, 36), HALVES)
    assert all(found[code].equals(shape) for code, shape in HALVES.items())


def test_what_lies_outside_is_cut_and_a_gap_goes_to_the_nearest():
    found = one(box(51.2, 34.9, 52.2, 36), HALVES)
    assert_tiles(box(51.2, 34.9, 52.2, 36), found)
    assert found["a"].contains(Point(51.3, 34.95))
    assert found["b"].contains(Point(52.1, 35.5))
    assert found["a"].bounds[2] == pytest.approx(51.5, abs=0.01)


def test_a_hole_of_the_outline_is_nobodys():
    outline = box(51, 35, 52, 36).difference(box(51.4, 35.4, 51.6, 35.6))
    found = one(outline, HALVES)
    assert_tiles(outline, found)
    assert not found["a"].intersects(Point(51.45, 35.5))


def test_an_island_goes_to_the_nearest_part():
    outline = MultiPolygon([box(51, 35, 52, 36), box(52.1, 35, 52.2, 35.2)])
    found = one(outline, HALVES)
    assert_tiles(outline, found)
    assert found["b"].contains(Point(52.15, 35.1))


def test_parts_that_overlap_share_what_they_both_claim_without_overlap():
    found = one(box(51, 35, 52, 36), {"a": box(51, 35, 51.6, 36), "b": box(51.4, 35, 52, 36)})
    assert_tiles(box(51, 35, 52, 36), found)


def test_a_single_part_is_the_whole():
    assert one(box(51, 35, 52, 36), {"a": box(51, 35, 51.2, 35.2)})["a"].equals(box(51, 35, 52, 36))


def test_a_part_that_lies_elsewhere_gets_nothing():
    assert set(one(box(51, 35, 52, 36), {**HALVES, "c": box(58, 30, 59, 31)})) == {"a", "b"}


def test_neighbours_share_the_points_of_their_border_across_outlines():
    outlines = {"west": box(51, 35, 52, 36), "east": box(52, 35, 53, 36)}
    parts = {
        "west": {"a": box(51, 35, 52, 35.3), "b": box(51, 35.3, 52, 36)},
        "east": {"c": box(52, 35, 53, 35.7), "d": box(52, 35.7, 53, 36)},
    }
    found = fitted(outlines, parts)
    assert shapely.coverage_is_valid(list(found.values()))
    assert (52, 35.3) in found["c"].exterior.coords


def test_nothing_to_fit_is_nothing():
    assert fitted({"county": box(51, 35, 52, 36)}, {"county": {}}) == {}
    assert fitted({}, {}) == {}


@steady(40)
@given(
    st.lists(st.floats(0.6, 1.4), min_size=5, max_size=12),
    st.floats(0, 180),
    st.tuples(st.floats(-0.3, 0.3), st.floats(-0.3, 0.3)),
    st.lists(st.tuples(st.floats(0.1, 0.9), st.floats(0.1, 0.9)), min_size=2, max_size=5, unique=True),
)
def test_parts_tile_any_outline(radii, turn, shift, seeds):
    star = Polygon([rotate(Point(radius * 0.5, 0), 360 * n / len(radii), origin=(0, 0)).coords[0]
                    for n, radius in enumerate(radii)])  # fmt: skip
    outline = translate(rotate(star, turn), WEST + 0.5, SOUTH + 0.5)
    cells = shapely.voronoi_polygons(shapely.MultiPoint([(WEST + x, SOUTH + y) for x, y in seeds]))
    old = translate(box(WEST, SOUTH, WEST + 1, SOUTH + 1), *shift)
    parts = {f"p{n}": cell.intersection(old) for n, cell in enumerate(shapely.get_parts(cells))}
    parts = {code: shape for code, shape in parts.items() if shape.area > 1e-6}
    if not parts:
        return
    found = one(outline, parts)
    assert_tiles(outline, found)
    for code, shape in found.items():
        core = parts[code].intersection(outline).buffer(-0.01)
        assert core.difference(shape).area <= 0.03 * max(core.area, 1e-9) + 1e-4
