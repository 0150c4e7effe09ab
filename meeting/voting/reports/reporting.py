"""Putting the result of a circulation on an agenda item. Who does so has a seat in both meetings, so nobody tells more
than they were told."""

from sqlalchemy import select

from ...agenda.items import find_item
from ...agenda.meetings import find_meeting
from ...agenda.models import Meeting, MeetingState, Seat
from ...db import iso, record
from ...errors import NotFound, Refused
from ...facts import ReportChanged, ReportRemoved
from ...permissions import Permission, require
from ..models import Manner, ReportedResult, Vote, VoteState
from .payloads import report_payload


def report_result(session, actor, item_id, vote_id, purpose):
    """The result is told on this item from now on; once more changes nothing but what it is told for."""
    require(actor, Permission.PREPARE_MEETING)
    item, report = find_place(session, actor, item_id, vote_id)
    if report is None:
        require_reportable(session, actor, vote_id)
        report = ReportedResult(meeting_id=item.meeting_id, item_id=item.id, vote_id=vote_id)
        session.add(report)
    elif report.purpose == purpose:
        return report
    report.purpose, report.reported_by_id = purpose, actor.person_id
    session.flush()
    return tell_report(session, report)


def withdraw_report(session, actor, item_id, vote_id):
    """Nothing is told on this item any more; the circulation and its record stay as they are."""
    require(actor, Permission.PREPARE_MEETING)
    _item, report = find_place(session, actor, item_id, vote_id)
    if report is not None:
        session.delete(report)
        record(session, ReportRemoved(actor.meeting_id, report.id))


def find_place(session, actor, item_id, vote_id):
    """(the item, what stands there of the vote or None). Raises Refused when the meeting is over."""
    item = find_item(session, actor.meeting_id, item_id)
    if find_meeting(session, actor.meeting_id).state == MeetingState.ENDED:
        raise Refused("The meeting has ended.", code="not_running")
    this = select(ReportedResult).where(ReportedResult.item_id == item.id, ReportedResult.vote_id == vote_id)
    return item, session.scalar(this)


def require_reportable(session, actor, vote_id):
    if session.execute(reportable(session, actor).where(Vote.id == vote_id)).first() is None:
        raise NotFound(
            "There is no such result. A result can be put here once it is published, of an opinion by circulation of an"
            " earlier meeting of the same body in which you have a seat.",
            code="not_reportable",
        )


def list_reportable(session, actor):
    """[{vote_id, title, closed_at, outcome, meeting}] of what may be put on an item here, the newest first."""
    require(actor, Permission.PREPARE_MEETING)
    rows = session.execute(reportable(session, actor).order_by(Vote.closed_at.desc(), Vote.id.desc()))
    return [
        {
            "vote_id": vote.id,
            "title": vote.title,
            "closed_at": iso(vote.closed_at),
            "outcome": vote.result["outcome"],
            "meeting": {"id": meeting.id, "title": meeting.title},
        }
        for vote, meeting in rows
    ]


def reportable(session, actor):
    here = find_meeting(session, actor.meeting_id)
    return (
        select(Vote, Meeting)
        .join(Meeting, Meeting.id == Vote.meeting_id)
        .join(Seat, Seat.meeting_id == Meeting.id)
        .where(
            Seat.person_id == actor.person_id,
            # Of a draft the title would be told to those for whom there is no such meeting.
            Meeting.state != MeetingState.DRAFT,
            Meeting.body_id == here.body_id,
            Meeting.starts_at < here.starts_at,
            Vote.manner == Manner.CIRCULATION,
            Vote.state == VoteState.PUBLISHED,
            ~Vote.is_test,
        )
    )


def tell_report(session, report):
    state = session.get(Vote, report.vote_id).state
    record(session, ReportChanged(report.meeting_id, report_payload(report, state)))
    return report


def tell_where_reported(session, vote):
    """Where the result of the vote is told it is not the same any more."""
    session.flush()
    for report in session.scalars(select(ReportedResult).where(ReportedResult.vote_id == vote.id)):
        tell_report(session, report)
