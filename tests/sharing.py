"""All tests run in two processes; a file or a choice of tests in one, which starts sooner. Who runs what, and when one
must be alone: a plugin of `conftest.py`.

Files are given out whole, for a file's tests share a server or an application. Those in a browser come first, for they
take longest. What is done to the demo meeting goes to one process: so there is one of it, and what one test leaves in
it the next one finds, as always. Files with an installation of their own go wherever there is time.
"""

import ast
import fcntl
import os
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from xdist.scheduler import LoadFileScheduling

TOP = Path(__file__).resolve().parent.parent
BROWSER = "tests/browser/"
LONG = (BROWSER, "tests/faults/", "tests/realtime/", "tests/several/", "tests/deploy/")
DEMO = "the demo in a browser"
# Locked, never written: two files that are always there.
DOOR, ROOM = Path(__file__), Path(__file__).with_name("conftest.py")


def pytest_xdist_auto_num_workers(config):
    """How many processes, where none are asked for by -n; 0 is this one."""
    chosen = config.option.keyword or config.option.markexpr or config.getoption("lf", default=False)
    everything = config.args_source == pytest.Config.ArgsSource.TESTPATHS and not chosen
    return 2 if everything and len(os.sched_getaffinity(0)) > 1 else 0


class ByFile(LoadFileScheduling):
    def _split_scope(self, nodeid):
        file = super()._split_scope(nodeid)
        return DEMO if is_at_the_demo(file) else file


@cache
def is_at_the_demo(file):
    """Whether its browsers are at the demo meeting: nothing in it takes the fixture `server`."""
    return file.startswith(BROWSER) and "server" not in arguments(TOP / file)


def arguments(path):
    """Names of all that the functions of this file are given."""
    return {node.arg for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.arg)}


def pytest_xdist_make_scheduler(config, log):
    config.option.loadscopereorder = False  # in the order below, not the file with the most tests first
    return ByFile(config, log)


def pytest_collection_modifyitems(items):
    if is_shared():
        items.sort(key=turn)


def turn(item):
    """First the demo in a browser, which is given out as one, then the rest, the longest first."""
    file, _, _ = item.nodeid.partition("::")
    is_long = [not file.startswith(folder) for folder in LONG]
    return [not is_at_the_demo(file), *is_long]


def is_shared():
    return "PYTEST_XDIST_WORKER" in os.environ


class Turns:
    """Tests are in the room together. Whoever wants it alone holds the door shut until the others have left, or they
    would go on coming in for ever."""

    def __init__(self, door=DOOR, room=ROOM):
        self.door, self.room = door.open(), room.open()

    def enter(self):
        with self._door_shut():
            fcntl.flock(self.room, fcntl.LOCK_SH)

    def leave(self):
        fcntl.flock(self.room, fcntl.LOCK_UN)

    @contextmanager
    def alone(self):
        self.leave()  # two who want it alone must not wait for each other
        with self._door_shut():
            fcntl.flock(self.room, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.flock(self.room, fcntl.LOCK_SH)

    @contextmanager
    def _door_shut(self):
        fcntl.flock(self.door, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(self.door, fcntl.LOCK_UN)


turns = Turns() if is_shared() else None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item, nextitem):
    if turns is None:
        return (yield)
    turns.enter()
    try:
        return (yield)
    finally:
        turns.leave()


def pause():
    """Between two steps a long test lets in whoever waits to be alone."""
    if turns is not None:
        turns.leave()
        turns.enter()


@pytest.fixture
def quiet():
    """`with quiet():` no other test runs meanwhile: for what is measured in seconds."""

    @contextmanager
    def quiet():
        if turns is None:
            yield
        else:
            with turns.alone():
                yield

    return quiet
