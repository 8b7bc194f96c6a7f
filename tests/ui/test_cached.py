"""What is kept of an older data version goes after a while; what is kept of the current one stays."""

import pytest

from ui import cached, kept_figures


class Clock:
    now = 100.0

    def monotonic(self):
        return self.now


@pytest.fixture
def clock(monkeypatch):
    made = Clock()
    monkeypatch.setattr(cached, "time", made)
    monkeypatch.setattr(cached, "_KEPT", {})
    monkeypatch.setattr(cached, "_OLD_SINCE", {})
    monkeypatch.setattr(kept_figures, "key", lambda: "")
    return made


MADE = []


@cached.cached(20)
def square(number: int, key: str, _make: object) -> int:
    MADE.append((number, key))
    return number * number


@pytest.fixture
def asked():
    MADE.clear()
    square.clear()

    def ask(number, key):
        before = len(MADE)
        assert square(number, key, object()) == number * number
        return len(MADE) > before

    return ask


def test_what_is_of_another_version_goes_when_it_has_been_old_for_a_while(clock, asked):
    assert asked(2, "v1 a ")
    assert asked(2, "v2 b ")
    cached.drop_old("v2 b ")
    clock.now += cached.KEEP_OLD_S - 1
    cached.drop_old("v2 b ")
    assert not asked(2, "v1 a ")
    clock.now += 1
    cached.drop_old("v2 b ")
    assert asked(2, "v1 a ")
    assert not asked(2, "v2 b ")


def test_a_version_that_was_read_before_it_was_shown_is_no_old_one(clock, asked):
    assert asked(3, "v2 b ")
    cached.drop_old("v1 a ")
    clock.now += cached.KEEP_OLD_S - 1
    cached.drop_old("v2 b ")
    clock.now += 1
    cached.drop_old("v2 b ")
    assert not asked(3, "v2 b ")


def test_what_a_frozen_link_shows_is_not_dropped(clock, asked, monkeypatch):
    monkeypatch.setattr(kept_figures, "key", lambda: "link 1 1")
    assert asked(4, "v1 a ")
    for _time in range(2):
        cached.drop_old("v2 b ")
        clock.now += cached.KEEP_OLD_S
    assert not asked(4, "v1 a ")


def test_the_twin_shows_that_it_would_be_dropped_without_the_link(clock, asked):
    assert asked(5, "v1 a ")
    for _time in range(2):
        cached.drop_old("v2 b ")
        clock.now += cached.KEEP_OLD_S
    assert asked(5, "v1 a ")
