"""Facilities to points and clusters: few bytes, nothing lost, nothing far away."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.facilities_layer import MARGIN, MAX_CLUSTERS, MAX_POINTS, STEP, pack, place, unpack
from tests.toy import steady

BOX = (35.0, 51.0, 36.0, 53.0)


def coordinates(count, seed=1, box=BOX):
    chance = np.random.default_rng(seed)
    return chance.uniform(box[0], box[2], count), chance.uniform(box[1], box[3], count)


def place_of(placed, x, y):
    return placed.origin[0] + y * STEP, placed.origin[1] + x * STEP


def test_single_points_stand_where_they_are_from_west_to_east():
    lat, lon = coordinates(300)
    placed = place(lat, lon, BOX, single=True)
    assert placed.clusters == placed.outside == ()
    assert sorted(row for row, _x, _y in placed.points) == list(range(300))
    assert [x for _row, x, _y in placed.points] == sorted(x for _row, x, _y in placed.points)
    for row, x, y in placed.points:
        assert place_of(placed, x, y) == pytest.approx((lat[row], lon[row]), abs=STEP)


def test_points_up_to_the_limit_and_clusters_above_it():
    assert len(place(*coordinates(MAX_POINTS), BOX, single=True).points) == MAX_POINTS
    above = place(*coordinates(MAX_POINTS + 1), BOX, single=True)
    assert above.points == ()
    assert sum(len(rows) for rows, _x, _y in above.clusters) == MAX_POINTS + 1


def test_a_province_has_clusters_even_of_few():
    placed = place(*coordinates(5), BOX, single=False)
    assert placed.points == ()
    assert sum(len(rows) for rows, _x, _y in placed.clusters) == 5


@steady(60)
@given(st.integers(1, 3000), st.integers(0, 50))
def test_every_facility_is_in_one_cluster_and_no_cluster_lies_on_another(count, seed):
    lat, lon = coordinates(count, seed)
    placed = place(lat, lon, BOX, single=False)
    assert sorted(row for rows, _x, _y in placed.clusters for row in rows) == list(range(count))
    assert len(placed.clusters) <= MAX_CLUSTERS
    sizes = [len(rows) for rows, _x, _y in placed.clusters]
    assert sizes == sorted(sizes, reverse=True)
    places = [(x, y) for _rows, x, y in placed.clusters]
    assert len(set(places)) == len(places)


def test_cluster_stands_in_the_middle_of_its_facilities():
    lat, lon = np.array([35.50, 35.52, 35.9]), np.array([51.50, 51.52, 52.9])
    placed = place(lat, lon, BOX, single=False)
    (rows, x, y), (_alone, *_rest) = placed.clusters
    assert rows == (0, 1)
    assert place_of(placed, x, y) == pytest.approx((35.51, 51.51), abs=STEP)


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        (51.4, 35.7),
        (float("nan"), 51.4),
        (35.7, float("nan")),
        (float("inf"), 51.4),
        (0.0, 0.0),
        (95.0, 51.4),
        (BOX[0] - 2 * MARGIN, 51.4),
    ],
)
@pytest.mark.parametrize("single", [True, False])
def test_swapped_missing_and_far_coordinates_are_told_and_not_drawn(lat, lon, single):
    placed = place(np.array([35.5, lat]), np.array([51.5, lon]), BOX, single=single)
    assert placed.outside == (1,)
    drawn = [row for row, _x, _y in placed.points] + [row for rows, _x, _y in placed.clusters for row in rows]
    assert drawn == [0]


def test_facility_just_over_a_schematic_boundary_is_drawn():
    assert place(np.array([BOX[0] - MARGIN / 2]), np.array([52.0]), BOX, single=True).outside == ()


@pytest.mark.parametrize("single", [True, False])
def test_area_without_a_boundary_shows_all_that_have_coordinates(single):
    lat, lon = np.array([35.5, 10.0, np.nan]), np.array([51.5, 20.0, 5.0])
    placed = place(lat, lon, None, single=single)
    assert placed.outside == (2,)
    assert len(placed.points) + len(placed.clusters) == 2


@pytest.mark.parametrize("box", [BOX, None])
def test_no_facility_is_an_empty_layer(box):
    empty = np.array([], dtype=float)
    assert place(empty, empty, box, single=False) == place(empty, empty, box, single=True)


@pytest.mark.parametrize("box", [None, (35.5, 51.5, 35.5, 51.5)])
def test_all_in_one_place_is_one_cluster(box):
    placed = place(np.full(3000, 35.5), np.full(3000, 51.5), box, single=True)
    assert [len(rows) for rows, _x, _y in placed.clusters] == [3000]


def test_country_of_two_hundred_thousand_is_placed_within_a_second():
    import time

    lat, lon = coordinates(200_000, box=(25.0, 44.0, 40.0, 63.0))
    began = time.perf_counter()
    placed = place(lat, lon, (25.0, 44.0, 40.0, 63.0), single=False)
    assert time.perf_counter() - began < 1
    assert len(placed.clusters) <= MAX_CLUSTERS


NASTY = {"points": [[1, 2, 0, 0, "</script><img src=x onerror=alert(1)> {{7*7}} \u202e\u2028 \"'", "۱۲ کلاس"]]}


def test_package_gives_back_what_was_packed_and_holds_nothing_that_a_script_could_trip_over():
    packed = pack(NASTY)
    assert unpack(packed.data) == NASTY
    assert set(packed.data) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")


def test_key_is_the_contents():
    assert pack(NASTY) == pack(json.loads(json.dumps(NASTY)))
    assert pack(NASTY).key != pack({"points": []}).key
