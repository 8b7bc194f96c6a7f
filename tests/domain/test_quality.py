"""Each check of the data: a case in which it finds something, and one in which it finds nothing."""

import pandas as pd

from domain.disclosure import rounded_totals
from domain.offers import OPERATING
from domain.quality import (
    measures_of,
    missing_capacity,
    not_placed,
    old_figures,
    outside_district,
    totals_against_parts,
    without_boundary,
    without_place,
)
from domain.supplies import MEASURES
from domain.unplaced import unplaced_facilities
from tests.toy import A1, A2, B1, PROVINCE, ROUNDING, TREE, A, B, person, raw

SHOWN = tuple(dict.fromkeys((*MEASURES, "staff", "graduates")))


def totals(counts, group="resident", period=1395, slack=0):
    rows = [(code, group, period, count, slack) for code, count in counts.items()]
    return pd.DataFrame(rows, columns=["pcode", "population_group", "period", "persons", "slack"])


def facility(code, pcode=A1, kind="primary_school", status="operational", **measures):
    row = {"facility_id": code, "kind": kind, "name_fa": code, "name_en": code, "pcode": pcode, "status": status}
    return row | {"lat": 35.7, "lon": 51.4} | dict.fromkeys(SHOWN, float("nan")) | measures


def frame(*rows):
    return pd.DataFrame(list(rows))


def test_a_published_total_that_its_parts_do_not_sum_to_is_told_with_both():
    found = totals_against_parts(totals({A: 1000, A1: 600, A2: 399, B: 50, B1: 50}), TREE)
    assert (found.checked, found.found) == (2, 1)
    row = found.rows.iloc[0]
    assert (row["pcode"], row["published"], row["parts"], row["difference"]) == (A, 1000, 999, 1)


def test_totals_that_agree_are_not_told():
    found = totals_against_parts(totals({PROVINCE: 1050, A: 1000, A1: 600, A2: 400, B: 50, B1: 50}), TREE)
    assert (found.checked, found.found, len(found.rows)) == (3, 0, 0)


def test_an_area_of_which_a_part_is_unknown_or_of_another_year_is_not_looked_at():
    lacking = pd.concat([totals({A: 1000, A1: 600}), totals({A2: 1}, period=1394)])
    assert totals_against_parts(lacking, TREE).checked == 0


def test_a_part_without_a_total_is_the_sum_of_what_lies_in_it():
    found = totals_against_parts(totals({PROVINCE: 1100, A1: 600, A2: 400, B1: 50}), TREE)
    assert found.rows.iloc[0]["parts"] == 1050


def test_a_district_that_came_later_is_no_part_of_the_years_before():
    counts = totals({A: 1000, A1: 999})
    assert totals_against_parts(counts, TREE, {A2: 1399}).found == 1
    assert totals_against_parts(counts, TREE, {A2: 1395}).checked == 0


def test_the_largest_difference_stands_first():
    found = totals_against_parts(totals({A: 10, A1: 1, A2: 1, B: 90, B1: 1}), TREE)
    assert list(found.rows["pcode"]) == [B, A]


def test_totals_of_foreign_nationals_are_told_only_beyond_what_protection_explains_and_in_hundreds():
    within = totals({A: 1008, A1: 600, A2: 400}, "refugee", slack=4)
    assert totals_against_parts(within, TREE).found == 0
    found = totals_against_parts(totals({A: 1437, A1: 600, A2: 400}, "refugee", slack=4), TREE)
    assert list(found.rows.iloc[0][["published", "parts", "difference"]]) == [1400, 1000, 400]


def test_the_slack_holds_the_raw_total_whatever_was_drawn():
    rows = [person(code, "refugee", count, age=age) for code, count in ((A1, 13), (A2, 7)) for age in ("0-5", "65+")]
    found = rounded_totals(raw(*rows), ROUNDING).set_index("pcode")
    assert list(found["slack"]) == [8, 8]
    assert (found["persons"] % 5 == 0).all()
    assert abs(found.loc[A1, "persons"] - 26) <= 8
    assert abs(found.loc[A2, "persons"] - 14) <= 8


def test_a_total_beside_its_split_is_counted_once_in_a_year():
    rows = [person(A1, "refugee", 20, age="all", sex="all", area_type="all"), person(A1, "refugee", 20)]
    found = rounded_totals(raw(*rows), ROUNDING)
    assert list(found["persons"]) == [20]


def test_a_facility_that_lies_in_another_district_is_told_with_its_distance():
    rows = frame(facility("f1"), facility("f2"), facility("f3"), facility("f4"))
    found = outside_district(rows, {"f1": (A1, 0.0), "f2": (A2, 800.0), "f3": (None, 5000.0)})
    assert (found.checked, found.found) == (3, 2)
    assert list(found.rows["facility_id"]) == ["f3", "f2"]
    assert list(found.rows["within"]) == ["", A2]


def test_facilities_inside_their_district_are_not_told():
    found = outside_district(frame(facility("f1")), {"f1": (A1, 0.0)})
    assert (found.checked, found.found, len(found.rows)) == (1, 0, 0)


def test_facilities_without_coordinates_are_counted_by_district():
    found = without_place(frame(facility("f1"), facility("f2") | {"lat": float("nan")}))
    assert (found.checked, found.found) == (2, 1)
    assert found.rows.to_dict("records") == [{"pcode": A1, "number": 1}]


def test_facilities_that_all_have_coordinates_are_not_told():
    assert without_place(frame(facility("f1"))).found == 0


def test_areas_without_a_boundary_are_told_and_the_country_is_not_asked_for():
    found = without_boundary(TREE, {PROVINCE, A, B, A1, A2})
    assert (found.checked, found.found) == (6, 1)
    assert found.rows.to_dict("records") == [{"pcode": B1, "level": 3}]


def test_with_every_boundary_there_nothing_is_told():
    assert without_boundary(TREE, TREE.levels).found == 0


def test_figures_of_more_than_three_years_are_counted_by_area():
    years = [("capacity", A1, 1400), ("capacity", A1, 1399), ("capacity", A1, 1401), ("settlement", A2, None)]
    found = old_figures(pd.DataFrame(years, columns=["what", "pcode", "period"]), 1404)
    assert (found.checked, found.found) == (3, 2)
    assert found.rows.to_dict("records") == [{"what": "capacity", "pcode": A1, "number": 2, "oldest": 1399}]


def test_a_figure_of_exactly_three_years_is_not_old():
    assert old_figures(pd.DataFrame([("capacity", A1, 1401)], columns=["what", "pcode", "period"]), 1404).found == 0


def test_missing_figures_are_counted_by_kind_and_measure_of_operating_facilities_alone():
    rows = frame(
        facility("f1", kind="hospital", beds=5.0, staff=3.0),
        facility("f2", kind="hospital", staff=3.0),
        facility("f3", kind="hospital", status="closed"),
    )
    found = missing_capacity(rows)
    assert (found.checked, found.found) == (4, 1)
    assert found.rows.to_dict("records") == [{"kind": "hospital", "measure": "beds", "number": 1, "of": 2}]


def test_where_all_reported_nothing_is_missing():
    found = missing_capacity(frame(facility("f1", **dict.fromkeys(measures_of("primary_school"), 4.0))))
    assert (found.checked, found.found, len(found.rows)) == (5, 0, 0)


def test_facilities_that_count_nowhere_are_told_once_and_where_they_are_registered():
    rows = frame(facility("f1", A), facility("f2", A), facility("f3", "IR9999"), facility("f4", A1))
    missing = unplaced_facilities(rows[rows["status"].isin(OPERATING)], (A1, A2, B1), TREE)
    found = not_placed(missing, TREE, 4)
    assert (found.checked, found.found) == (4, 3)
    assert found.rows.to_dict("records") == [
        {"pcode": PROVINCE, "kind": "primary_school", "number": 1},
        {"pcode": A, "kind": "primary_school", "number": 2},
    ]


def test_where_every_facility_counts_nothing_is_told():
    assert not_placed({}, TREE, 4).found == 0
