"""Setting who may see a paper, or the papers of an agenda item."""

from contextlib import contextmanager

from sqlalchemy import select

from ..agenda.items import below, find_item, tell_item
from ..agenda.models import ItemReader, Seat
from ..db import record
from ..errors import Invalid
from ..facts import PaperRemoved
from ..permissions import SEAT_ROLES, Permission, Role, require
from .finding import find_paper
from .models import Paper, PaperReader, VisibilityKind
from .presenting.showing import stop_showing
from .readings.telling import tell_readings
from .seeing import readers_of, tell_paper


def set_visibility(session, actor, paper_id, kind, roles=(), people=()):
    """To everyone in the meeting, to roles, to named people, or to nobody but the desk, which sees every paper."""
    require(actor, Permission.PREPARE_MEETING)
    paper = find_paper(session, actor, paper_id)
    _check_readers(session, actor, kind, roles, people)
    with told_who_sees(session, [paper]):
        _limit(paper, PaperReader, kind, roles, people)
    return paper


def set_item_visibility(session, actor, item_id, kind, roles=(), people=()):
    """The same for all papers of an agenda item and of those below it. The item itself stays on everybody's agenda:
    what is spoken and voted about in a meeting is known to those who sit in it."""
    require(actor, Permission.PREPARE_MEETING)
    item = find_item(session, actor.meeting_id, item_id)
    if kind == VisibilityKind.DESK:
        raise Invalid("Please choose one of the answers offered.", field="kind")
    _check_readers(session, actor, kind, roles, people)
    items = [one.id for one in (item, *below(session, item))]
    papers = session.scalars(select(Paper).where(Paper.item_id.in_(items)).order_by(Paper.id)).all()
    with told_who_sees(session, papers):
        _limit(item, ItemReader, kind, roles, people)
    tell_item(session, item)
    return item


def find_item_limits(session, actor, item_id):
    """The item and those above it, nearest first."""
    limits = [find_item(session, actor.meeting_id, item_id)]
    while limits[-1].parent is not None:
        limits.append(limits[-1].parent)
    return limits


def _limit(limit, reader, kind, roles, people):
    limit.visibility = VisibilityKind(kind)
    limit.roles = sorted(set(roles)) if kind == VisibilityKind.ROLES else []
    named = set(people) if kind == VisibilityKind.PEOPLE else set()
    limit.readers = [reader(person_id=person_id) for person_id in sorted(named)]


@contextmanager
def told_who_sees(session, papers):
    """What happens within may narrow or widen who sees the papers. Whoever loses one hears that it is gone; for those
    who keep it nothing is taken away, so that nobody is thrown out of what they go on reading."""
    before = {paper.id: readers_of(session, paper) for paper in papers}
    yield
    session.flush()
    for paper in papers:
        if lost := before[paper.id] - readers_of(session, paper):
            record(session, PaperRemoved(paper.meeting_id, paper.id, tuple(sorted(lost))))
        if not paper.is_for_all:
            stop_showing(session, paper)
        tell_paper(session, paper)
        tell_readings(session, paper)


def _check_readers(session, actor, kind, roles, people):
    if kind == VisibilityKind.ROLES and (not roles or not set(roles) <= {Role(role) for role in SEAT_ROLES}):
        raise Invalid("Please choose at least one role.", field="roles")
    if kind == VisibilityKind.PEOPLE:
        seated = set(session.scalars(select(Seat.person_id).where(Seat.meeting_id == actor.meeting_id)))
        if not people or not set(people) <= seated:
            raise Invalid("Please choose at least one person seated in this meeting.", field="people")
