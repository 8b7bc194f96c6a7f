import json
import re
from html.parser import HTMLParser

import pytest

from geo.display import DisplayLayer, display_layer
from geo.palette import SPECIAL, Fill
from geo.static_map import PATTERNS, static_map


def square(west, south, size=1.0):
    corners = [(west, south), (west + size, south), (west + size, south + size), (west, south + size), (west, south)]
    return {"type": "Polygon", "coordinates": [corners]}


def layer(**shapes):
    rows = [(code, 1 if code == "P" else 2, json.dumps(shape)) for code, shape in shapes.items()]
    return display_layer(rows, {}, {})


TWO = layer(A=square(50, 35), B=square(51, 35), P={"type": "Polygon", "coordinates": [
    [(50, 35), (52, 35), (52, 36), (50, 36), (50, 35)]]})  # fmt: skip


class Elements(HTMLParser):
    """The elements of a picture, in their order: tag, attributes, and what they stand in."""

    def __init__(self, svg):
        super().__init__()
        self.found, self._inside = [], []
        self.feed(svg)
        self.close()
        assert not self._inside, "every element is closed"

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs), tuple(self._inside)))
        self._inside.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.found.append((tag, dict(attrs), tuple(self._inside)))

    def handle_endtag(self, tag):
        assert self._inside.pop() == tag


def paths(svg):
    return [attrs for tag, attrs, inside in Elements(svg).found if tag == "path" and "pattern" not in inside]


def filled(svg):
    return [one["fill"] for one in paths(svg)]


def points(path):
    return [tuple(map(float, pair.split())) for pair in re.split("[MLZ]", path.get("d")) if pair]


def test_each_area_is_drawn_in_its_fill_and_the_province_around_them():
    svg = static_map(TWO, {"A": Fill("#0072bc"), "B": Fill("#cde3f1")}, "P")
    assert filled(svg) == ["#0072bc", "#cde3f1", "none"]
    assert paths(svg)[-1].get("stroke") == "#0b3754"


def test_north_is_up_east_is_right_and_a_degree_is_as_long_as_the_latitude_makes_it():
    svg = static_map(TWO, {"A": Fill("#0072bc"), "B": Fill("#cde3f1")}, "P", width=402)
    west, east, around = map(points, paths(svg))
    assert max(x for x, _y in west) == pytest.approx(201, abs=0.1)
    assert min(x for x, _y in east) == pytest.approx(201, abs=0.1)
    assert (min(x for x, _y in around), max(x for x, _y in around)) == (1, 401)
    # At 35.5 degrees a degree of latitude is 1.228 times as long as one of longitude, which is 200 pixels here.
    height = max(y for _x, y in around) - min(y for _x, y in around)
    assert height == pytest.approx(245.7, abs=0.2)
    tall = static_map(layer(S=square(50, 35), N=square(50, 36)), {"S": Fill("#0072bc"), "N": Fill("#cde3f1")}, "P")
    south, north = map(points, paths(tall))
    assert max(y for _x, y in north) <= min(y for _x, y in south) + 0.1


@pytest.mark.parametrize("name", PATTERNS)
def test_pattern_is_defined_and_lies_over_the_colour(name):
    svg = static_map(TWO, {"A": Fill("#ffffff", name), "B": Fill("#cde3f1")}, "P")
    assert filled(svg) == ["#ffffff", f"url(#{name})", "#cde3f1", "none"]
    assert [attrs["id"] for tag, attrs, _inside in Elements(svg).found if tag == "pattern"] == [name]


def test_every_special_fill_of_the_palette_has_a_pattern():
    assert {fill.pattern for fill in SPECIAL.values()} <= set(PATTERNS)


def test_hole_stays_empty_and_every_part_of_an_area_is_drawn():
    (outer,), (inner,) = square(50, 35, 4)["coordinates"], square(51, 36)["coordinates"]
    hole = {"type": "Polygon", "coordinates": [outer, inner[::-1]]}
    parts = {"type": "MultiPolygon", "coordinates": [square(60, 35)["coordinates"], square(62, 35)["coordinates"]]}
    svg = static_map(layer(H=hole, M=parts), {"H": Fill("#0072bc"), "M": Fill("#cde3f1")}, "P")
    assert [path.get("d").count("M") for path in paths(svg)] == [2, 2]
    assert 'fill-rule="evenodd"' in svg


def test_area_without_a_boundary_is_left_out_and_nothing_at_all_gives_an_empty_picture():
    assert filled(static_map(TWO, {"A": Fill("#0072bc"), "X": Fill("#cde3f1")}, "Q")) == ["#0072bc"]
    empty = DisplayLayer(json.dumps({"type": "FeatureCollection", "features": []}).encode(), "0", frozenset(), ())
    assert paths(static_map(empty, {"A": Fill("#0072bc")}, "P")) == []


def test_picture_names_nothing_outside_itself():
    svg = static_map(TWO, {"A": Fill("#0072bc", "hatch")}, "P").replace("http://www.w3.org/2000/svg", "")
    assert not re.search("http|href|script|<text|<image|<style", svg)
