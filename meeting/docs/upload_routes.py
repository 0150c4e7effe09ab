"""Doors: files come in here, piece by piece.

POST   …/uploads                  a file is announced: who may not send it, or whose file is too big, learns it at once
PATCH  …/uploads/7                the next 1 to 4 MiB; the header Upload-Offset says from which byte on
GET    …/uploads, …/uploads/7     how much has arrived, to go on after a reload
POST   …/uploads/7/completion     all has arrived: the hash of the whole file is compared, and it becomes a paper
DELETE …/uploads/7                it will not be finished
"""

import errno
import time
from collections import deque
from contextlib import contextmanager
from functools import wraps
from typing import Annotated

from flask import Blueprint, after_this_request, current_app, request
from pydantic import Field, StringConstraints

from ..db import reading, writing
from ..edge import Body, Id, meeting_act, meeting_read, reply, require_actor
from ..errors import Invalid, NotFound, Overloaded, Refused
from ..people.passwords import off_loop
from ..permissions import Permission
from . import uploading
from .naming import clean_file_name, clean_note
from .payloads import upload_payload
from .routes import after_commit, open_to, uploaded
from .store import BLOCK

bp = Blueprint("uploads", __name__, url_prefix="/api/meetings/<int:meeting_id>/uploads")

ROOM_BESIDES = 64 * 2**20  # bytes left for the database and its log

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class NewUpload(Body):
    file_name: Annotated[str, Field(max_length=1000)]
    size: Annotated[int, Field(ge=0, le=2**53)]
    head: Sha256
    item_id: Id | None = None
    paper_id: Id | None = None
    note: Annotated[str, Field(max_length=1000)] = ""
    kept_back: bool = False


class Completion(Body):
    sha256: Sha256


def init_app(app):
    app.register_blueprint(bp)


@bp.url_value_preprocessor
def lift_the_small_limit(endpoint, _values):
    """A piece is not read into memory: it has a limit of its own."""
    if endpoint == "uploads.add_chunk":
        request.max_content_length = 1 << 40


def created(view):
    """Answers 201."""

    @wraps(view)
    def handle(**url):
        response = view(**url)
        response.status_code = 201
        return response

    return handle


@bp.post("")
@created
@meeting_act(Permission.PREPARE_MEETING, body=NewUpload)
def begin_upload(session, actor, body):
    names = {"file_name": clean_file_name(body.file_name), "note": clean_note(body.note)}
    file = uploading.Announced(**body.model_dump() | names)
    upload = uploading.begin_upload(session, actor, file, current_app.config["MAX_PAPER_MB"])
    require_room(upload.size)
    return {"upload": upload_payload(upload)}


def require_room(size):
    """For the pieces, and once more for the whole that is made of them."""
    if not store().has_room(2 * size + ROOM_BESIDES):
        raise no_room()


def no_room():
    return Overloaded("There is no room left on the server. Please tell its operator.", code="no_room")


def store():
    return current_app.extensions["paper_jobs"].store


@bp.get("")
@meeting_read(Permission.PREPARE_MEETING)
def list_uploads(session, actor):
    uploads = [upload_payload(upload) for upload in uploading.list_uploads(session, actor)]
    return {"uploads": uploads, "most_mb": current_app.config["MAX_PAPER_MB"]}


@bp.get("/<int:upload_id>")
@meeting_read(Permission.PREPARE_MEETING)
def read_upload(session, actor, upload_id):
    return {"upload": upload_payload(uploading.find_upload(session, actor, upload_id))}


@bp.delete("/<int:upload_id>")
@meeting_act(Permission.PREPARE_MEETING)
def abandon_upload(session, actor, upload_id):
    chunks = uploading.abandon_upload(session, actor, upload_id)
    after_commit(lambda: store().drop_chunks(chunks))


@bp.patch("/<int:upload_id>")
@open_to(Permission.PREPARE_MEETING)
def add_chunk(meeting_id, upload_id):
    with refusing_before_it_is_read():
        offset, size = await_chunk(meeting_id, upload_id)
    with kept_chunk(size) as name, writing() as session:
        actor = require_actor(session, meeting_id, Permission.PREPARE_MEETING)
        upload = uploading.add_chunk(session, actor, upload_id, offset, size, name)
        return reply({"upload": upload_payload(upload)})


def await_chunk(meeting_id, upload_id):
    """(first byte, number of bytes) of the piece that stands at the door and is the one awaited."""
    with reading() as session:
        actor = require_actor(session, meeting_id, Permission.PREPARE_MEETING)
        offset, size = request.headers.get("Upload-Offset", type=int), request.content_length
        if offset is None or size is None:
            raise Invalid("The request could not be read.")
        uploading.await_chunk(session, actor, upload_id, offset, size)
        return offset, size


@contextmanager
def refusing_before_it_is_read():
    """What a refused browser goes on sending is read away once it has its answer; gunicorn would do it in one go,
    and nobody else would be served meanwhile."""
    try:
        yield
    except Refused:
        stream = request.stream

        @after_this_request
        def read_away(response):
            response.call_on_close(lambda: deque(blocks(stream), maxlen=0))
            return response

        raise


@contextmanager
def kept_chunk(size):
    """The name of the body in the store, on disk for good; it is dropped again if it cannot be counted."""
    with saying_that_there_is_no_room(), store().receive_chunk() as chunk:
        written = 0
        for block in blocks(request.stream):
            written += len(block)
            if written > size:
                break
            chunk.write(block)
        if written != size:
            raise Invalid("The file did not arrive whole. Please upload it again.", code="incomplete")
        name = off_loop(chunk.keep)
    try:
        yield name
    except BaseException:
        store().drop_chunks([name])
        raise


@contextmanager
def saying_that_there_is_no_room():
    try:
        yield
    except OSError as error:
        current_app.logger.exception("an upload could not be stored")
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise no_room() from None
        raise


def blocks(stream):
    """The body in blocks. Others take their turn after each: on a fast line there is always more to read, and one
    large file would hold up every tablet."""
    while block := stream.read(BLOCK):
        yield block
        time.sleep(0)


def put_together(actor, body, upload_id):
    """The whole file goes to the store under its hash, in no transaction. Returns the names of its pieces.

    Raises Invalid `wrong_hash`, or `incomplete` when a piece is lost; then nothing is left of it. An upload that is
    not there is left to the act: it may have been finished before, by the same command.
    """
    try:
        with reading() as session:
            chunks = uploading.find_whole_upload(session, actor, upload_id).chunks
    except NotFound:
        return []
    try:
        with saying_that_there_is_no_room():
            off_loop(keep_whole, store(), chunks, body.sha256)
    except Invalid:
        abandon(actor, upload_id)
        raise
    return chunks


def keep_whole(papers, chunks, sha256):
    """The content that the pieces make up is in the store for good when this returns."""
    try:
        with papers.receive() as incoming:
            for block in papers.read_chunks(chunks):
                incoming.write(block)
            if incoming.sha256 != sha256:
                raise Invalid(
                    "The file did not arrive as it was sent. Please upload it again.", code="wrong_hash"
                )
            incoming.keep()
    except FileNotFoundError:
        raise Invalid("The file did not arrive whole. Please upload it again.", code="incomplete") from None


def abandon(actor, upload_id):
    with writing() as session:
        chunks = uploading.abandon_upload(session, actor, upload_id)
    store().drop_chunks(chunks)


@bp.post("/<int:upload_id>/completion")
@created
@meeting_act(Permission.PREPARE_MEETING, body=Completion, before=put_together)
def complete_upload(session, actor, body, chunks, upload_id):
    paper = uploading.finish_upload(session, actor, upload_id, body.sha256)
    after_commit(lambda: store().drop_chunks(chunks))
    return uploaded(paper)
