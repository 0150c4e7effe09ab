"""Tests that run beside others, and those that must be alone meanwhile."""

import threading

import pytest

from .sharing import ByFile, Turns, is_at_the_demo, pause


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


def test_files_with_an_installation_of_their_own_are_not_bound_to_the_demo():
    assert is_at_the_demo("tests/browser/test_story.py")
    assert not is_at_the_demo("tests/browser/test_reader.py")
    assert not is_at_the_demo("tests/voting/test_over_http.py")


def test_what_is_done_at_the_demo_goes_to_one_process_and_the_rest_file_by_file():
    scope = object.__new__(ByFile)._split_scope  # it wants processes to give the tests to
    assert scope("tests/browser/test_story.py::test_a") == scope("tests/browser/test_book.py::test_b")
    own = {scope(f"tests/browser/test_{name}.py::test_a") for name in ("reader", "narrowing", "story")}
    assert len(own) == 3


def test_a_long_test_lets_in_between_two_steps_whoever_waits_to_be_alone(turns, monkeypatch):
    done, mine = [], turns()
    monkeypatch.setattr("tests.sharing.turns", mine)
    mine.enter()
    waiting = threading.Event()

    def alone():
        theirs = turns()
        theirs.enter()
        waiting.set()
        with theirs.alone():
            done.append("alone")
        theirs.leave()

    other = threading.Thread(target=alone, daemon=True)
    other.start()
    assert waiting.wait(timeout=20)
    other.join(timeout=0.2)  # it holds the door shut by now, or will in a moment
    done.append("a step")
    while other.is_alive():
        pause()
    done.append("the next step")
    mine.leave()
    assert done == ["a step", "alone", "the next step"]
