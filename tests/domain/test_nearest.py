"""Straight distances against the ellipsoid's, and the nearest facilities against a plain search."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from domain.facilities import KINDS, STATUSES
from domain.frames import FrameError
from domain.nearest import EARTH_RADIUS_M, SERVICES, distance_m, nearest
from domain.offers import OPERATING
from tests.toy import steady

WGS84 = Geod(ellps="WGS84")
COLUMNS = ["facility_id", "kind", "status", "open_to", "lat", "lon"]
DEGREE = math.pi * EARTH_RADIUS_M / 180  # 111,195 m


def one_distance(lat, lon, lat2, lon2):
    return float(distance_m(lat, lon, np.array([lat2]), np.array([lon2]))[0])


def table(*rows):
    return pd.DataFrame(list(rows), columns=COLUMNS)


def test_one_degree_is_a_360th_of_the_circle_northward_and_at_60_degrees_half_of_it_eastward():
    assert one_distance(35.0, 51.0, 36.0, 51.0) == pytest.approx(111_195, abs=0.5)
    assert one_distance(0.0, 51.0, 0.0, 52.0) == pytest.approx(111_195, abs=0.5)
    assert one_distance(60.0, 51.0, 60.0, 51.001) == pytest.approx(55.6, abs=0.01)
    assert one_distance(35.7, 51.4, 35.7, 51.4) == 0
    assert one_distance(0.0, 0.0, 0.0, 180.0) == pytest.approx(180 * DEGREE)


@steady(300)
@given(st.floats(-89, 89), st.floats(-180, 180), st.floats(-89, 89), st.floats(-180, 180))
def test_distance_is_near_the_ellipsoids_and_the_same_both_ways(lat, lon, lat2, lon2):
    measured = one_distance(lat, lon, lat2, lon2)
    assert measured == pytest.approx(one_distance(lat2, lon2, lat, lon), abs=1e-3)
    assert measured == pytest.approx(WGS84.inv(lon, lat, lon2, lat2)[2], rel=0.006, abs=0.01)


@steady(300)
@given(st.floats(34.8, 36.3), st.floats(50.3, 53.2), st.floats(34.8, 36.3), st.floats(50.3, 53.2))
def test_distance_within_the_province_is_off_by_a_quarter_of_a_percent_at_the_most(lat, lon, lat2, lon2):
    assert one_distance(lat, lon, lat2, lon2) == pytest.approx(WGS84.inv(lon, lat, lon2, lat2)[2], rel=0.0025, abs=0.01)


def test_nearest_operating_facility_of_each_service_by_hand():
    """All on one meridian, so that a thousandth of a degree is 111.2 m."""
    found = nearest(
        35.0,
        51.0,
        table(
            ("closed", "primary_school", "closed", "all", 35.001, 51.0),
            ("built", "primary_school", "under_construction", "all", 35.002, 51.0),
            ("near", "primary_school", "needs_rehabilitation", "all", 34.990, 51.0),
            ("far", "primary_school", "operational", "all", 35.020, 51.0),
            ("house", "health_house", "operational", "all", 35.030, 51.0),
            ("post", "health_post", "operational", "all", 34.980, 51.0),
            ("lost", "hospital", "operational", "all", math.nan, 51.0),
            ("shop", "workshop", "operational", "all", 35.0, 51.0),
        ),
    )
    assert found[["service", "rank", "facility_id"]].values.tolist() == [
        ["primary_school", 1, "near"],
        ["primary_health_unit", 1, "post"],
    ]
    assert found["distance_m"].tolist() == pytest.approx([1111.95, 2223.9], abs=0.1)
    assert found["status"].tolist() == ["needs_rehabilitation", "operational"]


def test_facility_for_some_is_followed_by_the_nearest_for_all():
    rows = table(
        ("a", "hospital", "operational", "foreign_nationals", 35.001, 51.0),
        ("b", "hospital", "operational", "host", 35.002, 51.0),
        ("c", "hospital", "operational", "all", 35.003, 51.0),
        ("d", "training_centre", "operational", "host", 35.003, 51.0),
    )
    alone = nearest(35.0, 51.0, rows)
    assert alone["facility_id"].tolist() == ["a", "d"]
    both = nearest(35.0, 51.0, rows, until_open_to_all=True)
    assert both[["facility_id", "rank"]].values.tolist() == [["a", 1], ["c", 3], ["d", 1]]


def test_equally_near_ones_come_in_the_order_of_their_ids():
    rows = table(*((one, "hospital", "operational", "all", 35.0, 51.0) for one in "cab"))
    assert nearest(35.0, 51.0, rows, k=2)["facility_id"].tolist() == ["a", "b"]


def test_nothing_near_is_an_empty_table_with_all_columns():
    found = nearest(35.0, 51.0, table())
    assert len(found) == 0
    assert list(found.columns) == ["service", "rank", "distance_m", *COLUMNS]


def test_wrong_questions_are_refused():
    with pytest.raises(FrameError, match="open_to"):
        nearest(35.0, 51.0, table().drop(columns="open_to"))
    with pytest.raises(ValueError, match="k is 0"):
        nearest(35.0, 51.0, table(), k=0)


def test_services_are_made_of_known_kinds_each_once():
    used = [kind for kinds in SERVICES.values() for kind in kinds]
    assert set(used) <= set(KINDS)
    assert len(used) == len(set(used))


facilities = st.lists(
    st.tuples(
        st.sampled_from(list(KINDS)),
        st.sampled_from(list(STATUSES)),
        st.sampled_from(["all", "foreign_nationals", "host"]),
        st.integers(350, 360).map(lambda tenth: tenth / 10) | st.floats(35, 36) | st.just(math.nan),
        st.integers(510, 520).map(lambda tenth: tenth / 10) | st.floats(51, 52),
    ),
    max_size=25,
)


@steady(150)
@given(facilities, st.floats(35, 36), st.floats(51, 52), st.integers(1, 4), st.booleans(), st.randoms())
def test_nearest_are_those_of_a_plain_search_whatever_the_order_of_the_rows(rows, lat, lon, k, open_to_all, chance):
    rows = [(f"f{number:02d}", *row) for number, row in enumerate(rows)]
    expected = []
    for service, kinds in SERVICES.items():
        near = sorted(
            (one_distance(lat, lon, row[4], row[5]), row[0], row[3])
            for row in rows
            if row[1] in kinds and row[2] in OPERATING and row[4] == row[4]
        )
        ranked = [(service, rank, *one) for rank, one in enumerate(near, 1)]
        kept = ranked[:k]
        if open_to_all and all(one[4] != "all" for one in kept):
            kept += [one for one in ranked if one[4] == "all"][:1]
        expected += kept
    shuffled = rows.copy()
    chance.shuffle(shuffled)
    found = nearest(lat, lon, table(*shuffled), k=k, until_open_to_all=open_to_all)
    assert found[["service", "rank", "facility_id"]].values.tolist() == [[one[0], one[1], one[3]] for one in expected]
    assert found["distance_m"].tolist() == pytest.approx([one[2] for one in expected])
