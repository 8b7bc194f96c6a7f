"""While the database takes its time: the page's outline, then words on how far the reading is; menu and links go on."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from functools import wraps
from html import escape
from threading import BoundedSemaphore, Thread
from typing import ParamSpec, TypeVar

import streamlit as st

from data_access import progress as tables
from ui.log import LOG
from wording import formats, i18n, table_names
from wording.i18n import _

T = TypeVar("T")
P = ParamSpec("P")

# What is there sooner than this shows no outline; words come when a reader begins to wonder.
GRACE_S, WORDS_S, LONG_S = 0.3, 1.0, 8.0
# Late in a run an answer within this time is still no waiting.
INSTANT_S = 0.25
# Each time a message goes out a click on another page or language takes effect.
STEP_S = 0.25
# Readings at once, of all sessions: fewer than PostgreSQL's pool has connections. More wait for their turn.
READINGS = 6
# A call of those that are asked for at once is forgotten with all others beyond so many.
KNOWN_AT_MOST = 5000
OUTLINES = {
    "": "overview",
    "gap_map": "map",
    "compare": "map",
    "education": "charts",
    "health": "charts",
    "livelihoods": "charts",
    "area": "area",
    "meetings": "sheets",
    "data": "sheets",
    "sharing": "sheets",
    "audit": "sheets",
}
BLOCKS = {"overview": 10, "map": 3, "charts": 5, "area": 5, "sheets": 4}


_ROOM = BoundedSemaphore(READINGS)


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


class Waits:
    """Decorates what loads, so that a page can show how far it is, and be left, while a thread of its own loads.

    Parameters
    ----------
    settled : callable
        Returns what tells one state of the data from another while a look at the database is not due; else None. What
        has come once in that state is kept, and is asked for at once: a thread costs more than the answer then.
    """

    def __init__(self, settled: Callable[[], Hashable | None]) -> None:
        self._settled = settled
        self._known: set[Hashable] = set()

    def __call__(self, load: Callable[P, T]) -> Callable[P, T]:
        """Return the same, which waits."""

        @wraps(load)
        def wrapped(*args: P.args, **kwargs: P.kwargs) -> T:
            waiting = _WAITING.get()
            if waiting is None:  # nobody looks, or this is such a thread already
                return load(*args, **kwargs)
            state, call = self._settled(), _call(load, args, kwargs)
            if state is not None and (state, call) in self._known:
                return _at_once(lambda: load(*args, **kwargs))
            result = _in_a_thread(lambda: load(*args, **kwargs), waiting)
            self._remember(self._settled(), call)
            return result

        return wrapped

    def _remember(self, state: Hashable | None, call: Hashable) -> None:
        if len(self._known) > KNOWN_AT_MOST:
            self._known.clear()
        if state is not None:
            self._known.add((state, call))


def _call(load: Callable[..., object], args: tuple[object, ...], kwargs: dict[str, object]) -> Hashable:
    """Return what tells one call from another as the caches do: a function counts by its name."""
    given = [*args, *(kwargs[name] for name in sorted(kwargs))]
    names = tuple(getattr(one, "__qualname__", one) for one in given)
    return load.__qualname__, i18n.language(), names


def _at_once(load: Callable[[], T]) -> T:
    """Load here, and draw nothing: inside a cached function, which may have to make anew, nothing may be drawn."""
    token = _WAITING.set(None)
    try:
        return load()
    finally:
        _WAITING.reset(token)


def _in_a_thread(load: Callable[[], T], waiting: Waiting) -> T:
    answer: Future[T] = Future()
    context = copy_context()
    context.run(_WAITING.set, None)
    context.run(tables.ASKER.set, waiting)
    Thread(target=context.run, args=(_fill, answer, load), name="reading", daemon=True).start()
    try:
        waiting.until(answer)
    except BaseException:  # Streamlit ends a run so: the reader has gone elsewhere
        if not answer.cancel():
            answer.add_done_callback(_tell_failure)
        raise
    return answer.result()


def _fill(answer: Future[T], load: Callable[[], T]) -> None:
    with _ROOM:
        if not answer.set_running_or_notify_cancel():  # nobody waits any more, and nothing was begun
            return
        try:
            answer.set_result(load())
        except BaseException as error:  # the waiting thread raises it
            answer.set_exception(error)


def _tell_failure(answer: Future[T]) -> None:
    """Write down what went wrong where nobody waits any more to be told."""
    if (error := answer.exception()) is not None:
        LOG.warning("a reading that nobody waits for any more failed: %s", error)


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
