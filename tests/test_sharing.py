"""Tests that run beside others, and those that must be alone meanwhile."""

import threading

from .sharing import Turns


class Neighbour(threading.Thread):
    """Another process, as far as the locks go: does one thing when it is let in, then leaves."""

    def __init__(self, does):
        super().__init__(daemon=True)
        self.does, self.turns = does, Turns()
        self.start()

    def run(self):
        self.turns.enter()
        self.does()
        self.turns.leave()


def test_two_are_in_the_room_together():
    both = threading.Barrier(2)
    neighbours = [Neighbour(lambda: both.wait(timeout=20)) for _ in range(2)]
    for neighbour in neighbours:
        neighbour.join(timeout=20)
    assert not both.broken


def test_whoever_wants_to_be_alone_waits_for_the_others_and_keeps_out_who_comes_later():
    done, inside, may_go = [], threading.Event(), threading.Event()

    def first():
        inside.set()
        assert may_go.wait(timeout=20)
        done.append("first")

    earlier = Neighbour(first)
    assert inside.wait(timeout=20)
    threading.Timer(0.05, may_go.set).start()
    mine = Turns()
    mine.enter()
    with mine.alone():
        later = Neighbour(lambda: done.append("later"))
        later.join(timeout=0.2)
        done.append("alone")
    later.join(timeout=20)
    earlier.join(timeout=20)
    mine.leave()
    assert done == ["first", "alone", "later"]
