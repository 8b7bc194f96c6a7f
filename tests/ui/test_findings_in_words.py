"""What titles and tables say where figures are equal, or next to nothing."""

from types import SimpleNamespace

import pytest

from domain.change import Change
from domain.indicators import CATALOGUE
from tests.ui.making import plain
from ui import sector_charts
from wording import changes, gap_words

COVERAGE = CATALOGUE["school_seats"]


@pytest.mark.parametrize("change", [None, Change(100.0, 100.0, 0.0, 0.0), Change(100.0, 100.0, 5.0, -5.0)])
def test_a_figure_that_did_not_change_went_nowhere(en, change):
    title = plain(changes.went(COVERAGE, "Rey County", (1401, "100%"), (1404, "100%"), change))
    assert title.startswith("in Rey County, coverage of need is 100")
    assert title.endswith("in 2025/26 (1404), as in 2022/23 (1401)")


def test_a_figure_that_changed_says_from_what_to_what_and_why(en):
    title = plain(changes.went(COVERAGE, "Rey", (1401, "80%"), (1404, "83%"), Change(80.0, 83.0, 5.0, -2.0)))
    assert "went from 80.0% in 2022/23 (1401) to 83.0%" in title
    assert "+5.0 percentage points come from capacity and −2.0" in title


@pytest.mark.parametrize(
    ("values", "lowest"), [((0, 0, 3), "2 districts"), ((0, 1, 3), "Afjeh"), ((0.4, 0, 3), "Lavasan")]
)
def test_one_district_does_not_stand_for_all_that_share_its_figure(en, values, lowest):
    names = ["Afjeh", "Lavasan", "Central (Rey)"]
    pairs = [(float(value), f"{value}") for value in values]
    ranked = sorted(range(3), key=lambda place: values[place])
    assert sector_charts.whose(ranked[0], ranked, pairs, names) == lowest


def test_districts_that_are_all_alike_lie_between_nothing(en):
    scene = SimpleNamespace(selection=SimpleNamespace(entry=COVERAGE))
    title = plain(sector_charts._runs(scene, [0, 1], [(0.0, "0%"), (0.0, "0%")], ["Afjeh", "Lavasan"], "4%"))
    assert title == "all districts with a figure have 0%; coverage of need in the province: 4%"


@pytest.mark.parametrize(
    ("shortage", "units", "text"),
    [
        (0.0, 0, "no shortage"),
        (0.017, 1, "1 health house, rounded up from under 0.1"),
        (0.7, 1, "1 health house"),
        (0.6, 4, "4 health houses, rounded up by district from 0.6"),
        (3.2, 4, "4 health houses"),
    ],
)
def test_whole_units_beside_next_to_no_need_are_told_to_be_rounded_up(en, shortage, units, text):
    row = {"status": "ok", "shortage": shortage, "units_short": float(units)}
    assert plain(gap_words.shortage(CATALOGUE["health_houses"], row)) == text
