"""Setting who may see a paper."""

from contextlib import contextmanager

from sqlalchemy import select

from ..agenda.models import Seat
from ..db import record
from ..errors import Invalid
from ..facts import PaperRemoved
from ..permissions import SEAT_ROLES, Permission, Role, require
from .finding import find_paper
from .models import PaperReader, VisibilityKind
from .presenting import stop_showing
from .readings.telling import tell_readings
from .seeing import is_for_all, readers_of, tell_paper


def set_visibility(session, actor, paper_id, kind, roles=(), people=()):
    """To everyone in the meeting, to roles, to named people, or to nobody but the desk, which sees every paper."""
    require(actor, Permission.PREPARE_MEETING)
    paper = find_paper(session, actor, paper_id)
    _check_readers(session, actor, kind, roles, people)
    with told_who_sees(session, [paper]):
        paper.visibility = VisibilityKind(kind)
        paper.roles = sorted(set(roles)) if kind == VisibilityKind.ROLES else []
        named = set(people) if kind == VisibilityKind.PEOPLE else set()
        paper.readers = [PaperReader(person_id=person_id) for person_id in sorted(named)]
    return paper


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
        if not is_for_all(paper):
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
