"""What everybody is to hear, told to everybody at once: encoded once, and written to each tablet's line directly.

The ordinary way puts a packet into each connection's queue, wakes a greenlet for each, and each makes the same frame
again: three times the work for a thousand tablets. Here a tablet that keeps up is written to past its queue. Whatever
cannot go that way takes the ordinary one, and nothing goes past what is queued: lines.py sees to it.
"""

import json
from functools import partial
from typing import Any

from engineio.async_drivers.gevent import SimpleWebSocketWSGI, WebSocketWSGI
from engineio.packet import MESSAGE
from engineio.packet import Packet as EnginePacket
from engineio.socket import Socket
from gevent.queue import JoinableQueue
from gevent.socket import socket as gevent_socket
from simple_websocket.ws import Base as WebSocket
from socketio import Manager, RedisManager
from socketio.packet import EVENT
from wsproto.frame_protocol import FrameProtocol

from .lines import LinedWebSocket, Lines, Queue

MOST_UNSAID = 2000  # for other processes, while Redis is away; then the oldest is forgotten
# Of these the newest says it all: it takes the place of one not yet said.
PASSING = {"pointer:moved", "presence:changed"}


class Json(str):
    """What is said, as the text that it has on the line: the log has facts in this form, and so they go out."""

    __slots__ = ()


class Fanout(Manager):
    """Flask-SocketIO's client manager, with the short way. Without `lines` it is the library's own."""

    lines: Any = None
    is_direct = True
    most_queued = 200  # packets; a tablet further behind than that is disconnected
    behind = staticmethod(lambda count: None)  # is told how many were

    def pre_connect(self, eio_sid, namespace):
        """Whoever was gone before it was their turn to come in is not let in."""
        return super().pre_connect(eio_sid, namespace) if eio_sid in self.server.environ else None

    def emit(self, event, data, namespace, room=None, skip_sid=None, callback=None, to=None, **kwargs):
        if callback or self.lines is None:
            data = json.loads(data) if isinstance(data, Json) else data
            super().emit(event, data, namespace, room, skip_sid, callback, to, **kwargs)
            return
        audience = dict(self.get_participants(namespace, to or room))
        for skipped in skip_sid if isinstance(skip_sid, list) else [skip_sid]:
            audience.pop(skipped, None)
        left = list(audience.values())
        parts = self._encode(event, data, namespace)
        if self.is_direct and len(parts) == 1:
            left = self._write(parts[0], left)
        tell = self._queue(parts)
        self._give_up([eio_sid for eio_sid in left if not tell(eio_sid)])

    def _encode(self, event, data, namespace):
        """The Socket.IO packet: a text, and what is in it of bytes."""
        if isinstance(data, Json):
            head = self.server.packet_class(EVENT, namespace=namespace).encode()
            return [f'{head}["{event}",{data}]']
        arguments = list(data) if isinstance(data, tuple) else [] if data is None else [data]
        encoded = self.server.packet_class(EVENT, namespace=namespace, data=[event, *arguments]).encode()
        return encoded if isinstance(encoded, list) else [encoded]

    def _write(self, part, eio_sids):
        """Tell these at once; those that could not be told so are left, for the queue."""
        packet = EnginePacket(MESSAGE, part)
        frame = FrameProtocol(client=False, extensions=[]).send_data(packet.encode())
        return self.lines.offer(bytes(frame), eio_sids)

    def _queue(self, parts):
        """How to tell one connection through its queue; the answer is False when too much is waiting in it already."""
        connections = self.server.eio.sockets

        def tell(eio_sid):
            for part in parts:
                # Each its own packet: one that was encoded for polling keeps that form, and bytes are text in it.
                self.server._send_eio_packet(eio_sid, EnginePacket(MESSAGE, part))
            connection = connections.get(eio_sid)
            return connection is None or connection.queue.qsize() <= self.most_queued

        return tell

    def _give_up(self, eio_sids):
        """It comes back, and learns from the log what it has missed. Later, for its end must not hold up the others."""
        if eio_sids:
            self.behind(len(eio_sids))
            self.server.start_background_task(self._end, eio_sids)

    def _end(self, eio_sids):
        for eio_sid in eio_sids:
            line, connection = self.lines.get(eio_sid), self.server.eio.sockets.get(eio_sid)
            if connection:
                connection.close(wait=False, abort=True, reason=self.server.reason.TRANSPORT_ERROR)
            if line:
                line.cut()


class SharedFanout(RedisManager, Fanout):
    """The same where several web processes tell one another through Redis. Nobody waits for it: a Redis that hangs
    would keep a presenter who points from turning the page."""

    def __init__(self, *how, **more):
        super().__init__(*how, **more)
        self.unsaid: dict = {}  # {what a newer one replaces it by: message}, in the order in which they came
        self.is_saying = False

    def _publish(self, data):
        is_passing = data.get("event") in PASSING
        self.unsaid[(data["event"], str(data["room"])) if is_passing else object()] = data
        if len(self.unsaid) > MOST_UNSAID:
            self._next_unsaid()
        if not self.is_saying:
            self.is_saying = True
            self.server.start_background_task(self._say)

    def _say(self):
        try:
            while self.unsaid:
                super()._publish(self._next_unsaid())
        finally:
            self.is_saying = False

    def _next_unsaid(self):
        return self.unsaid.pop(next(iter(self.unsaid)))


def client_manager(app):
    """For `SocketIO.init_app`; `use_lines` completes it once the server is there."""
    queue = app.config["MESSAGE_QUEUE"]
    manager = SharedFanout(queue, channel="meeting") if queue else Fanout()
    manager.is_direct = app.config["DIRECT_FANOUT"]
    manager.most_queued = app.config["QUEUED_FACTS"]
    return manager


def use_lines(app, server):
    """From now on WebSockets have lines. Where a library is not as expected, all stays as the library has it."""
    if server.eio.async_mode != "gevent":
        return
    missing = [what for what, is_there in expected(server.eio).items() if not is_there]
    if missing:
        app.logger.warning("facts are sent the slow way, for this is not as expected: %s", ", ".join(missing))
        return
    lines = server.manager.lines = Lines()
    server.manager.behind = lambda count: app.logger.warning(
        "tablets that stayed behind and were disconnected: %d; they catch up when they are back", count
    )
    server.eio._async = {**server.eio._async, "websocket": partial(LinedWebSocket, lines), "queue": Queue}


def expected(engineio_server):
    """{what the short way relies on beyond what the libraries promise: whether it is there}"""
    connection = Socket(engineio_server, "a look at one")
    frame = FrameProtocol(client=False, extensions=[]).send_data("2é")
    flags = [getattr(connection, name, None) for name in ("upgraded", "upgrading", "closing")]
    return {
        "Engine.IO's WebSockets": engineio_server._async.get("websocket") is WebSocketWSGI
        and issubclass(WebSocketWSGI, SimpleWebSocketWSGI or ())
        and hasattr(connection, "_websocket_handler"),
        "Engine.IO's connections": flags == [False] * 3 and isinstance(engineio_server.sockets, dict),
        "Engine.IO's patience": hasattr(connection, "last_ping") and connection.check_ping_timeout() is True,
        "Engine.IO's queues": type(connection.queue) is JoinableQueue and connection.queue.qsize() == 0,
        "simple-websocket's connections": {"send", "receive", "close"} <= vars(WebSocket).keys()
        and {"connected", "input_buffer"} <= set(WebSocket.__init__.__code__.co_names),
        "wsproto's frames": bytes(frame) == b"\x81\x032\xc3\xa9",
        "gevent's sockets": hasattr(gevent_socket, "sendmsg") and hasattr(gevent_socket, "_sock"),
    }
