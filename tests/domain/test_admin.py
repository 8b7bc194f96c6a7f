"""The tree of areas."""

import pytest

from domain.admin import AreaTree, normalise_pcode
from tests.toy import A1, A2, B1, PROVINCE, TREE, A, B


@pytest.mark.parametrize(
    ("typed", "code"),
    [("IR2310", "IR2310"), (" ir2310 ", "IR2310"), ("2310", "IR2310"), ("ir2320x1", "IR2320X1"), ("", "")],
)
def test_codes_are_read_as_people_type_them(typed, code):
    assert normalise_pcode(typed) == code


def test_areas_know_what_is_above_and_below_them():
    assert TREE.ancestors(A1) == (A1, A, PROVINCE)
    assert TREE.ancestors("IR99") == ()
    assert TREE.within(PROVINCE, 3) == [A1, A2, B1]
    assert TREE.within(A, 3) == [A1, A2]
    assert TREE.within(A, 2) == [A]
    assert TREE.leaves(PROVINCE) == [A1, A2, B1]
    assert TREE.leaves(B1) == [B1]
    assert TREE.leaves("IR99") == []


@pytest.mark.parametrize(("have", "found"), [({A1, A}, A1), ({A, PROVINCE}, A), ({B}, None), ({PROVINCE}, PROVINCE)])
def test_the_nearest_area_is_the_area_itself_or_the_first_above_it(have, found):
    assert TREE.nearest(A1, have) == found


def test_a_county_without_districts_is_its_own_leaf():
    assert AreaTree({PROVINCE: None, A: PROVINCE}, {PROVINCE: 1, A: 2}).leaves(PROVINCE) == [A]


def test_a_loop_or_an_orphan_in_the_table_ends_the_climb():
    tree = AreaTree({"X": "Y", "Y": "X", A1: "gone"}, {"X": 2, "Y": 2, A1: 3})
    assert tree.ancestors("X") == ("X", "Y")
    assert tree.ancestors(A1) == (A1,)
