"""GeoJSON as RFC 7946 asks for it."""

import io
import json
import math

import geopandas
import pytest
import shapely

from briefing.layers import geojson
from tests.ui.making import frame

# Clockwise outside and counterclockwise inside: the wrong way round in both.
HOLED = shapely.Polygon(
    [(51, 35), (51, 36), (52, 36), (52, 35)], [[(51.4, 35.4), (51.6, 35.4), (51.6, 35.6), (51.4, 35.6)]]
)
SHAPES = {"IR0001": HOLED, "IR0003": shapely.MultiPolygon([HOLED, shapely.box(53, 35, 54, 36)])}


@pytest.fixture
def made():
    return geojson(frame([100 / 3, "few", 0.0]), SHAPES, {"title": "فهرست", "demonstration": True})


def rings(geometry):
    return [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]


def is_counterclockwise(ring):
    return shapely.LinearRing(ring).is_ccw


def test_features_have_the_released_columns_at_full_precision_and_null_where_empty(made):
    features = json.loads(made)["features"]
    assert [one["id"] for one in features] == ["IR0001", "IR0002", "IR0003"]
    first, few, zero = (one["properties"] for one in features)
    assert first["value"] == 100 / 3
    assert zero["value"] == 0
    assert (few["value"], few["status"]) == (None, "few")
    assert list(first) == list(frame([1.0]).data.columns)
    assert b"NaN" not in made


def test_area_without_boundary_is_there_with_a_null_geometry(made):
    assert [one["geometry"] is None for one in json.loads(made)["features"]] == [False, True, False]


def test_outer_rings_run_counterclockwise_and_holes_clockwise(made):
    assert not is_counterclockwise(list(HOLED.exterior.coords))
    for feature in json.loads(made)["features"]:
        for outer, *holes in rings(feature["geometry"]) if feature["geometry"] else []:
            assert is_counterclockwise(outer)
            assert outer[0] == outer[-1]
            assert not any(map(is_counterclockwise, holes))


def test_metadata_says_view_version_and_date_and_no_crs_member_stands_there(made):
    read = json.loads(made)
    assert read["metadata"]["data_version"] == "test-1"
    assert read["metadata"]["as_of"] == "2026-02-15"
    assert read["metadata"]["selection"]["indicator"] == "school_seats"
    assert read["metadata"]["title"] == "فهرست"
    assert "crs" not in read
    assert read["bbox"] == [51, 35, 54, 36]


def test_gis_library_reads_it_as_wgs84(made):
    read = geopandas.read_file(io.BytesIO(made))
    assert read.crs.to_epsg() == 4326
    assert len(read) == 3
    assert read.loc[0, "value"] == 100 / 3
    assert math.isnan(read.loc[1, "value"])
    assert read.geometry[0].equals(HOLED)


def test_view_without_any_boundary_has_no_box():
    assert "bbox" not in json.loads(geojson(frame([1.0]), {}, {}))
