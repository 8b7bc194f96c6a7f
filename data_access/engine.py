"""The read-only engine: which database an address means, and who opens it."""

from __future__ import annotations

from sqlalchemy import Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from data_access import postgres, sqlite
from data_access.address import AT_SIGN, has_bare_at
from data_access.trouble import AtSignError, SettingError

FORMS = "use sqlite:///path/to/file or postgresql://user:password@host/name"


def read_only_engine(database_url: str, timeout_s: float = 10.0) -> Engine:
    """Make the engine that everything is read through.

    Parameters
    ----------
    database_url : str
        `sqlite:///path` or `postgresql://user:password@host:port/name`.
    timeout_s : float
        Seconds a statement may take.

    Returns
    -------
    sqlalchemy.Engine
        Connects when first used.

    Raises
    ------
    SettingError
        The URL is not one we can read, `AtSignError` where an @ of the password is not escaped; the message does not
        repeat it, since it may hold a password.
    DatabaseError
        `missing_file` when there is no such SQLite file, `folder` where it is one.
    """
    if has_bare_at(database_url):
        raise AtSignError("HAMGAM_DATABASE_URL", AT_SIGN)
    try:
        url = make_url(database_url)
    except (ArgumentError, ValueError):  # the latter for a port that is no number
        raise SettingError("HAMGAM_DATABASE_URL", f"not a database URL; {FORMS}") from None
    if url.get_backend_name() == "sqlite":
        return sqlite.open_file(url, timeout_s)
    if url.get_backend_name() in postgres.NAMES:
        return postgres.open_server(url, timeout_s)
    raise SettingError("HAMGAM_DATABASE_URL", f"{url.get_backend_name()} is not supported; {FORMS}")
