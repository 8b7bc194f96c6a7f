"""What partners still owe, once more in plain loops, written from 'Remaining gap' of formulas.md."""

from collections import defaultdict

# The last day of each Jalali year, from the calendar of the Statistical Centre.
LAST_DAY = {1401: "2023-03-20", 1404: "2026-03-20"}


class PlainPromises:
    """The commitments of a database as they stand for the figures of one year."""

    def __init__(self, database, period, operating):
        """`operating`: ids of the facilities that operate in that year."""
        (as_of,) = database.execute("SELECT released_on FROM dataset").fetchone()
        query = """SELECT max(source.published_on) FROM facility_capacity JOIN source USING (source_id)
            WHERE period BETWEEN ? AND ?"""
        (published,) = database.execute(query, (period - 3, period)).fetchone()
        until = min(as_of, published, LAST_DAY[period])
        states, counted = {}, {}
        query = "SELECT commitment_id, updated_on, status, delivered FROM commitment_update ORDER BY updated_on"
        for code, day, status, delivered in database.execute(query):
            if day <= as_of:
                states[code] = (status, delivered)
            if day <= until:
                counted[code] = delivered
        self.open = []
        by_facility = defaultdict(list)
        query = """SELECT commitment_id, indicator_id, pcode, population_group, facility_id, promised
            FROM commitment ORDER BY commitment_id"""
        for code, indicator, pcode, group, facility, promised in database.execute(query):
            status, delivered = states.get(code, ("", 0))
            whole = {"agreed": promised, "in_progress": promised, "delivered": delivered}.get(status, 0)
            owed = max(0, whole - counted.get(code, 0))
            if facility is None:
                self.open.append((indicator, pcode, group, owed))
            elif facility not in operating:
                by_facility[indicator, facility].append((owed, pcode, group))
        for (indicator, _facility), promises in by_facility.items():
            owed, pcode, group = max(promises, key=lambda one: one[0])
            self.open.append((indicator, pcode, group, owed))

    def to(self, indicator, pcode, group):
        """Owed to one group by name, or to everybody where that is None, by promises to this very area."""
        return sum(one[3] for one in self.open if one[:3] == (indicator, pcode, group))
