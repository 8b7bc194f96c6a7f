"""What titles and tables say where figures are equal, or next to nothing."""

import math

import pytest

from domain.change import Change
from domain.indicators import CATALOGUE
from tests.ui.making import plain
from ui import area_tables, changes, sector_charts

COVERAGE = CATALOGUE["school_seats"]


@pytest.mark.parametrize("change", [None, Change(100.0, 100.0, 0.0, 0.0)], ids=["no_split", "split"])
def test_a_figure_that_did_not_change_went_nowhere(en, change):
    title = plain(changes.went(COVERAGE, "Rey County", (1401, "100%"), (1404, "100%"), change))
    assert title.startswith("in Rey County, coverage of need is 100")
    assert title.endswith("in 2025/26 (1404), as in 2022/23 (1401)")


def test_equal_figures_whose_parts_outweigh_each_other_keep_their_parts(en):
    title = plain(changes.went(COVERAGE, "Rey", (1401, "80%"), (1404, "80%"), Change(80.0, 80.0, 5.0, -5.0)))
    assert "+5.0 percentage points come from capacity and −5.0" in title


@pytest.mark.parametrize(
    ("values", "lowest"), [((0, 0, 3), "2 districts"), ((0, 1, 3), "Afjeh"), ((0.4, 0, 3), "Lavasan")]
)
def test_one_district_does_not_stand_for_all_that_share_its_figure(en, values, lowest):
    names = ["Afjeh", "Lavasan", "Central (Rey)"]
    pairs = [(float(value), f"{value}") for value in values]
    ranked = sorted(range(3), key=lambda place: values[place])
    assert sector_charts.whose(ranked[0], ranked, pairs, names) == lowest


@pytest.mark.parametrize(
    ("shortage", "text"),
    [(0.0, "no shortage"), (0.017, "1 health house, rounded up from under 0.1"), (0.7, "1 health house")],
)
def test_whole_unit_beside_next_to_no_need_is_told_to_be_rounded_up(en, shortage, text):
    row = {"status": "ok", "shortage": shortage, "units_short": math.ceil(shortage)}
    assert plain(area_tables.shortage(CATALOGUE["health_houses"], row)) == text
