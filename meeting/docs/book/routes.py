"""Doors of one's own book: asking for it, looking how far it is, taking it away."""

from flask import Blueprint, current_app

from ...edge import meeting_act, meeting_read
from ...permissions import Permission
from ...shell import language
from ..naming import clean_file_name
from ..routes import after_commit, send_in_turns
from . import asking
from .payloads import book_payload

bp = Blueprint("book", __name__, url_prefix="/api/meetings/<int:meeting_id>/book")


@bp.post("")
@meeting_act(Permission.BIND_BOOK)
def ask_for_book(session, actor):
    jobs = current_app.extensions["paper_jobs"]
    book, is_new = asking.ask_for_book(session, actor, jobs.store, language())
    if is_new:
        book_id = book.id
        after_commit(lambda: jobs.bind(book_id))
    return {"book": book_payload(book)}


@bp.get("")
@meeting_read(Permission.BIND_BOOK)
def read_book(session, actor):
    return {"book": asking.find_book(session, actor)}


@bp.get("/file")
@meeting_read(Permission.BIND_BOOK)
def take_book(session, actor):
    store = current_app.extensions["paper_jobs"].store
    path, title = asking.take_book(session, actor, store)
    return send_in_turns(path, "application/pdf", clean_file_name(f"{title}.pdf"))
