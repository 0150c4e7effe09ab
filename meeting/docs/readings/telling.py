"""Telling readers of their readings again when a paper has come back to them: their tablets forgot both together."""

from ...db import record
from ...facts import ReadingChanged, person_channel
from .payloads import readings_of
from .readers import readers_of


def tell_readings(session, paper):
    """To all who may see the paper and have opened it."""
    seats = readers_of(session, paper.meeting_id, [paper])[paper.id]
    read = readings_of(session, {(seat.person_id, paper.id) for seat in seats})
    for (person_id, _), reading in sorted(read.items()):
        record(session, ReadingChanged(paper.meeting_id, reading, (person_channel(person_id),)))
