"""Selects of named places: settlements, and facilities with their state; nothing here reads a count of a group."""

from __future__ import annotations

from sqlalchemy import Select, select

from data_access import queries
from data_access import tables as t
from data_access.ordering import by


def settlements() -> Select[tuple[object, ...]]:
    """All settlements; `persons` are all residents."""
    return select(*t.settlement.c).order_by(*by(t.settlement.c.settlement_id))


def facility_places(period: int) -> Select[tuple[object, ...]]:
    """Name, place and latest status up to `period` of each facility that is counted in it."""
    facility = t.facility.c
    counted = queries.facilities(period).order_by(None).subquery()
    return (
        select(
            facility.facility_id,
            facility.kind,
            facility.name_fa,
            facility.name_en,
            facility.pcode,
            facility.lat,
            facility.lon,
            facility.open_to,
            facility.source_id,
            counted.c.status,
            counted.c.source_id.label("status_source"),
        )
        .join_from(t.facility, counted, facility.facility_id == counted.c.facility_id)
        .order_by(*by(facility.facility_id))
    )


def promised_facilities() -> Select[tuple[object, ...]]:
    """Names of the facilities that commitments are about, and of no other: a country has 200,000."""
    facility, promised = t.facility.c, t.commitment.c.facility_id
    named = select(promised).where(promised.is_not(None))
    return (
        select(facility.facility_id, facility.name_fa, facility.name_en)
        .where(facility.facility_id.in_(named))
        .order_by(*by(facility.facility_id))
    )
