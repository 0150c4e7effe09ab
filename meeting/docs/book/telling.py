"""A reader's book concerns nobody else: what is told of it goes to their own devices."""

from ...db import record
from ...facts import BookChanged, person_channel
from .payloads import book_payload


def tell_book(session, book, is_gone=False):
    session.flush()
    payload = None if is_gone else book_payload(book)
    record(session, BookChanged(book.meeting_id, payload, (person_channel(book.person_id),)))
    return book
