"""Doors: arranging, reading and showing papers."""

import time
from typing import Annotated

from flask import Blueprint, after_this_request, current_app, request
from pydantic import Field
from werkzeug.utils import send_file as send_whole_file
from werkzeug.wsgi import FileWrapper

from ..db import reading
from ..edge import Body, Id, Text, meeting_act, meeting_read, person_read, reply, require_actor
from ..people.passwords import off_loop
from ..permissions import Permission, Role
from . import (
    comparing,
    finding,
    measuring,
    ordering,
    reconverting,
    removing,
    renaming,
    searching,
    visibility,
)
from .confidential.levels import require_may_take_away
from .models import VisibilityKind
from .naming import download_name
from .payloads import (
    inherited_payload,
    intake_payload,
    paper_payload,
    storage_payload,
    version_payload,
    visibility_payload,
)
from .sampling import samples_of
from .store import BLOCK

bp = Blueprint("docs", __name__, url_prefix="/api/meetings/<int:meeting_id>")
all_meetings = Blueprint("search", __name__)


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


def init_app(app):
    app.register_blueprint(bp)
    app.register_blueprint(all_meetings)


def open_to(permission):
    """Declares who may call a view that does not hold one transaction from beginning to end; it checks by itself."""

    def declare(view):
        view.access = permission
        return view

    return declare


def uploaded(paper):
    """The answer that a file has become a version of the paper; the worker hears of it when it is saved."""
    newest = paper.newest
    if not newest.document.is_finished:
        after_commit(lambda: current_app.extensions["paper_jobs"].prepare(newest.document_id))
    return {"paper": paper_payload(paper), "intake": intake_payload(newest)}


def after_commit(act):
    """When the view's act is saved, before the answer leaves; not at all if it was refused or failed."""

    @after_this_request
    def then(response):
        if response.status_code < 400:
            act()
        return response


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


@bp.get("/storage")
@open_to(Permission.PREPARE_MEETING)
def storage(meeting_id):
    with reading() as session:
        require_actor(session, meeting_id, Permission.PREPARE_MEETING)
        uses = measuring.list_uses(session, meeting_id)
    # Out of the transaction and off the loop: there may be many thousand files to look at.
    store = current_app.extensions["paper_jobs"].store
    return reply({"storage": storage_payload(*off_loop(measuring.measure, store, uses))})


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


@bp.get("/papers/<int:paper_id>/comparison")
@meeting_read(Permission.READ_MEETING)
def compare_versions(session, actor, paper_id):
    older, newer = (request.args.get(name, 0, int) for name in ("from", "to"))
    stretch = request.args.get("stretch", None, int)
    return comparing.compare_versions(session, actor, paper_id, older, newer, stretch)


@bp.get("/papers/<int:paper_id>/versions/<int:version_id>/original")
@meeting_read(Permission.READ_MEETING)
def original(session, actor, paper_id, version_id):
    version = finding.find_version(session, actor, paper_id, version_id)
    require_may_take_away(version.paper)
    document = version.document
    path = current_app.extensions["paper_jobs"].store.original(document.sha256)
    return send_in_turns(path, document.media_type, download_name(version.file_name, document.kind))


@bp.get("/papers/<int:paper_id>/versions/<int:version_id>/legacy-text")
@meeting_read(Permission.PREPARE_MEETING)
def legacy_text(session, actor, paper_id, version_id):
    document = finding.find_version(session, actor, paper_id, version_id).document
    samples = samples_of(current_app.extensions["paper_jobs"].store, document)
    return {"rewritten": not document.is_as_it_came, "samples": samples}


@bp.put("/papers/<int:paper_id>/versions/<int:version_id>/legacy-text")
@meeting_act(Permission.PREPARE_MEETING, body=LegacyText)
def set_legacy_text(session, actor, body, paper_id, version_id):
    return uploaded(reconverting.reconvert(session, actor, paper_id, version_id, body.rewritten))


def send_in_turns(path, media_type, name):
    """A file to be kept under this name. To a proxy on the same machine there is always room to send more, and without
    turns nobody else would be answered until the end of a large one."""
    return send_whole_file(
        path,
        request.environ | {"wsgi.file_wrapper": InTurns},
        response_class=current_app.response_class,
        mimetype=media_type,
        as_attachment=True,
        download_name=name,
        max_age=0,
    )


class InTurns(FileWrapper):
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
