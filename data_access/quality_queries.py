"""Selects of what the checks of data quality look at, beside what the figures are made from."""

from __future__ import annotations

from sqlalchemy import Select, case, func, select

from data_access import queries
from data_access import tables as t
from data_access.ordering import by
from domain.indicators import FOREIGN_GROUPS


def resident_totals() -> Select[tuple[object, ...]]:
    """Residents by area and year, once for each table: how many of sex, age and area type it leaves at `all`."""
    people = t.population.c
    wholes = [case((one == "all", 1), else_=0) for one in (people.sex, people.age_band, people.area_type)]
    rows = (
        select(people.pcode, people.period, people.persons, sum(wholes[1:], wholes[0]).label("wholes"))
        .where(people.population_group == "resident")
        .subquery()
    )
    key = (rows.c.pcode, rows.c.period, rows.c.wholes)
    return select(*key, func.sum(rows.c.persons).label("persons")).group_by(*key).order_by(*by(*key))


def foreign_of_levels() -> Select[tuple[object, ...]]:
    """Cells of foreign nationals, below the country, of the years in which an area has them beside its parts."""
    people, area = t.population.c, t.admin_area.c
    parents = select(area.parent_pcode).where(area.parent_pcode.is_not(None), area.level > 0)
    foreign = people.population_group.in_(FOREIGN_GROUPS)
    above = (
        select(people.period)
        .join_from(t.population, t.admin_area, area.pcode == people.pcode)
        .where(foreign, area.level > 0, people.pcode.in_(parents))
    )
    return (
        select(*people)
        .join_from(t.population, t.admin_area, area.pcode == people.pcode)
        .where(foreign, area.level > 0, people.period.in_(above))
        .order_by(*by(*t.population.primary_key.columns))
    )


def foreign_addresses(period: int) -> Select[tuple[object, ...]]:
    """Which cells of foreign nationals an area may have in a year, without any count."""
    people, area = t.population.c, t.admin_area.c
    address = (people.population_group, people.sex, people.age_band, people.area_type)
    years = people.period.between(period - queries.POPULATION_MAX_AGE, period)
    found = (
        select(*address)
        .join_from(t.population, t.admin_area, area.pcode == people.pcode)
        .where(people.population_group.in_(FOREIGN_GROUPS), area.level > 0, years)
        .distinct()
        .subquery()
    )
    return select(*found.c).order_by(*by(*found.c))


def capacity_years() -> Select[tuple[object, ...]]:
    """The year of the latest figure of each facility and measure, however old, without the figure."""
    capacity = t.facility_capacity.c
    key = (capacity.facility_id, capacity.measure)
    return select(*key, func.max(capacity.period).label("period")).group_by(*key).order_by(*by(*key))
