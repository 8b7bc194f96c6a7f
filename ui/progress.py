"""While the database takes its time: the page's outline, then words on how far the reading is; menu and links go on."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from functools import wraps
from html import escape
from threading import Thread
from typing import ParamSpec, TypeVar

import streamlit as st

from data_access import progress as tables
from ui import formats, table_names
from ui.i18n import _

T = TypeVar("T")
P = ParamSpec("P")

# What is there sooner than this shows no outline; words come when a reader begins to wonder.
GRACE_S, WORDS_S, LONG_S = 0.3, 1.0, 8.0
# Late in a run an answer within this time is still no waiting.
INSTANT_S = 0.25
# Each time a message goes out a click on another page or language takes effect.
STEP_S = 0.25
OUTLINES = {
    "": "overview",
    "gap_map": "map",
    "compare": "map",
    "education": "charts",
    "health": "charts",
    "livelihoods": "charts",
    "area": "area",
    "data": "sheets",
}
BLOCKS = {"overview": 10, "map": 3, "charts": 5, "area": 5, "sheets": 4}


class Waiting:
    """The free place of a page where it says that it waits, and since when it does."""

    def __init__(self, page: str, part: str) -> None:
        self._page = page
        with st.container(key=f"aside:{part}"):
            self._outline, self._words = st.empty(), st.empty()
        self._since = time.monotonic()
        self._is_drawn = False

    def until(self, answer: Future[T]) -> None:
        """Wait for an answer; draw what the reader sees meanwhile. A click in the browser ends this."""
        patience = max(INSTANT_S, GRACE_S - (time.monotonic() - self._since))
        while not wait([answer], patience).done:
            self._draw()
            patience = STEP_S

    def over(self) -> None:
        """Take away what was drawn."""
        if self._is_drawn:
            self._outline.empty()
            self._words.empty()

    def _draw(self) -> None:
        if not self._is_drawn:
            self._is_drawn = True
            self._outline.html(outline(self._page))
        waited_s = time.monotonic() - self._since
        if waited_s < WORDS_S:
            self._words.empty()
        else:
            self._words.html(words(tables.running(self), waited_s))


_WAITING: ContextVar[Waiting | None] = ContextVar("waiting", default=None)


@contextmanager
def shown(page: str, part: str = "page") -> Iterator[None]:
    """Keep a place for waiting in this run of a page, or of a fragment of it (`part`) that reads by itself."""
    waiting = Waiting(page, part)
    if _WAITING.get() is not None:
        # A part of a page that runs as a whole: the page's own place is used, this one stands for later runs.
        yield
        return
    token = _WAITING.set(waiting)
    try:
        yield
        waiting.over()
    finally:
        _WAITING.reset(token)


def waited_for(load: Callable[P, T]) -> Callable[P, T]:
    """Let a page show how far it is, and be left, while this loads in a thread of its own."""

    @wraps(load)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> T:
        waiting = _WAITING.get()
        if waiting is None:  # nobody looks, or this is such a thread already
            return load(*args, **kwargs)
        answer: Future[T] = Future()
        context = copy_context()
        context.run(_WAITING.set, None)
        context.run(tables.ASKER.set, waiting)
        asked = (_fill, answer, lambda: load(*args, **kwargs))
        Thread(target=context.run, args=asked, name="reading", daemon=True).start()
        waiting.until(answer)
        return answer.result()

    return wrapped


def _fill(answer: Future[T], load: Callable[[], T]) -> None:
    try:
        answer.set_result(load())
    except BaseException as error:  # the waiting thread raises it
        answer.set_exception(error)


def outline(page: str) -> str:
    """Return the grey shapes of a page as HTML."""
    kind = OUTLINES.get(page, "map")
    return (
        f'<div class="hg-outline hg-outline-{kind}" aria-hidden="true"><b></b><b></b><div>'
        f"{'<i></i>' * BLOCKS[kind]}</div></div>"
    )


def words(task: tables.Task | None, waited_s: float) -> str:
    """Say what is being read and how far that is, as HTML."""
    if task is None:
        told, bar = _("Preparing the page"), ""
    else:
        place, total = task.place, len(task.tables)
        told = _("Reading: {what} ({number} of {total})").format(
            what=table_names.name(task.now), number=formats.number(place), total=formats.number(total)
        )
        bar = f'<progress max="{total}" value="{place - 0.5}" aria-label="{escape(told)}"></progress>'
    late = _("This takes longer than usual. Pages and views that were shown before open meanwhile.")
    more = f"<small>{escape(late)}</small>" if waited_s > LONG_S else ""
    return f'<div class="hg-progress" role="status"><span>{escape(told)}</span>{bar}{more}</div>'
