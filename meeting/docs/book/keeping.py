"""What the worker finds out about books, saved and told; and what is put away: after a day, or as soon as it is no
longer what its reader may see. Each function is one short act of its own."""

from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import select

from ...agenda.seats import find_actor
from ...db import now, reading, writing
from ...errors import NotFound
from ...people.models import Person
from ..models import Book, BookState
from .asking import UNDER_WAY, is_current
from .planning import plan_book
from .telling import tell_book

KEPT = timedelta(days=1)
LOST_AFTER = timedelta(minutes=3)


def begin(book_id):
    """The Plan to bind, or None where nothing is left to do."""
    with _act(book_id) as (session, book):
        actor = book and _reader_of(session, book)
        if actor is None or book.state not in UNDER_WAY:
            return None
        plan = plan_book(session, actor, book.language)  # papers may have come or gone since it was asked for
        book.key, book.papers, book.papers_done = plan.key, len(plan.bound), 0
        book.state = BookState.BINDING
        tell_book(session, book)
        return plan


def paper_bound(book_id, key, papers_done):
    with _act(book_id, key) as (session, book):
        if book:
            book.papers_done = papers_done
            tell_book(session, book)


def finish(book_id, key, page_count, size):
    """Whether the book may be handed out: not where the papers have changed while it was bound."""
    with _act(book_id, key) as (session, book):
        if book is None:
            return False
        book.page_count, book.size, book.papers_done = page_count, size, book.papers
        book.state = BookState.READY
        if not _is_current(session, book):
            book.state = BookState.STALE
        tell_book(session, book)
        return book.state == BookState.READY


def fail(book_id, key, code):
    with _act(book_id, key) as (session, book):
        if book:
            book.state, book.error = BookState.FAILED, str(code)
            tell_book(session, book)


def unfinished_books(fresh_start):
    """Ids of what is to be bound: everything when the worker has just started, later only what has not moved for
    minutes."""
    unfinished = Book.state.in_(UNDER_WAY)
    if not fresh_start:
        unfinished &= Book.changed_at < now() - LOST_AFTER
    with reading() as session:
        return list(session.scalars(select(Book.id).where(unfinished)))


def put_away(store):
    """Delete the files that nobody may have any more, and forget the books of yesterday."""
    with reading() as session:
        books = session.scalars(select(Book)).all()
        old = [book for book in books if book.asked_at < now() - KEPT and book.state not in UNDER_WAY]
        ready = [book for book in books if book.state == BookState.READY and book not in old]
        # After a restored backup, which has no books in it, the rows of some may still say that they are there.
        there = [book for book in ready if store.book(book.key).is_file()]
        kept = {book.key for book in there if _is_current(session, book)}
    for book in old:
        _forget(book.id, book.key)
        store.drop_book(book.key)
    for book in ready:
        if book.key not in kept:
            _make_stale(book.id, book.key)
            store.drop_book(book.key)
    store.keep_books(kept)


def _forget(book_id, key):
    with _act(book_id, key, states=set(BookState) - set(UNDER_WAY)) as (session, book):
        if book:
            tell_book(session, book, is_gone=True)
            session.delete(book)


def _make_stale(book_id, key):
    with _act(book_id, key, states={BookState.READY}) as (session, book):
        if book:
            book.state = BookState.STALE
            tell_book(session, book)


@contextmanager
def _act(book_id, key=None, states=None):
    """(session, book) of one act. With a key: None for a book that is in another state, by default for one that is
    not being bound, or has been asked for anew meanwhile."""
    with reading() as session:
        book = session.get(Book, book_id)
        meeting_id = book and book.meeting_id
    with writing(meeting_id) as session:
        book = session.get(Book, book_id)
        if book and key and (book.key != key or book.state not in (states or {BookState.BINDING})):
            book = None
        yield session, book


def _is_current(session, book):
    actor = _reader_of(session, book)
    return actor is not None and is_current(session, actor, book)


def _reader_of(session, book):
    """The reader as seated today, or None for one who has no seat any more."""
    try:
        return find_actor(session, session.get(Person, book.person_id), book.meeting_id)
    except NotFound:
        return None
