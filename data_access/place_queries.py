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
