"""Bringing a file in, piece by piece: what has arrived stays, whatever becomes of the connection, browser or server.

A piece is first written to the store, in no transaction; then it is counted in a short one, if it is the one awaited.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select

from ..agenda.items import find_item
from ..db import now, writing
from ..errors import Invalid, NotFound, OutOfStep, Refused
from ..permissions import Permission, require
from .adding import Upload, add_paper, require_papers_open
from .finding import find_paper
from .models import UnfinishedUpload
from .problems import too_big
from .replacing import replace_paper

# Bytes of a piece. The last of a file may be smaller; others would make too many files.
LEAST_CHUNK, MOST_CHUNK = 2**20, 4 * 2**20
MOST_UNFINISHED = 20  # of one person in one meeting: what is abandoned takes room for a day
ABANDONED_AFTER = timedelta(days=1)


@dataclass(frozen=True)
class Announced:
    """What a person says of a file before sending it: for a new paper of an item, or as a paper's new version."""

    file_name: str
    size: int  # bytes
    head: str  # SHA-256 of its beginning, in hexadecimal digits
    item_id: int | None = None
    paper_id: int | None = None
    note: str = ""
    kept_back: bool = False


def begin_upload(session, actor, file, most_mb):
    """An upload of which nothing is here yet. Raises Invalid: `empty`, `too_big`; Refused: `too_many_uploads`."""
    require(actor, Permission.PREPARE_MEETING)
    require_papers_open(session, actor)
    _require_target(session, actor, file)
    if not file.size:
        raise Invalid("This file is empty.", code="empty")
    if file.size > most_mb * 2**20:
        raise too_big(most_mb)
    if len(list_uploads(session, actor)) >= MOST_UNFINISHED:
        raise Refused(
            "You have %(most)s unfinished uploads in this meeting. Finish or discard some of them first.",
            code="too_many_uploads",
            most=MOST_UNFINISHED,
        )
    upload = UnfinishedUpload(
        meeting_id=actor.meeting_id, person_id=actor.person_id, received=0, chunks=[], **vars(file)
    )
    session.add(upload)
    session.flush()
    return upload


def _require_target(session, actor, file):
    if (file.item_id is None) == (file.paper_id is None):
        raise Invalid("The request could not be read.")
    if file.item_id is not None:
        find_item(session, actor.meeting_id, file.item_id)
    else:
        find_paper(session, actor, file.paper_id)


def list_uploads(session, actor):
    """What the person has not finished sending in this meeting, the oldest first."""
    require(actor, Permission.PREPARE_MEETING)
    theirs = (UnfinishedUpload.meeting_id == actor.meeting_id) & (
        UnfinishedUpload.person_id == actor.person_id
    )
    return session.scalars(select(UnfinishedUpload).where(theirs).order_by(UnfinishedUpload.id)).all()


def find_upload(session, actor, upload_id, lock=False):
    """Raises NotFound also for somebody else's: nobody need know of it."""
    require(actor, Permission.PREPARE_MEETING)
    upload = session.get(UnfinishedUpload, upload_id, with_for_update=lock)
    if upload is None or (upload.meeting_id, upload.person_id) != (actor.meeting_id, actor.person_id):
        raise NotFound("This upload is not here any more. Please choose the file again.")
    return upload


def await_chunk(session, actor, upload_id, offset, size, lock=False):
    """The upload, if `size` bytes from byte `offset` on are what comes next. Raises OutOfStep, Invalid."""
    require_papers_open(session, actor)
    upload = find_upload(session, actor, upload_id, lock)
    if offset != upload.received:
        raise OutOfStep("Another part of this file is awaited.", upload.received)
    is_last = offset + size == upload.size
    if not (0 < size <= MOST_CHUNK and offset + size <= upload.size and (is_last or size >= LEAST_CHUNK)):
        raise Invalid("The file did not arrive as it was sent. Please upload it again.", code="chunk_size")
    return upload


def add_chunk(session, actor, upload_id, offset, size, name):
    """Counts a piece that is in the store, under that name, for good. The meeting is not held up."""
    upload = await_chunk(session, actor, upload_id, offset, size, lock=True)
    upload.chunks = [*upload.chunks, name]
    upload.received, upload.changed_at = offset + size, now()
    session.flush()
    return upload


def find_whole_upload(session, actor, upload_id):
    """Raises OutOfStep while something is still to come, and NotFound."""
    upload = find_upload(session, actor, upload_id)
    if upload.received != upload.size:
        raise OutOfStep("A part of this file is still missing.", upload.received)
    return upload


def finish_upload(session, actor, upload_id, sha256):
    """The paper, now that the whole file is in the store under its hash."""
    upload = find_upload(session, actor, upload_id, lock=True)
    content = Upload(sha256, upload.size, upload.file_name, upload.note, upload.kept_back)
    item_id, paper_id = upload.item_id, upload.paper_id
    session.delete(upload)
    session.flush()
    if paper_id is not None:
        return replace_paper(session, actor, paper_id, content)
    return add_paper(session, actor, item_id, content)


def abandon_upload(session, actor, upload_id):
    """The names of its pieces, which nobody needs any more."""
    upload = find_upload(session, actor, upload_id, lock=True)
    session.delete(upload)
    return upload.chunks


def forget_abandoned_uploads():
    """Those that have not moved for a day."""
    with writing() as session:
        session.execute(delete(UnfinishedUpload).where(~_is_alive()))


def pieces_needed(session):
    """Their names in the store: those of uploads that may still be gone on with."""
    return {
        name
        for chunks in session.scalars(select(UnfinishedUpload.chunks).where(_is_alive()))
        for name in chunks
    }


def _is_alive():
    return UnfinishedUpload.changed_at >= now() - ABANDONED_AFTER
