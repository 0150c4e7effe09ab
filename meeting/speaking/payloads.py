"""What a tablet may know of the speakers' list. One shape for reply, snapshot and fact."""

from sqlalchemy import select
from sqlalchemy.orm import lazyload

from ..db import iso
from .models import SpeechRequest


def speech_payload(speech):
    """Spoken altogether: `spoken_seconds`, and the time since `running_since` where that is set."""
    return {
        "id": speech.id,
        "seat_id": speech.seat_id,
        "item_id": speech.item_id,
        "state": speech.state,
        "position": speech.position,
        "requested_at": iso(speech.requested_at),
        "allotted_seconds": speech.allotted_seconds,
        "spoken_seconds": round(speech.spoken_seconds),
        "running_since": iso(speech.running_since),
    }


def speeches_payload(session, meeting_id):
    """{speech id as text: speech} in the order of the list, those of the past included."""
    speeches = session.scalars(
        select(SpeechRequest)
        .where(SpeechRequest.meeting_id == meeting_id)
        .options(lazyload(SpeechRequest.seat))
        .order_by(SpeechRequest.position, SpeechRequest.id)
    )
    return {str(speech.id): speech_payload(speech) for speech in speeches}
