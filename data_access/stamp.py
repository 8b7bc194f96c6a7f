"""What changes when a database's content does, without a query."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

from sqlalchemy.engine import make_url

# A server does not tell of a change: what was read of it is read anew after this time, whatever the data version says.
READ_ANEW_EVERY_S = 300


def stamp(database_url: str) -> str:
    """Return a text that changes with the content.

    Parameters
    ----------
    database_url : str

    Returns
    -------
    str
        Of a SQLite file its identity, size and time, and those of its log; of a server the count of the five minutes.
        A load that has not ended leaves the data version as it is, so the version alone would keep half of it for ever.
    """
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        return str(int(time.time()) // READ_ANEW_EVERY_S)
    parts = []
    for path in (Path(url.database), Path(f"{url.database}-wal")):
        with suppress(OSError):
            found = path.stat()
            parts.append(f"{found.st_ino}-{found.st_size}-{found.st_mtime_ns}")
    return "+".join(parts)
