"""A twin of a database: other raw counts behind the same protected cells. What is shown of both must be the same."""

import shutil
import sqlite3
from contextlib import closing

import numpy as np

from data_access.settings import DEMO_KEY
from domain.disclosure import draws, round_counts

BASE = 5
CELLS = """SELECT pcode, population_group, sex, age_band, area_type, period, persons FROM population
    WHERE population_group IN ('refugee', 'documented')"""
AT_FACILITIES = """SELECT facility_id, measure, period, value FROM facility_capacity JOIN facility USING (facility_id)
    WHERE open_to = 'foreign_nationals' AND measure IN ('pupils', 'graduates', 'beneficiaries')"""


def others_that_round_the_same(counts, draw):
    """Another raw count for each cell, with the same protected one; a tenth of the cells has none and stays."""
    target = round_counts(counts, draw, BASE)
    found = counts.copy()
    for step in (-4, -3, -2, -1, 1, 2, 3, 4):
        other = counts + step
        same = (other >= 0) & (round_counts(other.clip(min=0), draw, BASE) == target)
        found = np.where(same & (found == counts), other, found)
    return found


def edited(database, query, update):
    """Write other counts that round the same; return how many differ."""
    *address, counts = zip(*database.execute(query), strict=True)
    counts = np.array(counts, dtype=np.int64)
    keys = list(zip(*address, strict=True))
    other = others_that_round_the_same(counts, draws(keys, DEMO_KEY))
    database.executemany(update, [(int(count), *key) for count, key in zip(other, keys, strict=True)])
    return int((other != counts).sum()), len(counts)


def built(demo_database, path):
    """Write the demonstration with other raw counts behind the same cells, and host rows that give them away."""
    shutil.copy(demo_database, path)
    with closing(sqlite3.connect(path)) as database, database:
        changed, cells = edited(
            database,
            CELLS,
            """UPDATE population SET persons = ? WHERE (pcode, population_group, sex, age_band, area_type, period)
            = (?, ?, ?, ?, ?, ?)""",
        )
        assert changed > 0.7 * cells
        database.execute("""INSERT INTO population
            SELECT r.pcode, r.period, 'host', r.sex, r.age_band, r.area_type, max(0, r.persons - f.persons),
                CASE r.period % 2 WHEN 0 THEN 'capacity_province' ELSE 'census_1395_derived' END
            FROM population r JOIN (SELECT pcode, period, sex, age_band, area_type, sum(persons) AS persons
                FROM population WHERE population_group IN ('refugee', 'documented') GROUP BY 1, 2, 3, 4, 5) f
            USING (pcode, period, sex, age_band, area_type) WHERE r.population_group = 'resident'""")
        changed, _ = edited(
            database,
            AT_FACILITIES,
            "UPDATE facility_capacity SET value = ? WHERE (facility_id, measure, period) = (?, ?, ?)",
        )
        assert changed > 50
    return path
