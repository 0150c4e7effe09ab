"""Asking to speak, and taking it back. Each item of the agenda has its own list."""

from sqlalchemy import func, select

from ..agenda.meetings import find_meeting, require_running
from ..agenda.seats import find_seat
from ..db import now, record
from ..errors import NotFound, Refused
from ..facts import SpeechChanged
from ..permissions import Permission, require
from .models import FLOOR, SpeechRequest, SpeechState
from .payloads import speech_payload


def ask_to_speak(session, actor):
    """The actor goes on the list of the item under discussion; raising a hand twice is raising it once."""
    require(actor, Permission.ASK_TO_SPEAK)
    return add_request(session, actor.meeting_id, actor.seat_id)


def add_for(session, actor, seat_id):
    """The desk puts somebody on the list, of whatever role: the chair may give anybody the floor."""
    require(actor, Permission.LEAD_SPEAKERS)
    return add_request(session, actor.meeting_id, find_seat(session, actor.meeting_id, seat_id).id)


def add_request(session, meeting_id, seat_id):
    meeting = find_meeting(session, meeting_id)
    require_running(meeting)
    there = find_standing(session, meeting, seat_id)
    if there:
        return there
    last = session.scalar(
        select(func.max(SpeechRequest.position)).where(SpeechRequest.meeting_id == meeting_id)
    )
    speech = find_withdrawn(session, meeting, seat_id) or SpeechRequest(
        meeting_id=meeting_id, seat_id=seat_id, item_id=meeting.current_item_id
    )
    speech.state, speech.position, speech.requested_at = SpeechState.WAITING, (last or 0) + 1, now()
    session.add(speech)
    return tell_speech(session, speech)


def find_withdrawn(session, meeting, seat_id):
    """The seat's request that was taken off the current list, to be put on it again: a hand that goes up and down
    all day must not fill the list that every tablet loads."""
    return session.scalar(
        select(SpeechRequest).where(
            SpeechRequest.meeting_id == meeting.id,
            SpeechRequest.seat_id == seat_id,
            SpeechRequest.item_id.is_not_distinct_from(meeting.current_item_id),
            SpeechRequest.state == SpeechState.WITHDRAWN,
        )
    )


def find_standing(session, meeting, seat_id):
    """The seat's request that waits on the current list, or its turn that is not over; else None."""
    waits = (SpeechRequest.state == SpeechState.WAITING) & SpeechRequest.item_id.is_not_distinct_from(
        meeting.current_item_id
    )
    return session.scalar(
        select(SpeechRequest).where(
            SpeechRequest.meeting_id == meeting.id,
            SpeechRequest.seat_id == seat_id,
            waits | SpeechRequest.state.in_(FLOOR),
        )
    )


def withdraw_mine(session, actor):
    """The actor no longer wishes to speak, on any item. Returns the last request withdrawn, or None."""
    require(actor, Permission.ASK_TO_SPEAK)
    mine = session.scalars(
        select(SpeechRequest)
        .where(
            SpeechRequest.meeting_id == actor.meeting_id,
            SpeechRequest.seat_id == actor.seat_id,
            SpeechRequest.state.in_((SpeechState.WAITING, *FLOOR)),
        )
        .order_by(SpeechRequest.position)
    ).all()
    if any(speech.state in FLOOR for speech in mine):
        raise Refused("You have the floor; the chair ends your turn.")
    withdrawn = [withdraw(session, speech) for speech in mine]
    return withdrawn[-1] if withdrawn else None


def remove_request(session, actor, speech_id):
    """The desk takes a waiting request off the list; taking it off twice is taking it off once."""
    require(actor, Permission.LEAD_SPEAKERS)
    speech = find_speech(session, actor, speech_id)
    if speech.state in FLOOR:
        raise Refused("%(name)s has the floor; end the turn instead.", name=speech.seat.person.name)
    return withdraw(session, speech) if speech.state == SpeechState.WAITING else speech


def withdraw(session, speech):
    speech.state = SpeechState.WITHDRAWN
    return tell_speech(session, speech)


def find_speech(session, actor, speech_id):
    speech = session.get(SpeechRequest, speech_id)
    if speech is None or speech.meeting_id != actor.meeting_id:
        raise NotFound("There is no such request to speak.")
    return speech


def tell_speech(session, speech):
    session.flush()
    record(session, SpeechChanged(speech.meeting_id, speech_payload(speech)))
    return speech
