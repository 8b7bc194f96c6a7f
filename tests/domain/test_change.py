"""A change and its two parts, by hand and for anything."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.change import Change, split

AMOUNTS = st.integers(0, 10**6)
DISTRICTS = st.lists(st.tuples(AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS), min_size=1, max_size=6)
FIGURES = st.floats(-1e9, 1e9)


def shortage(capacity, people):
    return sum(max(0, need - offered) for offered, need in zip(capacity, people, strict=True))


def rate(capacity, people):
    return Fraction(1000 * sum(capacity), 1 + sum(people))


def of(figure, capacity, people):
    (capacity0, capacity1), (people0, people1) = capacity, people
    return split(
        figure(capacity0, people0), figure(capacity1, people0), figure(capacity0, people1), figure(capacity1, people1)
    )


def test_two_districts_by_hand():
    # 100 and 50 seats for 140 and 40 pupils, then 120 and 60 for 130 and 80: a shortage of 40, then of 10 + 20.
    change = of(shortage, ([100, 50], [120, 60]), ([140, 40], [130, 80]))
    # Capacity first: 40 to 20. Capacity last: 30 + 30 to 30. Its part is the mean of -20 and -30.
    assert (change.before, change.after, change.by_capacity) == (40, 30, -25)
    # People first: 40 to 60. People last: 20 to 30. Their part is the mean of 20 and 10.
    assert change.by_people == 15
    assert change.whole == -10


def test_rate_by_hand():
    # 60 places for 10,000 people are 6 per 1,000; 90 for 12,000 are 7.5; 90 for 10,000 are 9; 60 for 12,000 are 5.
    change = split(6.0, 9.0, 5.0, 7.5)
    assert (change.by_capacity, change.by_people) == (2.75, -1.25)


def test_fewer_people_and_the_same_capacity_are_a_change_of_people_alone():
    change = of(shortage, ([100], [100]), ([150], [120]))
    assert (change.by_capacity, change.by_people) == (0, -30)


def test_more_capacity_and_the_same_people_are_a_change_of_capacity_alone():
    change = of(shortage, ([100], [130]), ([150], [150]))
    assert (change.by_capacity, change.by_people) == (-30, 0)


@given(DISTRICTS, st.sampled_from([shortage, rate]))
def test_parts_sum_to_the_whole_to_the_last_digit(rows, figure):
    capacity0, capacity1, people0, people1 = (list(map(Fraction, column)) for column in zip(*rows, strict=True))
    change = of(figure, (capacity0, capacity1), (people0, people1))
    assert change.by_capacity + change.by_people == change.whole


@given(FIGURES, FIGURES, FIGURES, FIGURES)
def test_parts_of_floats_sum_to_the_whole(before, other_capacity, other_people, after):
    change = split(before, other_capacity, other_people, after)
    assert math.isclose(change.by_capacity + change.by_people, change.whole, rel_tol=1e-9, abs_tol=1e-6)


@given(DISTRICTS)
def test_what_the_other_way_back_does_is_the_same_with_the_other_sign(rows):
    capacity0, capacity1, people0, people1 = (list(map(Fraction, column)) for column in zip(*rows, strict=True))
    there = of(shortage, (capacity0, capacity1), (people0, people1))
    back = of(shortage, (capacity1, capacity0), (people1, people0))
    assert (back.by_capacity, back.by_people) == (-there.by_capacity, -there.by_people)


@given(DISTRICTS)
def test_more_capacity_everywhere_never_adds_to_a_shortage(rows):
    columns = list(zip(*rows, strict=True))
    capacity0, people0, people1 = (list(map(Fraction, columns[place])) for place in (0, 2, 3))
    more = [one + other for one, other in zip(capacity0, columns[1], strict=True)]
    assert of(shortage, (capacity0, more), (people0, people1)).by_capacity <= 0


@given(FIGURES, FIGURES, FIGURES, FIGURES, st.integers(0, 3))
def test_rounded_figures_still_add_up_and_are_off_by_little(before, other_capacity, other_people, after, decimals):
    change = split(before, other_capacity, other_people, after)
    shown, unit = change.rounded(decimals), 10.0**-decimals
    assert math.isclose(shown.by_capacity + shown.by_people, shown.after - shown.before, abs_tol=unit / 100)
    assert abs(shown.by_capacity - change.by_capacity) <= 2 * unit
    assert abs(shown.by_people - change.by_people) <= 2 * unit


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        # 10.4 to 12.6 reads as 10 to 13: the whole is 3, and the larger part takes the rest.
        (Change(10.4, 12.6, 0.7, 1.5), Change(10, 13, 1, 2)),
        (Change(10.4, 12.6, 2.2, 0.0), Change(10, 13, 3, 0)),
        (Change(10.4, 12.6, 0.0, 2.2), Change(10, 13, 0, 3)),
    ],
)
def test_a_part_that_is_nothing_stays_nothing_when_rounded(change, shown):
    assert change.rounded() == shown
