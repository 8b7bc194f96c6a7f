"""Classes of a map: whatever the values are, the legend is right."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.selection import SCHEMES
from geo.classification import Breaks, classify, standard_breaks
from tests.toy import steady

pytestmark = pytest.mark.xdist_group("mapclassify")  # takes seconds to import: once is enough
DATA_DRIVEN = [scheme for scheme in SCHEMES if scheme != "standard"]
LOWER, HIGHER = "lower_is_worse", "higher_is_worse"
COVERAGE = standard_breaks("coverage_pct", None, None, LOWER)
SHARES = standard_breaks("share_pct", None, None, "neither")
NONE = Breaks()


def classes_of(values, scheme="quantiles", classes=5, breaks=NONE, statuses=None):
    """None stands for no data, 'few' for few."""
    told = ["no_data" if one is None else "few" if one == "few" else "ok" for one in values]
    numbers = np.array([one if isinstance(one, (int, float)) else math.nan for one in values], dtype=float)
    return classify(numbers, statuses or told, scheme, classes, breaks)


def ranges(found):
    return [one for one in found.bins if one.kind == "range"]


def kinds(found):
    return [one.kind for one in found.bins]


def holds(one, value):
    """Whether a value lies in a class, by what the legend says of its ends."""
    low = value >= one.lower if one.closed in ("left", "both") else value > one.lower
    high = value <= one.upper if one.closed in ("right", "both") else value < one.upper
    return low and high


def assert_right(found, values):
    assert sum(one.count for one in found.bins) == len(values) == len(found.index)
    assert kinds(found) == sorted(kinds(found), key=("zero", "range", "few", "no_data").index)
    for place, one in enumerate(found.bins):
        assert one.count == found.index.count(place)
        assert one.kind == "range" or one.count > 0
    for one, following in pairwise(ranges(found)):
        assert one.upper == following.lower
        assert one.lower <= one.upper < following.upper
    for value, place in zip(values, found.index, strict=True):
        one = found.bins[place]
        if value is None:
            assert one.kind == "no_data"
        elif value == "few":
            assert one.kind == "few"
        elif value == 0:
            assert one.kind == "zero"
        else:
            assert one.kind == "range"
            assert holds(one, value), (value, one)


@pytest.mark.parametrize(
    ("value", "place"),
    [(0, 0), (0.01, 1), (49.99, 1), (50, 2), (74.99, 2), (75, 3), (99.99, 3), (100, 4), (380, 4)],
)
def test_coverage_has_the_classes_of_the_standard(value, place):
    found = classes_of([0, value], "standard", breaks=COVERAGE)
    assert [(one.lower, one.upper, one.closed) for one in ranges(found)] == [
        (0, 50, "left"),
        (50, 75, "left"),
        (75, 100, "left"),
        (100, math.inf, "left"),
    ]
    assert found.index[1] == place


@pytest.mark.parametrize(("value", "place"), [(0.1, 1), (10, 1), (10.1, 2), (25, 2), (25.1, 3), (50, 3), (50.1, 4)])
def test_shares_have_classes_that_hold_their_upper_end(value, place):
    found = classes_of([0, value], "standard", breaks=SHARES)
    assert [(one.lower, one.upper, one.closed) for one in ranges(found)] == [
        (0, 10, "right"),
        (10, 25, "right"),
        (25, 50, "right"),
        (50, math.inf, "right"),
    ]
    assert found.index[1] == place


def test_standard_breaks_follow_the_indicators_standard_or_target():
    assert COVERAGE.values == (50, 75, 100)
    assert standard_breaks("units_per_10000", 10_000, None, LOWER).values == (0.5, 0.75, 1)
    assert standard_breaks("units_per_10000", 12_500, None, LOWER).values == pytest.approx((0.4, 0.6, 0.8))
    assert standard_breaks("beds_per_10000", 10, None, LOWER).values == (5, 7.5, 10)
    assert standard_breaks("m2_per_pupil", 8, None, LOWER).values == (4, 6, 8)
    assert standard_breaks("places_per_1000", None, 40, LOWER).values == (20, 30, 40)
    for value in ("places_per_1000", "units_per_10000", "served_per_1000", "points", "pupils_per_class"):
        assert standard_breaks(value, None, None, LOWER) == NONE


def test_where_higher_is_worse_the_classes_lie_above_the_standard_which_belongs_to_the_lowest():
    assert standard_breaks("pupils_per_class", 40, None, HIGHER) == Breaks((40, 50, 60, 80), "right")
    assert standard_breaks("share_pct", None, None, HIGHER) == Breaks((10, 25, 50), "right")
    assert standard_breaks("national_pct", None, None, "neither") == Breaks((10, 25, 50), "right")


def test_empty_classes_of_a_standard_stay_in_the_legend_and_other_kinds_do_not():
    found = classes_of([60, 60], "standard", breaks=COVERAGE)
    assert kinds(found) == ["range"] * 4
    assert [one.count for one in found.bins] == [0, 2, 0, 0]


def test_quantiles_serve_where_there_is_no_standard_and_say_so():
    found = classes_of([1, 2, 3, 4], "standard", 2, NONE)
    assert found.scheme == "quantiles"
    assert [one.count for one in found.bins] == [2, 2]
    assert classes_of([1], "standard", breaks=COVERAGE).scheme == "standard"


@pytest.mark.parametrize("scheme", DATA_DRIVEN)
@pytest.mark.parametrize("values", [[3, 7, 3, 7, 7], [5, 5, 5], [5], [1, 2, 3]])
def test_fewer_distinct_values_than_classes_give_a_class_each(scheme, values):
    found = classes_of(values, scheme, 4)
    assert [(one.upper, one.count) for one in found.bins] == [
        (value, values.count(value)) for value in sorted(set(values))
    ]
    assert (ranges(found)[0].lower, ranges(found)[0].closed) == (min(values), "both")
    assert_right(found, values)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], []),
        ([None, None], ["no_data"]),
        (["few"], ["few"]),
        ([0, 0, 0], ["zero"]),
        ([0, None, "few", 0], ["zero", "few", "no_data"]),
    ],
)
def test_maps_without_a_positive_value_have_a_right_legend(scheme, values, expected):
    found = classes_of(values, scheme)
    assert kinds(found) == expected
    assert_right(found, values)


def test_zero_few_and_no_data_stand_apart_from_the_scale():
    values = [0, 10, None, 20, "few", 0, 30]
    found = classes_of(values, "quantiles", 3)
    assert kinds(found) == ["zero", "range", "range", "range", "few", "no_data"]
    assert [one.count for one in found.bins] == [2, 1, 1, 1, 1, 1]
    assert_right(found, values)


@pytest.mark.parametrize(
    ("scheme", "values", "uppers"),
    [
        ("equal_interval", [1, 2, 3, 50, 51, 100], [34, 67, 100]),  # thirds of the way from 1 to 100
        ("natural_breaks", [1, 2, 3, 50, 51, 52, 99, 100], [3, 52, 100]),
        ("quantiles", [1, 2, 3, 4, 50, 100], [1 + 5 / 3, 4 + 46 / 3, 100]),  # a third of the ranks each
    ],
)
def test_each_scheme_has_its_own_breaks(scheme, values, uppers):
    found = classes_of(values, scheme, 3)
    assert [one.upper for one in ranges(found)] == pytest.approx(uppers)
    assert_right(found, values)


@pytest.mark.parametrize("classes", [0, 6])
def test_a_number_of_classes_that_has_no_colours_is_refused(classes):
    with pytest.raises(ValueError, match="use 1 to 5"):
        classes_of([1, 2], classes=classes)


def test_values_and_statuses_of_different_length_are_refused():
    with pytest.raises(ValueError, match="zip"):
        classes_of([1, 2], statuses=["ok"])


one_value = st.none() | st.just("few") | st.just(0) | st.floats(0, 1e6, allow_subnormal=False) | st.integers(1, 6)


@steady(250)
@given(
    st.lists(one_value, max_size=30),
    st.sampled_from(SCHEMES),
    st.integers(1, 5),
    st.sampled_from([COVERAGE, SHARES, NONE]),
)
def test_the_legend_is_right_for_any_values(values, scheme, classes, breaks):
    found = classes_of(values, scheme, classes, breaks)
    assert_right(found, values)
    if scheme == "standard" and breaks.values:
        assert len(ranges(found)) == len(breaks.values) + 1
    else:
        assert len(ranges(found)) <= classes
