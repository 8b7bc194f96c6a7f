"""What a meeting sees on a day, each row counted by hand."""

from datetime import date

import pandas as pd
import pytest

from domain.meetings import (
    COMMITMENT_COLUMNS,
    AgendaItem,
    Meeting,
    agenda_of,
    filtered,
    made_by,
    meetings_of,
    on_day,
    previous_of,
    with_names,
)
from tests.toy import A1, A2, B1, PROVINCE, TODAY, TREE, A, B

MEETING = ("meeting_id", "held_on", "title_fa", "title_en", "place_fa", "place_en")
ITEM = ("meeting_id", "item_no", "sector", "title_fa", "title_en", "decision_fa", "decision_en")
UPDATE = ("commitment_id", "updated_on", "status", "delivered", "note_fa", "note_en")
PARTNER = ("partner_id", "name_fa", "name_en", "kind")
PLACE = ("facility_id", "name_fa", "name_en")
TABLE = (
    *("commitment_id", "meeting_id", "partner_id", "sector", "indicator_id", "pcode", "population_group"),
    *("facility_id", "text_fa", "text_en", "promised", "unit", "amount", "currency", "due_on"),
)
PLAIN = {
    **{"meeting_id": "m1", "partner_id": "p1", "sector": "education", "indicator_id": "school_seats", "pcode": A1},
    **{"population_group": None, "facility_id": None, "text_fa": "ت", "text_en": "t", "promised": 100.0},
    **{"unit": "seats", "amount": None, "currency": None, "due_on": "2026-06-01"},
}


def meeting(code, day, **more):
    return Meeting(code, date.fromisoformat(day), "ج", "M", **more)


def table(columns, *rows):
    return pd.DataFrame.from_records(list(rows), columns=list(columns))


def commitments(*rows, meetings=(), partners=(), facilities=()):
    """Commitments with names; of each row what is not plain."""
    whole = pd.DataFrame([PLAIN | row for row in rows], columns=list(TABLE))
    return with_names(whole, table(MEETING, *meetings), table(PARTNER, *partners), table(PLACE, *facilities))


def updates(*rows):
    return table(UPDATE, *(row + (0.0, None, None)[len(row) - 3 :] if len(row) < 6 else row for row in rows))


def states(day, *rows):
    """Commitments c1, c2, ... in a state on a day: (status, delivered, due on); None is not there yet."""
    there = [(f"c{number}", *row) for number, row in enumerate(rows, 1) if row is not None]
    made = commitments(*({"commitment_id": code, "due_on": due} for code, _status, _delivered, due in there))
    return on_day(made, updates(*((code, "2025-01-01", *state) for code, *state, _due in there)), day)


def test_meetings_are_sorted_by_day_and_what_is_empty_is_none():
    rows = [("m2", "2026-03-03", "ب", "B", None, " "), ("m1", "2025-10-14", "آ", "A", "ج", "P")]
    first, second = meetings_of(table(MEETING, *rows))
    assert first == Meeting("m1", date(2025, 10, 14), "آ", "A", "ج", "P")
    assert second == Meeting("m2", date(2026, 3, 3), "ب", "B", None, None)
    assert meetings_of(table(MEETING)) == ()


def test_agenda_is_that_of_the_meeting_by_number_and_may_be_empty():
    rows = [
        ("m1", 10, "health", "ت", "T", None, float("nan")),
        ("m1", 2, "education", "ت", "T", "ت", "D"),
        ("m2", 1, "health", "ت", "T", None, None),
    ]
    found = agenda_of(table(ITEM, *rows), meeting("m1", "2025-10-14"))
    assert found == (AgendaItem(2, "education", "ت", "T", "ت", "D"), AgendaItem(10, "health", "ت", "T", None, None))
    assert agenda_of(table(ITEM, *rows), meeting("m3", "2025-10-14")) == ()
    assert agenda_of(table(ITEM), meeting("m1", "2025-10-14")) == ()


def test_previous_is_the_latest_of_an_earlier_day():
    one, other, late, same = (
        meeting(code, day)
        for code, day in (("a", "2025-05-01"), ("b", "2025-05-01"), ("c", "2026-03-03"), ("d", "2026-03-03"))
    )
    every = (late, other, same, one)
    assert [previous_of(every, each) for each in (late, same)] == [other, other]
    assert [previous_of(every, each) for each in (one, other)] == [None, None]
    assert previous_of((), late) is None


def test_a_commitment_stays_where_its_meeting_partner_or_facility_is_not_in_its_table():
    rows = [
        {"commitment_id": "c1", "facility_id": "f1"},
        {"commitment_id": "c2", "meeting_id": "m9", "partner_id": "p9", "facility_id": "f9"},
        {"commitment_id": "c3"},
    ]
    known = {
        "meetings": [("m1", "2025-10-14", "ج", "M", None, None)],
        "partners": [("p1", "ش", "P", "un")],
        "facilities": [("f1", "م", "School")],
    }
    columns = ["held_on", "partner_en", "partner_kind", "facility_en"]
    found = commitments(*rows, **known).set_index("commitment_id")[columns]
    assert found.loc["c1"].tolist() == ["2025-10-14", "P", "un", "School"]
    assert found.loc["c2"].isna().all()
    assert found.loc["c3"].isna().tolist() == [False, False, False, True]
    assert commitments(*rows)[columns].isna().all(axis=None)
    assert len(commitments()) == 0


def test_a_meeting_sees_what_was_made_in_it_and_before_and_what_nobody_knows_when():
    days = {"m1": "2025-10-14", "m2": "2026-03-03", "m3": "2026-03-04"}
    rows = [{"commitment_id": f"c{code}", "meeting_id": code} for code in (*days, "lost")]
    every = commitments(*rows, meetings=[(code, day, "ج", "M", None, None) for code, day in days.items()])
    assert made_by(every, meeting("m2", "2026-03-03"))["commitment_id"].tolist() == ["cm1", "cm2", "clost"]
    assert len(made_by(every.iloc[:0], meeting("m2", "2026-03-03"))) == 0


def test_state_on_a_day_is_the_last_update_up_to_it_with_its_own_note():
    rows = [
        ("c1", "2026-02-16", "cancelled", 50.0, "بعد", "after"),
        ("c1", "2026-02-15", "in_progress", 50.0, None, None),
        ("c1", "2025-12-01", "agreed", 0.0, "پیش", "before"),
        ("c2", "2026-02-16", "agreed", 0.0, None, None),
        ("unknown", "2025-12-01", "agreed", 0.0, None, None),
    ]
    made = commitments(*({"commitment_id": code} for code in ("c1", "c2", "c3")))
    found = on_day(made, updates(*rows), TODAY)
    assert tuple(found.columns) == COMMITMENT_COLUMNS
    assert found["commitment_id"].tolist() == ["c1"]  # c2 is of tomorrow, c3 of never
    assert found.loc[0, ["status", "delivered", "updated_on"]].tolist() == ["in_progress", 50.0, "2026-02-15"]
    assert found.loc[0, ["note_fa", "note_en"]].isna().all()
    assert on_day(made, updates(*rows), date(2026, 2, 14)).loc[0, "note_en"] == "before"
    assert set(on_day(made, updates(*rows), date(2026, 2, 16))["commitment_id"]) == {"c1", "c2"}


@pytest.mark.parametrize(
    ("status", "due_on", "is_late", "days"),
    [
        ("agreed", "2026-02-15", False, 0),  # the due date itself is in time
        ("agreed", "2026-02-14", True, 1),
        ("in_progress", "2025-12-31", True, 31 + 15),
        ("agreed", "2026-02-16", False, 0),
        ("delivered", "2025-12-31", False, 0),
        ("proposed", "2025-12-31", False, 0),
        ("cancelled", "2025-12-31", False, 0),
        ("paused", "2025-12-31", False, 0),
    ],
)
def test_late_begins_on_the_day_after_the_due_date_for_what_is_owed_still(status, due_on, is_late, days):
    row = states(TODAY, (status, 120.0, due_on)).loc[0]
    assert (row["is_late"], row["days_late"], row["delivered"]) == (is_late, days, 120)  # more than promised is told


def test_commitments_come_by_due_date_and_id():
    rows = [{"commitment_id": code, "due_on": day} for code, day in (("c2", "2026-06-01"), ("c3", "2026-01-01"))]
    made = commitments(*rows, {"commitment_id": "c1"})
    found = on_day(made, updates(*((code, "2025-12-01", "agreed") for code in ("c1", "c2", "c3"))), TODAY)
    assert found["commitment_id"].tolist() == ["c3", "c1", "c2"]


@pytest.fixture
def four():
    rows = [
        {"commitment_id": "c1", "pcode": A1, "due_on": "2026-01-01"},
        {"commitment_id": "c2", "pcode": A2, "partner_id": "p2", "sector": "health"},
        {"commitment_id": "c3", "pcode": B1, "partner_id": "p2"},
        {"commitment_id": "c4", "pcode": A, "due_on": "2026-07-01"},
        {"commitment_id": "c5", "pcode": "IR99", "due_on": "2026-08-01"},
    ]
    how = {"c1": "agreed", "c2": "delivered", "c3": "proposed", "c4": "agreed", "c5": "agreed"}
    return on_day(commitments(*rows), updates(*((code, "2025-12-01", one) for code, one in how.items())), TODAY)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, "12345"),
        ({"partners": ("p2",)}, "23"),
        ({"partners": ("p2",), "sectors": ["health", "livelihoods"]}, "2"),
        ({"statuses": {"agreed", "proposed"}}, "1345"),
        ({"statuses": ("paused",)}, ""),
        ({"area": A}, "124"),
        ({"area": A1}, "1"),  # what its county is promised as a whole is not within it
        ({"area": B}, "3"),
        ({"area": PROVINCE}, "1234"),  # an area that nobody knows is nowhere
        ({"area": "IR77"}, ""),
        ({"late": True}, "1"),
        ({"late": True, "area": B}, ""),
    ],
)
def test_filters_hold_together(four, asked, found):
    kept = filtered(four, TREE, **asked)
    assert kept["commitment_id"].tolist() == [f"c{one}" for one in found]
    assert list(kept.index) == list(range(len(found)))
    assert len(filtered(four.iloc[:0], TREE, **asked)) == 0
