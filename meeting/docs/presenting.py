"""Showing a page to the whole meeting."""

from ..agenda.meetings import find_meeting
from ..agenda.models import MeetingState
from ..db import now, record
from ..errors import Invalid, Refused
from ..facts import PresentationChanged
from ..permissions import Permission, require
from .finding import find_paper
from .models import Presentation
from .payloads import presentation_payload


def show_page(session, actor, paper_id, page):
    """The page is from now on what followers and the hall screen see."""
    require(actor, Permission.PRESENT)
    if find_meeting(session, actor.meeting_id).state == MeetingState.ENDED:
        raise Refused("The meeting has ended.")
    paper = find_paper(session, actor, paper_id)
    if paper.current is None:
        raise Refused("This paper cannot be read yet.", code="not_readable")
    if paper.is_confidential:
        raise Refused("This paper is confidential; it is never shown on the screens.", code="confidential")
    if not paper.is_for_all:
        raise Refused("This paper is not for everyone; it cannot be shown to the whole meeting.")
    if not 1 <= page <= paper.current.document.page_count:
        raise Invalid("There is no such page.", field="page")
    presentation = session.get(Presentation, actor.meeting_id)
    if presentation is None:
        presentation = Presentation(meeting_id=actor.meeting_id)
        session.add(presentation)
    presentation.paper_id, presentation.key, presentation.page = paper.id, paper.current.document.key, page
    presentation.by_seat_id, presentation.at = actor.seat_id, now()
    return _tell(session, presentation)


def stop_presenting(session, actor):
    """Stopping twice is stopping once."""
    require(actor, Permission.PRESENT)
    presentation = session.get(Presentation, actor.meeting_id)
    if presentation:
        _end(session, presentation)


def stop_showing(session, paper):
    """The paper is gone, or no longer for everyone."""
    presentation = session.get(Presentation, paper.meeting_id)
    if presentation and presentation.paper_id == paper.id:
        _end(session, presentation)


def show_new_version(session, paper):
    """The paper being shown has a new version that can be read: followers move on to it, at the same page."""
    presentation = session.get(Presentation, paper.meeting_id)
    document = paper.current.document
    if presentation and presentation.paper_id == paper.id and presentation.key != document.key:
        presentation.key, presentation.page = document.key, min(presentation.page, document.page_count)
        _tell(session, presentation)


def _tell(session, presentation):
    session.flush()
    record(session, PresentationChanged(presentation.meeting_id, presentation_payload(presentation)))
    return presentation


def _end(session, presentation):
    session.delete(presentation)
    session.flush()
    record(session, PresentationChanged(presentation.meeting_id, None))
