"""Facilities that no area with known people holds are not counted, and their number is told."""

import pytest

from domain.unplaced import unplaced_facilities
from tests.measures.offices import areas, capacity, facility, people, released, rows, status
from tests.toy import A1, A2, B1, LEVELS, PARENTS, PROVINCE, TREE, A, B, facilities
from tests.toy import facility as toy_facility

NOWHERE = "IR239999"
PLACES = {"F1": A1, "F2": A, "F3": A, "F4": NOWHERE}


def school(code, pcode, kind="primary_school"):
    return {"facility": facility(code, pcode, kind), "capacity": capacity(code, 1403, classrooms=10, shifts=1)}


def opened(office, places=PLACES, **more):
    schools = [school(code, pcode) for code, pcode in places.items()]
    return office(
        facility=[one["facility"] for one in schools],
        facility_status=[status(code) for code in places],
        facility_capacity=[row for one in schools for row in one["capacity"]],
        **more,
    )


def test_schools_registered_at_a_county_or_nowhere_are_told_above_and_stand_outside_the_figure(office):
    source = opened(office)
    table = rows(source)
    assert dict(table["note"]) == {A: "unplaced:2", B: ""}
    assert table.loc[A, "capacity"] == 350
    assert set(rows(source, level="district")["note"]) == {""}


def test_the_province_is_told_of_those_at_an_unknown_code_too(office):
    source = opened(office)
    assert list(released(source, level="district", area=A).context["note"]) == ["unplaced:3", "unplaced:2"]
    assert list(released(source).context["note"]) == ["unplaced:3"]


def test_an_indicator_of_other_kinds_is_not_told(office):
    source = opened(office)
    for indicator in ("health_posts", "primary_health_units", "training_places", "foreign_share"):
        assert not rows(source, indicator=indicator)["note"].str.contains("unplaced").any()


def test_a_school_at_a_county_counts_where_its_people_are_known_by_county_alone(office):
    known = [
        row
        for code in (A, B1)
        for group, count in (("resident", 1000), ("refugee", 40), ("documented", 20))
        for row in people(code, group, count)
    ]
    table = rows(opened(office, population=known))
    assert dict(table["note"]) == {A: "", B: ""}
    assert table.loc[A, "capacity"] == 3 * 350


def test_a_school_in_a_district_without_known_people_is_told_by_the_districts_own_note(office):
    known = [
        row
        for code in (A1, B1)
        for group, count in (("resident", 1000), ("refugee", 40), ("documented", 20))
        for row in people(code, group, count)
    ]
    codes = [f"{A}{number:02d}" for number in range(3, 8)]
    more = areas({**PARENTS, **dict.fromkeys(codes, A)}, {**LEVELS, **dict.fromkeys(codes, 3)})
    known += [
        row for code in codes for group in ("resident", "refugee", "documented") for row in people(code, group, 50)
    ]
    table = rows(opened(office, {"F1": A1, "F2": A2}, admin_area=more, population=known))
    assert table.loc[A, "note"] == "areas_missing:1/7"


@pytest.mark.parametrize("state", ["closed", "planned", "under_construction"])
def test_facilities_that_do_not_operate_are_not_counted_as_unplaced(state):
    supply = facilities(toy_facility(A, "primary_school", status=state))
    assert unplaced_facilities(supply, (A1, A2), TREE) == {}


def test_each_kind_is_counted_at_its_area_and_above():
    supply = facilities(*(toy_facility(code, kind) for code, kind in ((A, "workshop"), (B, "workshop"), (A, "clinic"))))
    assert unplaced_facilities(supply, (A1, A2, B1), TREE) == {
        (A, "workshop"): 1,
        (B, "workshop"): 1,
        (PROVINCE, "workshop"): 2,
        (A, "clinic"): 1,
        (PROVINCE, "clinic"): 1,
    }
