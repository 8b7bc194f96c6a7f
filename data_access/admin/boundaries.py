"""Boundaries in the database: the areas that a file may have, and how new ones are stored."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, delete, exists, insert, null, select, update

from data_access import postgis
from data_access import tables as t
from data_access.admin.target import WriteRefused, renew_version
from data_access.settings import DEMO_VERSION_PREFIX
from domain.admin import LEVELS
from domain.boundaries import CONFIDENCE, Drawn, NewSource, Outline
from domain.boundary_match import NamedArea
from domain.validity import exists_on

_VALID = (t.admin_area.c.valid_from, t.admin_area.c.valid_to)


def named_areas(connection: Connection, level: str) -> list[NamedArea]:
    """Read the areas of a level that are valid today.

    Parameters
    ----------
    connection : sqlalchemy.Connection
        From `target.writing`.
    level : str
        A key of `domain.admin.LEVELS`.

    Returns
    -------
    list of NamedArea

    Raises
    ------
    WriteRefused
        `no_areas`: there is none.
    """
    area, above = t.admin_area.c, t.admin_area.alias("above")
    query = (
        select(*_VALID, area.pcode, area.name_fa, area.name_en, area.cod_pcode, above.c.name_fa, above.c.name_en)
        .join_from(t.admin_area, above, above.c.pcode == area.parent_pcode, isouter=True)
        .where(area.level == LEVELS[level])
        .order_by(area.pcode)
    )
    found = [
        NamedArea(code, fa, en, cod, above_fa or "", above_en or "")
        for code, fa, en, cod, above_fa, above_en in _today(connection, query)
    ]
    if not found:
        raise WriteRefused("no_areas", level)
    return found


def outlines(connection: Connection) -> list[Outline]:
    """Read all areas that are valid today with their boundaries.

    Parameters
    ----------
    connection : sqlalchemy.Connection

    Returns
    -------
    list of Outline
    """
    area = t.admin_area.c
    column = postgis.column(connection)
    boundary: Any = area.boundary if column is None else postgis.as_geojson(area.boundary, column[0])
    query = select(*_VALID, area.pcode, area.level, area.parent_pcode, boundary, area.boundary_quality)
    return [Outline(*row) for row in _today(connection, query.order_by(area.pcode))]


def standing_in(connection: Connection, level: str) -> dict[str, list[tuple[float, float]]]:
    """Read where the facilities and settlements of each area stand, whatever its boundary says.

    Parameters
    ----------
    connection : sqlalchemy.Connection
    level : str
        A key of `domain.admin.LEVELS`.

    Returns
    -------
    dict of str to list of (latitude, longitude)
        In degrees, by P-code, of areas of today with anything that has a point.
    """
    area = t.admin_area.c
    # What stands in an area that is no more is no longer its own, and that of no other either.
    valid = select(*_VALID, area.pcode, area.parent_pcode, area.level)
    above = {code: (parent, own) for code, parent, own in _today(connection, valid)}
    found: dict[str, list[tuple[float, float]]] = {}
    for table in (t.facility.c, t.settlement.c):
        query = select(table.pcode, table.lat, table.lon)
        for code, lat, lon in connection.execute(query.where(table.lat.between(-90, 90), table.lon.between(-180, 180))):
            at, seen = code, set()
            while at in above and above[at][1] > LEVELS[level] and at not in seen:
                seen.add(at)
                at = above[at][0]
            if at in above and above[at][1] == LEVELS[level]:
                found.setdefault(at, []).append((float(lat), float(lon)))
    return found


def are_sketched(connection: Connection, codes: Iterable[str], level: str) -> bool:
    """Tell whether areas inside counties are or were only sketched: a sketch may have placed what stands in them.

    Parameters
    ----------
    connection : sqlalchemy.Connection
    codes : iterable of str
        P-codes.
    level : str
        A key of `domain.admin.LEVELS`.

    Returns
    -------
    bool
    """
    area = t.admin_area.c
    quality = set(connection.execute(select(area.boundary_quality).where(area.pcode.in_(list(codes)))).scalars())
    version = connection.execute(select(t.dataset.c.data_version)).scalar() or ""
    is_sketch = version.startswith(DEMO_VERSION_PREFIX) or quality <= {"schematic", None}
    return LEVELS[level] > LEVELS["county"] and is_sketch


def names(connection: Connection) -> dict[str, tuple[str, str]]:
    """Read the Persian and the English name of every area, by P-code.

    Parameters
    ----------
    connection : sqlalchemy.Connection

    Returns
    -------
    dict of str to (str, str)
    """
    area = t.admin_area.c
    found = connection.execute(select(area.pcode, area.name_fa, area.name_en))
    return {code: (fa, en) for code, fa, en in found}


def store(connection: Connection, areas: Iterable[Drawn], source: NewSource, level: str) -> str:
    """Write new boundaries and where they come from.

    Parameters
    ----------
    connection : sqlalchemy.Connection
    areas : iterable of Drawn
    source : NewSource
    level : str
        Of the loaded areas; the source is named by it.

    Returns
    -------
    str
        The new data version.
    """
    column = postgis.column(connection)
    source_id = _add(connection, source, level)
    for one in areas:
        values: dict[str, Any] = {
            "boundary": _as_stored(one.boundary, column),
            "center_lat": one.lat,
            "center_lon": one.lon,
            "area_km2": one.area_km2,
        }
        if one.is_loaded:
            values |= {"boundary_quality": source.quality, "source_id": source_id}
        elif one.boundary is None:
            values["boundary_quality"] = None
        connection.execute(update(t.admin_area).where(t.admin_area.c.pcode == one.pcode).values(values))
    used = exists(select(1).where(t.admin_area.c.source_id == t.source.c.source_id))
    connection.execute(delete(t.source).where(t.source.c.source_id.like(f"boundaries_{level}_%"), ~used))
    return renew_version(connection)


def _as_stored(boundary: str | None, column: tuple[int, str] | None) -> Any:  # noqa: ANN401 - a text or an expression
    if boundary is None:
        return null()
    return boundary if column is None else postgis.from_geojson(boundary, *column)


def _today(connection: Connection, query: Select[Any]) -> list[tuple[Any, ...]]:
    """Return the rows of areas that exist today, without the two columns of validity, which come first."""
    rows = [tuple(row) for row in connection.execute(query)]
    return [row[2:] for row in rows if exists_on(row[0], row[1], date.today())]


def _add(connection: Connection, source: NewSource, level: str) -> str:
    today = date.today().isoformat()
    taken = set(connection.execute(select(t.source.c.source_id)).scalars())
    number = next(one for one in range(1, len(taken) + 2) if f"boundaries_{level}_{today}_{one}" not in taken)
    source_id = f"boundaries_{level}_{today}_{number}"
    told = source._asdict()
    quality = told.pop("quality")
    row = {**told, "source_id": source_id, "accessed_on": today, "kind": "administrative"}
    connection.execute(insert(t.source).values(row | {"confidence": CONFIDENCE[quality], "update_every_days": 365}))
    return source_id
