"""What holds of every figure, whatever the people, facilities and promises: examples drawn by hypothesis."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.indicators import CATALOGUE, GROUPS, PRIORITY_SECTORS
from domain.priority import priority_index
from tests.toy import (
    A1,
    A2,
    B1,
    PROVINCE,
    A,
    B,
    after,
    computed,
    evenly,
    facility,
    promise,
    promises,
    question,
    ratio_of,
    steady,
)

DISTRICTS, LARGER = (A1, A2, B1), {A: (A1, A2), B: (B1,), PROVINCE: (A, B)}
EVERYWHERE = (PROVINCE, A, B, *DISTRICTS)
ASKED = {
    "school_seats": {"standard": 35},
    "health_houses": {"standard": 1200},
    "primary_health_units": {"standard": 10_000},
    "hospital_beds": {"standard": 10},
    "training_places": {"target": 15},
}
ADDITIVE = ("demand_persons", "need", "capacity", "gap", "shortage", "pipeline_capacity")
WHOLE_UNITS = ("classrooms_short", "units_short", "health_houses")
MEASURES = ("classrooms", "shifts", "pupils", "teachers", "floor_area_m2", "beds", "training_places", "beneficiaries")
KINDS = sorted({kind for entry in CATALOGUE.values() for kind in entry.kinds})
STATUSES = ("operational", "needs_rehabilitation", "under_construction", "planned", "closed")
PARTS = [("host",), ("refugee",), ("documented",)]
persons = st.tuples(st.integers(20, 90), st.integers(4, 40), st.integers(4, 30)).map(
    lambda three: tuple(5 * one for one in three)
)
people = st.tuples(*[persons] * 6).map(
    lambda six: {
        key: three
        for place, code in enumerate(DISTRICTS)
        for area_type, three in zip(("urban", "rural"), six[2 * place : 2 * place + 2], strict=True)
        for key, three in evenly(code, *three, area_type=area_type).items()
    }
)
one_facility = st.builds(
    lambda pcode, kind, open_to, status, figures: facility(
        pcode, kind, open_to, status, **dict(zip(MEASURES, figures, strict=True))
    ),
    st.sampled_from(DISTRICTS),
    st.sampled_from(KINDS),
    st.sampled_from(["all", "all", "foreign_nationals", "host"]),
    st.sampled_from(STATUSES),
    st.tuples(*[st.integers(1, 9)] * 2, *[st.integers(10, 400)] * 6),
)
supply = st.lists(one_facility, max_size=25)
one_promise = st.builds(
    promise,
    st.sampled_from(sorted(ASKED)),
    st.sampled_from(EVERYWHERE),
    st.integers(1, 900).map(float),
    st.sampled_from(["agreed", "in_progress", "delivered", "proposed", "cancelled"]),
    delivered=st.integers(0, 400).map(float),
    counted=st.integers(0, 300).map(float),
    population_group=st.sampled_from([None, *GROUPS]),
    facility_id=st.sampled_from([None, None, "f1", "f2"]),
)
owed = st.lists(one_promise, max_size=8)
indicators = pytest.mark.parametrize("indicator", ASKED)


def asking(indicator, groups=GROUPS):
    return question(indicator, groups=groups, **ASKED[indicator])


def close(left, right):
    return np.testing.assert_allclose(np.asarray(left, float), np.asarray(right, float), rtol=1e-9, atol=1e-6)


@indicators
@given(people=people, supply=supply)
@steady(15)
def test_groups_sum_to_the_whole(indicator, people, supply):
    columns = ["demand_persons", "need", "capacity", "gap", "pipeline_capacity"]
    whole = computed(asking(indicator), people, supply, EVERYWHERE)
    parts = [computed(asking(indicator, groups), people, supply, EVERYWHERE) for groups in PARTS]
    assert (whole["status"] == "ok").all()
    close(sum(part[columns].astype(float) for part in parts), whole[columns])


@indicators
@given(people=people, supply=supply)
@steady(15)
def test_districts_sum_to_the_county_and_counties_to_the_province(indicator, people, supply):
    table = computed(asking(indicator), people, supply, EVERYWHERE)
    for column in [*ADDITIVE, *(name for name in WHOLE_UNITS if name in table.columns)]:
        for larger, inside in LARGER.items():
            close(table.loc[larger, column], table.loc[list(inside), column].astype(float).sum())


@indicators
@given(people=people, supply=supply, groups=st.sampled_from([GROUPS, *PARTS, ("refugee", "documented")]))
@steady(15)
def test_a_shortage_is_never_below_the_gap_nor_below_nothing(indicator, people, supply, groups):
    table = computed(asking(indicator, groups), people, supply, EVERYWHERE)
    assert (table["shortage"] >= table["gap"] - 1e-9).all()
    assert (table["shortage"] >= 0).all()
    assert (table["capacity"] >= 0).all()


@indicators
@given(people=people, supply=supply, owed=owed, groups=st.sampled_from([GROUPS, *PARTS]))
@steady(15)
def test_what_remains_lies_between_nothing_and_the_shortage(indicator, people, supply, owed, groups):
    asked = asking(indicator, groups)
    left = after(asked, people, supply, promises(*owed), EVERYWHERE)
    short = computed(asked, people, supply, EVERYWHERE)["shortage"]
    assert (left["remaining_shortage"] >= 0).all()
    assert (left["remaining_shortage"] <= short + 1e-9).all()
    assert (left["remaining_shortage"] >= short - left["promised_open"] - 1e-6).all()


@indicators
@given(
    people=people,
    supply=supply,
    owed=owed,
    group=st.sampled_from(GROUPS),
    area=st.sampled_from(EVERYWHERE),
    seats=st.integers(1, 100_000),
)
@steady(15)
def test_one_more_promise_to_a_group_lowers_nothing_but_what_that_group_lacks(
    indicator, people, supply, owed, group, area, seats
):
    more = [*owed, promise(indicator, area, float(seats), population_group=group)]

    def remains(groups, rows):
        return after(asking(indicator, groups), people, supply, promises(*rows), EVERYWHERE)["remaining_shortage"]

    others = tuple(one for one in GROUPS if one != group)
    for groups in [(one,) for one in others] + [others]:
        close(remains(groups, more), remains(groups, owed))
    own = remains((group,), owed) - remains((group,), more)
    for groups in (GROUPS, (group,)):
        lower = remains(groups, owed) - remains(groups, more)
        assert (lower >= -1e-6).all()
        assert (lower <= own + 1e-6).all()


@indicators
@given(people=people, owed=owed)
@steady(15)
def test_promises_to_groups_sum_to_the_whole_and_those_of_districts_to_no_more_than_the_countys(
    indicator, people, owed
):
    promised = [
        after(asking(indicator, groups), people, [], promises(*owed), EVERYWHERE)["promised_open"]
        for groups in (GROUPS, *PARTS)
    ]
    close(sum(promised[1:]), promised[0])
    for larger, inside in LARGER.items():
        assert promised[0][larger] >= promised[0][list(inside)].sum() - 1e-6


@pytest.mark.parametrize("indicator", [code for code, entry in CATALOGUE.items() if entry.family == "ratio"])
@given(supply=supply)
@steady(15)
def test_a_ratio_lies_between_those_of_the_areas_inside(indicator, supply):
    table = ratio_of(question(indicator, 35), supply, EVERYWHERE)
    for larger, inside in LARGER.items():
        parts = table.loc[list(inside)]
        values = parts.loc[parts["status"] == "ok", "value"].astype(float)
        if table.loc[larger, "status"] == "ok":
            assert values.min() - 1e-9 <= table.loc[larger, "value"] <= values.max() + 1e-9
        else:
            assert values.empty
        for column in question(indicator).entry.extras:
            if (parts["status"] == "ok").all():
                close(table.loc[larger, column], parts[column].astype(float).sum())


@pytest.mark.parametrize("indicator", [*ASKED, "livelihood_reach", "foreign_share"])
@given(people=people, supply=supply, order=st.randoms(use_true_random=False))
@steady(10)
def test_the_order_of_the_rows_changes_no_figure(indicator, people, supply, order):
    asked = question(indicator, groups=("host", "refugee"), **ASKED.get(indicator, {}))
    shuffled, turned = list(supply), list(people.items())
    order.shuffle(shuffled)
    order.shuffle(turned)
    left, right = (computed(asked, *both, EVERYWHERE) for both in ((people, supply), (dict(turned), shuffled)))
    pd.testing.assert_frame_equal(left, right, rtol=1e-12)


@pytest.mark.parametrize("indicator", ["pupils_per_class", "school_space", "rehabilitation_share"])
@given(supply=supply, order=st.randoms(use_true_random=False))
@steady(10)
def test_the_order_of_facilities_changes_no_ratio(indicator, supply, order):
    shuffled = list(supply)
    order.shuffle(shuffled)
    left, right = (ratio_of(question(indicator, 35), one, EVERYWHERE) for one in (supply, shuffled))
    pd.testing.assert_frame_equal(left, right, rtol=1e-12)


@given(people=people, owed=owed, order=st.randoms(use_true_random=False))
@steady(25)
def test_the_order_of_commitments_changes_nothing_that_remains(people, owed, order):
    numbered = [{"commitment_id": f"n_{place}", **row} for place, row in enumerate(owed)]
    shuffled = list(numbered)
    order.shuffle(shuffled)
    asked = asking("school_seats", ("refugee",))
    left, right = (after(asked, people, [], promises(*rows), EVERYWHERE) for rows in (numbered, shuffled))
    pd.testing.assert_frame_equal(left, right, rtol=1e-12)


shortages = st.lists(st.tuples(*[st.integers(0, 500)] * 3), min_size=3, max_size=3)
weights = st.tuples(*[st.integers(0, 9)] * 3).filter(any)


def index(short, given_weights, order=DISTRICTS):
    by_code = dict(zip(DISTRICTS, short, strict=True))
    frames = {
        sector: pd.DataFrame(
            {"shortage": [float(by_code[code][place]) for code in order], "need": 1000.0}, index=list(order)
        )
        for place, sector in enumerate(PRIORITY_SECTORS)
    }
    larger = {A: (A1, A2), B: (B1,), PROVINCE: DISTRICTS}
    return priority_index(CATALOGUE["priority_index"], tuple(map(float, given_weights)), frames, larger)


@given(short=shortages, given_weights=weights)
@steady(60)
def test_points_of_a_level_sum_to_100_and_a_county_has_those_of_its_districts(short, given_weights):
    table = index(short, given_weights)
    if (table["status"] != "ok").any():
        counting = [place for place in range(3) if given_weights[place] and sum(one[place] for one in short)]
        assert not counting
        return
    values = table["value"].astype(float)
    close(values[list(DISTRICTS)].sum(), 100)
    close(values[PROVINCE], 100)
    close(values[A], values[A1] + values[A2])
    points = table[[f"{sector}_points" for sector in PRIORITY_SECTORS]].astype(float).sum(axis=1)
    close(points, values)
    assert table["severity_pct"].between(-1e-9, 100 + 1e-9).all()


@given(short=shortages, given_weights=weights)
@steady(60)
def test_ranks_lie_between_best_and_worst_and_follow_the_points_in_any_order_of_the_areas(short, given_weights):
    table, turned = index(short, given_weights), index(short, given_weights, DISTRICTS[::-1])
    pd.testing.assert_frame_equal(table.sort_index(), turned.sort_index(), rtol=1e-12)
    if (table["status"] != "ok").any():
        return
    inside = table.loc[list(DISTRICTS)].astype(dict.fromkeys(("value", "rank", "rank_best", "rank_worst"), float))
    assert (inside["rank_best"] <= inside["rank"]).all()
    assert (inside["rank"] <= inside["rank_worst"]).all()
    assert inside["rank"].tolist() == inside["value"].round(9).rank(method="min", ascending=False).tolist()
