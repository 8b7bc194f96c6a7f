"""Rate limits that all processes share: how often something was tried of late."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select, text

from data_access.store_base import StoreBase, moment
from data_access.store_tables import attempt

LONGEST_S = 86_400


class Limits(StoreBase):
    """The part of the store that counts what was tried. Of a bucket's name only a hash is kept, for a day."""

    def allowed(self, bucket: str, most: int, within_s: float, now: datetime | None = None) -> bool:
        """Tell whether another try is allowed, without counting one.

        Parameters
        ----------
        bucket : str
            What is limited, such as `passphrase:` and the link's id.
        most : int
            Tries that are counted within the time at the most.
        within_s : float
            Seconds, at most a day.
        now : datetime.datetime, optional

        Returns
        -------
        bool

        Raises
        ------
        StoreError
        """
        with self._reading() as connection:
            return _counted(connection, _name(bucket), moment(now) - timedelta(seconds=within_s)) < most

    def failed(self, bucket: str, now: datetime | None = None) -> None:
        """Count a try.

        Parameters
        ----------
        bucket : str
        now : datetime.datetime, optional

        Raises
        ------
        StoreError
        """
        with self._writing() as connection:
            _count(connection, _name(bucket), moment(now))

    def count_try(self, bucket: str, most: int, within_s: float, now: datetime | None = None) -> bool:
        """Count a try where another one is allowed: many that come at one moment are not all let through.

        Parameters
        ----------
        bucket : str
        most : int
        within_s : float
            Seconds, at most a day.
        now : datetime.datetime, optional

        Returns
        -------
        bool
            Whether it was allowed; one that was not is not counted.

        Raises
        ------
        StoreError
        """
        name, at = _name(bucket), moment(now)
        with self._writing() as connection:
            if not self._is_sqlite:  # a writer of SQLite has the file to itself
                connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))"), {"name": name})
            if _counted(connection, name, at - timedelta(seconds=within_s)) >= most:
                return False
            _count(connection, name, at)
        return True

    def forgive(self, bucket: str) -> None:
        """Take the last counted try back: it was a right one, and whoever knows the words may come again and again.

        Parameters
        ----------
        bucket : str

        Raises
        ------
        StoreError
        """
        name = _name(bucket)
        with self._writing() as connection:
            last = select(func.max(attempt.c.id)).where(attempt.c.bucket == name).scalar_subquery()
            connection.execute(delete(attempt).where(attempt.c.id == last))


def _name(bucket: str) -> str:
    return hashlib.sha256(bucket.encode(errors="replace")).hexdigest()


def _counted(connection: Connection, name: str, since: datetime) -> int:
    query = select(func.count()).select_from(attempt).where(attempt.c.bucket == name, attempt.c.at > since)
    return int(connection.scalar(query) or 0)


def _count(connection: Connection, name: str, at: datetime) -> None:
    connection.execute(insert(attempt), {"bucket": name, "at": at})
    connection.execute(delete(attempt).where(attempt.c.at < at - timedelta(seconds=LONGEST_S)))
