"""Doors: the record as a file for the desk, the votes of a meeting, one's own."""

import json
import time
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, current_app, request, stream_with_context

from ...db import reading
from ...edge import meeting_look, meeting_read, person_read
from ...permissions import Permission
from ...shell import language, translate
from . import exporting, history, printing, tables
from .wording import Words

bp = Blueprint("vote_record", __name__, url_prefix="/api")

RECORD = "/meetings/<int:meeting_id>/votes/record"
TABLES = {
    "votes": tables.votes_csv,
    "groups": tables.groups_csv,
    "roll-calls": tables.roll_calls_csv,
}
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@bp.get(f"{RECORD}.json")
@meeting_read(Permission.SEE_DESK)
def export_json(session, actor):
    return file(
        exporting.export_record(session, actor.meeting_id),
        "application/json",
        f"votes-{actor.meeting_id}.json",
    )


@bp.get(f"{RECORD}.csv")
@meeting_read(Permission.SEE_DESK)
def export_csv(session, actor):
    record = json.loads(exporting.export_record(session, actor.meeting_id))
    part = request.args.get("part")
    name = part if part in TABLES else "votes"
    return file(in_turns(TABLES[name](record, words())), "text/csv", f"{name}-{actor.meeting_id}.csv")


@bp.get(f"{RECORD}.pdf")
@meeting_look(Permission.SEE_DESK)
def export_pdf(actor):
    return printed(actor, "pdf", "application/pdf")


@bp.get(f"{RECORD}.docx")
@meeting_look(Permission.SEE_DESK)
def export_docx(actor):
    return printed(actor, "docx", DOCX)


def printed(actor, kind, media_type):
    """Drawn when the database is no longer held."""
    with reading() as session:
        record = json.loads(exporting.export_record(session, actor.meeting_id))
    return file(printing.print_record(record, words(), kind), media_type, f"votes-{actor.meeting_id}.{kind}")


@stream_with_context
def in_turns(pieces):
    """A large table is made of many pieces: between two of them others are answered."""
    for piece in pieces:
        yield piece
        time.sleep(0)


def file(content, media_type, name):
    disposition = {"Content-Disposition": f"attachment; filename={name}"}
    return Response(content, mimetype=media_type, headers=disposition)


def words():
    return Words(language(), translate, ZoneInfo(current_app.config["TIME_ZONE"]))


@bp.get("/meetings/<int:meeting_id>/vote-history")
@meeting_read(Permission.READ_MEETING)
def read_history(session, actor):
    return {"votes": history.list_history(session, actor)}


@bp.get("/me/votes")
@person_read
def read_own_votes(session, person):
    return {"votes": history.list_own_votes(session, person)}
