"""Who may see a paper, and who hears of it."""

from functools import cache
from itertools import pairwise

from sqlalchemy import Text, and_, bindparam, cast, func, not_, or_, select
from sqlalchemy.orm import aliased

from ..agenda.limits import admits
from ..agenda.models import AgendaItem, ItemReader, Meeting, MeetingState, Seat
from ..agenda.numbering import MAX_DEPTH
from ..db import record
from ..facts import DESK, HALL, MEETING, PaperChanged, person_channel
from ..permissions import DESK_ROLES, Permission, Role
from .models import STATE_SECRETS, Document, Paper, PaperReader, PaperVersion, VisibilityKind
from .payloads import paper_payload


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
    asked = _readable_papers() if meeting_id is None else _readable_papers_of_meeting()
    return session.execute(asked, {"person_id": person_id, "meeting_id": meeting_id}).all()


@cache
def _readable_papers_of_meeting():
    return _readable_papers().where(Paper.meeting_id == bindparam("meeting_id"))


@cache  # it is always the same but for the person, and takes longer to put together than to answer
def _readable_papers():
    person_id = bindparam("person_id")
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
    items = [aliased(AgendaItem) for _ in range(MAX_DEPTH)]
    is_shown = and_(
        _admits(Paper, PaperReader, PaperReader.paper_id, person_id),
        *(or_(item.id.is_(None), _admits(item, ItemReader, ItemReader.item_id, person_id)) for item in items),
    )
    papers = (
        select(Paper.id, Paper.meeting_id, Paper.item_id, Paper.title, PaperVersion.document_id)
        .join(Meeting, Meeting.id == Paper.meeting_id)
        .join(Seat, Seat.meeting_id == Paper.meeting_id)
        .join(readable, readable.c.paper_id == Paper.id)
        .join(PaperVersion, and_(PaperVersion.paper_id == Paper.id, PaperVersion.number == readable.c.number))
        .join(items[0], items[0].id == Paper.item_id)
    )
    for item, above in pairwise(items):
        papers = papers.outerjoin(above, above.id == item.parent_id)
    return (
        papers.where(Seat.person_id == person_id)
        .where(or_(Seat.role.in_(DESK_ROLES), and_(Meeting.state != MeetingState.DRAFT, is_shown)))
        .order_by(Paper.meeting_id.desc(), Paper.position, Paper.id)
    )


def may_take_away(paper):
    """Whether those who see the paper may have the file itself, or a copy without their name on it."""
    return not paper.is_confidential


def audience_of(session, paper):
    """The channels that hear of the paper, as a tuple."""
    if paper.current is None:
        return (DESK,)
    if paper.is_for_all:
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
    return all(admits(limit, role, person_id) for limit in paper.limits)


def _admits(limit, reader, limit_id, person_id):
    """The same for the database, of the person whose seat is looked at."""
    is_named = select(limit_id).where(limit_id == limit.id, reader.person_id == person_id)
    # A JSON list of words: each stands in it between quotes.
    has_role = cast(limit.roles, Text).contains('"' + Seat.role + '"')
    return or_(
        limit.visibility == VisibilityKind.EVERYONE,
        and_(limit.visibility == VisibilityKind.ROLES, has_role),
        and_(limit.visibility == VisibilityKind.PEOPLE, is_named.exists()),
    )
