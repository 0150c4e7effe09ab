"""Who is to read a paper: those with a seat who may see it now."""

from sqlalchemy import select

from ...agenda.models import Meeting, MeetingState, Seat
from ...permissions import Actor, Permission
from ..seeing import may_see


def readers_of(session, meeting_id, papers):
    """{paper id: [Seat]} of papers of one meeting, in the order of the seats. While the meeting is a draft its papers
    are the desk's alone; a paper that cannot be read yet has no readers."""
    seats = session.scalars(
        select(Seat).where(Seat.meeting_id == meeting_id).order_by(Seat.position, Seat.id)
    ).all()
    is_draft = session.get(Meeting, meeting_id).state == MeetingState.DRAFT
    actors = [(seat, Actor(meeting_id, seat.role, seat.person_id, seat.id)) for seat in seats]
    able = [(seat, actor) for seat, actor in actors if not is_draft or actor.may(Permission.SEE_DESK)]
    return {
        paper.id: [seat for seat, actor in able if may_see(actor, paper)] if paper.current else []
        for paper in papers
    }
