"""Is what the database says of papers in the store, and what lies in the store in the database?

Both are gone through in batches, each looked up in a short transaction of its own: the room may be in use. What seems
wrong is looked at a second time, for it may have changed between the look at the row and the look at the file.
"""

import json
import zlib
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select, tuple_

from ..db import now, reading
from .clearing import BATCH, known_contents, known_keys, left_over, strays
from .models import Document, DocumentState, Page, PageState
from .progress import LOST_AFTER
from .store import hash_of

PNG = b"\x89PNG\r\n\x1a\n"


class Wrong(StrEnum):
    ORIGINAL_LOST = "original_lost"
    ORIGINAL_CHANGED = "original_changed"
    PDF_LOST = "pdf_lost"  # what an office document was converted to
    PAGES_LOST = "pages_lost"  # their pictures
    TEXTS_LOST = "texts_lost"
    THUMBS_LOST = "thumbs_lost"
    STUCK = "stuck"
    STRAY = "stray"


@dataclass(frozen=True)
class Finding:
    wrong: Wrong
    document_id: int | None = None
    pages: tuple[int, ...] = ()
    path: str = ""  # of a stray


@dataclass
class Counts:
    """What has been looked at so far."""

    documents: int = 0
    pages: int = 0


def check(store, has_job, counts):
    """Finding after Finding. `has_job(document_id)`: whether something in the queue is about this document; asked when
    it matters, for a check may take long."""
    for document in _documents():
        counts.documents += 1
        wrong = list(_check_document(store, document, has_job, counts))
        if wrong and _is_as_it_was(document):
            yield from wrong
    for folder, known in ((store.originals, known_contents), (store.pages, known_keys)):
        for path in strays(folder, known):
            yield Finding(Wrong.STRAY, path=str(path.relative_to(store.root)))
    for path in left_over(store):
        yield Finding(Wrong.STRAY, path=str(path.relative_to(store.root)))


def _documents():
    """All documents, those of one content one after another."""
    last = ("", 0)
    while True:
        with reading() as session:
            after = tuple_(Document.sha256, Document.id) > last
            batch = session.scalars(
                select(Document).where(after).order_by(Document.sha256, Document.id).limit(BATCH)
            ).all()
            session.expunge_all()
        yield from batch
        if len(batch) < BATCH:
            return
        last = (batch[-1].sha256, batch[-1].id)


def _check_document(store, document, has_job, counts):
    found = hash_of(store.original(document.sha256))
    if found != document.sha256:
        wrong = Wrong.ORIGINAL_CHANGED if found else Wrong.ORIGINAL_LOST
        yield Finding(wrong, document.id)
    is_resting = document.changed_at < now() - LOST_AFTER
    if not document.is_finished and is_resting and not has_job(document.id):
        yield Finding(Wrong.STUCK, document.id)
    if document.key and document.state != DocumentState.FAILED:
        yield from _check_made(store, document, is_resting, counts)


def _check_made(store, document, is_resting, counts):
    if document.kind != "pdf" and not _begins_with(store.made(document.key, "paper.pdf"), b"%PDF-"):
        yield Finding(Wrong.PDF_LOST, document.id)
    lost = {Wrong.PAGES_LOST: [], Wrong.TEXTS_LOST: [], Wrong.THUMBS_LOST: []}
    for number in _ready_pages(document.id):
        counts.pages += 1
        if not is_whole_picture(store.find_picture(document.key, number, "page")):
            lost[Wrong.PAGES_LOST].append(number)
        elif not _is_text(store.made(document.key, f"{number}.text.json")):
            lost[Wrong.TEXTS_LOST].append(number)
        # Thumbnails follow the pages; while the paper is being made they are still to come.
        thumb = store.find_picture(document.key, number, "thumb")
        if is_resting and document.is_finished and not is_whole_picture(thumb):
            lost[Wrong.THUMBS_LOST].append(number)
    for wrong, numbers in lost.items():
        if numbers:
            yield Finding(wrong, document.id, tuple(numbers))


def _ready_pages(document_id):
    last = 0
    while True:
        with reading() as session:
            these = (Page.document_id == document_id) & (Page.state == PageState.READY) & (Page.number > last)
            batch = session.scalars(select(Page.number).where(these).order_by(Page.number).limit(BATCH)).all()
        yield from batch
        if len(batch) < BATCH:
            return
        last = batch[-1]


def _is_as_it_was(document):
    """Whether the row still says what was compared with the files. It is not there any more when the paper was
    removed, and has another key when its pages have been drawn anew."""
    with reading() as session:
        present = session.get(Document, document.id)
        return present is not None and (present.key, present.state) == (document.key, document.state)


def is_whole_picture(path):
    """Whether a picture that a child drew is as long as it says it is and, a PNG, has all its checksums right. It is
    not decoded here: that is for browsers, which lock in what they open."""
    try:
        data = path.read_bytes() if path else b""
    except OSError:
        return False
    if data.startswith(b"RIFF"):
        return data[8:12] == b"WEBP" and int.from_bytes(data[4:8], "little") + 8 == len(data)
    return data.startswith(PNG) and _has_right_chunks(data)


def _has_right_chunks(data):
    at = len(PNG)
    while at + 12 <= len(data):
        end = at + 8 + int.from_bytes(data[at : at + 4])
        if zlib.crc32(data[at + 4 : end]) != int.from_bytes(data[end : end + 4]):
            return False
        if data[at + 4 : at + 8] == b"IEND":
            return end + 4 == len(data)
        at = end + 4
    return False


def _is_text(path):
    try:
        return isinstance(json.loads(path.read_bytes()), list)
    except (OSError, ValueError):
        return False


def _begins_with(path, magic):
    try:
        with open(path, "rb") as file:
            return file.read(len(magic)) == magic
    except OSError:
        return False
