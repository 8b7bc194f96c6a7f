"""Who may read what is decided before anything is read, and again at each click: where nobody decided, nothing is."""

import threading
from contextvars import Context, copy_context
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import streamlit as st

from data_access.store import Store
from data_access.trouble import StoreError
from domain.grants import EVERYTHING, Grant, NotGranted, Scope
from ui import access, audit_page, kept_figures, loaders, progress, reading, scope, sharing, stores, taking, visitors
from ui.visitors import Visitor

COUNTY = Scope(areas=("IR2310",), ways=())


def grant(**changes):
    now = datetime.now(UTC)
    usual = Grant("view", "gap_map", "", replace(COUNTY, ways=None), True, False, "en", "Office", "", now, now)
    return replace(usual, expires_at=now + timedelta(days=1), **changes)


class Address(dict):
    def to_dict(self):
        return dict(self)


@pytest.fixture
def session(monkeypatch):
    """The session of this test, a plain mapping."""
    made = {}
    monkeypatch.setattr(st, "session_state", made)
    monkeypatch.setattr(st, "query_params", Address())
    return made


@pytest.fixture
def store(tmp_path, monkeypatch):
    made = Store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    made.migrate()
    monkeypatch.setattr(stores, "_opened", lambda: made)
    return made


@pytest.fixture
def come_in(session, store):
    """Let somebody in by a link: ``come_in(downloads=False)`` returns the link."""

    def by(**changes):
        link, token = store.create(grant(**changes))
        visitors.remember(Visitor("link", link=link), token)
        scope.enter(link.grant.reading)
        return link

    return by


def undecided(act):
    """Run something where nobody has said yet for whom: in a context of its own."""
    return Context().run(act)


def test_nothing_is_read_before_it_is_decided_for_whom(session):
    for read in (scope.current, loaders.reference, loaders.boundaries, loaders.places, kept_figures.current):
        with pytest.raises(scope.Undecided):
            undecided(read)
    assert not undecided(scope.is_decided)


def test_once_it_is_decided_it_can_be_read(session):
    def decided():
        scope.enter(COUNTY)
        return scope.current()

    assert undecided(decided) == COUNTY
    with pytest.raises(scope.Undecided):
        undecided(lambda: (scope.enter(COUNTY), scope.leave(), scope.current()))


def test_a_click_is_answered_for_whom_the_last_run_was(come_in):
    link = come_in()
    assert undecided(scope.current) == link.grant.reading != EVERYTHING
    visitors.forget()
    with pytest.raises(scope.Undecided):
        undecided(scope.current)


@pytest.mark.parametrize("end", ["revoke", "rotate", "away"])
def test_whoever_may_not_be_here_any_more_is_told_by_the_whole_page(come_in, store, monkeypatch, end):
    link = come_in()
    again = []
    monkeypatch.setattr(st, "rerun", lambda: again.append(1))
    access.again()
    assert not again
    if end == "away":
        monkeypatch.setattr(stores, "_opened", lambda: (_ for _ in ()).throw(StoreError("no_connection", "away")))
    else:
        getattr(store, end)(link.id)
    monkeypatch.setattr(access, "_go_on", lambda: None)  # the real rerun ends the run before it
    access.again()
    assert again
    assert not scope.is_decided()


def test_a_sign_in_that_has_ended_ends_a_part_of_a_page_too(session, store, monkeypatch):
    again = []
    monkeypatch.setattr(st, "rerun", lambda: again.append(1))
    visitors.remember(Visitor("staff", "sara", until=datetime.now(UTC).timestamp() + 60))
    access.again()
    assert not again
    visitors.remember(Visitor("staff", "sara", until=datetime.now(UTC).timestamp() - 1))
    access.again()
    assert again


class Rerun(Exception):
    """As Streamlit ends a run that begins anew."""


@pytest.fixture
def part(monkeypatch):
    """A part of a page that runs by itself, and what it has drawn."""

    def rerun():
        raise Rerun

    monkeypatch.setattr(st, "rerun", rerun)
    monkeypatch.setattr(st, "fragment", lambda draw, **_more: draw)
    drawn = []
    return drawn, access.fragment()(lambda: drawn.append(scope.current()))


def test_a_part_of_a_page_draws_for_whoever_holds_the_link_until_it_is_withdrawn(come_in, store, part):
    link = come_in()
    drawn, draw = part
    undecided(draw)
    assert drawn == [link.grant.reading]
    store.revoke(link.id)
    with pytest.raises(Rerun):
        undecided(draw)
    assert len(drawn) == 1


def test_without_the_question_the_part_would_draw_on(come_in, store, part, monkeypatch):
    drawn, draw = part
    store.revoke(come_in().id)
    monkeypatch.setattr(access, "again", lambda: None)
    undecided(draw)
    assert drawn


def made():
    called = []
    return called, taking.at_the_click(lambda: called.append(scope.current()) or b"file", "seats.csv")


def test_a_file_is_made_for_whoever_may_take_it_and_noted(come_in, store):
    link = come_in()
    called, make = made()
    assert undecided(make) == b"file"
    assert called == [link.grant.reading]
    entry = store.entries().iloc[0]
    assert (entry["actor"], entry["action"], entry["detail"]) == (f"link {link.id}", "export", "seats.csv")


@pytest.mark.parametrize("end", ["revoke", "rotate"])
def test_a_file_is_refused_after_the_link_has_ended_and_that_is_noted(come_in, store, end):
    link = come_in()
    called, make = made()
    getattr(store, end)(link.id)
    with pytest.raises(NotGranted, match="file"):
        undecided(make)
    assert not called
    entry = store.entries().iloc[0]
    assert (entry["actor"], entry["action"], entry["detail"]) == (f"link {link.id}", "refused", "file seats.csv")


def test_a_file_is_refused_where_none_may_be_taken_also_when_a_button_was_drawn(come_in, store):
    come_in(downloads=False)
    called, make = made()
    with pytest.raises(NotGranted, match="file"):
        undecided(make)
    assert not called
    assert list(store.entries()["action"]) == ["refused"]


def test_what_a_click_makes_does_not_change_for_whom_the_thread_reads(come_in):
    come_in()
    _called, make = made()
    scope.enter(EVERYTHING)
    make()
    assert scope.current() == EVERYTHING


@pytest.fixture
def looked_at(monkeypatch):
    """A place for waiting, so that what is read is read by a thread of its own."""

    class Seen:
        def until(self, answer):
            answer.result(10)

    token = progress._WAITING.set(Seen())
    yield
    progress._WAITING.reset(token)


def test_the_threads_of_a_run_read_for_whom_the_run_is(looked_at):
    @progress.Waits(lambda: None)
    def read():
        return threading.current_thread().name, scope.current()

    scope.enter(COUNTY)
    assert read() == ("reading", COUNTY)


def test_another_thread_knows_nothing_of_it(session):
    found = []
    scope.enter(COUNTY)
    other = threading.Thread(target=lambda: found.append(scope.is_decided()))
    other.start()
    other.join()
    assert found == [False]
    assert copy_context().run(scope.current) == COUNTY


@pytest.mark.parametrize(
    ("page", "role", "is_drawn"),
    [
        *((sharing, role, role in ("staff", "admin")) for role in ("link", "viewer", "staff", "admin")),
        *((audit_page, role, role == "admin") for role in ("link", "viewer", "staff", "admin")),
    ],
)
def test_a_page_that_is_not_for_all_asks_once_more_for_whom_it_is(session, monkeypatch, page, role, is_drawn):
    drawn = []
    monkeypatch.setattr(reading, "show", lambda body, **_how: drawn.append(body))
    visitors.remember(Visitor(role))
    page.page()
    assert bool(drawn) is is_drawn
