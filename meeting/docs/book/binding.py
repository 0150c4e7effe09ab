"""Binding one book in a child of its own. The child may read the papers of this one reader, all of which are theirs
to read, and nothing else; a paper on which it fails is left out, and the contents say so."""

import logging
import time
from dataclasses import dataclass, field

from .. import sandbox
from ..fontconfig import LIBERATION
from ..stages.limits import MAX_OUTPUT
from ..stages.problem import Code, Problem
from . import keeping
from .wording import Wording

log = logging.getLogger(__name__)

FILE = "book.pdf"
# What is bound is written once more; some for cover, contents and what is laid over the pages.
MOST_BYTES = MAX_OUTPUT * 4 // 5
TRIES = 4  # papers on which a child may fail, and one more
TELL_EVERY_SECONDS = 0.25


@dataclass
class Hearing:
    """What a child has said so far."""

    begun: int | None = None
    done: int = 0
    pages: int = 0
    told_at: float = 0.0
    left_out: set = field(default_factory=set)


def bind(room, book_id, zone):
    """Bind the book as its reader may see it at this moment. `zone`: in which the cover tells the time."""
    plan = keeping.begin(book_id)
    if plan is None:
        return
    try:
        _require_few_bytes(room.store, plan)
        _bind(room, book_id, plan, Wording(plan.language, zone))
    except Problem as problem:
        log.info("book %s failed: %s %s", book_id, problem.code, problem.detail)
        keeping.fail(book_id, plan.key, problem.code)


def _require_few_bytes(store, plan):
    size = sum(
        store.pdf(paper["sha256"], paper["engine"], paper["key"]).stat().st_size for paper in plan.bound
    )
    if size > MOST_BYTES:
        raise Problem(Code.TOO_BIG, f"{size} bytes")


def _bind(room, book_id, plan, wording):
    left_out = set()
    while True:
        hearing = Hearing(left_out=left_out)
        try:
            return _bind_once(room, book_id, plan, wording, hearing)
        except Problem as problem:
            log.info("book %s, paper %s: %s %s", book_id, hearing.begun, problem.code, problem.detail)
            if hearing.begun is None or problem.code == Code.TOO_MANY_PAGES or len(left_out) + 1 >= TRIES:
                raise
            left_out.add(hearing.begun)


def _bind_once(room, book_id, plan, wording, hearing):
    with sandbox.room(room.store.children) as folder:
        request, sources = _request(room.store, plan, wording, hearing.left_out)
        room.bind(request, folder, sources, lambda event: _hear(book_id, plan, hearing, event))
        try:
            size = room.store.take_book(folder / FILE, plan.key)
        except (OSError, ValueError) as error:
            raise Problem(Code.DAMAGED, error) from error
    if not keeping.finish(book_id, plan.key, hearing.pages, size):
        room.store.drop_book(plan.key)


def _hear(book_id, plan, hearing, event):
    match event["event"]:
        case "paper_begun":
            hearing.begun = int(event["number"])
        case "paper_done":
            hearing.done += 1
            if hearing.done < len(plan.bound) and time.monotonic() - hearing.told_at >= TELL_EVERY_SECONDS:
                hearing.told_at = time.monotonic()
                keeping.paper_bound(book_id, plan.key, hearing.done)
        case "bound":
            hearing.begun, hearing.pages = None, int(event["pages"])


def _request(store, plan, wording, left_out):
    """(what the child is told, the files that it may read)"""
    words, sources, items = wording.words(), [], []
    for item in plan.items:
        papers = []
        for paper in item["papers"]:
            entry = {"number": paper["number"], "title": paper["title"]}
            if "missing" in paper:
                papers.append(entry | {"missing": wording.missing(paper["missing"])})
            elif paper["number"] in left_out:
                papers.append(entry | {"missing": words["unbound"]})
            else:
                sources.append(store.pdf(paper["sha256"], paper["engine"], paper["key"]))
                reader = plan.cover["reader"] if paper["watermark"] else ""
                entry |= {"source": str(sources[-1]), "outline": paper["outline"], "reader": reader}
                papers.append(entry)
        items.append({"heading": item["heading"], "papers": papers})
    cover = wording.cover(plan.cover)
    request = {"stage": "bind", "language": plan.language, "fonts": str(LIBERATION), "words": words}
    return request | {"cover": cover, "items": items}, sources
