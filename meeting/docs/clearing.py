"""Putting out what no paper refers to any more: rows first, then the files that no row names.

Never what any version of any paper refers to; never anything younger than an hour, for its row may just be being
written. The store's own lock keeps out an upload of the same content while a file's age is looked at and it goes.
"""

import shutil
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from sqlalchemy import and_, delete, func, select

from ..db import now, reading, writing
from .models import Document, FormerKey, PaperVersion, Redrawing
from .store import files_in, is_old, size_of
from .uploading import forget_abandoned_uploads, pieces_needed

UNUSED_AFTER = timedelta(hours=1)
BATCH = 500
FORGOTTEN_AT_ONCE = 5


@dataclass
class Cleared:
    """What was removed or, in a dry run, would be."""

    documents: int = 0  # rows
    originals: int = 0
    pages: int = 0  # folders, each of one content
    others: int = 0
    size: int = 0  # bytes

    @property
    def is_empty(self):
        return not (self.documents or self.originals or self.pages or self.others)


def clear(store, dry_run=False):
    """Once a day, or when the operator says so."""
    if not dry_run:
        forget_abandoned_uploads()
    cleared = Cleared(documents=_count_unused() if dry_run else len(_forget_unused()))
    for path in strays(store.originals, known_contents):
        _clear(cleared, "originals", path, store.drop_original, dry_run)
    for path in strays(store.pages, known_keys):
        _clear(cleared, "pages", path, store.drop_pages, dry_run)
    for path in left_over(store):
        _clear(cleared, "others", path, _drop, dry_run)
    return cleared


def clear_removed(store):
    """Every minute: the contents of papers that were taken off the table, uploads that nobody went on with, and
    nothing else is looked at."""
    forget_abandoned_uploads()
    for path in left_over(store):
        _drop(path)
    gone = _forget_unused()
    with reading() as session:
        kept = known_contents(session, [sha256 for sha256, _key in gone])
    for sha256, key in gone:
        if sha256 not in kept:
            store.drop_original(store.original(sha256))
        if key:
            store.drop_pages(store.folder_of(key))


def strays(folder, known):
    """Paths in a folder of folders that `known(session, names)` does not name, and that are older than an hour."""
    for shard in files_in(folder):
        if not shard.is_dir():
            yield from filter(is_old, [shard])
            continue
        for paths in batches(files_in(shard)):
            with reading() as session:
                names = known(session, [path.name for path in paths])
            yield from (path for path in paths if path.name not in names and is_old(path))


def batches(things, size=BATCH):
    things = iter(things)
    while batch := list(islice(things, size)):
        yield batch


def known_contents(session, names):
    return set(session.scalars(select(Document.sha256).where(Document.sha256.in_(names), ~_is_unused())))


def known_keys(session, names):
    """Of documents, of pages being drawn anew, and of those that tablets may still be reading."""
    of_documents = select(Document.key).where(Document.key.in_(names), ~_is_unused())
    being_drawn = select(Redrawing.key).where(Redrawing.key.in_(names))
    former = select(FormerKey.key).where(FormerKey.key.in_(names), FormerKey.until > now())
    return {key for found in (of_documents, being_drawn, former) for key in session.scalars(found)}


def _forget_unused():
    """[(hash, key)] of the contents forgotten, for they are no paper's any more. A few at a time: with each go its
    pages and their words, and the room does not wait for all of them."""
    with writing() as session:
        session.execute(delete(FormerKey).where(FormerKey.until <= now()))
    with reading() as session:
        unused = session.scalars(select(Document.id).where(_is_unused())).all()
    gone = []
    for some in batches(unused, FORGOTTEN_AT_ONCE):
        these = delete(Document).where(Document.id.in_(some), _is_unused())
        with writing() as session:
            rows = session.execute(these.returning(Document.sha256, Document.key))
            gone += [tuple(row) for row in rows]
    return gone


def _count_unused():
    with reading() as session:
        return session.scalar(select(func.count()).select_from(Document).where(_is_unused()))


def _is_unused():
    used = select(PaperVersion.document_id)
    return and_(Document.id.not_in(used), Document.changed_at < now() - UNUSED_AFTER)


def left_over(store):
    """Paths of what was begun in the store and belongs to nothing any more."""
    with reading() as session:
        needed = pieces_needed(session)
    return store.left_over(needed)


def _clear(cleared, kind, path, drop, dry_run):
    size = size_of(path)
    if dry_run or drop(path):
        setattr(cleared, kind, getattr(cleared, kind) + 1)
        cleared.size += size


def _drop(path):
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
    return True
