"""How far protection can move a figure: the bounds hold for the true change, and tell no raw count."""

import sqlite3
from contextlib import closing

import pytest

from data_access.settings import Settings
from domain.admin import LEVELS, PROVINCE
from measures.source import Source
from measures.utility import FEWEST_PEOPLE, changes, protection_effect
from tests import twins
from tests.measures.offices import everybody, evidence_of, reference_of

pytestmark = pytest.mark.xdist_group("demo_measures")  # what has been read is shared


def effect(source, period=1404):
    version, reference = reference_of(source)
    found = protection_effect(source, reference, version, evidence_of(source, period), period)
    return found.set_index("level")


def true_changes(source, database, level, period=1404):
    """Change of each area with enough people, in per cent, from the raw counts in the file."""
    tree = reference_of(source)[1].tree
    query = """SELECT pcode, sum(persons) FROM population WHERE period = ? AND level_pcode(pcode)
        AND population_group IN ('refugee', 'documented') GROUP BY 1"""
    with closing(sqlite3.connect(database)) as connection:
        connection.create_function("level_pcode", 1, lambda code: code in tree.levels and tree.levels[code] > 0)
        raw = dict(connection.execute(query, (period,)))
    cells = evidence_of(source, period).cells.data
    safe = cells[cells["group"] != "host"].groupby("pcode")["persons"].sum()
    for area in tree.within(PROVINCE, LEVELS[level]):
        before = sum(count for code, count in raw.items() if area in tree.ancestors(code))
        after = sum(count for code, count in safe.items() if area in tree.ancestors(code))
        if after >= FEWEST_PEOPLE:
            yield 100 * abs(after - before) / before


@pytest.mark.parametrize("level", ["province", "county", "district"])
@pytest.mark.parametrize("period", [1400, 1404])
def test_the_true_change_of_the_demonstration_lies_within_the_bounds(demo, demo_database, level, period):
    told = effect(demo, period).loc[level]
    true = list(true_changes(demo, demo_database, level, period))
    assert told["areas"] == len(true) > 0
    assert 0 < max(true) <= told["largest_pct"]
    assert sum(one <= told["usual_pct"] for one in true) >= 0.95 * len(true)


def test_the_larger_the_level_the_smaller_the_change(demo):
    told = effect(demo)
    assert told.loc["province", "usual_pct"] < told.loc["county", "usual_pct"] < told.loc["district", "largest_pct"]
    assert told.loc["province", "largest_pct"] < 2


def test_two_raw_datasets_behind_the_same_cells_have_the_same_bounds(demo, demo_database, tmp_path):
    twin = Source(Settings(f"sqlite:///{twins.built(demo_database, tmp_path / 'twin.sqlite')}"))
    assert effect(demo).to_csv() == effect(twin).to_csv()


def test_their_true_changes_are_others_so_that_telling_them_would_tell_raw_counts(demo, demo_database, tmp_path):
    path = twins.built(demo_database, tmp_path / "twin.sqlite")
    twin = Source(Settings(f"sqlite:///{path}"))
    assert max(true_changes(demo, demo_database, "district")) != max(true_changes(twin, path, "district"))


def test_areas_of_few_people_have_no_bound_to_show(office):
    assert effect(office(population=everybody()), 1403).empty


def test_the_bounds_are_those_of_the_rule():
    usual, largest = changes(10_000, 48, 5)
    assert largest == pytest.approx(100 * 48 * 4 / 10_000)
    assert usual == pytest.approx(100 * 1.96 * (6 * 48) ** 0.5 / 10_000)
    assert changes(10_000, 48, 10)[1] == pytest.approx(100 * 48 * 9 / 10_000)
