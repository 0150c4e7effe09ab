"""Who may see a paper, and who hears of it."""

from sqlalchemy import Text, and_, cast, func, not_, or_, select

from ..agenda.models import Meeting, MeetingState, Seat
from ..db import record
from ..facts import DESK, HALL, MEETING, PaperChanged, person_channel
from ..permissions import ALLOWED, Permission, Role
from .models import STATE_SECRETS, Document, Paper, PaperReader, PaperVersion, VisibilityKind
from .payloads import paper_payload

DESK_ROLES = [role for role, allowed in ALLOWED.items() if Permission.SEE_DESK in allowed]


def may_see(actor, paper):
    """A paper that cannot be read yet is the desk's alone; the hall screen sees what everyone sees."""
    if actor.may(Permission.SEE_DESK):
        return actor.meeting_id == paper.meeting_id
    if actor.meeting_id != paper.meeting_id or paper.current is None:
        return False
    return _is_shown_to(paper, actor.role, actor.person_id)


def readable_papers(session, person_id, meeting_id=None):
    """[(paper's id, meeting_id, item_id, title, document_id of the version that is read)] of what the person may see
    in one meeting, or in all in which they have a seat: `may_see` for many papers at once."""
    is_held = and_(
        Document.stamp.is_not(None), PaperVersion.cleared_at.is_(None), Paper.level.not_in(STATE_SECRETS)
    )
    readable = (
        select(PaperVersion.paper_id, func.max(PaperVersion.number).label("number"))
        .join(Document)
        .join(Paper)
        .where(Document.readable_at.is_not(None), not_(is_held))
        .group_by(PaperVersion.paper_id)
        .subquery()
    )
    is_named = select(PaperReader.paper_id).where(
        PaperReader.paper_id == Paper.id, PaperReader.person_id == person_id
    )
    # A JSON list of words: each stands in it between quotes.
    has_role = cast(Paper.roles, Text).contains('"' + Seat.role + '"')
    is_shown = or_(
        Paper.visibility == VisibilityKind.EVERYONE,
        and_(Paper.visibility == VisibilityKind.ROLES, has_role),
        and_(Paper.visibility == VisibilityKind.PEOPLE, is_named.exists()),
    )
    papers = (
        select(Paper.id, Paper.meeting_id, Paper.item_id, Paper.title, PaperVersion.document_id)
        .join(Meeting, Meeting.id == Paper.meeting_id)
        .join(Seat, Seat.meeting_id == Paper.meeting_id)
        .join(readable, readable.c.paper_id == Paper.id)
        .join(PaperVersion, and_(PaperVersion.paper_id == Paper.id, PaperVersion.number == readable.c.number))
        .where(Seat.person_id == person_id)
        .where(or_(Seat.role.in_(DESK_ROLES), and_(Meeting.state != MeetingState.DRAFT, is_shown)))
        .order_by(Paper.meeting_id.desc(), Paper.position, Paper.id)
    )
    return session.execute(
        papers if meeting_id is None else papers.where(Paper.meeting_id == meeting_id)
    ).all()


def is_for_all(paper):
    """Whether everybody in the meeting sees it, and the hall screen."""
    return paper.visibility == VisibilityKind.EVERYONE and not paper.is_confidential


def may_take_away(paper):
    """Whether those who see the paper may have the file itself, or a copy without their name on it."""
    return not paper.is_confidential


def audience_of(session, paper):
    """The channels that hear of the paper, as a tuple."""
    if paper.current is None:
        return (DESK,)
    if is_for_all(paper):
        return (MEETING,)
    return (DESK, *sorted(readers_of(session, paper)))


def readers_of(session, paper):
    """{channel} of each who sees the paper without belonging to the desk: a person's own, the hall screen's."""
    if paper.current is None:
        return set()
    seats = session.execute(select(Seat.person_id, Seat.role).where(Seat.meeting_id == paper.meeting_id))
    readers = {
        person_channel(person_id)
        for person_id, role in seats
        if role not in DESK_ROLES and _is_shown_to(paper, role, person_id)
    }
    return readers | ({HALL} if _is_shown_to(paper, Role.HALL, None) else set())


def tell_paper(session, paper):
    session.flush()
    record(session, PaperChanged(paper.meeting_id, paper_payload(paper), audience_of(session, paper)))
    return paper


def _is_shown_to(paper, role, person_id):
    if paper.is_confidential and person_id is None:
        return False  # on a screen for all to see there is nobody whose name could stand on the page
    if paper.visibility == VisibilityKind.EVERYONE:
        return True
    if paper.visibility == VisibilityKind.ROLES:
        return role in paper.roles
    if paper.visibility == VisibilityKind.DESK:
        return False
    return person_id is not None and any(reader.person_id == person_id for reader in paper.readers)
