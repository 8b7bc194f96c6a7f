"""Pupils and school seats of the demonstration, counted in plain loops and SQL."""

import sqlite3
from contextlib import closing
from functools import cache

STAGES = (("6-11", "primary_school"), ("12-14", "lower_secondary_school"), ("15-17", "upper_secondary_school"))


def people(found, ages, area_types=("urban", "rural"), groups=("host", "refugee", "documented")):
    """Persons by district, from the protected cells in a plain loop."""
    sums = {}
    for row in found.cells.data.itertuples():
        if row.age_band in ages and row.area_type in area_types and row.group in groups:
            sums[row.pcode] = sums.get(row.pcode, 0) + row.persons
    return sums


@cache
def seats(demo_database, year, kind):
    """Seats by district at 35 pupils per class, in SQL."""
    query = """
        WITH counted AS (
          SELECT facility.facility_id, facility.pcode FROM facility JOIN facility_status AS s USING (facility_id)
          WHERE facility.kind = :kind AND s.status IN ('operational', 'needs_rehabilitation') AND s.period =
            (SELECT max(period) FROM facility_status WHERE facility_id = s.facility_id AND period <= :year)),
        latest AS (
          SELECT facility_id, measure, value, max(period) FROM facility_capacity
          WHERE period BETWEEN :year - 3 AND :year GROUP BY facility_id, measure)
        SELECT pcode, sum(rooms.value * min(shifts.value, 2) * 35) FROM counted
        JOIN latest AS rooms ON rooms.facility_id = counted.facility_id AND rooms.measure = 'classrooms'
        JOIN latest AS shifts ON shifts.facility_id = counted.facility_id AND shifts.measure = 'shifts'
        GROUP BY pcode"""
    with closing(sqlite3.connect(f"file:{demo_database}?mode=ro", uri=True)) as connection:
        return dict(connection.execute(query, {"kind": kind, "year": year}))
