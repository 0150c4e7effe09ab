"""What is known of documents being drawn anew, until their new pages take over. `checked` … `failed` hear what the
children say, as those of progress.py do of a new document; nobody else hears of it."""

import hashlib
import sys
from uuid import uuid4

from sqlalchemy import func, select

from ..db import now, reading, writing
from .clearing import batches
from .drawing import drawing_mark
from .models import Document, DocumentState, PaperVersion, Redrawing
from .progress import MAX_ATTEMPTS
from .stages.problem import Code

ASKED_AT_ONCE = 50


def ask_for_older(versions, try_again=False):
    """How many documents, drawn by an older drawing or an older version of the same engine, are to be drawn anew; not
    what failed at that before, unless it shall be tried again. `versions`: the engines of this installation."""
    wanted = _wanted_by(versions)
    present = versions | {"pdfium": versions["pypdfium2"]}
    with reading() as session:
        older = [
            document_id
            for document_id, engine, version, drawing in session.execute(
                _in_use(Document.engine, Document.engine_version, Document.drawing)
            )
            # What an engine drew that is gone stays: another would lay it out differently.
            if present.get(engine) and (version, drawing) != (present[engine], drawing_mark())
        ]
    return _ask_for(older, wanted, try_again)


def ask_for_all(versions, document_ids=None):
    """The same for all documents, or some, whoever drew them: what they are drawn by may have changed where we do not
    see it, such as in the system's fonts."""
    wanted = f"{_wanted_by(versions)}+{uuid4().hex[:8]}"
    with reading() as session:
        document_ids = document_ids or session.scalars(_in_use()).all()
    return _ask_for(document_ids, wanted, try_again=True)


def count_waiting(session):
    return session.scalar(select(func.count()).where(Redrawing.error.is_(None)))


def count_given_up(session):
    return session.scalar(select(func.count()).where(Redrawing.error.is_not(None)))


def next_waiting():
    """The document whose turn it is, or None: what `batches.draw` needs of it, how many pages it has, and what of
    them could not be drawn."""
    with reading() as session:
        row = session.execute(
            select(Redrawing, Document.sha256, Document.rewriting)
            .join(Document, Document.id == Redrawing.document_id)
            .where(Redrawing.error.is_(None))
            .order_by(Redrawing.asked_at, Redrawing.document_id)
            .limit(1)
        ).first()
        if row is None:
            return None
        redrawing, sha256, rewriting = row
        return {
            "id": redrawing.document_id,
            "sha256": sha256,
            "rewriting": rewriting,
            "key": redrawing.key,
            "kind": redrawing.kind,
            "engine": redrawing.engine,
            "page_count": len(redrawing.pages),
            "failed": set(redrawing.failed),
            "notes": sys.modules[__name__],
        }


def begin(document_id):
    """`again`, see `key_of`; None where the worker did not survive this file."""
    with writing() as session:
        redrawing = _held(session, document_id)
        if redrawing is None:
            return None
        if redrawing.attempts >= MAX_ATTEMPTS:
            redrawing.error = Code.DAMAGED
            return None
        redrawing.attempts += 1
        return redrawing.wanted.partition("+")[2]


def checked(document_id, kind, media_type, warnings):
    with writing() as session:
        redrawing = _held(session, document_id)
        if redrawing:
            redrawing.kind, redrawing.media_type = kind, media_type
            redrawing.warnings = sorted(map(str, warnings))


def opened(document_id, engine, version, key, pages, outline, warnings):
    with writing() as session:
        redrawing = _held(session, document_id)
        if redrawing is None:
            return
        document = session.get(Document, document_id)
        if document.key == key:  # it is the same again: the pictures went where they were
            document.drawing = drawing_mark()
            session.delete(redrawing)
            return
        redrawing.engine, redrawing.engine_version, redrawing.key = engine, version, key
        redrawing.pages, redrawing.outline = pages, outline
        redrawing.warnings = sorted({*redrawing.warnings, *map(str, warnings)})


def pages_drawn(document_id, _drawn, failed):
    note_failed(document_id, "page", failed)


def note_failed(document_id, profile, numbers):
    if not numbers:
        return
    with writing() as session:
        redrawing = _held(session, document_id)
        if redrawing:
            redrawing.failed = sorted({*redrawing.failed, *(f"{number}.{profile}" for number in numbers)})


def failed(document_id, code):
    """The old pages stay. What was drawn of the new ones is cleared away, for nothing names it any more."""
    with writing() as session:
        redrawing = _held(session, document_id)
        if redrawing:
            redrawing.error, redrawing.key = str(code), None


def put_back(document_id):
    """Something else went wrong: others come first, then this one again."""
    with writing() as session:
        redrawing = _held(session, document_id)
        if redrawing:
            redrawing.asked_at = now()


def _ask_for(document_ids, wanted, try_again):
    """A few at a time: the room does not wait for all of them to be written down."""
    asked = 0
    for some in batches(document_ids, ASKED_AT_ONCE):
        with writing() as session:
            asked += sum(_ask(session, document_id, wanted, try_again) for document_id in some)
    return asked


def _ask(session, document_id, wanted, try_again):
    """Whether it is to be drawn anew; one under way goes on, unless it would become something older by now."""
    earlier = session.get(Redrawing, document_id)
    if earlier and earlier.wanted.partition("+")[0] == wanted and not (earlier.error and try_again):
        return earlier.error is None
    if earlier:
        session.delete(earlier)
        session.flush()
    session.add(Redrawing(document_id=document_id, wanted=wanted))
    return True


def _in_use(*columns):
    """Ids, and more, of the documents that can be read and that some paper is made of."""
    used = select(PaperVersion.document_id)
    these = (Document.state == DocumentState.READY) & Document.id.in_(used)
    return select(Document.id, *columns).where(these).order_by(Document.id)


def _wanted_by(versions):
    said = f"{drawing_mark()} {sorted((name, version) for name, version in versions.items() if version)}"
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _held(session, document_id):
    """The document first, as those who take over or clear away: the other way round two could wait for ever."""
    session.get(Document, document_id, with_for_update=True)
    return session.get(Redrawing, document_id, with_for_update=True)
