"""Facilities, capacity, standards and commitments of the demonstration database."""

import json

import pandas as pd
import pytest
from shapely.geometry import Point, shape

from data_access.admin.demo import DEMO_AS_OF

STATUSES = {"operational", "needs_rehabilitation", "under_construction", "planned", "closed"}
KINDS = {
    "education": {"primary_school", "lower_secondary_school", "upper_secondary_school"},
    "health": {
        "health_house",
        "health_post",
        "rural_health_centre",
        "urban_health_centre",
        "clinic",
        "hospital",
    },
    "livelihoods": {"training_centre", "workshop", "enterprise_support"},
}
MEASURES = {
    "education": {"classrooms", "shifts", "pupils", "teachers", "floor_area_m2"},
    "health": {"staff", "beds"},
    "livelihoods": {"training_places", "graduates", "beneficiaries"},
}


def test_facilities_follow_the_provincial_counts(frames):
    found = frames["facility"]["kind"].value_counts()
    assert 5_500 <= len(frames["facility"]) <= 6_500
    for kind, published in {
        "health_house": 237,
        "urban_health_centre": 245,
        "rural_health_centre": 50,
        "hospital": 161,
    }.items():
        assert found[kind] == pytest.approx(published, rel=0.01)
    owners = frames["facility"]["name_en"].str.extract(r"^(Public|Charity|Private) hospital")[0].value_counts()
    assert owners.to_dict() == {"Public": 88, "Charity": 11, "Private": 62}


def test_kinds_statuses_measures_and_audiences_are_those_of_the_contract(frames):
    found = frames["facility"]
    for sector, kinds in KINDS.items():
        assert set(found[found["sector"] == sector]["kind"]) == kinds
    assert set(found["sector"]) == set(KINDS)
    assert set(found["open_to"]) == {"all", "foreign_nationals", "host"}
    assert set(frames["facility_status"]["status"]) == STATUSES
    capacity = frames["facility_capacity"].merge(found[["facility_id", "sector"]], on="facility_id")
    for sector, measures in MEASURES.items():
        assert set(capacity[capacity["sector"] == sector]["measure"]) == measures
    assert (capacity["value"] >= 0).all()
    assert set(capacity[capacity["measure"] == "shifts"]["value"]) == {1, 2, 3}


def test_facilities_stand_inside_their_district(frames):
    areas = frames["admin_area"].set_index("pcode")["boundary"].dropna()
    shapes = {pcode: shape(json.loads(text)).buffer(2e-5) for pcode, text in areas.items()}
    found = frames["facility"]
    outside = [row.facility_id for row in found.itertuples() if not shapes[row.pcode].contains(Point(row.lon, row.lat))]
    assert outside == []


def test_operating_facilities_of_1404_cover_counties_very_differently(frames, split):
    status = frames["facility_status"].sort_values("period").groupby("facility_id")["status"].last()
    capacity = frames["facility_capacity"].query("period == 1404")
    wide = capacity.pivot(index="facility_id", columns="measure", values="value")
    schools = frames["facility"].query("sector == 'education'").set_index("facility_id").join(wide)
    schools = schools[status[schools.index].isin(["operational", "needs_rehabilitation"])]
    seats = (schools["classrooms"] * schools["shifts"].clip(upper=2) * 35).groupby(schools["pcode"].str[:6]).sum()
    pupils = split.query("period == 1404 and population_group == 'resident'")
    pupils = pupils[pupils["age_band"].isin(["6-11", "12-14", "15-17"])]
    coverage = 100 * seats / pupils.groupby(pupils["pcode"].str[:6])["persons"].sum()
    classes = pd.cut(coverage, [0, 50, 75, 100, 1000], right=False).value_counts()
    assert (classes >= 2).all()
    assert 40 < coverage.min() < 50
    assert 110 < coverage.max() < 125


def test_missing_figures_zero_health_houses_and_no_data_occur(frames):
    found, reported = frames["facility"], set(frames["facility_capacity"]["facility_id"])
    schools = found[found["sector"] == "education"]
    silent = (~schools["facility_id"].isin(reported)).groupby(schools["pcode"]).mean()
    assert list(silent[silent > 0.2].index) == ["IR230305"]
    assert 0.005 < (~found["facility_id"].isin(reported)).mean() < 0.04
    assert found.query("kind == 'health_house' and pcode == 'IR230103'").empty


def test_standards_have_one_default_each(frames):
    standards = frames["service_standard"]
    assert {"ppc_35", "ppc_40", "hh_1200", "hp_12500", "phu_10000", "beds_10"} <= set(standards["standard_id"])
    assert standards["standard_id"].str.fullmatch(r"[a-z0-9_]+").all()
    assert (standards.groupby("indicator_id")["is_default"].sum() == 1).all()


def test_disagreeing_shares_stand_side_by_side(frames):
    shares = frames["benchmark"].query("indicator_id == 'national_share'")
    assert set(shares["pcode"]) == {"IR23"}
    assert shares["source_id"].nunique() >= 4
    assert len(shares[shares["period"] == 1395]) == 2


def test_two_meetings_thirty_commitments_in_every_state_some_late(frames):
    as_of = DEMO_AS_OF.isoformat()
    held = frames["meeting"]["held_on"]
    assert (held < as_of).sum() == (held > as_of).sum() == 1
    updates = frames["commitment_update"].sort_values("updated_on")
    assert (updates["updated_on"] <= as_of).all()
    state = updates.groupby("commitment_id").last()
    assert len(frames["commitment"]) == len(state) == 30
    assert set(state["status"]) == {"proposed", "agreed", "in_progress", "delivered", "cancelled"}
    commitments = frames["commitment"].set_index("commitment_id").join(state)
    late = commitments[(commitments["due_on"] < as_of) & commitments["status"].isin(["agreed", "in_progress"])]
    assert len(late) >= 3
    assert (commitments["delivered"] <= commitments["promised"]).all()
    assert (commitments[commitments["status"] == "delivered"].eval("delivered == promised")).all()
    assert (commitments["amount"].isna() == commitments["currency"].isna()).all()
