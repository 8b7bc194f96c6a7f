"""Older figures are shared out by weights: whole persons, every sum kept, and newer figures of today's areas win."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.crosswalk import Crosswalk, allocated, carried, carried_by_year, crosswalk_of
from tests.toy import A1, A2, B1, RAW_COLUMNS, person, steady

OLD, HERE = "IR230109", frozenset({A1, A2, B1})
KNOWN = HERE | {OLD}


def walk(*ways, begun=None, known=KNOWN):
    return crosswalk_of([(*way, "xw") for way in ways], known, HERE, begun or {})


def table(*rows):
    return pd.DataFrame(rows, columns=list(RAW_COLUMNS))


def told(people):
    """Persons by area, group, age and year."""
    keys = ["pcode", "population_group", "age_band", "period"]
    return people.groupby(keys)["persons"].sum().to_dict()


def plain(persons, weights):
    """By largest remainder in exact fractions: the earlier part gets the person between equal remainders."""
    exact = [persons * weight for weight in weights]
    shares = [int(one) for one in exact]
    order = sorted(range(len(weights)), key=lambda place: (shares[place] - exact[place], place))
    for place in order[: persons - sum(shares)]:
        shares[place] += 1
    return shares


@steady(300)
@given(
    st.lists(st.integers(0, 2_000_000), min_size=1, max_size=8),
    st.lists(st.integers(1, 100), min_size=1, max_size=5),
)
def test_whole_persons_are_shared_out_by_largest_remainder_and_every_sum_is_kept(counts, parts):
    weights = [Fraction(one, sum(parts)) for one in parts]
    found = allocated(np.array(counts), np.array([float(one) for one in weights]))
    assert found.sum(axis=1).tolist() == counts
    assert found.tolist() == [plain(count, weights) for count in counts]


def test_a_former_area_becomes_its_parts_and_both_sources_are_named():
    raw = table(person(OLD, "resident", 101, period=1395), person(B1, "resident", 7))
    found = carried(raw, walk((OLD, A2, 0.25), (OLD, A1, 0.75)))
    assert told(found) == {
        (A1, "resident", "18-64", 1395): 76,
        (A2, "resident", "18-64", 1395): 25,
        (B1, "resident", "18-64", 1403): 7,
    }
    assert list(found.columns) == list(raw.columns)
    assert dict(zip(found["pcode"], found["source_id"], strict=True)) == {A1: "s1;xw", A2: "s1;xw", B1: "s1"}


def test_without_anything_to_carry_the_very_frame_comes_back():
    raw = table(person(A1, "resident", 5), person(OLD, "resident", 5))
    assert carried(raw, Crosswalk()) is raw
    assert carried(raw, walk((A1, A1, 0.5), (A1, A2, 0.5), begun={A2: 1396})) is raw
    assert carried_by_year(raw, Crosswalk()) is raw


@pytest.mark.parametrize(("period", "is_older"), [(1395, True), (1396, False), (1403, False)])
def test_an_area_that_was_divided_and_kept_its_code_is_an_older_one_before_its_part_came_to_be(period, is_older):
    ways = walk((A1, A1, 0.6), (A1, A2, 0.4), begun={A2: 1396})
    found = told(carried(table(person(A1, "refugee", 10, period=period)), ways))
    there = (A1, "refugee", "18-64", period)
    assert found == ({there: 6, (A2, "refugee", "18-64", period): 4} if is_older else {there: 10})


def test_newer_figures_of_todays_area_win_and_those_of_the_other_part_are_carried():
    raw = table(person(OLD, "refugee", 10, period=1395), person(A1, "refugee", 33, period=1400))
    assert told(carried(raw, walk((OLD, A1, 0.5), (OLD, A2, 0.5)))) == {
        (A1, "refugee", "18-64", 1400): 33,
        (A2, "refugee", "18-64", 1395): 5,
    }


def test_a_figure_that_was_worked_out_for_a_part_of_later_days_is_not_counted_twice():
    raw = table(person(A1, "refugee", 10, period=1395), person(A2, "refugee", 3, period=1395))
    ways = walk((A1, A1, 0.6), (A1, A2, 0.4), begun={A2: 1396})
    assert told(carried(raw, ways)) == {(A1, "refugee", "18-64", 1395): 6, (A2, "refugee", "18-64", 1395): 3}


def test_an_area_that_was_merged_into_another_is_added_to_it_cell_by_cell():
    raw = table(
        person(OLD, "refugee", 10, period=1395),
        person(A1, "refugee", 7, period=1395, source="s2"),
        person(A1, "refugee", 2, "65+", period=1395),
    )
    found = carried(raw, walk((OLD, A1, 1.0)))
    assert told(found) == {(A1, "refugee", "18-64", 1395): 17, (A1, "refugee", "65+", 1395): 2}
    assert set(found["source_id"]) == {"s1;s2;xw", "s1"}


def test_what_is_merged_meets_at_the_detail_that_both_have():
    raw = table(
        person(OLD, "refugee", 10, "all", "all", "all", period=1395),
        person(A1, "refugee", 9, "all", "all", "all", period=1395),  # the published total beside its split
        person(A1, "refugee", 7, period=1395),
        person(A1, "refugee", 2, "65+", period=1395),
    )
    found = carried(raw, walk((OLD, A1, 1.0)))
    assert told(found) == {(A1, "refugee", "all", 1395): 19}
    assert set(found["sex"]) | set(found["area_type"]) == {"all"}


def test_several_years_are_carried_each_by_itself():
    raw = table(person(OLD, "refugee", 10, period=1395), person(OLD, "refugee", 20, period=1396))
    raw = pd.concat([raw, table(person(A1, "refugee", 33, period=1400))])
    found = told(carried_by_year(raw, walk((OLD, A1, 0.5), (OLD, A2, 0.5))))
    assert [found[code, "refugee", "18-64", year] for code in (A1, A2) for year in (1395, 1396)] == [5, 10, 5, 10]


@pytest.mark.parametrize(
    ("ways", "why"),
    [
        ([(OLD, A1, 0.5), (OLD, A2, 0.4)], "the weights do not sum to 1"),
        ([(OLD, A1, 1.5), (OLD, A2, -0.5)], "a weight is negative"),
        ([(OLD, A1, "half"), (OLD, A2, 0.5)], "a weight is no number"),
        ([(OLD, A1, float("nan"))], "a weight is missing"),
        ([(OLD, A1, 0.5), (OLD, "IR239999", 0.5)], "a part is no area of today"),
        ([("IR230777", A1, 1.0)], "the older area is not in the database"),
    ],
)
def test_what_cannot_be_relied_on_is_not_used(ways, why):
    assert walk(*ways).parts == {}, why
