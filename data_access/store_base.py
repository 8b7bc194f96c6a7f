"""What every part of the store stands on: transactions, and the steps that make its tables."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, inspect, text

from data_access import store_engine
from data_access.store_engine import NAME, WRITES, told_apart
from data_access.store_tables import SCHEMA
from data_access.trouble import SettingError, StoreError

STEPS = Path(__file__).parent / "migrations"
# Any number will do: whoever makes the same tables at the same time waits for it.
MIGRATING = 7_140_425_012
# Alembic hands the connection to its steps through one global.
ONE_AT_A_TIME = threading.Lock()
# An office's database has both.
OFFICE_TABLES = frozenset({"admin_area", "dataset"})
OFFICE_QUERY = "SELECT DISTINCT relname FROM pg_catalog.pg_class WHERE relname IN ('admin_area', 'dataset')"


def moment(now: datetime | None) -> datetime:
    """Return the moment that is given, else this one."""
    return now or datetime.now(UTC)


class StoreBase:
    """One store, opened when first used.

    Parameters
    ----------
    url : str
        `sqlite:///path/to/file` or `postgresql://user:password@host/name`.
    office_url : str
        The office's database, which must be another one; empty where that was looked at before.
    keep_days : int
        How long the audit trail is kept; with each day's first entry the older ones go. 0: nothing goes by itself.

    Raises
    ------
    SettingError
        The address cannot be used, or is that of the office's database.
    """

    def __init__(self, url: str, office_url: str = "", keep_days: int = 0) -> None:
        self._url = store_engine.address(url)
        if office_url:
            store_engine.refuse_same(self._url, store_engine.address(office_url, "HAMGAM_DATABASE_URL"))
        self._engine = store_engine.open_store(self._url)
        self._keep_days = keep_days
        self._forgot_on: date | None = None
        self._is_sqlite = self._url.get_backend_name() == "sqlite"

    def close(self) -> None:
        """Close the connections that are kept; another question opens new ones."""
        self._engine.dispose()

    def migrate(self) -> None:
        """Make the store, or bring its tables up to date; whoever does so at the same time waits for the other.

        Raises
        ------
        SettingError
            There are tables of an office's database in it.
        StoreError
            The store cannot be reached or made, or a newer Hamgam has made it.
        """
        if self._is_sqlite:
            store_engine.make_file(Path(self._url.database or ""))
        with ONE_AT_A_TIME, self._writing() as connection:
            if not self._is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": MIGRATING})
            found = inspect(connection).get_table_names() if self._is_sqlite else connection.scalars(text(OFFICE_QUERY))
            if set(found) >= OFFICE_TABLES:
                raise SettingError(NAME, "there are tables of an office's database here; give the store one of its own")
            if not self._is_sqlite and not connection.scalar(text(f"SELECT to_regnamespace('{SCHEMA}')")):
                connection.execute(text(f"CREATE SCHEMA {SCHEMA}"))
            _upgrade(connection)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """Yield a connection whose statements see one moment or, on PostgreSQL, a moment each."""
        with told_apart(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Yield a connection whose changes come about together or not at all."""
        with told_apart(), self._engine.execution_options(**WRITES).begin() as connection:
            yield connection


def _upgrade(connection: Connection) -> None:
    """Run the steps that are missing, in the transaction of the connection; nothing of Alembic's touches logging."""
    steps = ScriptDirectory(STEPS)
    context = MigrationContext.configure(
        connection, opts={"fn": lambda found, _context: steps._upgrade_revs("head", found)}
    )
    try:
        with Operations.context(context):
            context.run_migrations()
    except CommandError:  # a step that this version does not know
        raise StoreError("bad_data", "a newer version of Hamgam made this store") from None
