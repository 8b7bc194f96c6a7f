"""Differences of two sides on the demonstration, by plain loops and SQL; none where a figure is protected or absent."""

import math

import pytest

from domain.links import from_query
from measures.change import of_areas
from measures.difference import difference
from measures.release import evidence, release
from tests.measures.plain_seats import STAGES, people, seats

YEARS = (1401, 1404)


@pytest.fixture(scope="module")
def read(demo):
    """Reference, evidence of both years, what a link of either releases, and pupils by year, age and district."""
    version = demo.version()
    reference = demo.reference(version)
    found = {year: evidence(demo, reference, version, year) for year in YEARS}

    def frame(**query):
        selection, notices = from_query(query, reference.options)
        assert not notices
        return release(selection, reference, found[selection.period], demo, version)

    pupils = {year: {age: people(found[year], (age,)) for age, _kind in STAGES} for year in YEARS}
    return reference, found, frame, pupils


def frames(read, **query):
    return [read[2](period=str(year), **query) for year in YEARS]


def plain_coverage(read, demo_database, capacity_year, people_year, districts):
    offered = needed = 0
    for age, kind in STAGES:
        pupils, places = read[3][people_year][age], seats(demo_database, capacity_year, kind)
        for code in districts:
            needed += pupils.get(code, 0)
            offered += places.get(code, 0)
    return 100 * offered / needed


def test_coverage_of_each_county_and_the_province_differs_between_years_as_plain_loops_and_sql_say(read, demo_database):
    tree, found = read[0].tree, difference(*frames(read, indicator="school_seats"))
    assert list(found.index) == [*tree.within("IR23", 2), "IR23"]
    for code in found.index:
        before, after = (
            plain_coverage(read, demo_database, year, year, tree.within(code, 3) or [code]) for year in YEARS
        )
        assert found[code] == pytest.approx(after - before), code
    assert found.abs().max() > 1


def test_parts_of_each_county_are_those_of_plain_loops_and_sum_to_the_difference(read, demo_database):
    reference, evidences, *_rest = read
    selection, _notices = from_query({"indicator": "school_seats", "period": str(YEARS[1])}, reference.options)
    codes = reference.tree.within("IR23", 2)
    found = of_areas(selection, *(evidences[year].basis for year in YEARS), codes)
    whole = difference(*frames(read, indicator="school_seats"))
    assert list(found) == codes
    for code, change in found.items():
        inside = reference.tree.within(code, 3)
        (old, mixed), (other, new) = (
            [plain_coverage(read, demo_database, capacity, year, inside) for capacity in YEARS] for year in YEARS
        )
        assert (change.before, change.after) == pytest.approx((old, new))
        assert change.by_capacity == pytest.approx((mixed - old + new - other) / 2, abs=1e-9)
        assert change.by_people == pytest.approx((other - old + new - mixed) / 2, abs=1e-9)
        assert change.by_capacity + change.by_people == pytest.approx(whole[code], abs=1e-9)


@pytest.mark.parametrize(
    ("first", "other"), [("host", "documented"), ("documented", "host"), ("refugee", "documented")]
)
def test_no_difference_where_either_figure_is_protected_or_absent(read, first, other):
    link = {"indicator": "health_houses", "level": "district", "period": "1404"}
    sides = [read[2](**link, groups=groups) for groups in (first, other)]
    found = difference(*sides)
    statuses = set()
    for one, two in zip(*(side.data.to_dict("records") for side in sides), strict=True):
        statuses |= {one["status"], two["status"]}
        if one["status"] == two["status"] == "ok":
            assert found[one["pcode"]] == two["value"] - one["value"]
        else:
            assert math.isnan(found[one["pcode"]])
    assert statuses == {"ok", "few", "no_data"}


def test_two_indicators_have_no_difference(read):
    one, two = (read[2](indicator=name) for name in ("school_seats", "health_posts"))
    with pytest.raises(ValueError, match="school_seats and health_posts"):
        difference(one, two)
