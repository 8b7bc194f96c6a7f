"""What a table must hold to be read; a message never tells a value."""

from datetime import date, datetime
from decimal import Decimal

import pandas as pd
import pytest

from data_access import queries, tables
from domain.raw_checks import CONTRACTS, ContentError, checked
from tests.toy import A1, A2, RAW_COLUMNS, person

FACILITY = {
    "facility_id": "F1",
    "sector": "education",
    "kind": "primary_school",
    "pcode": A1,
    "open_to": "all",
    "status": "operational",
    "status_period": 1400,
    "source_id": "s1",
}
CAPACITY = {"facility_id": "F1", "measure": "pupils", "period": 1403, "value": 120.0, "source_id": "s1"}
AREA = {"pcode": A1, "level": 3, "name_fa": "ف", "name_en": "A", "source_id": "s1"}
SOURCE = {"source_id": "s1", "title_fa": "ف", "title_en": "t", "publisher": "p", "kind": "census", "confidence": "high"}
GOOD = dict(zip(RAW_COLUMNS, person(A1, "refugee", 13), strict=True))


def refused(table, *rows):
    """The message that a table's rows are refused with."""
    with pytest.raises(ContentError) as error:
        checked(table, pd.DataFrame.from_records(list(rows)))
    return str(error.value)


def people(**wrong):
    """A good row, another, and one with a fault."""
    return refused("population", GOOD, {**GOOD, "pcode": A2}, {**GOOD, "sex": "m", **wrong})


KEY = f"pcode {A1}, period 1403, population_group refugee, sex m, age_band 18-64, area_type urban"


@pytest.mark.parametrize(
    ("persons", "problem"),
    [
        (None, "are empty"),
        (float("nan"), "are empty"),
        (-13, "are not whole numbers of 0 or more"),
        (13.5, "are not whole numbers of 0 or more"),
        (float("inf"), "are not whole numbers of 0 or more"),
        ("13", "are not whole numbers of 0 or more"),
        ("13 approx", "are not whole numbers of 0 or more"),
        (Decimal("13.5"), "are not whole numbers of 0 or more"),
        (True, "are not whole numbers of 0 or more"),
    ],
)
def test_persons_that_are_no_count_are_told_by_column_number_and_key_and_never_by_value(persons, problem):
    message = people(persons=persons)
    assert message == f"population.persons: 1 of 3 rows {problem}, the first at {KEY}"
    assert "13" not in message.replace("1403", "")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("population_group", "afghan"),
        ("sex", "F"),
        ("age_band", "6-17"),
        ("area_type", "town"),
        ("population_group", 3),
    ],
)
def test_an_id_that_nobody_knows_is_told(column, value):
    message = people(**{column: value})
    assert message.startswith(f"population.{column}: 1 of 3 rows hold an unknown id, the first at pcode {A1}")
    assert f"{column} {value}" in message


def test_a_key_that_stands_there_twice_is_told():
    columns = "pcode + period + population_group + sex + age_band + area_type"
    assert refused("population", GOOD, {**GOOD, "persons": 14}).startswith(
        f"population.{columns}: 1 of 2 rows repeat the key of another row, the first at pcode {A1}"
    )


def test_an_empty_part_of_the_key_is_told():
    message = people(pcode=None)
    assert message.startswith("population.pcode: 1 of 3 rows are empty, the first at pcode (empty), period 1403")


def test_a_source_that_is_not_there_is_told_as_such():
    assert people(source_kind=None).startswith("population.source_id (not in source): 1 of 3 rows are empty")


def test_a_code_that_is_a_number_is_told():
    assert refused("population", {**GOOD, "pcode": 230101}).startswith("population.pcode: 1 of 1 rows are not text")


def test_a_value_out_of_place_is_cut_where_the_key_is_told():
    assert len(people(age_band="x" * 5000)) < 400


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"kind": "kindergarten"}, "facility.kind: 1 of 2 rows hold an unknown id, the first at facility_id F2"),
        ({"open_to": "everybody"}, "facility.open_to: 1 of 2 rows hold an unknown id"),
        ({"open_to": None}, "facility.open_to: 1 of 2 rows are empty"),
        ({"status": "open"}, "facility_status.status: 1 of 2 rows hold an unknown id"),
        ({"sector": "sports"}, "facility.sector: 1 of 2 rows hold an unknown id"),
        ({"status_period": "1400"}, "facility_status.period: 1 of 2 rows are not whole numbers"),
        ({"facility_id": "F1"}, "facility.facility_id: 1 of 2 rows repeat the key of another row"),
    ],
)
def test_faults_of_facilities_are_told_in_the_table_where_they_are(wrong, told):
    assert refused("facility", FACILITY, {**FACILITY, "facility_id": "F2", **wrong}).startswith(told)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"value": None}, "facility_capacity.value: 1 of 2 rows are empty"),
        ({"value": -1.0}, "facility_capacity.value: 1 of 2 rows are not numbers of 0 or more"),
        ({"value": "12"}, "facility_capacity.value: 1 of 2 rows are not numbers of 0 or more"),
        ({"value": 13.5}, "facility_capacity.value: 1 of 2 rows count persons and are not whole numbers"),
        ({"facility_id": "F1"}, "facility_capacity.facility_id + measure: 1 of 2 rows repeat the key"),
    ],
)
def test_faults_of_capacities_are_told(wrong, told):
    assert refused("facility_capacity", CAPACITY, {**CAPACITY, "facility_id": "F2", **wrong}).startswith(told)
    assert (
        len(checked("facility_capacity", pd.DataFrame([CAPACITY, {**CAPACITY, "measure": "area", "value": 8.5}]))) == 2
    )


@pytest.mark.parametrize(
    ("table", "good", "wrong"),
    [
        ("admin_area", AREA, {"level": 7}),
        ("admin_area", AREA, {"level": "district"}),
        ("admin_area", AREA, {"name_fa": None}),
        ("source", SOURCE, {"kind": "register"}),
        ("source", SOURCE, {"publisher": None}),
    ],
)
def test_faults_of_the_reference_tables_are_told(table, good, wrong):
    (column,) = wrong
    assert refused(table, {**good, **wrong}).startswith(f"{table}.{column}: 1 of 1 rows ")
    assert len(checked(table, pd.DataFrame([good]))) == 1


MEETING = {"meeting_id": "m1", "held_on": "2025-10-14", "title_fa": "ج", "title_en": "M"}
ITEM = {"meeting_id": "m1", "item_no": 1, "sector": "health", "title_fa": "ج", "title_en": "M"}
UPDATE = {"commitment_id": "c1", "updated_on": "2025-10-14", "status": "agreed", "delivered": 0.0}


@pytest.mark.parametrize(
    "day",
    [
        *("1404-07-22", "2025-02-30", "2025-13-01", "20251014", "2025-W42-2", "2025-10-14 ", "14/10/2025", "2025-1-4"),
        *("2025-10-14T00:00", "2025-10-14 00:00:00", datetime(2025, 10, 14), 20251014, "۲۰۲۵-۱۰-۱۴", "20۲۵-10-14"),
    ],
)
@pytest.mark.parametrize(
    ("table", "good", "column"),
    [("meeting", MEETING, "held_on"), ("commitment_update", UPDATE, "updated_on"), ("commitment", {}, "due_on")],
)
def test_a_day_that_is_no_gregorian_date_is_told(table, good, column, day):
    message = refused(table, {**good, column: day})
    assert message.startswith(f"{table}.{column}: 1 of 1 rows are no Gregorian dates such as 2025-10-14, the first at ")


def test_a_day_is_text_whatever_the_driver_makes_of_it():
    rows = [{**MEETING, "held_on": date(2025, 10, 14)}, {**MEETING, "meeting_id": "m2", "held_on": "2026-03-03"}]
    assert checked("meeting", pd.DataFrame(rows))["held_on"].tolist() == ["2025-10-14", "2026-03-03"]


@pytest.mark.parametrize(
    ("table", "rows", "told"),
    [
        ("meeting", [MEETING, MEETING], "meeting.meeting_id: 1 of 2 rows repeat the key of another row"),
        ("meeting", [{**MEETING, "held_on": None}], "meeting.held_on: 1 of 1 rows are empty"),
        ("agenda_item", [ITEM, ITEM], "agenda_item.meeting_id + item_no: 1 of 2 rows repeat the key"),
        ("agenda_item", [{**ITEM, "item_no": 1.5}], "agenda_item.item_no: 1 of 1 rows are not whole numbers"),
        ("agenda_item", [{**ITEM, "item_no": "1"}], "agenda_item.item_no: 1 of 1 rows are not whole numbers"),
        (
            "partner",
            [{"partner_id": "p", "name_fa": "ش", "name_en": "P", "kind": "bank"}],
            "partner.kind: 1 of 1 rows hold an unknown id",
        ),
        ("commitment_update", [UPDATE, UPDATE], "commitment_update.commitment_id + updated_on: 1 of 2 rows repeat"),
        ("commitment_update", [{**UPDATE, "status": "paused"}], "commitment_update.status: 1 of 1 rows hold an unkn"),
    ],
)
def test_faults_of_what_meetings_look_at_are_told(table, rows, told):
    assert refused(table, *rows).startswith(told)


@pytest.mark.parametrize("persons", [13, 13.0, Decimal(13)])
def test_a_count_is_an_integer_whatever_the_driver_makes_of_it(persons):
    data = checked("population", pd.DataFrame.from_records([{**GOOD, "persons": persons}]))
    assert data["persons"].dtype == "int64"
    assert data["persons"].tolist() == [13]


def test_a_frame_without_a_contract_or_without_rows_passes_as_it_is():
    for table, data in (
        ("numbers", pd.DataFrame({"persons": ["x"]})),
        ("population", pd.DataFrame(columns=["persons"])),
    ):
        assert checked(table, data) is data


def test_columns_that_a_query_leaves_out_are_not_asked_for():
    assert len(checked("population", pd.DataFrame({"period": [1403, 1404]}))) == 2
    assert refused("population", {"period": "1403"}).startswith("population.period: 1 of 1 rows are not whole numbers")


def read_columns(table):
    """Of each column that is read: its table's own, and whether it may be empty."""
    query = {
        "population": queries.population(1403),
        "facility": queries.facilities(1403),
        "facility_capacity": queries.capacities(1403, ("pupils",)),
    }.get(table)
    return {column.name for column in query.selected_columns} if query is not None else set()


@pytest.mark.parametrize("table", CONTRACTS)
def test_the_contract_asks_for_every_column_that_the_tables_say_is_never_empty(table):
    contract, columns = CONTRACTS[table], tables.metadata.tables[table].columns
    asked = {*contract.key, *contract.filled}
    read = read_columns(table) or {column.name for column in columns}
    assert asked <= read
    assert asked >= {column.name for column in columns if not column.nullable} & read
