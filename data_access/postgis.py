"""A geometry column of PostGIS in place of the contract's text, read as GeoJSON of WGS 84 like any other boundary."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from typing import Any

import shapely
from psycopg import Error
from psycopg.adapt import Loader
from psycopg.types import TypeInfo
from pyproj import Transformer
from pyproj.exceptions import ProjError
from shapely.errors import ShapelyError
from sqlalchemy import ColumnElement, Connection, func, text
from sqlalchemy.dialects.postgresql.base import ischema_names
from sqlalchemy.types import NullType

WGS84 = 4326
# What the account may see of the column: nothing where there is no PostGIS, or where the column holds text.
_COLUMN = text(
    "SELECT srid, type FROM geometry_columns WHERE f_table_name = 'admin_area' AND f_geometry_column = 'boundary' "
    "AND f_table_schema = ANY (current_schemas(false))"
)
_IS_THERE = text("SELECT to_regclass('geometry_columns') IS NOT NULL")


class Geometry(NullType):
    """The type of such a column, with its kind and system, so that looking at a table does not warn of it."""

    def __init__(self, *_arguments: object) -> None:
        super().__init__()


ischema_names.setdefault("geometry", Geometry)


class _AsGeoJson(Loader):
    """Hexadecimal extended WKB, which is how the server sends a geometry."""

    def load(self, data: Any) -> str:  # noqa: ANN401 - a buffer of psycopg's own types
        written = bytes(data).decode("ascii")
        try:
            shape = shapely.from_wkb(written)
            srid = int(shapely.get_srid(shape))
            if srid not in (0, WGS84):
                shape = shapely.transform(shape, _to_degrees(srid).transform, interleaved=False)
            return str(shapely.to_geojson(shape))
        except (ShapelyError, ProjError):
            return written  # nothing that can be drawn: the area is named as one whose boundary cannot be read


@lru_cache
def _to_degrees(srid: int) -> Transformer:
    return Transformer.from_crs(srid, WGS84, always_xy=True)


def read_as_geojson(connection: Any) -> None:  # noqa: ANN401 - a psycopg connection
    """Have a connection give geometries as GeoJSON, where its database has PostGIS.

    Parameters
    ----------
    connection : psycopg.Connection
    """
    with suppress(Error):
        found = TypeInfo.fetch(connection, "geometry")
        if found is not None:
            connection.adapters.register_loader(found.oid, _AsGeoJson)
    connection.rollback()


def column(connection: Connection) -> tuple[int, str] | None:
    """Return system and kind of the boundary's column, None where it is no geometry.

    Parameters
    ----------
    connection : sqlalchemy.Connection

    Returns
    -------
    tuple or None
    """
    if connection.dialect.name != "postgresql" or not connection.execute(_IS_THERE).scalar():
        return None
    found = connection.execute(_COLUMN).first()
    return None if found is None else (int(found[0]), str(found[1]).upper())


def as_geojson(boundary: Any, srid: int) -> ColumnElement[str]:  # noqa: ANN401 - a column
    """Return a geometry column as GeoJSON of WGS 84.

    Parameters
    ----------
    boundary : sqlalchemy.ColumnElement
    srid : int
        Its system; 0 for one that does not say.

    Returns
    -------
    sqlalchemy.ColumnElement
    """
    return func.ST_AsGeoJSON(boundary if srid in (0, WGS84) else func.ST_Transform(boundary, WGS84))


def from_geojson(boundary: str, srid: int, kind: str) -> ColumnElement[Any]:
    """Return a GeoJSON geometry as a column of this system and kind takes it.

    Parameters
    ----------
    boundary : str
    srid : int
    kind : str

    Returns
    -------
    sqlalchemy.ColumnElement
    """
    made: Any = func.ST_SetSRID(func.ST_GeomFromGeoJSON(boundary), WGS84)
    if srid != WGS84:
        made = func.ST_Transform(made, srid) if srid else func.ST_SetSRID(made, 0)
    return func.ST_Multi(made) if kind == "MULTIPOLYGON" else made
