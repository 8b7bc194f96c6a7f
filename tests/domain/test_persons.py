"""Persons by groups, sex and age band: sums of protected cells, what is unknown, what is too few."""

import pytest

from domain.disclosure import protect
from domain.persons import BAND_YEARS, BANDS, GROUP_CHOICES, persons_told
from tests.toy import A1, A2, B1, PROVINCE, ROUNDING, TREE, A, B, person, raw


def told(*rows, areas=(A, A1, A2), limit=0.2):
    data = persons_told(protect(raw(*rows), TREE, ROUNDING, by_sex=True), TREE, list(areas), limit)
    return data.set_index(["pcode", "groups", "sex", "age_band"])


def everybody(*codes, foreign=50, **more):
    """By area 1,000 residents, the same number of refugees and of documented in each of four cells."""
    return [
        person(code, group, count, age, "urban", sex, **more)
        for code in codes
        for group, count in (("resident", 1000), ("refugee", foreign), ("documented", foreign))
        for age in ("6-11", "18-64")
        for sex in ("f", "m")
    ]


def test_areas_groups_sexes_and_bands_are_sums_of_their_parts():
    found = told(*everybody(A1, A2))
    assert found.loc[(A1, "refugee", "f", "6-11"), "persons"] == 50
    assert found.loc[(A1, "host", "f", "6-11"), "persons"] == 900
    assert found.loc[(A1, "refugee,documented", "all", "all"), "persons"] == 400
    assert found.loc[(A, "host,refugee,documented", "m", "18-64"), "persons"] == 2000
    assert found.loc[(A, "host,refugee,documented", "all", "all"), "persons"] == 8000
    assert len(found) == 3 * len(GROUP_CHOICES) * 3 * 7
    assert set(found["note"]) == {""}


@pytest.mark.parametrize(("foreign", "status"), [(5, "few"), (10, "ok")])
def test_a_sum_below_ten_is_not_told(foreign, status):
    row = told(*everybody(A1, foreign=foreign)).loc[(A1, "refugee", "f", "6-11")]
    assert row["status"] == status
    assert (row["persons"] == foreign) if status == "ok" else row["persons"] != row["persons"]


def test_people_known_without_sexes_have_a_sum_and_no_sexes():
    rows = [
        person(A1, group, 500, age, "urban", "all")
        for group in ("resident", "refugee", "documented")
        for age in ("6-11", "18-64")
    ]
    found = told(*rows, areas=[A1])
    assert found.loc[(A1, "refugee", "all", "6-11"), "persons"] == 500
    assert {found.loc[(A1, "refugee", "f", band), "status"] for band in BANDS} == {"no_data"}
    assert found.loc[(A1, "refugee", "all", "all"), "persons"] == 1000


def test_people_known_without_ages_have_a_sum_and_no_bands():
    rows = [
        person(A1, group, 500, "all", "urban", sex) for group in ("resident", "refugee", "documented") for sex in "fm"
    ]
    found = told(*rows, areas=[A1])
    assert found.loc[(A1, "documented", "m", "all"), "persons"] == 500
    assert found.loc[(A1, "documented", "m", "6-11"), "status"] == "no_data"


@pytest.mark.parametrize(("limit", "status"), [(0.2, "no_data"), (0.5, "ok")])
def test_an_area_with_too_many_unknown_districts_has_no_figure(limit, status):
    found = told(*everybody(A1), limit=limit)
    row = found.loc[(A, "host,refugee,documented", "all", "all")]
    assert row["status"] == status
    assert row["note"] == ("no_population" if status == "no_data" else "areas_missing:1/2")
    assert found.loc[(A2, "host", "all", "all"), "status"] == "no_data"


def test_a_district_whose_county_alone_is_counted_has_no_figure():
    found = told(*everybody(B), areas=[B, B1, PROVINCE], limit=1.0)
    assert found.loc[(B, "host,refugee,documented", "all", "all"), "status"] == "ok"
    assert found.loc[(B1, "host,refugee,documented", "all", "all"), "status"] == "no_data"


def test_bands_hold_the_years_of_their_names():
    for band, years in BAND_YEARS.items():
        if years is not None:
            first, last = map(int, band.split("-"))
            assert years == last - first + 1


def test_both_ways_to_protect_give_the_same_sums():
    rows = raw(*everybody(A1, A2, foreign=13))
    apart, together = protect(rows, TREE, ROUNDING, by_sex=True), protect(rows, TREE, ROUNDING)
    keys = ["pcode", "group", "age_band", "area_type"]
    assert apart.data.groupby(keys)["persons"].sum().to_dict() == together.data.set_index(keys)["persons"].to_dict()
    assert apart.info.equals(together.info)
