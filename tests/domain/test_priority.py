"""The priority index, with its arithmetic by hand."""

import pandas as pd
import pytest

from domain.indicators import CATALOGUE, PRIORITY_SECTORS
from domain.priority import normalised, priority_index
from tests.toy import A1, A2, B1, PROVINCE, A, B

ENTRY = CATALOGUE["priority_index"]
EQUAL = (1.0, 1.0, 1.0)
NAN = float("nan")
# Shortage of (seats, units, places) in each district; the columns sum to 1,000, 10 and 100.
SHORT = {A1: (500, 1, 30), A2: (300, 6, 20), B1: (200, 3, 50)}
LARGER = {PROVINCE: [A1, A2, B1], A: [A1, A2], B: [B1]}


def index(short=SHORT, weights=EQUAL, beside=LARGER, need=None, **more):
    need = need or dict.fromkeys(short, (1000, 10, 100))
    codes = list(short)
    shortages = {
        sector: pd.DataFrame({"shortage": [short[code][place] for code in codes]}, index=codes).assign(
            need=[need[code][place] for code in codes]
        )
        for place, sector in enumerate(PRIORITY_SECTORS)
    }
    return priority_index(ENTRY, weights, shortages, beside, **more)


def points(row):
    return [row[f"{sector}_points"] for sector in PRIORITY_SECTORS]


def test_points_are_the_weighted_shares_of_each_sectors_shortage():
    table = index()
    assert points(table.loc[A1]) == pytest.approx([50 / 3, 10 / 3, 30 / 3])
    assert table.loc[A1, "value"] == pytest.approx((50 + 10 + 30) / 3)
    assert table.loc[A2, "value"] == pytest.approx((30 + 60 + 20) / 3)
    assert table.loc[B1, "value"] == pytest.approx((20 + 30 + 50) / 3)
    assert table["value"][[A1, A2, B1]].sum() == pytest.approx(100)


def test_weights_are_taken_in_proportion():
    table = index(weights=(3.0, 1.0, 1.0))
    assert table.loc[A1, "value"] == pytest.approx(0.6 * 50 + 0.2 * 10 + 0.2 * 30)
    assert index(weights=(60.0, 20.0, 20.0))["value"].tolist() == pytest.approx(table["value"].tolist())
    assert normalised((3.0, 1.0, 1.0)) == pytest.approx((0.6, 0.2, 0.2))


def test_severity_is_the_weighted_shortage_of_need():
    need = {A1: (1000, 2, 60), A2: (600, 6, 100), B1: (200, 4, 0)}
    table = index(SHORT | {B1: (200, 3, 0)}, need=need, weights=(2.0, 1.0, 1.0))
    assert table.loc[A1, "severity_pct"] == pytest.approx(0.5 * 50 + 0.25 * 50 + 0.25 * 50)
    # Where nothing is needed nothing is short.
    assert table.loc[B1, "severity_pct"] == pytest.approx(0.5 * 100 + 0.25 * 75 + 0)


def test_larger_areas_have_the_points_of_what_is_inside_them_and_no_rank():
    table = index()
    assert list(table.index) == [A1, A2, B1, PROVINCE, A, B]
    assert table.loc[PROVINCE, "value"] == pytest.approx(100)
    assert table.loc[A, "value"] == pytest.approx(table.loc[A1, "value"] + table.loc[A2, "value"])
    assert table.loc[B, "value"] == pytest.approx(table.loc[B1, "value"])
    assert table.loc[A, "severity_pct"] == pytest.approx((100 * 800 / 2000 + 100 * 7 / 20 + 100 * 50 / 200) / 3)
    assert table.loc[[PROVINCE, A, B], ["rank", "rank_best", "rank_worst"]].isna().all().all()


def test_ranks_hold_under_all_weights_changed_by_a_fifth():
    # Shares of each sector: A1 50, 10, 30; A2 30, 60, 20; B1 20, 30, 50. With equal weights 90, 110, 100 (of 300).
    # With weights 0.8, 0.8, 1.2 they are 84, 96, 100: B1 leads. With 1.2, 0.8, 0.8 they are 92, 100, 88: B1 is last.
    table = index()
    assert table.loc[[A1, A2, B1], "rank"].tolist() == [3, 1, 2]
    assert table.loc[[A1, A2, B1], "rank_best"].tolist() == [2, 1, 1]
    assert table.loc[[A1, A2, B1], "rank_worst"].tolist() == [3, 2, 3]


def test_a_clear_leader_keeps_its_rank_under_all_weights():
    table = index({A1: (800, 8, 80), A2: (100, 1, 15), B1: (100, 1, 5)})
    assert table.loc[A1, ["rank", "rank_best", "rank_worst"]].tolist() == [1, 1, 1]


def test_equal_values_share_the_better_rank():
    table = index({A1: (500, 5, 50), A2: (500, 5, 50), B1: (0, 0, 0)})
    assert table.loc[[A1, A2, B1], "rank"].tolist() == [1, 1, 3]
    assert table.loc[[A1, A2, B1], "rank_worst"].tolist() == [1, 1, 3]
    assert table.loc[B1, "value"] == 0


def test_a_sector_without_shortage_anywhere_drops_out_and_the_others_take_its_weight():
    table = index(
        {code: (seats, 0, places) for code, (seats, _units, places) in SHORT.items()}, weights=(2.0, 5.0, 1.0)
    )
    assert table.loc[A1, "value"] == pytest.approx(2 / 3 * 50 + 1 / 3 * 30)
    assert table["value"][[A1, A2, B1]].sum() == pytest.approx(100)
    assert set(table["note"]) == {"no_shortage:health"}
    assert table["health_points"].isna().all()


def test_a_sector_without_any_figure_drops_out_and_does_not_claim_that_nothing_is_short():
    table = index({code: (NAN, units, places) for code, (_seats, units, places) in SHORT.items()})
    assert table.loc[A1, "value"] == pytest.approx((10 + 30) / 2)
    assert set(table["note"]) == {"no_figures:education"}


def test_without_any_shortage_there_is_no_index():
    table = index(dict.fromkeys(SHORT, (0, 0, NAN)))
    assert set(table["status"]) == {"no_data"}
    assert set(table["note"]) == {"no_shortage:education;no_shortage:health;no_figures:livelihoods"}
    assert table["value"].isna().all()


def test_an_area_that_misses_a_sector_has_no_data_and_the_others_share_100():
    table = index(SHORT | {B1: (200, NAN, 50)})
    assert (table.loc[B1, "status"], table.loc[B1, "note"]) == ("no_data", "sector_missing")
    assert points(table.loc[A1]) == pytest.approx([100 / 3 * 500 / 800, 100 / 3 * 1 / 7, 100 / 3 * 30 / 50])
    assert table.loc[[A1, A2], "value"].sum() == pytest.approx(100)
    assert table.loc[PROVINCE, "value"] == pytest.approx(100)
    assert table.loc[A, "value"] == pytest.approx(100)
    assert table.loc[B, "status"] == "no_data"
    assert table.loc[[A1, A2], "rank"].tolist() == [2, 1]


def test_a_sector_of_weight_0_has_no_points_and_asks_no_figure_of_an_area():
    table = index(SHORT | {B1: (200, NAN, 50)}, weights=(1.0, 0.0, 3.0))
    assert table.loc[B1, "value"] == pytest.approx(0.25 * 20 + 0.75 * 50)
    assert points(table.loc[B1]) == pytest.approx([5, 0, 37.5])
    assert table.loc[B1, "severity_pct"] == pytest.approx(0.25 * 100 * 200 / 1000 + 0.75 * 100 * 50 / 100)
    assert table.loc[B1, ["rank", "rank_best", "rank_worst"]].tolist() == [1, 1, 1]


def test_where_all_weight_is_on_a_sector_that_drops_out_there_is_no_index():
    table = index(
        {code: (0, units, places) for code, (_seats, units, places) in SHORT.items()}, weights=(1.0, 0.0, 0.0)
    )
    assert set(table["status"]) == {"no_data"}
    assert set(table["note"]) == {"no_shortage:education"}


def test_distorted_areas_have_points_but_no_rank_and_push_nobody_down():
    plain, told = index(), index(unranked=[A2])
    assert told["value"].tolist() == pytest.approx(plain["value"].tolist())
    assert told.loc[[A2], ["rank", "rank_best", "rank_worst"]].isna().all().all()
    assert told.loc[[A1, B1], "rank"].tolist() == [2, 1]
