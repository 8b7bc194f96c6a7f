"""Stores for tests: on a SQLite file and on a real PostgreSQL, with a way to run SQL past them."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from data_access.store import Store
from domain.grants import EVERYTHING, Grant

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def grant(**changes):
    """A grant that anybody may make, made at `NOW` for 14 days."""
    usual = {
        "kind": "page", "page": "gap_map", "query": "indicator=school_seats", "scope": EVERYTHING, "downloads": True,
        "frozen": False, "lang": "en", "audience": "UNHCR Tehran", "shared_by": "bureau", "made_at": NOW,
        "expires_at": NOW + timedelta(days=14),
    }  # fmt: skip
    return Grant(**(usual | changes))


def frozen_grant(kind="view", **changes):
    scope = changes.pop("scope", EVERYTHING)
    return grant(kind=kind, frozen=True, scope=scope, **changes)


class Place:
    """Where a store is kept."""

    def __init__(self, url):
        self.url = url
        self.made = []

    @property
    def is_sqlite(self):
        return self.url.startswith("sqlite")

    def store(self, **options):
        self.made.append(Store(self.url, **options))
        return self.made[-1]

    @contextmanager
    def connection(self):
        """A connection as the store's account has it, past the store's own methods."""
        with self.store()._engine.begin() as connection:
            yield connection

    def run(self, *statements):
        with self.connection() as connection:
            for statement in statements:
                connection.execute(text(statement))

    def rows(self, statement):
        with self.connection() as connection:
            return [tuple(row) for row in connection.execute(text(statement))]

    def refuses(self, statement):
        """Tell what the database says to a statement that it refuses, nothing where it runs."""
        try:
            self.run(statement)
        except DBAPIError as error:
            return str(error.orig)
        return ""

    def close(self):
        for one in self.made:
            one.close()
