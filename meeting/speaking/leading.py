"""Giving the floor: one speaker at a time, each with a clock that only the server runs."""

from sqlalchemy import select

from ..agenda.meetings import find_meeting, require_running
from ..agenda.running import item_ending
from ..db import now
from ..errors import Refused
from ..permissions import Permission, require
from .models import FLOOR, SpeechRequest, SpeechState
from .ordering import reorder
from .requesting import find_speech, tell_speech


def begin_speech(session, actor, speech_id):
    """The person has the floor; whoever had it has ended. Beginning twice is beginning once."""
    require(actor, Permission.LEAD_SPEAKERS)
    speech = find_speech(session, actor, speech_id)
    require_running(find_meeting(session, actor.meeting_id))
    if speech.state == SpeechState.WAITING:
        end_floor(session, actor.meeting_id)
    elif speech.state not in FLOOR:
        raise Refused("This turn is over. Put %(name)s on the list again.", name=speech.seat.person.name)
    return run_clock(session, speech)


def call_next_speaker(session, actor):
    """The first on the current item's list begins. Raises Refused, changing nothing, when nobody waits."""
    require(actor, Permission.LEAD_SPEAKERS)
    waiting = list_waiting(session, find_meeting(session, actor.meeting_id))
    if not waiting:
        raise Refused("Nobody is waiting to speak.", code="nobody_waiting")
    return begin_speech(session, actor, waiting[0].id)


def pause_speech(session, actor, speech_id):
    """The clock stands still; the person keeps the floor."""
    return stop_clock(session, find_on_floor(session, actor, speech_id), SpeechState.PAUSED)


def resume_speech(session, actor, speech_id):
    return run_clock(session, find_on_floor(session, actor, speech_id))


def end_speech(session, actor, speech_id):
    """Ending a turn that is over changes nothing."""
    require(actor, Permission.LEAD_SPEAKERS)
    speech = find_speech(session, actor, speech_id)
    if speech.state == SpeechState.DONE:
        return speech
    return stop_clock(session, find_on_floor(session, actor, speech_id), SpeechState.DONE)


def allot_time(session, actor, speech_id, allotted_seconds):
    require(actor, Permission.LEAD_SPEAKERS)
    speech = find_speech(session, actor, speech_id)
    if speech.allotted_seconds == allotted_seconds:
        return speech
    speech.allotted_seconds = allotted_seconds
    return tell_speech(session, speech)


def order_speeches(session, actor, order):
    """`order`: ids of requests, the first to speak first. Returns those that wait, in their new order."""
    require(actor, Permission.LEAD_SPEAKERS)
    waiting = {speech.id: speech for speech in list_waiting(session, find_meeting(session, actor.meeting_id))}
    places = sorted(speech.position for speech in waiting.values())
    ordered = [waiting[id] for id in reorder(list(waiting), order)]
    for speech, place in zip(ordered, places, strict=True):
        if speech.position != place:
            speech.position = place
            tell_speech(session, speech)
    return ordered


def list_waiting(session, meeting):
    """The list of the item under discussion."""
    return session.scalars(
        select(SpeechRequest)
        .where(
            SpeechRequest.meeting_id == meeting.id,
            SpeechRequest.state == SpeechState.WAITING,
            SpeechRequest.item_id.is_not_distinct_from(meeting.current_item_id),
        )
        .order_by(SpeechRequest.position, SpeechRequest.id)
    ).all()


def find_on_floor(session, actor, speech_id):
    require(actor, Permission.LEAD_SPEAKERS)
    speech = find_speech(session, actor, speech_id)
    if speech.state not in FLOOR:
        raise Refused("%(name)s does not have the floor.", name=speech.seat.person.name)
    return speech


@item_ending.connect
def end_floor_with_item(meeting, session):
    end_floor(session, meeting.id)


def end_floor(session, meeting_id):
    """Whoever has the floor has ended."""
    this = (SpeechRequest.meeting_id == meeting_id) & SpeechRequest.state.in_(FLOOR)
    for speech in session.scalars(select(SpeechRequest).where(this)).all():
        stop_clock(session, speech, SpeechState.DONE)


def run_clock(session, speech):
    if speech.state == SpeechState.SPEAKING:
        return speech
    speech.state, speech.running_since = SpeechState.SPEAKING, now()
    return tell_speech(session, speech)


def stop_clock(session, speech, state):
    """What was spoken since the clock last started is added up."""
    if speech.state == state:
        return speech
    if speech.running_since:
        speech.spoken_seconds += max((now() - speech.running_since).total_seconds(), 0)
    speech.state, speech.running_since = state, None
    return tell_speech(session, speech)
