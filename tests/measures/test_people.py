"""The demonstration's people by sex and age once more in plain loops, and the same for two raw datasets."""

import sqlite3
from collections import defaultdict
from contextlib import closing

import numpy as np
import pytest

from data_access.settings import Settings
from domain.disclosure import draws, round_counts
from domain.persons import BANDS, GROUP_CHOICES, SEXES
from measures.people import people
from measures.source import Source
from tests import twins
from tests.measures.offices import evidence_of, reference_of

pytestmark = pytest.mark.xdist_group("demo_measures")  # what has been read is shared
QUERY = """SELECT pcode, population_group, sex, age_band, area_type, period, persons FROM population
    WHERE period = ? AND length(pcode) = 8 AND population_group IN ('refugee', 'documented', 'resident')
    AND age_band <> 'all'"""


def frame_of(source, period):
    return people(reference_of(source)[1], evidence_of(source, period))


def plain(path, period, rounding):
    """Persons by district, group, sex and band: foreign nationals rounded cell by cell, hosts from what is left."""
    cells = defaultdict(dict)
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        parents = dict(database.execute("SELECT pcode, parent_pcode FROM admin_area"))
        rows = database.execute(QUERY, (period,)).fetchall()
    addresses = [row[:6] for row in rows]
    counts = np.array([row[6] for row in rows], dtype="int64")
    for (code, group, *cell, _period), count, rounded in zip(
        addresses, counts, round_counts(counts, draws(addresses, rounding.key), rounding.base), strict=True
    ):
        cells[code, *cell][group] = int(count if group == "resident" else rounded)
    found = defaultdict(int)
    for (code, sex, band, _type), by_group in cells.items():
        foreign = by_group["refugee"] + by_group["documented"]
        for group, count in (by_group | {"host": max(0, by_group["resident"] - foreign)}).items():
            for area in (code, parents[code], parents[parents[code]]):
                found[area, group, sex, band] += count
    return found


@pytest.mark.parametrize("period", [1401, 1404])
def test_every_area_group_sex_and_band_against_plain_loops(demo, demo_database, period):
    wanted = plain(demo_database, period, demo.rounding(reference_of(demo)[0]))
    data = frame_of(demo, period).data
    assert data["pcode"].nunique() == 1 + 16 + 35
    for row in data.itertuples():
        sexes = SEXES[:-1] if row.sex == "all" else [row.sex]
        bands = BANDS[:-1] if row.age_band == "all" else [row.age_band]
        total = sum(
            wanted[row.pcode, group, sex, band] for group in row.groups.split(",") for sex in sexes for band in bands
        )
        assert row.status == ("few" if total < 10 else "ok")
        if row.status == "ok":
            assert row.persons == total
    assert set(data["groups"]) == {",".join(one) for one in GROUP_CHOICES}
    assert (data["status"] == "few").any()


def test_two_raw_datasets_behind_the_same_cells_give_the_same_people(demo, demo_database, tmp_path):
    twin = Source(Settings(f"sqlite:///{twins.built(demo_database, tmp_path / 'twin.sqlite')}"))
    one, other = frame_of(demo, 1404), frame_of(twin, 1404)
    assert one.data.to_csv() == other.data.to_csv()
    twin.close()


def test_people_say_year_sources_and_that_they_are_made_up(demo):
    data = frame_of(demo, 1404).data
    assert set(data["reference_period"]) == {"1404"}
    assert data["is_demonstration"].all()
    assert set(data["source_ids"]) == {"demo_foreign_nationals;demo_projection"}
