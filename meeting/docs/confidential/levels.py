"""How closely a paper is kept: choosing its level, and letting a paper go that only looked like a state secret."""

from ...db import now, record
from ...errors import NotAllowed, NotFound, Refused
from ...facts import IntakeChanged
from ...permissions import Permission, require
from ..finding import find_paper, find_version
from ..models import STATE_SECRETS, PaperLevel
from ..payloads import intake_payload
from ..presenting.showing import show_new_version
from ..seeing import may_take_away
from ..visibility import told_who_sees


def set_level(session, actor, paper_id, level, is_isolated):
    """`is_isolated`: whether this installation says of itself that no other network reaches it. Raises Refused for the
    levels of state secrets otherwise (Law on Protection of State Secrets 2018, article 5)."""
    require(actor, Permission.PREPARE_MEETING)
    paper = find_paper(session, actor, paper_id)
    if level in STATE_SECRETS and not is_isolated:
        raise Refused(
            "This server is not on an isolated network: state secrets (Mật, Tối mật, Tuyệt mật) may be neither kept nor"
            " read on it. Please take the paper off the table.",
            code="state_secret",
        )
    with told_who_sees(session, [paper]):
        paper.level = PaperLevel(level)
    return paper


def clear_version(session, actor, paper_id, version_id):
    """It has been looked at and is no state secret: readers see it from now on. Twice is once."""
    require(actor, Permission.PREPARE_MEETING)
    version = find_version(session, actor, paper_id, version_id)
    paper = version.paper
    if not version.document.stamp:
        raise NotFound("There is nothing to confirm on this paper.")
    if not version.cleared_at:
        with told_who_sees(session, [paper]):
            version.cleared_at, version.cleared_by_id = now(), actor.person_id
        if paper.current is paper.newest:
            show_new_version(session, paper)
        if version is paper.newest:
            record(session, IntakeChanged(paper.meeting_id, intake_payload(version)))
    return paper


def require_may_take_away(paper):
    if not may_take_away(paper):
        raise NotAllowed(
            "This paper is confidential: it is read here and cannot be downloaded.", code="confidential"
        )
