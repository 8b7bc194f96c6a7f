"""Changes of figures on the demonstration, once more in plain loops and SQL, and where there is nothing to compare."""

import sqlite3
from contextlib import closing
from datetime import date

import pytest

from domain.links import from_query
from measures.change import Since, since
from measures.promises import tally_on
from measures.release import evidence, release
from tests.measures.offices import built, everybody, opened
from tests.measures.plain_seats import STAGES, people, seats
from tests.toy import A2

YEARS = (1403, 1404)


@pytest.fixture(scope="module")
def read(demo):
    """Reference, version, and the evidence of both years."""
    version = demo.version()
    reference = demo.reference(version)
    return reference, version, {year: evidence(demo, reference, version, year) for year in YEARS}


def selected(reference, **query):
    made, notices = from_query({"period": "1404", **query}, reference.options)
    assert not notices
    return made


def change(read, **query):
    reference, _version, found = read
    return since(selected(reference, **query), 1403, found[1403].basis, found[1404].basis)


def test_school_shortage_changes_as_plain_loops_and_sql_say(read, demo_database):
    *_rest, found = read

    def short(capacity_year, people_year):
        whole = 0
        for age, kind in STAGES:
            offered = seats(demo_database, capacity_year, kind)
            for code, pupils in people(found[people_year], (age,)).items():
                whole += max(0, pupils - offered.get(code, 0))
        return whole

    old, new = YEARS
    one = change(read, indicator="school_seats").changes["shortage"]
    assert (one.before, one.after) == (short(old, old), short(new, new))
    # Capacity first and last, people first and last, and the means of both.
    first, last = short(new, old) - short(old, old), short(new, new) - short(old, new)
    assert one.by_capacity == pytest.approx((first + last) / 2)
    first, last = short(old, new) - short(old, old), short(new, new) - short(new, old)
    assert one.by_people == pytest.approx((first + last) / 2)
    assert one.by_capacity != 0
    assert one.by_people != 0


@pytest.mark.parametrize(
    ("indicator", "column"),
    [
        ("school_seats", "shortage"),
        ("health_posts", "units_short"),
        ("health_houses", "persons_per_unit"),
        ("training_places", "value"),
        ("foreign_share", "foreign_persons"),
    ],
)
def test_both_ends_are_the_released_figures_and_the_parts_sum_to_the_whole(read, demo, indicator, column):
    reference, version, found = read
    ends = []
    for year in YEARS:
        chosen, _notices = from_query({"indicator": indicator, "period": str(year)}, reference.options)
        ends.append(release(chosen, reference, found[year], demo, version).context[column].iloc[0])
    one = change(read, indicator=indicator).changes[column]
    assert [one.before, one.after] == ends
    assert one.by_capacity + one.by_people == pytest.approx(ends[1] - ends[0])


def test_number_of_people_has_no_part_of_capacity_and_a_ratio_of_facilities_none_of_people(read):
    assert change(read, indicator="foreign_share").changes["foreign_persons"].by_capacity == 0
    ratio = change(read, indicator="pupils_per_class").changes["value"]
    assert ratio.by_people == 0
    assert ratio.by_capacity == ratio.whole != 0


def test_capacity_for_a_group_changes_with_its_people_too(read):
    # What facilities offer stays, but the group's share of it does not: that part is one of people.
    one = change(read, indicator="training_places", groups="documented").changes["capacity"]
    whole = change(read, indicator="training_places").changes["capacity"]
    assert whole.by_people == 0
    assert one.by_people < 0


def test_change_of_a_county_is_that_of_its_own_districts(read):
    province = change(read, indicator="school_seats").changes["shortage"]
    reference = read[0]
    counties = [
        change(read, indicator="school_seats", level="district", area=code) for code in reference.tree.within("IR23", 2)
    ]
    for part in ("by_capacity", "by_people", "whole"):
        assert sum(getattr(one.changes["shortage"], part) for one in counties) == pytest.approx(getattr(province, part))


def test_years_that_know_the_people_of_other_areas_are_not_compared(tmp_path):
    def compared(name, population):
        source = opened(built(tmp_path / name, population=population))
        version = source.version()
        reference = source.reference(version)
        found = {year: evidence(source, reference, version, year) for year in YEARS}
        return since(selected(reference, indicator="school_seats"), 1403, found[1403].basis, found[1404].basis)

    new = [row | {"period": 1404} for row in everybody()]
    assert compared("same", [*everybody(), *new]).changes["shortage"].whole == 0
    fewer = [row for row in everybody() if row["pcode"] != A2]
    assert compared("other", [*fewer, *new]) == Since(1403, {})


@pytest.mark.parametrize("day", ["2025-02-15", "2025-12-20", "2026-01-19", "2026-02-15"])
def test_tally_is_what_sql_counts(demo, demo_database, day):
    query = """
        SELECT (SELECT status FROM commitment_update AS u WHERE u.commitment_id = c.commitment_id AND updated_on <= :day
                ORDER BY updated_on DESC LIMIT 1), due_on < :day FROM commitment AS c"""
    with closing(sqlite3.connect(f"file:{demo_database}?mode=ro", uri=True)) as connection:
        rows = connection.execute(query, {"day": day}).fetchall()
    one = tally_on(demo, demo.version(), date.fromisoformat(day))
    made = [row for row in rows if row[0] in ("agreed", "in_progress", "delivered")]
    assert (one.made, one.due) == (len(made), sum(due for _status, due in made))
    assert one.delivered == sum(status == "delivered" for status, _due in rows)
    assert one.late == sum(due for status, due in rows if status in ("agreed", "in_progress"))
    assert one.proposed == sum(status == "proposed" for status, _due in rows)
    assert one.cancelled == sum(status == "cancelled" for status, _due in rows)
