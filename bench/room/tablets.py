"""Many tablets in one process, as cheap as can be, so that they do not take from the server what is measured.

`python -m bench.room.tablets PORT` reads commands from its input, one JSON object a line, and answers each with one.
A tablet speaks just enough of WebSocket, Engine.IO and Socket.IO. Times are those of the machine's monotonic clock,
but of a turn's arrivals, which are the system's own.
"""

import json
import os
import resource
import select
import socket
import struct
import sys
import time

AT_ONCE = 40  # tablets on their way in, when nobody is in a hurry
PATIENCE = 60
MOST = 8192  # bytes taken at once
# Linux's (asm-generic/socket.h): what is received comes with the moment at which it came, as the system's clock had it.
SO_TIMESTAMPNS = 35
TIMESTAMP = struct.Struct("@ll")  # seconds, nanoseconds
TIMESTAMP_SPACE = socket.CMSG_SPACE(TIMESTAMP.size)
MASK = bytes(4)  # a tablet must mask; with zeros it costs nothing
PAGE_TURNED = "presentation:changed"


def showing(meeting_id, paper_id, page):
    """The chair's command to turn to a page, as a tablet sends it."""
    form = {"meeting_id": meeting_id, "paper_id": paper_id, "page": page}
    return f"421{json.dumps(['page:show', form], separators=(',', ':'))}"


class Tablet:
    """One of them. `stage` goes from shaking to open, connected and joined."""

    def __init__(self, room, cookie):
        self.room, self.cookie = room, cookie
        self.stage, self.data = "shaking", b""
        self.socket = socket.create_connection(("127.0.0.1", room.port), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(
            b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
            b"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            b"Cookie: sign_in=%s\r\n\r\n" % cookie.encode()
        )
        self.socket.setblocking(False)
        self.socket.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        self.receive = self.socket.recvmsg
        room.watch(self.socket, self)

    def read(self):
        self.take(self.socket.recv(MOST), time.monotonic_ns())

    def take(self, data, at):
        if not data:
            raise ConnectionError(f"a tablet was disconnected while {self.stage}")
        self.data += data
        if self.stage == "shaking":
            head, end, rest = self.data.partition(b"\r\n\r\n")
            if not end:
                return
            if b" 101 " not in head.split(b"\r\n")[0]:
                raise ConnectionError(head.decode())
            self.stage, self.data = "open", rest
        while (message := self.next_message()) is not None:
            self.hear(message, at)

    def next_message(self):
        """The payload of the next whole frame; None until there is one. The server does not mask."""
        data = self.data
        if len(data) < 2:
            return None
        length, start = data[1] & 127, 2
        if length >= 126:
            start = 4 if length == 126 else 10
            length = int.from_bytes(data[2:start], "big")
        if len(data) < start + length or (length >= 126 and len(data) < start):
            return None
        self.data = data[start + length :]
        return data[start : start + length]

    def hear(self, message, at):
        if message.startswith(self.room.event):
            self.room.arrived(message, at)
        elif message == b"2":
            self.send("3")
        elif message == b"1":
            raise ConnectionError(f"the server gave up a tablet that was {self.stage}")
        elif self.stage == "open" and message.startswith(b"0"):
            self.send("40")
            self.stage = "connecting"
        elif self.stage == "connecting" and message.startswith(b"40"):
            self.send(f'420["meeting:join",{{"meeting_id":{self.room.meeting_id}}}]')
            self.stage = "joining"
        elif self.stage == "joining" and message.startswith(b"430"):
            assert b'"ok":true' in message, message
            self.stage = "joined"
            self.room.joined(self)

    def send(self, text):
        payload = text.encode()
        assert len(payload) < 65536
        long = len(payload) >= 126
        head = b"\x81" + (b"\xfe" + len(payload).to_bytes(2, "big") if long else bytes([128 | len(payload)]))
        self.socket.send(head + MASK + payload)

    def close(self):
        self.room.leave(self.socket)


class Download:
    """The whole state of the meeting, as a tablet that has come back asks for it."""

    def __init__(self, room, cookie):
        self.room, self.read_bytes, self.first = room, 0, b""
        self.socket = socket.create_connection(("127.0.0.1", room.port), timeout=PATIENCE)
        self.socket.sendall(
            f"GET /api/meetings/{room.meeting_id}/state HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            f"Accept-Encoding: gzip\r\nCookie: sign_in={cookie}\r\n\r\n".encode()
        )
        self.socket.setblocking(False)
        room.watch(self.socket, self)

    def read(self):
        data = self.socket.recv(1 << 20)
        self.first = self.first or data[:20]
        self.read_bytes += len(data)
        if not data:
            self.room.leave(self.socket)
            assert b" 200 " in self.first and self.read_bytes > 500, self.first
            self.room.fresh += 1


class Room:
    """All tablets of one server. The first of them is the presenter's."""

    def __init__(self, port):
        self.port, self.meeting_id = port, 0
        self.epoll, self.watched = select.epoll(), {}
        self.tablets, self.waiting_in, self.fresh = [], 0, 0
        self.arrivals, self.last_heard = [], b""
        self.event = b""
        self.expect(PAGE_TURNED)
        self.takes_state = False

    def arrived(self, message, at):
        self.arrivals.append(at)
        self.last_heard = message

    def joined(self, tablet):
        self.waiting_in -= 1
        if self.takes_state:
            Download(self, tablet.cookie)

    def watch(self, source, reader):
        """From now on `reader.read()` is called whenever there is something to read."""
        self.watched[source.fileno()] = reader
        self.epoll.register(source, select.EPOLLIN)

    def leave(self, source):
        del self.watched[source.fileno()]
        self.epoll.unregister(source)
        source.close()

    def run_until(self, done, deadline):
        """Whether it came to that before the deadline."""
        while not done():
            left = deadline - time.monotonic()
            for number, _ in self.epoll.poll(max(left, 0)):
                self.watched[number].read()
            if left <= 0:
                return False
        return True

    def open(self, cookies, meeting_id, at_once=AT_ONCE):
        """Let these in besides; returns the seconds that took."""
        self.meeting_id = meeting_id
        began = time.monotonic()
        for cookie in cookies:
            assert self.run_until(lambda: self.waiting_in < at_once, time.monotonic() + PATIENCE)
            self.waiting_in += 1
            self.tablets.append(Tablet(self, cookie))
            self.run_until(lambda: False, 0)  # those who are in answer meanwhile, as each would by itself
        assert self.run_until(lambda: not self.waiting_in, time.monotonic() + PATIENCE)
        return {"seconds": time.monotonic() - began}

    def rest(self, seconds):
        self.run_until(lambda: False, time.monotonic() + seconds)
        return {}

    def expect(self, name):
        """From now on the arrivals of this fact are noted."""
        self.event, self.arrivals = f'42["{name}"'.encode(), []
        return {}

    def awaited(self):
        """When each tablet heard of it, in seconds of the machine's clock, once all have."""
        arrived = self.run_until(lambda: len(self.arrivals) >= len(self.tablets), time.monotonic() + PATIENCE)
        assert arrived, f"{len(self.arrivals)} of {len(self.tablets)} tablets heard of it"
        return self.heard()

    def heard_by_all(self):
        """Whether all tablets have heard of it. The times are the system's, of when it came to the socket: what
        a thousand tablets would read at once, this one process reads one after the other, and that is not measured.
        """
        awaited, event, deadline = len(self.tablets), self.event, time.monotonic() + PATIENCE
        watched, poll, aside = self.watched, self.epoll.poll, []
        while awaited > 0 and (left := deadline - time.monotonic()) > 0:
            for number, _ in poll(left):
                data, when, _, _ = watched[number].receive(MOST, TIMESTAMP_SPACE)
                if not data:
                    raise ConnectionError("a tablet was disconnected during a turn")
                aside.append((number, data, when))
                awaited -= event in data
        for number, data, when in aside:
            watched[number].take(data, came_at(when))
        return len(self.arrivals) == len(self.tablets)

    def heard(self):
        return {"at": [at / 1e9 for at in self.arrivals]}

    def turn(self, count, every, texts):
        """`count` page turns: of each the milliseconds after which every tablet had heard of it."""
        turns = []
        self.expect(PAGE_TURNED)
        for number in range(count):
            self.arrivals = []
            began, sent = time.monotonic(), time.time_ns()
            self.tablets[0].send(texts[number % len(texts)])
            assert self.heard_by_all(), f"{len(self.arrivals)} of {len(self.tablets)} heard of the turn"
            turns.append([(at - sent) / 1e6 for at in self.arrivals])
            self.rest(began + every - time.monotonic())
        return {"turns": turns, "heard": self.last_heard.decode()}

    def herd(self, count):
        """All go, and so many come back in one instant; the seconds until the last has the whole state."""
        cookies = [tablet.cookie for tablet in self.tablets[:count]]
        for tablet in self.tablets:
            tablet.close()
        self.tablets = []
        self.rest(3)
        self.takes_state, self.fresh = True, 0
        began = time.monotonic()
        self.open(cookies, self.meeting_id, at_once=len(cookies))
        assert self.run_until(lambda: self.fresh == len(cookies), began + 5 * PATIENCE)
        self.takes_state = False
        return {"seconds": time.monotonic() - began}


def came_at(when):
    """Nanoseconds of the system's clock, of the ancillary data of what was received."""
    [(_level, _kind, data)] = when
    seconds, nanoseconds = TIMESTAMP.unpack(data)
    return seconds * 10**9 + nanoseconds


class Commands:
    """What whoever measures wants done, a line each."""

    def __init__(self):
        self.source = os.fdopen(os.dup(sys.stdin.fileno()), "rb", buffering=0)
        self.lines = []

    def read(self):
        self.lines.append(self.source.readline())


def main(port):
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    room = Room(port)
    commands = Commands()
    room.watch(commands.source, commands)
    while True:
        room.run_until(lambda: commands.lines, time.monotonic() + 3600)
        line = commands.lines.pop()
        if not line:
            return
        command = json.loads(line)
        print(json.dumps(getattr(room, command.pop("do"))(**command)), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
