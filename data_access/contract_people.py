"""Rules of the table of people: totals against their parts, foreign nationals against residents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, Subquery, and_, case, distinct, exists, func, or_, select

from data_access import tables as t
from data_access.contract_rules import Rule, key_of, rows
from domain.indicators import AGE_BANDS, FOREIGN_GROUPS

SPLITS = ("sex", "age_band", "area_type")


def people_rules() -> Iterator[Rule]:
    """Yield the rules; all of them hang on counts of persons.

    Yields
    ------
    Rule
    """
    people = t.population.c
    key = (people.pcode, people.period, people.population_group, people.sex, people.age_band, people.area_type)
    for split in SPLITS:
        yield Rule("split_differs", "population", (split,), _split(key, split), "warning", counts=True)
    yield Rule("split_differs", "population", SPLITS, _whole_split(), "warning", counts=True)
    residents = _totals().where(people.population_group == "resident").subquery()
    foreign = _totals().where(people.population_group.in_(FOREIGN_GROUPS)).subquery()
    more = (
        select(residents.c.pcode, residents.c.period)
        .join(foreign, and_(residents.c.pcode == foreign.c.pcode, residents.c.period == foreign.c.period))
        .where(foreign.c.persons > residents.c.persons)
    )
    yield Rule("more_than_residents", "population", ("persons",), more, counts=True)
    yield Rule("group_over_residents", "population", ("persons",), _single_over_residents(), counts=True)
    derived = exists(select(1).where(t.source.c.source_id == people.source_id, t.source.c.kind == "derived"))
    host = rows(t.population, and_(people.population_group == "host", derived), people.source_id)
    # Rows that the dashboard must not read, since they give counts away: a page does not speak of them either.
    yield Rule("derived_host", "population", ("population_group",), host, "warning", counts=True)


def _split(key: tuple[Any, ...], split: str) -> Select[Any]:
    """Select the totals that their own parts do not sum to, since parts differ or lack: the parts are what is read."""
    rest = [one for one in key if one.name != split]
    people = t.population.c
    cell = people[split]
    summed = select(*rest, func.sum(people.persons).label("persons")).where(cell != "all").group_by(*rest).subquery()
    same = and_(*(one == summed.c[one.name] for one in rest))
    differs = and_(cell == "all", people.persons != summed.c.persons)
    return select(*rest).join_from(t.population, summed, same).where(differs)


def _whole_split() -> Select[Any]:
    """Select the totals of everybody that the rows which are split in every way do not sum to."""
    people = t.population.c
    splits = [people[name] for name in SPLITS]
    key = (people.pcode, people.period, people.population_group)
    finest = select(*key, func.sum(people.persons).label("persons")).where(*(one != "all" for one in splits))
    summed = finest.group_by(*key).subquery()
    same = and_(*(one == summed.c[one.name] for one in key))
    whole = and_(*(one == "all" for one in splits), people.persons != summed.c.persons)
    return select(*key).join_from(t.population, summed, same).where(whole)


def _totals() -> Select[Any]:
    """Sum the rows that are whole in all three splits, by area and year."""
    people = t.population.c
    whole = and_(people.sex == "all", people.age_band == "all", people.area_type == "all")
    return (
        select(people.pcode, people.period, func.sum(people.persons).label("persons"))
        .where(whole)
        .group_by(people.pcode, people.period)
    )


def _single_over_residents() -> Select[Any]:
    """Select the rows of a foreign group that have more persons than the newest residents up to their year."""
    people, residents, known = t.population.c, _residents("residents"), _residents("known")
    newest = (
        select(people.pcode, people.period, func.max(known.c.period).label("known"))
        .join_from(t.population, known, and_(known.c.pcode == people.pcode, known.c.period <= people.period))
        .where(people.population_group.in_(FOREIGN_GROUPS))
        .group_by(people.pcode, people.period)
        .subquery("newest")
    )
    return (
        select(*key_of(t.population))
        .join_from(t.population, newest, and_(newest.c.pcode == people.pcode, newest.c.period == people.period))
        .join(residents, and_(residents.c.pcode == people.pcode, residents.c.period == newest.c.known))
        .where(people.population_group.in_(FOREIGN_GROUPS), people.persons > residents.c.persons)
    )


def _residents(name: str) -> Subquery:
    """Sum the residents by area and year, each way of splitting by itself, and take the most: parts may lack."""
    people = t.population.c
    ways = [case((people[split] == "all", 1), else_=0).label(f"whole_{split}") for split in SPLITS]
    each = (
        select(people.pcode, people.period, people.sex, people.age_band, people.persons, *ways)
        .where(people.population_group == "resident")
        .subquery()
    )
    way = [each.c[one.name] for one in ways]
    # Some of the ages, or one sex, is not everybody.
    everybody = and_(
        or_(each.c.whole_age_band == 1, func.count(distinct(each.c.age_band)) == len(AGE_BANDS)),
        or_(each.c.whole_sex == 1, func.count(distinct(each.c.sex)) > 1),
    )
    summed = (
        select(each.c.pcode, each.c.period, func.sum(each.c.persons).label("persons"))
        .group_by(each.c.pcode, each.c.period, *way)
        .having(everybody)
        .subquery()
    )
    most = select(summed.c.pcode, summed.c.period, func.max(summed.c.persons).label("persons"))
    return most.group_by(summed.c.pcode, summed.c.period).subquery(name)
