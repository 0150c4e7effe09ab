"""One line, without a server around it: what it takes, what it leaves to the queue, and how it ends."""

import socket
import ssl
import time
from types import SimpleNamespace

import engineio
import pytest
from engineio.socket import Socket
from gevent import sleep, spawn
from gevent import socket as cooperative
from gevent.queue import JoinableQueue

from meeting import create_app
from meeting.realtime import socketio
from meeting.realtime.fanout import Fanout, SharedFanout, client_manager, expected, use_lines
from meeting.realtime.lines import FINISHING, Line, LinedWebSocket, Lines, Queue, can_carry
from meeting.realtime.pacing import PacedSocket

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
    return SimpleNamespace(sid="one", queue=Queue())


@pytest.fixture
def websocket():
    return SimpleNamespace(connected=True)


@pytest.fixture
def lines():
    return Lines()


@pytest.fixture
def line(pair, connection, lines, websocket):
    line = Line(pair[0], connection, patience=0.2)
    lines.open("one", line, websocket)
    return line


@pytest.fixture
def offer(lines, line):
    """Whether the line takes the frame."""
    return lambda frame: not lines.offer(frame, ["one"])


def all_of(theirs, length):
    data = b""
    while len(data) < length:
        data += theirs.recv(65536)
    return data


def test_a_frame_goes_out_at_once(offer, pair):
    assert offer(FRAME)
    assert pair[1].recv(1000) == FRAME


def test_a_connection_that_is_not_established_is_left_to_the_queue(pair, connection, lines):
    line = Line(pair[0], connection, patience=0.2)
    line.send(FRAME)  # the handshake's answer
    assert lines.offer(FRAME, ["one"]) == ["one"]


def test_of_two_that_ask_to_be_one_connections_line_the_first_stays_it(lines, line, offer, websocket):
    ours, theirs = cooperative.socketpair()
    other = Line(ours, line._engineio, patience=0.2)
    lines.open("one", other, websocket)
    other.send(FRAME)
    lines.close("one", other)
    assert theirs.recv(1000) == FRAME
    assert offer(b"for the first")
    ours.close()
    assert theirs.recv(1000) == b""


def test_what_is_queued_is_not_overtaken(line, offer, connection, pair):
    connection.queue.put("earlier")
    assert not offer(FRAME)
    connection.queue.get()
    line.send(b"earlier")
    assert offer(FRAME)
    assert all_of(pair[1], len(FRAME) + 7) == b"earlier" + FRAME


def test_what_was_queued_before_the_line_was_open_is_not_overtaken(pair, connection, lines, websocket):
    connection.queue.put("earlier")
    line = Line(pair[0], connection, patience=0.2)
    lines.open("one", line, websocket)
    assert lines.offer(FRAME, ["one"]) == ["one"]


def test_while_something_else_is_queued_what_has_been_written_opens_no_way_past_it(line, offer, connection):
    connection.queue.put("earlier")
    line.send(b"a pong")
    assert not offer(FRAME)


def test_a_websocket_that_is_closed_is_not_written_to(line, offer, websocket):
    websocket.connected = False
    line.send(b"the answer to its last word")
    assert not offer(FRAME)


def test_after_our_last_word_nothing_is_written(lines, line, offer, connection, websocket):
    server = SimpleNamespace(ping_interval=1, ping_timeout=1)
    lined = LinedWebSocket(lines, SimpleNamespace(__self__=connection), server)
    lined.line, lined.ws = line, websocket
    websocket.close = lambda: line.send(b"bye")
    lined.close()
    assert not offer(FRAME)


def test_a_line_that_the_websocket_has_closed_is_not_written_to(line, offer):
    line.close()
    assert not offer(FRAME)


def test_a_frame_begun_is_ended_before_the_next(line, offer, pair, connection):
    assert offer(LARGE)
    assert connection.queue.get_nowait() is FINISHING
    assert not offer(FRAME)
    writer = spawn(line.send, FRAME)
    assert all_of(pair[1], len(LARGE) + len(FRAME)) == LARGE + FRAME
    assert writer.get() == len(FRAME)
    line.finish()  # already done, by who came first
    assert offer(FRAME)


def test_who_waits_for_the_turn_to_write_is_not_overtaken(line, offer, pair):
    """The reader has just answered a ping, and the writer, who waited for that, has not been woken yet."""
    line._turn.acquire()
    writer = spawn(line.send, FRAME)
    sleep(0)
    line._turn.release()
    assert not offer(LARGE)
    writer.get()
    assert pair[1].recv(1000) == FRAME


def test_a_tablet_that_takes_nothing_any_more_is_given_up(line, offer, pair):
    with pytest.raises(TimeoutError):
        line.send(LARGE)
    with pytest.raises(BrokenPipeError):
        line.send(FRAME)
    assert not offer(FRAME)


def test_cutting_a_line_wakes_whoever_waits_on_it(line, pair):
    line._patience = 60
    writer = spawn(line.send, LARGE)
    sleep(0.05)
    line.cut()
    with pytest.raises(OSError):
        writer.get(timeout=20)


def test_tablets_that_are_gone_are_left_to_their_readers_and_the_others_are_told(
    lines, line, pair, websocket
):
    gone, theirs = cooperative.socketpair()
    lines.open("gone", Line(gone, SimpleNamespace(sid="gone", queue=Queue()), patience=0.2), websocket)
    theirs.close()
    gone.shutdown(socket.SHUT_RDWR)
    assert lines.offer(FRAME, ["gone", "never here", "one"]) == ["gone", "never here"]
    assert pair[1].recv(1000) == FRAME
    gone.close()


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
    server.eio._async = {**server.eio._async, "websocket": object, "queue": JoinableQueue}
    assert [what for what, is_there in expected(server.eio).items() if not is_there] == [
        "Engine.IO's WebSockets"
    ]
    use_lines(gevent_app, server)
    assert server.manager.lines is None and server.eio._async["websocket"] is object
    assert "facts are sent the slow way" in caplog.text


def test_with_a_message_queue_redis_carries_what_is_not_in_the_log(app):
    app.config["MESSAGE_QUEUE"] = "redis://localhost/0"
    assert isinstance(client_manager(app), SharedFanout)


@pytest.fixture
def asked(pair, websocket):
    """A tablet that was asked longer ago than it is given whether it is there."""
    server = engineio.Server(async_mode="threading", ping_timeout=7)
    connection = Socket(server, "one")
    connection.queue = Queue()
    Lines().open("one", Line(pair[0], connection, patience=0.2), websocket)
    connection.last_ping = time.time() - 8
    return connection


def test_a_tablet_that_does_not_answer_is_given_up(asked, websocket):
    websocket.input_buffer = []
    assert not asked.check_ping_timeout() and asked.closed


@pytest.mark.parametrize("where", ["in the socket", "in the WebSocket", "not asked yet"])
def test_a_tablet_whose_answer_lies_here_unheard_has_its_time_again(asked, websocket, pair, where):
    websocket.input_buffer = ["3"] if where == "in the WebSocket" else []
    if where == "in the socket":
        pair[1].send(FRAME)
    if where == "not asked yet":
        asked.queue.put("2")
    assert asked.check_ping_timeout() and not asked.closed
    assert time.time() - asked.last_ping < 7
    if where == "in the socket":
        assert pair[0].recv(1000) == FRAME, "it was only looked at"


def test_an_answer_that_waits_for_its_turn_to_be_read_is_heard_of(pair, asked, websocket):
    websocket.input_buffer, given_up = [], []

    def others_have_their_turn(_seconds):
        given_up.append(not asked.check_ping_timeout())

    below = PacedSocket(pair[0], sleep=others_have_their_turn)
    Lines().open("one", Line(below, asked, patience=0.2), websocket)
    pair[1].send(FRAME)
    assert below.recv(1000) == FRAME and given_up == [False]
    asked.last_ping = time.time() - 8
    assert not asked.check_ping_timeout(), "nothing waits any more"


def test_a_tablet_that_takes_nothing_is_given_up_though_its_question_waits(asked, websocket):
    """However long whoever writes to it would still have patience."""
    websocket.input_buffer = []
    line = asked.queue.line
    line._patience = 60
    writer = spawn(line.send, LARGE)
    sleep(0.05)
    asked.queue.put("2")
    assert not asked.check_ping_timeout() and asked.closed
    line.cut()
    writer.join()


def test_a_question_that_left_late_is_asked_from_then(asked):
    websocket = LinedWebSocket(Lines(), asked._websocket_handler, asked.server)
    websocket.ws = SimpleNamespace(send=lambda _data: None)
    websocket.send("2")
    assert asked.check_ping_timeout() and time.time() - asked.last_ping < 7


@pytest.mark.parametrize("how", ["they hung up", "we cut it", "its WebSocket has ended"])
def test_a_line_that_has_ended_is_not_waited_for(asked, websocket, pair, how):
    websocket.input_buffer = []
    asked.queue.put("2") if how != "they hung up" else pair[1].close()
    if how == "we cut it":
        asked.queue.line.cut()
    websocket.connected = how != "its WebSocket has ended"
    assert not asked.check_ping_timeout() and asked.closed
