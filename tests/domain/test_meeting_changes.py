"""What changed between two days: one kind for each commitment, each case by hand."""

from datetime import date

import pandas as pd
import pytest

from domain.meeting_changes import CHANGE_COLUMNS, KINDS, changes_between
from tests.domain.test_meetings import states
from tests.toy import TODAY

LATER = "2026-06-01"


@pytest.mark.parametrize(
    ("before", "after", "kind", "between"),
    [
        (("proposed", 0.0), ("agreed", 0.0), "agreed", 0),
        (("agreed", 0.0), ("in_progress", 0.0), "begun", 0),
        (("proposed", 0.0), ("in_progress", 0.0), "begun", 0),
        (("agreed", 0.0), ("in_progress", 40.0), "progressed", 40),
        (("in_progress", 40.0), ("in_progress", 70.0), "progressed", 30),
        (("in_progress", 40.0), ("delivered", 130.0), "delivered", 90),
        (("delivered", 100.0), ("delivered", 130.0), "progressed", 30),
        (("in_progress", 40.0), ("cancelled", 50.0), "cancelled", 10),
        (("delivered", 100.0), ("cancelled", 60.0), "cancelled", -40),
        (None, ("proposed", 0.0), "new", 0),
        (None, ("in_progress", 20.0), "new", 20),
        (None, ("delivered", 100.0), "delivered", 100),
        (None, ("cancelled", 0.0), "cancelled", 0),
        (("in_progress", 40.0), ("in_progress", 30.0), "corrected", -10),
        (("delivered", 100.0), ("in_progress", 100.0), "corrected", 0),
        (("cancelled", 0.0), ("agreed", 0.0), "corrected", 0),
        (("agreed", 0.0), ("proposed", 0.0), "corrected", 0),
        (("paused", 0.0), ("agreed", 0.0), "new", 0),  # nobody knows what it was
        (("agreed", 0.0), ("paused", 0.0), None, 0),
        (None, ("paused", 0.0), None, 0),
        (("agreed", 0.0), ("agreed", 0.0), None, 0),
        (("delivered", 100.0), ("delivered", 100.0), None, 0),
        (("cancelled", 10.0), ("cancelled", 10.0), None, 0),
    ],
)
def test_a_change_has_one_kind_and_what_did_not_change_has_no_row(before, after, kind, between):
    earlier, later = (
        states(day, None if state is None else (*state, LATER))
        for day, state in ((date(2025, 10, 14), before), (TODAY, after))
    )
    found = changes_between(earlier, later)
    assert tuple(found.columns) == CHANGE_COLUMNS
    assert found["kind"].tolist() == ([kind] if kind else [])
    if kind:
        row = found.loc[0]
        assert row["delivered_between"] == between
        assert (row["status"], row["newly_late"]) == (after[0], False)
        assert pd.isna(row["status_before"]) if before is None else row["status_before"] == before[0]


def test_what_becomes_late_is_told_once_and_beside_every_other_kind():
    due = "2026-01-01"
    rows = [("agreed", 0.0), ("in_progress", 10.0), ("agreed", 0.0)]
    days = (date(2025, 10, 14), date(2026, 2, 15), date(2026, 2, 16))
    before, after, next_day = (states(day, *((*row, due) for row in rows)) for day in days)
    after.loc[1, "delivered"], after.loc[2, "status"] = 30.0, "delivered"
    after.loc[2, "is_late"] = False
    found = changes_between(before, after).set_index("commitment_id")
    assert found["kind"].to_dict() == {"c1": "became_late", "c2": "progressed", "c3": "delivered"}
    assert found["newly_late"].to_dict() == {"c1": True, "c2": True, "c3": False}
    assert changes_between(after, next_day.iloc[:1]).empty  # it has been late since


def test_changes_come_in_the_order_of_the_later_state_and_there_may_be_none():
    before = states(date(2025, 10, 14), ("agreed", 0.0, "2026-09-01"), ("proposed", 0.0, "2026-08-01"))
    after = states(TODAY, ("in_progress", 0.0, "2026-09-01"), ("agreed", 0.0, "2026-08-01"))
    found = changes_between(before, after)
    assert found[["commitment_id", "kind"]].to_numpy().tolist() == [["c2", "agreed"], ["c1", "begun"]]
    assert set(found["kind"]) <= set(KINDS)
    for pair in ((before.iloc[:0], after.iloc[:0]), (before, after.iloc[:0])):
        assert tuple(changes_between(*pair).columns) == CHANGE_COLUMNS
        assert changes_between(*pair).empty
    assert set(changes_between(before.iloc[:0], after)["kind"]) == {"new"}
