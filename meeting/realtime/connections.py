"""The sockets of this process: whose they are and which meetings they have joined."""

import socket
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ..db import now

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

    def __iter__(self):
        return iter(list(self._by_sid.values()))

    def add(self, connection):
        self._by_sid[connection.sid] = connection

    def get(self, sid):
        return self._by_sid.get(sid)

    def remove(self, sid):
        """The connection that has gone, or None."""
        return self._by_sid.pop(sid, None)

    def too_many_beside(self, connection):
        """The oldest of those that the same person has, where that is more than anybody has devices: one tablet gone
        wild does not fill the room."""
        return [one for one in self if one.whose == connection.whose][:-MOST_OF_ONE]

    def in_meeting(self, meeting_id):
        return [connection for connection in self if meeting_id in connection.actors]

    def meetings(self):
        return {meeting_id for connection in self for meeting_id in connection.actors}
