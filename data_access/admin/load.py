"""Rows of a workbook into the tables: what they change is told, and one transaction holds all of it.

Rows are put into temporary tables first, so that the database itself compares them with what is there; neither side
has to fit into memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    MetaData,
    Select,
    Table,
    and_,
    delete,
    exists,
    func,
    insert,
    not_,
    or_,
    select,
    update,
)

from data_access import tables
from data_access.admin.target import put, renew_version
from data_access.admin.workbook.book import Workbook
from data_access.ordering import by
from domain.area_names import NamedArea

FIRST_ROWS = 10
BATCH = 5_000
Key = tuple[object, ...]


class RepeatedKeys(ValueError):
    """Rows of the files share a key.

    Attributes
    ----------
    table : str
    names : tuple of str
        Columns of the key.
    keys : tuple of tuple
        The first ten, each with the number of its rows.
    count : int
        Keys that stand there more than once.
    """

    def __init__(self, table: str, names: tuple[str, ...], keys: tuple[Key, ...], count: int) -> None:
        super().__init__(f"{table}: {count} keys stand there more than once")
        self.table, self.names, self.keys, self.count = table, names, keys, count


@dataclass(frozen=True)
class Difference:
    """What the files change in a table.

    Attributes
    ----------
    table : str
    names : tuple of str
        Columns of the key.
    added, changed, removed, same : int
        Rows.
    first : dict of str to tuple of tuple
        The keys of the first ten of `added`, `changed` and `removed`.
    """

    table: str
    names: tuple[str, ...]
    added: int
    changed: int
    removed: int
    same: int
    first: Mapping[str, tuple[Key, ...]]

    @property
    def is_nothing(self) -> bool:
        """Whether the table is as it was."""
        return not (self.added or self.changed or self.removed)


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
    query = select(area.pcode, area.level, area.name_fa, area.name_en).order_by(*by(area.pcode))
    return [NamedArea(*row) for row in connection.execute(query)]


def bring_book(connection: Connection, book: Workbook, *, replace: bool) -> tuple[list[Difference], str]:
    """Put what was read of files into the tables, and give the dataset a version of its own.

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
    RepeatedKeys
    """
    named = next(iter(book.tables.get("dataset", ())), {})
    incoming = {
        name: Incoming(rows, frozenset(tables.metadata.tables[name].columns.keys()) - rows.absent)
        for name, rows in book.tables.items()
        if name != "dataset"
    }
    differences = bring(connection, incoming, replace=replace)
    return differences, renew_version(connection, named.get("data_version") or "", named.get("released_on") or "")


@dataclass(frozen=True)
class _Staged:
    """A table, what comes into it, and the connection on which both can be seen."""

    connection: Connection
    table: Table
    coming: Table
    key: tuple[str, ...]

    @property
    def same_key(self) -> ColumnElement[bool]:
        return and_(*(self.table.c[name] == self.coming.c[name] for name in self.key))

    @property
    def stays(self) -> ColumnElement[bool]:
        """For a row of the table: whether it comes again."""
        return exists(select(1).select_from(self.coming).where(self.same_key).correlate(self.table))

    @property
    def was_there(self) -> ColumnElement[bool]:
        """For a row that comes: whether the table has it."""
        return exists(select(1).select_from(self.table).where(self.same_key).correlate(self.coming))

    def others(self, columns: frozenset[str], *, told: bool) -> list[str]:
        """Return the columns beside the key that the files have, or have not."""
        return [one.name for one in self.table.columns if one.name not in self.key and (one.name in columns) is told]

    def count(self, query: Select[Any]) -> int:
        return int(self.connection.execute(select(func.count()).select_from(query.subquery())).scalar_one())


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
    RepeatedKeys
        Nothing of that table has been written then; the transaction is to be undone.
    """
    return [
        _bring(connection, table, incoming[name], replace)
        for name, table in tables.metadata.tables.items()
        if name in incoming
    ]


def _bring(connection: Connection, table: Table, incoming: Incoming, replace: bool) -> Difference:
    key = tuple(column.name for column in table.primary_key.columns)
    staged = _Staged(connection, table, _stage(connection, table, incoming.rows), key)
    if key:
        _refuse_repeated(staged)
        difference = _compare(staged, incoming.columns, replace)
        _keep_absent(staged, incoming.columns)
    else:
        before, after = (staged.count(select(1).select_from(one)) for one in (table, staged.coming))
        difference = Difference(table.name, (), after, 0, before, 0, {})
    connection.execute(delete(table).where(staged.stays) if key and not replace else delete(table))
    columns = list(table.columns.keys())
    connection.execute(insert(table).from_select(columns, select(*staged.coming.columns)))
    staged.coming.drop(connection)
    return difference


def _stage(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> Table:
    columns = [Column(one.name, one.type) for one in table.columns]
    coming = Table(f"incoming_{table.name}", MetaData(), *columns, prefixes=["TEMPORARY"])
    coming.create(connection)
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            put(connection, coming, batch)
            batch = []
    put(connection, coming, batch)
    names = ", ".join(f'"{column.name}"' for column in table.primary_key.columns)
    if names:
        connection.exec_driver_sql(f'CREATE INDEX "incoming_key_{table.name}" ON "{coming.name}" ({names})')
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(f'ANALYZE "{coming.name}"')
    return coming


def _refuse_repeated(staged: _Staged) -> None:
    columns = [staged.coming.c[name] for name in staged.key]
    twice = select(*columns, func.count().label("rows")).group_by(*columns).having(func.count() > 1).subquery()
    query = select(*twice.c, func.count().over().label("all_keys")).order_by(*by(*twice.c)).limit(FIRST_ROWS)
    found = staged.connection.execute(query).fetchall()
    if found:
        keys = tuple(tuple(row[:-1]) for row in found)
        raise RepeatedKeys(staged.table.name, (*staged.key, "rows"), keys, int(found[0][-1]))


def _compare(staged: _Staged, columns: frozenset[str], replace: bool) -> Difference:
    table, coming = staged.table, staged.coming
    new, old = ([one.c[name] for name in staged.key] for one in (coming, table))
    queries = {"added": select(*new).where(not_(staged.was_there))}
    told = staged.others(columns, told=True)
    if told:
        differs = or_(*(coming.c[name].is_distinct_from(table.c[name]) for name in told))
        queries["changed"] = select(*new).join_from(coming, table, staged.same_key).where(differs)
    if replace:
        queries["removed"] = select(*old).where(not_(staged.stays))
    numbers = {kind: staged.count(query) for kind, query in queries.items()}
    first = {
        kind: tuple(
            tuple(row)
            for row in staged.connection.execute(query.order_by(*by(*query.selected_columns)).limit(FIRST_ROWS))
        )
        for kind, query in queries.items()
        if numbers[kind]
    }
    both = staged.count(select(1).select_from(coming.join(table, staged.same_key)))
    added, changed, removed = (numbers.get(kind, 0) for kind in ("added", "changed", "removed"))
    return Difference(table.name, staged.key, added, changed, removed, both - changed, first)


def _keep_absent(staged: _Staged, columns: frozenset[str]) -> None:
    """Fill in what the files say nothing of from the row that is there: a workbook holds no boundaries."""
    absent = staged.others(columns, told=False)
    if not absent:
        return
    table = staged.table
    values = {name: select(table.c[name]).where(staged.same_key).scalar_subquery() for name in absent}
    staged.connection.execute(update(staged.coming).where(staged.was_there).values(values))
