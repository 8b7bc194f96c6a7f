"""Rules of what is right by itself and comes into no figure: ended areas, other provinces, what lacks as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import jdatetime
from sqlalchemy import (
    ColumnElement,
    Select,
    Text,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    not_,
    or_,
    select,
    union_all,
)

from data_access import tables as t
from data_access.contract_rules import Rule, rows
from domain.admin import LEVELS, PROVINCE
from domain.contract import FACILITY_SECTORS
from domain.crosswalk import WEIGHT_SLACK
from domain.indicators import AREA_TYPES, CATALOGUE
from domain.validity import FIRST_GREGORIAN_YEAR, exists_on


def of_use(as_of: date) -> Iterator[Rule]:
    """Yield the rules.

    Parameters
    ----------
    as_of : datetime.date
        Today, for areas that are no more.

    Yields
    ------
    Rule
    """
    yield from _ended(as_of)
    yield _not_begun()
    yield _other_province()
    yield _no_area_types()
    yield _without_standard()
    yield _without_facility()


def _ended(as_of: date) -> Iterator[Rule]:
    """Yield the rule on areas that ended; a database without a crosswalk has no row of it that could help."""
    area, cross, target = t.admin_area, t.crosswalk, t.admin_area.alias("target")
    used = or_(
        exists(select(1).where(t.population.c.pcode == area.c.pcode)),
        exists(select(1).where(t.facility.c.pcode == area.c.pcode)),
    )
    whole = (
        select(cross.c.from_pcode)
        .group_by(cross.c.from_pcode)
        .having(and_(func.abs(func.sum(cross.c.weight) - 1) <= WEIGHT_SLACK, func.min(cross.c.weight) > 0))
    )
    # A day, a month or a year of either calendar, held against as much of today.
    day = func.replace(cast(target.c.valid_to, Text), "/", "-")
    today = case(
        (day < str(FIRST_GREGORIAN_YEAR), jdatetime.date.fromgregorian(date=as_of).isoformat()),
        else_=as_of.isoformat(),
    )
    gone = day < func.substring(today, 1, func.length(day))
    to_gone = (
        select(cross.c.from_pcode).join_from(cross, target, target.c.pcode == cross.c.to_pcode).where(gone).distinct()
    )
    carried = and_(area.c.pcode.in_(whole), area.c.pcode.not_in(to_gone))

    def ended(valid_to: object) -> bool:
        return not exists_on(None, valid_to, as_of)

    def rule(where: ColumnElement[bool], without: str = "") -> Rule:
        query = select(area.c.pcode, area.c.name_fa, area.c.valid_to).where(area.c.valid_to.is_not(None), where)
        return Rule("ended", "admin_area", ("valid_to",), query, "warning", judge=ended, without=without)

    yield rule(and_(used, not_(carried)))
    yield rule(used, without="crosswalk")


def _not_begun() -> Rule:
    """Return the rule on areas that gave parts away and still exist: since when, the parts' own beginning tells."""
    cross, giver, part = t.crosswalk, t.admin_area, t.admin_area.alias("part")
    stays = exists(select(1).where(giver.c.pcode == cross.c.from_pcode, giver.c.valid_to.is_(None)))
    has_begun = func.length(func.trim(cast(part.c.valid_from, Text))) > 0
    dated = exists(select(1).where(part.c.pcode == cross.c.to_pcode, has_begun))
    where = and_(cross.c.to_pcode != cross.c.from_pcode, stays, not_(dated))
    return Rule("not_begun", "crosswalk", ("to_pcode",), rows(cross, where), "warning")


def _other_province() -> Rule:
    area, above, top, own = t.admin_area, *(t.admin_area.alias(name) for name in ("above", "top", "own"))
    province = exists(select(1).where(own.c.pcode == PROVINCE))
    lines = area.outerjoin(above, above.c.pcode == area.c.parent_pcode)
    lines = lines.outerjoin(top, top.c.pcode == above.c.parent_pcode)
    parents = (area.c.parent_pcode, above.c.parent_pcode, top.c.parent_pcode)
    outside = and_(*(func.coalesce(one, "") != PROVINCE for one in parents))
    query = select(area.c.pcode, area.c.level, area.c.parent_pcode).select_from(lines)
    known = and_(area.c.level >= LEVELS["county"], area.c.parent_pcode.is_not(None))
    return Rule("other_province", "admin_area", ("parent_pcode",), query.where(known, outside, province), "note")


def _no_area_types() -> Rule:
    """Return the rule on people who are not told apart by town and country, though the need of some kinds asks it."""
    split = {
        entry.id: tuple(kind for stage in entry.stages for kind in stage.kinds)
        for entry in CATALOGUE.values()
        if any(set(stage.area_types) != set(AREA_TYPES) for stage in entry.stages)
    }
    people, facility = t.population, t.facility
    known = exists(select(1).select_from(people))
    there = exists(select(1).where(facility.c.kind.in_([kind for kinds in split.values() for kind in kinds])))
    told = exists(select(1).where(people.c.area_type.in_(AREA_TYPES)))
    query = _told(and_(known, there, not_(told)), indicator_id=", ".join(split))
    return Rule("no_area_types", "population", ("area_type",), query, "warning")


def _without_standard() -> Rule:
    standard = t.service_standard
    queries = [
        _told(
            not_(exists(select(1).where(standard.c.indicator_id == entry.id))),
            indicator_id=entry.id,
            name_fa=entry.name.fa,
            name_en=entry.name.en,
        )
        for entry in CATALOGUE.values()
        if entry.family == "need" and entry.standard_as
    ]
    return Rule("without_standard", "service_standard", ("indicator_id",), _all_of(queries), "warning")


def _without_facility() -> Rule:
    facility = t.facility
    queries = [
        _told(not_(exists(select(1).where(facility.c.sector == sector))), sector=sector) for sector in FACILITY_SECTORS
    ]
    return Rule("without_facility", "facility", ("sector",), _all_of(queries), "warning")


def _told(where: ColumnElement[bool], **cells: str) -> Select[Any]:
    """Select one row of these cells if something is true of the whole database."""
    shown: list[Any] = [literal(cell).label(name) for name, cell in cells.items()]
    return select(*shown).where(where)


def _all_of(queries: list[Select[Any]]) -> Select[Any]:
    return select(*union_all(*queries).subquery("lacking").c)
