"""Telling readers of their readings again when a paper has come back to them: their tablets forgot both together."""

from sqlalchemy import select

from ...agenda.models import Seat
from ...db import record
from ...facts import ReadingChanged, person_channel
from ...permissions import Actor
from ..seeing import may_see
from .payloads import readings_of


def tell_readings(session, paper):
    """To all who may see the paper and have opened it."""
    seats = session.scalars(select(Seat).where(Seat.meeting_id == paper.meeting_id))
    readers = [s.person_id for s in seats if may_see(Actor(s.meeting_id, s.role, s.person_id, s.id), paper)]
    read = readings_of(session, {(person_id, paper.id) for person_id in readers})
    for (person_id, _), reading in sorted(read.items()):
        record(session, ReadingChanged(paper.meeting_id, reading, (person_channel(person_id),)))
