"""Where a series breaks: another source, another definition; a year without a figure breaks nothing."""

import pytest

from domain.breaks import Break, breaks


def year(sources="a;b", status="ok", unit="percent", standard="s", note=""):
    return {"source_ids": sources, "status": status, "unit": unit, "standard_id": standard, "note": note}


def test_same_sources_and_definition_are_no_break():
    assert breaks([year(), year("b;a"), year(note="reported:9/10")]) == []


def test_new_source_is_named_and_one_that_falls_away_is_a_break_too():
    found = breaks([year(), year("a;c"), year("a;c"), year("a")])
    assert found == [Break(1, "source", frozenset({"c"})), Break(3, "source", frozenset())]


@pytest.mark.parametrize(
    "changed",
    [{"unit": "points"}, {"standard": "t"}, {"note": "reported:9/10;city_boundary"}, {"note": "groups:refugee"}],
)
def test_other_unit_standard_groups_or_counting_is_another_definition(changed):
    assert breaks([year(), year(**changed)]) == [Break(1, "definition", frozenset())]


def test_year_without_a_figure_is_passed_over():
    gap = year("", status="no_data", standard=None)
    assert breaks([year(), gap, year()]) == []
    assert breaks([year(), gap, year("z")]) == [Break(2, "source", frozenset({"z"}))]
