"""Which areas a past year had, on small tables worked out by hand."""

from datetime import date

import pandas as pd
import pytest

from domain.admin import AreaTree
from domain.crosswalk import crosswalk_of
from domain.divisions import areas_then, found_in, lies_in, members, standing, together
from domain.frames import ProtectedCells
from domain.validity import existing, first_years

TODAY, BEFORE = date(2026, 2, 15), date(2022, 3, 20)
SINCE, UNTIL = "2023-01-01", "2022-12-31"


LEVELS = {"P": 1, "X": 2, "Y": 2, "B1": 4}


def table(**areas):
    """Areas as (parent, valid_from, valid_to), with a place and a surface each."""
    rows = [
        {"pcode": code, "parent_pcode": parent, "valid_from": begins, "valid_to": ends, "level": LEVELS.get(code, 3)}
        for code, (parent, begins, ends) in areas.items()
    ]
    return pd.DataFrame(rows).assign(center_lat=35.0, center_lon=51.0, area_km2=10.0)


def parts_of(areas, walk, day=BEFORE):
    there = existing(areas, TODAY)
    today = tree_of(there)
    rows = [(one, to, weight, "s") for one, to, weight in walk]
    known = crosswalk_of(rows, frozenset(areas["pcode"]), frozenset(today.levels), first_years(there))
    return lies_in(areas, known, today, day)


def tree_of(there):
    levels = dict(there[["pcode", "level"]].itertuples(index=False, name=None))
    parents = dict(there[["pcode", "parent_pcode"]].itertuples(index=False, name=None))
    return AreaTree({code: one if isinstance(one, str) else None for code, one in parents.items()}, levels)


P, NOTHING = ("P", None, None), (None, None, None)
CUT_OUT = table(P=NOTHING, A=P, B=("P", SINCE, None))
CASES = {
    "one that was cut out is a part of the older one": (CUT_OUT, [("A", "A", 0.7), ("A", "B", 0.3)], {"B": "A"}),
    "without weights it stands as today": (CUT_OUT, [], {}),
    "weights that sum to less say nothing": (CUT_OUT, [("A", "A", 0.7), ("A", "B", 0.1)], {}),
    "one that ended is there again": (
        table(P=NOTHING, A=("P", None, UNTIL), B=("P", SINCE, None), C=("P", SINCE, None)),
        [("A", "B", 0.5), ("A", "C", 0.5)],
        {"B": "A", "C": "A"},
    ),
    "one with another code since has its older one": (
        table(P=NOTHING, A=("P", None, UNTIL), B=("P", SINCE, None)),
        [("A", "B", 1.0)],
        {"B": "A"},
    ),
    "one that was merged of two stands as today": (
        table(P=NOTHING, A=("P", None, UNTIL), B=("P", None, UNTIL), C=("P", SINCE, None)),
        [("A", "C", 1.0), ("B", "C", 1.0)],
        {},
    ),
    "one of which a share went to a neighbour stands as today": (
        table(P=NOTHING, A=("P", None, UNTIL), B=P, C=("P", SINCE, None)),
        [("A", "B", 0.5), ("A", "C", 0.5)],
        {},
    ),
    "one that was merged into a neighbour as a whole stands as today": (
        table(P=NOTHING, A=("P", None, UNTIL), B=P),
        [("A", "B", 1.0)],
        {},
    ),
    "of two that it was in turn the one of that year counts": (
        table(P=NOTHING, A=("P", None, "2020-12-31"), B=("P", "2021-01-01", UNTIL), C=("P", SINCE, None)),
        [("A", "C", 1.0), ("B", "C", 1.0)],
        {"C": "B"},
    ),
    "one that stays and keeps no part of itself is a slip": (CUT_OUT, [("A", "B", 1.0)], {}),
    "what was cut out before stands beside what was cut out later": (
        table(P=NOTHING, A=P, B=("P", SINCE, None), C=("P", "2021-06-01", None)),
        [("A", "A", 0.6), ("A", "B", 0.1), ("A", "C", 0.3)],
        {"B": "A"},
    ),
    "a part of another level makes up no whole": (
        table(P=NOTHING, A=P, B1=("P", SINCE, None)),
        [("A", "A", 0.6), ("A", "B1", 0.4)],
        {},
    ),
    "a newer county of nothing but such parts is a part of the older one": (
        table(P=NOTHING, X=P, Y=("P", SINCE, None), A=("X", None, UNTIL), B=("Y", SINCE, None), C=("X", None, None)),
        [("A", "B", 1.0)],
        {"B": "A", "Y": "X"},
    ),
    "a newer county of another district too stands as today": (
        table(P=NOTHING, X=P, Y=("P", SINCE, None), A=("X", None, UNTIL), B=("Y", SINCE, None), C=("Y", None, None)),
        [("A", "B", 1.0)],
        {"B": "A"},
    ),
}


@pytest.mark.parametrize(("areas", "walk", "expected"), CASES.values(), ids=CASES)
def test_areas_of_a_past_year(areas, walk, expected):
    assert parts_of(areas, walk) == expected
    assert parts_of(areas, walk, TODAY) == {}


def test_districts_of_a_newer_county_lie_in_the_older_one():
    areas = table(P=NOTHING, X=P, Y=("P", SINCE, None), X1=("X", None, None), Y1=("Y", None, None))
    parts = parts_of(areas, [("X", "X", 0.6), ("X", "Y", 0.4)])
    then = areas_then(areas, existing(areas, TODAY), parts).set_index("pcode")
    assert dict(then["parent_pcode"].dropna()) == {"X": "P", "X1": "X", "Y1": "X"}
    assert then["center_lat"].isna().to_dict() == {"P": False, "X": True, "X1": False, "Y1": False}
    assert then["area_km2"].isna().equals(then["center_lat"].isna())


def test_one_that_is_there_again_has_its_own_row_in_the_county_of_its_time():
    areas = table(
        P=NOTHING,
        X=("P", None, UNTIL),
        Y=("P", SINCE, None),
        A=("X", None, UNTIL),
        B=("Y", SINCE, None),
        C=("Y", SINCE, None),
    )
    walk = [("X", "Y", 1.0), ("A", "B", 0.5), ("A", "C", 0.5)]
    parts = parts_of(areas, walk)
    assert parts == {"B": "A", "C": "A", "Y": "X"}
    then = areas_then(areas, existing(areas, TODAY), parts).set_index("pcode")
    assert dict(then["parent_pcode"].dropna()) == {"A": "X", "X": "P"}
    assert members(parts, frozenset(existing(areas, TODAY)["pcode"])) == {"A": ["B", "C"], "X": ["Y"]}


def test_what_lies_in_an_area_is_found_in_it_and_is_no_area():
    tree = AreaTree({"P": None, "X": "P", "A": "X"}, {"P": 1, "X": 2, "A": 3}, {"B": "A"})
    assert tree.ancestors("B") == ("A", "X", "P")
    assert tree.nearest("B", {"X"}) == "X"
    assert tree.leaves("P") == ["A"]
    assert tree.within("P", 3) == ["A"]


def cells(*rows):
    data = pd.DataFrame(rows, columns=["pcode", "group", "age_band", "area_type", "persons"])
    codes = sorted(set(data["pcode"]))
    info = pd.DataFrame(
        {
            "period": [1395, 1400, 1398][: len(codes)],
            "newest_period": 1402,
            "source_ids": ["s;t", "t;u", "s"][: len(codes)],
            "kinds": "census",
        },
        index=pd.Index(codes, name="pcode"),
    )
    return ProtectedCells(data, info)


PARTS, TREE = {"B": "A"}, AreaTree({"P": None, "A": "P", "B": "P", "D": "P"}, {"P": 1, "A": 3, "B": 3, "D": 3})


def test_counts_of_parts_are_added_up_cell_by_cell_with_their_years_and_sources():
    found = together(
        cells(
            ("A", "host", "0-5", "urban", 100),
            ("A", "host", "6-11", "urban", 50),
            ("B", "host", "0-5", "urban", 10),
            ("B", "host", "0-5", "rural", 5),
            ("D", "host", "0-5", "urban", 7),
        ),
        PARTS,
        TREE,
    )
    assert {tuple(row[:-1]): row[-1] for row in found.data.itertuples(index=False, name=None)} == {
        ("A", "host", "0-5", "urban"): 110,
        ("A", "host", "6-11", "urban"): 50,
        ("A", "host", "0-5", "rural"): 5,
        ("D", "host", "0-5", "urban"): 7,
    }
    assert found.info.loc["A"].tolist() == [1395, 1402, "s;t;u", "census"]
    assert list(found.info.index) == ["A", "D"]


def test_a_group_that_one_part_does_not_know_is_not_known_in_the_whole():
    found = together(
        cells(
            ("A", "host", "all", "all", 100),
            ("B", "host", "all", "all", 10),
            ("A", "refugee", "all", "all", 20),
            ("D", "refugee", "all", "all", 5),
        ),
        PARTS,
        TREE,
    )
    assert set(found.data[["pcode", "group"]].itertuples(index=False, name=None)) == {("A", "host"), ("D", "refugee")}


def test_nothing_is_made_anew_where_nothing_was_divided():
    one = cells(("A", "host", "all", "all", 100))
    assert together(one, {}, TREE) is one


@pytest.mark.parametrize(
    ("walk", "place"),
    [
        ([], "X"),
        ([("A", "B", 1.0)], "B"),
        ([("A", "B", 0.5), ("A", "C", 0.5)], "X"),
        ([("A", "B", 0.5), ("A", "D", 0.5)], "P"),
    ],
    ids=["in its county", "in what it became", "in the county of both parts", "in the province of parts in two"],
)
def test_an_area_that_is_no_more_is_found_as_far_down_as_it_is_sure(walk, place):
    areas = table(
        P=NOTHING, X=P, Y=P, A=("X", None, UNTIL), B=("X", None, None), C=("X", None, None), D=("Y", None, None)
    )
    there = existing(areas, TODAY)
    levels = {"P": 1, "X": 2, "Y": 2, "B": 3, "C": 3, "D": 3}
    tree = AreaTree(dict(there[["pcode", "parent_pcode"]].itertuples(index=False, name=None)), levels)
    rows = [(one, to, weight, "s") for one, to, weight in walk]
    crosswalk = crosswalk_of(rows, frozenset(areas["pcode"]), frozenset(levels), {})
    assert found_in(areas, crosswalk, tree) == {"A": place}


def test_what_came_later_and_is_part_of_nothing_stands():
    areas = table(P=NOTHING, A=P, B=("P", SINCE, None), C=("P", SINCE, None), D=("P", SINCE, UNTIL))
    today = tree_of(existing(areas, TODAY))
    assert standing(areas, today, {"B": "A"}, BEFORE) == ("C",)
    assert standing(areas, today, {}, TODAY) == ()
