"""The whole state of a meeting for many tablets at once: what all share is made once, what is one's own is read for all
who wait together.

A thousand tablets that come back in one instant cost one look at the meeting and one compression; each gets its own
small part written behind the same bytes.
"""

import json
import struct
import time
import zlib
from collections import OrderedDict
from dataclasses import dataclass

from sqlalchemy import select

from ..agenda.meetings import find_meeting
from ..agenda.models import MeetingState, Seat
from ..db import epoch, reading, sequences
from ..docs.shelf import seen_by
from ..errors import Stale
from ..facts import DESK, HALL, MEETING
from ..gathering import Asked, Gatherer
from ..permissions import Actor, Permission
from ..state import own_part, personal_states, shared_state, view_of

MOST_KEPT = 32  # shared parts; one of a thousand seats is about half a megabyte
CALM_SECONDS = 0.5  # in a lively meeting a shared part is made at most this often
KEPT_SECONDS = 30  # what no fact tells, such as a person's corrected name, is seen after this at the latest
# What a shared part holds is told on these; whoever is not for all hears of it on the desk's channel too.
CHANNELS = [MEETING, DESK, HALL]

GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"  # RFC 1952: deflate, no name, no time, system unknown


class SharedPart:
    """The beginning of an answer, up to and into its papers, as bytes and deflated."""

    def __init__(self, key, shared):
        papers = [json_member(id, paper) for id, paper in shared.state["papers"].items()]
        rest = {name: value for name, value in shared.state.items() if name != "papers"}
        self.key, self.limited, self.made_at = key, shared.limited, time.monotonic()
        self.open_ids = set(shared.state["papers"])
        self.text = b'{"ok":true,%b,"papers":{%b' % (to_json(rest)[1:-1], b",".join(papers))
        deflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        # After a full flush another deflate may go on: no byte of what follows refers back to this.
        self.deflated = deflate.compress(self.text) + deflate.flush(zlib.Z_FULL_FLUSH)
        self.crc = zlib.crc32(self.text)

    def is_fresh(self, key):
        return self.key == key and time.monotonic() - self.made_at < KEPT_SECONDS

    def continued(self, actor, personal):
        """The end of the answer: the papers that only some see, then what is the actor's own."""
        limited = seen_by(actor, self.limited)
        papers = b",".join(json_member(paper.id, paper.payload) for paper in limited)
        own = own_part(personal, self.open_ids | {str(paper.id) for paper in limited})
        comma = b"," if papers and self.open_ids else b""
        return comma + papers + b"}," + to_json(own)[1:]


@dataclass(frozen=True)
class Snapshot:
    """One tablet's answer, in one piece or compressed."""

    shared: SharedPart
    end: bytes

    @property
    def text(self):
        return self.shared.text + self.end

    @property
    def gzipped(self):
        deflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        end = deflate.compress(self.end) + deflate.flush()
        size = (len(self.shared.text) + len(self.end)) % 2**32
        check = struct.pack("<II", zlib.crc32(self.end, self.shared.crc), size)
        return GZIP_HEAD + self.shared.deflated + end + check


@dataclass(eq=False)
class Wanted(Asked):
    """The outcome: (SharedPart, personal), or Stale."""

    actor: Actor


class Snapshots:
    """`made` counts the shared parts built, `served` the tablets that got one, `looks` the transactions for both.
    `calm`: seconds, see CALM_SECONDS."""

    def __init__(self, calm=CALM_SECONDS):
        self.calm = calm
        self.made = self.served = self.looks = 0
        self._kept: OrderedDict[tuple, SharedPart] = (
            OrderedDict()
        )  # {(meeting id, view): …}, the last used last
        self._gatherer = Gatherer(self._look, calm=self._await_calm)

    @property
    def size(self):
        """Bytes kept."""
        return sum(len(part.text) + len(part.deflated) for part in self._kept.values())

    def take(self, actor):
        """The Snapshot for the actor. Not inside a transaction: many may wait here, and each would hold one."""
        shared, personal = self._gatherer.ask(actor.meeting_id, Wanted(actor))
        self.served += 1
        return Snapshot(shared, shared.continued(actor, personal))

    def _await_calm(self, meeting_id):
        """A part that is to be made anew just after the last was made waits a little, and others come to join."""
        ages = [time.monotonic() - part.made_at for (id, _), part in self._kept.items() if id == meeting_id]
        if not ages or min(ages) >= self.calm:
            return
        with reading() as session:
            key = key_of(session, meeting_id)
        if any(part.key != key for (id, _), part in self._kept.items() if id == meeting_id):
            time.sleep(self.calm - min(ages))

    def _look(self, meeting_id, wanted):
        with reading() as session:
            parts = self._read(session, meeting_id, {one.actor for one in wanted})
        for one in wanted:
            one.outcome = parts.get(one.actor) or Stale(
                "Too much has happened since. Please load everything again."
            )

    def _read(self, session, meeting_id, actors):
        """{actor: (SharedPart, personal)}; without those who have another role, or no seat any more, by now."""
        self.looks += 1
        actors = still_here(session, meeting_id, actors)
        if not actors:
            return {}
        key = key_of(session, meeting_id)
        shared = {view: self._shared(session, key, meeting_id, view) for view in set(map(view_of, actors))}
        personal = personal_states(session, actors)
        return {actor: (shared[view_of(actor)], personal[actor]) for actor in actors}

    def _shared(self, session, key, meeting_id, view):
        place = meeting_id, view
        if place not in self._kept or not self._kept[place].is_fresh(key):
            self._kept[place] = SharedPart(key, shared_state(session, meeting_id, view))
            self.made += 1
        self._kept.move_to_end(place)
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return self._kept[place]


def key_of(session, meeting_id):
    """What a shared part was made at: while it is the same, so is the part."""
    return epoch(session), *sequences(session, meeting_id, CHANNELS).values()


def still_here(session, meeting_id, actors):
    """Those of the actors who have not changed since they were looked up: some have waited meanwhile."""
    wanted = {actor.seat_id for actor in actors} - {None}
    seats = select(Seat.id, Seat.role).where(Seat.meeting_id == meeting_id, Seat.id.in_(wanted))
    roles = dict(session.execute(seats).all())
    is_draft = find_meeting(session, meeting_id).state == MeetingState.DRAFT
    return [actor for actor in actors if _is_still(actor, roles, is_draft)]


def _is_still(actor: Actor, roles, is_draft):
    if is_draft and not actor.may(Permission.SEE_DESK):
        return False
    return actor.seat_id is None or roles.get(actor.seat_id) == actor.role


def json_member(id, payload):
    return b'"%d":%b' % (int(id), to_json(payload))


def to_json(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
