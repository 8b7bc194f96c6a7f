"""Writing the demonstration data into a PostgreSQL database, all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, Inspector, Table, create_engine, delete, exists, inspect, select, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import NullPool

from data_access import postgres, tables
from data_access.address import AT_SIGN, has_bare_at
from data_access.admin.demo.build import is_untouched
from data_access.admin.target import WRITING, put, views_of


class FillRefused(RuntimeError):
    """The database is not one to be filled; the message says why and what to do, and holds no password."""


def fill(
    database_url: str, rows: Mapping[Table, Sequence[Mapping[str, Any]]], indexes: Sequence[str], *, if_stale: bool
) -> bool:
    """Put a demonstration dataset in place of the one that is there, in one transaction.

    Who reads meanwhile sees the old data until the new is complete.

    Parameters
    ----------
    database_url : str
        `postgresql://user:password@host/name`, an account that may create tables.
    rows : mapping of Table to rows
        Values by column name.
    indexes : sequence of str
        `CREATE INDEX name ON ...` statements.
    if_stale : bool
        Leave a database alone that holds this data version already.

    Returns
    -------
    bool
        Whether anything was written.

    Raises
    ------
    FillRefused
        Not a PostgreSQL address, no connection, no right to write, or tables that hold anything but a demonstration.
    """
    url = _address(database_url)
    place = url.render_as_string(hide_password=True)
    engine = create_engine(
        postgres.driver_url(url),
        poolclass=NullPool,
        connect_args={"connect_timeout": postgres.CONNECT_TIMEOUT_S, "application_name": "hamgam manage"},
    )
    try:
        return _fill(engine, rows, indexes, if_stale)
    except DBAPIError as error:
        raise FillRefused(f"{place} cannot be filled: {str(error.orig).strip()}") from None
    except psycopg.Error as error:  # COPY goes past SQLAlchemy
        raise FillRefused(f"{place} cannot be filled: {str(error).strip()}") from None


def _address(database_url: str) -> URL:
    if has_bare_at(database_url):
        raise FillRefused(f"In the address, {AT_SIGN}.")
    try:
        url = make_url(database_url)
    except (ArgumentError, ValueError):
        raise FillRefused("That is not a database address; use postgresql://user:password@host/name.") from None
    if url.get_backend_name() not in postgres.NAMES:
        raise FillRefused(f"--into fills a PostgreSQL database, not {url.get_backend_name()}; --out writes a file.")
    return url


def _fill(
    engine: Engine, rows: Mapping[Table, Sequence[Mapping[str, Any]]], indexes: Sequence[str], if_stale: bool
) -> bool:
    version = rows[tables.dataset][0]["data_version"]
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": WRITING})
        there = _present(inspect(connection))
        stored = _stored_versions(connection, there)
        if if_stale and stored == [version]:
            return False
        tables.metadata.create_all(connection)
        for table in tables.metadata.sorted_tables:
            # Not TRUNCATE: readers would have to wait for the end.
            connection.execute(delete(table))
            put(connection, table, rows.get(table, ()))
        for statement in indexes:
            connection.exec_driver_sql(statement.replace("CREATE INDEX", "CREATE INDEX IF NOT EXISTS", 1))
        for name in tables.metadata.tables:
            connection.exec_driver_sql(f'ANALYZE "{name}"')
    return True


def _present(found: Inspector) -> list[Table]:
    """Return the contract's tables that are there, each with the columns of the contract."""
    if views := views_of(found):
        raise FillRefused(f"{_named(views)} are views here, so this is an office's database: fill one of its own.")
    present = [table for name, table in tables.metadata.tables.items() if found.has_table(name)]
    for table in present:
        missing = set(table.columns.keys()) - {column["name"] for column in found.get_columns(table.name)}
        if missing:
            raise FillRefused(f"The table {table.name} is there already and lacks {_named(missing)}: fill another.")
    return present


def _stored_versions(connection: Connection, present: Sequence[Table]) -> list[str]:
    """Return the data versions in the database, which must all be demonstrations."""
    stored: list[str] = []
    if tables.dataset in present:
        stored = list(connection.execute(select(tables.dataset.c.data_version)).scalars())
    foreign = [version for version in stored if not is_untouched(version)]
    if foreign:
        raise FillRefused(f"The database holds the dataset {_named(foreign)}, which is no demonstration: fill another.")
    if not stored:
        filled = [table.name for table in present if connection.scalar(select(exists(select(1).select_from(table))))]
        if filled:
            raise FillRefused(f"There are rows in {_named(filled)} already, and no demonstration's: fill another.")
    return stored


def _named(names: Sequence[str] | set[str]) -> str:
    return ", ".join(sorted(names))
