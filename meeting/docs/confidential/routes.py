"""Doors: how closely a paper is kept, and who has read what is kept closely."""

from zoneinfo import ZoneInfo

from flask import Blueprint, current_app, request

from ...edge import Body, meeting_act, meeting_read
from ...permissions import Permission
from ...shell import translate
from ..models import PaperLevel
from ..payloads import paper_payload
from . import access_log, levels

bp = Blueprint("confidential", __name__, url_prefix="/api/meetings/<int:meeting_id>")


# Above the columns of the list of readers.
HEAD_SENTENCES = ("Time", "Paper", "Page", "Reader", "Mark on the page")


class Level(Body):
    level: PaperLevel


@bp.put("/papers/<int:paper_id>/level")
@meeting_act(Permission.PREPARE_MEETING, body=Level)
def set_level(session, actor, body, paper_id):
    is_isolated = current_app.config["ISOLATED_NETWORK"]
    paper = levels.set_level(session, actor, paper_id, body.level, is_isolated)
    return {"paper": paper_payload(paper)}


@bp.post("/papers/<int:paper_id>/versions/<int:version_id>/clearance")
@meeting_act(Permission.PREPARE_MEETING)
def clear_version(session, actor, paper_id, version_id):
    return {"paper": paper_payload(levels.clear_version(session, actor, paper_id, version_id))}


@bp.get("/papers/<int:paper_id>/accesses")
@meeting_read(Permission.PREPARE_MEETING)
def list_accesses(session, actor, paper_id):
    rows = access_log.list_accesses(session, actor, paper_id, access_log.MOST)
    secret = current_app.config["SECRET_KEY"]
    return {"accesses": [access_log.access_payload(row, secret) for row in rows]}


@bp.get("/paper-accesses.csv")
@meeting_read(Permission.PREPARE_MEETING)
def export_accesses(session, actor):
    rows = access_log.list_accesses(session, actor, request.args.get("paper", type=int))
    zone, secret = ZoneInfo(current_app.config["TIME_ZONE"]), current_app.config["SECRET_KEY"]
    heads = [translate(word) for word in HEAD_SENTENCES]
    text = access_log.accesses_as_csv(rows, secret, zone, heads)
    headers = {"Content-Disposition": "attachment; filename=readers.csv"}
    return current_app.response_class(text, mimetype="text/csv", headers=headers)
