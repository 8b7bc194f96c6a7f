"""Writing the demonstration database: every table in the order of its key, the same bytes for the same input."""

import json
import os
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Connection, Engine, Float, Integer, Table, create_engine, insert, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from data_access import tables
from data_access.admin.demo import capacity, facilities, facts, meetings, places, population
from data_access.settings import DEMO_VERSION_PREFIX

DEMO_AS_OF = date(2026, 2, 15)

Row = dict[str, Any]
Content = dict[Table, list[Row]]
Geometry = Mapping[str, Any]
Point = tuple[float, float]

INDEXES = (
    "CREATE INDEX population_by_period ON population (population_group, period)",
    "CREATE INDEX facility_by_place ON facility (pcode, kind)",
    "CREATE INDEX facility_by_kind ON facility (kind)",
    "CREATE INDEX settlement_by_place ON settlement (pcode)",
    "CREATE INDEX admin_area_by_parent ON admin_area (parent_pcode)",
    "CREATE INDEX commitment_by_meeting ON commitment (meeting_id)",
    "CREATE INDEX commitment_by_place ON commitment (pcode, indicator_id)",
)


def build(
    path: Path,
    boundaries: Mapping[str, Geometry],
    centres: Mapping[str, Point],
    areas_km2: Mapping[str, float],
) -> Path:
    """Build the demonstration database and move it into place in one step.

    Parameters
    ----------
    path : Path
        The SQLite file; its folder is made, a file that is there is replaced.
    boundaries : mapping of str to GeoJSON geometry
        Polygon or MultiPolygon by P-code, longitude before latitude, WGS 84; an area without one has none.
    centres : mapping of str to (lat, lon)
        Label points by P-code, degrees.
    areas_km2 : mapping of str to float
        Square kilometres by P-code.

    Returns
    -------
    Path
        `path`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(handle)
    draft = Path(name)
    try:
        _write(draft, content(boundaries, centres, areas_km2))
        draft.chmod(0o644)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return path


def fingerprint(
    boundaries: Mapping[str, Geometry], centres: Mapping[str, Point], areas_km2: Mapping[str, float]
) -> str:
    """Return the data version these inputs give: the hash of geometry, facts and the code that makes the tables."""
    shapes = json.dumps([boundaries, centres, areas_km2], sort_keys=True, default=str)
    return "demo-" + sha256(f"{shapes}{facts.digest()}".encode()).hexdigest()[:16]


def stored_version(path: Path) -> str | None:
    """Return the data version of a database file, None when there is none to read."""
    if not path.is_file():
        return None
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    with suppress(DatabaseError), engine.connect() as connection:
        return connection.execute(select(tables.dataset.c.data_version)).scalar()
    return None


def is_untouched(version: str) -> bool:
    """Tell whether a data version is a demonstration's, and nothing was loaded into its database since."""
    return version.startswith(DEMO_VERSION_PREFIX) and version.count("-") == 1


def content(
    boundaries: Mapping[str, Geometry], centres: Mapping[str, Point], areas_km2: Mapping[str, float]
) -> Content:
    """Make the rows of every table that has any.

    Parameters
    ----------
    boundaries, centres, areas_km2 : mapping
        As `build` takes them.

    Returns
    -------
    dict of Table to list of dict
        Values by column name, in the order of the table's key.
    """
    rows = _rows(boundaries, centres, areas_km2)
    return {table: sorted(rows[table], key=_order_of(table)) for table in rows}


def _order_of(table: Table) -> Callable[[Row], tuple[Any, ...]]:
    keys = [column.name for column in table.primary_key.columns] or [column.name for column in table.columns]
    return lambda row: tuple(row[key] for key in keys)


def _rows(boundaries: Mapping[str, Geometry], centres: Mapping[str, Point], areas_km2: Mapping[str, float]) -> Content:
    version = fingerprint(boundaries, centres, areas_km2)
    return {
        tables.dataset: [{"data_version": version, "released_on": DEMO_AS_OF.isoformat()}],
        tables.admin_area: [_area(row, boundaries, centres, areas_km2) for row in facts.rows("admin_area")],
        tables.population: population.rows(),
        tables.settlement: places.settlement_rows(),
        tables.facility: facilities.facility_rows(places.Ground(boundaries, centres)),
        tables.facility_status: facilities.status_rows(),
        tables.facility_capacity: capacity.rows(),
        tables.commitment: meetings.commitment_rows(),
        **{table: _plain(table) for table in PLAIN},
    }


PLAIN = (
    tables.service_standard,
    tables.benchmark,
    tables.partner,
    tables.meeting,
    tables.agenda_item,
    tables.commitment_update,
    tables.unit_cost,
    tables.source,
)


def _area(
    row: dict[str, str],
    boundaries: Mapping[str, Geometry],
    centres: Mapping[str, Point],
    areas_km2: Mapping[str, float],
) -> Row:
    pcode = row["pcode"]
    shape = boundaries.get(pcode)
    lat, lon = centres.get(pcode, (None, None))
    return _typed(tables.admin_area, row) | {
        "center_lat": lat,
        "center_lon": lon,
        "area_km2": areas_km2.get(pcode),
        "boundary": None if shape is None else json.dumps(shape, separators=(",", ":")),
        "boundary_quality": None if shape is None else "schematic",
    }


def _plain(table: Table) -> list[Row]:
    return [_typed(table, row) for row in facts.rows(table.name)]


def _typed(table: Table, row: dict[str, str]) -> Row:
    """Turn the text of a facts row into the types of its table; empty text becomes None."""
    return {column.name: _value(column.type, row.get(column.name, "")) for column in table.columns}


def _value(kind: object, text: str) -> str | int | float | bool | None:
    if text == "":
        return None
    if isinstance(kind, Boolean):
        return text == "1"
    if isinstance(kind, Integer):
        return int(text)
    if isinstance(kind, Float):
        return float(text)
    return text


def _write(path: Path, rows: Mapping[Table, list[Row]]) -> None:
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA page_size = 4096")
        connection.exec_driver_sql("PRAGMA journal_mode = OFF")
        connection.exec_driver_sql("PRAGMA synchronous = OFF")
        _create(engine, connection)
        for table in tables.metadata.sorted_tables:
            _fill(connection, table, rows.get(table, []))
        for statement in INDEXES:
            connection.exec_driver_sql(statement)
        connection.commit()
        connection.exec_driver_sql("VACUUM")
    engine.dispose()


def _create(engine: Engine, connection: Connection) -> None:
    tables.metadata.create_all(connection, checkfirst=False)
    connection.commit()


def _fill(connection: Connection, table: Table, rows: list[Row]) -> None:
    if rows:
        connection.execute(insert(table), rows)
