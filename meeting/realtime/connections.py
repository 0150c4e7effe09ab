"""The sockets of this process: whose they are and which meetings they have joined."""

import socket
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ..db import now
from ..errors import Overloaded

MOST_OF_ONE = 64  # lines of one person, or of one hall screen's address


@dataclass
class Connection:
    sid: str
    sign_in_id: int | None = None  # None for a hall screen, as the person
    person_id: int | None = None
    hall_token: str | None = None
    line: Any = None  # the TCP connection of its WebSocket, which ends with it
    actors: dict = field(default_factory=dict)  # {meeting id: Actor as it joined}
    since: datetime = field(default_factory=now)
    # As the tablet says itself: a name that it made up once and keeps, and what it is.
    device: str = ""
    kind: str = ""
    shows: dict = field(default_factory=lambda: {"paper_id": None, "page": None, "vote_id": None})

    @property
    def whose(self):
        return self.person_id, self.hall_token

    def cut(self):
        """A peer that says nothing more would never end it, and its place in memory would be kept."""
        if self.line is not None:
            with suppress(OSError):
                self.line.shutdown(socket.SHUT_RDWR)


class Connections:
    def __init__(self):
        self._by_sid = {}
        self._lines: Counter[tuple] = Counter()  # {whose: how many}

    def __iter__(self):
        return iter(list(self._by_sid.values()))

    def add(self, connection):
        """Raises Overloaded where the same person has more than anybody has devices: one tablet gone wild does not fill
        the room. The newest is the one refused: were the oldest ended, it would come back and end the next."""
        if self._lines[connection.whose] >= MOST_OF_ONE:
            raise Overloaded(
                "The room is already open in %(count)s windows under this name or address. "
                "Close some of them; this one then comes in by itself.",
                count=MOST_OF_ONE,
            )
        self._lines[connection.whose] += 1
        self._by_sid[connection.sid] = connection

    def get(self, sid):
        return self._by_sid.get(sid)

    def remove(self, sid):
        """The connection that has gone, or None."""
        connection = self._by_sid.pop(sid, None)
        if connection:
            self._lines[connection.whose] -= 1
            if not self._lines[connection.whose]:
                del self._lines[connection.whose]
        return connection

    def in_meeting(self, meeting_id):
        return [connection for connection in self if meeting_id in connection.actors]

    def meetings(self):
        return {meeting_id for connection in self for meeting_id in connection.actors}
