"""Which table is being read just now, for whoever tells a waiting reader; nothing of what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from threading import Lock


@dataclass(eq=False)
class Task:
    """Something that reads several tables, one after the other; two that read the same are two.

    Attributes
    ----------
    tables : tuple of str
        All that it reads, by the names that `Repository.read` is called with.
    asker : object
        Who asked for it; what two sessions wait for is read once, so another one's task may be the answer.
    now : str
        The table that is being read; empty before the first and while something else is done.
    """

    tables: tuple[str, ...]
    asker: object = None
    now: str = ""

    @property
    def place(self) -> int:
        """Which of the tables it is, from 1; 0 where none is read."""
        return self.tables.index(self.now) + 1 if self.now in self.tables else 0


_RUNNING: list[Task] = []
_LOCK = Lock()
_TASK: ContextVar[Task | None] = ContextVar("task", default=None)
# Set by whoever waits; what is read on its behalf, in other threads too, carries it.
ASKER: ContextVar[object] = ContextVar("asker", default=None)


@contextmanager
def task(*tables: str) -> Iterator[None]:
    """Say that these tables are going to be read.

    Parameters
    ----------
    *tables : str
    """
    made = Task(tables, ASKER.get())
    token = _TASK.set(made)
    with _LOCK:
        _RUNNING.append(made)
    try:
        yield
    finally:
        with _LOCK:
            _RUNNING.remove(made)
        _TASK.reset(token)


@contextmanager
def reading(table: str) -> Iterator[None]:
    """Say that a table is being read now.

    Parameters
    ----------
    table : str
    """
    current = _TASK.get()
    if current is not None and table in current.tables:
        current.now = table
    yield


def running(asker: object) -> Task | None:
    """Return what is being read for somebody.

    Parameters
    ----------
    asker : object

    Returns
    -------
    Task or None
        The asker's own; else the newest of anybody, which the asker may be waiting for; None where nothing is read.
    """
    with _LOCK:
        known = [one for one in reversed(_RUNNING) if one.place]
    return next((one for one in known if one.asker is asker), known[0] if known else None)
