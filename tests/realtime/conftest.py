"""A server as it runs in a council, for tests of what real sockets do."""

import os
import subprocess
import sys
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from meeting import create_app
from meeting.cli import migrate_database
from meeting.db import writing
from meeting.people.signing_in import start_sign_in
from tests import cast
from tests.live import ROOT, await_that, free_port, get

from .wire import Polling, Wire


class Loudspeaker:
    """A running server with the cast in it. `wire()` is a tablet of An's that hears everybody's room."""

    def __init__(self, port, token, room):
        self.port, self.token, self.room = port, token, room
        self.wires = []

    def wire(self, **more):
        self.wires.append(Wire(self.port, self.token, **more).open())
        return self.wires[-1]

    def polling(self):
        return Polling(self.port, self.token)


def prepared(folder):
    """(token of An's sign-in, token of Mai's, room) in a new database in the folder."""
    app = create_app(DATA=str(folder))
    with app.app_context():
        migrate_database()
        with writing() as session:
            room = cast.gather(session)
            tokens = [
                start_sign_in(session, actor.person_id, "test", hours=1) for actor in (room.an, room.mai)
            ]
    app.extensions["database"].close()
    return SimpleNamespace(an=tokens[0], mai=tokens[1], room=room)


@contextmanager
def speaking(folder, tokens, **settings):
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "--bind", f"127.0.0.1:{port}"]
    log = folder / f"{port}.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*command, "tests.realtime.loudspeaker:app"],
            cwd=ROOT,
            stdout=out,
            stderr=out,
            env={**os.environ, "MEETING_DATA": str(folder), **settings},
        )
    speaker = Loudspeaker(port, tokens.an, tokens.room)
    speaker.log = log
    try:
        await_that(lambda: process.poll() is None and answers(port), seconds=90)
        yield speaker
        assert "Traceback" not in log.read_text(), log.read_text()
    finally:
        for wire in speaker.wires:
            wire.close()
        process.terminate()
        process.wait(timeout=20)


def answers(port):
    try:
        return get(f"http://127.0.0.1:{port}/sign-in")
    except OSError:
        return False


@pytest.fixture(scope="module")
def tokens(tmp_path_factory):
    folder = tmp_path_factory.mktemp("speaking")
    tokens = prepared(folder)
    tokens.folder = folder
    return tokens


@pytest.fixture(scope="module")
def speaker(tokens):
    with speaking(tokens.folder, tokens) as speaker:
        yield speaker


@pytest.fixture(scope="module")
def tight(tokens):
    """One whose buffers take little, and that gives nobody up."""
    with speaking(tokens.folder, tokens, SEND_BUFFER="8192", MEETING_QUEUED_FACTS="100000") as speaker:
        yield speaker
