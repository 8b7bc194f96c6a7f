"""Rows of a workbook into the tables: what they change is told, and one transaction holds all of it.

Rows are put into temporary tables first, so that the database itself compares them with what is there; neither side
has to fit into memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Connection,
    Table,
    delete,
    insert,
    select,
)

from data_access import tables
from data_access.admin.difference import Difference, compare
from data_access.admin.staging import (
    RowsRefused,
    Staged,
    keep_absent,
    refuse_empty,
    refuse_repeated,
    stage,
)
from data_access.admin.target import renew_version
from data_access.admin.workbook.book import Workbook
from data_access.ordering import by
from domain.area_names import NamedArea


@dataclass(frozen=True)
class Incoming:
    """The rows of one table, from however many files.

    Attributes
    ----------
    rows : iterable of dict
        Values by column name, each column of the table in each row.
    columns : frozenset of str
        Columns that the files have; rows that are there keep what they hold in the others.
    """

    rows: Iterable[dict[str, Any]]
    columns: frozenset[str]


def areas_there(connection: Connection) -> list[NamedArea]:
    """Return the areas of a database, which files may name in place of their codes.

    Parameters
    ----------
    connection : sqlalchemy.Connection

    Returns
    -------
    list of NamedArea
    """
    area = tables.admin_area.c
    query = select(area.pcode, area.level, area.name_fa, area.name_en, area.parent_pcode).order_by(*by(area.pcode))
    return [NamedArea(*row) for row in connection.execute(query)]


def bring_book(connection: Connection, book: Workbook, *, replace: bool) -> tuple[list[Difference], str]:
    """Put what was read of files into the tables, and give the dataset a version of its own.

    A sheet without a row of data counts as not given: the template has all of them, and they empty nothing.

    Parameters
    ----------
    connection : sqlalchemy.Connection
        From `target.writing`.
    book : Workbook
    replace : bool
        As `bring` takes it.

    Returns
    -------
    differences : list of Difference
    version : str

    Raises
    ------
    RowsRefused
    """
    versions = list(book.tables.get("dataset", ()))
    if len(versions) > 1:
        raise RowsRefused("one_row", "dataset", count=len(versions))
    named = versions[0] if versions else {}
    incoming = {
        name: Incoming(rows, frozenset(tables.metadata.tables[name].columns.keys()) - rows.absent)
        for name, rows in book.tables.items()
        if name != "dataset" and len(rows)
    }
    differences = bring(connection, incoming, replace=replace)
    return differences, renew_version(connection, named.get("data_version") or "", named.get("released_on") or "")


def bring(connection: Connection, incoming: Mapping[str, Incoming], *, replace: bool) -> list[Difference]:
    """Put rows into their tables.

    Parameters
    ----------
    connection : sqlalchemy.Connection
        From `target.writing`.
    incoming : mapping of str to Incoming
        By table.
    replace : bool
        Whether rows of these tables that the files do not have are removed. A table without a key is replaced in any
        case.

    Returns
    -------
    list of Difference
        One for each table of `incoming`, in the order of the contract.

    Raises
    ------
    RowsRefused
        Nothing of that table has been written then; the transaction is to be undone.
    """
    return [
        _bring(connection, table, incoming[name], replace)
        for name, table in tables.metadata.tables.items()
        if name in incoming
    ]


def _bring(connection: Connection, table: Table, incoming: Incoming, replace: bool) -> Difference:
    key = tuple(column.name for column in table.primary_key.columns)
    staged = Staged(connection, table, stage(connection, table, incoming.rows), key)
    if key:
        refuse_repeated(staged)
    difference = compare(staged, incoming.columns, replace)
    if key:
        keep_absent(staged, incoming.columns)
    refuse_empty(staged)
    connection.execute(delete(table).where(staged.stays) if key and not replace else delete(table))
    columns = list(table.columns.keys())
    connection.execute(insert(table).from_select(columns, select(*staged.coming.columns)))
    staged.coming.drop(connection)
    return difference
