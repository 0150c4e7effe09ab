"""Taking a paper off the table. Its content leaves the disk when no other paper is made of it (see the
worker)."""

from ..db import record
from ..facts import IntakeRemoved, PaperRemoved
from ..permissions import Permission, require
from .adding import require_papers_open
from .finding import find_paper
from .presenting.showing import stop_showing
from .seeing import audience_of


def remove_paper(session, actor, paper_id):
    require(actor, Permission.PREPARE_MEETING)
    require_papers_open(session, actor)
    paper = find_paper(session, actor, paper_id)
    stop_showing(session, paper)
    record(session, IntakeRemoved(paper.meeting_id, paper.newest.id))
    record(session, PaperRemoved(paper.meeting_id, paper.id, audience_of(session, paper)))
    session.delete(paper)
