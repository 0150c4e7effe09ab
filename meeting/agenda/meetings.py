"""A meeting from its first draft to its end."""

from blinker import Signal
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from ..db import forget_facts, record
from ..errors import Invalid, NotAllowed, NotFound, Refused
from ..facts import MeetingChanged
from ..people.directory import KEEPERS
from ..permissions import Permission, Role, require
from .models import AgendaItem, Body, Meeting, MeetingState, Seat
from .payloads import meeting_payload

meeting_withdrawing = Signal(
    "A meeting is taken back from its members: sent with (meeting, session=), before."
)


def create_meeting(session, person, title, body_id, starts_at, place="", papers_due_at=None):
    """A draft, with the person who makes it as its secretary."""
    require_secretariat(person)
    find_body(session, body_id)
    _require_papers_before(starts_at, papers_due_at)
    meeting = Meeting(
        title=title, body_id=body_id, starts_at=starts_at, place=place, papers_due_at=papers_due_at
    )
    session.add(meeting)
    session.flush()
    session.add(Seat(meeting_id=meeting.id, person_id=person.id, role=Role.SECRETARY))
    session.flush()
    return meeting


def create_body(session, person, name):
    require_secretariat(person)
    if session.scalar(select(Body.id).where(Body.name == name)):
        raise Invalid("There is already a body of this name.", field="name")
    body = Body(name=name)
    session.add(body)
    session.flush()
    return body


def change_quorum_rule(session, person, body_id, quorum_rule):
    """For the meetings that have not begun: in the others it stands as it was."""
    require_secretariat(person)
    body = find_body(session, body_id)
    body.quorum_rule = quorum_rule
    return body


def require_secretariat(person):
    if person.office not in KEEPERS:
        raise NotAllowed("Only the secretariat may do this.")


def change_meeting(session, actor, title, body_id, starts_at, place, papers_due_at=None):
    require(actor, Permission.PREPARE_MEETING)
    meeting = find_meeting(session, actor.meeting_id)
    body = find_body(session, body_id)
    _require_papers_before(starts_at, papers_due_at)
    # Begun with the rule of another body: from now on it keeps to its own.
    if meeting.quorum_rule and body.id != meeting.body_id:
        meeting.quorum_rule = body.quorum_rule
    meeting.papers_due_at = papers_due_at
    meeting.title, meeting.body_id, meeting.starts_at, meeting.place = title, body_id, starts_at, place
    session.flush()
    session.refresh(meeting, ["body"])
    return tell(session, meeting)


def _require_papers_before(starts_at, papers_due_at):
    if papers_due_at and papers_due_at > starts_at:
        raise Invalid("Papers are due before the meeting begins.", field="papers_due_at")


def remove_meeting(session, actor):
    """Only a draft: what members have seen is not made to disappear."""
    require(actor, Permission.PREPARE_MEETING)
    meeting = find_meeting(session, actor.meeting_id)
    if meeting.state != MeetingState.DRAFT:
        raise Refused("Only a draft can be deleted.")
    try:
        with session.begin_nested():
            session.delete(meeting)
    except IntegrityError:  # what was asked by circulation has its record before the meeting begins
        raise Refused("Votes have been taken in this meeting; it stays.", code="has_votes") from None


def publish_meeting(session, actor):
    """Members see the meeting from now on, and nothing of how it came about. Publishing twice is publishing once."""
    require(actor, Permission.PREPARE_MEETING)
    meeting = find_meeting(session, actor.meeting_id)
    if meeting.state != MeetingState.DRAFT:
        return meeting
    if not session.scalar(select(AgendaItem.id).where(AgendaItem.meeting_id == meeting.id).limit(1)):
        raise Refused("There is nothing on the agenda yet.")
    forget_facts(session, meeting.id)
    meeting.state = MeetingState.PUBLISHED
    return tell(session, meeting)


def withdraw_meeting(session, actor):
    """Back to a draft, as long as it has not begun."""
    require(actor, Permission.PREPARE_MEETING)
    meeting = find_meeting(session, actor.meeting_id)
    if meeting.state in (MeetingState.RUNNING, MeetingState.ENDED):
        raise Refused("The meeting has begun; it can no longer be withdrawn.")
    meeting_withdrawing.send(meeting, session=session)
    meeting.state = MeetingState.DRAFT
    return tell(session, meeting)


def require_running(meeting):
    if meeting.state != MeetingState.RUNNING:
        raise Refused("The meeting is not running.", code="not_running")


def tell(session, meeting):
    session.flush()
    record(session, MeetingChanged(meeting.id, meeting_payload(session, meeting)))
    return meeting


def find_meeting(session, meeting_id):
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        raise NotFound("There is no such meeting.")
    return meeting


def find_body(session, body_id):
    body = session.get(Body, body_id)
    if body is None:
        raise Invalid("Please choose the body that meets.", field="body_id")
    return body


def list_meetings(session, person):
    """[(meeting, seat)] the person has a seat in and may know of, the latest first."""
    rows = session.execute(
        select(Meeting, Seat)
        .join(Seat, Seat.meeting_id == Meeting.id)
        .where(Seat.person_id == person.id)
        .order_by(Meeting.starts_at.desc(), Meeting.id.desc())
    )
    desk = (Role.CHAIR, Role.SECRETARY)
    return [(m, s) for m, s in rows if m.state != MeetingState.DRAFT or s.role in desk]
