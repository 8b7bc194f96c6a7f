"""Points inside, at and outside the area where they ought to lie."""

import json
import math

import pytest

from geo.containment import EDGE_M, located


def square(west, south, side=0.1):
    ring = [[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]]
    return json.dumps({"type": "Polygon", "coordinates": [ring]})


AREAS = {"A": square(51.0, 35.0), "B": square(51.1, 35.0)}


def test_a_point_in_its_area_is_at_no_distance_and_one_in_another_names_it():
    found = located([("in", "A", 35.05, 51.05), ("over", "A", 35.05, 51.15), ("far", "A", 36.0, 51.05)], AREAS)
    assert found["in"] == ("A", 0.0)
    assert found["over"][0] == "B"
    assert found["far"][0] is None


def test_the_distance_is_metres_on_the_ground():
    found = located([("east", "A", 35.05, 51.15), ("north", "A", 35.2, 51.05)], AREAS)
    assert found["east"][1] == pytest.approx(0.05 * 111_195 * math.cos(math.radians(35.05)), rel=0.01)
    assert found["north"][1] == pytest.approx(0.1 * 111_195, rel=0.01)


def test_a_point_on_the_line_or_a_step_beyond_counts_as_inside():
    step = 0.5 * EDGE_M / 111_195
    found = located(
        [("line", "A", 35.05, 51.1), ("step", "A", 35.1 + step, 51.05), ("more", "A", 35.1005, 51.05)], AREAS
    )
    assert [found[one][1] > 0 for one in ("line", "step", "more")] == [False, False, True]


def test_points_without_coordinates_or_without_a_readable_area_are_left_out():
    points = [("lost", "A", math.nan, 51.0), ("other", "C", 35.0, 51.0), ("broken", "D", 35.0, 51.0)]
    assert located(points, {**AREAS, "D": "{"}) == {}


def test_a_bow_tie_is_mended_before_it_is_asked():
    ring = [[51.0, 35.0], [51.1, 35.1], [51.1, 35.0], [51.0, 35.1], [51.0, 35.0]]
    tie = json.dumps({"type": "Polygon", "coordinates": [ring]})
    assert located([("in", "T", 35.05, 51.01)], {"T": tie}) == {"in": ("T", 0.0)}
