"""Ratios of what facilities report, with their arithmetic by hand."""

import pytest

from tests.toy import A1, A2, B1, PROVINCE, A, B, facility, question, ratio_of

PRIMARY, LOWER = "primary_school", "lower_secondary_school"


def school(pcode=A1, kind=PRIMARY, **measures):
    return facility(pcode, kind, **measures)


def row_of(indicator, supply, standard=None, area=A1):
    return ratio_of(question(indicator, standard), supply, [area]).loc[area]


def test_class_size_is_pupils_over_classes_of_all_shifts():
    supply = [
        school(pupils=300, classrooms=8, shifts=1),
        school(pupils=420, classrooms=6, shifts=2, kind=LOWER),
        school(A2, pupils=900, classrooms=1, shifts=1),
    ]
    row = row_of("pupils_per_class", supply, 35)
    assert (row["pupils"], row["class_shifts"]) == (300 + 420, 8 * 1 + 6 * 2)
    assert row["value"] == 720 / 20 == 36
    # The second school has room for 35 x 12 = 420, just what it has; the first is 20 above 35 x 8 = 280.
    assert row["pupils_above"] == (300 - 280) + 0 == 20


def test_room_in_one_school_does_not_make_up_for_pupils_above_the_standard_in_another():
    supply = [school(pupils=50, classrooms=1, shifts=1), school(pupils=10, classrooms=1, shifts=1)]
    row = row_of("pupils_per_class", supply, 40)
    assert (row["value"], row["pupils_above"]) == (30, 10)


def test_class_size_counts_a_third_shift_although_seats_do_not():
    row = row_of("pupils_per_class", [school(pupils=180, classrooms=2, shifts=3)], 35)
    assert (row["class_shifts"], row["value"], row["pupils_above"]) == (6, 30, 0)


def test_a_county_divides_the_sums_of_its_districts_and_does_not_average_their_ratios():
    supply = [
        school(A1, pupils=100, classrooms=2, shifts=1),
        school(A2, pupils=100, classrooms=8, shifts=1),
        school(B1, pupils=90, classrooms=3, shifts=1),
    ]
    table = ratio_of(question("pupils_per_class", 35), supply, [PROVINCE, A, A1, A2, B, B1])
    assert list(table["value"]) == [290 / 13, 200 / 10, 50, 12.5, 30, 30]
    assert list(table["pupils_above"]) == [30, 30, 30, 0, 0, 0]


def test_without_a_standard_the_ratio_stands_and_nobody_is_above_anything():
    row = row_of(
        "pupils_per_class", [school(pupils=90, classrooms=2, shifts=1), school(pupils=0, classrooms=0, shifts=1)]
    )
    assert (row["status"], row["value"]) == ("ok", 45)
    assert row[["pupils_above"]].isna().all()


def test_pupils_per_teacher_are_pupils_over_teachers():
    row = row_of("pupils_per_teacher", [school(pupils=300, teachers=10), school(pupils=140, teachers=1)], 40)
    assert (row["pupils"], row["teachers"], row["value"]) == (440, 11, 40)


def test_school_space_is_floor_area_over_pupils():
    row = row_of("school_space", [school(pupils=100, floor_area_m2=500), school(pupils=300, floor_area_m2=1180)], 8.4)
    assert (row["floor_area_m2"], row["pupils"], row["value"]) == (1680, 400, 4.2)


@pytest.mark.parametrize(("shifts", "share"), [((1, 1), 0), ((1, 2), 50), ((2, 2), 100), ((1, 1, 3, 2), 50)])
def test_double_shift_share_counts_schools_with_two_shifts_or_more(shifts, share):
    row = row_of("double_shift_share", [school(shifts=one) for one in shifts])
    assert (row["value"], row["schools"]) == (share, len(shifts))


def test_rehabilitation_shares_count_facilities_that_operate_and_need_it():
    broken, fine = {"status": "needs_rehabilitation"}, {"status": "operational"}
    supply = [
        facility(A1, "health_house", **broken),
        facility(A1, "hospital", **fine),
        facility(A1, "clinic", **fine),
        facility(A1, "health_post", **fine),
        facility(A1, "health_post", status="planned"),
        facility(A1, "health_post", status="closed"),
        facility(A1, PRIMARY, **broken),
        facility(A1, LOWER, **broken),
        facility(A1, "workshop", **broken),
    ]
    health, schools = row_of("rehabilitation_share", supply), row_of("school_rehabilitation_share", supply)
    assert (health["needing_rehabilitation"], health["operating"], health["value"]) == (1, 4, 25)
    assert (schools["needing_rehabilitation"], schools["operating"], schools["value"]) == (2, 2, 100)


@pytest.mark.parametrize(
    "indicator", ["pupils_per_class", "school_space", "double_shift_share", "rehabilitation_share"]
)
def test_without_a_facility_there_is_no_data_and_the_note_says_so(indicator):
    row = row_of(indicator, [facility(A1, "workshop"), facility(A1, PRIMARY, status="planned")], 35)
    assert (row["status"], row["note"]) == ("no_data", "no_facility")
    assert row[["value"]].isna().all()


@pytest.mark.parametrize(
    ("reporting", "silent", "status", "note"),
    [
        (5, 0, "ok", ""),
        (4, 1, "ok", "reported:4/5"),
        (3, 1, "no_data", "under_reported;reported:3/4"),
        (0, 1, "no_data", "under_reported;reported:0/1"),
    ],
)
def test_a_fifth_may_be_silent_and_a_ratio_is_of_those_that_reported_both_parts(reporting, silent, status, note):
    supply = [school(pupils=60, teachers=2)] * reporting + [school(pupils=999)] * silent
    row = row_of("pupils_per_teacher", supply, 40)
    assert (row["status"], row["note"]) == (status, note)
    if status == "ok":
        assert (row["pupils"], row["teachers"], row["value"]) == (60 * reporting, 2 * reporting, 30)


@pytest.mark.parametrize(("pupils", "status"), [(0, "few"), (9, "few"), (10, "ok")])
@pytest.mark.parametrize("indicator", ["pupils_per_class", "pupils_per_teacher", "school_space"])
def test_fewer_than_ten_pupils_are_few_and_nothing_is_told_of_them(indicator, pupils, status):
    measures = {"classrooms": 1, "shifts": 1, "teachers": 1, "floor_area_m2": 50}
    row = row_of(indicator, [school(pupils=pupils, **measures)], 35)
    assert row["status"] == status
    extras = list(question(indicator).entry.extras)
    assert row[["value", *extras]].isna().all() == (status == "few")


def test_few_schools_are_no_few_people():
    row = row_of("double_shift_share", [school(shifts=2, pupils=4)])
    assert (row["status"], row["value"]) == ("ok", 100)


@pytest.mark.parametrize(
    ("indicator", "measures", "note"),
    [
        ("pupils_per_teacher", {"teachers": 0}, "none_of:teachers"),
        ("pupils_per_class", {"classrooms": 0, "shifts": 1}, "none_of:class_shifts"),
        ("pupils_per_class", {"classrooms": 4, "shifts": 0}, "none_of:class_shifts"),
    ],
)
def test_pupils_without_a_single_class_or_teacher_have_no_ratio_and_the_note_does_not_deny_the_school(
    indicator, measures, note
):
    silent = [school(A2, pupils=60)]
    row = row_of(indicator, [school(pupils=60, **measures), *silent], 40)
    assert (row["status"], row["note"]) == ("no_data", note)
    assert row[["value"]].isna().all()
    more = row_of(indicator, [school(pupils=60, **measures)] * 4 + [school(pupils=60)], 40)
    assert (more["status"], more["note"]) == ("no_data", f"{note};reported:4/5")


@pytest.mark.parametrize("indicator", ["pupils_per_class", "pupils_per_teacher", "school_space", "double_shift_share"])
def test_where_any_share_may_be_silent_schools_without_a_word_are_neither_missing_nor_few(indicator):
    asked = question(indicator, missing_limit=1.0)
    row = ratio_of(asked, [school(), school()], [A1]).loc[A1]
    assert (row["status"], row["note"]) == ("no_data", "under_reported;reported:0/2")


def test_groups_play_no_part_in_a_ratio_of_facilities():
    supply = [school(pupils=60, teachers=2)]
    whole, part = (
        ratio_of(question("pupils_per_teacher", 40, groups=groups), supply, [A1])
        for groups in (("host", "refugee", "documented"), ("refugee",))
    )
    assert whole.equals(part)
