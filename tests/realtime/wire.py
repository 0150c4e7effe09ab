"""A tablet on a bare socket: it speaks Engine.IO and Socket.IO, and reads only when the test says so."""

import http.client
import json
import socket
import threading
import time

from wsproto import ConnectionType, WSConnection
from wsproto.events import AcceptConnection, BytesMessage, CloseConnection, Ping, Request, TextMessage
from wsproto.events import Pong as Answer

SECONDS = 20


class Gone(Exception):
    """The server has ended the connection."""


class Wire:
    """Joined to everybody's room. `numbers()` reads what it is told."""

    def __init__(self, port, token, receive_buffer=None, offers="", sid=None):
        self.token, self.number, self.parts = token, 0, []
        self.answered = 0  # how often it was asked whether it is still there
        self.socket = socket.socket()
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.settimeout(SECONDS)
        self.socket.connect(("127.0.0.1", port))
        self.web = WSConnection(ConnectionType.CLIENT)
        self.heard, self.accepted = [], None
        headers = [(b"Cookie", f"sign_in={token}".encode())]
        if offers:
            headers.append((b"Sec-WebSocket-Extensions", offers.encode()))
        target = "/socket.io/?EIO=4&transport=websocket" + (f"&sid={sid}" if sid else "")
        self.socket.sendall(self.web.send(Request(host="localhost", target=target, extra_headers=headers)))
        while self.accepted is None:
            self.read()

    def open(self):
        """As Socket.IO's client does it; returns itself, joined."""
        assert self.packet().startswith("0{")
        self.send("40")
        assert self.packet().startswith("40{")
        assert self.ask("listen") is True
        return self

    def read(self):
        """What has come, into `heard`; waits for the first of it."""
        data = self.socket.recv(65536)
        self.web.receive_data(data or None)
        for event in self.web.events():
            if isinstance(event, AcceptConnection):
                self.accepted = event
            elif isinstance(event, TextMessage | BytesMessage):
                self.parts.append(event.data)
                if event.message_finished:
                    self._hear(self.parts[0][:0].join(self.parts))
                    self.parts = []
            elif isinstance(event, CloseConnection):
                raise Gone
            else:
                assert isinstance(event, Ping | Answer), event
        if not data:
            raise Gone

    def _hear(self, packet):
        if packet == "2":
            self.send("3")
            self.answered += 1
        elif packet != "6":
            self.heard.append(packet)

    def packet(self):
        deadline = time.monotonic() + SECONDS  # pings would keep it waiting for ever
        while not self.heard:
            assert time.monotonic() < deadline, "nothing more was told"
            self.read()
        return self.heard.pop(0)

    def send(self, text):
        self.socket.sendall(self.web.send(TextMessage(text)))

    def ping(self, payload=b""):
        """The WebSocket's own, which its reader answers, not its writer."""
        self.socket.sendall(self.web.send(Ping(payload)))

    def ask(self, command, *data):
        """What the server answers; what else it says meanwhile is kept for `numbers`."""
        self.number += 1
        self.send(f"42{self.number}{json.dumps([command, *data])}")
        others = []
        while not (answer := self.packet()) or not str(answer).startswith(f"43{self.number}["):
            others.append(answer)
        self.heard = others + self.heard
        return json.loads(answer[2 + len(str(self.number)) :])[0]

    def numbers(self, count):
        """The next `count` numbers told, in the order in which they came."""
        return [number_in(self.event()) for _ in range(count)]

    def event(self):
        """The next event as [name, number, …]."""
        return event_in(self.packet)

    def close(self):
        self.socket.close()


def event_in(next_packet):
    packet = next_packet()
    kind, _, data = packet.partition("[")
    if kind.startswith("45"):
        assert (attachment := next_packet()) == b"bytes", attachment[:40]
    else:
        assert kind.startswith("42"), packet[:40]
    return json.loads("[" + data)


def number_in(event):
    assert event[0] == "numbered", event
    return event[1]


class Polling:
    """A tablet behind a proxy that lets no WebSockets through."""

    def __init__(self, port, token):
        self.port, self.token, self.number, self.heard = port, token, 0, []
        self.sid = json.loads(self._get("")[0][1:])["sid"]
        self.post("40")
        assert self.packet().startswith("40{")
        self.post('421["listen"]')
        assert self.packet() == "431[true]"

    def _get(self, session):
        return self._request("GET", session).split("\x1e")

    def post(self, text):
        assert self._request("POST", f"&sid={self.sid}", text) == "OK"

    def _request(self, method, session, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            path = f"/socket.io/?EIO=4&transport=polling{session}"
            connection.request(method, path, body, {"Cookie": f"sign_in={self.token}"})
            answer = connection.getresponse()
            text = answer.read().decode()
            if answer.status != 200:
                raise Gone(text)
            return text
        finally:
            connection.close()

    def poll(self):
        for packet in self._get(f"&sid={self.sid}"):
            if packet == "2":
                self.post("3")
            elif packet.startswith("b"):
                self.heard.append(b"bytes")
            elif packet != "6":  # a packet that only ends the waiting
                self.heard.append(packet)

    def packet(self):
        while not self.heard:
            self.poll()
        return self.heard.pop(0)

    def numbers(self, count):
        return [number_in(event_in(self.packet)) for _ in range(count)]


class Reader(threading.Thread):
    """Reads a tablet's numbers meanwhile; `pause`: seconds of rest after every fifty."""

    def __init__(self, tablet, count, pause=0):
        super().__init__(daemon=True)
        self.tablet, self.count, self.pause, self.numbers, self.failure = tablet, count, pause, [], None
        self.start()

    def run(self):
        try:
            while len(self.numbers) < self.count:
                self.numbers += self.tablet.numbers(min(50, self.count - len(self.numbers)))
                time.sleep(self.pause)
        except Exception as failure:
            self.failure = failure

    def result(self):
        self.join(90)
        assert not self.failure, (len(self.numbers), repr(self.failure))
        return self.numbers
