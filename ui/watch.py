"""Watches whether the database answers, and remembers its last answer so that pages can go on with what they have."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from threading import Lock, Thread
from typing import TypeVar

from data_access import progress
from data_access.trouble import DatabaseError
from measures.source import Version
from ui.log import LOG

# A new data version is noticed within this time; between two looks a page makes no query at all.
LOOK_EVERY_S = 20.0
# A look that fails at once is repeated at the next question; after one that kept somebody waiting all go on without
# asking for so many times as long.
QUICK_S, PATIENCE, LONGEST_PAUSE_S, AFTER_READ_S = 1.0, 2.0, 20.0, 1.0
# So long a page that nobody touches waits for an answer; one that takes longer it finds the next time.
SHORT_S = 0.5
LOOKED_AT = ("dataset", "source of protected counts")
# Trouble of one query is told in its place; these say that the database itself is away.
AWAY = frozenset({"no_connection", "missing_file", "folder", "locked", "unreadable"})
T = TypeVar("T")
# In the thread that reads a version before anybody is shown it, that version.
_COMING: ContextVar[Version | None] = ContextVar("coming", default=None)


class NotRead(DatabaseError):
    """What is asked for had not been read before the database went away."""

    def __init__(self, cause: DatabaseError) -> None:
        super().__init__("not_read", cause.detail)


@dataclass(frozen=True)
class Trouble:
    """The database does not answer; `last_answer` is when it last did, None when it never has."""

    error: DatabaseError
    last_answer: datetime | None


class Watch:
    """Asks for the data version now and then; one thread asks, and the others go on with the last answer meanwhile.

    Data is read anew though its version has the same name: a server's every few minutes, a file's when it was written.
    `prepare` does so in a thread of its own, and nobody waits for it.
    """

    def __init__(self, look: Callable[[], Version], prepare: Callable[[], None] | None = None) -> None:
        self._look = look
        self._prepare = prepare
        self._preparing: Thread | None = None
        self._asking = Lock()
        self._version: Version | None = None
        self._last_answer: datetime | None = None
        self._error: DatabaseError | None = None
        self._next_look = 0.0
        self._looked_at = float("-inf")

    def version(self) -> Version:
        """Return the data version, in times of trouble the last one known."""
        coming = _COMING.get()
        if coming is not None:
            return coming
        self._look_if_due()
        if self._version is not None:
            return self._version
        error = self._error or DatabaseError("no_connection", "no answer yet")
        raise DatabaseError(error.kind, error.detail, error.table)

    def trouble(self) -> Trouble | None:
        """Return what is wrong, if anything is."""
        self._look_if_due()
        return None if self._error is None else Trouble(self._error, self._last_answer)

    def read(self, act: Callable[[], T], *tables: str) -> T:
        """Read something that is not kept yet; in times of trouble say so at once instead of waiting again.

        `tables` are all that it reads, in order, so that whoever waits can be told how far it is.
        """
        if self._error is not None and self._version is not None:
            raise NotRead(self._error)
        try:
            with progress.task(*tables):
                result = act()
        except DatabaseError as error:
            if error.kind in AWAY:
                self._failed(error, AFTER_READ_S)
            raise
        self._last_answer = datetime.now()
        return result

    def is_fresh(self) -> bool:
        """Tell whether the next answer needs no look at the database."""
        return _COMING.get() is not None or time.monotonic() < self._next_look

    def noticed(self, oldest_s: float) -> Version | None:
        """Return the data version for a page that nobody touches: asked for once in `oldest_s`, whoever asks.

        Nobody waits for it, and a database that is away is not asked more often.
        """
        if time.monotonic() - self._looked_at >= oldest_s:
            asking = Thread(target=self._look_if_older, args=(oldest_s,), name="look", daemon=True)
            asking.start()
            asking.join(SHORT_S)
        return self._version

    def _look_if_older(self, oldest_s: float) -> None:
        if self._asking.acquire(blocking=False):
            try:
                if time.monotonic() - self._looked_at >= oldest_s:
                    self._look_now()
            finally:
                self._asking.release()

    def look_again(self) -> None:
        """Ask anew at the next question: what was read does not fit the data version that is known."""
        self._next_look = 0.0

    def _look_if_due(self) -> None:
        if time.monotonic() < self._next_look or not self._asking.acquire(blocking=self._version is None):
            return
        try:
            if time.monotonic() >= self._next_look:
                self._look_now()
        finally:
            self._asking.release()

    def _look_now(self) -> None:
        self._looked_at = started = time.monotonic()
        try:
            with progress.task(*LOOKED_AT):
                version = self._look()
        except DatabaseError as error:
            took_s = time.monotonic() - started
            self._failed(error, took_s * PATIENCE if took_s > QUICK_S else 0.0)
            return
        if self._error is not None:
            LOG.warning("the database answers again")
        self._last_answer, self._error = datetime.now(), None
        self._next_look = time.monotonic() + LOOK_EVERY_S
        known = self._version
        if self._prepare is None or known is None or known.name != version.name or known == version:
            self._version = version
        elif self._preparing is None or not self._preparing.is_alive():
            self._preparing = Thread(target=self._read_anew, args=(version,), name="read-anew", daemon=True)
            self._preparing.start()

    def _read_anew(self, version: Version) -> None:
        """Read a version, then show it; what cannot be read of it is told in its place, as of any version."""
        known = self._version
        _COMING.set(version)
        try:
            if self._prepare is not None:
                self._prepare()
        except DatabaseError as error:
            LOG.warning("not all of the data could be read anew: %s", error)
            if error.kind in AWAY:
                return
        except Exception:
            LOG.exception("not all of the data could be read anew")
        with self._asking:
            if self._version is known:  # else another data version came meanwhile
                self._version = version

    def _failed(self, error: DatabaseError, pause_s: float) -> None:
        if self._error is None:
            LOG.warning("the database does not answer: %s", error)
        self._error = error
        self._next_look = time.monotonic() + min(pause_s, LONGEST_PAUSE_S)
