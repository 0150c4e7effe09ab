"""The presenter's pointer, passed on as it moves: not more than fifteen times a second, the last place always."""

import time

from .rooms import everybody

LEAST_SECONDS = 1 / 15


class Pointers:
    """Kept nowhere: who joins later sees the next move."""

    def __init__(self, socketio, clock=time.monotonic):
        self.socketio, self.clock = socketio, clock
        self.moved = {}  # {meeting id: when its pointer was told}
        self.waiting = {}  # {meeting id: (point, sid) to be told when it may move again}
        self.seen = {}  # {meeting id: sid of whoever's pointer is on the page}

    def move(self, meeting_id, point, sid):
        """`point` is {x, y} in fractions of the page, or None: taken away."""
        wait = self.moved.get(meeting_id, 0) + LEAST_SECONDS - self.clock()
        if point is None or (wait <= 0 and meeting_id not in self.waiting):
            self.waiting.pop(meeting_id, None)
            self._tell(meeting_id, point, sid)
        elif meeting_id in self.waiting:
            self.waiting[meeting_id] = point, sid
        else:
            self.waiting[meeting_id] = point, sid
            self.socketio.start_background_task(self._tell_later, meeting_id, wait)

    def leave(self, sid):
        """Its line is gone: nobody is left to take the pointer away."""
        for meeting_id in [meeting_id for meeting_id, whose in self.seen.items() if whose == sid]:
            self.move(meeting_id, None, sid)

    def _tell_later(self, meeting_id, wait):
        self.socketio.sleep(wait)
        if meeting_id in self.waiting:
            self._tell(meeting_id, *self.waiting.pop(meeting_id))

    def _tell(self, meeting_id, point, sid):
        self.moved[meeting_id] = self.clock()
        if point is None:
            self.seen.pop(meeting_id, None)
        else:
            self.seen[meeting_id] = sid
        self.socketio.emit("pointer:moved", {"point": point}, to=everybody(meeting_id), skip_sid=sid)
