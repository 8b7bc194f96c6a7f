"""How the measures read raw counts: within one snapshot of one data version. Nobody else may import this."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from data_access.repository import Repository
from data_access.trouble import DatabaseError


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
