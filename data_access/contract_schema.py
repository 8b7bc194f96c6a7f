"""Whether the tables and columns of the contract are there, each of a type that can be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Boolean, Connection, Float, Integer, func, inspect, types
from sqlalchemy.types import TypeEngine

from data_access import tables as t
from data_access.contract_rules import COUNTS, Rule, rows

# A date is read as ISO text, a geometry column of PostGIS as GeoJSON (see `data_access.postgres`).
_TEXTS = (types.String, types.Date, types.DateTime, types.Uuid, types.JSON, types.Enum)
_NUMBERS = (types.Integer, types.Numeric, types.Float)


@dataclass(frozen=True)
class Shape:
    """What of the contract a database has.

    Attributes
    ----------
    there : dict of str to frozenset of str
        Tables and views of the contract, and the columns of the contract that they have in a type that can be read.
    faults : tuple of Fault
    """

    there: dict[str, frozenset[str]]
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class Fault:
    """A table or a column that lacks or cannot be read.

    Attributes
    ----------
    id : {'no_table', 'no_column', 'wrong_type'}
    table, column : str
    optional : bool
        Whether the dashboard does without it.
    found : str
        The type that was found.
    """

    id: str
    table: str
    column: str = ""
    optional: bool = False
    found: str = ""


def shape(connection: Connection) -> Shape:
    """Look at the tables and views of a database.

    Parameters
    ----------
    connection : sqlalchemy.Connection

    Returns
    -------
    Shape
    """
    found = inspect(connection)
    there: dict[str, frozenset[str]] = {}
    faults: list[Fault] = []
    for table in t.metadata.tables.values():
        if not found.has_table(table.name):  # a table, or a view of any kind, or a table of another server
            faults.append(Fault("no_table", table.name, optional=table.name in t.OPTIONAL))
            continue
        columns = {str(one["name"]): one["type"] for one in found.get_columns(table.name)}
        readable = set()
        for column in table.columns:
            if column.name not in columns:
                faults.append(Fault("no_column", table.name, column.name, optional=False))
            elif not _reads(column.type, columns[column.name], connection.dialect.name, column.name):
                faults.append(Fault("wrong_type", table.name, column.name, found=_told(columns[column.name])))
            else:
                readable.add(column.name)
        there[table.name] = frozenset(readable)
    return Shape(there, tuple(faults))


def stored(shape_: Shape) -> Iterator[Rule]:
    """Yield the rules of a SQLite file, in which each cell has a type of its own.

    Parameters
    ----------
    shape_ : Shape

    Yields
    ------
    Rule
    """
    for name, columns in shape_.there.items():
        table = t.metadata.tables[name]
        for column in (one for one in table.columns if one.name in columns):
            kind = func.typeof(column)
            if isinstance(column.type, (Integer, Float, Boolean)):
                shown = () if (name, column.name) in COUNTS else (column,)
                strange = rows(table, kind.not_in(("integer", "real", "null")), *shown)
                yield Rule("not_number", name, (column.name,), strange)
            else:
                yield Rule("not_text", name, (column.name,), rows(table, kind.not_in(("text", "null")), column))


def _reads(wanted: TypeEngine[Any], found: TypeEngine[Any], dialect: str, column: str) -> bool:
    if isinstance(found, types.NullType):
        # SQLite says nothing of an expression in a view, SQLAlchemy nothing of a type that it does not know: PostGIS.
        return dialect == "sqlite" or column == "boundary"
    if dialect == "sqlite":
        return True  # the type of a column binds no cell; `stored` looks at the cells
    if isinstance(wanted, Boolean):
        return isinstance(found, (types.Boolean, types.Integer))
    if isinstance(wanted, (Integer, Float)):
        return isinstance(found, _NUMBERS)
    return isinstance(found, _TEXTS)


def _told(found: TypeEngine[Any]) -> str:
    return "unknown" if isinstance(found, types.NullType) else str(found)
