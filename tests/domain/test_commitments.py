"""What partners still owe and what remains of a shortage, with the arithmetic by hand."""

import math
from datetime import date

import pandas as pd
import pytest

from domain.commitments import tally
from domain.indicators import GROUPS
from tests.toy import A1, A2, B1, PROVINCE, A, B, after, evenly, facility, promise, promises, question

SEATS = question("school_seats", 35)
SCHOOL = "primary_school"


def children(pcode, host, refugee=0, documented=0):
    """Children of primary age alone: the shortage is theirs where there is no school."""
    return {(pcode, "6-11", "urban"): (host, refugee, documented)}


def left(people, owed, areas=(A1,), supply=(), asked=SEATS):
    return after(asked, people, supply, owed, areas)


def test_the_example_of_the_formulas_leaves_800_of_1000():
    # Of 300 promised seats 100 are built and in the capacity: 1,100 children, 100 seats, 1,000 short.
    supply = [facility(A1, SCHOOL, classrooms=100 / 35, shifts=1)]
    owed = promises(promise("school_seats", A1, 300, status="in_progress", delivered=100, counted=100))
    row = left(children(A1, 1100), owed, supply=supply).loc[A1]
    assert row["promised_open"] == 300 - 100
    assert row["remaining_shortage"] == pytest.approx(1000 - 200)


@pytest.mark.parametrize(
    ("state", "open_seats"),
    [
        ({"status": "agreed"}, 300),
        ({"status": "in_progress", "delivered": 120, "counted": 0}, 300),
        ({"status": "in_progress", "delivered": 120, "counted": 120}, 180),
        ({"status": "in_progress", "delivered": 400, "counted": 400}, 0),
        ({"status": "delivered", "delivered": 300, "counted": 300}, 0),
        ({"status": "delivered", "delivered": 300, "counted": 0}, 300),
        ({"status": "delivered", "delivered": 250, "counted": 100}, 150),
        ({"status": "proposed"}, 0),
        ({"status": "cancelled", "delivered": 50, "counted": 0}, 0),
        ({"status": None}, 0),
    ],
    ids=lambda one: "-".join(map(str, one.values())) if isinstance(one, dict) else None,
)
def test_open_is_what_was_promised_or_delivered_and_is_not_in_the_capacity_yet(state, open_seats):
    row = left(children(A1, 1000), promises(promise("school_seats", A1, 300, **state))).loc[A1]
    assert (row["promised_open"], row["remaining_shortage"]) == (open_seats, 1000 - open_seats)


def test_promises_of_another_indicator_take_nothing_off():
    owed = promises(promise("health_posts", A1, 300), promise("school_seats", A2, 70))
    row = left(children(A1, 1000) | children(A2, 100), owed).loc[A1]
    assert (row["promised_open"], row["remaining_shortage"]) == (0, 1000)


def test_nothing_promised_leaves_the_shortage():
    row = left(children(A1, 1000), promises()).loc[A1]
    assert (row["promised_open"], row["remaining_shortage"]) == (0, 1000)


def test_two_commitments_for_one_facility_count_once_with_the_larger():
    owed = promises(
        promise("school_seats", A1, 200, facility_id="f1"),
        promise("school_seats", A1, 300, facility_id="f1"),
        promise("school_seats", A1, 40, facility_id="f2"),
        promise("school_seats", A1, 5),
        promise("school_seats", A1, 5),
    )
    assert left(children(A1, 1000), owed).loc[A1, "promised_open"] == 300 + 40 + 5 + 5


def test_of_equal_commitments_for_one_facility_the_first_counts_in_any_order_of_the_rows():
    rows = [
        {"commitment_id": "c_1", **promise("school_seats", A1, 300, facility_id="f1", population_group="refugee")},
        {"commitment_id": "c_2", **promise("school_seats", A1, 300, facility_id="f1", population_group="host")},
    ]
    found = [promises(*order)["population_group"].tolist() for order in (rows, rows[::-1])]
    assert found == [["refugee"], ["refugee"]]


def test_a_facility_promised_for_two_indicators_counts_in_each():
    owed = promises(
        promise("health_posts", A1, 1, facility_id="f1"), promise("primary_health_units", A1, 1, facility_id="f1")
    )
    assert sorted(owed["indicator_id"]) == ["health_posts", "primary_health_units"]
    assert owed["open"].tolist() == [1, 1]


def test_a_facility_that_operates_is_in_the_capacity_whatever_its_commitment_says():
    rows = [promise("school_seats", A1, 300, facility_id="f1"), promise("school_seats", A1, 70, facility_id="f2")]
    row = left(children(A1, 1000), promises(*rows, operating=["f1"])).loc[A1]
    assert (row["promised_open"], row["remaining_shortage"]) == (70, 930)


def test_what_remains_is_never_below_nothing_and_a_promise_too_large_helps_no_other_district():
    people = children(A1, 100) | children(A2, 100) | children(B1, 100)
    table = left(people, promises(promise("school_seats", A1, 250)), [PROVINCE, A, A1, A2, B, B1])
    assert list(table["promised_open"]) == [250, 250, 250, 0, 0, 0]
    assert list(table["remaining_shortage"]) == [200, 100, 0, 100, 100, 100]


def test_a_promise_for_a_county_comes_off_the_sum_of_its_districts_alone():
    people = children(A1, 100) | children(A2, 100) | children(B1, 100)
    table = left(people, promises(promise("school_seats", A, 150)), [PROVINCE, A, A1, A2, B, B1])
    assert list(table["promised_open"]) == [150, 150, 0, 0, 0, 0]
    assert list(table["remaining_shortage"]) == [50 + 100, 50, 100, 100, 100, 100]


def test_a_promise_for_a_county_beyond_its_need_helps_no_other_county():
    people = children(A1, 100) | children(A2, 100) | children(B1, 100)
    owed = promises(
        promise("school_seats", A, 900), promise("school_seats", A1, 30), promise("school_seats", PROVINCE, 10)
    )
    table = left(people, owed, [PROVINCE, A, A1, B])
    assert list(table["remaining_shortage"]) == [0 + 100 - 10, 0, 70, 100]
    assert list(table["promised_open"]) == [940, 930, 30, 0]


def test_a_promise_below_the_areas_with_known_people_counts_for_the_area_that_holds_it():
    row = left({(A, "6-11", "urban"): (400, 0, 0)}, promises(promise("school_seats", A1, 150)), [A]).loc[A]
    assert (row["promised_open"], row["remaining_shortage"]) == (150, 250)


@pytest.mark.parametrize(
    ("groups", "share"),
    [(GROUPS, 1), (("host",), 0.7), (("refugee",), 0.2), (("documented",), 0.1), (("refugee", "documented"), 0.3)],
)
def test_a_promise_for_everybody_is_shared_by_who_lives_there(groups, share):
    asked = question("school_seats", 35, groups=groups)
    row = left(children(A1, 700, 200, 100), promises(promise("school_seats", A1, 500)), asked=asked).loc[A1]
    assert row["promised_open"] == pytest.approx(500 * share)
    assert row["remaining_shortage"] == pytest.approx(500 * share)


@pytest.mark.parametrize(
    ("groups", "seats"), [(GROUPS, 60), (("refugee",), 60), (("host",), 0), (("refugee", "documented"), 60)]
)
def test_a_promise_for_one_group_is_for_that_group_alone(groups, seats):
    asked = question("school_seats", 35, groups=groups)
    owed = promises(promise("school_seats", A1, 60, population_group="refugee"))
    assert left(children(A1, 700, 200, 100), owed, asked=asked).loc[A1, "promised_open"] == seats


def test_a_promise_for_one_group_beyond_its_need_leaves_it_without_shortage():
    owed = promises(promise("school_seats", A1, 260, population_group="refugee"))
    asked = question("school_seats", 35, groups=("refugee",))
    assert left(children(A1, 700, 200, 100), owed, asked=asked).loc[A1, "remaining_shortage"] == 0


@pytest.mark.parametrize(
    ("groups", "remains"),
    [(GROUPS, 700 + 100), (("host",), 700), (("documented",), 100), (("refugee", "documented"), 100)],
)
def test_what_is_promised_to_one_group_beyond_its_need_helps_no_other(groups, remains):
    # 200 refugees lack 200 seats: 60 of the 260 help nobody, and 700 hosts and 100 others lack what they lacked.
    owed = promises(promise("school_seats", A1, 260, population_group="refugee"))
    row = left(children(A1, 700, 200, 100), owed, asked=question("school_seats", 35, groups=groups)).loc[A1]
    assert row["remaining_shortage"] == remains
    assert row["promised_open"] == 260 * ("refugee" in groups)


def test_a_group_needs_less_by_name_when_it_has_its_part_of_what_everybody_is_promised():
    # Of 500 for everybody the refugees get 100, so that they lack 100 more; the hosts keep 350, the others 50.
    owed = promises(promise("school_seats", A1, 500), promise("school_seats", A1, 200, population_group="refugee"))
    row = left(children(A1, 700, 200, 100), owed).loc[A1]
    assert (row["promised_open"], row["remaining_shortage"]) == (700, 1000 - 500 - 100)


def test_a_promise_to_a_group_in_a_county_reaches_no_further_than_what_it_lacks_there():
    people = children(A1, 100, 30) | children(A2, 100, 20) | children(B1, 100, 40)
    owed = promises(
        promise("school_seats", A1, 90, population_group="refugee"),
        promise("school_seats", A, 25, population_group="refugee"),
    )
    table = left(people, owed, [PROVINCE, A, A1, A2, B])
    # A1: 30 of 90 help. The county's 25 meet the 20 that its refugees still lack.
    assert list(table["remaining_shortage"]) == [200 + 140, 200, 100, 120, 140]
    assert list(table["promised_open"]) == [115, 115, 90, 0, 0]


def test_a_group_that_lacks_nothing_because_of_its_own_school_gets_nothing_that_others_lack():
    supply = [facility(A1, SCHOOL, "foreign_nationals", classrooms=10, shifts=1)]
    owed = promises(promise("school_seats", A1, 100, population_group="refugee"))
    # 350 seats for 300 foreign nationals: hosts lack 700, all together 1,000 - 350 = 650 by the rule of the gap.
    row = left(children(A1, 700, 200, 100), owed, supply=supply).loc[A1]
    assert row["remaining_shortage"] == 650


def test_a_district_where_a_group_is_unknown_remains_as_unknown_as_its_shortage():
    people = children(A1, 100, 30, 10) | children(A2, 100, None, 10)
    asked = question("school_seats", 35, groups=("host",))
    assert left(people, promises(), [A], asked=asked).loc[A, "remaining_shortage"] == 100


def test_where_nothing_says_how_much_is_needed_promises_are_told_and_nothing_remains_of_nothing():
    owed = promises(promise("training_places", A1, 80))
    row = left(evenly(A1, 100, 10, 10), owed, asked=question("training_places")).loc[A1]
    assert row["promised_open"] == 80
    assert math.isnan(row["remaining_shortage"])


def test_training_places_remain_against_the_target():
    owed = promises(promise("training_places", A1, 80))
    # 2 x 1,000 people of working age x 50 / 1,000 = 100 places needed.
    row = left(evenly(A1, 1000, 0, 0), owed, asked=question("training_places", target=50)).loc[A1]
    assert row["remaining_shortage"] == 100 - 80


def test_areas_without_known_people_have_nothing_that_remains():
    table = left(children(A1, 100), promises(promise("school_seats", B1, 50)), [A1, B1, B])
    assert table["remaining_shortage"].isna().tolist() == [False, True, True]
    assert list(table["promised_open"]) == [0, 50, 50]


@pytest.mark.parametrize(
    ("status", "due_on", "counted"),
    [
        ("agreed", "2026-02-14", {"made", "due", "late"}),
        ("in_progress", "2026-02-14", {"made", "due", "late"}),
        ("agreed", "2026-02-15", {"made"}),
        ("delivered", "2026-02-14", {"made", "delivered", "due"}),
        ("delivered", "2026-12-01", {"made", "delivered"}),
        ("proposed", "2026-02-14", {"proposed"}),
        ("cancelled", "2026-02-14", {"cancelled"}),
        (None, "2026-02-14", set()),
    ],
)
def test_late_is_what_was_due_before_the_day_and_is_owed_still(status, due_on, counted):
    one = tally(pd.DataFrame({"status": [status], "due_on": [due_on]}), date(2026, 2, 15))
    names = ("made", "delivered", "due", "late", "proposed", "cancelled")
    assert {name for name in names if getattr(one, name)} == counted


def test_tally_adds_up():
    states = ["agreed", "agreed", "in_progress", "delivered", "proposed"]
    days = ["2026-01-01", "2027-01-01", "2026-02-01", "2026-01-01", "2026-01-01"]
    one = tally(pd.DataFrame({"status": states, "due_on": days}), date(2026, 2, 15))
    assert (one.made, one.delivered, one.due, one.late, one.proposed) == (4, 1, 3, 2, 1)
