"""Charts as data: round ticks, and a table that says the same."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.chart import Axis, Chart, Series, ticks
from tests.toy import steady

AXIS = Axis("Coverage (%)", ((0.0, "0%"), (50.0, "50%")))


@pytest.mark.parametrize(
    ("largest", "expected"),
    [(118, (0, 25, 50, 75, 100, 125)), (5, (0, 1, 2, 3, 4, 5)), (0, (0.0, 0.2)), (0.34, (0, 0.1, 0.2, 0.3, 0.4))],
)
def test_ticks_are_round_and_reach_the_largest_value(largest, expected):
    assert ticks(largest) == pytest.approx(expected)


@steady(200)
@given(st.floats(0, 1e9, allow_subnormal=False), st.floats(-1e9, 1e9, allow_subnormal=False))
def test_ticks_begin_at_zero_or_below_rise_evenly_and_are_few(largest, smallest):
    found = ticks(largest, smallest=smallest)
    assert 2 <= len(found) <= 9
    assert found[0] <= min(0, smallest) + 1e-6 * (largest - min(0, smallest))
    assert found[-1] >= largest * (1 - 1e-6)
    steps = [after - before for before, after in pairwise(found)]
    assert steps == pytest.approx([steps[0]] * len(steps))


def test_table_of_a_scatter_holds_both_values_of_each_point():
    series = Series("Capacity", (1.0, None), ("1", "no data"), x=(3.0, 4.0), x_texts=("3", "4"))
    chart = Chart("scatter", "t", "s", ("A", "B"), (series,), AXIS, x_axis=Axis("People", ()), category_name="Area")
    assert chart.table() == (["Area", "People", "Capacity"], [["A", "3", "1"], ["B", "4", "no data"]])


def test_chart_without_any_value_is_empty():
    empty = Series("Capacity", (None,), ("no data",))
    assert Chart("bars", "t", "s", ("A",), (empty,), AXIS).is_empty
    assert not Chart("bars", "t", "s", ("A",), (empty, Series("x", (0.0,), ("0",))), AXIS).is_empty
