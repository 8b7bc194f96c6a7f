"""The watch over the database, with a clock and a database of the test's own."""

import threading
from datetime import date

import pytest

from data_access.trouble import DatabaseError, SettingError
from measures.source import Version
from ui import watch
from ui.watch import NotRead, Watch


class World:
    """A clock, and a database that answers, fails or takes its time as told."""

    def __init__(self):
        self.now, self.looks, self.name, self.error, self.takes = 100.0, 0, "v1", None, 0.0

    def monotonic(self):
        return self.now

    def look(self):
        self.looks += 1
        self.now += self.takes
        if self.error:
            raise self.error
        return Version(self.name, date(2026, 2, 15))

    def read(self):
        if self.error:
            raise self.error
        return "rows"


@pytest.fixture
def world(monkeypatch):
    made = World()
    monkeypatch.setattr(watch, "time", made)
    return made


AWAY = DatabaseError("no_connection", "dataset: nobody there")


def test_between_two_looks_nothing_is_asked(world):
    watching = Watch(world.look)
    for _ in range(5):
        assert (watching.version().name, watching.trouble()) == ("v1", None)
    assert world.looks == 1
    world.now += watch.LOOK_EVERY_S
    world.name = "v2"
    assert watching.version().name == "v2"
    assert world.looks == 2


def test_pages_that_nobody_touches_ask_once_for_all_of_them(world):
    watching = Watch(world.look)
    watching.version()
    world.now += 26
    assert watching.noticed(27).name == "v1"  # the page's own look was a short time ago
    world.name = "v2"
    world.now += 1
    assert [watching.noticed(27).name for _session in range(50)] == ["v2"] * 50
    assert world.looks == 2


def test_a_database_that_is_away_is_asked_no_more_often_by_pages_that_nobody_touches(world):
    watching = Watch(world.look)
    watching.version()
    world.error = AWAY
    for _tick in range(8):
        world.now += 10
        assert watching.noticed(27).name == "v1"
    assert world.looks == 3
    assert Watch(world.look).noticed(27) is None  # there has been no answer yet


def test_a_page_that_nobody_touches_waits_a_moment_only_and_finds_the_answer_the_next_time(world, monkeypatch):
    monkeypatch.setattr(watch, "SHORT_S", 0.01)
    watching, answer, answered = Watch(world.look), threading.Event(), threading.Event()
    watching.version()

    def slow():
        assert answer.wait(5)
        answered.set()
        return Version("v2", date(2026, 2, 15))

    watching._look = slow
    world.now += 30
    assert watching.noticed(27).name == "v1"
    answer.set()
    assert answered.wait(5)
    with watching._asking:
        assert watching.noticed(27).name == "v2"


def test_when_the_database_goes_away_the_last_version_stays_with_the_time_of_its_answer(world):
    watching = Watch(world.look)
    watching.version()
    answered = watching._last_answer
    world.error = AWAY
    world.now += watch.LOOK_EVERY_S
    assert watching.version().name == "v1"
    trouble = watching.trouble()
    assert (trouble.error, trouble.last_answer) == (AWAY, answered)
    with pytest.raises(NotRead) as error:
        watching.read(world.read)
    assert (error.value.kind, error.value.detail) == ("not_read", AWAY.detail)


def test_it_is_over_with_the_first_answer(world):
    watching = Watch(world.look)
    watching.version()
    world.error = AWAY
    world.now += watch.LOOK_EVERY_S
    assert watching.trouble()
    world.error = None
    assert watching.trouble() is None
    assert watching.read(world.read) == "rows"


def test_a_look_that_took_long_to_fail_is_not_repeated_at_once(world):
    watching = Watch(world.look)
    watching.version()
    world.now += watch.LOOK_EVERY_S
    world.error, world.takes = AWAY, 5.0
    for _ in range(4):
        assert watching.version().name == "v1"
    assert world.looks == 2
    world.now += 9.9
    assert watching.trouble()
    assert world.looks == 2
    world.now += 0.2
    assert watching.trouble()
    assert world.looks == 3


def test_a_look_that_fails_at_once_is_repeated_at_the_next_question(world):
    watching = Watch(world.look)
    world.error, world.takes = AWAY, 0.9
    for looks in (1, 2, 3):
        assert watching.trouble()
        assert world.looks == looks


def test_a_pause_is_never_longer_than_agreed(world):
    watching = Watch(world.look)
    world.error, world.takes = AWAY, 60.0
    assert watching.trouble()
    world.now += watch.LONGEST_PAUSE_S
    assert watching.trouble()
    assert world.looks == 2


def test_without_any_answer_the_trouble_itself_is_raised(world):
    world.error = DatabaseError("bad_data", "dataset has 0 rows, not one")
    watching = Watch(world.look)
    with pytest.raises(DatabaseError, match="bad_data: dataset has 0 rows"):
        watching.version()
    assert watching.trouble().last_answer is None


@pytest.mark.parametrize(("kind", "away"), [("no_connection", True), ("timeout", False), ("bad_data", False)])
def test_a_read_that_fails_is_trouble_only_when_the_database_is_away(world, kind, away):
    watching = Watch(world.look)
    watching.version()
    world.error = DatabaseError(kind, "population: x")
    with pytest.raises(DatabaseError) as error:
        watching.read(world.read)
    assert error.value.kind == kind
    assert (watching.trouble() is not None) is away


def test_a_setting_that_is_wrong_is_no_trouble_of_the_database(world):
    world.error = SettingError("HAMGAM_DATABASE_URL", "x")
    with pytest.raises(SettingError):
        Watch(world.look).version()


def test_while_one_thread_asks_the_others_go_on_with_what_is_known(world):
    asked, answer = threading.Event(), threading.Event()
    watching = Watch(world.look)
    watching.version()
    world.now += watch.LOOK_EVERY_S

    def slow():
        asked.set()
        assert answer.wait(5)
        return Version("v2", date(2026, 2, 15))

    watching._look = slow
    thread = threading.Thread(target=watching.version)
    thread.start()
    assert asked.wait(5)
    assert watching.version().name == "v1"
    answer.set()
    thread.join()
    assert watching.version().name == "v2"


def test_what_is_due_to_be_read_anew_is_read_before_anybody_is_shown_it(world):
    """Somebody who asks meanwhile gets what was read before, at once; the thread that reads gets the new version."""
    stamps, gate, seen = iter("ab"), threading.Event(), []

    def prepare():
        seen.append((watching.version().stamp, watching.is_fresh()))
        assert gate.wait(10)

    watching = Watch(lambda: Version("v1", date(2026, 2, 15), stamp=next(stamps)), prepare)
    assert watching.version().stamp == "a"
    world.now += watch.LOOK_EVERY_S
    assert watching.version().stamp == "a"
    gate.set()
    watching._preparing.join(10)
    assert seen == [("b", True)]
    assert watching.version().stamp == "b"


def test_another_data_version_is_shown_at_once(world):
    watching = Watch(world.look, lambda: None)
    watching.version()
    world.now += watch.LOOK_EVERY_S
    world.name = "v2"
    assert watching.version().name == "v2"
    assert watching._preparing is None


def test_what_cannot_be_read_anew_leaves_what_was_read_before(world, caplog):
    stamps = iter("abc")

    def prepare():
        watching.read(world.read)

    def look():
        return Version("v1", date(2026, 2, 15), stamp=next(stamps))

    watching = Watch(look, prepare)
    watching.version()
    world.error = AWAY
    world.now += watch.LOOK_EVERY_S
    watching.version()
    watching._preparing.join(10)
    assert watching._version.stamp == "a"
    assert "could be read anew" in caplog.text
    world.error = None
    world.now += watch.AFTER_READ_S
    watching.version()  # the next look begins anew
    watching._preparing.join(10)
    assert watching.version().stamp == "c"


@pytest.mark.parametrize("error", [DatabaseError("bad_data", "population: persons"), KeyError("geometry")])
def test_what_has_a_fault_is_shown_all_the_same_and_tells_it_in_its_place(world, caplog, error):
    stamps = iter("ab")

    def prepare():
        raise error

    watching = Watch(lambda: Version("v1", date(2026, 2, 15), stamp=next(stamps)), prepare)
    watching.version()
    world.now += watch.LOOK_EVERY_S
    watching.version()
    watching._preparing.join(10)
    assert watching.version().stamp == "b"
    assert watching.trouble() is None
    assert "could be read anew" in caplog.text


def test_a_data_version_that_came_meanwhile_is_not_overwritten(world):
    versions = iter([("v1", "a"), ("v1", "b"), ("v2", "c")])
    gate = threading.Event()

    def look():
        name, stamp = next(versions)
        return Version(name, date(2026, 2, 15), stamp=stamp)

    watching = Watch(look, lambda: gate.wait(10))
    for _time in range(3):
        watching.version()
        world.now += watch.LOOK_EVERY_S
    assert watching._version.name == "v2"
    gate.set()
    watching._preparing.join(10)
    assert watching._version.name == "v2"
