"""Doors: what a reader needs of an open paper. The right is asked for at each of them, each time."""

import time
from dataclasses import dataclass

from flask import Blueprint, current_app, request, send_file

from ...db import reading, writing
from ...edge import meeting_read, require_actor
from ...errors import NotFound, NotReady
from ...permissions import Permission
from .. import finding, linking
from ..confidential import access_log
from ..converting import read_lines, read_links
from ..inspecting import read_signatures
from ..reading import manifest_payload, page_state
from ..routes import open_to, sought
from ..stages.tiles import tile_name

bp = Blueprint(
    "paper_pages", __name__, url_prefix="/api/meetings/<int:meeting_id>/papers/<int:paper_id>/<key>"
)

FOREVER = "private, max-age=31536000, immutable"
# Kept, but asked for each time whether it may still be shown.
ASKED_EACH_TIME = "private, no-cache"
NEVER = "no-store"
# How long an answer waits for a page that the worker draws on demand, rather than have the tablet ask again.
PATIENCE_SECONDS = 2.0


@bp.get("/manifest")
@meeting_read(Permission.READ_MEETING)
def manifest(session, actor, paper_id, key):
    return manifest_payload(session, finding.find_document(session, actor, paper_id, key))


@bp.get("/pages/<int:number>/<any(page,thumb):profile>")
@open_to(Permission.READ_MEETING)
def page_picture(meeting_id, paper_id, key, number, profile):
    return picture_of_page(meeting_id, paper_id, key, number, profile)


@bp.get("/pages/<int:number>/tiles/<int:level>/<int:column>/<int:row>")
@open_to(Permission.READ_MEETING)
def page_tile(meeting_id, paper_id, key, number, level, column, row):
    return picture_of_page(meeting_id, paper_id, key, number, tile_name(level, column, row))


@dataclass(frozen=True)
class OpenPage:
    """A page that somebody may see just now, as far as its door needs to know it."""

    actor: object
    paper_id: int
    document_id: int
    key: str
    number: int
    state: str
    page_count: int
    is_confidential: bool
    keeping: str


def open_page(meeting_id, paper_id, key, number):
    """Raises NotFound, also for those who may not see the paper. A transaction of its own: what follows may wait, for a
    picture or for the turn to write, and must hold nothing meanwhile."""
    with reading() as session:
        actor = require_actor(session, meeting_id, Permission.READ_MEETING)
        paper = finding.find_paper(session, actor, paper_id)
        document = finding.find_document(session, actor, paper_id, key)
        state = page_state(session, document, number)
        keeping = NEVER if paper.is_confidential else FOREVER if paper.is_for_all else ASKED_EACH_TIME
        found = (paper_id, document.id, key, number, state, document.page_count, paper.is_confidential)
        return OpenPage(actor, *found, keeping)


def picture_of_page(meeting_id, paper_id, key, number, profile):
    page = open_page(meeting_id, paper_id, key, number)
    if profile is None:
        raise NotFound("There is no such page.")
    return own_picture(page, profile) if page.is_confidential else common_picture(page, profile)


def common_picture(page, profile):
    jobs = current_app.extensions["paper_jobs"]
    return picture(
        lambda: jobs.store.find_picture(page.key, page.number, profile),
        lambda: jobs.draw_soon(page.document_id, page.number, profile, page.key),
        page,
    )


def own_picture(page, profile):
    """The reader's own picture, with their name on it; that they have read the page is noted before they see it."""
    jobs, person_id = current_app.extensions["paper_jobs"], page.actor.person_id
    answer = picture(
        lambda: jobs.store.find_marked(page.paper_id, person_id, page.key, page.number, profile),
        lambda: jobs.mark_soon(page.document_id, page.number, profile, page.key, page.paper_id, person_id),
        page,
    )
    # Nothing can be read on a thumbnail, and whoever looks for a page sees the thumbnails of all.
    if profile != "thumb":
        note(page)
    return answer


def picture(look, have_it_made, page):
    path = look()
    if path is None and page.state == "failed":
        raise NotFound("This page could not be drawn. The other pages can be read.", code="page_failed")
    if path is None:
        have_it_made()
        path = wait_for(look)
    if path is None:
        raise NotReady("This page is still being prepared.")
    kept = page.keeping != NEVER
    response = send_file(path, mimetype=f"image/{path.suffix[1:]}", conditional=kept, etag=kept)
    response.headers["Cache-Control"] = page.keeping
    return response


def wait_for(look):
    """What `look` finds, or None when patience ends; the loop serves others meanwhile."""
    end = time.monotonic() + current_app.config.get("PAGE_PATIENCE_SECONDS", PATIENCE_SECONDS)
    while True:
        found = look()
        if found or time.monotonic() >= end:
            return found
        time.sleep(0.05)


def note(page):
    with reading() as session:
        if access_log.is_noted(session, page.actor, page.paper_id, page.number):
            return
    with writing(page.actor.meeting_id) as session:
        access_log.note_access(session, page.actor, page.paper_id, page.number)


@bp.get("/pages/<int:number>/text")
@open_to(Permission.READ_MEETING)
def page_text(meeting_id, paper_id, key, number):
    page = open_page(meeting_id, paper_id, key, number)
    if page.is_confidential:
        note(page)
    store = current_app.extensions["paper_jobs"].store
    links = read_links(store, key, number, page.page_count)
    with reading() as session:
        links = linking.resolve_links(session, page.actor, paper_id, links, request.host)
    return {"ok": True, "lines": read_lines(store, key, number), "links": links}


@bp.get("/signatures")
@meeting_read(Permission.READ_MEETING)
def signatures(session, actor, paper_id, key):
    document = finding.find_document(session, actor, paper_id, key)
    return {"signatures": read_signatures(current_app.extensions["paper_jobs"].store, document.key)}


@bp.get("/find")
@meeting_read(Permission.READ_MEETING)
def find_text(session, actor, paper_id, key):
    document = finding.find_document(session, actor, paper_id, key)
    find = finding.find_words if request.args.get("words") else finding.find_text
    return {"hits": find(session, document, sought())}
