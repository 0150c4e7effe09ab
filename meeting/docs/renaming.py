"""The title under which a paper stands on the agenda."""

from ..permissions import Permission, require
from .finding import find_paper
from .seeing import tell_paper


def rename_paper(session, actor, paper_id, title):
    require(actor, Permission.PREPARE_MEETING)
    paper = find_paper(session, actor, paper_id)
    paper.title = title
    return tell_paper(session, paper)
