"""The database that a data steward writes to: one transaction, all of it or nothing, on a SQLite file or PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, Inspector, Table, create_engine, delete, event, insert, inspect, select, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import NullPool

from data_access import postgres, tables
from data_access.settings import DEMO_VERSION_PREFIX

# Any number will do: whoever writes to the same database at the same time waits for it.
WRITING = 7_140_425_011
LOCK_WAIT_S = 10


class WriteRefused(RuntimeError):
    """The database is not one that can be written to.

    Attributes
    ----------
    kind : str
        `address`, `backend`, `missing_file`, `no_connection`, `views`, `columns`.
    detail : str
        What was found; it holds no password.
    """

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(f"{kind}: {detail}")
        self.kind = kind
        self.detail = detail


@contextmanager
def writing(database_url: str, *, create: bool = False, keep: bool = True) -> Iterator[Connection]:
    """Open one transaction on a database.

    Parameters
    ----------
    database_url : str
        `sqlite:///path` or `postgresql://user:password@host/name`, an account that may create tables.
    create : bool
        Whether a SQLite file that is not there is made. Tables of the contract that lack are made in any case.
    keep : bool
        Whether what was written stays at the end; a dry run does everything but that.

    Yields
    ------
    sqlalchemy.Connection
        Every exception undoes what was written.

    Raises
    ------
    WriteRefused
        No such address or file, no connection, no right to write, or an office's database whose tables are views.
    """
    url = address(database_url)
    made = _missing_file(url, create)
    engine = _engine(url)
    try:
        with engine.connect() as connection:
            _begin(connection)
            _prepare(connection)
            yield connection
            if keep:
                connection.commit()
                made = None
            else:
                connection.rollback()
    except (DBAPIError, psycopg.Error) as error:  # COPY goes past SQLAlchemy
        said = _said(getattr(error, "orig", error))
        raise WriteRefused("no_connection", said) from None
    finally:
        engine.dispose()
        if made is not None:
            made.unlink(missing_ok=True)


def _said(error: object) -> str:
    """Return a driver's message without its details, which repeat whole rows."""
    told = getattr(getattr(error, "diag", None), "message_primary", None)
    return str(told or error).strip().split("\n")[0]


def address(database_url: str) -> URL:
    """Read the address of a database that can be written to; `WriteRefused` where it is none."""
    try:
        url = make_url(database_url)
    except (ArgumentError, ValueError):
        raise WriteRefused("address") from None
    if url.get_backend_name() != "sqlite" and url.get_backend_name() not in postgres.NAMES:
        raise WriteRefused("backend", url.get_backend_name())
    return url


def renew_version(connection: Connection, name: str = "", released_on: str = "") -> str:
    """Give the dataset another version, so that nothing that was read before is taken for what is there now.

    Parameters
    ----------
    connection : sqlalchemy.Connection
        From `writing`.
    name : str
        What the version is called; where there is one already, something is added that no version had before.
    released_on : str
        ISO date; today without it.

    Returns
    -------
    str
    """
    stored = connection.execute(select(tables.dataset)).first()
    before = stored.data_version if stored else ""
    day = released_on or date.today().isoformat()
    if not name and stored and before.startswith(DEMO_VERSION_PREFIX):
        # Made-up figures stay what they are, on the day that they were made for: so does their name.
        name, day = "-".join(before.split("-")[:2]), stored.released_on
    elif name.startswith(DEMO_VERSION_PREFIX):
        name = f"load-{name}"  # only the demonstration is one, and it is told as such
    if before or not name:  # a name may have been used before the one that is there
        name = f"{name or 'load'}-{_digest(before, name)}"
    connection.execute(delete(tables.dataset))
    connection.execute(insert(tables.dataset).values(data_version=name, released_on=day))
    return name


def _digest(*parts: str) -> str:
    # A file that was taken away and loaded anew has no version before: the moment tells them apart.
    return sha256("|".join([*parts, datetime.now(UTC).isoformat()]).encode()).hexdigest()[:8]


def _missing_file(url: URL, create: bool) -> Path | None:
    if url.get_backend_name() != "sqlite":
        return None
    path = Path(url.database or "")
    if url.database and path.is_file():
        return None
    if not url.database or not create:
        raise WriteRefused("missing_file", url.database or "")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise WriteRefused("missing_file", url.database) from None
    return path


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": LOCK_WAIT_S})
        # The driver begins a transaction before a write only; ours begins with the first word.
        event.listen(engine, "connect", lambda connection, _record: setattr(connection, "isolation_level", None))
        return engine
    options = {"connect_timeout": postgres.CONNECT_TIMEOUT_S, "application_name": "hamgam manage"}
    engine = create_engine(postgres.driver_url(url), poolclass=NullPool, connect_args=options)
    event.listen(engine, "connect", postgres.set_loaders)  # what was written is read for the check
    return engine


def _begin(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": WRITING})


def _prepare(connection: Connection) -> None:
    """Make the tables that lack; refuse a database that is an office's own."""
    found = inspect(connection)
    if views := views_of(found):
        raise WriteRefused("views", ", ".join(views))
    for name in sorted(set(tables.metadata.tables) & set(found.get_table_names())):
        missing = set(tables.metadata.tables[name].columns.keys()) - {one["name"] for one in found.get_columns(name)}
        if missing:
            raise WriteRefused("columns", f"{name}: {', '.join(sorted(missing))}")
    tables.metadata.create_all(connection)


def views_of(found: Inspector) -> list[str]:
    """Return which tables of the contract are an office's views, of any kind, or tables of another server.

    Parameters
    ----------
    found : sqlalchemy.Inspector

    Returns
    -------
    list of str
        Sorted.
    """
    return sorted({name for name in tables.metadata.tables if found.has_table(name)} - set(found.get_table_names()))


def put(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, by the fastest way that the database has.

    Parameters
    ----------
    connection : sqlalchemy.Connection
        From `writing`.
    table : sqlalchemy.Table
    rows : sequence of mapping
        Values by column name, every column in each.
    """
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(insert(table), rows)
        return
    names = table.columns.keys()
    listed = ", ".join(f'"{name}"' for name in names)
    cursor = connection.connection.cursor()
    with cursor.copy(f'COPY "{table.name}" ({listed}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row([row[name] for name in names])
    cursor.close()
