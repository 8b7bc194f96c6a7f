"""When an area has a figure, when it has none, and what is noted beside it."""

import pytest

from domain.indicators import GROUPS
from tests.toy import A1, A2, B1, PROVINCE, TREE, A, B, computed, evenly, facility, question, tree_with

FIGURES = ["value", "demand_persons", "need", "capacity", "gap", "shortage", "coverage_pct"]
FOREIGN = ("refugee", "documented")


def schools(pcode, reporting, silent=0):
    with_figures = [facility(pcode, "primary_school", classrooms=6, shifts=1)] * reporting
    return with_figures + [facility(pcode, "primary_school")] * silent


def seats(people, supply, areas=(A1,), **options):
    return computed(question("school_seats", 35, **options), people, supply, areas)


def test_an_area_without_people_in_the_database_has_no_data_and_stays_in_the_frame():
    table = seats(evenly(A1, 500, 50, 50), schools(A1, 1) + schools(B1, 1), [PROVINCE, A, B, A1, A2, B1])
    assert list(table.index) == [PROVINCE, A, B, A1, A2, B1]
    assert list(table["status"]) == ["no_data", "no_data", "no_data", "ok", "no_data", "no_data"]
    assert table.loc[B1, "note"] == "no_population"
    assert table.loc[[A, B, A2, B1], [*FIGURES, "classrooms_short"]].isna().all().all()


def test_an_unknown_group_makes_the_area_unknown_whatever_groups_are_asked_for():
    people = dict.fromkeys(evenly(A1, 0, 0, 0), (500, 40, None))
    assert seats(people, [], groups=("host",)).loc[A1, "note"] == "no_population"
    assert seats(people, [], groups=GROUPS).loc[A1, "status"] == "no_data"


@pytest.mark.parametrize(
    ("districts", "status", "note"), [(5, "ok", "areas_missing:1/5"), (4, "no_data", "no_population")]
)
def test_a_county_may_lack_a_fifth_of_its_districts_and_no_more(districts, status, note):
    tree, codes = tree_with(districts)
    people = {key: value for code in codes[1:] for key, value in evenly(code, 100, 10, 10).items()}
    row = computed(question("foreign_share"), people, [], [A], tree).loc[A]
    assert (row["status"], row["note"]) == (status, note)


@pytest.mark.parametrize(
    ("reporting", "silent", "status", "note"),
    [
        (5, 0, "ok", ""),
        (4, 1, "ok", "reported:4/5"),
        (8, 2, "ok", "reported:8/10"),
        (79, 21, "no_data", "under_reported;reported:79/100"),
        (3, 1, "no_data", "under_reported;reported:3/4"),
        (0, 2, "no_data", "under_reported;reported:0/2"),
    ],
)
def test_exactly_a_fifth_may_be_silent_and_no_more(reporting, silent, status, note):
    row = seats(evenly(A1, 500, 50, 50), schools(A1, reporting, silent)).loc[A1]
    assert (row["status"], row["note"]) == (status, note)
    assert row[FIGURES].isna().all() == (status == "no_data")
    if status == "ok":
        assert row["capacity"] == reporting * 6 * 35  # nothing is filled in for the silent ones


@pytest.mark.parametrize(("limit", "status"), [(0.3, "ok"), (0.29, "ok"), (0.28, "no_data"), (0.0, "no_data")])
def test_the_share_that_may_be_silent_is_a_setting(limit, status):
    assert seats(evenly(A1, 500, 50, 50), schools(A1, 71, 29), missing_limit=limit).loc[A1, "status"] == status


def test_one_missing_measure_is_as_silent_as_two():
    supply = [facility(A1, "primary_school", classrooms=6), facility(A1, "primary_school", shifts=2)]
    assert seats(evenly(A1, 500, 50, 50), supply).loc[A1, "note"] == "under_reported;reported:0/2"


def test_a_county_pools_the_reports_of_its_districts():
    people = evenly(A1, 500, 50, 50) | evenly(A2, 500, 50, 50)
    table = seats(people, schools(A1, 9) + schools(A2, 0, 1), [A, A1, A2])
    assert list(table["status"]) == ["ok", "ok", "no_data"]
    assert table.loc[A, "note"] == "reported:9/10"


def test_facilities_of_another_kind_or_out_of_use_are_not_waited_for():
    supply = [facility(A1, "workshop"), facility(A1, "primary_school", status="planned"), *schools(A1, 1)]
    assert seats(evenly(A1, 500, 50, 50), supply).loc[A1, "note"] == ""


@pytest.mark.parametrize(("refugees", "status"), [(0, "few"), (5, "few"), (10, "ok"), (15, "ok")])
def test_a_sum_under_ten_is_few_and_nothing_is_told_of_it(refugees, status):
    people = {(A1, "6-11", "urban"): (2000, refugees, 0), (A1, "18-64", "urban"): (2000, 500, 500)}
    row = seats(people, schools(A1, 1), groups=FOREIGN).loc[A1]
    assert row["status"] == status
    assert row[[*FIGURES, "classrooms_short"]].isna().all() == (status == "few")
    if status == "ok":
        assert row["demand_persons"] == refugees


def test_few_people_of_several_districts_may_be_enough_together():
    people = {(A1, "6-11", "urban"): (100, 5, 0), (A2, "6-11", "urban"): (100, 5, 0)}
    table = seats(people, [], [A, A1, A2], groups=FOREIGN)
    assert list(table["status"]) == ["ok", "few", "few"]
    assert table.loc[A, "demand_persons"] == 10


def test_nobody_to_serve_is_no_data_with_its_reason():
    people = evenly(A1, 5000, 500, 500, area_type="urban")
    row = computed(question("health_houses", 1200), people, [facility(A1, "health_house")], [A1]).loc[A1]
    assert (row["status"], row["note"]) == ("no_data", "nobody_to_serve")
    assert row[FIGURES].isna().all()


def test_an_area_unknown_to_the_tree_has_no_data():
    assert seats(evenly(A1, 500, 50, 50), [], ["IR99"]).loc["IR99", "status"] == "no_data"
    assert TREE.within("IR99", 2) == []
