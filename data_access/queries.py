"""Selects, and nothing else: what is read for a period, with bound values. Nothing here executes."""

from __future__ import annotations

from sqlalchemy import Select, and_, func, select

from data_access import tables as t

POPULATION_MAX_AGE = 10
CAPACITY_MAX_AGE = 3


def data_version() -> Select[tuple[str, str]]:
    """The one row of `dataset`."""
    return select(t.dataset.c.data_version, t.dataset.c.released_on)


def areas() -> Select[tuple[object, ...]]:
    """All areas without their geometry, sorted by P-code."""
    columns = [column for column in t.admin_area.c if column.name != "boundary"]
    return select(*columns).order_by(t.admin_area.c.pcode)


def boundaries() -> Select[tuple[str, int, str | None]]:
    """P-code, level and geometry of the areas that have one."""
    area = t.admin_area.c
    return select(area.pcode, area.level, area.boundary).where(area.boundary.is_not(None)).order_by(area.pcode)


def periods() -> Select[tuple[int]]:
    """The years with figures on foreign nationals, ascending."""
    people = t.population.c
    return (
        select(people.period)
        .where(people.population_group.in_(("refugee", "documented")))
        .distinct()
        .order_by(people.period)
    )


def population(period: int) -> Select[tuple[object, ...]]:
    """One cross-section per area and group: its latest year up to `period`, at most ten years old."""
    people = t.population.c
    latest = (
        select(people.pcode, people.population_group, func.max(people.period).label("period"))
        .where(people.period.between(period - POPULATION_MAX_AGE, period))
        .group_by(people.pcode, people.population_group)
        .subquery()
    )
    same = and_(
        people.pcode == latest.c.pcode,
        people.population_group == latest.c.population_group,
        people.period == latest.c.period,
    )
    return (
        select(*people, t.source.c.kind.label("source_kind"))
        .join_from(t.population, latest, same)
        .join(t.source, t.source.c.source_id == people.source_id)
        .order_by(*t.population.primary_key.columns)
    )


def facilities(period: int) -> Select[tuple[object, ...]]:
    """Facilities with their latest status up to `period`; those without one are not counted and left out."""
    facility, status = t.facility.c, t.facility_status.c
    latest = (
        select(status.facility_id, func.max(status.period).label("period"))
        .where(status.period <= period)
        .group_by(status.facility_id)
        .subquery()
    )
    same = and_(status.facility_id == latest.c.facility_id, status.period == latest.c.period)
    return (
        select(
            facility.facility_id,
            facility.sector,
            facility.kind,
            facility.pcode,
            facility.open_to,
            status.status,
            status.period.label("status_period"),
            status.source_id,
        )
        .join_from(t.facility, latest, facility.facility_id == latest.c.facility_id)
        .join(t.facility_status, same)
        .order_by(facility.facility_id)
    )


def facility_places() -> Select[tuple[object, ...]]:
    """Names and coordinates of all facilities."""
    facility = t.facility.c
    return select(facility.facility_id, facility.name_fa, facility.name_en, facility.lat, facility.lon).order_by(
        facility.facility_id
    )


def capacities(period: int, measures: tuple[str, ...]) -> Select[tuple[object, ...]]:
    """The latest row of each facility and measure up to `period`, at most three years old."""
    capacity = t.facility_capacity.c
    latest = (
        select(capacity.facility_id, capacity.measure, func.max(capacity.period).label("period"))
        .where(capacity.period.between(period - CAPACITY_MAX_AGE, period), capacity.measure.in_(measures))
        .group_by(capacity.facility_id, capacity.measure)
        .subquery()
    )
    same = and_(
        capacity.facility_id == latest.c.facility_id,
        capacity.measure == latest.c.measure,
        capacity.period == latest.c.period,
    )
    return (
        select(capacity.facility_id, capacity.measure, capacity.period, capacity.value, capacity.source_id)
        .join_from(t.facility_capacity, latest, same)
        .order_by(capacity.facility_id, capacity.measure)
    )


def standards() -> Select[tuple[object, ...]]:
    """The selectable standards, the default of each indicator first."""
    standard = t.service_standard.c
    return select(*standard).order_by(standard.indicator_id, standard.is_default.desc(), standard.standard_id)


def benchmarks() -> Select[tuple[object, ...]]:
    """Published reference values."""
    return select(*t.benchmark.c).order_by(*t.benchmark.primary_key.columns)


def sources() -> Select[tuple[object, ...]]:
    """The sources."""
    return select(*t.source.c).order_by(t.source.c.source_id)
