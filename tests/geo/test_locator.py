"""The locator map: counties, the area filled, the province's outline, a ring around what is too small to find."""

import json
import re

import pytest
import shapely

from geo.display import display_layer
from geo.locator import AROUND, FILLED, locator
from tests.toy import A1, PARENTS, PROVINCE, A, B

SIDES = {
    PROVINCE: (1, shapely.box(51.0, 35.0, 53.0, 36.0)),
    A: (2, shapely.box(51.0, 35.0, 52.0, 36.0)),
    B: (2, shapely.box(52.0, 35.0, 53.0, 36.0)),
    A1: (3, shapely.box(51.5, 35.5, 51.52, 35.52)),
}


def body(*codes):
    rows = [(code, SIDES[code][0], shapely.to_geojson(SIDES[code][1])) for code in codes]
    return display_layer(rows, PARENTS, {}).body


def paths(svg):
    return re.findall(r'<path d="([^"]+)" fill="([^"]+)"', svg)


def box(path):
    numbers = [float(one) for one in re.findall(r"[\d.]+", path)]
    return min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2])


def test_the_area_alone_is_filled_at_its_place_in_the_province():
    drawn = paths(locator(body(PROVINCE, A, B), B, (B, PROVINCE), width=400))
    assert len(drawn) == 4  # two counties, the area, the outline
    (filled,) = [path for path, colour in drawn if colour == FILLED]
    outline = box(drawn[-1][0])
    assert box(filled) == pytest.approx((200, outline[1], outline[2], outline[3]), abs=0.6)  # the eastern half
    assert outline[2] == pytest.approx(398)


def test_a_small_district_has_a_ring_and_its_county_a_tint():
    svg = locator(body(PROVINCE, A, B, A1), A1, (A1, A, PROVINCE))
    assert [colour for _path, colour in paths(svg)].count(AROUND) == 1
    assert svg.count("<circle") == 1
    assert "<circle" not in locator(body(PROVINCE, A, B), A, (A, PROVINCE))


def test_equal_degrees_of_latitude_and_longitude_are_not_equal_lengths():
    size = re.search(r'width="(\d+)" height="(\d+)"', locator(body(PROVINCE, A, B), A, (A, PROVINCE)))
    assert int(size[2]) / int(size[1]) == pytest.approx(1 / (2 * 0.8145), abs=0.02)  # cos(35.5 degrees)


@pytest.mark.parametrize("codes", [(PROVINCE, B), (PROVINCE,), (PROVINCE, A1)])
def test_without_boundary_of_area_or_counties_there_is_no_map(codes):
    assert locator(body(*codes), A1 if A1 in codes else A, (A, PROVINCE)) == ""


def test_the_picture_asks_for_nothing_and_runs_nothing():
    svg = locator(body(PROVINCE, A, B), A, (A, PROVINCE))
    assert re.findall("href|script|url", svg) == []
    assert json.dumps(svg).isascii()
