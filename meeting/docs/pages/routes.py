"""Doors: what a reader needs of an open paper. The right is asked for at each of them, each time."""

import time

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


def picture_of_page(meeting_id, paper_id, key, number, profile):
    with reading() as session:
        actor = require_actor(session, meeting_id, Permission.READ_MEETING)
        paper = finding.find_paper(session, actor, paper_id)
        document = finding.find_document(session, actor, paper_id, key)
        state, document_id = page_state(session, document, number), document.id
        is_confidential, keeping = paper.is_confidential, FOREVER if paper.is_for_all else ASKED_EACH_TIME
    if profile is None:
        raise NotFound("There is no such page.")
    # Out of the transaction: waiting for a picture must hold nothing.
    if is_confidential:
        return own_picture(actor, paper_id, document_id, key, number, profile, state)
    jobs = current_app.extensions["paper_jobs"]
    return picture(
        lambda: jobs.store.find_picture(key, number, profile),
        lambda: jobs.draw_soon(document_id, number, profile, key),
        state,
        keeping,
    )


def own_picture(actor, paper_id, document_id, key, number, profile, state):
    """The reader's own picture, with their name on it; that they have read the page is noted before they see it."""
    jobs = current_app.extensions["paper_jobs"]
    answer = picture(
        lambda: jobs.store.find_marked(paper_id, actor.person_id, key, number, profile),
        lambda: jobs.mark_soon(document_id, number, profile, key, paper_id, actor.person_id),
        state,
        NEVER,
    )
    # Nothing can be read on a thumbnail, and whoever looks for a page sees the thumbnails of all.
    if profile != "thumb":
        note(actor, paper_id, number)
    return answer


def picture(look, have_it_made, state, keeping):
    path = look()
    if path is None and state == "failed":
        raise NotFound("This page could not be drawn. The other pages can be read.", code="page_failed")
    if path is None:
        have_it_made()
        path = wait_for(look)
    if path is None:
        raise NotReady("This page is still being prepared.")
    kept = keeping != NEVER
    response = send_file(path, mimetype=f"image/{path.suffix[1:]}", conditional=kept, etag=kept)
    response.headers["Cache-Control"] = keeping
    return response


def wait_for(look):
    """What `look` finds, or None when patience ends; the loop serves others meanwhile."""
    end = time.monotonic() + current_app.config.get("PAGE_PATIENCE_SECONDS", PATIENCE_SECONDS)
    while True:
        found = look()
        if found or time.monotonic() >= end:
            return found
        time.sleep(0.05)


def note(actor, paper_id, number):
    with reading() as session:
        if access_log.is_noted(session, actor, paper_id, number):
            return
    with writing(actor.meeting_id) as session:
        access_log.note_access(session, actor, paper_id, number)


@bp.get("/pages/<int:number>/text")
@open_to(Permission.READ_MEETING)
def page_text(meeting_id, paper_id, key, number):
    with reading() as session:
        actor = require_actor(session, meeting_id, Permission.READ_MEETING)
        document = finding.find_document(session, actor, paper_id, key)
        page_state(session, document, number)
        is_confidential = finding.find_paper(session, actor, paper_id).is_confidential
        page_count = document.page_count
    if is_confidential:
        note(actor, paper_id, number)
    store = current_app.extensions["paper_jobs"].store
    links = read_links(store, key, number, page_count)
    with reading() as session:
        links = linking.resolve_links(session, actor, paper_id, links, request.host)
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
