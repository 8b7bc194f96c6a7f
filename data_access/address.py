"""Addresses of databases as people may see and type them: no password is shown."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

AT_SIGN = "an @ in a name or a password is written %40"


def has_bare_at(database_url: str) -> bool:
    """Tell whether an @ stands in the name or the password as it is: what is behind it would pass for the server.

    Parameters
    ----------
    database_url : str

    Returns
    -------
    bool
        A path of a SQLite file may hold any number of them. Beside a / or ? in the name or the password, the @ that is
        meant stands in what looks like the path, so that all of the address counts.
    """
    scheme, _mark, rest = database_url.strip().partition("://")
    before, at_sign, after = rest.partition("@")
    return not scheme.lower().startswith("sqlite") and bool(at_sign) and ("@" in after or "/" in before)


def without_password(database_url: str) -> str:
    """Return the address of a database as it may be shown: neither password nor options, which may hold one.

    Parameters
    ----------
    database_url : str

    Returns
    -------
    str
        Empty where it is no address, or it cannot be told where its password ends.
    """
    if has_bare_at(database_url):
        return ""
    try:
        url = make_url(database_url)
    except (ArgumentError, ValueError):
        return ""
    return url.set(query={}).render_as_string(hide_password=True)


def lacks_password(database_url: str) -> bool:
    """Tell whether an address names an account of a server and no password."""
    try:
        url = make_url(database_url)
    except (ArgumentError, ValueError):
        return False
    return bool(url.username) and not url.password


def with_password(database_url: str, password: str) -> str:
    """Return the address with a password, in the form that an address takes."""
    return make_url(database_url).set(password=password).render_as_string(hide_password=False)


def absolute(database_url: str) -> str:
    """Return the address with the whole path of its SQLite file, which is the same from wherever one starts.

    Parameters
    ----------
    database_url : str

    Returns
    -------
    str
    """
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        return database_url
    return url.set(database=str(Path(url.database).resolve())).render_as_string(hide_password=False)
