"""Rules of the table of people: totals against their parts, foreign nationals against residents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    Integer,
    Select,
    Subquery,
    and_,
    case,
    cast,
    distinct,
    exists,
    func,
    not_,
    null,
    or_,
    select,
    union_all,
)

from data_access import tables as t
from data_access.contract_rules import Rule, key_of, rows
from data_access.queries import POPULATION_MAX_AGE
from domain.indicators import AGE_BANDS, FOREIGN_GROUPS

_NONE = cast(null(), Integer).label("persons")
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
    yield from _over_residents()
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


def _over_residents() -> Iterator[Rule]:
    """Yield the rules on rows of a foreign group with more persons than the newest residents up to their year.

    In the residents' own year that cannot be; in a later one the area may have grown.
    """
    people, residents = t.population.c, _residents()
    key = key_of(t.population)
    foreign = people.population_group.in_(FOREIGN_GROUPS)
    # One pass in the order of years: an office's view has no index that would serve a join.
    nothing = [cast(null(), one.type).label(one.name) for one in key if one.name not in ("pcode", "period")]
    both = union_all(
        select(residents.c.pcode, residents.c.period, *nothing, residents.c.persons.label("residents"), _NONE),
        select(*key, cast(null(), Integer).label("residents"), people.persons).where(foreign),
    ).subquery("people_and_residents")
    since = func.count(both.c.residents).over(partition_by=both.c.pcode, order_by=both.c.period)
    numbered = select(both, since.label("since")).subquery("numbered")
    span = (numbered.c.pcode, numbered.c.since)
    year = case((numbered.c.residents.is_not(None), numbered.c.period))
    known = select(
        numbered,
        func.max(numbered.c.residents).over(partition_by=span).label("known"),
        func.max(year).over(partition_by=span).label("known_in"),
    ).subquery("with_residents")
    more = select(*(known.c[one.name] for one in key)).where(known.c.persons > known.c.known)
    same = known.c.known_in == known.c.period
    newer = and_(not_(same), known.c.known_in >= known.c.period - POPULATION_MAX_AGE)
    yield Rule("group_over_residents", "population", ("persons",), more.where(same), counts=True)
    yield Rule("group_over_residents", "population", ("persons",), more.where(newer), "warning", counts=True)


def _residents() -> Subquery:
    """Sum the residents by area and year, each way of splitting by itself, and take the most: parts may lack."""
    people = t.population.c
    ways = [case((people[split] == "all", 1), else_=0).label(f"whole_{split}") for split in SPLITS]
    each = (
        select(people.pcode, people.period, people.sex, people.age_band, people.area_type, people.persons, *ways)
        .where(people.population_group == "resident")
        .subquery()
    )
    way = [each.c[one.name] for one in ways]
    # Some of the ages, one sex, or the country without the towns, is not everybody.
    everybody = and_(
        or_(each.c.whole_age_band == 1, func.count(distinct(each.c.age_band)) == len(AGE_BANDS)),
        or_(each.c.whole_sex == 1, func.count(distinct(each.c.sex)) > 1),
        or_(each.c.whole_area_type == 1, func.count(distinct(each.c.area_type)) > 1),
    )
    summed = (
        select(each.c.pcode, each.c.period, func.sum(each.c.persons).label("persons"))
        .group_by(each.c.pcode, each.c.period, *way)
        .having(everybody)
        .subquery()
    )
    most = select(summed.c.pcode, summed.c.period, func.max(summed.c.persons).label("persons"))
    return most.group_by(summed.c.pcode, summed.c.period).subquery("residents")
