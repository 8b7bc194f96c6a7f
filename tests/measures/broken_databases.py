"""What a small database is broken by, for each rule of the contract: SQL, the rule and where it is found."""

import shutil
import sqlite3
from contextlib import closing

from data_access import tables

KEPT = "('IR23', 'IR2310', 'IR231001', 'IR231002', 'IR231003', 'IR')"
# The county of Eslamshahr with a few facilities: what a rule has to look at is small.
SMALLER = f"""
DELETE FROM population WHERE pcode NOT IN {KEPT} OR period < 1403;
DELETE FROM settlement WHERE pcode NOT IN {KEPT};
DELETE FROM facility WHERE pcode NOT IN {KEPT} OR facility_id NOT IN (
    SELECT min(facility_id) FROM facility GROUP BY pcode, kind);
DELETE FROM facility_status WHERE facility_id NOT IN (SELECT facility_id FROM facility);
DELETE FROM facility_capacity WHERE facility_id NOT IN (SELECT facility_id FROM facility) OR period < 1403;
DELETE FROM commitment WHERE pcode NOT IN {KEPT};
DELETE FROM commitment_update WHERE commitment_id NOT IN (SELECT commitment_id FROM commitment);
DELETE FROM admin_area WHERE pcode NOT IN {KEPT};
DELETE FROM benchmark WHERE pcode NOT IN {KEPT};
VACUUM;
"""


def smaller(demo_database, path):
    """Write a county of the demonstration to a file of its own; what a rule has to look at is small."""
    shutil.copy(demo_database, path)
    run(path, SMALLER)
    return path


def run(path, script):
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)


def loose(table):
    """SQL that makes a table anew without its key, as a view of an office may be."""
    return f"CREATE TABLE loose AS SELECT * FROM {table}; DROP TABLE {table}; ALTER TABLE loose RENAME TO {table};"


def first(table, change, where="1"):
    """SQL that changes the first row of a table."""
    key = ", ".join(column.name for column in tables.metadata.tables[table].primary_key.columns)
    return (
        f"{loose(table)} UPDATE {table} SET {change} WHERE ({key}) = (SELECT {key} FROM {table} WHERE {where} LIMIT 1);"
    )


BROKEN = {
    "table missing": ("DROP TABLE population", "no_table", "population"),
    "column missing": ("ALTER TABLE source DROP COLUMN publisher", "no_column", "source"),
    "no data version": ("DELETE FROM dataset", "not_one_row", "dataset"),
    "two data versions": ("INSERT INTO dataset VALUES ('b', '2026-01-01')", "not_one_row", "dataset"),
    "text for a number": (first("facility_capacity", "value = 'many'"), "not_number", "facility_capacity"),
    "number for a code": (
        f"{loose('settlement')} ALTER TABLE settlement DROP COLUMN pcode; ALTER TABLE settlement ADD COLUMN pcode;"
        " UPDATE settlement SET pcode = 231001;",
        "not_text",
        "settlement",
    ),
    "empty name": (first("facility", "name_fa = '  '"), "empty", "facility"),
    "null source": (first("population", "source_id = NULL"), "empty", "population"),
    "key twice": (
        f"{loose('facility')} INSERT INTO facility SELECT * FROM facility LIMIT 1",
        "repeated",
        "facility",
    ),
    "negative persons": (first("population", "persons = -5"), "negative", "population"),
    "infinite capacity": (first("facility_capacity", "value = 9e999"), "not_finite", "facility_capacity"),
    "half a person": (first("population", "persons = 10.5"), "not_whole", "population"),
    "unknown kind": (first("facility", "kind = 'castle'"), "unknown_code", "facility"),
    "unknown group": (first("population", "population_group = 'tourists'"), "unknown_code", "population"),
    "unknown age band": (first("population", "age_band = '5-10'"), "unknown_code", "population"),
    "unknown measure": (first("facility_capacity", "measure = 'chairs'"), "unknown_code", "facility_capacity"),
    "area that is not there": (first("facility", "pcode = 'IR2399'"), "orphan", "facility"),
    "source that is not there": (first("settlement", "source_id = 'nobody'"), "orphan", "settlement"),
    "facility that is not there": (first("facility_status", "facility_id = 'x'"), "orphan", "facility_status"),
    "Jalali date": (first("meeting", "held_on = '1404-07-22'"), "jalali_date", "meeting"),
    "no date": (first("commitment", "due_on = 'soon'"), "no_date", "commitment"),
    "day that does not exist": (first("meeting", "held_on = '2025-02-30'"), "no_date", "meeting"),
    "date in the future": (first("commitment_update", "updated_on = '2099-01-01'"), "future_date", "commitment_update"),
    "Gregorian year": (first("population", "period = 2025"), "gregorian_year", "population"),
    "year of two digits": (first("facility_status", "period = 98"), "no_year", "facility_status"),
    "year to come": (first("facility_capacity", "period = 1409"), "future_year", "facility_capacity"),
    "no province": ("UPDATE admin_area SET pcode = 'IR99' WHERE pcode = 'IR23'", "no_province", "admin_area"),
    "district beside its county": (
        "UPDATE admin_area SET level = 2 WHERE pcode = 'IR231001'",
        "not_below",
        "admin_area",
    ),
    "area that lies in itself": (
        "UPDATE admin_area SET parent_pcode = pcode WHERE pcode = 'IR2310'",
        "not_below",
        "admin_area",
    ),
    "district without a county": (
        "UPDATE admin_area SET parent_pcode = NULL WHERE pcode = 'IR231001'",
        "no_parent",
        "admin_area",
    ),
    "code without prefix": (
        "UPDATE admin_area SET pcode = '231001' WHERE pcode = 'IR231001'",
        "pcode_form",
        "admin_area",
    ),
    "district of another county by its code": (
        "UPDATE admin_area SET pcode = 'IR230202' WHERE pcode = 'IR231001'",
        "pcode_of_another",
        "admin_area",
    ),
    "area that ended without a word on its shares": (
        "UPDATE admin_area SET valid_to = '2020-01-01' WHERE pcode = 'IR231001'",
        "ended",
        "admin_area",
    ),
    "area that ended in a year, and shares that lack a part": (
        "UPDATE admin_area SET valid_to = '1399' WHERE pcode = 'IR231001';"
        "INSERT INTO crosswalk VALUES ('IR231001', 'IR231002', 0.4, 'census_1395')",
        "ended",
        "admin_area",
    ),
    "area that ended into one that ended": (
        "UPDATE admin_area SET valid_to = '2020-01-01' WHERE pcode IN ('IR231001', 'IR231002');"
        "DELETE FROM population WHERE pcode = 'IR231002'; DELETE FROM facility WHERE pcode = 'IR231002';"
        "INSERT INTO crosswalk VALUES ('IR231001', 'IR231002', 1, 'census_1395')",
        "ended",
        "admin_area",
    ),
    "area that ended where no table of shares is": (
        "UPDATE admin_area SET valid_to = '2020-01-01' WHERE pcode = 'IR231001'; DROP TABLE crosswalk",
        "ended",
        "admin_area",
    ),
    "county of another province": (
        "INSERT INTO admin_area (pcode, level, parent_pcode, name_fa, name_en, source_id)"
        " VALUES ('IR10', 1, 'IR', 'x', 'x', 'census_1395'), ('IR1001', 2, 'IR10', 'x', 'x', 'census_1395')",
        "other_province",
        "admin_area",
    ),
    "part given away at an unknown time": (
        "UPDATE admin_area SET valid_from = '  ' WHERE pcode = 'IR231002';"
        "INSERT INTO crosswalk VALUES ('IR231001', 'IR231001', 0.5, 'census_1395'),"
        " ('IR231001', 'IR231002', 0.5, 'census_1395')",
        "not_begun",
        "crosswalk",
    ),
    "more girls of one age than residents": (
        "INSERT INTO population VALUES ('IR231001', 1404, 'refugee', 'f', '6-11', 'urban', 5000000, 'census_1395')"
        " ON CONFLICT DO UPDATE SET persons = 5000000",
        "group_over_residents",
        "population",
    ),
    "people without town and country": (
        "DELETE FROM population WHERE area_type <> 'all';"
        "INSERT INTO population VALUES ('IR231001', 1404, 'resident', 'all', 'all', 'all', 100, 'census_1395')",
        "no_area_types",
        "population",
    ),
    "indicator without a standard": (
        "DELETE FROM service_standard WHERE indicator_id = 'primary_health_units'",
        "without_standard",
        "service_standard",
    ),
    "sector without a facility": ("DELETE FROM facility WHERE sector = 'health'", "without_facility", "facility"),
    "end before the beginning": (
        "UPDATE admin_area SET valid_from = '2020-01-01', valid_to = '2019-01-01' WHERE pcode = 'IR231001'",
        "ends_before",
        "admin_area",
    ),
    "end in a year that is not told to the day": (
        "UPDATE admin_area SET valid_from = '1399', valid_to = '2020-01-01' WHERE pcode = 'IR231001';"
        "UPDATE admin_area SET valid_from = '2020-01-01', valid_to = '2019-12-31' WHERE pcode = 'IR231002'",
        "ends_before",
        "admin_area",
    ),
    "no boundary": ("UPDATE admin_area SET boundary = NULL WHERE pcode = 'IR231001'", "no_boundary", "admin_area"),
    "boundary that is none": (
        "UPDATE admin_area SET boundary = '{\"type\":' WHERE pcode = 'IR231001'",
        "bad_boundary",
        "admin_area",
    ),
    "two of one name": (
        "UPDATE admin_area SET name_fa = 'همان' WHERE parent_pcode = 'IR2310'",
        "same_name",
        "admin_area",
    ),
    "latitude and longitude swapped": (first("facility", "lat = lon, lon = lat"), "swapped_point", "facility"),
    "point in the sea of Guinea": (first("settlement", "lat = 0, lon = 0"), "point_outside", "settlement"),
    "no point": (first("facility", "lat = NULL, lon = NULL"), "no_point", "facility"),
    "total that differs from its parts": (
        "INSERT INTO population VALUES ('IR231001', 1404, 'refugee', 'all', 'all', 'all', 5, 'census_1395')",
        "split_differs",
        "population",
    ),
    "part of a split that lacks": (
        "DELETE FROM population WHERE pcode = 'IR231001' AND population_group = 'refugee';"
        "INSERT INTO population VALUES ('IR231001', 1404, 'refugee', 'all', 'all', 'all', 1000, 'census_1395');"
        "INSERT INTO population VALUES ('IR231001', 1404, 'refugee', 'f', 'all', 'all', 480, 'census_1395')",
        "split_differs",
        "population",
    ),
    "way to nowhere": (
        "INSERT INTO travel_time SELECT settlement_id, 'nowhere', 5, 'car', 'census_1395' FROM settlement LIMIT 1",
        "orphan",
        "travel_time",
    ),
    "derived host": (
        "INSERT INTO population SELECT pcode, 1402, 'host', 'all', 'all', 'all', 5, source_id FROM population, source"
        " USING (source_id) LIMIT 1; UPDATE source SET kind = 'derived' WHERE source_id ="
        " (SELECT source_id FROM population WHERE population_group = 'host')",
        "derived_host",
        "population",
    ),
    "school among the health services": (
        first("facility", "sector = 'health'", "sector = 'education'"),
        "other_sector",
        "facility",
    ),
    "facility twice": (
        "INSERT INTO facility SELECT 'twin', sector, kind, name_fa, name_en, pcode, lat, lon, open_to, supporter_id,"
        " source_id FROM facility LIMIT 1",
        "same_place",
        "facility",
    ),
    "facility at a county": (first("facility", "pcode = 'IR2310'"), "not_lowest", "facility"),
    "facility without a status": ("DELETE FROM facility_status", "no_status", "facility"),
    "no shift": (first("facility_capacity", "value = 0", "measure = 'shifts'"), "no_shift", "facility_capacity"),
    "nine shifts": (first("facility_capacity", "value = 9", "measure = 'shifts'"), "many_shifts", "facility_capacity"),
    "half a pupil": (
        first("facility_capacity", "value = 9.5", "measure = 'pupils'"),
        "persons_not_whole",
        "facility_capacity",
    ),
    "beds of a school": (
        first("facility_capacity", "measure = 'beds'", "measure = 'pupils'"),
        "unused_measure",
        "facility_capacity",
    ),
    "no usual standard": ("UPDATE service_standard SET is_default = 0", "not_one_default", "service_standard"),
    "standard of zero": (first("service_standard", "value = 0"), "no_standard", "service_standard"),
    "share over 100 percent": (first("benchmark", "value = 130", "unit = 'share_pct'"), "over_100", "benchmark"),
    "nothing promised": (first("commitment", "promised = 0"), "nothing_promised", "commitment"),
    "unit of another indicator": (first("commitment", "unit = 'beds'"), "other_unit", "commitment"),
    "more delivered than promised": (
        first("commitment_update", "delivered = 1000000"),
        "more_than_promised",
        "commitment_update",
    ),
    "commitment without a state": ("DELETE FROM commitment_update", "no_update", "commitment"),
    "weight over 1": (
        "INSERT INTO crosswalk VALUES ('IR231099', 'IR231001', 25, 'census_1395')",
        "bad_weight",
        "crosswalk",
    ),
    "weights that lack a part": (
        "INSERT INTO crosswalk VALUES ('IR231099', 'IR231001', 0.4, 'census_1395')",
        "weights_not_1",
        "crosswalk",
    ),
}
