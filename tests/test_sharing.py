"""Tests that run beside others, and those that must be alone meanwhile."""

import threading

import pytest

from .sharing import Turns


@pytest.fixture
def turns(tmp_path):
    """Another room than the one that this very test is in."""
    files = tmp_path / "door", tmp_path / "room"
    for file in files:
        file.touch()
    return lambda: Turns(*files)


class Neighbour(threading.Thread):
    """Another process, as far as the locks go: does one thing when it is let in, then leaves."""

    def __init__(self, turns, does):
        super().__init__(daemon=True)
        self.does, self.turns = does, turns
        self.start()

    def run(self):
        self.turns.enter()
        self.does()
        self.turns.leave()


def test_two_are_in_the_room_together(turns):
    both = threading.Barrier(2)
    neighbours = [Neighbour(turns(), lambda: both.wait(timeout=20)) for _ in range(2)]
    for neighbour in neighbours:
        neighbour.join(timeout=20)
    assert not both.broken


def test_whoever_wants_to_be_alone_waits_for_the_others_and_keeps_out_who_comes_later(turns):
    done, inside, may_go = [], threading.Event(), threading.Event()

    def first():
        inside.set()
        assert may_go.wait(timeout=20)
        done.append("first")

    earlier = Neighbour(turns(), first)
    assert inside.wait(timeout=20)
    threading.Timer(0.05, may_go.set).start()
    mine = turns()
    mine.enter()
    with mine.alone():
        later = Neighbour(turns(), lambda: done.append("later"))
        later.join(timeout=0.2)
        done.append("alone")
    later.join(timeout=20)
    earlier.join(timeout=20)
    mine.leave()
    assert done == ["first", "alone", "later"]
