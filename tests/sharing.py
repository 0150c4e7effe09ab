"""All tests run in two processes; a file or a choice of tests in one, which starts sooner. Who runs what, and when one
must be alone: a plugin of `conftest.py`.

Files are given out whole, for a file's tests share a server or an application. Everything that needs a browser goes
to one process, and first, for it takes longest: so there is one Chromium and one demo meeting, as always.
"""

import fcntl
import os
from contextlib import contextmanager
from pathlib import Path

import pytest
from xdist.scheduler import LoadFileScheduling

BROWSER = "tests/browser/"
# Locked, never written: two files that are always there.
DOOR, ROOM = Path(__file__), Path(__file__).with_name("conftest.py")


def pytest_xdist_auto_num_workers(config):
    """How many processes, where none are asked for by -n; 0 is this one."""
    chosen = config.option.keyword or config.option.markexpr or config.getoption("lf", default=False)
    everything = config.args_source == pytest.Config.ArgsSource.TESTPATHS and not chosen
    return 2 if everything and len(os.sched_getaffinity(0)) > 1 else 0


class ByFile(LoadFileScheduling):
    def _split_scope(self, nodeid):
        return BROWSER if nodeid.startswith(BROWSER) else super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(config, log):
    config.option.loadscopereorder = False  # in the order below, not the file with the most tests first
    return ByFile(config, log)


def pytest_collection_modifyitems(items):
    if is_shared():
        items.sort(key=lambda item: not item.nodeid.startswith(BROWSER))


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
