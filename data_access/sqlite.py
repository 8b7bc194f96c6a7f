"""A SQLite file, read-only. The database itself refuses a write, in layers:

the file is opened `mode=ro`, the connection is `query_only`, and an authorizer lets nothing but reading
through, so that not even ATTACH or VACUUM INTO can make another file.
"""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from data_access.trouble import DatabaseError

READ_ACTIONS = frozenset(
    {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
)
READ_PRAGMAS = frozenset({"table_info", "table_xinfo", "table_list", "database_list", "query_only"})
STEPS_BETWEEN_LOOKS = 10_000
LOCK_WAIT_S = 10.0  # for another program's writing; a statement may take longer


def open_file(url: URL, timeout_s: float) -> Engine:
    """Make the engine that reads a SQLite file.

    Parameters
    ----------
    url : sqlalchemy.engine.URL
    timeout_s : float
        Seconds a statement may take.

    Returns
    -------
    sqlalchemy.Engine

    Raises
    ------
    DatabaseError
        `missing_file` when there is no such file, `folder` where it is one.
    """
    address = _file(url.database or "").resolve().as_uri() + "?mode=ro"
    wait_s = min(timeout_s, LOCK_WAIT_S)
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(address, uri=True, timeout=wait_s, check_same_thread=False),
        poolclass=NullPool,  # a rebuilt file is seen at once; opening one costs a fraction of a millisecond
    )
    event.listen(engine, "connect", _guard)
    event.listen(engine, "before_cursor_execute", _start_clock(timeout_s))
    return engine


def _file(name: str) -> Path:
    path = Path(name)
    try:
        if name and path.is_dir():
            raise DatabaseError("folder", name)
        if not path.is_file():
            raise DatabaseError("missing_file", name or "no file named")
    except OSError:  # a name that is too long, a folder that nobody may look into
        raise DatabaseError("missing_file", name) from None
    return path


def _guard(connection: Any, _record: object) -> None:  # noqa: ANN401 - a sqlite3 connection, as SQLAlchemy hands it
    connection.execute("PRAGMA query_only = ON")
    connection.set_authorizer(_authorize)


def _authorize(action: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None) -> int:
    if action in READ_ACTIONS:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_PRAGMA and first in READ_PRAGMAS and (second is None or first.startswith("table")):
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_TRANSACTION:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _start_clock(timeout_s: float) -> Any:  # noqa: ANN401 - SQLAlchemy's listener signature
    def start(connection: Any, *_: object) -> None:  # noqa: ANN401
        deadline = time.monotonic() + timeout_s
        driver = connection.connection.driver_connection
        driver.set_progress_handler(lambda: int(time.monotonic() > deadline), STEPS_BETWEEN_LOOKS)

    return start
