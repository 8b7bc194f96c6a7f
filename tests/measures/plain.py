"""The formulas once more in plain loops, written from formulas.md: what the measures are compared with.

Only the protected counts of foreign nationals are taken from the program, since their draws hang on its key.
"""

import math
import sqlite3
from collections import defaultdict
from contextlib import closing

from tests.measures.plain_promises import PlainPromises

GROUPS = ("host", "refugee", "documented")
FOREIGN = GROUPS[1:]
OPEN = {"all": GROUPS, "foreign_nationals": FOREIGN, "host": ("host",)}
AGES = ("0-5", "6-11", "12-14", "15-17", "18-64", "65+")
TYPES = ("urban", "rural")
WORKING = ("15-17", "18-64")
PRIMARY_UNITS = ("health_post", "rural_health_centre", "urban_health_centre")
# Indicator: [(ages, area types, kinds)]
STAGES = {
    "school_seats": [
        (("6-11",), TYPES, ("primary_school",)),
        (("12-14",), TYPES, ("lower_secondary_school",)),
        (("15-17",), TYPES, ("upper_secondary_school",)),
    ],
    "health_houses": [(AGES, ("rural",), ("health_house",))],
    "health_posts": [(AGES, ("urban",), ("health_post",))],
    "primary_health_units": [(AGES, TYPES, PRIMARY_UNITS)],
    "hospital_beds": [(AGES, TYPES, ("hospital",))],
    "training_places": [(WORKING, TYPES, ("training_centre", "workshop"))],
    "livelihood_reach": [(WORKING, TYPES, ("training_centre", "workshop", "enterprise_support"))],
}
PERSONS_PER_UNIT = {"health_houses": 1200, "health_posts": 12_500, "primary_health_units": 10_000}
REPORTED_AS = {"training_places": "training_places", "hospital_beds": "beds", "livelihood_reach": "beneficiaries"}
OPERATING = ("operational", "needs_rehabilitation")
COMING = ("under_construction", "planned")


class Plain:
    """The demonstration of one year in dictionaries: people at districts, facilities with their latest figures."""

    def __init__(self, path, period, foreign, persons_at):
        """Protected: `foreign` by (district, group, age, area type, sex), `persons_at` by (facility, measure)."""
        self.people = dict(foreign)
        self.known = {}
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
            self.parents = dict(database.execute("SELECT pcode, parent_pcode FROM admin_area"))
            self.levels = dict(database.execute("SELECT pcode, level FROM admin_area"))
            self.districts = sorted(code for code, level in self.levels.items() if level == 3)
            self._derive_hosts(database, period)
            self._read_country(database, period)
            operating = self._read_facilities(database, period, persons_at)
            self.promises = PlainPromises(database, period, operating)

    def _derive_hosts(self, database, period):
        """Cell by cell, and a cell has a sex; then the sexes together."""
        by_cell = defaultdict(int)
        for (pcode, group, age, area_type, _sex), persons in self.people.items():
            by_cell[pcode, group, age, area_type] += persons
        query = """SELECT pcode, age_band, area_type, sex, persons FROM population
            WHERE population_group = 'resident' AND period = ? AND age_band <> 'all' AND length(pcode) = 8"""
        for pcode, age, area_type, sex, persons in database.execute(query, (period,)):
            foreign = sum(self.people[pcode, group, age, area_type, sex] for group in FOREIGN)
            by_cell[pcode, "host", age, area_type] += max(0, persons - foreign)
        self.people = by_cell

    def _read_facilities(self, database, period, persons_at):
        states, figures = {}, defaultdict(dict)
        query = "SELECT facility_id, status FROM facility_status WHERE period <= ? ORDER BY period"
        for code, state in database.execute(query, (period,)):
            states[code] = state
        query = """SELECT facility_id, measure, value FROM facility_capacity
            WHERE period <= ? AND period >= ? ORDER BY period"""
        for code, measure, value in database.execute(query, (period, period - 3)):
            figures[code][measure] = persons_at.get((code, measure), value)
        self.facilities = defaultdict(list)
        query = "SELECT facility_id, pcode, kind, open_to FROM facility"
        for code, pcode, kind, open_to in database.execute(query):
            if code in states:
                self.facilities[pcode, kind].append((states[code], open_to, figures[code]))
        return {code for code, state in states.items() if state in OPERATING}

    def _read_country(self, database, period):
        """The country's newest figure on each foreign group, at most ten years old."""
        query = """SELECT population_group, persons FROM population WHERE pcode = 'IR'
            AND population_group IN ('refugee', 'documented') AND period BETWEEN ? AND ? ORDER BY period"""
        self.country = dict(database.execute(query, (period - 10, period)))

    def inside(self, pcode):
        """The districts of an area."""
        county = self.parents
        return [code for code in self.districts if pcode in (code, county[code], county[county[code]])]

    def at(self, pcode, kinds, statuses):
        """Audience and figures of the facilities of a district."""
        every = (one for kind in kinds for one in self.facilities[pcode, kind])
        return [(open_to, figures) for status, open_to, figures in every if status in statuses]

    def demand(self, pcode, stage, groups):
        key = (pcode, stage, tuple(groups))
        if key not in self.known:
            ages, types, _ = stage
            self.known[key] = sum(
                self.people[pcode, group, age, kind] for group in groups for age in ages for kind in types
            )
        return self.known[key]

    def supply(self, indicator, figures, standard):
        """What a facility offers, None when it has not reported."""
        if indicator == "school_seats":
            if "classrooms" not in figures or "shifts" not in figures:
                return None
            return figures["classrooms"] * min(figures["shifts"], 2) * standard
        return figures.get(REPORTED_AS[indicator]) if indicator in REPORTED_AS else 1

    def capacity(self, indicator, pcode, stage, groups, standard, statuses=OPERATING):
        """Capacity for the groups in a district, facilities, and those that reported."""
        total, found, reported = 0, 0, 0
        for open_to, figures in self.at(pcode, stage[2], statuses):
            found += 1
            size = self.supply(indicator, figures, standard)
            if size is None:
                continue
            reported += 1
            whole = self.demand(pcode, stage, OPEN[open_to])
            among = [group for group in groups if group in OPEN[open_to]]
            if whole:
                total += size * self.demand(pcode, stage, among) / whole
            else:  # groups sum to the whole, also where nobody lives
                total += size * len(among) / len(OPEN[open_to])
        return total, found, reported

    def row(self, indicator, pcode, groups, standard=None, target=None):
        """The figures of an area."""
        districts, stages = self.inside(pcode), STAGES[indicator]
        standard = PERSONS_PER_UNIT.get(indicator, standard)
        cells = [(code, stage) for code in districts for stage in stages]
        demand = sum(self.demand(*cell, groups) for cell in cells)
        offered = {cell: self.capacity(indicator, *cell, groups, standard) for cell in cells}
        found, reported = (sum(one[part] for one in offered.values()) for part in (1, 2))
        if (found - reported) * 5 > found or not sum(self.demand(*cell, GROUPS) for cell in cells):
            return {"status": "no_data"}
        capacity = sum(one[0] for one in offered.values())
        if demand < 10 or (indicator == "livelihood_reach" and reported and capacity < 10):
            return {"status": "few"}
        result = {"status": "ok", "demand_persons": demand, "capacity": capacity}
        needs = {cell: self._need(indicator, self.demand(*cell, groups), standard, target) for cell in cells}
        short = {}
        if None not in needs.values():
            short = {cell: max(0, needs[cell] - offered[cell][0]) for cell in cells}
            need = sum(needs.values())
            result |= {"need": need, "gap": need - capacity, "shortage": sum(short.values())}
            result["coverage_pct"] = 100 * capacity / need
            if indicator == "school_seats":
                result["classrooms_short"] = sum(math.ceil(one / standard - 1e-9) for one in short.values())
            elif indicator in PERSONS_PER_UNIT:
                result["units_short"] = sum(math.ceil(one - 1e-9) for one in short.values())
        if indicator in ("health_houses", "health_posts") and capacity:
            result["persons_per_unit"] = demand / capacity
        if indicator == "primary_health_units":
            houses = self._health_houses(districts, groups)
            with_houses = 10_000 * (capacity + houses) / demand
            result |= {"health_houses": houses, "units_per_10000_with_health_houses": with_houses}
        if indicator != "livelihood_reach":
            coming = [self.capacity(indicator, *cell, groups, standard, COMING)[0] for cell in cells]
            result |= {"pipeline_capacity": sum(coming)}
            result |= self._after_promises(indicator, pcode, groups, standard, target)
        per_persons = {"primary_health_units": 10_000, "hospital_beds": 10_000}
        per_persons |= {"training_places": 1000, "livelihood_reach": 1000}
        scale = per_persons.get(indicator)
        result["value"] = scale * capacity / demand if scale else result["coverage_pct"]
        return result

    def _need(self, indicator, demand, standard, target):
        if indicator == "school_seats":
            return demand
        if indicator == "hospital_beds":
            return demand * standard / 10_000
        if indicator in PERSONS_PER_UNIT:
            return demand / standard
        return None if target is None else demand * target / 1000

    def _health_houses(self, districts, groups):
        stage = (AGES, TYPES, ("health_house",))
        return sum(self.capacity("primary_health_units", code, stage, groups, None)[0] for code in districts)

    def _after_promises(self, indicator, pcode, groups, standard, target):
        """What is owed, and what remains of the shortage: districts first, then what the area above was promised."""

        def shared(place, groups):
            cells = [(code, stage) for code in self.inside(place) for stage in STAGES[indicator]]
            part, whole = (sum(self.demand(*cell, these) for cell in cells) for these in (groups, GROUPS))
            promised = self.promises.to(indicator, place, None)
            return promised * part / whole if promised else 0

        def below(place):
            return sorted(code for code, parent in self.parents.items() if parent == place)

        def owed_in(place):
            named = sum(self.promises.to(indicator, place, group) for group in groups)
            return shared(place, groups) + named + sum(owed_in(code) for code in below(place))

        def after_shared(place, groups):
            if self.levels[place] < 3:
                whole = sum(left(code, groups) for code in below(place))
            else:
                whole = sum(
                    self.short(indicator, place, stage, groups, standard, target) for stage in STAGES[indicator]
                )
            return max(0, whole - shared(place, groups))

        def helped(place, group):
            promised = self.promises.to(indicator, place, group)
            return min(promised, after_shared(place, (group,))) if promised else 0

        def left(place, groups):
            return max(0, after_shared(place, groups) - sum(helped(place, group) for group in groups))

        result = {"promised_open": owed_in(pcode)}
        known = self._need(indicator, 1, standard, target) is not None
        return result | {"remaining_shortage": left(pcode, groups)} if known else result

    def short(self, indicator, pcode, stage, groups, standard, target):
        """What the groups lack in a district and stage."""
        need = self._need(indicator, self.demand(pcode, stage, groups), standard, target)
        return max(0, need - self.capacity(indicator, pcode, stage, groups, standard)[0])
