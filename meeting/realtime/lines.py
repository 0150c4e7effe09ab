"""The line to one tablet: its WebSocket's TCP connection, on which frames go out whole, in order, one at a time.

simple-websocket writes with `socket.send`, which may take a part of a frame and drop the rest, and two greenlets write
on one connection: Engine.IO's writer its packets, simple-websocket's reader its answers to pings. Through a line both
take turns, and a fact that is for everybody is written at once, past the queue, where nothing is before it.
"""

import socket
import ssl
import time
from contextlib import suppress
from typing import Any

from engineio import packet
from engineio.async_drivers.gevent import WebSocketWSGI
from gevent import Timeout
from gevent.lock import Semaphore
from gevent.queue import JoinableQueue
from gevent.socket import socket as gevent_socket


class Finishing:
    """In the queue of a connection: its writer has the rest of a frame to write."""

    def encode(self):
        return self


FINISHING = Finishing()
PING = str(packet.PING)


class Queue(JoinableQueue):
    """The queue of one connection. What is put into it, nothing may pass: its line, once it has one, is told."""

    __slots__ = ("line",)

    def __init__(self, *how, **more):
        super().__init__(*how, **more)
        self.line = None

    def put(self, *what, **how):
        if self.line:
            self.line.withdraw()
        super().put(*what, **how)


class Line:
    """Stands for the socket that simple-websocket reads and writes; all but writing is the socket's own.

    `patience`: seconds for which a tablet may take nothing at all before it is given up.
    """

    __slots__ = (
        "_below",
        "_engineio",
        "_is_ended",
        "_patience",
        "_plain",
        "_ready",
        "_rest",
        "_send",
        "_turn",
        "_websocket",
        "_writing",
    )

    def __init__(self, below, engineio_socket, patience):
        self._below = below
        self._plain = getattr(below, "socket", below)
        self._send = self._plain._sock.send  # the system's own call: gevent's costs as much again
        self._engineio = engineio_socket
        self._patience = patience
        self._turn = Semaphore()
        self._writing = 0  # greenlets that write or wait for their turn to
        self._rest = b""  # of a frame that was begun: before anything else
        self._is_ended = False
        self._ready: Any = None  # Lines.ready, once frames may pass the queue
        self._websocket: Any = None

    def __getattr__(self, name):
        return getattr(self._below, name)

    def open(self, ready, websocket):
        self._ready, self._websocket = ready, websocket
        self._engineio.queue.line = self
        self._engineio.check_ping_timeout = self._check_ping_timeout
        self._stand_ready()

    def _check_ping_timeout(self):
        """Engine.IO's, asked before it gives a tablet up. Where a whole room comes back at once to a slow machine,
        it is we who are late: the question has not left yet, or the answer lies here unheard."""
        connection = self._engineio
        asked_at, moment = connection.last_ping, time.time()
        is_over = asked_at and moment - asked_at > connection.server.ping_timeout
        if is_over and self._is_behind():
            connection.last_ping = moment
        return type(connection).check_ping_timeout(connection)

    def _is_behind(self):
        # Where somebody writes for so long, the tablet takes nothing: that is no lateness of ours.
        is_unasked = self._engineio.queue.qsize() and not self._writing
        return (self._is_open() and bool(is_unasked)) or self.has_unheard()

    def _is_open(self):
        return self._websocket.connected and not self._is_ended

    def has_unheard(self):
        """Whether something that the tablet has said still waits here."""
        is_held = getattr(self._below, "is_holding", False)
        return self._is_open() and bool(is_held or self._websocket.input_buffer or self._has_unread())

    def _has_unread(self):
        with suppress(OSError):
            return bool(self._plain._sock.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT))
        return False

    def _stand_ready(self):
        """Where nothing is before it, on the way or in the queue, the next frame may be written at once."""
        if (
            self._ready is None
            or self._writing
            or self._rest
            or self._is_ended
            or self._engineio.queue.qsize()
            or not self._websocket.connected
        ):
            return
        self._ready[self._engineio.sid] = self._send

    def withdraw(self):
        if self._ready is not None:
            self._ready.pop(self._engineio.sid, None)

    def keep(self, rest):
        """Only the beginning of a frame was taken: the writer is called for the rest."""
        self._rest = rest
        self._engineio.queue.put(FINISHING)

    def finish(self):
        """Write what is left of a frame; waits for the tablet."""
        self.send(b"")

    def send(self, data):
        """Write all of it, after whatever was begun before; waits for the tablet, at most `patience` seconds each time.

        Raises BrokenPipeError when the line is cut, TimeoutError when it has to be.
        """
        self.withdraw()
        self._writing += 1
        try:
            with self._turn:
                if self._is_ended:
                    raise BrokenPipeError
                rest, self._rest = self._rest, b""
                self._write_all(rest + data)
        finally:
            self._writing -= 1
            self._stand_ready()
        return len(data)

    def _write_all(self, data):
        left = memoryview(data)
        try:
            while left:
                left = left[self._write_some(left) :]
        except BaseException:  # a frame without its end: whatever came after it would be taken for it
            self.cut()
            raise

    def _write_some(self, data):
        with suppress(BlockingIOError):
            return self._plain.sendmsg([data], (), socket.MSG_DONTWAIT)
        with Timeout(self._patience, TimeoutError("the tablet takes nothing any more")):
            return self._below.send(data)

    def cut(self):
        """End the connection, also for whoever waits to read or write on it."""
        self.end()
        with suppress(OSError):
            self._below.shutdown(socket.SHUT_RDWR)

    def close(self):
        """simple-websocket is done with it."""
        self.end()
        self._below.close()

    def end(self):
        """Nothing is written here any more."""
        self._is_ended = True
        self.withdraw()


class Lines:
    """The lines of this process, by Engine.IO's id of the connection.

    `ready`: of those that nothing is before, the call that sends at once. It is looked at for every tablet and every
    fact, so a line stands in it or does not; what decides on that is asked only when it changes.
    """

    def __init__(self):
        self._lines: dict[str, Any] = {}
        self.ready: dict[str, Any] = {}

    def get(self, eio_sid):
        return self._lines.get(eio_sid)

    def open(self, eio_sid, line, websocket):
        """The first that is established stays the connection's, whatever else asks to become it."""
        if self._lines.setdefault(eio_sid, line) is line:
            line.open(self.ready, websocket)

    def close(self, eio_sid, line):
        line.end()
        if self._lines.get(eio_sid) is line:
            del self._lines[eio_sid]

    def offer(self, frame, eio_sids):
        """Write it, without waiting, to all of these that nothing is before and that take it now. Returns those left:
        nothing of it has been written to them, and it belongs into their queues."""
        left, ready, whole, flags = [], self.ready, len(frame), socket.MSG_DONTWAIT
        # In one piece, for it is done a thousand times while a room waits.
        for eio_sid in eio_sids:
            try:
                taken = ready[eio_sid](frame, flags)
            # Not ready; or takes nothing now; or is gone: the reader will notice that.
            except (KeyError, OSError):
                left.append(eio_sid)
            else:
                if taken != whole:
                    self._lines[eio_sid].keep(frame[taken:])
        return left


def can_carry(below, environ):
    """Whether frames may be written on this socket as they are: no TLS of our own, nothing compressed."""
    plain = getattr(below, "socket", below)
    return (
        isinstance(plain, gevent_socket)
        and not isinstance(plain, ssl.SSLSocket)
        and hasattr(plain, "sendmsg")
        and "HTTP_SEC_WEBSOCKET_EXTENSIONS" not in environ
    )


class LinedWebSocket(WebSocketWSGI):
    """Engine.IO's WebSocket, on a line where the server's socket can carry one."""

    def __init__(self, lines, handler, server):
        super().__init__(handler, server)
        self.lines, self.connection = lines, handler.__self__
        self.patience = server.ping_interval + server.ping_timeout
        self.line: Any = None
        self.is_open = False

    def __call__(self, environ, start_response):
        below = environ.get("gunicorn.socket")
        if not can_carry(below, environ):
            return super().__call__(environ, start_response)
        self.line = environ["gunicorn.socket"] = Line(below, self.connection, self.patience)
        try:
            return super().__call__(environ, start_response)
        finally:
            self.lines.close(self.connection.sid, self.line)

    def wait(self):
        """Engine.IO listens here: from when it has taken the connection on, frames may pass the queue."""
        if self.line and not self.is_open and self.connection.upgraded:
            self.is_open = True
            self.lines.open(self.connection.sid, self.line, self.ws)
        return super().wait()

    def send(self, message):
        if message is FINISHING:
            return self.line.finish()
        sent = super().send(message)
        if message == PING and self.connection.last_ping:
            # Not asked until now: Engine.IO counts from when it was put into the queue.
            self.connection.last_ping = time.time()
        return sent

    def close(self):
        super().close()
        if self.line:
            self.line.withdraw()
