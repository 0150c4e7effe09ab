"""Many acts that call for the same count, and the count that is told at last."""

import threading

import pytest

from meeting.realtime.coalescing import AFTER_TICK_SECONDS, Coalescer, until_tick


class Clockwork:
    """Stands in for the sockets: what was put off runs when the test says so."""

    def __init__(self):
        self.later = []

    def start_background_task(self, act, *args):
        self.later.append((act, args))

    def sleep(self, _seconds):
        pass

    def run(self):
        waiting, self.later = self.later, []
        for act, args in waiting:
            act(*args)


@pytest.fixture
def settings():
    return {"COALESCE_SECONDS": 0.2}


@pytest.fixture
def clockwork():
    return Clockwork()


@pytest.fixture
def coalescer(app, clockwork):
    return Coalescer(app, clockwork)


def test_many_calls_are_one_act(coalescer, clockwork):
    done = []
    for _ in range(60):
        coalescer("vote", None, lambda session: done.append(session))
    clockwork.run()
    assert len(done) == 1


def test_a_call_that_comes_while_the_act_runs_is_not_lost(coalescer, clockwork):
    done = []

    def act(session):
        if not done:
            another = threading.Thread(target=coalescer, args=("vote", None, act))
            another.start()
            another.join()
        done.append(session)

    coalescer("vote", None, act)
    clockwork.run()
    clockwork.run()
    assert len(done) == 2


def test_an_act_that_fails_stops_no_later_one(coalescer, clockwork):
    done = []
    coalescer("vote", None, lambda session: 1 / 0)
    clockwork.run()
    coalescer("vote", None, done.append)
    clockwork.run()
    assert len(done) == 1


@pytest.mark.parametrize(("moment", "wait"), [(100.0, 5.0), (100.5, 4.5), (104.75, 0.25), (105.0, 5.0)])
def test_a_clock_that_ticks_by_itself_says_nothing_of_when_it_was_called(moment, wait):
    assert until_tick(5.0, moment) == pytest.approx(wait + AFTER_TICK_SECONDS)


def test_what_waits_for_a_tick_waits_no_fixed_time(app, clockwork):
    slept = []
    clockwork.sleep = slept.append
    coalescer = Coalescer(app, clockwork)
    coalescer("vote", None, lambda session: None)
    coalescer("secret vote", None, lambda session: None, tick=5.0)
    clockwork.run()
    assert slept[0] == 0.2
    assert AFTER_TICK_SECONDS < slept[1] <= 5.0 + AFTER_TICK_SECONDS
