"""What goes wrong with a database, told apart by what a reader can do about it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DataError, DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from data_access.trouble import DatabaseError

# SQLSTATE to kind; the first two characters name a class of errors.
SQLSTATES = {
    "57014": "timeout",  # statement_timeout
    "55P03": "timeout",  # lock_timeout
    "25006": "refused",  # a read-only transaction
    "42501": "refused",  # the role lacks a right
    "42P01": "bad_data",  # no such table
    "42703": "bad_data",  # no such column
    "42883": "bad_data",  # types that cannot be compared
    "42804": "bad_data",
    "3F000": "bad_data",  # no such schema
    "22": "bad_data",  # a value that is not of its type
}
# Unreadable text, out of range, no date: the server's text holds the value.
REPEATING = frozenset({"22P02", "22003", "22007", "22008"})


@contextmanager
def told_apart(table: str) -> Iterator[None]:
    """Turn what a driver raises into a `DatabaseError` that says which kind of trouble it is.

    Parameters
    ----------
    table : str
        What was read, for the message.

    Raises
    ------
    DatabaseError
        In place of every error of SQLAlchemy and of the drivers.
    """
    try:
        yield
    except DBAPIError as error:
        text = str(error.orig).strip()
        if _repeats_a_value(error):
            raise DatabaseError("bad_data", f"{table}: a value is not of its column's type", table) from None
        raise DatabaseError(_kind(error, text), f"{table}: {text}", table) from error
    except PoolTimeout as error:  # every connection is busy
        raise DatabaseError("timeout", f"{table}: {error}", table) from error
    except (sqlite3.Error, SQLAlchemyError) as error:
        raise DatabaseError("no_connection", f"{table}: {error}", table) from error
    except (ValueError, TypeError):  # a driver repeats the value it cannot turn into its column's type
        raise DatabaseError("bad_data", f"{table}: a value is not of its column's type", table) from None


def _repeats_a_value(error: DBAPIError) -> bool:
    """Tell whether the driver's text holds a value that it could not read: it may be a raw count."""
    return getattr(error.orig, "sqlstate", None) in REPEATING


def _kind(error: DBAPIError, text: str) -> str:
    if isinstance(error.orig, sqlite3.Error):
        return _sqlite_kind(text)
    state = getattr(error.orig, "sqlstate", None) or ""
    known = SQLSTATES.get(state) or SQLSTATES.get(state[:2])
    return known or ("bad_data" if isinstance(error, DataError) else "no_connection")


def _sqlite_kind(text: str) -> str:
    if "interrupted" in text:
        return "timeout"
    if "no such" in text or "malformed" in text or "not a database" in text:
        return "bad_data"
    if any(words in text for words in ("readonly", "not authorized", "authorization denied", "prohibited")):
        return "refused"
    if "locked" in text:
        return "locked"
    return "unreadable" if "unable to open" in text else "no_connection"
