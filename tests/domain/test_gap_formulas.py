"""Each formula with its arithmetic by hand."""

import math

import pytest

from domain.gap import FIGURES, whole_units
from tests.toy import A1, A2, B1, PROVINCE, A, B, computed, evenly, facility, question

PRIMARY, LOWER, UPPER = "primary_school", "lower_secondary_school", "upper_secondary_school"


def school(pcode, kind, classrooms, shifts=1, **more):
    return facility(pcode, kind, classrooms=classrooms, shifts=shifts, **more)


def pupils(pcode, primary, lower, upper):
    """School children of the three stages, all of them hosts; others do not go to school."""
    bands = {"0-5": 900, "6-11": primary, "12-14": lower, "15-17": upper, "18-64": 5000, "65+": 400}
    return {(pcode, age, "urban"): (persons, 0, 0) for age, persons in bands.items()}


def test_school_seats_take_each_stage_against_its_own_kind():
    supply = [school(A1, PRIMARY, 2), school(A1, LOWER, 1), school(A1, UPPER, 4), facility(A1, "health_post")]
    row = computed(question("school_seats", 35), pupils(A1, 100, 100, 100), supply, [A1]).loc[A1]
    assert row["demand_persons"] == row["need"] == 100 + 100 + 100
    assert row["capacity"] == (2 + 1 + 4) * 35 == 245
    assert row["gap"] == 300 - 245
    # Upper secondary has 140 seats for 100: its 40 too many help nobody in primary school.
    assert row["shortage"] == (100 - 70) + (100 - 35) + 0 == 95
    assert row["coverage_pct"] == row["value"] == 100 * 245 / 300
    assert row["classrooms_short"] == math.ceil(30 / 35) + math.ceil(65 / 35) + 0 == 3


@pytest.mark.parametrize(
    ("shifts", "per_class", "seats"), [(1, 35, 350), (2, 35, 700), (3, 35, 700), (1, 40, 400), (3, 40, 800)]
)
def test_seats_count_two_shifts_at_most_and_the_chosen_pupils_per_class(shifts, per_class, seats):
    supply = [school(A1, PRIMARY, 10, shifts)]
    row = computed(question("school_seats", per_class), pupils(A1, 1000, 0, 0), supply, [A1]).loc[A1]
    assert row["capacity"] == seats
    assert row["shortage"] == 1000 - seats
    assert row["classrooms_short"] == math.ceil((1000 - seats) / per_class)


def test_a_surplus_in_one_district_does_not_cancel_a_shortage_in_another():
    people = pupils(A1, 100, 0, 0) | pupils(A2, 100, 0, 0)
    supply = [school(A1, PRIMARY, 10), school(A2, PRIMARY, 1)]
    table = computed(question("school_seats", 35), people, supply, [A, A1, A2])
    assert list(table["gap"]) == [200 - 385, 100 - 350, 100 - 35]
    assert list(table["shortage"]) == [65, 0, 65]
    assert table.loc[A, "coverage_pct"] == 100 * 385 / 200  # shown as it is, above 100


def test_rooms_are_rounded_up_by_district_and_stage_and_then_summed():
    people = pupils(A1, 10, 10, 0) | pupils(A2, 10, 0, 0)
    table = computed(question("school_seats", 35), people, [], [A, A1, A2])
    assert list(table["classrooms_short"]) == [3, 2, 1]  # 30 children would fit into one room, but not in one place
    assert list(table["shortage"]) == [30, 20, 10]


def test_a_county_is_the_sum_of_its_districts_and_its_rate_the_rate_of_the_sums():
    people = pupils(A1, 70, 20, 0) | pupils(A2, 300, 10, 50) | pupils(B1, 40, 40, 40)
    supply = [school(A1, PRIMARY, 3), school(A2, PRIMARY, 2, 2), school(A2, LOWER, 2), school(B1, UPPER, 1)]
    table = computed(question("school_seats", 35), people, supply, [PROVINCE, A, A1, A2, B, B1])
    for column in ("demand_persons", "need", "capacity", "gap", "shortage", "classrooms_short"):
        assert table.loc[A, column] == table.loc[[A1, A2], column].sum()
        assert table.loc[PROVINCE, column] == table.loc[[A, B], column].sum()
    assert table.loc[A, "value"] == 100 * (3 * 35 + 4 * 35 + 2 * 35) / (90 + 360)
    assert (table["shortage"] >= table["gap"]).all()


def test_health_houses_serve_rural_people_at_one_to_1200():
    people = {(A1, "18-64", "rural"): (3000, 400, 200), (A1, "18-64", "urban"): (90_000, 0, 0)}
    supply = [facility(A1, "health_house"), facility(A1, "health_house"), facility(A1, "health_post")]
    row = computed(question("health_houses", 1200), people, supply, [A1]).loc[A1]
    assert row["demand_persons"] == 3600
    assert row["need"] == 3600 / 1200 == 3
    assert (row["capacity"], row["gap"], row["shortage"], row["units_short"]) == (2, 1, 1, 1)
    assert row["value"] == row["coverage_pct"] == pytest.approx(100 * 2 / 3)
    assert row["persons_per_unit"] == 3600 / 2


def test_health_houses_short_are_whole_ones():
    row = computed(question("health_houses", 1200), {(A1, "65+", "rural"): (1300, 0, 0)}, [], [A1]).loc[A1]
    assert row["shortage"] == 1300 / 1200
    assert row["units_short"] == 2


def test_no_units_with_people_to_serve_is_zero_and_ok():
    row = computed(question("health_houses", 1200), {(A1, "65+", "rural"): (600, 0, 0)}, [], [A1]).loc[A1]
    assert (row["status"], row["value"], row["capacity"], row["shortage"]) == ("ok", 0, 0, 0.5)
    assert math.isnan(row["persons_per_unit"])


def test_health_posts_serve_urban_people_at_one_to_12500():
    people = {(A1, "18-64", "urban"): (40_000, 6_000, 4_000), (A1, "18-64", "rural"): (7_000, 0, 0)}
    supply = [facility(A1, "health_post")] * 3 + [facility(A1, "urban_health_centre")]
    row = computed(question("health_posts", 12_500), people, supply, [A1]).loc[A1]
    assert (row["demand_persons"], row["need"], row["capacity"], row["shortage"]) == (50_000, 4, 3, 1)
    assert row["value"] == 75
    assert row["persons_per_unit"] == pytest.approx(50_000 / 3)


def test_primary_health_units_are_told_per_10000_with_health_houses_apart():
    people = {(A1, "18-64", "urban"): (30_000, 0, 0), (A1, "0-5", "rural"): (10_000, 0, 0)}
    kinds = ("health_post", "rural_health_centre", "urban_health_centre", "health_house", "health_house", "hospital")
    supply = [facility(A1, kind) for kind in kinds]
    row = computed(question("primary_health_units", 10_000), people, supply, [A1]).loc[A1]
    assert row["value"] == 10_000 * 3 / 40_000 == 0.75
    assert (row["need"], row["capacity"], row["shortage"], row["coverage_pct"]) == (4, 3, 1, 75)
    assert row["health_houses"] == 2
    assert row["units_per_10000_with_health_houses"] == 10_000 * 5 / 40_000


def test_training_places_have_no_need_without_a_target():
    supply = [facility(A1, "training_centre", training_places=60), facility(A1, "workshop", training_places=20)]
    people = evenly(A1, 1000, 500, 500)
    row = computed(question("training_places"), people, supply, [A1]).loc[A1]
    assert row["demand_persons"] == 2 * 2000  # 15-17 and 18-64
    assert (row["capacity"], row["value"]) == (80, 1000 * 80 / 4000)
    assert row[["need", "gap", "shortage", "coverage_pct"]].isna().all()


def test_training_places_are_measured_against_a_target_when_one_is_set():
    supply = [facility(A1, "training_centre", training_places=80)]
    row = computed(question("training_places", target=25), evenly(A1, 1000, 500, 500), supply, [A1]).loc[A1]
    assert row["need"] == 4000 * 25 / 1000 == 100
    assert (row["gap"], row["shortage"], row["coverage_pct"], row["value"]) == (20, 20, 80, 20)


def test_a_need_of_nothing_has_no_coverage_and_divides_nothing():
    supply = [facility(A1, "training_centre", training_places=80)]
    row = computed(question("training_places", target=5e-324), evenly(A1, 80, 0, 0), supply, [A1]).loc[A1]
    assert (row["need"], row["capacity"], row["value"], row["status"]) == (0, 80, 500, "ok")
    assert math.isnan(row["coverage_pct"])


def test_foreign_share_is_foreign_nationals_of_everybody():
    people = {(A1, "18-64", "urban"): (900, 60, 40), (A2, "18-64", "urban"): (1000, 0, 0)}
    table = computed(question("foreign_share"), people, [], [A, A1, A2])
    assert table.loc[A1, "value"] == 100 * (60 + 40) / 1000
    assert table.loc[A, "value"] == 100 * 100 / 2000
    assert list(table["foreign_persons"][[A, A1]]) == [100, 100]
    assert table.loc[A2, "status"] == "few"  # nobody foreign is fewer than ten, and the share is not told
    assert table[["need", "capacity", "gap", "shortage"]].isna().all().all()


@pytest.mark.parametrize("status", ["under_construction", "planned", "closed"])
def test_a_facility_that_does_not_operate_has_no_capacity(status):
    supply = [school(A1, PRIMARY, 3, status="needs_rehabilitation"), school(A1, PRIMARY, 9, status=status)]
    row = computed(question("school_seats", 35), pupils(A1, 100, 0, 0), supply, [A1]).loc[A1]
    assert row["capacity"] == 3 * 35


def test_whole_units_ignore_the_dust_of_the_arithmetic():
    import numpy as np

    assert whole_units(np.array([2.0000000001, 0.0, 1e-12])) == 2
    assert whole_units(np.array([2.001, 0.3])) == 3 + 1


@pytest.mark.parametrize("indicator", ["school_seats", "health_posts"])
def test_without_a_standard_in_the_database_there_is_no_figure_and_the_note_says_why(indicator):
    row = computed(question(indicator), pupils(A1, 100, 0, 0), [school(A1, PRIMARY, 1)], [A1]).loc[A1]
    assert (row["status"], row["note"]) == ("no_data", "no_standard")
    assert row[list(FIGURES)].isna().all()
