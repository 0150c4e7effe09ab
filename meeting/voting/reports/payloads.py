"""What is told of results that are reported: that there is one, to everybody; what it came to, to who may see it."""

from sqlalchemy import select

from ...agenda.limits import is_shown
from ...agenda.models import AgendaItem, Meeting, MeetingState, Seat
from ...db import iso
from ...permissions import Permission, Role, require
from ..models import ReportedResult, Vote
from ..record.history import question_payload, summary


def report_payload(report, vote_state):
    """Nothing of the vote itself: a fact is heard by everybody, and by the hall screen."""
    return {
        "id": report.id,
        "item_id": report.item_id,
        "vote_id": report.vote_id,
        "purpose": report.purpose,
        "vote_state": vote_state,
    }


def reports_payload(session, meeting_id):
    """{report id as text: report} of the meeting."""
    rows = session.execute(
        select(ReportedResult, Vote.state)
        .join(Vote, Vote.id == ReportedResult.vote_id)
        .where(ReportedResult.meeting_id == meeting_id)
        .order_by(ReportedResult.id)
    )
    return {str(report.id): report_payload(report, state) for report, state in rows}


def list_reported(session, actor):
    """[report, with its vote as in a history, its meeting and whether the actor may look there] that the actor may
    know of: never who answered what. To the hall screen what was put on it where it was taken."""
    require(actor, Permission.READ_MEETING)
    own = list_own_meetings(session, actor)
    return [
        report_payload(report, vote.state)
        | {
            "at": iso(report.at),
            "vote": question_payload(vote) | {"result": summary(vote.result)},
            "meeting": {"id": meeting.id, "title": meeting.title},
            "is_open_to_you": meeting.id in own,
        }
        for report, vote, meeting, item in find_reported(session, actor.meeting_id)
        if may_see(actor, vote, item)
    ]


def find_reported(session, meeting_id):
    """Rows (report, vote, its meeting, the item it is reported on). Nothing of another body is told, should one of the
    meetings be another body's by now, nor of a meeting that was withdrawn: for members there is no such meeting."""
    here = select(Meeting.body_id).where(Meeting.id == meeting_id).scalar_subquery()
    return session.execute(
        select(ReportedResult, Vote, Meeting, AgendaItem)
        .join(Vote, Vote.id == ReportedResult.vote_id)
        .join(Meeting, Meeting.id == Vote.meeting_id)
        .join(AgendaItem, AgendaItem.id == ReportedResult.item_id)
        .where(
            ReportedResult.meeting_id == meeting_id,
            Meeting.body_id == here,
            Meeting.state != MeetingState.DRAFT,
        )
        .order_by(ReportedResult.id)
    ).all()


def may_see(actor, vote, item):
    if actor.role == Role.HALL and not vote.hall_at:
        return False
    return actor.may(Permission.SEE_DESK) or is_shown(item, actor.role, actor.person_id)


def list_own_meetings(session, actor):
    """Ids of the meetings in which the person has a seat."""
    return set(session.scalars(select(Seat.meeting_id).where(Seat.person_id == actor.person_id)))
