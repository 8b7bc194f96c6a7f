"""The figures of a frozen share link: kept while its page is drawn once, then read in place of the database."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from data_access.trouble import DatabaseError
from domain.grants import Link
from measures.keeping import packed, unpacked
from ui import divisions, scope, stores

T = TypeVar("T")
PART = "figures"


@dataclass
class Box:
    """What was read for one link, by what was asked for; spoilt where something could not be read just now."""

    name: str
    is_open: bool
    content: dict[str, object] = field(default_factory=dict)
    is_spoilt: bool = False

    def packed(self) -> bytes:
        """Return the content as the store keeps it."""
        return packed(self.content)


_BOX: ContextVar[Box | None] = ContextVar("box", default=None)


def enter(box: Box | None) -> None:
    """Read from a box, into an open one, or from the database, until the end of the run."""
    _BOX.set(box)


def current() -> Box | None:
    """Return what this run reads from; None for the database."""
    scope.current()  # decides it too
    return _BOX.get()


def spoil() -> None:
    """Note that a part of the page that is being kept could not be drawn."""
    box = _BOX.get()
    if box is not None and box.is_open:
        box.is_spoilt = True


def key() -> str:
    """Return what everything made from a box is kept under; empty for the database."""
    box = current()
    return box.name if box else ""


def through(asked: Hashable, read: Callable[[], T]) -> T:
    """Read something: from the box where it is closed, which holds nothing else than what its page once asked for."""
    box = current()
    if box is None:
        return read()
    year = divisions.current()
    name = repr(asked if year is None else (asked, year))
    if box.is_open:
        box.content[name] = read()
    if name not in box.content:
        raise DatabaseError("not_shared", f"a frozen link does not hold {name}")
    kept: T = box.content[name]  # type: ignore[assignment]  # what was read under this name
    return kept


def of(link: Link) -> Box | None:
    """Return the box of a frozen link; None for a live one. `StoreError` and `ValueError` where there is none."""
    return _read(link.id, link.version) if link.grant.frozen else None


@lru_cache(maxsize=20)
def _read(link_id: str, version: int) -> Box:
    return Box(f"link {link_id} {version}", False, unpacked(stores.store().frozen(link_id)[PART]))
