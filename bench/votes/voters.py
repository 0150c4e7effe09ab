"""Many tablets that each send one ballot over HTTP, in one process and as cheap as can be.

`python -m bench.votes.voters PORT` reads commands from its input, one JSON object a line, and answers each with one.
"""

import json
import os
import resource
import selectors
import socket
import sys
import time
from contextlib import suppress

PATIENCE = 60


class Voter:
    """One ballot on a connection of its own. `data` is what has been answered so far."""

    def __init__(self, crowd, request, due):
        self.crowd, self.request, self.due = crowd, request, due
        self.sent = self.answered = None
        self.status, self.data = None, b""
        self.socket = None

    def connect(self):
        self.socket = socket.socket()
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.setblocking(False)
        self.socket.connect_ex(("127.0.0.1", self.crowd.port))
        self.crowd.selector.register(self.socket, selectors.EVENT_WRITE, self.send)

    def lost(self):
        """The line broke: whether the ballot is recorded is not known."""
        with suppress(KeyError):
            self.crowd.selector.unregister(self.socket)
        self.socket.close()
        self.crowd.done += 1

    def send(self):
        """Once the line is there, and the moment has come."""
        if time.monotonic() < self.due:
            self.crowd.selector.unregister(self.socket)
            self.crowd.early.append(self)
            return
        self.sent = self.sent or time.monotonic()
        self.request = self.request[self.socket.send(self.request) :]
        if not self.request:
            self.crowd.selector.modify(self.socket, selectors.EVENT_READ, self.read)

    def read(self):
        data = self.socket.recv(65536)
        self.data += data
        head, end, body = self.data.partition(b"\r\n\r\n")
        if end and len(body) >= length_of(head):
            self.answered, self.status = time.monotonic(), int(head.split(b" ", 2)[1])
        if self.answered or not data:
            self.lost()

    def said(self):
        return json.loads(self.data.partition(b"\r\n\r\n")[2]) if self.answered else None


def length_of(head):
    return int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])


class Crowd:
    def __init__(self, port):
        self.port, self.selector = port, selectors.EpollSelector()
        self.done, self.early = 0, []

    def cast(self, path, token, form_cookie, ballots, seconds, is_kept=False, says=False):
        """Of each ballot [seconds after the first was due that it was due, that it was answered, status, or None where
        the line broke].

        `ballots`: [sign-in, body, key]; evenly over so many seconds. `is_kept`: their lines are open before. `says`:
        also what was answered."""
        self.done, self.early = 0, []
        began = time.monotonic() + (2 if is_kept else 0.2)
        voters = []
        for number, (cookie, body, key) in enumerate(ballots):
            request = (
                f"PUT {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                f"Cookie: sign_in={cookie}; form={form_cookie}\r\nX-CSRFToken: {token}\r\n"
                f"Idempotency-Key: {key}\r\nContent-Length: {len(body.encode())}\r\n\r\n{body}"
            )
            voters.append(Voter(self, request.encode(), began + number * seconds / len(ballots)))
        waiting = voters[::-1]
        if is_kept:
            for voter in voters:
                voter.connect()
            waiting = []
        while self.done < len(voters):
            moment = time.monotonic()
            assert moment < began + PATIENCE, f"{self.done} of {len(voters)} answered"
            while waiting and waiting[-1].due <= moment:
                waiting.pop().connect()
            self.early.sort(key=lambda voter: -voter.due)
            while self.early and self.early[-1].due <= moment:
                voter = self.early.pop()
                self.selector.register(voter.socket, selectors.EVENT_WRITE, voter.send)
            for key, _ in self.selector.select(0.001):
                try:
                    key.data()
                except OSError:
                    key.data.__self__.lost()
        return {"ballots": [[v.due - began, (v.answered or 0) - began, v.status] for v in voters]} | (
            {"said": [v.said() for v in voters]} if says else {}
        )


def main(port):
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    crowd = Crowd(port)
    for line in os.fdopen(sys.stdin.fileno(), "r"):
        command = json.loads(line)
        print(json.dumps(getattr(crowd, command.pop("do"))(**command)), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
