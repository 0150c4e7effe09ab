"""What a tablet may know of a meeting, its seats and its agenda. One shape for reply, snapshot and fact."""

from sqlalchemy import select

from ..db import iso
from ..permissions import VOTING_ROLES
from .models import AgendaItem, Seat, VisibilityKind
from .numbering import number_items


def meeting_payload(session, meeting):
    return {
        "id": meeting.id,
        "title": meeting.title,
        "body": meeting.body.name,
        "body_id": meeting.body_id,
        "place": meeting.place,
        "state": meeting.state,
        "starts_at": iso(meeting.starts_at),
        "papers_due_at": iso(meeting.papers_due_at),
        "began_at": iso(meeting.began_at),
        "ended_at": iso(meeting.ended_at),
        "current_item_id": meeting.current_item_id,
        "quorum": quorum_payload(session, meeting),
    }


def body_payload(body):
    return {"id": body.id, "name": body.name, "quorum_rule": body.quorum_rule}


def quorum_payload(session, meeting):
    """How many members must be present, and are. At least numerator/denominator of all members."""
    voters = session.execute(
        select(Seat.present).where(Seat.meeting_id == meeting.id, Seat.role.in_(VOTING_ROLES))
    ).scalars()
    return attendance_payload(meeting, list(voters))


def attendance_payload(meeting, attendance):
    """The same of what is known already: whether present, of each member."""
    base, present = len(attendance), sum(attendance)
    needed = quorum_needed(base, meeting.quorum_numerator, meeting.quorum_denominator)
    return {
        "base": base,
        "needed": needed,
        "present": present,
        "met": base > 0 and present >= needed,
        "fraction": [meeting.quorum_numerator, meeting.quorum_denominator],
        "rule": meeting.quorum_rule or meeting.body.quorum_rule,
    }


def quorum_needed(base, numerator, denominator):
    """The least whole number that is at least the fraction of the base; integers only."""
    return -(-base * numerator // denominator)


def seat_payload(seat):
    return {
        "id": seat.id,
        "person_id": seat.person_id,
        "name": seat.person.name,
        "title": seat.person.title,
        "role": seat.role,
        "group": seat.group,
        "label": seat.label,
        "position": seat.position,
        "votes": seat.votes,
        "present": seat.present,
    }


def item_payload(item, number):
    return {
        "id": item.id,
        "parent_id": item.parent_id,
        "position": item.position,
        "number": number,
        "title": item.title,
        "description": item.description,
        "presenter": item.presenter,
        "minutes": item.minutes,
        "state": item.state,
        # Whether its papers are not for everyone; for whom they are is the desk's to know.
        "limited": item.visibility != VisibilityKind.EVERYONE,
        "started_at": iso(item.started_at),
        "ended_at": iso(item.ended_at),
    }


def agenda_payload(session, meeting_id):
    """{item id as text: item} of the whole agenda."""
    items = list_items(session, meeting_id)
    numbers = item_numbers(items)
    return {str(item.id): item_payload(item, numbers[item.id]) for item in items}


def item_numbers(items):
    """{item id: "2.1"} of all items of an agenda."""
    return number_items([(item.id, item.parent_id, item.position) for item in items])


def list_items(session, meeting_id):
    return session.scalars(
        select(AgendaItem)
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(AgendaItem.position, AgendaItem.id)
    ).all()
