"""Boundaries and figures by P-code."""

import pytest

from geo.attribute_join import join_codes


def test_codes_are_matched_and_what_does_not_match_is_told_on_its_side():
    join = join_codes(["IR2303", "IR2301", "IR2302"], iter(["IR2304", "IR2301", "IR2303"]))
    assert join.matched == ("IR2301", "IR2303")
    assert join.without_boundary == ("IR2304",)
    assert join.without_figures == ("IR2302",)


def test_codes_are_compared_letter_by_letter():
    assert join_codes(["IR2301"], ["ir2301"]).matched == ()


@pytest.mark.parametrize(("left", "right"), [([], []), (["A"], []), ([], ["A"])])
def test_an_empty_side_matches_nothing(left, right):
    join = join_codes(left, right)
    assert (join.matched, join.without_boundary, join.without_figures) == ((), tuple(right), tuple(left))


@pytest.mark.parametrize(("left", "right", "side"), [(["A", "A"], [], "boundaries"), (["A"], ["B", "B"], "figures")])
def test_a_code_that_stands_twice_is_refused_by_name_and_side(left, right, side):
    with pytest.raises(ValueError, match=rf"{side}: [AB] stands twice"):
        join_codes(left, right)
