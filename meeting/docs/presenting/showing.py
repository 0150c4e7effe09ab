"""Showing a page to the whole meeting."""

from typing import Any

from sqlalchemy import bindparam, select, update

from ...agenda.meetings import find_meeting
from ...agenda.models import Meeting, MeetingState
from ...agenda.running import meeting_ending
from ...agenda.seats import seat_changing
from ...db import iso, now, record, sequences
from ...errors import Invalid, Refused
from ...facts import DESK, MEETING, PresentationChanged, PresentingAnswered, person_channel
from ...permissions import ALLOWED, Permission, require
from ..finding import find_paper
from ..models import Document
from .models import Presentation, PresentingRequest
from .payloads import presentation_payload

# Made once, and of tables: a page is turned while a whole room waits.
TABLE: Any = Presentation.__table__
THIS = TABLE.c.meeting_id == bindparam("meeting")
SHOWN = (
    select(
        *TABLE.c,
        Meeting.state,
        select(Document.page_count).where(Document.key == TABLE.c.key).scalar_subquery().label("page_count"),
    )
    .join(Meeting, Meeting.id == TABLE.c.meeting_id)
    .where(THIS)
)
TURN = (
    update(TABLE)
    .where(THIS)
    .values({name: bindparam(name) for name in ("page", "region", "by_seat_id", "at")})
)


def show_page(session, actor, paper_id, page, region=None):
    """The page, or the region of it, is from now on what followers and the hall screen see.

    The desk takes over from whoever presents; others present while they have been given it. Returns its payload.
    """
    shown = session.connection().execute(SHOWN, {"meeting": actor.meeting_id}).first()
    require_is_presenter(actor, shown)
    if shown and shown.paper_id == paper_id:
        return _turn(session, shown, page, actor.seat_id, region)
    paper = require_showable(session, actor, paper_id, page)
    return put_on_screens(session, paper, page, actor.seat_id, region)


def call_everyone(session, actor):
    """Whoever reads elsewhere is taken to the page shown."""
    presentation = require_presenter(session, actor)
    if presentation is None:
        raise Refused("Nobody is presenting.", code="not_presenting")
    presentation.calls += 1
    return _tell(session, presentation)


def stop_presenting(session, actor):
    """Stopping twice is stopping once."""
    require(actor, Permission.ASK_TO_PRESENT)
    presentation = session.get(Presentation, actor.meeting_id)
    if presentation:
        require_presenter(session, actor)
        _end(session, presentation)


def stop_for_absence(session, meeting_id, seat_id):
    """The presenter has left the room."""
    presentation = session.get(Presentation, meeting_id)
    if presentation and presentation.by_seat_id == seat_id:
        _end(session, presentation)


def stop_showing(session, paper):
    """The paper is gone, or no longer for everyone; nor can anybody wish to show it."""
    presentation = session.get(Presentation, paper.meeting_id)
    if presentation and presentation.paper_id == paper.id:
        _end(session, presentation)
    _withdraw(session, PresentingRequest.paper_id == paper.id)


@meeting_ending.connect
def end_with_meeting(meeting, session):
    """Nothing can be shown any more, nor the presenter's page be turned."""
    if presentation := session.get(Presentation, meeting.id):
        _end(session, presentation)
    _withdraw(session, PresentingRequest.meeting_id == meeting.id)


@seat_changing.connect
def end_with_seat(seat, role, session):
    """Whoever only looks on from now, or is gone, neither presents nor wishes to."""
    if role is None or Permission.ASK_TO_PRESENT not in ALLOWED[role]:
        stop_for_absence(session, seat.meeting_id, seat.id)
        _withdraw(session, PresentingRequest.seat_id == seat.id)


def show_new_version(session, paper):
    """The paper being shown has a new version that can be read: followers move on to it, at the same page."""
    presentation = session.get(Presentation, paper.meeting_id)
    document = paper.current.document
    if presentation and presentation.paper_id == paper.id and presentation.key != document.key:
        presentation.key = document.key
        if presentation.page > document.page_count:
            presentation.page, presentation.region = document.page_count, None
        _tell(session, presentation)


def require_presenter(session, actor):
    """What is being shown, or None. Refused unless the actor may always present, or has been given it and still has
    it."""
    presentation = session.get(Presentation, actor.meeting_id)
    require_is_presenter(actor, presentation)
    return presentation


def require_is_presenter(actor, shown):
    require(actor, Permission.ASK_TO_PRESENT)
    if actor.may(Permission.PRESENT) or (shown and shown.by_seat_id == actor.seat_id):
        return
    raise Refused("You are not presenting. Ask the chair first.", code="not_presenter")


def require_showable(session, actor, paper_id, page):
    """The paper, if everybody in the meeting may see that page of it now."""
    require_running(find_meeting(session, actor.meeting_id).state)
    paper = find_paper(session, actor, paper_id)
    if paper.current is None:
        raise Refused("This paper cannot be read yet.", code="not_readable")
    if paper.is_confidential:
        raise Refused("This paper is confidential; it is never shown on the screens.", code="confidential")
    if not paper.is_for_all:
        raise Refused("This paper is not for everyone; it cannot be shown to the whole meeting.")
    if not 1 <= page <= paper.current.document.page_count:
        raise Invalid("There is no such page.", field="page")
    return paper


def require_running(state):
    if state == MeetingState.ENDED:
        raise Refused("The meeting has ended.")


def _turn(session, shown, page, seat_id, region):
    """Another page of the paper being shown. Who may see it need not be asked again: what is shown is open to all, and
    is no longer shown once it is not (`stop_showing`). A whole room waits: of what is SHOWN no object is made."""
    require_running(shown.state)
    if not 1 <= page <= (shown.page_count or 0):
        raise Invalid("There is no such page.", field="page")
    place = {"page": page, "region": region, "by_seat_id": seat_id, "at": now()}
    session.connection().execute(TURN, {"meeting": shown.meeting_id, **place})
    payload = presentation_payload(shown) | place | {"at": iso(place["at"])}
    record(session, PresentationChanged(shown.meeting_id, payload))
    return payload


def put_on_screens(session, paper, page, seat_id, region=None):
    presentation = session.get(Presentation, paper.meeting_id)
    if presentation is None:
        presentation = Presentation(
            meeting_id=paper.meeting_id, calls=beyond_all_calls(session, paper.meeting_id)
        )
        session.add(presentation)
    presentation.paper_id, presentation.key = paper.id, paper.current.document.key
    return _put(session, presentation, page, seat_id, region)


def beyond_all_calls(session, meeting_id):
    """More than any presentation before had: each call was told to the meeting, so there were more facts than calls."""
    return sequences(session, meeting_id, [MEETING])[MEETING]


def _put(session, presentation, page, seat_id, region):
    presentation.page, presentation.region = page, region
    presentation.by_seat_id, presentation.at = seat_id, now()
    return _tell(session, presentation)


def answer(session, asking, outcome):
    """The wish is off the list; `outcome` is granted, declined or withdrawn."""
    audience = (DESK, person_channel(asking.seat.person_id))
    session.delete(asking)
    session.flush()
    record(session, PresentingAnswered(asking.meeting_id, asking.seat_id, outcome, audience))


def _withdraw(session, such):
    for asking in session.scalars(select(PresentingRequest).where(such)).all():
        answer(session, asking, "withdrawn")


def _tell(session, presentation):
    session.flush()
    payload = presentation_payload(presentation)
    record(session, PresentationChanged(presentation.meeting_id, payload))
    return payload


def _end(session, presentation):
    session.delete(presentation)
    session.flush()
    record(session, PresentationChanged(presentation.meeting_id, None))
