"""Rules that one table alone does not tell: what cannot be, what contradicts another row, what no figure will use."""

from __future__ import annotations

import string
from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Text,
    and_,
    cast,
    exists,
    func,
    literal,
    not_,
    or_,
    select,
)

from data_access import tables as t
from data_access.contract_people import people_rules
from data_access.contract_rules import Rule, rows
from domain import contract
from domain.admin import COUNTRY, PROVINCE
from domain.crosswalk import WEIGHT_SLACK
from domain.disclosure import PERSON_MEASURES
from domain.facilities import kinds_of
from domain.indicators import CATALOGUE


def special() -> Iterator[Rule]:
    """Yield the rules of single tables, and of tables held against each other.

    Yields
    ------
    Rule
    """
    yield from _dataset()
    yield from _areas()
    yield from people_rules()
    yield from _facilities()
    yield from _standards()
    yield from _commitments()
    yield from _crosswalk()
    yield from _travel()


def _dataset() -> Iterator[Rule]:
    number = func.count().label("rows")
    query = select(number).select_from(t.dataset).having(func.count() != 1)
    yield Rule("not_one_row", "dataset", (), query)


def _areas() -> Iterator[Rule]:
    area, above = t.admin_area, t.admin_area.alias("above")
    there = exists(select(1).select_from(above).where(above.c.pcode == PROVINCE))
    yield Rule("no_province", "admin_area", ("pcode",), select(literal(PROVINCE).label("pcode")).where(not_(there)))
    not_below = (
        select(area.c.pcode, area.c.level, area.c.parent_pcode, above.c.level.label("parent_level"))
        .join(above, above.c.pcode == area.c.parent_pcode)
        .where(area.c.level <= above.c.level)
    )
    yield Rule("not_below", "admin_area", ("level", "parent_pcode"), not_below)
    lone = and_(area.c.level > 1, or_(area.c.parent_pcode.is_(None), func.trim(area.c.parent_pcode) == ""))
    yield Rule("no_parent", "admin_area", ("parent_pcode",), rows(area, lone, area.c.level))
    strange = not_(area.c.pcode.like(f"{COUNTRY}%"))
    yield Rule("pcode_form", "admin_area", ("pcode",), rows(area, strange))
    yield Rule("pcode_of_another", "admin_area", ("pcode", "parent_pcode"), _pcode_of_another(), "warning")
    # Days alone can be compared as they stand; of some areas only the year is known, Jalali or Gregorian.
    days = (cast(area.c.valid_from, Text), cast(area.c.valid_to, Text))
    backwards = and_(*(func.length(one) == len("2025-10-14") for one in days), days[1] < days[0])
    yield Rule(
        "ends_before",
        "admin_area",
        ("valid_from", "valid_to"),
        rows(area, backwards, area.c.valid_from, area.c.valid_to),
    )
    undrawn = and_(area.c.level > 0, area.c.boundary.is_(None), area.c.valid_to.is_(None))
    yield Rule("no_boundary", "admin_area", ("boundary",), rows(area, undrawn, area.c.level), "warning")
    same = select(area.c.parent_pcode, area.c.level, area.c.name_fa, func.count().label("rows"))
    same = same.where(area.c.valid_to.is_(None)).group_by(area.c.parent_pcode, area.c.level, area.c.name_fa)
    yield Rule("same_name", "admin_area", ("name_fa",), same.having(func.count() > 1), "warning")


def _pcode_of_another() -> Select[Any]:
    """Select the areas whose P-code does not go on from their parent's, where both are IR and digits."""
    area, above = t.admin_area, t.admin_area.alias("above")
    letters: ColumnElement[str] = above.c.pcode
    for digit in string.digits:
        letters = func.replace(letters, digit, "")
    usual = and_(
        letters == COUNTRY,
        above.c.pcode.like(f"{COUNTRY}%"),
        or_(*(area.c.pcode.like(f"{COUNTRY}{digit}%") for digit in string.digits)),
    )
    return (
        select(area.c.pcode, area.c.parent_pcode)
        .join(above, above.c.pcode == area.c.parent_pcode)
        .where(usual, not_(area.c.pcode.like(above.c.pcode + "%")))
    )


def _facilities() -> Iterator[Rule]:
    facility, capacity, status = t.facility, t.facility_capacity, t.facility_status
    own = {kind: sector for sector in contract.FACILITY_SECTORS for kind in kinds_of(sector)}
    other = or_(*(and_(facility.c.kind == kind, facility.c.sector != sector) for kind, sector in own.items()))
    yield Rule(
        "other_sector", "facility", ("sector", "kind"), rows(facility, other, facility.c.sector, facility.c.kind)
    )
    same = (facility.c.kind, facility.c.name_fa, facility.c.lat, facility.c.lon)
    twice = select(*same, func.min(facility.c.facility_id).label("facility_id"), func.count().label("rows"))
    twice = twice.group_by(*same).having(func.count() > 1)
    yield Rule("same_place", "facility", ("name_fa", "lat", "lon"), twice, "warning")
    child = t.admin_area.alias("child")
    divided = exists(
        select(1).select_from(child).where(child.c.parent_pcode == facility.c.pcode, child.c.valid_to.is_(None))
    )
    yield Rule("not_lowest", "facility", ("pcode",), rows(facility, divided, facility.c.pcode), "warning")
    known = exists(select(1).where(status.c.facility_id == facility.c.facility_id))
    yield Rule("no_status", "facility", ("facility_id",), rows(facility, not_(known)), "warning")
    shifts = and_(capacity.c.measure == "shifts", capacity.c.value < 1)
    yield Rule("no_shift", "facility_capacity", ("value",), rows(capacity, shifts, capacity.c.value))
    many = and_(capacity.c.measure == "shifts", capacity.c.value > contract.MOST_SHIFTS)
    yield Rule("many_shifts", "facility_capacity", ("value",), rows(capacity, many, capacity.c.value), "warning")
    persons = and_(capacity.c.measure.in_(PERSON_MEASURES), capacity.c.value != func.round(capacity.c.value))
    yield Rule("persons_not_whole", "facility_capacity", ("value",), rows(capacity, persons))
    by_sector = contract.SECTOR_MEASURES.items()
    useless = or_(*(and_(facility.c.sector == sector, capacity.c.measure.not_in(own)) for sector, own in by_sector))
    unused = (
        select(capacity.c.facility_id, capacity.c.period, capacity.c.measure, facility.c.kind)
        .join_from(capacity, facility, capacity.c.facility_id == facility.c.facility_id)
        .where(capacity.c.measure.in_(contract.ALL_MEASURES), useless)
    )
    yield Rule("unused_measure", "facility_capacity", ("measure",), unused, "warning")


def _standards() -> Iterator[Rule]:
    standard, benchmark = t.service_standard, t.benchmark
    defaults = func.sum(cast(standard.c.is_default, Integer))
    query = select(standard.c.indicator_id, defaults.label("defaults")).group_by(standard.c.indicator_id)
    yield Rule("not_one_default", "service_standard", ("is_default",), query.having(defaults != 1))
    yield Rule("no_standard", "service_standard", ("value",), rows(standard, standard.c.value <= 0, standard.c.value))
    over = and_(benchmark.c.unit.in_(contract.SHARES), benchmark.c.value > 100)
    yield Rule("over_100", "benchmark", ("value",), rows(benchmark, over, benchmark.c.value, benchmark.c.unit))


def _commitments() -> Iterator[Rule]:
    commitment, update = t.commitment, t.commitment_update
    nothing = rows(commitment, commitment.c.promised <= 0, commitment.c.promised)
    yield Rule("nothing_promised", "commitment", ("promised",), nothing)
    units = {entry.id: entry.unit for entry in CATALOGUE.values() if entry.family == "need"}
    other = or_(*(and_(commitment.c.indicator_id == one, commitment.c.unit != unit) for one, unit in units.items()))
    yield Rule(
        "other_unit", "commitment", ("unit",), rows(commitment, other, commitment.c.indicator_id, commitment.c.unit)
    )
    of = update.join(commitment, update.c.commitment_id == commitment.c.commitment_id)
    shown = (update.c.commitment_id, update.c.updated_on)
    more = select(*shown, update.c.delivered, commitment.c.promised).select_from(of)
    yield Rule(
        "more_than_promised",
        "commitment_update",
        ("delivered",),
        more.where(update.c.delivered > commitment.c.promised),
        "warning",
    )
    none = not_(exists(select(1).where(update.c.commitment_id == commitment.c.commitment_id)))
    yield Rule("no_update", "commitment", ("commitment_id",), rows(commitment, none), "warning")


def _travel() -> Iterator[Rule]:
    travel, place = t.travel_time, t.settlement
    there = or_(
        exists(select(1).where(place.c.settlement_id == travel.c.dest_id)),
        exists(select(1).where(t.facility.c.facility_id == travel.c.dest_id)),
    )
    allowed = ("settlement.settlement_id", "facility.facility_id")
    yield Rule("orphan", "travel_time", ("dest_id",), rows(travel, not_(there)), allowed=allowed)


def _crosswalk() -> Iterator[Rule]:
    cross = t.crosswalk
    bad = or_(cross.c.weight <= 0, cross.c.weight > 1)
    yield Rule("bad_weight", "crosswalk", ("weight",), rows(cross, bad, cross.c.weight))
    total = func.sum(cross.c.weight)
    query = select(cross.c.from_pcode, total.label("weights")).group_by(cross.c.from_pcode)
    yield Rule("weights_not_1", "crosswalk", ("weight",), query.having(func.abs(total - 1) > WEIGHT_SLACK))
