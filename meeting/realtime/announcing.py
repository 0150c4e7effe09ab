"""Tells the rooms what the log has: every fact once, in order, whichever process wrote it."""

import json
import threading
from collections import defaultdict
from typing import Any

from sqlalchemy import bindparam, func, select

from ..agenda.hall import find_hall
from ..agenda.models import MeetingState
from ..db import FactEntry, database, epoch, iso, now, reading, sequences, written
from ..errors import Refused
from ..facts import DESK, HALL, MEETING, person_channel
from ..people.models import SignIn
from ..people.passwords import off_loop
from ..permissions import Permission
from ..voting.hall import fact_for_hall
from .fanout import Json
from .high_water import HighWaterMark
from .listening import Listener
from .rooms import channel_rooms, hall_room

BATCH = 500
HEARD = [getattr(FactEntry, name) for name in ("id", "meeting_id", "channel", "seq", "name", "payload")]
NEWER = select(*HEARD).where(FactEntry.id > bindparam("told")).order_by(FactEntry.id).limit(BATCH)
BEATS_AT_ONCE = 100  # people; then the others have their turn: a page must not wait for a thousand heartbeats
DEMOTING = ("seat:changed", "seat:removed", "meeting:changed")


class Announcer:
    """Reads the log from where it stopped. Nobody hears a fact that is not in the log.

    It begins with the first tablet that joins: before that there is nobody to tell.
    """

    def __init__(self, app, socketio):
        self.app, self.socketio = app, socketio
        self.told: Any = None  # id of the last log entry announced
        self.epoch = None
        self.mark = HighWaterMark(app.config["DATA"])
        self.lock = threading.RLock()

    def begin(self):
        """From now on the rooms are told; also starts looking for facts of other processes."""
        with self.lock:
            if self.told is not None:
                return
            with reading() as session:
                self.told = session.scalar(select(func.max(FactEntry.id))) or 0
                self.epoch = epoch(session)
        if self.app.config["TAIL_SECONDS"]:
            self.socketio.start_background_task(self._forever, self.announce, self.app.config["TAIL_SECONDS"])
            knocks = {"facts": self.announce, "sign-ins": self.end_the_expired}
            Listener(self.app, self.socketio, knocks).begin()
        if seconds := self.app.config["HEARTBEAT_SECONDS"]:
            # Each by itself: who is here may have to be asked of a Redis that hangs, and the heart must go on beating.
            for act in (self.beat, self.app.extensions["presence"].beat):
                self.socketio.start_background_task(self._forever, act, seconds)
        if self.app.config["TAIL_SECONDS"]:
            database().lengthen_write_ahead_log()

    def _forever(self, act, seconds):
        is_failing = False
        while True:
            self.socketio.sleep(seconds)
            try:
                with self.app.app_context():
                    act()
                is_failing = False
            except Exception:
                if not is_failing:  # a database that is away for an hour is one entry in the log
                    self.app.logger.exception("announcing failed; trying again")
                is_failing = True

    def announce(self, logged=()):
        """Emit what has been logged since the last time, in the order of the log; `logged`: what has just been saved
        here, and need not be read when it is the next."""
        if self.told is None:
            return
        with self.lock:
            if logged and self._are_next(logged):
                self._tell(logged)
                return
            is_more = True
            # No look after the last: the tablets' greenlets wait for us to be done before they send.
            while is_more:
                entries = self._new_entries()
                self._tell(entries)
                is_more = len(entries) == BATCH  # what is logged meanwhile, its writer has announced after us

    def _are_next(self, logged):
        """Without a gap: in one, there may be what another process has logged."""
        return all(entry.id == number for number, entry in enumerate(logged, start=self.told + 1))

    def _tell(self, entries):
        if entries:
            self.mark.write(self.epoch, entries[-1].id)
        for entry in entries:
            self._emit(entry)
            self.told = entry.id

    def _new_entries(self):
        with reading() as session:
            return session.execute(NEWER, {"told": self.told}).all()

    def _emit(self, entry):
        rooms, channel = channel_rooms(entry.meeting_id, entry.channel)
        payload = json.loads(entry.payload)
        hall, for_hall = hall_room(entry.meeting_id), fact_for_hall(payload)
        if hall in rooms and for_hall is not payload:
            rooms.remove(hall)
            self.emit(entry.name, as_told(channel, entry.seq, written(for_hall)), hall)
        if rooms:  # to none is, for Socket.IO, to all
            self.emit(entry.name, as_told(channel, entry.seq, entry.payload), rooms)
        self._drop_the_demoted(entry, payload)

    def emit(self, name, payload, room):
        """To this process's tablets: every other reads the same log and tells its own, or facts would come twice."""
        self.socketio.emit(name, payload, to=room, ignore_queue=True)

    def _drop_the_demoted(self, entry, payload):
        """A seat removed, another role, a meeting withdrawn: whoever is concerned must join afresh."""
        if entry.name not in DEMOTING:
            return
        for connection in self.app.extensions["connections"].in_meeting(entry.meeting_id):
            if is_demotion(entry.name, payload, connection.actors[entry.meeting_id]):
                self.drop(connection.sid)

    def drop(self, sid):
        self.socketio.server.disconnect(sid)

    def beat(self):
        """Each channel's newest number, so that a tablet knows when it has missed something."""
        self.end_the_expired()
        connections = self.app.extensions["connections"]
        for meeting_id in connections.meetings():
            people = {c.actors[meeting_id].person_id for c in connections.in_meeting(meeting_id)} - {None}
            channels = [MEETING, DESK, HALL, *map(person_channel, people)]
            with reading() as session:
                numbers, this_epoch = sequences(session, meeting_id, channels), epoch(session)
            rooms = defaultdict(list)  # of one kind and number: what they are told is the same
            for log_channel, seq in numbers.items():
                hearing, channel = channel_rooms(meeting_id, log_channel)
                rooms[channel, seq] += hearing
            for (channel, seq), alike in rooms.items():
                beat = {"channel": channel, "epoch": this_epoch, "seq": seq, "now": iso(now())}
                for start in range(0, len(alike), BEATS_AT_ONCE):
                    self.socketio.sleep(0)
                    self.emit("heartbeat", beat, alike[start : start + BEATS_AT_ONCE])
        off_loop(self.mark.keep)  # last: while a disk is slow, the room must not take the beat for lost

    def end_the_expired(self):
        """A sign-in that ended, here or in another process, or ran out, hears nothing more."""
        connections = list(self.app.extensions["connections"])
        wanted = {c.sign_in_id for c in connections} - {None}
        with reading() as session:
            valid = set(
                session.scalars(
                    select(SignIn.id).where(
                        SignIn.id.in_(wanted), SignIn.ended_at.is_(None), SignIn.expires_at > now()
                    )
                )
            )
            for connection in connections:
                if connection.hall_token:
                    ended = not self._opens(session, connection.hall_token)
                else:
                    ended = connection.sign_in_id not in valid
                if ended:
                    self.end(connection.sid)

    def _opens(self, session, hall_token):
        try:
            return find_hall(session, hall_token, self.app.config["SECRET_KEY"])
        except Refused:
            return None

    def end(self, sid):
        self.emit("session:ended", {}, sid)
        self.drop(sid)


def as_told(channel, seq, payload):
    """A fact as tablets hear it. `payload`: its JSON text in the log, which goes out as it stands there."""
    return Json(written({"channel": channel, "seq": seq})[:-1] + "," * (payload != "{}") + payload[1:])


def is_demotion(name, payload, actor):
    """Whether the fact says that the actor is no longer who joined."""
    if name == "seat:removed":
        return payload["id"] == actor.seat_id
    if name == "seat:changed":
        return payload["seat"]["id"] == actor.seat_id and payload["seat"]["role"] != actor.role
    return payload["meeting"]["state"] == MeetingState.DRAFT and not actor.may(Permission.SEE_DESK)
