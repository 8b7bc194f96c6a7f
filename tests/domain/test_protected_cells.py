"""From raw rows to protected cells: what is read, what is rounded, and how hosts are derived."""

import numpy as np
import pandas as pd
import pytest

from domain.disclosure import Rounding, draws, protect, round_counts
from domain.frames import FrameError, RawFrame
from tests.toy import A1, A2, KEY, PROVINCE, RAW_COLUMNS, ROUNDING, TREE, A, person, raw, tree_with

BANDS = ("6-11", "18-64")


def protected(*rows, rounding=ROUNDING, tree=TREE):
    return protect(raw(*rows), tree, rounding)


def persons(result, **wanted):
    data = result.data
    for column, value in wanted.items():
        data = data[data[column] == value]
    return int(data["persons"].sum())


def rounded(*row):
    """A single person row after rounding, from its address alone."""
    pcode, period, group, sex, age, area_type, count, *_ = person(*row)
    draw = draws([(pcode, group, sex, age, area_type, period)], KEY)
    return int(round_counts(np.array([count]), draw, 5)[0])


def split(pcode, group, count, **more):
    """The same count in each of eight cells."""
    return [
        person(pcode, group, count, age, area_type, sex, **more)
        for age in BANDS
        for area_type in ("urban", "rural")
        for sex in ("f", "m")
    ]


def test_every_foreign_cell_is_rounded_by_itself_before_it_is_summed():
    result = protected(person(A1, "refugee", 13, sex="f"), person(A1, "refugee", 12, sex="m"))
    both = sum(
        round_counts(np.array([count]), draws([(A1, "refugee", sex, "18-64", "urban", 1403)], KEY), 5)[0]
        for count, sex in ((13, "f"), (12, "m"))
    )
    assert persons(result, group="refugee") == both


def test_hosts_are_residents_less_protected_foreign_nationals_cell_by_cell():
    rows = [
        row
        for age, all_people, refugees, others in (("6-11", 203, 41, 7), ("18-64", 804, 13, 22))
        for row in (
            person(A1, "resident", all_people, age),
            person(A1, "refugee", refugees, age),
            person(A1, "documented", others, age),
        )
    ]
    result = protected(*rows)
    for age, all_people in (("6-11", 203), ("18-64", 804)):
        foreign = persons(result, group="refugee", age_band=age) + persons(result, group="documented", age_band=age)
        assert foreign % 5 == 0
        assert persons(result, group="host", age_band=age) == all_people - foreign


def test_a_derived_host_is_never_negative():
    rows = [person(A1, "resident", 3), person(A1, "refugee", 40), person(A1, "documented", 0)]
    assert persons(protected(*rows), group="host") == 0


def test_a_host_row_that_was_derived_from_raw_counts_changes_nothing():
    rows = [*split(A1, "resident", 100), *split(A1, "refugee", 13), *split(A1, "documented", 7)]
    betrayal = [
        *split(A1, "host", 80, kind="derived"),
        person("IR23010199", "host", 9, kind="derived"),
        person(A2, "host", 1, kind="derived"),
    ]
    plain, betrayed = protected(*rows), protected(*rows, *betrayal)
    pd.testing.assert_frame_equal(plain.data, betrayed.data)
    pd.testing.assert_frame_equal(plain.info, betrayed.info)


@pytest.mark.parametrize("kind", ["administrative", "census", "demonstration"])
def test_a_host_row_beside_residents_is_ignored_whatever_its_source_calls_itself(kind):
    rows = [
        row
        for age in BANDS
        for row in (
            person(A1, "resident", 1000, age),
            person(A1, "refugee", 13, age),
            person(A1, "documented", 7, age),
        )
    ]
    own = [person(A1, "host", 980, age, kind=kind, source="office") for age in BANDS]
    plain, betrayed = protected(*rows), protected(*rows, *own)
    pd.testing.assert_frame_equal(plain.data, betrayed.data)
    pd.testing.assert_frame_equal(plain.info, betrayed.info)
    foreign = persons(betrayed, group="refugee") + persons(betrayed, group="documented")
    assert persons(betrayed, group="host") == 2000 - foreign
    assert foreign % 5 == 0


@pytest.mark.parametrize("year", [1402, 1403])
@pytest.mark.parametrize(
    ("residents", "hosts"),
    [((A1,), (A1,)), ((A,), (A1, A2)), ((A1, A2), (A,)), ((A1, A2), (PROVINCE,)), ((PROVINCE,), (PROVINCE,))],
)
def test_residents_of_the_area_above_it_or_of_all_below_it_cover_a_host_row_up_to_their_year(residents, hosts, year):
    tree = TREE if residents != (A1, A2) else tree_with(2)[0]
    rows = [person(code, "resident", 1000) for code in residents]
    rows += [person(code, group, 20) for code in (A1, A2) for group in ("refugee", "documented")]
    own = [person(code, "host", 400, kind="administrative", period=year) for code in hosts]
    pd.testing.assert_frame_equal(protected(*rows, tree=tree).data, protected(*rows, *own, tree=tree).data)


@pytest.mark.parametrize(
    "residents",
    [
        person(A1, "resident", 1000, period=1402),
        person(A2, "resident", 1000),
        person(PROVINCE, "resident", 9000),
    ],
    ids=["older", "of another district", "of the province"],
)
def test_a_host_row_that_no_residents_cover_counts(residents):
    rows = [person(A1, "refugee", 20), person(A1, "documented", 20), person(A1, "host", 400, kind="administrative")]
    assert persons(protected(*rows, residents), group="host", pcode=A1) == 400


def test_an_offices_own_host_total_survives_a_derived_split_of_it():
    rows = [person(A1, "refugee", 20), person(A1, "documented", 20)]
    own = person(A1, "host", 900, "all", "all", "all", kind="administrative", source="office")
    result = protected(*rows, own, *split(A1, "host", 110, kind="derived"))
    assert persons(result, group="host") == 900
    assert result.info.loc[A1, "source_ids"] == "office;s1"


def test_an_offices_own_hosts_are_taken_as_they_are_and_residents_are_not_read():
    own = [
        person(A1, group, count, source="office", kind="administrative")
        for group, count in (("host", 777), ("refugee", 20), ("documented", 35))
    ]
    result = protected(*own, person(A1, "resident", 5000, period=1395, source="old", kind="census"))
    assert persons(result, group="host") == 777
    years = {"period": 1403, "newest_period": 1403}
    assert dict(result.info.loc[A1]) == {**years, "source_ids": "office", "kinds": "administrative"}


def test_hosts_are_unknown_where_a_foreign_group_is_unknown():
    result = protected(person(A1, "resident", 500), person(A1, "refugee", 20))
    assert persons(result, group="host") == 0
    assert set(result.data["group"]) == {"refugee"}


def test_totals_and_splits_never_add_up_twice():
    people = [*split(A1, "resident", 100), *split(A1, "refugee", 15), *split(A1, "documented", 10)]
    totals = [
        person(A1, group, count, "all", "all", "all")
        for group, count in (("resident", 800), ("refugee", 120), ("documented", 80))
    ]
    by_age = [person(A1, "refugee", 60, age, "all", "all") for age in BANDS]
    pd.testing.assert_frame_equal(protected(*people).data, protected(*people, *totals, *by_age).data)


def test_of_two_tables_with_one_total_the_one_that_indicators_ask_for_is_kept():
    by_age_and_type = [person(A1, "refugee", 40, age, kind, "all") for age in BANDS for kind in ("urban", "rural")]
    by_sex_and_type = [person(A1, "refugee", 40, "all", kind, sex) for sex in "fm" for kind in ("urban", "rural")]
    by_sex_and_age = [person(A1, "refugee", 40, age, "all", sex) for sex in "fm" for age in BANDS]
    result = protected(*by_sex_and_type, *by_sex_and_age, *by_age_and_type).data
    assert set(result["age_band"]) == set(BANDS)
    assert set(result["area_type"]) == {"urban", "rural"}
    assert result["persons"].sum() == 160


@pytest.mark.parametrize("lone", ["sex", "age_band", "area_type"])
def test_a_table_with_any_split_is_better_than_the_total(lone):
    values = {"sex": ("f", "m"), "age_band": BANDS, "area_type": ("urban", "rural")}[lone]
    whole = {"sex": "all", "age": "all", "area_type": "all"}
    name = {"age_band": "age"}.get(lone, lone)
    rows = [person(A1, "refugee", 10, **{**whole, name: value}) for value in values]
    result = protected(*rows, person(A1, "refugee", 500, **whole))
    assert result.data["persons"].sum() == 20


def test_the_two_dimensional_total_with_ages_is_kept_before_the_one_with_sexes():
    by_sex = [person(A1, "refugee", 50, "all", "all", sex) for sex in "fm"]
    by_age = [person(A1, "refugee", 50, age, "all", "all") for age in BANDS]
    assert set(protected(*by_sex, *by_age).data["age_band"]) == set(BANDS)


def test_a_cell_has_one_value_whatever_is_read_with_it():
    row = person(A1, "refugee", 13)
    alone = persons(protected(row), group="refugee")
    crowd = [row, *split(A2, "refugee", 9), *split(A2, "documented", 4), person(A1, "resident", 400)]
    assert persons(protected(*crowd), group="refugee", pcode=A1) == alone == rounded(A1, "refugee", 13)


def test_another_key_gives_other_cells_and_the_same_multiples():
    rows = split(A1, "refugee", 12) + split(A1, "documented", 10)
    first, second = (protected(*rows, rounding=Rounding(key)) for key in (KEY, b"another key for unit tests"))
    assert not first.data.equals(second.data)
    assert persons(first, group="documented") == persons(second, group="documented") == 80


@pytest.mark.parametrize("base", [3, 5, 10])
def test_every_foreign_cell_is_a_multiple_of_the_base(base):
    result = protected(*split(A1, "refugee", 13), *split(A2, "documented", 7), rounding=Rounding(KEY, base))
    assert (result.data["persons"] % base == 0).all()


@pytest.mark.parametrize("given", ["frame", "data", "cells"])
def test_protect_takes_nothing_but_a_raw_frame(given):
    frame = raw(person(A1, "refugee", 13))
    refused = {"frame": frame.data, "data": frame.data.to_dict(), "cells": protect(frame, TREE, ROUNDING)}[given]
    with pytest.raises(TypeError, match="RawFrame"):
        protect(refused, TREE, ROUNDING)


def test_a_raw_frame_without_its_columns_is_refused():
    with pytest.raises(FrameError, match="population lacks persons"):
        RawFrame("population", pd.DataFrame({"pcode": [A1]}), ("pcode", "persons"))


def test_no_rows_at_all_give_no_cells_and_a_cut_table_is_told():
    empty = protect(RawFrame("population", pd.DataFrame(columns=list(RAW_COLUMNS)), RAW_COLUMNS), TREE, ROUNDING)
    assert empty.data.empty
    assert empty.info.empty
    assert empty.truncated == ()
    assert protect(raw(person(A1, "refugee", 13), truncated=True), TREE, ROUNDING).truncated == ("population",)


def test_period_and_sources_of_all_rows_behind_an_area_are_kept():
    result = protected(
        person(A1, "resident", 500, period=1395, source="old", kind="census"),
        person(A1, "refugee", 20, period=1403, source="new", kind="administrative"),
        person(A1, "documented", 20, period=1402, source="mid", kind="administrative"),
    )
    years = {"period": 1395, "newest_period": 1403}
    assert dict(result.info.loc[A1]) == {**years, "source_ids": "mid;new;old", "kinds": "administrative;census"}
