"""A new version of a paper. The old one stays in front of the members until the new one can be read."""

from ..db import record
from ..facts import IntakeRemoved
from ..permissions import Permission, require
from .adding import add_version, require_papers_open
from .finding import find_paper
from .presenting.showing import show_new_version
from .seeing import tell_paper
from .stages.legacy import REWRITING


def replace_paper(session, actor, paper_id, upload):
    require(actor, Permission.PREPARE_MEETING)
    require_papers_open(session, actor)
    paper = find_paper(session, actor, paper_id)
    return put_version(session, actor, paper, upload)


def put_version(session, actor, paper, upload, rewriting=REWRITING):
    superseded = paper.newest
    add_version(session, actor, paper, upload, rewriting)
    record(session, IntakeRemoved(paper.meeting_id, superseded.id))
    tell_paper(session, paper)
    if paper.current is paper.newest:  # a content that is here already can be read at once
        show_new_version(session, paper)
    return paper
