"""Shares of foreign nationals among residents and in the country, beds, and people served, by hand."""

import pytest

from domain.frames import National
from domain.indicators import GROUPS
from domain.shares import national_share
from tests.toy import (
    A1,
    A2,
    B1,
    PROVINCE,
    TREE,
    A,
    B,
    cells,
    computed,
    evenly,
    facilities,
    facility,
    question,
    table_of,
)

FOREIGN = ("refugee", "documented")
PEOPLE = {(A1, "18-64", "urban"): (900, 60, 40), (A2, "0-5", "rural"): (500, 140, 10), (B1, "65+", "urban"): (70, 5, 0)}


def of_country(people=PEOPLE, areas=(PROVINCE, A, A1, A2, B, B1), **persons):
    """National share with the country's persons by group."""
    asked = question("national_share", groups=tuple(group for group in GROUPS if group in persons))
    national = {group: National(float(count), 1403, frozenset({"s1"})) for group, count in persons.items()}
    return national_share(asked, table_of(asked, cells(people), facilities()), TREE, list(areas), national)


def test_national_share_is_foreign_nationals_of_an_area_of_those_of_the_country():
    table = of_country(refugee=1000, documented=600)
    assert list(table["foreign_persons"][[PROVINCE, A, A1, A2]]) == [255, 250, 100, 150]
    assert list(table["national_persons"][[PROVINCE, A]]) == [1600, 1600]
    assert list(table["value"][[PROVINCE, A, A1, A2]]) == [100 * one / 1600 for one in (255, 250, 100, 150)]
    assert set(table["note"][[PROVINCE, A]]) == {"groups:refugee,documented"}


def test_national_share_holds_the_groups_whose_national_figure_is_known_and_no_other():
    table = of_country(refugee=1000)
    assert list(table["foreign_persons"][[A, A1, A2]]) == [200, 60, 140]
    assert list(table["value"][[A, A1, A2]]) == [20, 6, 14]
    assert table.loc[A, "note"] == "groups:refugee"


def test_without_a_national_figure_there_is_no_national_share():
    table = of_country()
    assert set(table["status"]) == {"no_data"}
    assert set(table["note"]) == {"no_national_figure"}


def test_under_ten_foreign_nationals_are_few_in_both_shares():
    for table in (
        of_country(refugee=1000, documented=600),
        computed(question("foreign_share"), PEOPLE, [], [B, B1, A]),
    ):
        assert list(table["status"][[B, B1, A]]) == ["few", "few", "ok"]
        assert table.loc[[B, B1], ["value", "foreign_persons"]].isna().all().all()


def test_areas_without_known_people_have_no_national_share():
    people = {key: value for key, value in PEOPLE.items() if key[0] == A1}
    table = of_country(people, refugee=1000)
    assert dict(table["status"]) == dict.fromkeys((PROVINCE, A, A2, B, B1), "no_data") | {A1: "ok"}
    assert table.loc[B1, "note"] == "no_population"


def test_hospital_beds_are_told_per_10000_people_and_measured_against_the_standard():
    people = {(A1, "18-64", "urban"): (30_000, 6_000, 4_000)}
    supply = [facility(A1, "hospital", beds=25), facility(A1, "hospital", beds=5), facility(A1, "clinic", beds=900)]
    row = computed(question("hospital_beds", 10), people, supply, [A1]).loc[A1]
    assert (row["demand_persons"], row["capacity"]) == (40_000, 30)
    assert row["value"] == 10_000 * 30 / 40_000 == 7.5
    assert row["need"] == 40_000 * 10 / 10_000 == 40
    assert (row["gap"], row["shortage"], row["coverage_pct"]) == (10, 10, 75)


def test_beds_for_a_group_are_its_share_of_the_people_of_the_district():
    people = {(A1, "18-64", "urban"): (30_000, 6_000, 4_000)}
    supply = [facility(A1, "hospital", beds=30), facility(A1, "hospital", "foreign_nationals", beds=10)]
    row = computed(question("hospital_beds", 10, groups=("refugee",)), people, supply, [A1]).loc[A1]
    assert row["capacity"] == pytest.approx(30 * 6 / 40 + 10 * 6 / 10)
    assert row["need"] == 6


def test_hospitals_without_a_standard_have_beds_per_10000_and_no_need():
    row = computed(question("hospital_beds"), evenly(A1, 1000, 0, 0), [facility(A1, "hospital", beds=6)], [A1]).loc[A1]
    assert (row["status"], row["value"]) == ("ok", 10)
    assert row[["need", "gap", "shortage", "coverage_pct"]].isna().all()


def test_hospitals_that_do_not_tell_their_beds_are_under_reported():
    supply = [facility(A1, "hospital", beds=6)] * 3 + [facility(A1, "hospital")]
    row = computed(question("hospital_beds", 10), evenly(A1, 1000, 0, 0), supply, [A1]).loc[A1]
    assert (row["status"], row["note"]) == ("no_data", "under_reported;reported:3/4")


def test_livelihood_reach_is_people_served_per_1000_of_working_age():
    supply = [
        facility(A1, "training_centre", beneficiaries=30),
        facility(A1, "enterprise_support", beneficiaries=20),
        facility(A1, "workshop", status="planned", beneficiaries=99),
    ]
    row = computed(question("livelihood_reach"), evenly(A1, 1000, 500, 500), supply, [A1]).loc[A1]
    assert row["demand_persons"] == 2 * 2000
    assert (row["capacity"], row["value"]) == (50, 1000 * 50 / 4000)
    assert row[["need", "gap", "shortage", "coverage_pct"]].isna().all()


@pytest.mark.parametrize(("served", "status"), [(0, "few"), (9, "few"), (10, "ok")])
def test_fewer_than_ten_people_served_are_few(served, status):
    supply = [facility(A1, "workshop", beneficiaries=served)]
    row = computed(question("livelihood_reach"), evenly(A1, 1000, 500, 500), supply, [A1]).loc[A1]
    assert row["status"] == status
    assert row[["value", "capacity"]].isna().all() == (status == "few")


def test_where_no_facility_serves_nobody_is_served_and_that_is_a_figure():
    row = computed(question("livelihood_reach"), evenly(A1, 1000, 500, 500), [], [A1]).loc[A1]
    assert (row["status"], row["value"]) == ("ok", 0)


@pytest.mark.parametrize(("people", "note"), [(119, "small_need"), (120, ""), (1200, "")])
def test_who_needs_less_than_a_tenth_of_a_facility_is_noted(people, note):
    row = computed(question("health_houses", 1200), {(A1, "65+", "rural"): (people, 0, 0)}, [], [A1]).loc[A1]
    assert (row["status"], row["note"]) == ("ok", note)


def test_a_small_need_of_beds_or_seats_is_nothing_to_note():
    people = {(A1, "6-11", "urban"): (11, 0, 0)}
    for asked in (question("hospital_beds", 10), question("school_seats", 35)):
        assert computed(asked, people, [], [A1]).loc[A1, "note"] == ""


@pytest.mark.parametrize(
    ("status", "places"), [("under_construction", 40), ("planned", 40), ("operational", 0), ("closed", 0)]
)
def test_pipeline_is_what_is_planned_or_under_construction_and_no_capacity_yet(status, places):
    supply = [
        facility(A1, "workshop", status=status, training_places=40),
        facility(A1, "hospital", status="planned", beds=9),
    ]
    row = computed(question("training_places"), evenly(A1, 1000, 500, 500), supply, [A1]).loc[A1]
    assert row["pipeline_capacity"] == places
    assert row["capacity"] == (40 if status == "operational" else 0)


def test_pipeline_is_shared_out_to_groups_as_capacity_is():
    supply = [facility(A1, "primary_school", status="planned", classrooms=4, shifts=3)]
    people = {(A1, "6-11", "urban"): (700, 200, 100)}
    row = computed(question("school_seats", 35, groups=FOREIGN), people, supply, [A1]).loc[A1]
    assert row["pipeline_capacity"] == pytest.approx(4 * 2 * 35 * 300 / 1000)


def test_a_planned_facility_that_has_not_reported_holds_nothing_back():
    supply = [facility(A1, "hospital", status="planned"), facility(A1, "hospital", beds=6)]
    row = computed(question("hospital_beds", 10), evenly(A1, 1000, 0, 0), supply, [A1]).loc[A1]
    assert (row["status"], row["pipeline_capacity"]) == ("ok", 0)
