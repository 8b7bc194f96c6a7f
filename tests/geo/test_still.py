"""Outlines of still pictures as SVG paths."""

import pytest

from geo.still import Frame

FRAME = Frame([(0.0, -5.0), (10.0, 5.0)], 102)


@pytest.mark.parametrize(
    ("ring", "points"),
    [
        # The waist of an hourglass is passed twice, and both times it stays.
        ([(0, -5), (5, 0), (10, -5), (10, 5), (5, 0), (0, 5), (0, -5)], 6),
        ([(0, -5), (0, -5.001), (10, -5), (10, -5.001), (10, 5), (10, 5.001), (0, -5.001)], 3),
        ([(3, 3), (3, 3), (3, 3)], 1),
    ],
)
def test_only_a_point_that_repeats_the_one_before_is_left_out(ring, points):
    path = FRAME.path([ring])
    assert path[0] + path[-1] == "MZ"
    assert len(path[1:-1].split("L")) == points
