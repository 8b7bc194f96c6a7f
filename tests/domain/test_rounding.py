"""Random rounding of single cells."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.disclosure import BASE_RANGE, Rounding, draws, protect_facility_persons, round_counts
from domain.frames import RawFrame
from tests.toy import KEY, ROUNDING, steady

CELLS = 100_000
OTHER_KEY = b"another key for unit tests"
COLUMNS = ("facility_id", "open_to", "pupils", "pupils_period", "classrooms")


def addresses(number):
    return [(f"IR23{index:06d}", "refugee", "f", "6-11", "urban", 1403) for index in range(number)]


@pytest.fixture(scope="module")
def uniform():
    return draws(addresses(CELLS), KEY)


def test_draws_are_even_between_0_and_1(uniform):
    assert ((uniform >= 0) & (uniform < 1)).all()
    assert abs(uniform.mean() - 0.5) < 3 * np.sqrt(1 / 12 / CELLS)
    shares = np.bincount((uniform * 10).astype(int), minlength=10) / CELLS
    assert shares == pytest.approx(np.full(10, 0.1), abs=4 * np.sqrt(0.1 * 0.9 / CELLS))


@pytest.mark.parametrize("base", [3, 5, 10])
def test_rounding_is_unbiased_over_100000_cells_and_never_off_by_the_base(uniform, base):
    counts = np.arange(CELLS, dtype=np.int64) % 97
    error = round_counts(counts, uniform, base) - counts
    assert abs(error.mean()) <= 3 * error.std() / np.sqrt(CELLS)
    assert np.abs(error).max() < base
    for remainder in range(base):  # and so for each remainder by itself
        part = error[counts % base == remainder]
        assert abs(part.mean()) <= 4 * part.std() / np.sqrt(len(part))


@steady(200)
@given(st.integers(0, 10**7), st.floats(0, 1, exclude_max=True), st.integers(BASE_RANGE.start, BASE_RANGE.stop - 1))
def test_a_count_becomes_one_of_its_two_neighbours_and_a_multiple_stays(count, draw, base):
    rounded = int(round_counts(np.array([count]), np.array([draw]), base)[0])
    assert rounded % base == 0
    assert abs(rounded - count) < base
    assert rounded == count or count % base


def test_the_same_cell_and_key_always_give_the_same_draw():
    some = addresses(50)
    assert (draws(some, KEY) == draws(list(reversed(some)), KEY)[::-1]).all()
    assert draws([some[7]], KEY)[0] == draws(some, KEY)[7]


def test_another_key_or_another_part_of_the_address_draws_anew(uniform):
    some = addresses(1000)
    assert not (draws(some, OTHER_KEY) == uniform[:1000]).any()
    first = some[0]
    for part, value in enumerate(("IR24", "documented", "m", "12-14", "rural", 1404)):
        changed = (*first[:part], value, *first[part + 1 :])
        assert draws([changed], KEY)[0] != uniform[0]


@pytest.mark.parametrize(("key", "base"), [(KEY, 2), (KEY, 11), (b"short", 5), (b"x" * 65, 5), (b"", 5)])
def test_a_base_or_key_out_of_range_is_refused(key, base):
    with pytest.raises(ValueError, match="rounding"):
        Rounding(key, base)


def facility_frame(*rows, table="facility", columns=COLUMNS):
    return RawFrame(table, pd.DataFrame(list(rows), columns=list(columns)), columns)


def test_person_counts_are_rounded_where_only_foreign_nationals_may_come():
    rows = [(f"F{number}", "foreign_nationals", number, 1403, 7.0) for number in range(200)]
    frame = protect_facility_persons(facility_frame(*rows), ROUNDING).data
    change = frame["pupils"].to_numpy() - np.arange(200)
    assert (frame["pupils"] % 5 == 0).all()
    assert np.abs(change).max() < 5
    assert len(set(change)) > 3
    assert (frame["classrooms"] == 7).all()  # rooms are not people


def test_person_counts_of_facilities_for_others_and_missing_ones_stay():
    rows = [
        ("F1", "all", 13.0, 1403, 2.0),
        ("F2", "host", 13.0, 1403, 2.0),
        ("F3", "foreign_nationals", None, None, 2.0),
    ]
    frame = protect_facility_persons(facility_frame(*rows), ROUNDING).data
    assert list(frame["pupils"][:2]) == [13, 13]
    assert pd.isna(frame["pupils"][2])


def test_a_facilitys_count_is_the_same_whatever_else_is_read_with_it():
    wide = (*COLUMNS, "beneficiaries", "beneficiaries_period", "period")
    many = [(f"F{number}", "foreign_nationals", 11 + number, 1403, 7.0) for number in range(50)]
    alone = protect_facility_persons(facility_frame(*many), ROUNDING).data
    beside = protect_facility_persons(
        facility_frame(*[(*row, 31, 1401, 1401) for row in many], columns=wide), ROUNDING
    ).data
    assert list(alone["pupils"]) == list(beside["pupils"])
    assert (beside["beneficiaries"] % 5 == 0).all()


def test_the_counts_handed_in_are_not_changed():
    before = facility_frame(("F1", "foreign_nationals", 13.0, 1403, 2.0))
    protect_facility_persons(before, ROUNDING)
    assert before.data["pupils"][0] == 13
