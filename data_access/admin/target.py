"""The database that a data steward writes to: one transaction, all of it or nothing, on a SQLite file or PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, Inspector, Table, create_engine, delete, event, insert, inspect, select, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import NullPool

from data_access import postgres, tables
from data_access.address import has_bare_at
from data_access.settings import DEMO_VERSION_PREFIX

# Any number will do: whoever writes to the same database at the same time waits for it.
WRITING = 7_140_425_011
LOCK_WAIT_S = 10
SHOWN = 3  # tables of a database of somebody else


class WriteRefused(RuntimeError):
    """The database is not one that can be written to.

    Attributes
    ----------
    kind : str
        `address`, `at_sign`, `backend`, `missing_file`, `folder`, `memory`, `made_meanwhile`, `foreign`, `locked`,
        `read_only`, `no_connection`, `views`, `columns`.
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
        Whether what was written stays at the end; a dry run does everything but that, and leaves no file or folder.

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
    with _place(url, _missing_file(url, create), keep) as place:
        engine = _engine(place)
        try:
            with engine.connect() as connection:
                _begin(connection)
                _prepare(connection, fill=create)
                yield connection
                if keep:
                    connection.commit()
                else:
                    connection.rollback()
        except (DBAPIError, psycopg.Error) as error:  # COPY goes past SQLAlchemy
            raise _refusal(getattr(error, "orig", error), url) from None
        finally:
            engine.dispose()


@contextmanager
def _place(url: URL, missing: Path | None, keep: bool) -> Iterator[URL]:
    """Yield where to write. A file that is not there is made apart, and put in its place when it is whole.

    Made in its place, it would be there for others before it is known to stay: taking it away took what they wrote.
    """
    if missing is None:
        yield url
        return
    there = next(folder for folder in missing.parents if folder.exists())
    if not os.access(there, os.W_OK | os.X_OK):
        raise WriteRefused("read_only", str(there))
    try:
        apart = TemporaryDirectory(prefix=".hamgam-", dir=there if keep else None)
    except OSError:
        raise WriteRefused("read_only", str(there)) from None
    with apart as folder:
        draft = Path(folder) / "new.sqlite"
        yield url.set(database=str(draft))
        if keep:
            _put_in_place(draft, missing)


def _put_in_place(draft: Path, path: Path) -> None:
    """Give a file its name, unless somebody else has taken that meanwhile."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(draft, path)
        except FileExistsError:
            raise
        except OSError:  # a stick or a share whose files have one name each
            with path.open("xb") as claim:
                claim.write(b"a database is being made")  # none itself, so that nobody writes to it
            _replace_claim(draft, path)
    except FileExistsError:
        raise WriteRefused("made_meanwhile", str(path)) from None
    except OSError:
        raise WriteRefused("read_only", str(path.parent)) from None


def _replace_claim(draft: Path, path: Path) -> None:
    try:
        draft.replace(path)
    except OSError:
        path.unlink(missing_ok=True)  # one's own, and no database
        raise


def _refusal(error: object, url: URL) -> WriteRefused:
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return WriteRefused("locked", url.database or "")
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return WriteRefused("read_only", url.database or "")
    return WriteRefused("no_connection", _said(error))


def _said(error: object) -> str:
    """Return a driver's message without its details, which repeat whole rows."""
    told = getattr(getattr(error, "diag", None), "message_primary", None)
    return str(told or error).strip().split("\n")[0]


def address(database_url: str) -> URL:
    """Read the address of a database that can be written to; `WriteRefused` where it is none."""
    if has_bare_at(database_url):
        raise WriteRefused("at_sign")
    try:
        url = make_url(database_url)
    except (ArgumentError, ValueError):
        raise WriteRefused("address") from None
    if url.get_backend_name() != "sqlite" and url.get_backend_name() not in postgres.NAMES:
        raise WriteRefused("backend", url.get_backend_name())
    # A file is read without options, which can make another file, or none, of the same name.
    return url.set(query={}) if url.get_backend_name() == "sqlite" else url


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
    """Return the SQLite file that is to be made; None where it is there."""
    if url.get_backend_name() != "sqlite":
        return None
    if url.database in (None, "", ":memory:"):
        raise WriteRefused("memory")
    path = Path(os.path.realpath(url.database))
    try:
        if path.is_dir():
            raise WriteRefused("folder", url.database)
        if path.is_file():
            return None
        can_be_made = create and not path.exists() and _has_folder(path)
    except OSError:  # a name that is too long, a folder that nobody may look into
        can_be_made = False
    if not can_be_made:
        raise WriteRefused("missing_file", url.database)
    return path


def _has_folder(path: Path) -> bool:
    """Tell whether the folder is there or can be made: what is there above it is a folder."""
    return next(one for one in path.parents if one.exists()).is_dir()


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


def _prepare(connection: Connection, *, fill: bool) -> None:
    """Make the tables that lack; refuse a database that is an office's own or, to fill it, of something else."""
    found = inspect(connection)
    if views := views_of(found):
        raise WriteRefused("views", ", ".join(views))
    others = set(found.get_table_names())
    # A schema of a server may hold more than one thing, such as the tables of PostGIS.
    if fill and connection.dialect.name == "sqlite" and others and not others & set(tables.metadata.tables):
        raise WriteRefused("foreign", ", ".join(sorted(others)[:SHOWN]))
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
