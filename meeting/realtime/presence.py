"""Who is here: on which device, since when, and what it shows. Of all web processes together where Redis joins them.

Nothing of it is kept: whoever is here says so again.
"""

import json
import time
import uuid
from typing import Any

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from sqlalchemy import select

from ..db import iso, reading, writing
from ..docs.presenting.models import Presentation
from ..docs.presenting.showing import stop_for_absence
from .rooms import desk_room

SOON_SECONDS = 1  # many who come and go together are told of once
SHARED_SECONDS = 15  # what a process said of its tablets holds so long, should it be killed
# A presenter who reloads the page, or walks from the desk to a tablet, is not gone yet.
AWAY_SECONDS = 30
# Nor one who has not come back since this process was started.
NEVER_SEEN_SECONDS = 120
KEY = "meeting:presence:"
# A Redis that hangs is one that does not answer. The second try is for one that was started again.
IMPATIENT: Any = {"socket_timeout": 1, "socket_connect_timeout": 1, "retry": Retry(NoBackoff(), 1)}


class Presence:
    def __init__(self, app, socketio, connections, clock=time.monotonic):
        self.app, self.socketio, self.connections, self.clock = app, socketio, connections, clock
        queue = app.config["MESSAGE_QUEUE"]
        self.redis = redis.Redis.from_url(queue, **IMPATIENT) if queue else None
        self.key = KEY + uuid.uuid4().hex
        self.pending = set()  # meetings whose desk will be told soon
        self.told = {}  # {meeting id: seats that its desk was told of}
        self.seen = {}  # {(meeting id, seat id of a presenter): when they were last here}

    def tell_soon(self, meeting_id):
        if meeting_id in self.pending:
            return
        self.pending.add(meeting_id)
        self.socketio.start_background_task(self._tell_later, meeting_id)

    def _tell_later(self, meeting_id):
        self.socketio.sleep(SOON_SECONDS)
        self.pending.discard(meeting_id)
        try:
            self.share()
            self.tell(meeting_id, everywhere=True)
        except Exception:
            self.app.logger.exception("telling who is here failed; the next beat does it")

    def tell(self, meeting_id, everywhere=False):
        """Which seats are here, for the desk. Two devices of one person are one person."""
        online = self.online_seats(meeting_id)
        self.told[meeting_id] = online
        desk = desk_room(meeting_id)
        self.socketio.emit("presence:changed", {"online": online}, to=desk, ignore_queue=not everywhere)

    def beat(self):
        """Also what other processes know, or no longer know, comes to the desks of this one."""
        self.share()
        for meeting_id in self.connections.meetings():
            if self.online_seats(meeting_id) != self.told.get(meeting_id):
                self.tell(meeting_id)
        self.end_left_presentations()

    def online_seats(self, meeting_id):
        return sorted({device["seat_id"] for device in self.devices(meeting_id)} - {None})

    def devices(self, meeting_id):
        """[{seat_id, device, kind, since, paper_id, page, vote_id}] of the people in the meeting; a device whose old
        line is not known to be dead yet, one that has come back, is there once."""
        found = {}
        for device in self.of_others(meeting_id) + self.of_this_process(meeting_id):
            same = (device["seat_id"], device["device"])
            if same not in found or found[same]["since"] < device["since"]:
                found[same] = device
        return list(found.values())

    def of_this_process(self, meeting_id):
        return [
            {
                "seat_id": connection.actors[meeting_id].seat_id,
                "device": connection.device,
                "kind": connection.kind,
                "since": iso(connection.since),
                **connection.shows,
            }
            for connection in self.connections.in_meeting(meeting_id)
            if connection.actors[meeting_id].seat_id is not None
        ]

    def share(self):
        """Tells the other processes of the tablets of this one."""
        if self.redis is None:
            return
        here = {meeting_id: self.of_this_process(meeting_id) for meeting_id in self.connections.meetings()}
        self._ask(lambda: self.redis.set(self.key, json.dumps(here), ex=SHARED_SECONDS))

    def of_others(self, meeting_id):
        if self.redis is None:
            return []
        keys = self._ask(lambda: list(self.redis.scan_iter(f"{KEY}*"))) or []
        others = [key for key in keys if key.decode() != self.key]
        said = self._ask(lambda: self.redis.mget(others)) if others else []
        return [device for text in said or [] if text for device in json.loads(text).get(str(meeting_id), [])]

    def _ask(self, question):
        try:
            return question()
        except redis.RedisError as error:
            self.app.logger.warning(
                "Redis does not answer (%s): who is here is known in part", type(error).__name__
            )
            return None

    def end_left_presentations(self):
        """Whoever presents and has been away for a while no longer does."""
        if self.redis is not None and not self._ask(self.redis.ping):
            self.seen = {}  # they may be on another process: as after a start, there is time to hear of them again
            return
        with reading() as session:
            shown = session.execute(
                select(Presentation.meeting_id, Presentation.by_seat_id).where(
                    Presentation.meeting_id.in_(self.connections.meetings())
                )
            ).all()
        presenters = {(meeting_id, seat_id) for meeting_id, seat_id in shown}
        self.seen = {who: when for who, when in self.seen.items() if who in presenters}
        for meeting_id, seat_id in presenters:
            if self._is_away(meeting_id, seat_id):
                with writing(meeting_id) as session:
                    stop_for_absence(session, meeting_id, seat_id)

    def _is_away(self, meeting_id, seat_id):
        moment = self.clock()
        if seat_id in self.online_seats(meeting_id):
            self.seen[meeting_id, seat_id] = moment
            return False
        patience = NEVER_SEEN_SECONDS - AWAY_SECONDS
        return moment - self.seen.setdefault((meeting_id, seat_id), moment + patience) > AWAY_SECONDS


def told_to_desk(device, shown):
    """The device with its page if that is the one `shown` to all: what somebody reads by themselves is their own."""
    is_there = shown and (device["paper_id"], device["page"]) == (shown["paper_id"], shown["page"])
    return device if is_there else {**device, "paper_id": None, "page": None}
