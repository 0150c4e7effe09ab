"""What the worker finds out about a document, saved and told. Each function is one short act of its own."""

import time
from datetime import timedelta
from threading import Lock

from sqlalchemy import delete, func, insert, select, update

from ..agenda.models import Meeting
from ..db import now, reading, record, writing
from ..facts import IntakeChanged
from .drawing import drawing_mark
from .finding import versions_of
from .models import Document, DocumentState, FormerKey, Page, PageState, Paper, PaperVersion, Redrawing
from .page_rows import compare_pages, exchange_pages
from .payloads import intake_payload
from .presenting.showing import show_new_version
from .search_index import keep_words
from .seeing import tell_paper
from .stages.folding import fold
from .stages.problem import Code, Warn
from .stages.stamps import stamp_in

MAX_ATTEMPTS = 3
TELL_DESK_EVERY = 0.25  # seconds, of one document
TELL_READERS_EVERY = 1
LOST_AFTER = timedelta(minutes=3)
# As long as a tablet that was switched off in the evening may show pages of before.
READ_ON_FOR = timedelta(days=1)

_told = {}
_told_lock = Lock()


def begin(document_id):
    """{sha256, rewriting} of the document to work on, or None where there is nothing left to do."""
    with writing() as session:
        document = _held(session, document_id)
        if document is None or document.is_finished or document.readable_at:
            return None
        if document.attempts >= MAX_ATTEMPTS:
            # It has taken the worker down each time; somebody must look at the file.
            _fail(session, document, Code.DAMAGED, "the worker did not survive this file")
            return None
        document.attempts += 1
        document.state = DocumentState.CHECKING
        _tell_intake(session, document)
        return {"sha256": document.sha256, "rewriting": document.rewriting}


def checked(document_id, kind, media_type, warnings):
    with writing() as session:
        document = _held(session, document_id)
        if document:
            document.kind, document.media_type = kind, media_type
            document.state = DocumentState.CONVERTING
            _warn(document, warnings)
            _tell_intake(session, document)


def opened(document_id, engine, version, key, pages, outline, warnings):
    """The number and sizes of the pages are known; none is drawn yet."""
    with writing() as session:
        document = _held(session, document_id)
        if document is None:
            return
        document.engine, document.engine_version, document.key = engine, version, key
        document.drawing = drawing_mark()
        document.page_count, document.outline = len(pages), outline
        _warn(document, warnings)
        session.query(Page).filter(Page.document_id == document_id).delete()
        session.execute(
            insert(Page),
            [
                {
                    "document_id": document_id,
                    "number": number,
                    **page,
                    "mono": False,
                    "text": "",
                    "folded": "",
                }
                | {"state": PageState.PENDING}
                for number, page in enumerate(pages, start=1)
            ],
        )
        _tell_intake(session, document)


def pages_drawn(document_id, drawn, failed):
    """`drawn`: {number: {mono, text, legacy?}}; `failed`: numbers. Counts, makes readable, finishes, as it comes to
    that."""
    with writing() as session:
        document = _held(session, document_id)
        if document is None:
            return
        new = []
        for number, page in drawn.items():
            words = {"mono": page["mono"], "text": page["text"], "folded": fold(page["text"])}
            if _set_page(session, document_id, number, state=PageState.READY, **words):
                new.append(number)
        keep_words(session, document_id, new)
        if any(page.get("legacy") for page in drawn.values()):
            _warn(document, [Warn.LEGACY_ENCODING])
        if 1 in new:
            document.stamp = stamp_in(drawn[1]["text"])
        for number in failed:
            _set_page(session, document_id, number, state=PageState.FAILED)
        document.pages_ready = session.scalar(
            select(func.count()).where(Page.document_id == document_id, Page.state != PageState.PENDING)
        )
        done = document.pages_ready == document.page_count
        if done and not _has_page(session, document_id, Page.state == PageState.READY):
            _fail(session, document, Code.DAMAGED, "no page could be drawn")
            return
        first_seen = document.readable_at is None and _begins_to_be_readable(session, document_id)
        if first_seen:
            document.readable_at = now()
        if done:
            document.state = DocumentState.READY
            _warn(document, _scan_warning(session, document_id))
        if first_seen or done or _may_tell(("readers", document_id), TELL_READERS_EVERY):
            _tell_papers(session, document, first_seen)
        if first_seen or done or _may_tell(("desk", document_id), TELL_DESK_EVERY):
            _tell_intake(session, document)


def take_over(document_id, key, drawn):
    """The pages drawn anew are from now on the document's; where fewer could be drawn than before, the old ones stay.
    Who is reading hears of it, and finds the old pages at their addresses for a while. `drawn`: as for pages_drawn."""
    with reading() as session:
        asked = session.get(Redrawing, document_id)
        if asked is None:
            return
        exchange = compare_pages(session, document_id, asked.pages, drawn)
    with writing() as session:
        document = _held(session, document_id)
        new = session.get(Redrawing, document_id)
        if document is None or new is None or new.key != key:
            return
        if len(new.pages) - len(drawn) > _count_failed(session, document_id):
            new.error, new.key = str(Code.DAMAGED), None
            return
        session.execute(delete(FormerKey).where(FormerKey.key == key))
        if document.key:
            session.add(FormerKey(key=document.key, document_id=document_id, until=now() + READ_ON_FOR))
        document.engine, document.engine_version, document.key = new.engine, new.engine_version, new.key
        document.kind, document.media_type, document.drawing = new.kind, new.media_type, drawing_mark()
        document.page_count = document.pages_ready = len(new.pages)
        document.outline, document.warnings, document.state = new.outline, [], DocumentState.READY
        exchange_pages(session, document_id, exchange)
        is_legacy = any(page["legacy"] for page in drawn.values())
        _warn(document, [*new.warnings, *_scan_warning(session, document_id)])
        _warn(document, [Warn.LEGACY_ENCODING] if is_legacy else [])
        session.delete(new)
        _tell_papers(session, document, first_seen=True)
        _tell_intake(session, document)


def inspected(document_id, superseded, warnings):
    """What else was found in the file, and what its signatures are worth, instead of what was said before."""
    with writing() as session:
        document = _held(session, document_id)
        if document is None:
            return
        before = document.warnings
        document.warnings = [warning for warning in before if warning not in superseded]
        _warn(document, warnings)
        if document.warnings != before:
            _tell_papers(session, document, first_seen=False)
            _tell_intake(session, document)


def readable_pdfs():
    """[{id, key, warnings}] of all PDFs that are ready."""
    ready = (Document.kind == "pdf") & (Document.state == DocumentState.READY)
    with reading() as session:
        rows = session.execute(select(Document.id, Document.key, Document.warnings).where(ready))
        return [dict(row._mapping) for row in rows]


def failed(document_id, code, detail):
    with writing() as session:
        document = _held(session, document_id)
        if document:
            _fail(session, document, code, detail)


def pending_pages(document_id):
    with writing() as session:
        return list(
            session.scalars(
                select(Page.number)
                .where(Page.document_id == document_id, Page.state == PageState.PENDING)
                .order_by(Page.number)
            )
        )


def requeue_interrupted(fresh_start):
    """[(document id, readable)] of what is unfinished: everything when the worker has just started, later
    only what has not moved for minutes, such as an upload whose ring was lost."""
    unfinished = Document.state.not_in((DocumentState.READY, DocumentState.FAILED))
    with writing() as session:
        rows = session.scalars(
            select(Document).where(
                unfinished if fresh_start else unfinished & (Document.changed_at < now() - LOST_AFTER)
            )
        ).all()
        return [(document.id, _put_back(session, document)) for document in rows]


def begin_again(document_id):
    """The same for one that somebody takes up by hand, as if nobody had tried before; whether it is readable."""
    with writing() as session:
        document = _held(session, document_id)
        if document is None or document.is_finished:
            return True
        document.attempts = 0
        return _put_back(session, document)


def _put_back(session, document):
    document.changed_at = now()
    if not document.readable_at:
        document.state = DocumentState.RECEIVED
        _tell_intake(session, document)
    return bool(document.readable_at)


def _held(session, document_id):
    """The document, with the meetings it is used in locked: what is told of it must be the newest."""
    meetings = select(Paper.meeting_id).join(PaperVersion).where(PaperVersion.document_id == document_id)
    # Meetings before the document, as the acts of a meeting take them: the other way round two could wait for ever.
    session.execute(
        select(Meeting.id)
        .where(Meeting.id.in_(meetings))
        .order_by(Meeting.id)
        .with_for_update(key_share=True)  # the lock that acts take, see db.writing
    ).all()
    return session.get(Document, document_id, with_for_update=True)


def _set_page(session, document_id, number, **values):
    """Whether it was still to come: what has been said of a page is not said again."""
    this = (Page.document_id == document_id) & (Page.number == number) & (Page.state == PageState.PENDING)
    return session.execute(update(Page).where(this).values(**values)).rowcount


def _begins_to_be_readable(session, document_id):
    """There is something to read, and the first page is not still to come."""
    first_to_come = (Page.number == 1) & (Page.state == PageState.PENDING)
    return _has_page(session, document_id, Page.state == PageState.READY) and not _has_page(
        session, document_id, first_to_come
    )


def _has_page(session, document_id, such):
    return session.scalar(select(Page.id).where(Page.document_id == document_id, such).limit(1)) is not None


def _count_failed(session, document_id):
    failed = (Page.document_id == document_id) & (Page.state == PageState.FAILED)
    return session.scalar(select(func.count()).where(failed))


def _scan_warning(session, document_id):
    of_document = Page.document_id == document_id
    letters = session.scalar(select(func.sum(func.length(Page.text))).where(of_document))
    return [] if letters else [Warn.SCAN_WITHOUT_TEXT]


def _fail(session, document, code, detail):
    document.state, document.error, document.error_detail = DocumentState.FAILED, str(code), str(detail)[:500]
    _tell_intake(session, document)


def _warn(document, warnings):
    document.warnings = sorted({*document.warnings, *map(str, warnings)})


def _may_tell(whom, every):
    """Whether it is `every` seconds since they were last told."""
    with _told_lock:
        if time.monotonic() - _told.get(whom, 0) < every:
            return False
        _told[whom] = time.monotonic()
        return True


def _tell_intake(session, document):
    session.flush()
    for version in versions_of(session, document):
        if version is version.paper.newest:
            record(session, IntakeChanged(version.paper.meeting_id, intake_payload(version)))


def _tell_papers(session, document, first_seen):
    session.flush()
    for version in versions_of(session, document):
        if version is version.paper.current:
            tell_paper(session, version.paper)
            if first_seen:
                show_new_version(session, version.paper)
