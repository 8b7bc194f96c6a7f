"""A database in the form of the workbook: filled in, changed and loaded again, it is the same rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, select

from data_access import tables
from data_access.admin.workbook.layout import fields
from data_access.admin.workbook.template import HEAD_ROWS, LAST_ROW, Row, write
from data_access.engine import read_only_engine
from data_access.errors import told_apart
from data_access.ordering import by
from domain.workbook import LONGEST_CELL, SHEETS, Names

TIMEOUT_S = 120.0
FETCHED = 10_000


class ExportRefused(RuntimeError):
    """The rows do not fit into a spreadsheet.

    Attributes
    ----------
    kind : str
        `long_text`, `many_rows`, or `no_tables`.
    place : str
        Table and column.
    """

    def __init__(self, kind: str, place: str = "") -> None:
        super().__init__(f"{kind}: {place}")
        self.kind = kind
        self.place = place


def write_export(database_url: str, path: Path, names: Names, lang: str = "fa") -> dict[str, int]:
    """Write all rows of a database, but for the boundaries, which are longer than a cell may be.

    Parameters
    ----------
    database_url : str
        It is only read.
    path : Path
        The workbook to write.
    names : Names
    lang : {'fa', 'en'}
        The language of the drop-downs.

    Returns
    -------
    dict of str to int
        How many rows each sheet has.

    Raises
    ------
    DatabaseError
        The database cannot be read.
    SettingError
        The address is none.
    ExportRefused
        There is a text that no cell takes, more rows than a sheet has, or no table of the contract.
    OSError
        The file cannot be written.
    """
    engine = read_only_engine(database_url, TIMEOUT_S)
    counts: dict[str, int] = {}
    try:
        with told_apart("workbook"), engine.connect() as connection:
            found = inspect(connection)
            there = {table for table in SHEETS if found.has_table(table)}
            if not there:
                raise ExportRefused("no_tables")
            write(path, names, lang, {table: _rows(connection, table, counts) for table in SHEETS if table in there})
    finally:
        engine.dispose()
    return counts


def _rows(connection: Connection, table: str, counts: dict[str, int]) -> Iterator[Row]:
    made = tables.metadata.tables[table]
    columns = [made.columns[one.name] for one in fields(table)]
    key = list(made.primary_key.columns) or columns
    counts[table] = 0
    with told_apart(table):
        result = connection.execution_options(yield_per=FETCHED).execute(select(*columns).order_by(*by(*key)))
        for row in result:
            counts[table] += 1
            if counts[table] > LAST_ROW - HEAD_ROWS:
                raise ExportRefused("many_rows", table)
            values = [_plain(value) for value in row]
            for one, value in zip(columns, values, strict=True):
                if isinstance(value, str) and len(value) > LONGEST_CELL:
                    raise ExportRefused("long_text", f"{table}.{one.name}")
            yield values


def _plain(value: Any) -> Any:  # noqa: ANN401 - a value of any column
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime):
        return value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else value
