"""Drawing documents anew when what draws them has changed: piece by piece, after everything else, beside the pages that
are being read. Each piece may be interrupted at any point and is simply done again: the database says which document,
the store how far.
"""

import logging

from . import batches, converting, progress, redraw_progress
from .converting import PAGES_PER_CHILD, THUMBS_PER_CHILD
from .stages.problem import Problem

log = logging.getLogger(__name__)


def step(room, taken_over, gives_way=lambda: False):
    """Open one document, draw some of its pages, or let the new ones take over. Whether there was anything to do.
    `taken_over(document_id)` hears which is done; `gives_way`: as for batches.draw."""
    waiting = redraw_progress.next_waiting()
    if waiting is None:
        return False
    try:
        _go_on(room, waiting, taken_over, gives_way)
    except Exception:
        redraw_progress.put_back(waiting["id"])
        raise
    return True


def _go_on(room, waiting, taken_over, gives_way):
    if waiting["key"] is None:
        return _open(room, waiting)
    profile, numbers = _left_to_draw(room.store, waiting)
    if numbers:
        failed, _left = batches.draw(room, waiting, profile, numbers, gives_way=gives_way)
        return redraw_progress.note_failed(waiting["id"], profile, failed)
    progress.take_over(waiting["id"], waiting["key"], _pages(room.store, waiting))
    return taken_over(waiting["id"])


def _open(room, waiting):
    again = redraw_progress.begin(waiting["id"])
    if again is None:
        return
    source = room.store.original(waiting["sha256"])
    try:
        converting.receive(room, waiting["id"], waiting | {"again": again}, source)
    except Problem as problem:
        log.info("document %s is not drawn anew: %s %s", waiting["id"], problem.code, problem.detail)
        redraw_progress.failed(waiting["id"], problem.code)


def _left_to_draw(store, waiting):
    """(profile, numbers) of the next pages, then thumbnails; no numbers when all are there or have failed."""
    for profile, most in (("page", PAGES_PER_CHILD), ("thumb", THUMBS_PER_CHILD)):
        numbers = [
            number
            for number in range(1, waiting["page_count"] + 1)
            if not {f"{number}.page", f"{number}.{profile}"} & waiting["failed"]
            and not store.find_picture(waiting["key"], number, profile)
        ]
        if numbers:
            return profile, numbers[:most]
    return "page", []


def _pages(store, waiting):
    """{number: {mono, text, legacy}} of the pages that were drawn."""
    drawn = {}
    for number in range(1, waiting["page_count"] + 1):
        picture = store.find_picture(waiting["key"], number, "page")
        if picture and f"{number}.page" not in waiting["failed"]:
            drawn[number] = converting.text_of(store, waiting["key"], number, picture.suffix == ".png")
    return drawn
