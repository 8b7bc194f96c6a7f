"""Areas that are abolished, or not founded yet, are no rows of a map."""

from datetime import date

import pandas as pd
import pytest

from domain.validity import existing
from tests.toy import A1, PROVINCE, A

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
