"""Rows that come into a table, side by side with those that are there: the database itself compares them.

Neither side has to fit into memory.
"""

from __future__ import annotations

from collections.abc import Iterable
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
    exists,
    func,
    select,
    update,
)

from data_access.admin.target import put
from data_access.ordering import by

FIRST_ROWS = 10
BATCH = 5_000
Key = tuple[object, ...]


class RowsRefused(ValueError):
    """Rows of the files that no table can hold; the transaction is to be undone.

    Attributes
    ----------
    kind : {'repeated', 'empty', 'one_row'}
        Rows share a key; a new row lacks what its column must hold; `dataset` has more than one row.
    table : str
    column : str
        Which one is empty; else nothing.
    names : tuple of str
        Columns of `rows`.
    rows : tuple of tuple
        The keys of the first ten; of a repeated one with the number of its rows.
    count : int
        Keys at fault.
    """

    def __init__(
        self, kind: str, table: str, column: str = "", *, names: Key = (), rows: tuple[Key, ...] = (), count: int = 0
    ) -> None:
        super().__init__(f"{kind}: {table} {column}, {count}")
        self.kind, self.table, self.column = kind, table, column
        self.names, self.rows, self.count = tuple(map(str, names)), rows, count


@dataclass(frozen=True)
class Staged:
    """A table, what comes into it, and the connection on which both can be seen."""

    connection: Connection
    table: Table
    coming: Table
    key: tuple[str, ...]

    @property
    def same_key(self) -> ColumnElement[bool]:
        """For a row of each side: whether they have one key."""
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
        """Count the rows of a query."""
        return int(self.connection.execute(select(func.count()).select_from(query.subquery())).scalar_one())


def stage(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> Table:
    """Put rows into a temporary table, indexed by the key.

    Parameters
    ----------
    connection : sqlalchemy.Connection
        From `target.writing`.
    table : sqlalchemy.Table
        Whose columns they have.
    rows : iterable of dict

    Returns
    -------
    sqlalchemy.Table
        Gone with the connection.
    """
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


def refuse_repeated(staged: Staged) -> None:
    """Refuse rows that share a key.

    Parameters
    ----------
    staged : Staged

    Raises
    ------
    RowsRefused
    """
    columns = [staged.coming.c[name] for name in staged.key]
    twice = select(*columns, func.count().label("rows")).group_by(*columns).having(func.count() > 1).subquery()
    query = select(*twice.c, func.count().over().label("all_keys")).order_by(*by(*twice.c)).limit(FIRST_ROWS)
    found = staged.connection.execute(query).fetchall()
    if found:
        keys = tuple(tuple(row[:-1]) for row in found)
        raise RowsRefused(
            "repeated", staged.table.name, names=(*staged.key, "rows"), rows=keys, count=int(found[0][-1])
        )


def refuse_empty(staged: Staged) -> None:
    """Refuse rows that lack what their column must hold: no file has that column, and no such row is there.

    Parameters
    ----------
    staged : Staged
        After `keep_absent`.

    Raises
    ------
    RowsRefused
    """
    columns = [staged.coming.c[name] for name in staged.key or staged.table.columns.keys()]
    for needed in (one for one in staged.table.columns if not one.nullable):
        empty = select(*columns).where(staged.coming.c[needed.name].is_(None))
        count = staged.count(empty)
        if count:
            first = staged.connection.execute(empty.order_by(*by(*columns)).limit(FIRST_ROWS))
            names, keys = tuple(one.name for one in columns), tuple(tuple(row) for row in first)
            raise RowsRefused("empty", staged.table.name, needed.name, names=names, rows=keys, count=count)


def keep_absent(staged: Staged, columns: frozenset[str]) -> None:
    """Fill in what the files say nothing of from the row that is there: a workbook holds no boundaries.

    Parameters
    ----------
    staged : Staged
    columns : frozenset of str
        Columns that the files have.
    """
    absent = staged.others(columns, told=False)
    if not absent:
        return
    table = staged.table
    values = {name: select(table.c[name]).where(staged.same_key).scalar_subquery() for name in absent}
    staged.connection.execute(update(staged.coming).where(staged.was_there).values(values))
