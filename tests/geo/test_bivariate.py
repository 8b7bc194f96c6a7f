"""Two indicators on one map: terciles, ties, missing values, and nine colours that everybody can tell apart."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from geo.bivariate import COLOURS, SIDE, bivariate
from geo.palette import SPECIAL
from tests.geo.colour_vision import VISIONS, difference, lab
from tests.toy import steady

NAN = float("nan")
FLAT = [colour for row in COLOURS for colour in row]


def test_nine_areas_in_order_fill_the_diagonal_by_thirds():
    found = bivariate(np.arange(9.0), np.arange(9.0) * 10)
    assert found.cells == tuple((place, place) for place in (0, 0, 0, 1, 1, 1, 2, 2, 2))
    assert found.counts == ((3, 0, 0), (0, 3, 0), (0, 0, 3))
    assert (found.x_uppers, found.y_uppers) == ((2, 5, 8), (20, 50, 80))


def test_opposite_orders_fill_the_other_diagonal_and_columns_are_the_first_indicator():
    found = bivariate(np.arange(9.0), np.arange(9.0)[::-1])
    assert found.cells[0] == (2, 0)  # low in the first, high in the second
    assert found.counts == ((0, 0, 3), (0, 3, 0), (3, 0, 0))
    assert found.fill(0).colour == COLOURS[2][0]


def test_area_without_one_of_the_values_is_in_no_class_and_moves_no_break():
    whole = bivariate(np.arange(9.0), np.arange(9.0))
    more = bivariate(np.append(np.arange(9.0), [1e9, NAN]), np.append(np.arange(9.0), [NAN, -5.0]))
    assert more.cells == (*whole.cells, None, None)
    assert (more.x_uppers, more.missing) == (whole.x_uppers, 2)
    assert more.fill(9) == SPECIAL["no_data"]


def test_equal_values_share_a_class_two_are_low_and_high_and_a_single_one_is_in_the_middle():
    two = bivariate(np.array([0.0, 0.0, 0.0, 7.0]), np.array([4.0, 4.0, 4.0, 4.0]))
    assert two.cells == ((1, 0), (1, 0), (1, 0), (1, 2))
    assert two.x_uppers == (0, 7)


def test_nothing_known_is_no_error():
    found = bivariate(np.array([NAN, NAN]), np.array([1.0, NAN]))
    assert (found.cells, found.missing, found.x_uppers) == ((None, None), 2, ())
    assert bivariate(np.array([]), np.array([])).cells == ()
    with pytest.raises(ValueError, match="2 first and 1 second"):
        bivariate(np.array([1.0, 2.0]), np.array([1.0]))


@steady(100)
@given(arrays(float, (12, 2), elements=st.integers(-3, 8).map(float)), st.permutations(range(12)))
def test_higher_values_are_in_no_lower_class_and_the_order_of_areas_changes_nothing(values, order):
    found = bivariate(values[:, 0], values[:, 1])
    moved = bivariate(values[order, 0], values[order, 1])
    assert [found.cells[place] for place in order] == list(moved.cells)
    assert found.counts == moved.counts
    assert sum(map(sum, found.counts)) == 12
    for column, axis in ((0, 1), (1, 0)):
        for one, other in combinations(range(12), 2):
            if values[one, column] <= values[other, column]:
                assert found.cells[one][axis] <= found.cells[other][axis]


@pytest.mark.parametrize("vision", VISIONS)
def test_any_two_of_the_nine_colours_can_be_told_apart_and_more_is_darker(vision):
    assert min(difference(*pair, vision) for pair in combinations(FLAT, 2)) >= 25
    light = [[lab(colour)[0] for colour in row] for row in COLOURS]
    for place in range(SIDE):
        assert light[place] == sorted(light[place], reverse=True)
        assert [row[place] for row in light] == sorted((row[place] for row in light), reverse=True)
