"""Areas, people and settlements of the demonstration database against the census and the calibration."""

import pytest

from data_access.admin.demo import chance, facts

AGES = ("0-5", "6-11", "12-14", "15-17", "18-64", "65+")
FOREIGN = ("refugee", "documented")


def total(frame, **wanted):
    chosen = frame
    for column, value in wanted.items():
        chosen = chosen[chosen[column] == value]
    return int(chosen["persons"].sum())


def test_areas_are_one_country_one_province_16_counties_35_districts(frames):
    areas = frames["admin_area"]
    assert areas["level"].value_counts().to_dict() == {0: 1, 1: 1, 2: 16, 3: 35}
    assert not areas["name_en"].duplicated().any()
    below = areas[areas["level"] == 3]
    assert (below["parent_pcode"] == below["pcode"].str[:6]).all()
    provisional = areas.set_index("pcode").loc["IR2320X1"]
    assert "provisional" in provisional["note_en"]
    distorted = areas.set_index("pcode").loc[["IR2303", "IR230304", "IR2304", "IR230401"]]
    assert distorted[["note_fa", "note_en"]].notna().all().all()


def test_all_areas_but_the_country_are_drawn_as_schematic(frames):
    areas = frames["admin_area"].set_index("pcode").drop("IR")
    assert areas[["boundary", "center_lat", "center_lon", "area_km2"]].notna().all().all()
    assert set(areas["boundary_quality"]) == {"schematic"}
    counties = areas[areas["level"] == 2]["area_km2"].sum()
    assert counties == pytest.approx(areas.loc["IR23", "area_km2"], rel=1e-3)


def test_the_census_stands_as_published(frames):
    people = frames["population"]
    census = people[(people["period"] == 1395) & (people["population_group"] == "resident")]
    published = census[census["age_band"] == "all"].set_index("pcode")["persons"]
    counties = published[published.index.str.len() == 6]
    assert published["IR23"] == 13_267_637 == counties.sum()
    assert published["IR"] == 79_926_270
    assert len(counties) == 16
    districts = published[published.index.str.len() == 8]
    missing = counties - districts.groupby(districts.index.str[:6]).sum()
    assert len(districts) == 34
    assert missing["IR2301"] == 583
    assert (missing[["IR2306", "IR2310", "IR2314"]] == 0).all()


def test_a_split_is_complete_and_sums_to_the_published_total(frames, split):
    people = frames["population"]
    keys = ["pcode", "period", "population_group"]
    whole = people[people["age_band"] == "all"].set_index(keys)["persons"]
    parts = split.groupby(keys)["persons"].sum()
    both = whole.index.intersection(parts.index)
    assert len(both) == 34
    assert (whole[both] == parts[both]).all()
    assert (split.groupby(keys).size() == 24).all()
    assert set(split["sex"]) == {"f", "m"}
    assert set(split["age_band"]) == set(AGES)
    assert set(split["area_type"]) == {"urban", "rural"}
    totals = people[people["age_band"] == "all"]
    assert ((totals["sex"] == "all") & (totals["area_type"] == "all")).all()


def test_every_district_has_every_group_from_1400_to_1404(split):
    later = split[split["period"] >= 1400]
    assert later.groupby(["population_group", "period"])["pcode"].nunique().eq(35).all()
    assert set(later["period"]) == set(range(1400, 1405))
    assert split[split["pcode"] == "IR2320X1"]["period"].min() == 1400


def test_foreign_nationals_sum_to_the_calibration_exactly(split):
    for row in facts.rows("calibration"):
        period, group, persons = int(row["period"]), row["population_group"], int(row["persons"])
        assert total(split, period=period, population_group=group) == persons
        for bound, outside in (("lower_persons", persons.__lt__), ("upper_persons", persons.__gt__)):
            assert not (row[bound] and outside(int(row[bound])))
    for period in range(1400, 1404):
        assert sum(total(split, period=period, population_group=group) for group in FOREIGN) == 500_000


def test_nobody_is_negative_and_residents_include_the_foreign_nationals(split):
    wide = split[split["period"] >= 1400].pivot(
        index=["pcode", "period", "sex", "age_band", "area_type"], columns="population_group", values="persons"
    )
    assert (wide >= 0).all().all()
    assert (wide["refugee"] + wide["documented"] <= wide["resident"]).all()


def test_small_counts_and_a_district_without_rural_people_occur(split):
    foreign = split[(split["period"] == 1404) & split["population_group"].isin(FOREIGN)]
    assert foreign["persons"].between(1, 9).any()
    assert total(split, pcode="IR230102", period=1404, area_type="rural") == 0
    assert total(split, pcode="IR231601", period=1404, area_type="rural") == 0


def test_the_host_community_has_no_step_in_1404(split):
    def host(period):
        return total(split, period=period, population_group="resident") - sum(
            total(split, period=period, population_group=group) for group in FOREIGN
        )

    usual = (host(1403) - host(1400)) / 3
    assert host(1404) - host(1403) == pytest.approx(usual, rel=0.05)


def test_settlements_stand_in_their_districts_and_do_not_exceed_their_people(frames):
    places, areas = frames["settlement"], frames["admin_area"].set_index("pcode")
    assert len(places) == 130
    assert set(places["pcode"]) == set(areas[areas["level"] == 3].index)
    assert places["persons"].dropna().gt(0).all()
    assert (places["persons"].isna() == places["period"].isna()).all()
    people = frames["population"]
    census = people[(people["period"] == 1395) & (people["age_band"] == "all")].set_index("pcode")["persons"]
    settled = places.groupby(places["pcode"].str[:6])["persons"].sum()
    assert (settled <= census[settled.index]).all()


def test_shares_sum_to_the_whole_and_a_zero_weight_gets_nothing():
    assert chance.apportion(10, [1, 1, 1]) == [4, 3, 3]
    assert chance.apportion(7, [0, 5, 2]) == [0, 5, 2]
    assert chance.apportion(0, [0, 0]) == [0, 0]
    with pytest.raises(ValueError, match="all weights are zero"):
        chance.apportion(1, [0, 0])
