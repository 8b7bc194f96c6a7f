"""What may be read in this run: decided by `ui.access` before anything is read, and known to the threads of the run."""

from __future__ import annotations

from contextvars import ContextVar

from domain.grants import Scope

_SCOPE: ContextVar[Scope | None] = ContextVar("scope", default=None)


class Undecided(RuntimeError):
    """Something would be read before it was decided for whom."""


def enter(scope: Scope) -> None:
    """Read this and no more until the end of the run."""
    _SCOPE.set(scope)


def leave() -> None:
    """Read nothing until it is decided anew."""
    _SCOPE.set(None)


def current() -> Scope:
    """Return what may be read; `Undecided` where nobody has said."""
    known = _SCOPE.get()
    if known is None:
        raise Undecided("nothing is read before it is decided for whom")
    return known
