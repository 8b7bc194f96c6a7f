"""A sector or a standard that the data do not hold: no figure, and never a shortage of everything."""

import pytest

from domain.grants import Scope
from domain.indicators import CATALOGUE
from tests.measures.offices import evidence_of, facility, released, standards, status
from tests.toy import A1, B1, A, B

KINDS = {"education": "primary_school", "health": "urban_health_centre", "livelihoods": "training_centre"}


def with_one(office, *sectors, at=A1, **more):
    """An office with one closed facility of each of some sectors: it offers nothing, and the sector is known."""
    places = [facility(sector, at, KINDS[sector], sector=sector) for sector in sectors]
    return office(facility=places, facility_status=[status(one, status="closed", **more) for one in sectors])


@pytest.mark.parametrize(
    ("indicator", "sector"),
    [("school_seats", "education"), ("primary_health_units", "health"), ("training_places", "livelihoods")],
)
def test_a_sector_without_any_facility_has_no_figures_and_one_with_a_closed_one_has_none_of_capacity(
    office, indicator, sector, tmp_path
):
    others = [one for one in KINDS if one != sector]
    table = released(with_one(office, *others), indicator=indicator).data
    assert set(table["status"]) == {"no_data"}
    assert set(table["note"]) == {"no_sector"}


@pytest.mark.parametrize("indicator", ["school_seats", "primary_health_units", "training_places"])
def test_where_the_sector_is_known_an_area_without_a_facility_has_a_capacity_of_0(office, indicator):
    table = released(with_one(office, *KINDS), indicator=indicator).data.set_index("pcode")
    assert dict(table["status"]) == {A: "ok", B: "ok"}
    assert dict(table["capacity"]) == {A: 0.0, B: 0.0}


def test_a_sector_that_begins_in_a_later_year_has_no_figures_before(office):
    source = with_one(office, "education", period=1403)
    assert set(released(source, period=1403).data["status"]) == {"ok"}


def test_whether_a_sector_is_there_is_the_same_for_a_link_over_areas_without_a_facility_of_it(office):
    source = with_one(office, *KINDS)
    part = source.narrowed(Scope(areas=(B,)))
    assert evidence_of(part, 1403).basis.sectors == evidence_of(source, 1403).basis.sectors == frozenset(KINDS)
    row = released(part, level="district", area=B).data.set_index("pcode").loc[B1]
    assert (row["status"], row["capacity"]) == ("ok", 0.0)


@pytest.mark.parametrize("indicator", CATALOGUE)
def test_without_any_standard_each_indicator_says_so_or_needs_none(office, indicator):
    places = [facility(one, A1, KINDS[one], sector=one) for one in KINDS]
    source = office(service_standard=[], facility=places, facility_status=[status(one) for one in KINDS])
    table = released(source, indicator=indicator).data
    needs = CATALOGUE[indicator].standard_as in ("pupils_per_class", "persons_per_unit")
    nobody = indicator == "health_houses"  # all of the people live in towns
    assert table["note"].str.contains("nobody_to_serve" if nobody else "no_standard").any() == needs
    if needs:
        assert set(table["status"]) == {"no_data"}


def test_a_standard_for_one_indicator_alone_leaves_the_others_without_need(office):
    only = [one for one in standards() if one["indicator_id"] == "school_seats"]
    places = [facility(one, A1, KINDS[one], sector=one) for one in KINDS]
    source = office(service_standard=only, facility=places, facility_status=[status(one) for one in KINDS])
    assert set(released(source, indicator="primary_health_units").data["note"]) == {"no_standard"}
    assert "ok" in set(released(source, indicator="priority_index").data["status"])
