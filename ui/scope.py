"""What may be read in this run: decided by `ui.access` before anything is read, and known to the threads of the run.

A click is answered before its run begins: for whom the last run was, and no further.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

from domain.grants import Scope

_GOING_ON: list[Callable[[], None]] = []
_SCOPE: ContextVar[Scope | None] = ContextVar("scope", default=None)


class Undecided(RuntimeError):
    """Something would be read before it was decided for whom."""


def enter(scope: Scope) -> None:
    """Read this and no more until the end of the run."""
    _SCOPE.set(scope)


def leave() -> None:
    """Read nothing until it is decided anew."""
    _SCOPE.set(None)


def is_decided() -> bool:
    """Tell whether somebody has said what may be read."""
    return _SCOPE.get() is not None


def current() -> Scope:
    """Return what may be read; `Undecided` where nobody has said."""
    if _SCOPE.get() is None:
        for go_on in _GOING_ON:
            go_on()
    known = _SCOPE.get()
    if known is None:
        raise Undecided("nothing is read before it is decided for whom")
    return known


def going_on(decide: Callable[[], None]) -> None:
    """Say what enters the scope of the session's last run, if it had one, where a click is answered."""
    _GOING_ON.append(decide)
