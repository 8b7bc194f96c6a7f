"""Selects, and nothing else: what is read for a period, with bound values. Nothing here executes.

Texts are ordered through `data_access.ordering.by`, so that every database gives the same order.
"""

from __future__ import annotations

from sqlalchemy import Select, and_, exists, func, select, union

from data_access import tables as t
from data_access.ordering import by
from domain.disclosure import PERSON_MEASURES
from domain.indicators import FOREIGN_GROUPS

POPULATION_MAX_AGE = 10
CAPACITY_MAX_AGE = 3


def data_version() -> Select[tuple[str, str]]:
    """The one row of `dataset`."""
    return select(t.dataset.c.data_version, t.dataset.c.released_on)


def kinds_of_protected_counts() -> Select[tuple[str]]:
    """The kinds of the sources of all counts that get protected, '' for a source that is not there.

    A country's total is nobody's small count: the demonstration quotes a published one.
    """
    people, capacity, facility = t.population.c, t.facility_capacity.c, t.facility.c
    counted = (
        select(people.source_id)
        .join_from(t.population, t.admin_area, t.admin_area.c.pcode == people.pcode, isouter=True)
        .where(people.population_group.in_(FOREIGN_GROUPS), func.coalesce(t.admin_area.c.level, 1) > 0)
    )
    served = (
        select(capacity.source_id)
        .join_from(t.facility_capacity, t.facility, facility.facility_id == capacity.facility_id)
        .where(facility.open_to == "foreign_nationals", capacity.measure.in_(PERSON_MEASURES))
    )
    ids = union(counted, served).subquery()
    kind = func.coalesce(t.source.c.kind, "").label("kind")
    found = select(kind).join_from(ids, t.source, t.source.c.source_id == ids.c.source_id, isouter=True).distinct()
    kinds = found.subquery()
    return select(kinds.c.kind).order_by(*by(kinds.c.kind))


def areas() -> Select[tuple[object, ...]]:
    """All areas without their geometry, sorted by P-code."""
    columns = [column for column in t.admin_area.c if column.name != "boundary"]
    return select(*columns).order_by(*by(t.admin_area.c.pcode))


def crosswalk() -> Select[tuple[object, ...]]:
    """How areas of former years became today's."""
    return select(*t.crosswalk.c).order_by(*by(*t.crosswalk.primary_key.columns))


def boundaries() -> Select[tuple[str, int, str | None]]:
    """P-code, level and geometry of the areas that have one."""
    area = t.admin_area.c
    return select(area.pcode, area.level, area.boundary).where(area.boundary.is_not(None)).order_by(*by(area.pcode))


def periods() -> Select[tuple[int]]:
    """The years with figures on foreign nationals, ascending."""
    people = t.population.c
    return select(people.period).where(people.population_group.in_(FOREIGN_GROUPS)).distinct().order_by(people.period)


def population(period: int) -> Select[tuple[object, ...]]:
    """One cross-section per area and group: its latest year up to `period`, at most ten years old.

    A row whose source is not there comes without a `source_kind`, so that it is refused and not lost.
    """
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
        .join(t.source, t.source.c.source_id == people.source_id, isouter=True)
        .order_by(*by(*t.population.primary_key.columns))
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
        .order_by(*by(facility.facility_id))
    )


def register_years(period: int) -> Select[tuple[object, ...]]:
    """The newest year in the status register of each kind of facility up to `period`."""
    facility, status = t.facility.c, t.facility_status.c
    return (
        select(facility.kind, func.max(status.period).label("period"))
        .join_from(t.facility_status, t.facility, facility.facility_id == status.facility_id)
        .where(status.period <= period)
        .group_by(facility.kind)
        .order_by(*by(facility.kind))
    )


def facilities_without_status() -> Select[tuple[object, ...]]:
    """Facilities by code and kind, and how many of them have no status in any year, so that no year counts them."""
    facility = t.facility.c
    registered = select(t.facility_status.c.facility_id).distinct().subquery()
    number = func.count(facility.facility_id) - func.count(registered.c.facility_id)
    return (
        select(facility.pcode, facility.kind, number.label("number"))
        .join_from(t.facility, registered, registered.c.facility_id == facility.facility_id, isouter=True)
        .group_by(facility.pcode, facility.kind)
        .order_by(*by(facility.pcode, facility.kind))
    )


def kinds(period: int) -> Select[tuple[str]]:
    """The kinds of which there is a facility with a status up to `period`."""
    facility, status = t.facility.c, t.facility_status.c
    counted = exists().where(status.facility_id == facility.facility_id, status.period <= period)
    return select(facility.kind).where(counted).group_by(facility.kind).order_by(*by(facility.kind))


def facility_places() -> Select[tuple[object, ...]]:
    """Names and coordinates of all facilities."""
    facility = t.facility.c
    return select(facility.facility_id, facility.name_fa, facility.name_en, facility.lat, facility.lon).order_by(
        *by(facility.facility_id)
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
        .order_by(*by(capacity.facility_id, capacity.measure))
    )


def standards() -> Select[tuple[object, ...]]:
    """The selectable standards, the default of each indicator first."""
    standard = t.service_standard.c
    order = (*by(standard.indicator_id), standard.is_default.desc(), *by(standard.standard_id))
    return select(*standard).order_by(*order)


def benchmarks() -> Select[tuple[object, ...]]:
    """Published reference values."""
    return select(*t.benchmark.c).order_by(*by(*t.benchmark.primary_key.columns))


def commitments() -> Select[tuple[object, ...]]:
    """Who promised what, where, for whom, by when."""
    promise = t.commitment.c
    return select(
        promise.commitment_id,
        promise.indicator_id,
        promise.pcode,
        promise.population_group,
        promise.facility_id,
        promise.promised,
        promise.due_on,
    ).order_by(*by(promise.commitment_id))


def commitment_texts() -> Select[tuple[object, ...]]:
    """What each commitment is about, by whom, where, for whom, by when, and in which meeting it was made."""
    promise, partner, meeting = t.commitment.c, t.partner.c, t.meeting.c
    return (
        select(
            promise.commitment_id,
            promise.sector,
            promise.indicator_id,
            promise.pcode,
            promise.population_group,
            promise.text_fa,
            promise.text_en,
            promise.promised,
            promise.unit,
            promise.amount,
            promise.currency,
            promise.due_on,
            partner.name_fa.label("partner_fa"),
            partner.name_en.label("partner_en"),
            meeting.held_on,
        )
        .join_from(t.commitment, t.partner, partner.partner_id == promise.partner_id, isouter=True)
        .join(t.meeting, meeting.meeting_id == promise.meeting_id, isouter=True)
        .order_by(*by(promise.commitment_id))
    )


def commitment_updates() -> Select[tuple[object, ...]]:
    """The states of each commitment with their notes, the latest last."""
    update = t.commitment_update
    return select(*update.c).order_by(*by(update.c.commitment_id, update.c.updated_on))


def whole_commitments() -> Select[tuple[object, ...]]:
    """All that the table of commitments says."""
    return select(*t.commitment.c).order_by(*by(t.commitment.c.commitment_id))


def meetings() -> Select[tuple[object, ...]]:
    """When, about what and where the partners meet."""
    return select(*t.meeting.c).order_by(*by(t.meeting.c.meeting_id))


def agenda_items() -> Select[tuple[object, ...]]:
    """What is on the agenda of each meeting."""
    return select(*t.agenda_item.c).order_by(*by(*t.agenda_item.primary_key.columns))


def partners() -> Select[tuple[object, ...]]:
    """Who sits at the table."""
    return select(*t.partner.c).order_by(*by(t.partner.c.partner_id))


def sources() -> Select[tuple[object, ...]]:
    """The sources."""
    return select(*t.source.c).order_by(*by(t.source.c.source_id))
