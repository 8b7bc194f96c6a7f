"""What a share link does not cover is not read: each select gets the scope's conditions before it is executed."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import ColumnElement, Select, Table, and_, or_, select, true
from sqlalchemy.sql import visitors
from sqlalchemy.sql.util import ClauseAdapter

from data_access import tables as t
from domain.admin import COUNTRY
from domain.grants import EVERYTHING, Scope, indicators_of

# A facility with its name or its place is a point; without them it is one of a sum.
POINT_COLUMNS = frozenset({"name_fa", "name_en", "lat", "lon"})
Condition = ColumnElement[bool]


def narrowed(query: Select[tuple[object, ...]], scope: Scope) -> Select[tuple[object, ...]]:
    """Return the query over what a scope covers.

    Parameters
    ----------
    query : sqlalchemy.Select
        Over tables of `data_access.tables`; those in its subqueries are narrowed too.
    scope : Scope

    Returns
    -------
    sqlalchemy.Select
        With the same columns in the same order; the query itself where the scope is everything.

    Raises
    ------
    KeyError
        A table has no rule: nobody has said yet what a share link may read of it.
    """
    if scope == EVERYTHING:
        return query
    rules = _Rules(scope, points=any(column.name in POINT_COLUMNS for column in query.selected_columns))
    used = {one.name for one in visitors.iterate(query) if isinstance(one, Table)}
    conditions = {name: rules.of(name) for name in used}
    # In this order: a condition names other tables as they are, which must not be narrowed once more.
    for name in (name for name in RULES if name in used):
        part = select(t.metadata.tables[name]).where(conditions[name]).subquery(f"granted_{name}")
        query = ClauseAdapter(part).traverse(query)
    return query


class _Rules:
    """The conditions of one query."""

    def __init__(self, scope: Scope, *, points: bool) -> None:
        self.scope, self.points = scope, points
        area, child, parent = t.admin_area, t.admin_area.alias("child"), t.admin_area.alias("parent")
        own = area.c.pcode.in_(scope.areas)
        inside = select(area.c.pcode).where(own).cte("inside", recursive=True)
        self._inside = inside.union(
            select(child.c.pcode).join_from(child, inside, child.c.parent_pcode == inside.c.pcode)
        )
        above = select(area.c.parent_pcode.label("pcode")).where(own).cte("above", recursive=True)
        self._above = above.union(
            select(parent.c.parent_pcode).join_from(parent, above, parent.c.pcode == above.c.pcode)
        )

    def of(self, table: str) -> Condition:
        return RULES[table](self)

    def inside(self, pcode: ColumnElement[str]) -> Condition:
        return pcode.in_(select(self._inside.c.pcode)) if self.scope.areas else true()

    def inside_or_above(self, pcode: ColumnElement[str]) -> Condition:
        """Names of the areas around stand beside those of the scope; figures do not."""
        return or_(self.inside(pcode), pcode.in_(select(self._above.c.pcode))) if self.scope.areas else true()

    def inside_or_country(self, pcode: ColumnElement[str]) -> Condition:
        """The country's figures are published and everyone's benchmark."""
        return or_(self.inside(pcode), pcode == COUNTRY)

    def of_sectors(self, sector: ColumnElement[str]) -> Condition:
        return sector.in_(self.scope.sectors) if self.scope.sectors else true()

    def of_indicators(self, indicator: ColumnElement[str]) -> Condition:
        return indicator.in_(indicators_of(self.scope))

    def facilities(self) -> Condition:
        facility = t.facility.c
        found = and_(self.inside(facility.pcode), self.of_sectors(facility.sector))
        if self.points and not self.scope.restricted:
            return and_(found, facility.open_to != "foreign_nationals")
        return found

    def of_facilities(self, facility_id: ColumnElement[str]) -> Condition:
        facility = t.facility.alias("facility_of").c
        covered = and_(self.inside(facility.pcode), self.of_sectors(facility.sector))
        return facility_id.in_(select(facility.facility_id).where(covered))

    def commitments(self) -> Condition:
        known = t.commitment.c
        return and_(self.inside(known.pcode), self.of_sectors(known.sector), self._asked(known.indicator_id))

    def of_commitments(self, commitment_id: ColumnElement[str]) -> Condition:
        promise = t.commitment.alias("commitment_of").c
        covered = and_(self.inside(promise.pcode), self.of_sectors(promise.sector), self._asked(promise.indicator_id))
        return commitment_id.in_(select(promise.commitment_id).where(covered))

    def _asked(self, indicator: ColumnElement[str]) -> Condition:
        """A commitment need not be about an indicator; where a link names some it is about those alone."""
        return indicator.in_(self.scope.indicators) if self.scope.indicators else true()

    def partners(self) -> Condition:
        if not (self.scope.areas or self.scope.sectors or self.scope.indicators):
            return true()
        promise = t.commitment.alias("commitment_by").c
        covered = and_(self.inside(promise.pcode), self.of_sectors(promise.sector), self._asked(promise.indicator_id))
        return t.partner.c.partner_id.in_(select(promise.partner_id).where(covered))

    def meetings(self) -> Condition:
        """One meeting, and those before it, whose days its changes are counted from."""
        if not self.scope.meeting:
            return true()
        one, meeting = t.meeting.alias("meeting_of").c, t.meeting.c
        held_on = select(one.held_on).where(one.meeting_id == self.scope.meeting).scalar_subquery()
        return or_(meeting.meeting_id == self.scope.meeting, meeting.held_on < held_on)

    def agenda(self) -> Condition:
        item = t.agenda_item.c
        own = item.meeting_id == self.scope.meeting if self.scope.meeting else true()
        return and_(own, self.of_sectors(item.sector))


def _open(_rules: _Rules) -> Condition:
    return true()


# Each table of the contract. One that is named by the condition of another comes before that one.
RULES: dict[str, Callable[[_Rules], Condition]] = {
    "admin_area": lambda of: of.inside_or_above(t.admin_area.c.pcode),
    "population": lambda of: of.inside_or_country(t.population.c.pcode),
    "settlement": lambda of: of.inside(t.settlement.c.pcode),
    "facility": _Rules.facilities,
    "facility_status": lambda of: of.of_facilities(t.facility_status.c.facility_id),
    "facility_capacity": lambda of: of.of_facilities(t.facility_capacity.c.facility_id),
    "service_standard": lambda of: of.of_indicators(t.service_standard.c.indicator_id),
    "benchmark": lambda of: and_(
        of.inside_or_country(t.benchmark.c.pcode), of.of_indicators(t.benchmark.c.indicator_id)
    ),
    "meeting": _Rules.meetings,
    "agenda_item": _Rules.agenda,
    "commitment": _Rules.commitments,
    "commitment_update": lambda of: of.of_commitments(t.commitment_update.c.commitment_id),
    "partner": _Rules.partners,
    "crosswalk": lambda of: of.inside(t.crosswalk.c.to_pcode),
    "dataset": _open,
    "source": _open,
}
