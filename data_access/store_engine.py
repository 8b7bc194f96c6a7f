"""The engine of the dashboard's own store, which is written to: SQLite as one file, or a schema on PostgreSQL."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from data_access import postgres
from data_access.address import AT_SIGN, has_bare_at
from data_access.errors import SQLSTATES
from data_access.store_tables import SCHEMA
from data_access.trouble import AtSignError, SettingError, StoreError

NAME = "HAMGAM_STORE_URL"
FORMS = "use sqlite:///path/to/file or postgresql://user:password@host/name"
# How long a writer waits for another one, and a statement of PostgreSQL takes at the most.
PATIENCE_S = 10.0
WRITES = {"hamgam_writes": True}
# By the first two words of SQLite's name of an error.
SQLITE_KINDS = {
    "SQLITE_BUSY": "timeout",
    "SQLITE_LOCKED": "timeout",
    "SQLITE_READONLY": "refused",
    "SQLITE_CONSTRAINT": "refused",
    "SQLITE_CANTOPEN": "no_connection",
    "SQLITE_IOERR": "no_connection",
    "SQLITE_FULL": "no_connection",
}
HERE = frozenset({"", "localhost", "127.0.0.1", "::1"})


def address(text: str, name: str = NAME) -> URL:
    """Read a database's address.

    Parameters
    ----------
    text : str
    name : str
        The setting that it stands in.

    Returns
    -------
    sqlalchemy.engine.URL

    Raises
    ------
    SettingError
        It is no address of SQLite or PostgreSQL; the message does not repeat it.
    """
    if has_bare_at(text):
        raise AtSignError(name, AT_SIGN)
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise SettingError(name, f"not a database URL; {FORMS}") from None
    if url.get_backend_name() not in {"sqlite", *postgres.NAMES}:
        raise SettingError(name, f"{url.get_backend_name()} is not supported; {FORMS}")
    if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
        raise SettingError(name, "a store in memory is gone with its process; name a file")
    return url


def refuse_same(store: URL, office: URL) -> None:
    """Refuse a store that is the office's database.

    Parameters
    ----------
    store, office : sqlalchemy.engine.URL

    Raises
    ------
    SettingError
        Both mean one SQLite file, or one database of one server, whatever account and options they name.
    """
    if _place(store) == _place(office) or _same_file(store, office):
        raise SettingError(NAME, "this is the office's database, which is only read; give the store one of its own")


def _place(url: URL) -> tuple[object, ...]:
    if url.get_backend_name() == "sqlite":
        return ("sqlite", Path(url.database or "").resolve())
    host = url.host or _option(url, "host") or _option(url, "hostaddr")
    name = url.database or _option(url, "dbname") or url.username
    host = "" if host.startswith("/") or host.lower() in HERE else host.lower().rstrip(".")
    return ("postgresql", host, int(url.port or _option(url, "port") or 5432), name)


def _option(url: URL, key: str) -> str:
    value = url.query.get(key, "")
    return value if isinstance(value, str) else value[-1]


def _same_file(one: URL, other: URL) -> bool:
    """Tell whether two addresses mean one file by two names, as a hard link has them."""
    if {one.get_backend_name(), other.get_backend_name()} != {"sqlite"}:
        return False
    with contextlib.suppress(OSError):
        return Path(one.database or "").samefile(other.database or "")
    return False


def open_store(url: URL) -> Engine:
    """Make the engine of a store.

    Parameters
    ----------
    url : sqlalchemy.engine.URL

    Returns
    -------
    sqlalchemy.Engine
        Connects when first used, to a store that is there; no error of it shows a value.
    """
    if url.get_backend_name() == "sqlite":
        return _open_file(Path(url.database or ""))
    own = _option(url, "options")
    engine = create_engine(
        postgres.driver_url(url.difference_update_query(["options"])),
        connect_args={
            "options": f"{own} -c search_path={SCHEMA} -c statement_timeout={round(PATIENCE_S * 1000)}".strip(),
            "connect_timeout": postgres.CONNECT_TIMEOUT_S,
            "application_name": "hamgam store",
        },
        pool_size=postgres.POOL_SIZE,
        max_overflow=postgres.POOL_SIZE,
        pool_timeout=PATIENCE_S,
        pool_pre_ping=True,
        pool_recycle=1800,
        hide_parameters=True,
    )
    return engine


def _open_file(path: Path) -> Engine:
    def connect() -> sqlite3.Connection:
        # mode=rw: a file that was taken away is not begun anew without its links and its audit trail.
        uri = path.resolve().as_uri() + "?mode=rw"
        return sqlite3.connect(uri, uri=True, timeout=PATIENCE_S, isolation_level=None, check_same_thread=False)

    # One connection for one transaction: a fork or a thread shares none. Opening one takes a fraction of a millisecond.
    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool, hide_parameters=True)
    event.listen(engine, "connect", lambda connection, _record: connection.execute("PRAGMA foreign_keys = ON"))
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """Begin by ourselves; a writer takes its turn at once, so that it never finds out too late that it cannot write."""
    writes = connection.get_execution_options().get("hamgam_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def make_file(path: Path) -> None:
    """Make the SQLite file of a store, readable by its owner alone, where there is none.

    Parameters
    ----------
    path : pathlib.Path

    Raises
    ------
    StoreError
        `refused` where that may not be done.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            # Made apart and linked: who comes at the same time finds a whole file, and everyone the same one.
            handle, draft = tempfile.mkstemp(dir=path.parent, prefix=path.name)  # mode 600
            os.close(handle)
            try:
                with contextlib.closing(sqlite3.connect(draft)) as connection:
                    connection.execute("PRAGMA journal_mode = WAL")
                with contextlib.suppress(FileExistsError):
                    os.link(draft, path)
            finally:
                Path(draft).unlink()
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)
    except (OSError, sqlite3.Error) as error:
        told = getattr(error, "strerror", None) or type(error).__name__
        raise StoreError("refused", f"the file of the store cannot be made or kept from others: {told}") from None


@contextmanager
def told_apart() -> Iterator[None]:
    """Turn what a driver raises into a `StoreError` that repeats no address, no account and no value.

    Raises
    ------
    StoreError
        In place of every error of SQLAlchemy and of the drivers.
    """
    try:
        yield
    except DBAPIError as error:
        raise StoreError(*_told(error.orig)) from None
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise StoreError("no_connection", type(error).__name__) from None


def _told(error: Any) -> tuple[str, str]:  # noqa: ANN401 - an error of either driver
    if isinstance(error, sqlite3.Error):
        name = getattr(error, "sqlite_errorname", "") or type(error).__name__
        return SQLITE_KINDS.get("_".join(name.split("_")[:2]), "bad_data"), name
    state = getattr(error, "sqlstate", None) or ""
    kind = SQLSTATES.get(state) or SQLSTATES.get(state[:2]) or ("refused" if state == "P0001" else "no_connection")
    return kind, f"PostgreSQL {state}".strip()
