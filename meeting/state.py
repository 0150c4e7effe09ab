"""Everything that a tablet needs when it joins, or after it has been asleep."""

from .agenda.meetings import find_meeting
from .agenda.payloads import agenda_payload, meeting_payload, seat_payload
from .agenda.seats import list_seats
from .db import epoch, iso, now, sequences
from .docs.book.asking import find_book
from .docs.finding import find_presentation, list_intakes, list_papers
from .docs.presenting.asking import askings_payload
from .docs.readings.payloads import own_readings
from .facts import DESK, HALL, MEETING, person_channel
from .permissions import ALLOWED, Permission, Role
from .speaking.payloads import speeches_payload
from .voting.payloads import ballots_payload, turnouts_payload, votes_payload


def meeting_state(session, actor):
    """The meeting as the actor may know it, with the sequence numbers it is fresh to."""
    meeting_id = actor.meeting_id
    papers = list_papers(session, actor)
    state = {
        "epoch": epoch(session),
        "now": iso(now()),
        "seqs": actor_sequences(session, actor),
        "me": me_payload(actor),
        "meeting": meeting_payload(session, find_meeting(session, meeting_id)),
        "seats": {str(seat.id): seat_payload(seat) for seat in list_seats(session, meeting_id)},
        "items": agenda_payload(session, meeting_id),
        "papers": papers,
        "readings": own_readings(session, actor, papers),
        "book": find_book(session, actor),
        "presentation": find_presentation(session, actor),
        "askings": askings_payload(session, actor),
        "speeches": speeches_payload(session, meeting_id),
        "votes": votes_payload(session, meeting_id, actor),
        "ballots": ballots_payload(session, actor),
    }
    if actor.may(Permission.SEE_DESK):
        state["intakes"] = list_intakes(session, actor)
        state["turnouts"] = turnouts_payload(session, meeting_id)
    return state


def me_payload(actor):
    return {
        "person_id": actor.person_id,
        "seat_id": actor.seat_id,
        "name": actor.name,
        "role": actor.role,
        "permissions": sorted(ALLOWED[actor.role]),
    }


def actor_channels(actor):
    """{channel as the tablet calls it: channel in the log} of all that the actor hears."""
    channels = {"meeting": MEETING}
    if actor.may(Permission.SEE_DESK):
        channels["desk"] = DESK
    if actor.role == Role.HALL:
        channels["hall"] = HALL
    if actor.person_id is not None:
        channels["person"] = person_channel(actor.person_id)
    return channels


def actor_sequences(session, actor):
    channels = actor_channels(actor)
    numbers = sequences(session, actor.meeting_id, list(channels.values()))
    return {name: numbers[channel] for name, channel in channels.items()}
