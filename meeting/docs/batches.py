"""The pages of an open document, drawn some by each child. Knows nothing of queues either; may be interrupted at any
point and simply done again.
"""

import logging
import time
from dataclasses import dataclass, field

from . import progress, sandbox
from .converting import keep_picture, rewrites, text_of
from .engine_room import EngineRoom
from .stages.problem import Problem

log = logging.getLogger(__name__)

PAGES_TOLD = 8  # together: each telling is a commit
# A child that has drawn slow pages for so long is followed by a fresh one: its time is for all its pages, and the one
# under way when it is up would be lost, however quickly it could be drawn.
LONG_SECONDS = 6


class Relieved(Exception):
    """A child is ended between two pages, with nothing wrong."""


@dataclass
class Hearing:
    """What a child has said so far of the pages it draws; not of the thumbnails that come with them."""

    profile: str
    begun: int | None = None
    done: dict = field(default_factory=dict)
    failed: list = field(default_factory=list)
    told: set = field(default_factory=set)
    until: float = field(default_factory=lambda: time.monotonic() + LONG_SECONDS)

    @property
    def untold(self):
        return {number: page for number, page in self.done.items() if number not in self.told}


def draw(room: EngineRoom, document, profile, numbers, anew=False, gives_way=lambda: False):
    """Draw pages of an open document, those that are there only if `anew`. `document`: {id, sha256, key, engine,
    rewriting} and, if not progress, the `notes` that hear of it. A page on which a child dies is said to have failed
    and the rest goes on in a new child. `gives_way()` is asked between two pages. Returns (numbers of pages that
    failed, numbers of those that are left because of something more urgent)."""
    store = room.store
    source = store.pdf(document["sha256"], document["engine"], document["key"])
    waiting = [
        number for number in numbers if anew or not store.find_picture(document["key"], number, profile)
    ]
    drawn = {number: text_of(store, document["key"], number) for number in numbers if number not in waiting}
    failed, has_given_way = [], False
    while waiting and not has_given_way:
        hearing, has_given_way = _draw_in_one_child(room, document, source, profile, waiting, gives_way)
        drawn |= hearing.untold
        failed += hearing.failed
        rest = [number for number in waiting if number not in hearing.done and number not in hearing.failed]
        waiting = rest if len(rest) < len(waiting) else []
    _tell(document, profile, drawn, failed)
    return failed, waiting


def _tell(document, profile, drawn, failed=()):
    notes = document.get("notes", progress)
    if profile == "page" and notes:
        notes.pages_drawn(document["id"], drawn, failed)


def _draw_in_one_child(room, document, source, profile, numbers, gives_way):
    """(Hearing, whether it was ended by `gives_way`)"""
    hearing, has_given_way = Hearing(profile), False

    def on_event(event):
        nonlocal has_given_way
        if event["event"] == "page_begun" and hearing.done and event["number"] not in hearing.done:
            has_given_way = gives_way()
            if has_given_way or time.monotonic() > hearing.until:
                raise Relieved
        _hear_page(room.store, document, folder, hearing, event)
        if len(hearing.untold) >= PAGES_TOLD:
            _tell(document, profile, hearing.untold)
            hearing.told |= hearing.done.keys()

    with sandbox.room(room.store.children) as folder:
        request = {"stage": "draw", "source": str(source), "profile": profile, "pages": numbers}
        request |= {"rewriting": rewrites(document), "thumbs": []}
        if profile == "page":
            request["thumbs"] = [
                n for n in numbers if not room.store.find_picture(document["key"], n, "thumb")
            ]
        try:
            room.run(request, folder, source, on_event)
        except Relieved:
            pass
        except Problem as problem:
            log.info(
                "document %s, page %s: %s %s", document["id"], hearing.begun, problem.code, problem.detail
            )
            lost = hearing.begun or numbers[0]
            if lost not in hearing.done:
                hearing.failed.append(lost)
    return hearing, has_given_way


def _hear_page(store, document, folder, hearing, event):
    match event["event"]:
        case "page_begun":
            hearing.begun = event["number"]
        case "page_done":
            kept = keep_picture(store, document["key"], folder, event)
            if event["file"].startswith(f"{event['number']}.{hearing.profile}."):
                hearing.done |= kept
        case "page_failed" if event["number"] not in hearing.done:
            hearing.failed.append(event["number"])
