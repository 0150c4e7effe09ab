"""The line to one tablet: its WebSocket's TCP connection, on which frames go out whole, in order, one at a time.

simple-websocket writes with `socket.send`, which may take a part of a frame and drop the rest, and two greenlets write
on one connection: Engine.IO's writer its packets, simple-websocket's reader its answers to pings. Through a line both
take turns, and a fact that is for everybody is written at once, past the queue, where nothing is before it.
"""

import socket
import ssl
from contextlib import suppress
from typing import Any

from engineio.async_drivers.gevent import WebSocketWSGI
from gevent import Timeout
from gevent.lock import Semaphore
from gevent.socket import socket as gevent_socket


class Finishing:
    """In the queue of a connection: its writer has the rest of a frame to write."""

    def encode(self):
        return self


FINISHING = Finishing()


class Line:
    """Stands for the socket that simple-websocket reads and writes; all but writing is the socket's own.

    `patience`: seconds for which a tablet may take nothing at all before it is given up.
    """

    # Whatever is looked at for every fact lies side by side.
    __slots__ = (
        "_below",
        "_engineio",
        "_is_cut",
        "_patience",
        "_rest",
        "_sendmsg",
        "_turn",
        "_writing",
        "websocket",
    )

    def __init__(self, below, engineio_socket, patience):
        self._below = below
        self._sendmsg = getattr(below, "socket", below).sendmsg  # found once: it is called for every fact
        self._engineio = engineio_socket
        self._patience = patience
        self._turn = Semaphore()
        self._writing = 0  # greenlets that write or wait for their turn to
        self._rest = b""  # of a frame that was begun: before anything else
        self._is_cut = False
        self.websocket: Any = None

    def __getattr__(self, name):
        return getattr(self._below, name)

    def offer(self, frame):
        """Whether the frame is taken, without waiting; if only its beginning was, the writer is called for the rest.

        False if anything is before it, on the way or in the queue, or if the tablet takes nothing now: then nothing
        of it has been written, and it belongs into the queue.
        """
        engineio_socket = self._engineio
        if (
            self._writing
            or self._rest
            or not engineio_socket.upgraded
            or engineio_socket.upgrading
            or engineio_socket.closing
            or engineio_socket.queue.qsize()
            or not self.websocket.connected
        ):
            return False
        try:
            taken = self._sendmsg([frame], (), socket.MSG_DONTWAIT)
        except OSError:  # it takes nothing now, or is gone: the reader will notice that
            return False
        if taken < len(frame):
            self._rest = frame[taken:]
            engineio_socket.queue.put(FINISHING)
        return True

    def finish(self):
        """Write what is left of a frame; waits for the tablet."""
        self.send(b"")

    def send(self, data):
        """Write all of it, after whatever was begun before; waits for the tablet, at most `patience` seconds each time.

        Raises BrokenPipeError when the line is cut, TimeoutError when it has to be.
        """
        self._writing += 1
        try:
            with self._turn:
                if self._is_cut:
                    raise BrokenPipeError
                rest, self._rest = self._rest, b""
                self._write_all(rest + data)
        finally:
            self._writing -= 1
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
            return self._sendmsg([data], (), socket.MSG_DONTWAIT)
        with Timeout(self._patience, TimeoutError("the tablet takes nothing any more")):
            return self._below.send(data)

    def cut(self):
        """End the connection, also for whoever waits to read or write on it."""
        self._is_cut = True
        with suppress(OSError):
            self._below.shutdown(socket.SHUT_RDWR)


class Lines:
    """The lines of this process, by Engine.IO's id of the connection."""

    def __init__(self):
        self._lines = {}

    def get(self, eio_sid):
        return self._lines.get(eio_sid)

    def open(self, eio_sid, line):
        """The first that is established stays the connection's, whatever else asks to become it."""
        self._lines.setdefault(eio_sid, line)

    def close(self, eio_sid, line):
        if self._lines.get(eio_sid) is line:
            del self._lines[eio_sid]


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
        if self.line and self.line.websocket is None and self.connection.upgraded:
            self.line.websocket = self.ws
            self.lines.open(self.connection.sid, self.line)
        return super().wait()

    def send(self, message):
        if message is FINISHING:
            return self.line.finish()
        return super().send(message)
