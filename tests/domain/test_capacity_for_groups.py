"""Whose share of a facility's capacity is whose."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.capacity import demand_by_group, people_of, share_for_groups
from domain.indicators import CATALOGUE, GROUPS, Stage
from tests.toy import A1, A2, B1, A, cells, computed, evenly, facility, question, steady

CHOICES = [("host",), ("refugee",), ("documented",), ("refugee", "documented"), ("host", "documented"), GROUPS]
PEOPLE = evenly(A1, 600, 300, 100)
persons = st.integers(0, 50_000)
open_to = st.sampled_from(["all", "foreign_nationals", "host"])


def places(groups, audience, people=PEOPLE):
    supply = [facility(A1, "workshop", audience, training_places=200)]
    return computed(question("training_places", groups=groups), people, supply, [A1]).loc[A1, "capacity"]


@pytest.mark.parametrize(
    ("audience", "groups", "share"),
    [
        ("all", ("host",), 600 / 1000),
        ("all", ("refugee",), 300 / 1000),
        ("all", ("refugee", "documented"), 400 / 1000),
        ("all", GROUPS, 1),
        ("foreign_nationals", ("refugee",), 300 / 400),
        ("foreign_nationals", ("host",), 0),
        ("foreign_nationals", ("host", "documented"), 100 / 400),
        ("foreign_nationals", GROUPS, 1),
        ("host", ("host",), 1),
        ("host", ("refugee", "documented"), 0),
        ("host", GROUPS, 1),
    ],
)
def test_groups_take_their_part_of_those_whom_the_facility_is_open_to(audience, groups, share):
    assert places(groups, audience) == pytest.approx(200 * share, rel=1e-12)


@pytest.mark.parametrize("audience", ["all", "foreign_nationals", "host"])
def test_groups_sum_to_the_whole_also_where_nobody_may_use_the_facility(audience):
    nobody = {"foreign_nationals": (1000, 0, 0), "host": (0, 500, 500), "all": (0, 0, 0)}[audience]
    demand = np.array([nobody], dtype=float)
    single = [share_for_groups(demand, audience, (group,))[0] for group in GROUPS]
    assert sum(single) == 1
    assert share_for_groups(demand, audience, GROUPS)[0] == 1


def test_all_groups_together_keep_a_facility_for_foreign_nationals_where_there_are_none():
    assert places(GROUPS, "foreign_nationals", evenly(A1, 1000, 0, 0)) == 200


@steady(100)
@given(st.lists(st.tuples(persons, persons, persons), min_size=1, max_size=4), open_to)
def test_shares_lie_between_0_and_1_and_sum_to_1(rows, audience):
    demand = np.array(rows, dtype=float)
    shares = np.array([share_for_groups(demand, audience, (group,)) for group in GROUPS])
    assert ((shares >= 0) & (shares <= 1)).all()
    assert shares.sum(axis=0) == pytest.approx(np.ones(len(rows)))
    assert (share_for_groups(demand, audience, GROUPS) == 1).all()
    assert share_for_groups(demand, audience, ("host", "refugee")) == pytest.approx(shares[0] + shares[1])


@steady(12)
@given(
    st.tuples(*[st.tuples(persons, persons, persons)] * 3),
    st.lists(st.tuples(st.sampled_from([A1, A2, B1]), open_to, st.integers(0, 500)), max_size=6),
)
def test_groups_sum_to_the_whole_in_every_area(people, offers):
    rows = {
        key: value
        for pcode, one in zip((A1, A2, B1), people, strict=True)
        for key, value in evenly(pcode, *one).items()
    }
    rows = {key: (value[0] + 20, value[1] + 20, value[2] + 20) for key, value in rows.items()}
    supply = [facility(pcode, "workshop", audience, training_places=float(size)) for pcode, audience, size in offers]
    asked = {groups: computed(question("training_places", groups=groups), rows, supply, [A, A1]) for groups in CHOICES}
    for pcode, districts in ((A, (A1, A2)), (A1, (A1,))):
        whole = sum(size for place, _, size in offers if place in districts)
        capacity = {groups: table.loc[pcode, "capacity"] for groups, table in asked.items()}
        assert capacity[GROUPS] == whole
        assert sum(capacity[(group,)] for group in GROUPS) == pytest.approx(whole)
        assert capacity[("refugee", "documented")] == pytest.approx(capacity[("refugee",)] + capacity[("documented",)])


def test_the_share_is_taken_stage_by_stage_and_in_the_facilitys_own_district():
    people = {
        (A1, "6-11", "urban"): (90, 10, 0),
        (A1, "12-14", "urban"): (50, 50, 0),
        (A2, "6-11", "urban"): (0, 40, 0),
    }
    supply = [
        facility(A1, "primary_school", classrooms=2, shifts=1),
        facility(A1, "lower_secondary_school", classrooms=2, shifts=1),
        facility(A2, "primary_school", classrooms=1, shifts=1),
    ]
    row = computed(question("school_seats", 40, groups=("refugee",)), people, supply, [A]).loc[A]
    assert row["capacity"] == 80 * 10 / 100 + 80 * 50 / 100 + 40 * 40 / 40 == 88
    assert row["shortage"] == (10 - 8) + (50 - 40) + 0 == 12


def test_without_facilities_for_hosts_only_foreign_nationals_are_never_worse_covered():
    supply = [
        facility(A1, "workshop", training_places=120),
        facility(A1, "workshop", "foreign_nationals", training_places=9),
    ]
    rates = [
        computed(question("training_places", groups=groups), PEOPLE, supply, [A1]).loc[A1, "value"]
        for groups in (("refugee", "documented"), ("host",))
    ]
    assert rates[0] > rates[1]


def test_demand_is_unknown_where_the_split_that_is_asked_for_is():
    people = cells(
        {(A1, "all", "urban"): (500, 20, 10), (A2, "6-11", "all"): (50, 5, 5), (B1, "all", "all"): (7, 0, 0)}
    )
    by_age = demand_by_group(people_of(people), CATALOGUE["school_seats"].stages[0])
    by_type = demand_by_group(people_of(people), CATALOGUE["health_houses"].stages[0])
    everybody = demand_by_group(people_of(people), Stage())
    assert np.isnan(by_age[0]).all()
    assert list(by_age[1]) == [50, 5, 5]
    assert list(by_type[0]) == [0, 0, 0]
    assert np.isnan(by_type[1]).all()
    assert [list(row) for row in everybody] == [[500, 20, 10], [50, 5, 5], [7, 0, 0]]
    assert list(by_age[2][1:]) == [0, 0]  # nobody at all is nobody of any age
