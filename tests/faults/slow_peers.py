"""Tablets that are half gone, or read a few bytes a second. Each that is let go comes back at once, so that there are
always some to be measured."""

import select
import socket
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import websocket

from tests.live import await_that

from .bad_peers import Peer

KEPT_BYTES = 2048  # by the system for the tablet: as little as it allows
# One that says nothing is let go within 13 s, and does not hear of it when what it has not read is before that.
GIVEN_UP_SECONDS = 15
ANSWER_SECONDS = 4  # a ping waits 7 s for its answer


@dataclass(frozen=True)
class Kind:
    """`bytes_a_second` it reads; `answers` pings, whether it has read them or not; `narrow`: the server's system keeps
    little for it, so that the server has to."""

    bytes_a_second: int
    answers: bool
    narrow: bool


KINDS = (
    Kind(0, answers=False, narrow=False),  # half-open
    Kind(8, answers=False, narrow=True),
    Kind(0, answers=True, narrow=True),
    Kind(400, answers=True, narrow=True),  # takes some of it all the time, and stays behind all the same
    Kind(8, answers=True, narrow=False),  # stays
)


class SlowPeers:
    """`came`: how often one has joined; `turned_away`: why some could not."""

    def __init__(self, address, meeting_id, cookies):
        self.address, self.meeting_id = address, meeting_id
        self.came, self.turned_away = 0, []
        self._is_over, self._lock = threading.Event(), threading.Lock()
        self._threads = [
            threading.Thread(target=self._live, args=(KINDS[number % len(KINDS)], cookie))
            for number, cookie in enumerate(cookies)
        ]

    def begin(self):
        for thread in self._threads:
            thread.start()
        await_that(lambda: self.came + len(self.turned_away) >= len(self._threads), seconds=60)

    def end(self):
        self._is_over.set()
        for thread in self._threads:
            thread.join()

    def _live(self, kind, cookie):
        while not self._is_over.is_set():
            try:
                peer = self._join(kind, cookie)
            except (OSError, websocket.WebSocketException) as reason:
                with self._lock:
                    self.turned_away.append(repr(reason))
                self._is_over.wait(1)
                continue
            with self._lock:
                self.came += 1
            with suppress(OSError, websocket.WebSocketException):
                self._dawdle(kind, peer.line)
            peer.line.shutdown()  # no word of farewell, which would wait for an answer

    def _join(self, kind, cookie):
        small = [(socket.SOL_SOCKET, socket.SO_RCVBUF, KEPT_BYTES)]
        query = "&narrow" if kind.narrow else ""
        return Peer(self.address, cookie, self.meeting_id, query, sockopt=small)

    def _dawdle(self, kind, line):
        """Until the line has ended, or it is all over."""
        until = time.monotonic() + (float("inf") if kind.answers else GIVEN_UP_SECONDS)
        look = select.poll()
        look.register(line.sock, select.POLLRDHUP | (select.POLLIN if kind.bytes_a_second else 0))
        answered = time.monotonic()
        while not self._is_over.wait(1) and (moment := time.monotonic()) < until:
            seen = look.poll(0)
            if seen and seen[0][1] & ~select.POLLIN:
                return
            if seen:
                line.sock.recv(kind.bytes_a_second)
            if kind.answers and moment - answered >= ANSWER_SECONDS:
                line.send("3")
                answered = moment


@contextmanager
def slow_peers(address, meeting_id, cookies):
    """So many slow tablets, once all have joined."""
    peers = SlowPeers(address, meeting_id, cookies)
    try:
        peers.begin()
        yield peers
    finally:
        peers.end()
