"""The released frame, what it is written as, and the finding that its title says."""

import json
import math

import numpy as np
import pandas as pd
import pytest

from domain.findings import Finding, finding, ranked
from domain.frames import FACILITY_COLUMNS, RELEASE_COLUMNS, FacilityFrame, FrameError, ReleaseFrame
from domain.indicators import CATALOGUE
from domain.links import from_query
from tests.toy import OPTIONS, TODAY

CONTRACT = [
    *("pcode", "level", "name_fa", "name_en", "indicator_id", "period", "status", "value", "unit"),
    *("demand_persons", "need", "capacity", "gap", "shortage", "coverage_pct", "standard_id"),
    *("reference_period", "is_demonstration", "source_ids", "note"),
]
PLANS = ["pipeline_capacity", "promised_open", "remaining_shortage"]
EXTRAS = {
    "school_seats": ["classrooms_short", *PLANS],
    "pupils_per_class": ["pupils", "class_shifts", "pupils_above"],
    "pupils_per_teacher": ["pupils", "teachers"],
    "school_space": ["floor_area_m2", "pupils"],
    "double_shift_share": ["double_shift_schools", "schools"],
    "school_rehabilitation_share": ["needing_rehabilitation", "operating"],
    "health_houses": ["persons_per_unit", "units_short", *PLANS],
    "health_posts": ["persons_per_unit", "units_short", *PLANS],
    "primary_health_units": ["units_short", "health_houses", "units_per_10000_with_health_houses", *PLANS],
    "hospital_beds": PLANS,
    "rehabilitation_share": ["needing_rehabilitation", "operating"],
    "training_places": PLANS,
    "livelihood_reach": [],
    "foreign_share": ["foreign_persons"],
    "national_share": ["foreign_persons", "national_persons"],
    "priority_index": [
        *("education_points", "health_points", "livelihoods_points", "severity_pct", "rank", "rank_best", "rank_worst"),
    ],
}


def table(indicator, *rows):
    columns = [*CONTRACT, *EXTRAS[indicator]]
    frame = pd.DataFrame(index=range(len(rows)), columns=columns).astype(
        {"value": float, "coverage_pct": float, "shortage": float}
    )
    frame["status"], frame["note"] = "ok", ""
    for row, values in enumerate(rows):
        frame.loc[row, list(values)] = list(values.values())
    return frame


def released(indicator, *rows, context=()):
    selection, _ = from_query({"indicator": indicator}, OPTIONS)
    return ReleaseFrame(selection, table(indicator, *rows), table(indicator, *context), "v1", TODAY)


def covered(*values):
    return [
        {"pcode": f"IR23{row:02d}", "value": value, "coverage_pct": value, "shortage": max(0.0, 100 - value)}
        for row, value in enumerate(values)
    ]


def test_the_columns_are_those_of_the_contract_in_their_order():
    assert list(RELEASE_COLUMNS) == CONTRACT
    assert set(EXTRAS) == set(CATALOGUE)
    for indicator, extras in EXTRAS.items():
        assert list(released(indicator).data.columns) == CONTRACT + extras


@pytest.mark.parametrize("part", ["data", "context"])
@pytest.mark.parametrize("change", ["raw_persons", "missing", "order"])
def test_a_released_frame_refuses_other_columns(part, change):
    good = table("school_seats")
    bad = {
        "raw_persons": good.assign(persons=1),
        "missing": good.drop(columns="status"),
        "order": good[list(reversed(good.columns))],
    }[change]
    frames = {"data": good, "context": good} | {part: bad}
    selection, _ = from_query({}, OPTIONS)
    with pytest.raises(FrameError, match="has the columns"):
        ReleaseFrame(selection, frames["data"], frames["context"], "v1", TODAY)


def test_json_has_plain_values_at_full_precision_and_none_where_empty():
    row = {
        "pcode": "IR2301",
        "value": np.float64(100 / 3),
        "level": np.int64(2),
        "is_demonstration": np.True_,
        "note": "x",
    }
    document = released("school_seats", row).to_json()
    assert list(document) == ["selection", "data_version", "as_of", "truncated", "rows"]
    assert document["as_of"] == "2026-02-15"
    assert document["selection"]["indicator"] == "school_seats"
    assert json.loads(json.dumps(document, allow_nan=False))["rows"][0] == {
        **dict.fromkeys([*CONTRACT, *EXTRAS["school_seats"]]),
        "pcode": "IR2301",
        "level": 2,
        "status": "ok",
        "value": 33.333333333333336,
        "is_demonstration": True,
        "note": "x",
    }


def test_csv_has_full_precision_one_line_feed_a_row_and_nothing_where_empty():
    lines = released("school_seats", *covered(100 / 3, math.nan)).to_csv().split("\n")
    assert lines[0].split(",") == [*CONTRACT, *EXTRAS["school_seats"]]
    assert lines[1].split(",")[0] == "IR2300"
    assert "33.333333333333336" in lines[1]
    assert "nan" not in lines[2].lower()
    assert len(lines) == 4
    assert lines[3] == ""


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ((20, 49.9, 50, 120), Finding("below_half", 2, 4)),
        ((50, 99, 100), Finding("short", 2, 3)),
        ((100, 250), Finding("none_short", 0, 2)),
        ((), Finding("nothing")),
    ],
)
def test_coverage_is_told_against_half_and_the_whole_of_the_standard(values, found):
    assert finding(released("school_seats", *covered(*values))) == found


def test_areas_without_a_figure_or_cut_by_the_city_boundary_are_not_compared():
    rows = covered(10, 20, 30, 40)
    rows[0]["note"] = "city_boundary"
    rows[1] |= {"status": "few", "value": math.nan, "coverage_pct": math.nan}
    rows[2]["note"] = "reported:9/10;city_boundary"
    frame = released("school_seats", *rows)
    assert finding(frame) == Finding("below_half", 1, 1, ("IR2300", "IR2302"))
    assert list(ranked(frame.data, "lower_is_worse")["pcode"]) == ["IR2303"]


def test_places_are_told_against_the_provinces_own_rate_and_shares_against_a_tenth():
    rates = [{"pcode": f"IR23{row:02d}", "value": value} for row, value in enumerate((5.0, 10.0, 15.0))]
    assert finding(released("training_places", *rates, context=[{"value": 10.0}])) == Finding("beyond", 1, 3)
    assert finding(released("training_places", *rates, context=[{"value": 5.0}])) == Finding("none_beyond", 0, 3)
    assert finding(released("foreign_share", *rates)) == Finding("beyond", 1, 3)
    assert finding(released("foreign_share", rates[0])) == Finding("none_beyond", 0, 1)


def test_a_surplus_does_not_hide_a_shortage_in_one_stage():
    rows = [{"pcode": "IR2301", "value": 109.0, "coverage_pct": 109.0, "shortage": 1214.0}]
    assert finding(released("school_seats", *rows)) == Finding("short", 1, 1)


def test_ratios_are_told_against_the_standard_or_without_one_against_the_province():
    rows = [{"pcode": f"IR23{row:02d}", "value": value} for row, value in enumerate((34.0, 36.0, 41.0))]
    frame = released("pupils_per_class", *rows, context=[{"value": 37.0}])
    assert finding(frame, 35.0) == Finding("beyond", 2, 3)
    assert finding(frame, 50.0) == Finding("none_beyond", 0, 3)
    assert finding(frame) == Finding("beyond", 1, 3)
    less = released("school_space", *rows, context=[{"value": 37.0}])
    assert finding(less, 35.0) == Finding("beyond", 1, 3)


@pytest.mark.parametrize(("indicator", "kind"), [("priority_index", "carries"), ("national_share", "largest")])
def test_of_points_and_parts_of_the_country_the_largest_is_named(indicator, kind):
    rows = [{"pcode": f"IR23{row:02d}", "value": value} for row, value in enumerate((30.0, 50.0, 20.0))]
    assert finding(released(indicator, *rows)) == Finding(kind, 0, 3, (), "IR2301")


def test_the_worst_comes_first_and_equal_values_by_code():
    data = released("school_seats", *covered(50, 20, 50, 90)).data
    assert list(ranked(data, "lower_is_worse")["pcode"]) == ["IR2301", "IR2300", "IR2302", "IR2303"]
    assert list(ranked(data, "higher_is_worse")["pcode"]) == ["IR2303", "IR2300", "IR2302", "IR2301"]


def facility_rows(**changed):
    row = {name: float("nan") for name in FACILITY_COLUMNS} | {
        "facility_id": "f1",
        "kind": "clinic",
        "status": "operational",
    }
    return pd.DataFrame([row | changed], columns=list(FACILITY_COLUMNS))


def test_facility_frame_takes_its_columns_and_known_kinds_alone():
    assert len(FacilityFrame(facility_rows()).data) == 1
    with pytest.raises(FrameError, match="columns"):
        FacilityFrame(facility_rows().drop(columns="lat"))
    with pytest.raises(FrameError, match="columns"):
        FacilityFrame(facility_rows().assign(raw_pupils=3))
    with pytest.raises(FrameError, match="kind 'mosque'"):
        FacilityFrame(facility_rows(kind="mosque"))
    with pytest.raises(FrameError, match="status 'ruined'"):
        FacilityFrame(facility_rows(status="ruined"))
