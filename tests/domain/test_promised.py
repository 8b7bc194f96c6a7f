"""Who does what, where, when and for whom, counted by hand."""

from datetime import date

import pytest

from domain.commitments import tally
from domain.meetings import on_day
from domain.promised import SUMMARY_COLUMNS, TIMELINE_COLUMNS, matrix, summary_by_partner, timeline
from tests.domain.test_meetings import commitments, updates
from tests.toy import A1, A2, B1, TODAY

ROWS = {
    # p1, education: 100 + 40 seats and 2 schools; one delivered beyond its promise, one late.
    "c1": ({"amount": 500.0, "currency": "USD", "population_group": "refugee"}, "delivered", 120.0),
    "c2": ({"promised": 40.0, "pcode": A2, "due_on": "2026-02-14", "amount": 9.0}, "agreed", 0.0),
    "c3": ({"promised": 2.0, "unit": "schools", "indicator_id": "s", "due_on": "2026-12-01"}, "in_progress", 1.0),
    # p1, health; in two currencies.
    "c4": ({"sector": "health", "pcode": B1, "amount": 1.0, "currency": "IRR", "due_on": "2026-02-15"}, "agreed", 0.0),
    "c5": ({"sector": "health", "pcode": B1, "amount": 2.0, "currency": "USD"}, "agreed", 0.0),
    # Not made: a partner with nothing else has no row, and p1's sums do not hold them.
    "c6": ({"partner_id": "p2"}, "proposed", 0.0),
    "c7": ({"due_on": "2020-01-01"}, "cancelled", 70.0),
    "c8": ({"partner_id": "p3"}, "paused", 0.0),
    "c9": ({"partner_id": "p0", "sector": "water"}, "agreed", 0.0),
}


@pytest.fixture
def made():
    rows = [{"commitment_id": code} | row for code, (row, _status, _delivered) in ROWS.items()]
    heard = [(code, "2025-12-01", status, delivered) for code, (_row, status, delivered) in ROWS.items()]
    return on_day(commitments(*rows, partners=[("p1", "ش", "P", "un")]), updates(*heard), TODAY)


def test_summary_counts_what_was_made_and_never_adds_up_two_units(made):
    found = summary_by_partner(made)
    assert tuple(found.columns) == SUMMARY_COLUMNS
    assert found[["partner_id", "sector"]].to_numpy().tolist() == [
        ["p0", "water"],
        ["p1", "education"],
        ["p1", "health"],
    ]
    row = found.loc[1].to_dict()
    assert (row["made"], row["delivered"], row["late"]) == (3, 1, 1)
    assert (row["partner_fa"], row["partner_en"], row["partner_kind"]) == ("ش", "P", "un")
    assert row["promised_by_unit"] == (("schools", 2.0), ("seats", 140.0))
    assert row["delivered_by_unit"] == (("schools", 1.0), ("seats", 120.0))
    assert row["money_by_currency"] == (("USD", 500.0),)  # 9 of no currency add up with nothing
    assert (row["indicators"], row["areas"], row["groups"]) == (("s", "school_seats"), (A1, A2), ("all", "refugee"))
    assert (row["first_due_on"], row["last_due_on"]) == ("2026-02-14", "2026-12-01")
    assert found.loc[2, "money_by_currency"] == (("IRR", 1.0), ("USD", 2.0))
    assert found.loc[2, "late"] == 0  # c4 is due today
    assert found.loc[0, ["partner_fa", "partner_en", "partner_kind"]].isna().all()
    assert found.loc[0, "money_by_currency"] == ()


def test_matrix_counts_by_partner_and_sector_with_zeros(made):
    found = matrix(made)
    assert list(found.columns) == ["education", "health", "livelihoods", "water"]
    assert found.loc["p0"].tolist() == [0, 0, 0, 1]
    assert found.loc["p1"].tolist() == [3, 2, 0, 0]
    assert list(found.index) == ["p0", "p1"]
    assert set(map(str, found.dtypes)) == {"int64"}


def test_summary_matrix_and_timeline_count_what_the_tally_counts(made):
    whole = tally(made, TODAY)
    months = timeline(made)
    assert (whole.made, whole.delivered, whole.late) == (6, 1, 1)
    assert summary_by_partner(made)[["made", "delivered", "late"]].sum().tolist() == [6, 1, 1]
    assert matrix(made).to_numpy().sum() == 6
    assert months[["open", "late", "delivered"]].sum().tolist() == [4, 1, 1]


def test_timeline_goes_by_jalali_months(made):
    found = timeline(made)
    assert tuple(found.columns) == TIMELINE_COLUMNS
    # 14 and 15 February are Bahman 1404, 1 June is Khordad 1405, 1 December Azar 1405.
    assert found.to_numpy().tolist() == [
        [1404, 11, "2026-01-21", 1, 1, 0],
        [1405, 3, "2026-05-22", 2, 0, 1],
        [1405, 9, "2026-11-22", 1, 0, 0],
    ]


def test_the_last_day_of_a_year_and_the_next_are_two_months():
    days = {"c1": "2025-03-20", "c2": "2025-03-21", "c3": "2026-03-20", "c4": "2026-03-21"}  # 1403 is a leap year
    made = commitments(*({"commitment_id": code, "due_on": day} for code, day in days.items()))
    found = timeline(on_day(made, updates(*((code, "2025-01-01", "agreed") for code in days)), date(2025, 1, 1)))
    assert found[["year", "month"]].to_numpy().tolist() == [[1403, 12], [1404, 1], [1404, 12], [1405, 1]]


def test_without_commitments_there_is_nothing_to_count(made):
    for none in (made.iloc[:0], made[made["status"] == "proposed"], on_day(commitments(), updates(), TODAY)):
        assert (summary_by_partner(none).shape, timeline(none).shape) == ((0, len(SUMMARY_COLUMNS)), (0, 6))
        assert matrix(none).shape == (0, 3)
