"""The year whose areas a page shows: that of its view, decided by the page and known to the threads of its run.

A page that is of no year, or of the newest one, shows the areas of the as-of date.
"""

from __future__ import annotations

from contextvars import ContextVar

import streamlit as st

from domain.selection import Options, Selection

# The year; for a page where it is decided what to do none, whatever year its views are of.
TODAY = 0
# How the key of what is of a year's areas ends; no name of a version has a line break.
MARK = "\nof "
_YEAR: ContextVar[int | None] = ContextVar("divisions", default=None)
_LAST = "hg_divisions"


def begin() -> None:
    """Show the areas of the as-of date until the page says otherwise."""
    _enter(None)


def of_today() -> None:
    """Show the areas of the as-of date in every year."""
    _enter(TODAY)


def of(selection: Selection, options: Options) -> None:
    """Show the areas of a view's year until the end of the run, and in the parts of the page that run by themselves."""
    _enter(selection.period if selection.period in options.areas_then else None)


def of_link(selection: Selection, options: Options) -> None:
    """Show the areas of a view's year where there is no session, or for a moment within a page of today."""
    _YEAR.set(selection.period if selection.period in options.changed else None)


def go_on() -> None:
    """Show the areas that the session's last run showed."""
    _YEAR.set(st.session_state.get(_LAST))


def enter(year: int | None) -> None:
    """Show the areas of a year where there is no session: a file is made, or a page ahead of its readers."""
    _YEAR.set(year)


def entered() -> int | None:
    """Return what to enter where there is no session."""
    return _YEAR.get()


def current() -> int | None:
    """Return the year whose areas are shown; None for those of the as-of date."""
    return _YEAR.get() or None


def are_of_today() -> bool:
    """Tell whether each year stands on the areas of the as-of date."""
    return _YEAR.get() == TODAY


def marked(key: str) -> str:
    """Return the key of what is read on the areas shown."""
    return f"{key}{MARK}{current()}" if current() else key


def unmarked(key: str) -> str:
    """Return the key of the same on the areas of the as-of date."""
    return key.partition(MARK)[0]


def _enter(year: int | None) -> None:
    st.session_state[_LAST] = year
    _YEAR.set(year)
