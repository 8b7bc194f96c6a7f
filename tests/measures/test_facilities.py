"""The released facilities: which, where, with what, and nothing that tells of few people."""

import math

import pytest

from data_access.trouble import DatabaseError
from domain.admin import AreaTree
from domain.crosswalk import Crosswalk
from domain.frames import FACILITY_COLUMNS
from measures.facilities import facilities
from tests.measures.offices import capacity, facility, reference_of, status
from tests.toy import A1, B1

NAMES = [f"w{number}" for number in range(40)]


def frame_of(source, period=1403):
    version, reference = reference_of(source)
    return facilities(source, reference, version, period)


def by_id(source, period=1403):
    return frame_of(source, period).data.set_index("facility_id")


def test_facility_is_released_with_place_state_figures_year_and_sources(office):
    source = office(
        facility=[facility("s1", A1)],
        facility_status=[status("s1", 1400), status("s1", 1402, "needs_rehabilitation")],
        facility_capacity=capacity("s1", 1402, classrooms=12, shifts=2, pupils=347),
    )
    frame = frame_of(source)
    row = frame.data.iloc[0]
    assert tuple(frame.data.columns) == FACILITY_COLUMNS
    assert (row["kind"], row["status"], row["pcode"]) == ("primary_school", "needs_rehabilitation", A1)
    assert (row["lat"], row["lon"], row["period"]) == (35.7, 51.4, 1402)
    assert (row["classrooms"], row["shifts"], row["pupils"]) == (12, 2, 347)
    assert math.isnan(row["beds"])
    assert row["source_ids"] == "cap;office"
    assert not row["is_demonstration"]


def test_state_of_the_period_counts_and_what_has_none_yet_is_left_out(office):
    source = office(
        facility=[facility("old", A1), facility("new", B1)],
        facility_status=[status("old", 1400, "planned"), status("old", 1403), status("new", 1404)],
    )
    assert list(by_id(source, 1402)["status"]) == ["planned"]
    assert list(by_id(source, 1403)["status"]) == ["operational"]
    assert set(by_id(source, 1404).index) == {"old", "new"}


def test_persons_at_facilities_of_foreign_nationals_alone_are_rounded_and_others_are_exact(office):
    source = office(
        facility=[facility(name, A1, "workshop", "foreign_nationals", "livelihoods") for name in NAMES]
        + [facility("open", A1, "workshop", "all", "livelihoods")],
        facility_status=[status(name) for name in (*NAMES, "open")],
        facility_capacity=[
            row for name in (*NAMES, "open") for row in capacity(name, 1403, graduates=13, beneficiaries=7)
        ],
    )
    data = by_id(source)
    assert set(data.loc[NAMES, "graduates"]) == {10, 15}
    assert set(data.loc[NAMES, "beneficiaries"]) == {5, 10}
    assert data.loc["open", "graduates"] == 13
    assert list(by_id(source)["graduates"]) == list(data["graduates"]), "the same at each reading"


@pytest.mark.parametrize(
    ("facilities", "states"),
    [
        ([facility("s1", A1), facility("m1", A1, "mosque")], [status("s1"), status("m1")]),
        ([facility("s1", A1)], [status("s1", status="ruined")]),
    ],
)
def test_unknown_kinds_and_states_are_bad_data(office, facilities, states):
    with pytest.raises(DatabaseError, match="bad_data"):
        frame_of(office(facility=facilities, facility_status=states))


def test_a_facility_without_a_status_in_any_year_is_left_out_and_counted(office):
    rows = [facility("s1", A1), facility("s2", A1), facility("s3", "IR239999")]
    frame = frame_of(office(facility=rows, facility_status=[status("s1")]))
    assert (list(frame.data["facility_id"]), frame.unknown) == (["s1"], 2)


def test_coordinate_that_is_no_number_leaves_the_facility_without_a_place(office):
    broken = facility("s1", A1) | {"lat": float("inf"), "lon": 51.4}
    source = office(facility=[broken, facility("s2", A1)], facility_status=[status("s1"), status("s2")])
    data = by_id(source)
    assert not math.isfinite(data.loc["s1", "lat"])
    assert data.loc["s2", "lat"] == 35.7


def test_demonstration_figures_mark_their_facility(office):
    source = office(
        facility=[facility("s1", A1)],
        facility_status=[status("s1")],
        facility_capacity=capacity("s1", 1403, source="made", classrooms=3),
    )
    assert by_id(source)["is_demonstration"].all()


def test_a_cut_table_is_told(office):
    rows = [facility(name, A1) for name in NAMES]
    source = office(settings={"row_cap": 10}, facility=rows, facility_status=[status(name) for name in NAMES])
    version = source.version()
    frame = facilities(source, _reference_without_cap(source), version, 1403)
    assert frame.truncated == ("facility",)


def _reference_without_cap(source):
    known = {"demonstration_ids": frozenset(), "crosswalk": Crosswalk(), "tree": AreaTree({}, {})}
    return type("Reference", (), {**known, "then": lambda _self, rows: rows})()


@pytest.mark.parametrize("period", [1400, 1404])
def test_demonstration_releases_every_facility_with_a_state(demo, period):
    frame = frame_of(demo, period)
    assert frame.unknown == 0
    assert frame.truncated == ()
    assert len(frame.data) > 5000
    assert frame.data["is_demonstration"].all()
    assert frame.data["facility_id"].is_unique
