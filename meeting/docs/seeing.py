"""Who may see a paper, and who hears of it."""

from sqlalchemy import select

from ..agenda.models import Seat
from ..db import record
from ..facts import DESK, MEETING, PaperChanged, person_channel
from ..permissions import ALLOWED, Permission
from .models import VisibilityKind
from .payloads import paper_payload

DESK_ROLES = [role for role, allowed in ALLOWED.items() if Permission.SEE_DESK in allowed]


def may_see(actor, paper):
    """A paper that cannot be read yet is the desk's alone; the hall screen sees what everyone sees."""
    if actor.may(Permission.SEE_DESK):
        return actor.meeting_id == paper.meeting_id
    if actor.meeting_id != paper.meeting_id or paper.current is None:
        return False
    return _is_shown_to(paper, actor.role, actor.person_id)


def audience_of(session, paper):
    """The channels that hear of the paper, as a tuple."""
    if paper.current is None:
        return (DESK,)
    if paper.visibility == VisibilityKind.EVERYONE:
        return (MEETING,)
    seats = session.execute(select(Seat.person_id, Seat.role).where(Seat.meeting_id == paper.meeting_id))
    readers = (
        person_id
        for person_id, role in seats
        if role not in DESK_ROLES and _is_shown_to(paper, role, person_id)
    )
    return (DESK, *(person_channel(person_id) for person_id in sorted(readers)))


def tell_paper(session, paper):
    session.flush()
    record(session, PaperChanged(paper.meeting_id, paper_payload(paper), audience_of(session, paper)))
    return paper


def _is_shown_to(paper, role, person_id):
    if paper.visibility == VisibilityKind.EVERYONE:
        return True
    if paper.visibility == VisibilityKind.ROLES:
        return role in paper.roles
    if paper.visibility == VisibilityKind.DESK:
        return False
    return person_id is not None and any(reader.person_id == person_id for reader in paper.readers)
