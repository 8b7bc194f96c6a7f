"""Where residents and foreign nationals are known at different levels or in different detail."""

import numpy as np
import pytest

from domain.admin import AreaTree
from domain.disclosure import protect
from domain.gap import figures
from domain.indicators import GROUPS
from domain.shares import foreign_share
from tests.toy import (
    A1,
    A2,
    B1,
    LEVELS,
    PARENTS,
    PROVINCE,
    ROUNDING,
    TREE,
    A,
    B,
    facilities,
    person,
    question,
    raw,
    table_of,
)

# Multiples of the base, so that sums can be done by hand.
AT_DISTRICTS = [
    person(A1, "refugee", 20),
    person(A2, "refugee", 30),
    person(A1, "documented", 5),
    person(A2, "documented", 10),
]


def by_area(*rows, tree=TREE):
    data = protect(raw(*rows), tree, ROUNDING).data
    sums = data.groupby(["pcode", "group"])["persons"].sum().unstack("group").reindex(columns=list(GROUPS))
    return {
        code: [None if np.isnan(one) else int(one) for one in row]
        for code, row in zip(sums.index, sums.to_numpy(), strict=True)
    }


def shares(*rows, areas=(A, A1, A2), tree=TREE):
    asked = question("foreign_share")
    table = table_of(asked, protect(raw(*rows), tree, ROUNDING), facilities(), tree)
    return foreign_share(asked, table, tree, list(areas))


def test_residents_of_a_county_and_foreign_nationals_of_its_districts_meet_at_the_county():
    rows = [person(A, "resident", 1000), *AT_DISTRICTS]
    assert by_area(*rows) == {A: [1000 - 65, 50, 15]}
    table = shares(*rows)
    assert list(table["status"]) == ["ok", "no_data", "no_data"]
    assert table.loc[A, "value"] == 100 * 65 / 1000


def test_residents_of_districts_and_foreign_nationals_of_their_county_meet_at_the_county():
    rows = [
        person(A1, "resident", 600),
        person(A2, "resident", 400),
        person(A, "refugee", 50),
        person(A, "documented", 15),
    ]
    assert by_area(*rows) == {A: [1000 - 65, 50, 15]}


def test_one_group_known_by_district_and_the_other_by_county_meet_at_the_county():
    rows = [person(A1, "resident", 600), person(A2, "resident", 400), *AT_DISTRICTS[:2], person(A, "documented", 15)]
    assert by_area(*rows) == {A: [1000 - 65, 50, 15]}
    assert shares(*rows).loc[A, "value"] == 100 * 65 / 1000


def test_an_offices_own_hosts_by_district_meet_foreign_nationals_of_the_county():
    rows = [person(A1, "host", 500), person(A2, "host", 300), person(A, "refugee", 50), person(A, "documented", 15)]
    assert by_area(*rows) == {A: [800, 50, 15]}


@pytest.mark.parametrize("lacking", [A1, A2])
def test_a_group_that_lacks_a_district_is_unknown_where_the_others_meet_above_it(lacking):
    """Refugees of one district, whose other residents' papers are known by county alone, are not the county's."""
    other = A2 if lacking == A1 else A1
    rows = [person(A1, "resident", 600), person(A2, "resident", 400), person(A, "documented", 15)]
    partly = [person(other, "refugee", 20)]
    assert by_area(*rows, *partly) == {A: [None, None, 15]}
    table = shares(*rows, *partly, areas=(PROVINCE, A, other))
    assert list(table["status"]) == ["no_data"] * 3
    assert list(table["note"]) == ["no_population"] * 3
    whole = [*partly, person(lacking, "refugee", 0)]
    assert shares(*rows, *whole).loc[A, "status"] == "ok"


def test_residents_that_lack_a_district_are_unknown_where_foreign_nationals_are_known_by_county():
    rows = [person(A1, "resident", 600), person(A, "refugee", 50), person(A, "documented", 15)]
    assert by_area(*rows) == {A: [None, 50, 15]}
    assert shares(*rows).loc[A, "status"] == "no_data"


def test_own_hosts_of_one_district_and_residents_of_another_are_no_hosts_of_their_county():
    rows = [person(A1, "host", 300), person(A2, "resident", 400), person(A, "refugee", 50), person(A, "documented", 15)]
    assert by_area(*rows) == {A: [None, 50, 15]}
    assert shares(*rows).loc[A, "status"] == "no_data"


def test_a_county_where_a_group_is_partly_known_is_told_as_missing_in_the_province():
    codes = [f"IR23{number:02d}01" for number in range(10, 15)]
    parents = {**PARENTS, **{code[:6]: PROVINCE for code in codes}, **{code: code[:6] for code in codes}}
    tree = AreaTree(parents, {**LEVELS, **{code[:6]: 2 for code in codes}, **dict.fromkeys(codes, 3)})
    known = [*codes, B1]
    rows = [person(code, group, 100) for code in known for group in ("resident", "refugee", "documented")]
    rows += [person(A1, "refugee", 20), person(A, "documented", 15), person(A, "resident", 1000)]
    table = shares(*rows, areas=(PROVINCE, A), tree=tree)
    assert table.loc[A, ["status", "note"]].tolist() == ["no_data", "no_population"]
    asked = foreign_share(
        question("foreign_share", missing_limit=0.3),
        table_of(question("foreign_share"), protect(raw(*rows), tree, ROUNDING), facilities(), tree),
        tree,
        [PROVINCE],
    )
    assert asked.loc[PROVINCE, "note"] == "areas_missing:2/8"
    assert asked.loc[PROVINCE, "foreign_persons"] == 6 * 200


def test_each_county_meets_at_its_own_level():
    other = [person(B1, "resident", 300), person(B1, "refugee", 15), person(B1, "documented", 5)]
    assert by_area(person(A, "resident", 1000), *AT_DISTRICTS, *other) == {A: [935, 50, 15], B1: [280, 15, 5]}
    table = shares(person(A, "resident", 1000), *AT_DISTRICTS, *other, areas=(PROVINCE, A, B, B1))
    assert table.loc[PROVINCE, "demand_persons"] == 1300
    assert list(table["status"]) == ["ok"] * 4


def test_the_finest_level_counts_and_a_total_above_it_does_not_add_up():
    rows = [person(A1, "resident", 600), person(A2, "resident", 400), *AT_DISTRICTS]
    above = [person(A, "resident", 1003), person(PROVINCE, "refugee", 900), person(A, "refugee", 70)]
    assert by_area(*rows, *above) == by_area(*rows) == {A1: [575, 20, 5], A2: [360, 30, 10]}


def test_a_level_below_the_districts_is_used_where_there_is_one():
    below = f"{A1}01"
    tree = AreaTree({**PARENTS, below: A1}, {**LEVELS, below: 4})
    rows = [person(below, group, count) for group, count in (("resident", 600), ("refugee", 20), ("documented", 5))]
    assert by_area(*rows, tree=tree) == {below: [575, 20, 5]}
    assert shares(*rows, areas=[A1], tree=tree).loc[A1, "value"] == 100 * 25 / 600


def test_residents_known_only_as_a_total_give_hosts_only_as_a_total():
    split = [person(A1, group, 10, age) for group in ("refugee", "documented") for age in ("6-11", "18-64")]
    cells = protect(raw(person(A1, "resident", 1000, "all", "all", "all"), *split), TREE, ROUNDING)
    host = cells.data[cells.data["group"] == "host"]
    assert host[["age_band", "area_type", "persons"]].to_numpy().tolist() == [["all", "all", 1000 - 40]]
    seats = question("school_seats", 35)
    assert figures(seats, table_of(seats, cells, facilities(), TREE), TREE, [A1]).loc[A1, "status"] == "no_data"
    units = question("primary_health_units", 10_000)
    row = figures(units, table_of(units, cells, facilities(), TREE), TREE, [A1]).loc[A1]
    assert (row["status"], row["demand_persons"]) == ("ok", 1000)


def test_residents_split_by_age_and_foreign_nationals_by_age_and_type_meet_by_age():
    rows = [person(A1, "resident", count, age, "all", "all") for age, count in (("6-11", 200), ("18-64", 800))]
    rows += [
        person(A1, group, 10, age, kind)
        for group in GROUPS[1:]
        for age in ("6-11", "18-64")
        for kind in ("urban", "rural")
    ]
    host = protect(raw(*rows), TREE, ROUNDING).data.query("group == 'host'")
    assert dict(zip(host["age_band"], host["persons"], strict=True)) == {"6-11": 160, "18-64": 760}
    assert set(host["area_type"]) == {"all"}


@pytest.mark.parametrize("own", [A1, A2])
def test_own_hosts_of_one_district_are_not_counted_again_in_the_countys_residents(own):
    rows = [person(own, "host", 300), person(A, "resident", 1000, period=1402), *AT_DISTRICTS]
    found = by_area(*rows)
    assert found[own][0] == 300
    assert sum(row[0] or 0 for row in found.values()) == 300
    assert shares(*rows).loc[A, "status"] == "no_data"  # one district of two is unknown


@pytest.mark.parametrize("own", [A1, A2])
def test_own_hosts_of_a_district_are_ignored_where_residents_of_its_county_are_counted_in_the_same_year(own):
    rows = [person(A, "resident", 1000), *AT_DISTRICTS]
    assert by_area(*rows, person(own, "host", 300)) == by_area(*rows) == {A: [935, 50, 15]}


def test_rows_of_areas_that_the_tree_does_not_know_are_left_out():
    assert by_area(*AT_DISTRICTS, person("IR9999", "refugee", 500)) == by_area(*AT_DISTRICTS)
