"""Doors: noting one's own reading, receipts for the desk."""

from datetime import UTC, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, current_app, request
from pydantic import AwareDatetime, Field

from ...db import now, reading
from ...edge import Body, meeting_read, parsed, reply, require_actor
from ...permissions import Permission
from ...shell import translate
from ..routes import open_to
from .noting import note_reading
from .receipts import receipts_payload
from .receipts_csv import receipts_csv

bp = Blueprint("readings", __name__, url_prefix="/api/meetings/<int:meeting_id>")

PageNumber = Annotated[int, Field(ge=1, le=100_000)]
Moment = Annotated[
    AwareDatetime, Field(gt=datetime(1900, 1, 1, tzinfo=UTC), lt=datetime(2200, 1, 1, tzinfo=UTC))
]


class NoteForm(Body):
    """`seen`: pages shown since the last note, as [[first, last], …]; `at`: when, by the server's clock as the tablet
    knows it."""

    page: PageNumber
    seen: Annotated[list[tuple[PageNumber, PageNumber]], Field(max_length=1000)] = []
    at: Moment | None = None


@bp.put("/papers/<int:paper_id>/versions/<int:version_id>/reading")
@open_to(Permission.NOTE_READING)
def note(meeting_id, paper_id, version_id):
    request.get_data()  # a body that arrives slowly must hold nothing
    kept = current_app.extensions["notebook"].take(lambda: checked_note(meeting_id, paper_id, version_id))
    return reply({"reading": kept})


def checked_note(meeting_id, paper_id, version_id):
    with reading() as session:
        actor = require_actor(session, meeting_id, Permission.NOTE_READING)
        (form,) = parsed(NoteForm)
        return note_reading(session, actor, paper_id, version_id, form.page, form.seen, form.at or now())


@bp.get("/receipts")
@meeting_read(Permission.SEE_RECEIPTS)
def list_receipts(session, actor):
    return {"receipts": receipts_payload(session, actor)}


@bp.get("/receipts.csv")
@meeting_read(Permission.SEE_RECEIPTS)
def export_receipts(session, actor):
    zone = ZoneInfo(current_app.config["TIME_ZONE"])
    text = receipts_csv(session, actor, translate, zone, request.args.get("group", ""))
    name = f"receipts-{actor.meeting_id}.csv"
    return Response(
        text, mimetype="text/csv", headers={"Content-Disposition": f"attachment; filename={name}"}
    )
