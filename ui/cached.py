"""A cache by data version: what was read of an older version goes after a while, since it would fill the memory."""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import ParamSpec, TypeVar

import streamlit as st

from ui import kept_figures

P = ParamSpec("P")
T = TypeVar("T")

# A page that is being drawn, or that somebody goes back to, still has what it was made of.
KEEP_OLD_S = 600.0
_KEPT: dict[str, set[tuple[Callable[..., None], tuple[Hashable, ...]]]] = {}
_OLD_SINCE: dict[str, float] = {}
_LOCK = Lock()


def cached(max_entries: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep what a function returns for all sessions; its parameter `key` names the data version."""

    def made(read: Callable[P, T]) -> Callable[P, T]:
        names = list(inspect.signature(read).parameters)
        place = names.index("key")

        @wraps(read)
        def noted(*args: P.args, **kwargs: P.kwargs) -> T:
            found = read(*args, **kwargs)
            # What is hidden from the key by its name is not needed to find the entry, and may hold much.
            found_by = tuple(None if name.startswith("_") else one for name, one in zip(names, args, strict=True))
            _note(str(args[place]), kept.clear, found_by)
            return found

        kept = st.cache_resource(max_entries=max_entries, show_spinner=False)(noted)
        return kept

    return made


def _note(key: str, clear: Callable[..., None], args: tuple[Hashable, ...]) -> None:
    if kept_figures.key():  # a frozen link's figures are of the version that they were kept of
        return
    with _LOCK:
        _KEPT.setdefault(key, set()).add((clear, args))


def drop_old(current: str) -> None:
    """Drop what has been of another version than the current one for a while; `current` is how its keys begin."""
    now = time.monotonic()
    with _LOCK:
        for key in _KEPT:
            if key.startswith(current):
                _OLD_SINCE.pop(key, None)
            else:
                _OLD_SINCE.setdefault(key, now)
        due = [key for key, since in _OLD_SINCE.items() if now - since >= KEEP_OLD_S]
        entries = [entry for key in due for entry in _KEPT.pop(key, ())]
        for key in due:
            del _OLD_SINCE[key]
    for clear, args in entries:
        clear(*args)
