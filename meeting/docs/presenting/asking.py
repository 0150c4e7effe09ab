"""Asking to present, and what the desk answers."""

from sqlalchemy import select

from ...agenda.meetings import find_meeting, require_running
from ...agenda.seats import find_seat
from ...db import now, record
from ...errors import NotFound
from ...facts import DESK, PresentingAsked, person_channel
from ...permissions import Permission, require
from .models import PresentingRequest
from .payloads import asking_payload
from .showing import answer, put_on_screens, require_showable


def ask_to_present(session, actor, paper_id, page):
    """The actor wishes to show this page; asking again is wishing another page."""
    require(actor, Permission.ASK_TO_PRESENT)
    require_running(find_meeting(session, actor.meeting_id))
    paper = require_showable(session, actor, paper_id, page)
    asking = session.get(PresentingRequest, actor.seat_id)
    if asking is None:
        seat = find_seat(session, actor.meeting_id, actor.seat_id)
        asking = PresentingRequest(meeting_id=actor.meeting_id, seat_id=seat.id, seat=seat)
        session.add(asking)
    asking.paper_id, asking.page, asking.at = paper.id, page, now()
    session.flush()
    audience = (DESK, person_channel(actor.person_id))
    record(session, PresentingAsked(actor.meeting_id, asking_payload(asking), audience))
    return asking


def withdraw_mine(session, actor):
    """Taking back what was not asked, or has been answered, changes nothing."""
    require(actor, Permission.ASK_TO_PRESENT)
    asking = session.get(PresentingRequest, actor.seat_id)
    if asking:
        answer(session, asking, "withdrawn")


def grant(session, actor, seat_id):
    """The page asked for is shown, or the last where a new version has fewer; the seat turns pages from now on."""
    require(actor, Permission.PRESENT)
    asking = find_asking(session, actor, seat_id)
    paper = require_showable(session, actor, asking.paper_id, 1)
    page = min(asking.page, paper.current.document.page_count)
    presentation = put_on_screens(session, paper, page, seat_id)
    answer(session, asking, "granted")
    return presentation


def decline(session, actor, seat_id):
    require(actor, Permission.PRESENT)
    answer(session, find_asking(session, actor, seat_id), "declined")


def find_asking(session, actor, seat_id):
    asking = session.get(PresentingRequest, seat_id)
    if asking is None or asking.meeting_id != actor.meeting_id:
        raise NotFound("This wish to present has been withdrawn or answered.")
    return asking


def askings_of(session, meeting_id):
    """{seat id as text: wish}: all of them for the desk, one's own for everybody else."""
    rows = session.scalars(
        select(PresentingRequest)
        .where(PresentingRequest.meeting_id == meeting_id)
        .order_by(PresentingRequest.at)
    )
    return {str(asking.seat_id): asking_payload(asking) for asking in rows}
