"""What waits for a reading: at once where the answer is kept, left by a click, and never too many at a time."""

import threading
import time

import pytest

from data_access import progress as tables
from ui import progress


class Place:
    """The free place of a page that draws nothing and may be left."""

    is_left = False

    def until(self, answer):
        while not answer.done():
            if self.is_left:
                raise KeyboardInterrupt  # as Streamlit ends a run: of no kind that a page catches
            time.sleep(0.002)


@pytest.fixture
def place():
    place = Place()
    token = progress._WAITING.set(place)
    yield place
    progress._WAITING.reset(token)


def test_what_came_once_in_a_state_of_the_data_is_asked_for_without_a_thread(place):
    state, ran_in = ["one"], []
    waits = progress.Waits(lambda: state[0])

    @waits
    def load(number):
        ran_in.append(threading.current_thread())
        return number

    here = threading.current_thread()
    assert (load(1), load(1), load(2), load(1)) == (1, 1, 2, 1)
    assert [one is here for one in ran_in] == [False, True, False, True]
    state[0] = "two"
    load(1)
    state[0] = None  # a look at the database is due: that may take its time
    load(1)
    assert [one is here for one in ran_in[4:]] == [False, False]


def test_what_is_asked_for_at_once_may_have_to_be_made_anew_and_draws_nothing_then(place):
    waits, seen = progress.Waits(lambda: "state"), []

    @waits
    def load():
        seen.append(progress._WAITING.get())

    load()
    load()
    assert seen == [None, None]
    assert progress._WAITING.get() is place


def test_a_failure_reaches_who_waits_and_is_not_taken_for_an_answer(place):
    ran_in = []
    waits = progress.Waits(lambda: "state")

    @waits
    def load():
        ran_in.append(threading.current_thread())
        raise ValueError("no")

    for _again in range(2):
        with pytest.raises(ValueError, match="no"):
            load()
    assert threading.current_thread() not in ran_in


def test_readings_that_nobody_waits_for_are_not_begun_and_never_too_many_run_at_once(place):
    waits, gate = progress.Waits(lambda: None), threading.Event()
    running, most, begun = [], [], []

    @waits
    def load(number):
        begun.append(number)
        running.append(number)
        most.append(len(running))
        gate.wait(10)
        running.remove(number)

    for number in range(20):
        place.is_left = False
        threading.Timer(0.02, setattr, (place, "is_left", True)).start()
        with pytest.raises(KeyboardInterrupt):
            load(number)
    gate.set()
    place.is_left = False
    load(99)
    assert max(most) <= progress.READINGS
    assert begun == [*range(progress.READINGS), 99]


def test_of_two_equal_tasks_each_ends_for_itself():
    with tables.task("x", "y"):
        with tables.reading("x"):
            pass
        other = tables.task("x", "y")
        other.__enter__()
        with tables.reading("x"):
            pass
        other.__exit__(None, None, None)
        with tables.reading("y"):
            assert tables.running(None).now == "y"
    assert tables.running(None) is None
