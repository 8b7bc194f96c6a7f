"""The GeoJSON that a map fetches."""

import json

import pytest
import shapely
from shapely.geometry import shape

from geo.display import display_layer
from geo.drawing import counties
from tests.toy import A1, A2, PROVINCE, A

PARENTS = {A: PROVINCE, A1: A, A2: A}


def square(left, width=1.0, bump=0.0):
    """A square; `bump` lets a corner of its top stick out."""
    points = [(left, 0), (left + width, 0), (left + width, 1), (left + width / 2, 1 + bump), (left, 1), (left, 0)]
    return shapely.to_geojson(shapely.Polygon(points))


def layer(*boundaries, labels=()):
    return display_layer(boundaries, PARENTS, dict(labels))


def features(made):
    return {one["id"]: one for one in json.loads(made.body)["features"]}


def shapes(made):
    return {code: shape(one["geometry"]) for code, one in features(made).items()}


@pytest.fixture(scope="module")
def drawn():
    """The counties as the program draws them."""
    own = counties()
    made = display_layer([(code, 2, shapely.to_geojson(area)) for code, area in own.items()], {}, {})
    return own, made


def test_it_is_a_feature_collection_with_codes_levels_parents_and_label_points():
    made = layer((A1, 3, square(0)), (A, 2, square(0, 2)), labels=[(A1, (0.51234, 0.25))])
    document = json.loads(made.body)
    assert document["type"] == "FeatureCollection"
    assert [one["id"] for one in document["features"]] == [A, A1]  # counties below districts in the drawing order
    assert features(made)[A1]["properties"] == {"level": 3, "parent": A, "at": [0.5123, 0.25]}
    assert features(made)[A]["properties"]["parent"] == PROVINCE
    assert made.codes == {A, A1}
    assert made.unreadable == ()


def test_an_area_without_a_label_point_gets_one_inside_it():
    made = layer((A1, 3, square(50)))
    lat, lon = features(made)[A1]["properties"]["at"]
    assert shapes(made)[A1].contains(shapely.Point(lon, lat))


def test_every_drawn_county_is_there_valid_and_where_it_was(drawn):
    own, made = drawn
    assert made.unreadable == ()
    assert set(shapes(made)) == set(own) == made.codes
    for code, area in shapes(made).items():
        assert area.is_valid
        assert not area.is_empty
        assert area.symmetric_difference(own[code]).area < 0.02 * own[code].area


def test_shared_borders_are_still_shared_after_simplification(drawn):
    _, made = drawn
    areas = list(shapes(made).values())
    assert shapely.coverage_is_valid(areas, gap_width=0)
    whole = shapely.union_all(areas)
    assert sum(area.area for area in areas) == pytest.approx(whole.area, rel=1e-9)


def test_simplification_makes_it_smaller_and_decimals_are_few(drawn):
    own, made = drawn
    before = sum(shapely.get_num_coordinates(area) for area in own.values())
    assert sum(shapely.get_num_coordinates(area) for area in shapes(made).values()) <= before
    numbers = [number for area in shapes(made).values() for number in shapely.get_coordinates(area).flatten()]
    assert all(round(number, 4) == number for number in numbers)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not json",
        "{}",
        "null",
        '{"type":"Point","coordinates":[51.4,35.7]}',
        '{"type":"LineString","coordinates":[[0,0],[1,1]]}',
        '{"type":"Polygon","coordinates":[]}',
        '{"type":"Polygon","coordinates":[[[0,0],[1,1]]]}',
        '{"type":"Polygon","coordinates":[[[0,0],[1,1],[0,0],[0,0]]]}',
        '{"type":"Polygon","coordinates":"here"}',
    ],
)
def test_a_geometry_that_cannot_be_read_is_told_and_the_others_are_drawn(text):
    made = layer((A1, 3, text), (A2, 3, square(1)))
    assert made.unreadable == (A1,)
    assert made.codes == {A2} == set(features(made))


def test_a_bow_tie_is_repaired():
    made = layer((A1, 3, '{"type":"Polygon","coordinates":[[[0,0],[1,1],[0,1],[1,0],[0,0]]]}'))
    assert made.unreadable == ()
    assert shapes(made)[A1].is_valid
    assert shapes(made)[A1].area == pytest.approx(0.5, rel=0.01)


def test_areas_that_overlap_are_drawn_all_the_same():
    made = layer((A1, 3, square(0)), (A2, 3, square(0.5)))
    assert made.codes == {A1, A2}
    assert all(area.is_valid and not area.is_empty for area in shapes(made).values())


def test_an_island_smaller_than_the_tolerance_is_not_lost():
    made = layer((A1, 3, square(0)), (A2, 3, square(3, 0.001)))
    assert not shapes(made)[A2].is_empty


def test_the_name_changes_with_the_content_and_only_with_it():
    one, same, other = layer((A1, 3, square(0))), layer((A1, 3, square(0))), layer((A1, 3, square(0, bump=0.1)))
    assert one.name == same.name
    assert one.body == same.body
    assert len({one.name, other.name, layer((A2, 3, square(0))).name, layer((A1, 2, square(0))).name}) == 4


def test_nothing_to_draw_is_an_empty_collection():
    made = layer()
    assert json.loads(made.body) == {"type": "FeatureCollection", "features": []}
    assert made.codes == frozenset()
