"""Whether a source is fresh, due or overdue on a day."""

from datetime import date, timedelta

import pytest

from domain.provenance import DUE_AFTER_DAYS, freshness

DAY = date(2026, 2, 15)


def before(days):
    return DAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("age", "expected"), [(0, "fresh"), (365, "fresh"), (366, "due"), (547, "due"), (548, "overdue")]
)
def test_a_register_is_due_after_a_year_and_overdue_after_one_and_a_half(age, expected):
    assert freshness(before(age), None, DAY, "administrative") == expected


@pytest.mark.parametrize("kind", sorted(DUE_AFTER_DAYS))
def test_each_kind_turns_due_on_the_day_after_its_interval(kind):
    days = DUE_AFTER_DAYS[kind]
    assert freshness(before(days), None, DAY, kind) == "fresh"
    assert freshness(before(days + 1), None, DAY, kind) == "due"
    assert freshness(before(2 * days), None, DAY, kind) == "overdue"


def test_what_the_source_says_of_itself_wins_over_its_kind():
    assert freshness(before(100), None, DAY, "census", 90) == "due"
    assert freshness(before(400), None, DAY, "statement", 3650) == "fresh"


def test_an_interval_of_no_days_says_nothing():
    assert freshness(before(400), None, DAY, "census", 0) == "fresh"


def test_the_day_of_publication_counts_before_the_day_that_the_figures_are_about():
    assert freshness(before(10), before(900), DAY, "administrative") == "fresh"
    assert freshness(None, before(900), DAY, "administrative") == "overdue"


def test_without_a_date_or_for_an_unknown_kind_nothing_is_claimed():
    assert freshness(None, None, DAY, "census") == "unknown"
    assert freshness(before(10), None, DAY, "rumour") == "unknown"


def test_a_source_dated_after_the_day_is_fresh():
    assert freshness(before(-30), None, DAY, "survey") == "fresh"


def test_every_kind_of_the_contract_has_an_interval():
    assert set(DUE_AFTER_DAYS) == {"census", "administrative", "survey", "statement", "derived", "demonstration"}
