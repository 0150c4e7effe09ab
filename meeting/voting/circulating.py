"""Opinions asked for between meetings (phiếu lấy ý kiến): reminding those who have not replied, and giving them more
time. That the deadline passes closes nothing: from then on no answer is taken, and the desk can count."""

from sqlalchemy import and_, select

from ..agenda.models import Meeting, MeetingState, Seat
from ..db import iso, now, record
from ..errors import Invalid, Refused
from ..facts import VoteReminded, person_channel
from .closing import list_missing
from .models import Ballot, Elector, Manner, Vote, VoteState
from .ongoing import find_ongoing, tell_changed
from .payloads import counted_payload
from .record.changes import record_extension, record_reminder


def remind(session, actor, vote_id):
    """(vote, how many were reminded): those who have not replied, each on their own devices and nowhere else. No
    message leaves the installation."""
    vote = find_circulating(session, actor, vote_id)
    require_time_left(vote)
    missing = list_missing(session, vote)
    if not missing:
        raise Refused("Everybody has replied.", code="all_replied")
    vote.reminded_at = now()
    record_reminder(session, vote, actor, [seat.id for seat in missing])
    tell_changed(session, vote)
    audience = tuple(person_channel(seat.person_id) for seat in missing)
    record(session, VoteReminded(vote.meeting_id, counted_payload(session, vote), audience=audience))
    return vote, len(missing)


def extend_deadline(session, actor, vote_id, deadline_at):
    """Also when it has passed, as long as the vote is not closed. Never to an earlier moment: somebody may count on the
    time that was given."""
    vote = find_circulating(session, actor, vote_id)
    earlier = vote.deadline_at
    if deadline_at == earlier > now():
        return vote
    if deadline_at <= max(earlier, now()):
        raise Invalid("A deadline can only be extended.", code="deadline_earlier", field="deadline_at")
    vote.deadline_at = deadline_at
    record_extension(session, vote, actor, earlier)
    return tell_changed(session, vote)


def find_circulating(session, actor, vote_id):
    vote = find_ongoing(session, actor, vote_id)
    if vote.manner != Manner.CIRCULATION:
        raise Refused("This vote is taken in the room; it has no deadline.", code="not_circulating")
    return vote


def require_time_left(vote):
    if vote.deadline_at <= now():
        raise Refused(
            "The deadline has passed. Extend it first, or close the vote and count it.",
            code="deadline_passed",
        )


def list_awaited(session, person):
    """[opinion] that the person is asked for and can still give, in all meetings, the most urgent first."""
    own = and_(Ballot.vote_id == Elector.vote_id, Ballot.seat_id == Elector.seat_id)
    rows = session.execute(
        select(Vote, Meeting)
        .join(Elector, Elector.vote_id == Vote.id)
        .join(Seat, Seat.id == Elector.seat_id)
        .join(Meeting, Meeting.id == Vote.meeting_id)
        .outerjoin(Ballot, own)
        .where(
            Seat.person_id == person.id,
            Vote.state == VoteState.OPEN,
            Vote.manner == Manner.CIRCULATION,
            Vote.deadline_at > now(),
            Ballot.id.is_(None),
            Meeting.state != MeetingState.DRAFT,
        )
        .order_by(Vote.deadline_at, Vote.id)
    )
    return [awaited_payload(vote, meeting) for vote, meeting in rows]


def awaited_payload(vote, meeting):
    return {
        "id": vote.id,
        "title": vote.title,
        "item_id": vote.item_id,
        "deadline_at": iso(vote.deadline_at),
        "reminded_at": iso(vote.reminded_at),
        "meeting": {"id": meeting.id, "title": meeting.title},
    }
