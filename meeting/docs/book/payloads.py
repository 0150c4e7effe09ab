"""What a reader's tablet knows of their book. One shape for reply, snapshot and fact."""

from ...db import iso
from ..models import BookState
from .wording import failure_payload


def book_payload(book, is_current=True):
    """`is_current`: whether what it holds is still what its reader may see; None while there is no book."""
    return book and {
        "state": book.state if is_current else BookState.STALE,
        "papers": book.papers,
        "papers_done": book.papers_done,
        "page_count": book.page_count,
        "size": book.size,
        "error": failure_payload(book.error),
        "asked_at": iso(book.asked_at),
    }
