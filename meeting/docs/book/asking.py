"""Asking for one's book, looking how far it is, taking it away. Each time the right to every paper in it is asked for
again: a book whose papers have changed, or may no longer be read, is not handed out."""

from sqlalchemy import select

from ...agenda.meetings import find_meeting
from ...db import now
from ...errors import NotFound, Refused
from ...permissions import Permission, require
from ..models import Book, BookState
from .payloads import book_payload
from .planning import plan_book
from .telling import tell_book

UNDER_WAY = (BookState.WAITING, BookState.BINDING)


def ask_for_book(session, actor, store, language):
    """(the reader's Book, whether it is to be bound): the one there is, unless what it holds has changed."""
    require(actor, Permission.BIND_BOOK)
    plan, book = plan_book(session, actor, language), _own(session, actor)
    if not plan.bound:
        raise Refused("There is no paper yet that could be bound into a book.", code="nothing_to_bind")
    if book and book.key == plan.key and _serves(book, store):
        return book, False
    book = book or Book(meeting_id=actor.meeting_id, person_id=actor.person_id)
    book.key, book.language, book.state, book.asked_at = plan.key, language, BookState.WAITING, now()
    book.papers, book.papers_done, book.error = len(plan.bound), 0, None
    session.add(book)
    return tell_book(session, book), True


def find_book(session, actor):
    """book_payload of the reader's book as it stands now, or None."""
    book = _own(session, actor) if actor.may(Permission.BIND_BOOK) else None
    return book and book_payload(book, is_current(session, actor, book))


def books_of(session, actors):
    """{person_id: book_payload} of those of these readers, all of one meeting, who have a book."""
    readers = {actor.person_id: actor for actor in actors if actor.may(Permission.BIND_BOOK)}
    if not readers:
        return {}
    this = (Book.meeting_id == actors[0].meeting_id) & Book.person_id.in_(readers)
    books = session.scalars(select(Book).where(this)).all()
    return {
        book.person_id: book_payload(book, is_current(session, readers[book.person_id], book))
        for book in books
    }


def take_book(session, actor, store):
    """(path of the file, its title). Raises NotFound while there is none; Refused, and deletes the file, when it is
    not what the reader may see today."""
    require(actor, Permission.BIND_BOOK)
    book = _own(session, actor)
    if book is None or book.state in (*UNDER_WAY, BookState.FAILED):
        raise NotFound("Your book is not bound yet.", code="no_book")
    if not is_current(session, actor, book):
        store.drop_book(book.key)
        raise Refused(
            "The papers have changed since this book was bound. Please have it bound anew.", "stale_book"
        )
    if not store.book(book.key).is_file():
        raise NotFound("This book has been cleared away. Please have it bound anew.", code="no_book")
    return store.book(book.key), find_meeting(session, actor.meeting_id).title


def is_current(session, actor, book):
    if book.state in UNDER_WAY:
        return True  # what it will hold is looked up when it is bound
    return book.state != BookState.STALE and plan_book(session, actor, book.language).key == book.key


def _serves(book, store):
    return book.state in UNDER_WAY or (book.state == BookState.READY and store.book(book.key).is_file())


def _own(session, actor):
    this = (Book.meeting_id == actor.meeting_id) & (Book.person_id == actor.person_id)
    return session.scalar(select(Book).where(this))
