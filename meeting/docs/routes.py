"""Doors: uploading, arranging, reading and showing papers."""

import errno
import time
from collections import deque
from functools import wraps
from typing import Annotated
from urllib.parse import unquote

from flask import Blueprint, after_this_request, current_app, request
from pydantic import Field
from werkzeug.utils import send_file as send_whole_file
from werkzeug.wsgi import FileWrapper

from ..db import reading, writing
from ..edge import Body, Id, Text, meeting_act, meeting_read, once, person_read, reply, require_actor
from ..errors import Invalid, Overloaded
from ..people.passwords import off_loop
from ..permissions import Permission, Role
from . import (
    adding,
    finding,
    ordering,
    presenting,
    reconverting,
    removing,
    renaming,
    replacing,
    searching,
    visibility,
)
from .confidential.levels import require_may_take_away
from .models import VisibilityKind
from .naming import clean_file_name, download_name
from .payloads import (
    inherited_payload,
    intake_payload,
    paper_payload,
    presentation_payload,
    version_payload,
    visibility_payload,
)
from .problems import too_big
from .sampling import samples_of

bp = Blueprint("docs", __name__, url_prefix="/api/meetings/<int:meeting_id>")
all_meetings = Blueprint("search", __name__)

BLOCK = 256 * 1024


class Title(Body):
    title: Text(500, 1)


class Order(Body):
    order: Annotated[list[Id], Field(max_length=1000)]


class Visibility(Body):
    kind: VisibilityKind
    roles: Annotated[list[Role], Field(max_length=10)] = []
    people: Annotated[list[Id], Field(max_length=1000)] = []


class LegacyText(Body):
    rewritten: bool


class ShownPage(Body):
    paper_id: Id
    page: Annotated[int, Field(ge=1)]


def init_app(app):
    app.register_blueprint(bp)
    app.register_blueprint(all_meetings)


@bp.url_value_preprocessor
def lift_the_small_limit(endpoint, _values):
    """An upload is not read into memory: it has a limit of its own, kept while streaming."""
    if endpoint in ("docs.add_paper", "docs.replace_paper"):
        request.max_content_length = 1 << 40


def open_to(permission):
    """Declares who may call a view that does not hold one transaction from beginning to end; it checks by itself."""

    def declare(view):
        view.access = permission
        return view

    return declare


def upload_act(view):
    """view(session, actor, upload, **url), after the raw body has been streamed to the store: who may not
    upload is refused before a byte of it is read."""

    @wraps(view)
    def handle(meeting_id, **url):
        with reading() as session:
            require_actor(session, meeting_id, Permission.PREPARE_MEETING)
        upload = receive()
        with writing(meeting_id) as session:
            actor = require_actor(session, meeting_id, Permission.PREPARE_MEETING)
            answer = once(session, actor.person_id, lambda: view(session, actor, upload, **url))
        for document_id in answer.pop("documents", []):
            current_app.extensions["paper_jobs"].prepare(document_id)
        response = reply(answer)
        response.status_code = 201
        return response

    return open_to(Permission.PREPARE_MEETING)(handle)


def receive():
    """The Upload now safely on disk. Raises Invalid: `too_big`, or empty."""
    most = current_app.config["MAX_PAPER_MB"]
    if (request.content_length or 0) > most * 2**20:
        drop_the_rest()
        raise too_big(most)
    try:
        return _receive(most)
    except OSError as error:
        current_app.logger.exception("an upload could not be stored")
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Overloaded("There is no room left on the server. Please tell its operator.", code="no_room")
        raise


def _receive(most):
    with current_app.extensions["paper_jobs"].store.receive() as incoming:
        for block in blocks(request.stream):
            incoming.write(block)
            if incoming.size > most * 2**20:
                drop_the_rest()
                raise too_big(most)
        if not incoming.size or request.content_length not in (None, incoming.size):
            raise Invalid("The file did not arrive whole. Please upload it again.", code="incomplete")
        off_loop(incoming.keep)
        return adding.Upload(
            incoming.sha256,
            incoming.size,
            header_text("X-File-Name", 1000),
            header_note(),
            kept_back=request.headers.get("X-Keep-Back") == "1",
        )


def blocks(stream):
    """The body in blocks. Others take their turn after each: on a fast line there is always more to read, and one
    large file would hold up every tablet."""
    while block := stream.read(BLOCK):
        yield block
        time.sleep(0)


def drop_the_rest():
    """What a refused browser goes on sending is read away once it has its answer; gunicorn would do it in one go,
    and nobody else would be served meanwhile."""
    stream = request.stream

    @after_this_request
    def read_away(response):
        response.call_on_close(lambda: deque(blocks(stream), maxlen=0))
        return response


def header_text(name, most):
    return clean_file_name(unquote(request.headers.get(name, ""), errors="replace")[:most])


def header_note():
    note = unquote(request.headers.get("X-Note", ""), errors="replace")
    return " ".join("".join(c if c.isprintable() else " " for c in note).split())[:500]


@bp.post("/items/<int:item_id>/papers")
@upload_act
def add_paper(session, actor, upload, item_id):
    return uploaded(adding.add_paper(session, actor, item_id, upload))


@bp.post("/papers/<int:paper_id>/versions")
@upload_act
def replace_paper(session, actor, upload, paper_id):
    return uploaded(replacing.replace_paper(session, actor, paper_id, upload))


def uploaded(paper):
    newest = paper.newest
    unfinished = [] if newest.document.is_finished else [newest.document_id]
    return {"paper": paper_payload(paper), "intake": intake_payload(newest), "documents": unfinished}


@bp.put("/papers/<int:paper_id>")
@meeting_act(Permission.PREPARE_MEETING, body=Title)
def rename_paper(session, actor, body, paper_id):
    return {"paper": paper_payload(renaming.rename_paper(session, actor, paper_id, body.title))}


@bp.delete("/papers/<int:paper_id>")
@meeting_act(Permission.PREPARE_MEETING)
def remove_paper(session, actor, paper_id):
    removing.remove_paper(session, actor, paper_id)


@bp.put("/items/<int:item_id>/papers")
@meeting_act(Permission.PREPARE_MEETING, body=Order)
def order_papers(session, actor, body, item_id):
    return {"positions": ordering.order_papers(session, actor, item_id, body.order)}


@bp.get("/papers/<int:paper_id>/visibility")
@meeting_read(Permission.PREPARE_MEETING)
def read_visibility(session, actor, paper_id):
    paper = finding.find_paper(session, actor, paper_id)
    return {**visibility_payload(paper), "inherited": inherited_payload(paper.limits[1:])}


@bp.put("/papers/<int:paper_id>/visibility")
@meeting_act(Permission.PREPARE_MEETING, body=Visibility)
def set_visibility(session, actor, body, paper_id):
    paper = visibility.set_visibility(session, actor, paper_id, body.kind, body.roles, body.people)
    return {"paper": paper_payload(paper), "visibility": visibility_payload(paper)}


@bp.get("/items/<int:item_id>/visibility")
@meeting_read(Permission.PREPARE_MEETING)
def read_item_visibility(session, actor, item_id):
    item, *above = visibility.find_item_limits(session, actor, item_id)
    return {**visibility_payload(item), "inherited": inherited_payload(above)}


@bp.put("/items/<int:item_id>/visibility")
@meeting_act(Permission.PREPARE_MEETING, body=Visibility)
def set_item_visibility(session, actor, body, item_id):
    item = visibility.set_item_visibility(session, actor, item_id, body.kind, body.roles, body.people)
    return {"visibility": visibility_payload(item)}


@bp.get("/papers/<int:paper_id>/versions")
@meeting_read(Permission.READ_MEETING)
def list_versions(session, actor, paper_id):
    versions = finding.list_versions(session, actor, paper_id)
    return {"versions": [version_payload(version) for version in versions]}


@bp.get("/papers/<int:paper_id>/versions/<int:version_id>/original")
@meeting_read(Permission.READ_MEETING)
def original(session, actor, paper_id, version_id):
    version = finding.find_version(session, actor, paper_id, version_id)
    require_may_take_away(version.paper)
    document = version.document
    return send_whole_file(
        current_app.extensions["paper_jobs"].store.original(document.sha256),
        request.environ | {"wsgi.file_wrapper": InTurns},
        response_class=current_app.response_class,
        mimetype=document.media_type,
        as_attachment=True,
        download_name=download_name(version.file_name, document.kind),
        max_age=0,
    )


@bp.get("/papers/<int:paper_id>/versions/<int:version_id>/legacy-text")
@meeting_read(Permission.PREPARE_MEETING)
def legacy_text(session, actor, paper_id, version_id):
    document = finding.find_version(session, actor, paper_id, version_id).document
    samples = samples_of(current_app.extensions["paper_jobs"].store, document)
    return {"rewritten": not document.is_as_it_came, "samples": samples}


@bp.put("/papers/<int:paper_id>/versions/<int:version_id>/legacy-text")
@meeting_act(Permission.PREPARE_MEETING, body=LegacyText)
def set_legacy_text(session, actor, body, paper_id, version_id):
    answer = uploaded(reconverting.reconvert(session, actor, paper_id, version_id, body.rewritten))
    ring_after_this(answer.pop("documents"))
    return answer


def ring_after_this(document_ids):
    """The worker hears of it when it is saved."""

    @after_this_request
    def ring(response):
        for document_id in document_ids:
            current_app.extensions["paper_jobs"].prepare(document_id)
        return response


class InTurns(FileWrapper):
    """A large file in blocks. To a proxy on the same machine there is always room to send more, and without these
    turns nobody else would be answered until the end of the file."""

    def __init__(self, file, _size):
        super().__init__(file, BLOCK)

    def __next__(self):
        time.sleep(0)
        return super().__next__()


@bp.get("/search")
@meeting_read(Permission.SEARCH_PAPERS)
def search_meeting(session, actor):
    return searching.search_meeting(session, actor, sought(), which_page())


@all_meetings.get("/api/search")
@person_read
def search_all(session, person):
    return searching.search_all(session, person, sought(), which_page())


def sought():
    # A blank at the end is kept: it says that the last word is whole. PostgreSQL knows no zero character.
    return request.args.get("q", "")[:200].replace("\0", "")


def which_page():
    return max(1, min(request.args.get("page", 1, type=int), 1000))


@bp.put("/presentation")
@meeting_act(Permission.PRESENT, body=ShownPage)
def show_page(session, actor, body):
    shown = presenting.show_page(session, actor, body.paper_id, body.page)
    return {"presentation": presentation_payload(shown)}


@bp.delete("/presentation")
@meeting_act(Permission.PRESENT)
def stop_presenting(session, actor):
    presenting.stop_presenting(session, actor)
    return {"presentation": None}
