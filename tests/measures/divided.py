"""The demonstration with a district that was divided in a year between its figures, and what it would be by hand."""

import shutil
import sqlite3
from contextlib import closing

from data_access.settings import Settings
from measures.source import Source

WEIGHTS = "census_1395_derived"
CELL = "population_group, sex, age_band, area_type"
# The first day of 1403: until then the district cut out was a part of the older one.
DAY, YEAR_BEFORE, YEAR_AFTER = "2024-03-20", 1402, 1403
# Older district, the one cut out of it, their county, and its weight in hundredths.
JUQIN = ("IR230902", "IR230903", "IR2309", 13)
PARDIS = ("IR232001", "IR2320X1", "IR2320", 41)


def opened(path):
    return Source(Settings(f"sqlite:///{path}"))


def divided(demo_database, path, *splits):
    """Write the demonstration in which the figures of years before the division are those of the older district."""
    shutil.copy(demo_database, path)
    with closing(sqlite3.connect(path)) as database, database:
        for old, new, _county, hundredths in splits:
            database.execute("UPDATE admin_area SET valid_from = ? WHERE pcode = ?", (DAY, new))
            rows = database.execute(
                f"""SELECT period, {CELL}, sum(persons), min(source_id) FROM population WHERE pcode IN (?, ?)
                AND period < {YEAR_AFTER} GROUP BY period, {CELL}""",
                (old, new),
            ).fetchall()
            database.execute(f"DELETE FROM population WHERE pcode IN (?, ?) AND period < {YEAR_AFTER}", (old, new))
            put(database, [(old, *row) for row in rows])
            for to, weight in ((old, 100 - hundredths), (new, hundredths)):
                database.execute("INSERT INTO crosswalk VALUES (?, ?, ?, ?)", (old, to, weight / 100, WEIGHTS))
    return path


def never_divided(path, divided_path, protected, old, new):
    """Write a database that never had the newer district, with the given counts of foreign nationals in the older one.

    `protected` are rows of group, sex, age band, area type and persons, each a multiple of the rounding base, which
    protection leaves as they are.
    """
    shutil.copy(divided_path, path)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("DELETE FROM crosswalk")
        for table in ("facility", "commitment", "settlement"):
            database.execute(f"UPDATE {table} SET pcode = ? WHERE pcode = ?", (old, new))
        source = database.execute(
            f"SELECT min(source_id) FROM population WHERE pcode = ? AND period = {YEAR_BEFORE}", (old,)
        ).fetchone()[0]
        database.execute("DELETE FROM population WHERE pcode IN (?, ?) AND population_group <> 'resident'", (old, new))
        database.execute("DELETE FROM admin_area WHERE pcode = ?", (new,))
        put(database, [(old, YEAR_BEFORE, *row, source) for row in protected])
    return path


def put(database, rows):
    database.executemany(
        f"INSERT INTO population (pcode, period, {CELL}, persons, source_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows
    )
