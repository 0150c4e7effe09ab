"""Putting a paper on the table of an agenda item."""

from dataclasses import dataclass

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from ..agenda.items import find_item
from ..agenda.meetings import find_meeting
from ..agenda.models import MeetingState
from ..db import now, record
from ..errors import Refused
from ..facts import IntakeChanged
from ..permissions import Permission, require
from .finding import find_by_hash
from .models import Document, DocumentState, Page, PageState, Paper, PaperVersion, VisibilityKind
from .naming import title_of
from .payloads import intake_payload
from .seeing import tell_paper
from .stages.legacy import REWRITING


@dataclass(frozen=True)
class Upload:
    """A content that is safely in the store, and the clean name under which it came."""

    sha256: str
    size: int
    file_name: str
    note: str = ""
    kept_back: bool = False  # only the desk sees a new paper, until somebody releases it


def add_paper(session, actor, item_id, upload):
    """A new last paper of the item. Only the desk knows of it until its first page can be read."""
    require(actor, Permission.PREPARE_MEETING)
    meeting = require_papers_open(session, actor)
    item = find_item(session, actor.meeting_id, item_id)
    last = session.scalar(select(func.max(Paper.position)).where(Paper.item_id == item.id)) or 0
    paper = Paper(
        meeting_id=actor.meeting_id,
        item_id=item.id,
        title=title_of(upload.file_name),
        position=last + 1,
        late=_is_late(meeting),
        visibility=VisibilityKind.DESK if upload.kept_back else VisibilityKind.EVERYONE,
    )
    session.add(paper)
    add_version(session, actor, paper, upload)
    return tell_paper(session, paper)


def _is_late(meeting):
    """After the moment until which papers are due or, where none has been said, after the meeting was published: what
    comes then, those invited had not been sent."""
    if meeting.papers_due_at:
        return now() > meeting.papers_due_at
    return meeting.state != MeetingState.DRAFT


def add_version(session, actor, paper, upload, rewriting=REWRITING):
    version = PaperVersion(
        number=len(paper.versions) + 1,
        document=receive_document(session, upload, rewriting),
        file_name=upload.file_name,
        note=upload.note,
        uploaded_by_id=actor.person_id,
    )
    paper.versions.append(version)
    session.flush()
    record(session, IntakeChanged(paper.meeting_id, intake_payload(version)))
    return version


def receive_document(session, upload, rewriting=REWRITING):
    """The document of this content: a new one, the one already there, or one that failed and is tried
    again."""
    document = find_by_hash(session, upload.sha256, rewriting)
    if document is None:
        document = _new_document(session, upload, rewriting)
    elif document.state == DocumentState.FAILED:
        document.state, document.error, document.attempts, document.warnings = (
            DocumentState.RECEIVED,
            None,
            0,
            [],
        )
    elif document.state == DocumentState.READY:
        _draw_failed_pages_again(session, document)
    document.changed_at = now()
    session.flush()
    return document


def _new_document(session, upload, rewriting):
    document = Document(sha256=upload.sha256, size=upload.size, rewriting=rewriting)
    try:
        with session.begin_nested():
            session.add(document)
    except IntegrityError:  # the same content came to another meeting at the same moment
        return find_by_hash(session, upload.sha256, rewriting)
    return document


def _draw_failed_pages_again(session, document):
    """What went wrong with a page may have been the machine's fault; whoever brings the file again hopes so."""
    failed = (Page.document_id == document.id) & (Page.state == PageState.FAILED)
    again = session.execute(update(Page).where(failed).values(state=PageState.PENDING)).rowcount
    if again:
        document.state, document.pages_ready = DocumentState.CONVERTING, document.pages_ready - again


def require_papers_open(session, actor):
    meeting = find_meeting(session, actor.meeting_id)
    if meeting.state == MeetingState.ENDED:
        raise Refused("The meeting has ended; its papers no longer change.")
    return meeting
