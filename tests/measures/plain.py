"""The formulas once more in plain loops, written from formulas.md: what the measures are compared with.

Only the protected counts of foreign nationals are taken from the program, since their draws hang on its key.
"""

import math
import sqlite3
from collections import defaultdict
from contextlib import closing

GROUPS = ("host", "refugee", "documented")
OPEN = {"all": GROUPS, "foreign_nationals": ("refugee", "documented"), "host": ("host",)}
AGES = ("0-5", "6-11", "12-14", "15-17", "18-64", "65+")
TYPES = ("urban", "rural")
# Indicator: [(ages, area types, kinds)]
STAGES = {
    "school_seats": [
        (("6-11",), TYPES, ("primary_school",)),
        (("12-14",), TYPES, ("lower_secondary_school",)),
        (("15-17",), TYPES, ("upper_secondary_school",)),
    ],
    "health_houses": [(AGES, ("rural",), ("health_house",))],
    "health_posts": [(AGES, ("urban",), ("health_post",))],
    "primary_health_units": [(AGES, TYPES, ("health_post", "rural_health_centre", "urban_health_centre"))],
    "training_places": [(("15-17", "18-64"), TYPES, ("training_centre", "workshop"))],
    "foreign_share": [(AGES, TYPES, ())],
}
PERSONS_PER_UNIT = {"health_houses": 1200, "health_posts": 12_500, "primary_health_units": 10_000}


class Plain:
    """The demonstration of one year in dictionaries: people at districts, facilities with their latest figures."""

    def __init__(self, path, period, foreign):
        """`foreign`: protected persons by (district, group, age, area type, sex)."""
        self.people = dict(foreign)
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
            self.parents = dict(database.execute("SELECT pcode, parent_pcode FROM admin_area"))
            self.districts = sorted(
                code for (code,) in database.execute("SELECT pcode FROM admin_area WHERE level = 3")
            )
            self._derive_hosts(database, period)
            self._read_facilities(database, period)

    def _derive_hosts(self, database, period):
        """Cell by cell, and a cell has a sex; then the sexes together."""
        by_cell = defaultdict(int)
        for (pcode, group, age, area_type, _sex), persons in self.people.items():
            by_cell[pcode, group, age, area_type] += persons
        query = """SELECT pcode, age_band, area_type, sex, persons FROM population
            WHERE population_group = 'resident' AND period = ? AND age_band <> 'all' AND length(pcode) = 8"""
        for pcode, age, area_type, sex, persons in database.execute(query, (period,)):
            foreign = sum(self.people[pcode, group, age, area_type, sex] for group in GROUPS[1:])
            by_cell[pcode, "host", age, area_type] += max(0, persons - foreign)
        self.people = by_cell

    def _read_facilities(self, database, period):
        states, figures = {}, defaultdict(dict)
        query = "SELECT facility_id, status FROM facility_status WHERE period <= ? ORDER BY period"
        for code, state in database.execute(query, (period,)):
            states[code] = state
        query = """SELECT facility_id, measure, value FROM facility_capacity
            WHERE period <= ? AND period >= ? ORDER BY period"""
        for code, measure, value in database.execute(query, (period, period - 3)):
            figures[code][measure] = value
        self.facilities = defaultdict(list)
        query = "SELECT facility_id, pcode, kind, open_to FROM facility"
        for code, pcode, kind, open_to in database.execute(query):
            if states.get(code) in ("operational", "needs_rehabilitation"):
                self.facilities[pcode, kind].append((open_to, figures[code]))

    def demand(self, pcode, stage, groups):
        ages, types, _ = stage
        return sum(self.people[pcode, group, age, kind] for group in groups for age in ages for kind in types)

    def supply(self, indicator, figures, standard):
        """What a facility offers, None when it has not reported."""
        if indicator == "school_seats":
            if "classrooms" not in figures or "shifts" not in figures:
                return None
            return figures["classrooms"] * min(figures["shifts"], 2) * standard
        if indicator == "training_places":
            return figures.get("training_places")
        return 1

    def capacity(self, indicator, pcode, stage, groups, standard):
        """Capacity for the groups in a district, facilities, and those that reported."""
        total, found, reported = 0, 0, 0
        for open_to, figures in (one for kind in stage[2] for one in self.facilities[pcode, kind]):
            found += 1
            size = self.supply(indicator, figures, standard)
            if size is None:
                continue
            reported += 1
            whole = self.demand(pcode, stage, OPEN[open_to])
            part = self.demand(pcode, stage, [group for group in groups if group in OPEN[open_to]])
            if whole:
                total += size * part / whole
            elif groups == GROUPS:
                total += size
        return total, found, reported

    def row(self, indicator, pcode, groups, standard=None, target=None):
        """The figures of a district or county."""
        districts = [code for code in self.districts if pcode in (code, self.parents[code])]
        stages = STAGES[indicator]
        standard = PERSONS_PER_UNIT.get(indicator, standard)
        demand = sum(self.demand(code, stage, groups) for code in districts for stage in stages)
        foreign = sum(self.demand(code, stage, GROUPS[1:]) for code in districts for stage in stages)
        if not sum(self.demand(code, stage, GROUPS) for code in districts for stage in stages):
            return {"status": "no_data"}
        if indicator == "foreign_share":
            if foreign < 10:
                return {"status": "few"}
            return {
                "status": "ok",
                "value": 100 * foreign / demand,
                "demand_persons": demand,
                "foreign_persons": foreign,
            }
        cells = {
            (code, stage): self.capacity(indicator, code, stage, groups, standard)
            for code in districts
            for stage in stages
        }
        found, reported = (sum(cell[part] for cell in cells.values()) for part in (1, 2))
        if (found - reported) * 5 > found:
            return {"status": "no_data"}
        if demand < 10:
            return {"status": "few"}
        capacity = sum(cell[0] for cell in cells.values())
        result = {"status": "ok", "demand_persons": demand, "capacity": capacity}
        needs = {key: self._need(indicator, self.demand(*key, groups), standard, target) for key in cells}
        if None not in needs.values():
            short = [max(0, needs[key] - cells[key][0]) for key in cells]
            need = sum(needs.values())
            result |= {
                "need": need,
                "gap": need - capacity,
                "shortage": sum(short),
                "coverage_pct": 100 * capacity / need,
            }
            if indicator == "school_seats":
                result["classrooms_short"] = sum(math.ceil(one / standard - 1e-9) for one in short)
            elif indicator in PERSONS_PER_UNIT:
                result["units_short"] = sum(math.ceil(one - 1e-9) for one in short)
        if indicator in ("health_houses", "health_posts") and capacity:
            result["persons_per_unit"] = demand / capacity
        if indicator == "primary_health_units":
            houses = self._health_houses(districts, groups)
            result |= {
                "health_houses": houses,
                "units_per_10000_with_health_houses": 10_000 * (capacity + houses) / demand,
            }
        result["value"] = {
            "primary_health_units": 10_000 * capacity / demand,
            "training_places": 1000 * capacity / demand,
        }.get(indicator, result.get("coverage_pct"))
        return result

    def _need(self, indicator, demand, standard, target):
        if indicator == "school_seats":
            return demand
        if indicator == "training_places":
            return None if target is None else demand * target / 1000
        return demand / standard

    def _health_houses(self, districts, groups):
        stage = (AGES, TYPES, ("health_house",))
        return sum(self.capacity("primary_health_units", code, stage, groups, None)[0] for code in districts)
