"""Areas that are abolished, or not founded yet, are no rows of a map."""

from datetime import date

import pandas as pd
import pytest

from domain.validity import existing
from tests.measures.offices import areas, everybody, people, released, rows
from tests.toy import A1, A2, B1, LEVELS, PARENTS, PROVINCE, A, B

DAY = date(2026, 2, 15)  # 26 Bahman 1404
OLD = "IR230109"


def kept(valid_from=None, valid_to=None):
    """Whether an area with these dates exists on the day."""
    table = pd.DataFrame(
        {"pcode": [A, OLD], "parent_pcode": [None, A], "valid_from": [None, valid_from], "valid_to": [None, valid_to]}
    )
    return OLD in set(existing(table, DAY)["pcode"])


@pytest.mark.parametrize(
    ("written", "there"),
    [
        ("2020-12-01", False),
        ("2026-02-14", False),
        ("2026-02-15", True),
        ("2026-02-15T00:00:00", True),
        ("2026-01", False),
        ("2026-02", True),
        ("2025", False),
        ("2026", True),
        ("1399", False),
        ("1403", False),
        ("1404", True),
        ("1404-11-25", False),
        ("1404/11/26", True),
        ("1404-12", True),
        ("۱۳۹۹", False),
        (1399, False),
        (1404.0, True),
        (date(2020, 1, 1), False),
        (None, True),
        (float("nan"), True),
        ("", True),
        ("unknown", True),
        ("1399-13-40", True),
        ("13991201", True),
    ],
)
def test_an_area_exists_up_to_the_end_of_what_is_written_and_for_ever_where_nothing_can_be_read(written, there):
    assert kept(valid_to=written) is there


@pytest.mark.parametrize(
    ("written", "there"),
    [("2026-02-16", False), ("2026-02-15", True), ("2027", False), ("2026", True), ("1405", False), ("1404", True),
     (1405, False), ("soon", True)],
)  # fmt: skip
def test_an_area_exists_from_the_start_of_what_is_written(written, there):
    assert kept(valid_from=written) is there


def test_a_district_of_an_abolished_county_belongs_to_the_area_above_that_exists():
    table = pd.DataFrame(
        {
            "pcode": [PROVINCE, A, A1],
            "parent_pcode": [None, PROVINCE, A],
            "valid_from": None,
            "valid_to": [None, 1399, None],
        }
    )
    there = existing(table, DAY)
    assert list(there["pcode"]) == [PROVINCE, A1]
    assert list(there["parent_pcode"].dropna()) == [PROVINCE]


def with_old(**validity):
    """All areas, and a district that has no people any more."""
    table = areas({**PARENTS, OLD: A}, {**LEVELS, OLD: 3})
    return [{**row, **validity} if row["pcode"] == OLD else row for row in table]


def test_an_abolished_district_is_no_row_and_takes_no_figure_from_its_county(office):
    source = office(admin_area=with_old(valid_to="2020-12-01"))
    assert dict(rows(source)["status"]) == {A: "ok", B: "ok"}
    assert dict(rows(source)["note"]) == {A: "", B: ""}
    assert list(rows(source, level="district").index) == [A1, A2, B1]
    assert list(source.reference().areas.index) == [PROVINCE, A, A1, A2, B, B1]


def test_its_old_people_do_not_count_and_its_boundary_is_not_drawn(office):
    table = [{**row, "boundary": "{}"} for row in with_old(valid_to="1399")]
    old = [row for group in ("resident", "refugee", "documented") for row in people(OLD, group, 50, period=1399)]
    source = office(admin_area=table, population=everybody() + old)
    assert rows(source).loc[A, "demand_persons"] == 6000
    assert list(source.boundaries(source.reference())["pcode"]) == [PROVINCE, A, A1, A2, B, B1]


def test_the_as_of_date_decides(office):
    table = with_old(valid_from="2020-12-01", valid_to="2026-01-31")
    there = office({"as_of": date(2026, 1, 31)}, admin_area=table)
    assert OLD in rows(there, level="district").index
    for day in (date(2026, 2, 1), date(2020, 11, 30)):
        later = office({"as_of": day}, dataset=[], admin_area=[], source=[], service_standard=[], population=[])
        assert OLD not in released(later, level="district").data["pcode"].to_numpy()
