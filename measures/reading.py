"""How the measures read raw counts: within one snapshot of one data version. Nobody else may import this."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from data_access.repository import Repository
from data_access.trouble import DatabaseError

LOG = logging.getLogger("hamgam")
# An office may not have a table, or may not let us read it, for as long as it likes; all else passes or is repaired.
LACKING = frozenset({"bad_data", "refused"})
T = TypeVar("T")


@contextmanager
def snapshot(repository: Repository, version_name: str) -> Iterator[Repository]:
    """Read several tables as they were at one moment.

    Parameters
    ----------
    repository : Repository
    version_name : str
        The data version that is expected.

    Yields
    ------
    Repository
        Bound to the snapshot.

    Raises
    ------
    DatabaseError
        'changed' when the database holds another data version, at the start or when all is read: what was
        read would be kept under the wrong name.
    """
    with repository.snapshot() as bound:
        _expect(version_name, bound)
        yield bound
    _expect(version_name, repository)


def _expect(version_name: str, repository: Repository) -> None:
    found, _released_on = repository.data_version()
    if found != version_name:
        raise DatabaseError("changed", f"the data version is {found}, no longer {version_name}")


def if_there(read: Callable[[], T]) -> T | None:
    """Read what figures can do without.

    Parameters
    ----------
    read : callable
        The last that is read of its snapshot: PostgreSQL reads nothing after a failed statement.

    Returns
    -------
    object or None
        None where the database has no such table, or none that can be read as the contract says.

    Raises
    ------
    DatabaseError
        Of every other kind.
    """
    try:
        return read()
    except DatabaseError as error:
        if error.kind not in LACKING:
            raise
        LOG.warning("read without: %s", error)
        return None
