"""What was voted on: the votes of a meeting, and what one member answered in all meetings. Never an answer to a secret
vote, nor of somebody else."""

from sqlalchemy import and_, select

from ...agenda.models import AgendaItem, Meeting, MeetingState, Seat
from ...agenda.payloads import item_numbers, list_items
from ...db import iso
from ...permissions import Permission, Role, require
from ..models import Ballot, Elector, Secrecy, Vote
from .reading import broken_how

# Of a result, what a list shows; the roll call and the script stand with the vote itself.
SUMMARY = (
    "electorate",
    "present",
    "cast",
    "not_cast",
    "invalid",
    "base",
    "required",
    "counts",
    "percent",
    "outcome",
)
OF_SUBJECT = ("id", "title", "counts", "percent", "outcome", "rank", "reached")
MOST_OWN = 500


def list_history(session, actor):
    """[vote] in the order in which they were opened: to the desk all that were counted, to others what was published to
    the tablets, with what was annulled since; to the hall screen what was put there."""
    require(actor, Permission.READ_MEETING)
    this = (Vote.meeting_id == actor.meeting_id) & Vote.result.is_not(None) & ~Vote.is_test
    if actor.role == Role.HALL:
        this &= Vote.hall_at.is_not(None)
    elif not actor.may(Permission.SEE_DESK):
        this &= Vote.published_at.is_not(None)
    votes = session.scalars(select(Vote).where(this).order_by(Vote.opened_at, Vote.id)).all()
    items = list_items(session, actor.meeting_id)
    numbers, titles = item_numbers(items), {item.id: item.title for item in items}
    return [
        question_payload(vote)
        | {"item": {"number": numbers[vote.item_id], "title": titles[vote.item_id]}}
        | {"result": summary(vote.result)}
        for vote in votes
    ]


def list_own_votes(session, person):
    """[vote] of all meetings in which the person was entitled to answer by name, the newest first, with the person's
    own answer, or None where there was none. A result only once it is published."""
    own = and_(Ballot.vote_id == Elector.vote_id, Ballot.seat_id == Elector.seat_id)
    rows = session.execute(
        select(Vote, Meeting, AgendaItem.title, Ballot.answer)
        .join(Elector, Elector.vote_id == Vote.id)
        .join(Seat, Seat.id == Elector.seat_id)
        .join(Meeting, Meeting.id == Vote.meeting_id)
        .join(AgendaItem, AgendaItem.id == Vote.item_id)
        .outerjoin(Ballot, own)
        .where(
            Seat.person_id == person.id,
            Vote.closed_at.is_not(None),
            Vote.secrecy.in_((Secrecy.NAMED, Secrecy.NAMED_LATER)),
            ~Vote.is_test,
            Meeting.state != MeetingState.DRAFT,
        )
        .order_by(Vote.closed_at.desc(), Vote.id.desc())
        .limit(MOST_OWN)
    )
    return [
        question_payload(vote)
        | {"meeting": {"id": meeting.id, "title": meeting.title}, "item": {"title": item}, "answer": answer}
        | {"result": vote.published_at and summary(vote.result)}
        for vote, meeting, item, answer in rows
    ]


def question_payload(vote):
    return {
        "id": vote.id,
        "title": vote.title,
        "kind": vote.kind,
        "form": vote.form,
        "options": vote.options,
        "subjects": vote.subjects,
        "secrecy": vote.secrecy,
        "manner": vote.manner,
        "rule": vote.rule,
        "is_consultative": vote.is_consultative,
        "state": vote.state,
        "closed_at": iso(vote.closed_at),
        "published_at": iso(vote.published_at),
        "hall_at": iso(vote.hall_at),
    }


def summary(result):
    """Also of one that was counted before names could be voted on. Of a tie how it was broken, never by whose side."""
    subjects = [{name: subject[name] for name in OF_SUBJECT} for subject in result.get("subjects", ())]
    how = broken_how(result)
    broken = {"tie_break": how and {"method": how}}
    return {name: result[name] for name in SUMMARY} | {"subjects": subjects} | broken
