"""Which state of a commitment counts on a day, and from when on what was delivered is in the capacity."""

from datetime import date

import pytest

from measures.promises import commitments_on, counted_until, promises
from tests.measures.offices import SOURCES, capacity, facility, released, sources, status
from tests.toy import A1

TODAY = date(2024, 9, 1)
PUBLISHED = date(2024, 6, 30)


def commitment(code="c1", promised=300.0, **more):
    texts = dict.fromkeys(("meeting_id", "partner_id", "text_fa", "text_en", "unit"), "x")
    place = {"sector": "education", "indicator_id": "school_seats", "pcode": A1, "due_on": "2026-01-01"}
    return {"commitment_id": code, "promised": promised, **texts, **place, **more}


def update(day, state, delivered=0.0, code="c1"):
    return {"commitment_id": code, "updated_on": day, "status": state, "delivered": delivered}


def promised_office(office, *updates, settings=None, **more):
    """One school for 1,000 children and more of district A1; its figures were published on 30 June 2024."""
    dated = [row | {"published_on": str(PUBLISHED) if row["source_id"] == "cap" else None} for row in sources()]
    return office(
        {"as_of": TODAY, **(settings or {})},
        source=dated,
        facility=[facility("F1", A1)],
        facility_status=[status("F1")],
        facility_capacity=capacity("F1", 1403, classrooms=1, shifts=1),
        commitment=[commitment()],
        commitment_update=list(updates),
        **more,
    )


@pytest.mark.parametrize(
    ("period", "as_of", "published", "day"),
    [
        (1403, date(2026, 2, 15), [date(2024, 5, 1), date(2024, 9, 1)], date(2024, 9, 1)),
        (1403, date(2026, 2, 15), [date(2025, 9, 1)], date(2025, 3, 20)),  # 30 Esfand 1403, a leap year
        (1404, date(2026, 2, 15), [date(2026, 3, 1)], date(2026, 2, 15)),
        (1404, date(2026, 6, 1), [], date(2026, 3, 20)),
        (1401, date(2026, 6, 1), [], date(2023, 3, 20)),
    ],
)
def test_facility_figures_hold_up_to_their_publication_but_not_beyond_the_year_or_today(period, as_of, published, day):
    assert counted_until(period, as_of, published) == day


def test_the_last_update_up_to_the_day_is_the_state_and_later_ones_are_not_known_yet(office):
    days = [
        update("2024-05-01", "agreed"),
        update("2024-06-30", "in_progress", 100.0),
        update("2024-08-01", "in_progress", 180.0),
        update("2024-09-02", "cancelled", 180.0),
    ]
    source = promised_office(office, *days)
    state = commitments_on(source._repository, TODAY, PUBLISHED).iloc[0]
    assert (state["status"], state["delivered"], state["counted"]) == ("in_progress", 180, 100)
    next_day = commitments_on(source._repository, date(2024, 9, 2), PUBLISHED).iloc[0]
    assert next_day["status"] == "cancelled"


def test_a_commitment_without_an_update_so_far_has_no_status_and_owes_nothing(office):
    source = promised_office(office, update("2024-12-01", "agreed"))
    state = commitments_on(source._repository, TODAY, PUBLISHED)
    assert state["status"].isna().tolist() == [True]
    assert released(source, level="district").data.set_index("pcode").loc[A1, "promised_open"] == 0


@pytest.mark.parametrize(
    ("updates", "seats"),
    [
        ([update("2024-05-01", "agreed")], 300),
        # Delivered before the figures were published: it is in the capacity. Afterwards: it is not.
        ([update("2024-05-01", "agreed"), update("2024-06-30", "delivered", 300.0)], 0),
        ([update("2024-05-01", "agreed"), update("2024-07-01", "delivered", 300.0)], 300),
        ([update("2024-06-01", "in_progress", 100.0), update("2024-07-01", "in_progress", 250.0)], 200),
        ([update("2024-05-01", "agreed"), update("2024-08-01", "cancelled")], 0),
        ([update("2024-05-01", "proposed")], 0),
    ],
    ids=["agreed", "delivered_before", "delivered_after", "part_before", "cancelled", "proposed"],
)
def test_what_remains_after_a_commitment_in_its_state(office, updates, seats):
    row = released(promised_office(office, *updates), level="district", period=1403).data.set_index("pcode").loc[A1]
    assert row["promised_open"] == seats
    assert row["remaining_shortage"] == row["shortage"] - seats


def test_sources_of_the_offices_are_known():
    assert {row["source_id"] for row in sources()} == set(SOURCES)


def test_promises_are_known_by_the_as_of_date_and_late_when_due_before_it(office):
    due = {"c1": "2024-08-31", "c2": "2024-09-01", "c3": "2024-01-01", "c4": "2024-01-01", "c5": "2024-01-01"}
    days = [
        update("2024-05-01", "in_progress", 20.0, "c1"),
        update("2024-05-01", "agreed", 0.0, "c2"),
        update("2024-05-01", "delivered", 300.0, "c3"),
        update("2024-05-01", "proposed", 0.0, "c4"),
        update("2024-10-01", "agreed", 0.0, "c5"),
    ]
    partner = [{"partner_id": "x", "name_fa": "شریک", "name_en": "Partner", "kind": "un"}]
    source = office(
        {"as_of": TODAY},
        commitment=[commitment(code, due_on=day) for code, day in due.items()],
        commitment_update=days,
        partner=partner,
    )
    found = promises(source, source.version()).set_index("commitment_id")
    assert list(found.index) == ["c3", "c4", "c1", "c2"]  # by due date; c5 is not known yet
    assert found.index[found["is_late"]].tolist() == ["c1"]
    assert found.loc["c1", ["status", "delivered", "promised"]].tolist() == ["in_progress", 20, 300]
    assert set(found["partner_en"]) == {"Partner"}
    assert found["held_on"].isna().all()  # the meeting is not in the database
