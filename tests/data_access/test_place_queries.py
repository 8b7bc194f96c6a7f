"""What is read of named places, and that it holds no count of a population group."""

import re

import pytest

from data_access import place_queries, queries
from data_access.engine import read_only_engine
from data_access.repository import Repository


@pytest.fixture(scope="module")
def read(demo_database):
    return Repository(read_only_engine(f"sqlite:///{demo_database}")).read


def test_settlements_are_all_and_sorted(read):
    data = read("settlement", place_queries.settlements()).data
    assert len(data) == 130
    assert data["settlement_id"].is_monotonic_increasing
    assert {"name_fa", "name_en", "pcode", "lat", "lon", "persons", "period", "source_id"} <= set(data.columns)


@pytest.mark.parametrize("period", [1398, 1402, 1404])
def test_facilities_of_a_period_are_those_that_are_counted_with_the_status_that_counts(read, period):
    data = read("facility", place_queries.facility_places(period)).data
    counted = read("facility", queries.facilities(period)).data
    for column in ("facility_id", "kind", "pcode", "open_to", "status"):
        assert data[column].tolist() == counted[column].tolist()
    assert data["status_source"].tolist() == counted["source_id"].tolist()
    assert data[["name_fa", "name_en", "lat", "lon"]].notna().all(axis=None)


def test_facility_without_a_status_up_to_the_period_is_left_out(read):
    early, late = (
        set(read("facility", place_queries.facility_places(one)).data["facility_id"]) for one in (1397, 1404)
    )
    assert early < late


def test_no_select_of_places_reads_a_count_of_a_group():
    for query in (
        place_queries.settlements(),
        place_queries.facility_places(1404),
        place_queries.promised_facilities(),
    ):
        assert not re.search("population|facility_capacity", str(query.compile()))
    assert re.search("population", str(queries.population(1404).compile())), "what is looked for can be found"
