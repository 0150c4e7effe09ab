"""One line, without a server around it: what it takes, what it leaves to the queue, and how it ends."""

import socket
import ssl
from types import SimpleNamespace

import pytest
from gevent import sleep, spawn
from gevent import socket as cooperative
from gevent.queue import JoinableQueue

from meeting import create_app
from meeting.realtime import socketio
from meeting.realtime.fanout import Fanout, SharedFanout, client_manager, expected, use_lines
from meeting.realtime.lines import FINISHING, Line, can_carry

FRAME = b"x" * 100
LARGE = b"y" * 1_000_000


@pytest.fixture
def pair():
    ours, theirs = cooperative.socketpair()
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    yield ours, theirs
    ours.close()
    theirs.close()


@pytest.fixture
def connection():
    return SimpleNamespace(upgraded=True, upgrading=False, closing=False, queue=JoinableQueue())


@pytest.fixture
def line(pair, connection):
    line = Line(pair[0], connection, patience=0.2)
    line.websocket = SimpleNamespace(connected=True)
    return line


def all_of(theirs, length):
    data = b""
    while len(data) < length:
        data += theirs.recv(65536)
    return data


def test_a_frame_goes_out_at_once(line, pair):
    assert line.offer(FRAME)
    assert pair[1].recv(1000) == FRAME


@pytest.mark.parametrize(
    "state",
    [{"upgraded": False}, {"upgrading": True}, {"closing": True}],
    ids=lambda state: next(iter(state)),
)
def test_a_connection_that_is_not_established_is_left_to_the_queue(line, connection, state):
    vars(connection).update(state)
    assert not line.offer(FRAME)


def test_what_is_queued_is_not_overtaken(line, connection):
    connection.queue.put("earlier")
    assert not line.offer(FRAME)


def test_a_websocket_that_is_closed_is_not_written_to(line):
    line.websocket.connected = False
    assert not line.offer(FRAME)


def test_a_frame_begun_is_ended_before_the_next(line, pair, connection):
    assert line.offer(LARGE)
    assert connection.queue.get_nowait() is FINISHING
    assert not line.offer(FRAME)
    writer = spawn(line.send, FRAME)
    assert all_of(pair[1], len(LARGE) + len(FRAME)) == LARGE + FRAME
    assert writer.get() == len(FRAME)
    line.finish()  # already done, by who came first
    assert line.offer(FRAME)


def test_who_waits_for_the_turn_to_write_is_not_overtaken(line, pair):
    """The reader has just answered a ping, and the writer, who waited for that, has not been woken yet."""
    line._turn.acquire()
    writer = spawn(line.send, FRAME)
    sleep(0)
    line._turn.release()
    assert not line.offer(LARGE)
    writer.get()
    assert pair[1].recv(1000) == FRAME


def test_a_tablet_that_takes_nothing_any_more_is_given_up(line, pair):
    with pytest.raises(TimeoutError):
        line.send(LARGE)
    with pytest.raises(BrokenPipeError):
        line.send(FRAME)
    assert not line.offer(FRAME)


def test_cutting_a_line_wakes_whoever_waits_on_it(line, pair):
    line._patience = 60
    writer = spawn(line.send, LARGE)
    sleep(0.05)
    line.cut()
    with pytest.raises(OSError):
        writer.get(timeout=20)


def test_a_tablet_that_is_gone_is_left_to_the_reader(line, pair):
    pair[1].close()
    line.cut()
    assert not line.offer(FRAME)


def test_a_connection_that_encrypts_or_compresses_carries_no_bare_frames(pair):
    ours = pair[0]
    assert can_carry(ours, {})
    assert not can_carry(ours, {"HTTP_SEC_WEBSOCKET_EXTENSIONS": "permessage-deflate"})
    assert not can_carry(None, {})
    with socket.socket() as bare:
        wrapped = ssl.create_default_context().wrap_socket(
            bare, server_hostname="x", do_handshake_on_connect=False
        )
        assert not can_carry(wrapped, {})
        wrapped.close()


@pytest.fixture
def gevent_app(tmp_path, monkeypatch):
    """As under gunicorn, though nothing is patched here."""
    monkeypatch.setattr("meeting.realtime.monkey.is_module_patched", lambda _name: True)
    return create_app(DATA=str(tmp_path))


def test_the_libraries_are_as_the_short_way_expects(gevent_app):
    manager = socketio.server.manager
    assert type(manager) is Fanout and manager.lines is not None and manager.is_direct
    assert manager.most_queued == gevent_app.config["QUEUED_FACTS"]


def test_another_library_is_noticed_said_and_left_to_itself(gevent_app, caplog):
    server = socketio.server
    server.manager.lines = None
    server.eio._async = {**server.eio._async, "websocket": object}
    assert [what for what, is_there in expected(server.eio).items() if not is_there] == [
        "Engine.IO's WebSockets"
    ]
    use_lines(gevent_app, server)
    assert server.manager.lines is None and server.eio._async["websocket"] is object
    assert "facts are sent the slow way" in caplog.text


def test_with_a_message_queue_redis_carries_what_is_not_in_the_log(app):
    app.config["MESSAGE_QUEUE"] = "redis://localhost/0"
    assert isinstance(client_manager(app), SharedFanout)
