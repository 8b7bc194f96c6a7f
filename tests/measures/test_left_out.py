"""What no figure counts, since its area or its status is not known, is a number on the row that is told of it."""

import pytest

from domain.unplaced import by_area_and_kind
from tests.measures.offices import areas, capacity, everybody, facility, people, released, rows, status
from tests.measures.test_promises import commitment, update
from tests.toy import A1, LEVELS, PARENTS, PROVINCE, TREE, A, B

NOWHERE, ELSEWHERE, OLD = "IR239999", "IR2409", "IR230109"


def province_note(source, **query):
    return released(source, **query).context.set_index("pcode").loc[PROVINCE, "note"]


def schools(**places):
    """Schools that operate, and some without any status."""
    return {
        "facility": [facility(code, pcode) for code, pcode in places.items()],
        "facility_status": [status(code) for code in places if not code.startswith("silent")],
        "facility_capacity": [row for code in places for row in capacity(code, 1403, classrooms=10, shifts=1)],
    }


def test_a_school_without_a_status_in_any_year_is_told_at_its_area_and_above(office):
    source = office(**schools(F1=A1, silent1=A1, silent2=A, silent3=NOWHERE))
    assert dict(rows(source, level="district")["note"])[A1] == "no_status:1"
    assert dict(rows(source)["note"]) == {A: "no_status:2", B: ""}
    assert province_note(source) == "no_status:3"
    assert rows(source).loc[A, "capacity"] == 350
    assert "no_status" not in province_note(source, indicator="health_posts")


def test_a_school_that_has_a_status_later_is_not_missing_before(office):
    both = schools(F1=A1, F2=A1)
    both["facility_status"] = [status("F1"), status("F2", period=1404)]
    source = office(**both, population=everybody() + everybody(period=1404))
    assert province_note(source, period=1403) == province_note(source, period=1404) == ""


def test_people_at_codes_that_no_area_has_are_told_on_the_province_and_counted_nowhere(office):
    lost = [row for code in (NOWHERE, ELSEWHERE) for row in people(code, "refugee", 500)]
    source = office(population=everybody() + lost)
    assert province_note(source) == "unknown_people:2"
    assert province_note(source, indicator="foreign_share") == "unknown_people:2"
    assert "unknown_people" not in province_note(source, indicator="pupils_per_class")
    whole = released(source).context["demand_persons"].iloc[0]
    assert whole == rows(source)["demand_persons"].sum() == 9000


def test_people_of_the_country_and_of_an_area_of_former_times_are_where_they_belong(office):
    table = areas({**PARENTS, OLD: A}, {**LEVELS, OLD: 3})
    table = [row | ({"valid_to": "1399"} if row["pcode"] == OLD else {}) for row in table]
    more = [row for code in ("IR", OLD) for row in people(code, "refugee", 500)]
    assert province_note(office(admin_area=table, population=everybody() + more)) == ""


@pytest.mark.parametrize(("pcode", "number"), [(NOWHERE, 1), (ELSEWHERE, 1), ("", 1), (PROVINCE, 0), (A, 0), (A1, 0)])
def test_a_commitment_for_no_area_of_the_province_is_told_there_and_takes_nothing_off(office, pcode, number):
    source = office(commitment=[commitment(pcode=pcode)], commitment_update=[update("2024-05-01", "agreed")])
    frame = released(source)
    assert province_note(source) == (f"unknown_promises:{number}" if number else "")
    if number:
        row = frame.context.iloc[0]
        assert (row["promised_open"], row["remaining_shortage"]) == (0, row["shortage"])
    assert "unknown_promises" not in province_note(source, indicator="health_posts")


def test_a_commitment_that_is_not_agreed_is_not_told(office):
    source = office(commitment=[commitment(pcode=NOWHERE)], commitment_update=[update("2024-05-01", "proposed")])
    assert province_note(source) == ""


def test_all_of_it_at_once_stands_in_one_order_behind_the_other_notes(office):
    source = office(
        **schools(F1=NOWHERE, silent1=A1),
        population=everybody() + people(NOWHERE, "host", 10),
        commitment=[commitment(pcode=NOWHERE)],
        commitment_update=[update("2024-05-01", "agreed")],
    )
    assert province_note(source) == "unplaced:1;no_status:1;unknown_people:1;unknown_promises:1"


def test_numbers_of_facilities_add_up_at_their_area_and_above_and_nothing_is_no_entry():
    numbers = [(A1, "clinic", 2), (A, "clinic", 1), (B, "clinic", 0), (None, "clinic", 4)]
    assert by_area_and_kind(numbers, TREE) == {(A1, "clinic"): 2, (A, "clinic"): 3, (PROVINCE, "clinic"): 7}
