from datetime import date, timedelta

import pytest

from domain.provenance import DUE_AFTER_DAYS, freshness

AS_OF = date(2026, 2, 15)


def days_ago(days):
    return AS_OF - timedelta(days=days)


@pytest.mark.parametrize(
    ("age", "expected"),
    [(-3, "fresh"), (0, "fresh"), (100, "fresh"), (101, "due"), (150, "due"), (151, "overdue")],
)
def test_source_with_an_interval_of_100_days_is_due_after_it_and_overdue_half_of_it_later(age, expected):
    assert freshness(days_ago(age), None, AS_OF, "census", 100) == expected


@pytest.mark.parametrize(
    ("kind", "age", "expected"),
    [
        ("census", 3650, "fresh"),
        ("census", 3651, "due"),
        ("survey", 1095, "fresh"),
        ("statement", 366, "due"),
        ("administrative", 548, "overdue"),
    ],
)
def test_interval_of_the_kind_holds_where_the_source_says_none(kind, age, expected):
    assert freshness(days_ago(age), None, AS_OF, kind) == expected
    assert freshness(days_ago(age), None, AS_OF, kind, 0) == expected


def test_age_counts_from_the_day_of_publication_and_else_from_the_reference_date():
    assert freshness(days_ago(10), days_ago(5000), AS_OF, "statement") == "fresh"
    assert freshness(None, days_ago(400), AS_OF, "statement") == "due"


def test_without_a_date_or_an_interval_nothing_is_known():
    assert freshness(None, None, AS_OF, "census", 100) == "unknown"
    assert freshness(days_ago(1), None, AS_OF, "hearsay") == "unknown"


def test_every_kind_of_the_contract_has_an_interval():
    assert set(DUE_AFTER_DAYS) == {"census", "administrative", "survey", "statement", "derived", "demonstration"}
