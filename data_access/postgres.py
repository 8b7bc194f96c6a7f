"""A PostgreSQL server, read-only. The database itself refuses a write, in layers:

the session is read-only by default, each transaction is begun READ ONLY, and the role should have no right to write:
`manage.py role` prints the SQL that makes such a role, and a role that can write is named in the log.
"""

from __future__ import annotations

import logging
from typing import Any

from psycopg.adapt import Loader
from psycopg.types.string import TextLoader
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL

from data_access import postgis, rights

LOG = logging.getLogger("hamgam")

NAMES = frozenset({"postgresql", "postgres"})
POOL_SIZE = 4
CONNECT_TIMEOUT_S = 5
# A network that swallows packets, or a server that is gone without a word, is noticed within about this time.
SILENCE_S = 20


class _Number(Loader):
    """`numeric`, which is what the sum of a view is, as the int or float that SQLite gives."""

    def load(self, data: Any) -> int | float:  # noqa: ANN401 - a buffer of psycopg's own types
        text = bytes(data).decode()
        return int(text) if text.lstrip("-").isdigit() else float(text)


class _Day(Loader):
    """The day of a timestamp as ISO text."""

    def load(self, data: Any) -> str:  # noqa: ANN401 - a buffer of psycopg's own types
        return bytes(data)[:10].decode()


# What an office's views may hold in place of the contract's texts and numbers.
LOADERS: dict[str, type[Loader]] = {
    "date": TextLoader,
    "timestamp": _Day,
    "json": TextLoader,
    "jsonb": TextLoader,
    "numeric": _Number,
}


def driver_url(url: URL) -> URL:
    """Name the driver that is installed, whichever the address names."""
    return url.set(drivername="postgresql+psycopg")


def open_server(url: URL, timeout_s: float) -> Engine:
    """Make the engine that reads a PostgreSQL database.

    Parameters
    ----------
    url : sqlalchemy.engine.URL
    timeout_s : float
        Seconds a statement may take; the server stops it then.

    Returns
    -------
    sqlalchemy.Engine
        A small pool; a connection that died is replaced before it is used.
    """
    engine = create_engine(
        driver_url(url),
        connect_args=_connect_args(url, timeout_s),
        execution_options={"postgresql_readonly": True},
        pool_size=POOL_SIZE,
        max_overflow=POOL_SIZE,
        pool_timeout=timeout_s,
        pool_pre_ping=True,
        pool_recycle=1800,
    )
    event.listen(engine, "first_connect", _look_at_rights)
    event.listen(engine, "connect", set_loaders)
    return engine


def _connect_args(url: URL, timeout_s: float) -> dict[str, Any]:
    own = url.query.get("options", "")
    own = own if isinstance(own, str) else " ".join(own)
    # Ours stand last: the last one wins, so an address cannot switch them off.
    options = {
        "default_transaction_read_only": "on",
        "statement_timeout": f"{round(timeout_s * 1000)}",
        "idle_in_transaction_session_timeout": "60000",
        "datestyle": "ISO",
    }
    return {
        "options": " ".join([own, *(f"-c {name}={value}" for name, value in options.items())]).strip(),
        "connect_timeout": CONNECT_TIMEOUT_S,
        "application_name": "hamgam",
        "keepalives_idle": SILENCE_S // 2,
        "keepalives_interval": SILENCE_S // 4,
        "keepalives_count": 2,
        "tcp_user_timeout": SILENCE_S * 1000,
    }


def set_loaders(connection: Any, _record: object) -> None:  # noqa: ANN401 - a psycopg connection, as SQLAlchemy hands it
    """Have a new connection give what an office's columns hold as the contract's texts and numbers."""
    for name, loader in LOADERS.items():
        connection.adapters.register_loader(name, loader)
    postgis.read_as_geojson(connection)


def _look_at_rights(connection: Any, _record: object) -> None:  # noqa: ANN401 - a psycopg connection
    try:
        role, found = rights.of(connection)
    except Exception:  # the look is a service; reading does not hang on it
        LOG.warning("Whether the database account can write could not be found out.", exc_info=True)
        return
    if found:
        LOG.warning(rights.warning(role, found))
