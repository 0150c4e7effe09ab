"""Reported results over HTTP."""

from flask import Blueprint

from ...edge import Body, meeting_act, meeting_read
from ...permissions import Permission
from ..models import Purpose
from . import payloads, reporting

bp = Blueprint("reports", __name__, url_prefix="/api")

MEETING = "/meetings/<int:meeting_id>"
REPORT = f"{MEETING}/items/<int:item_id>/reported-results/<int:vote_id>"


class Report(Body):
    purpose: Purpose


@bp.get(f"{MEETING}/reported-results")
@meeting_read(Permission.READ_MEETING)
def list_reported(session, actor):
    return {"reports": payloads.list_reported(session, actor)}


@bp.get(f"{MEETING}/reportable-results")
@meeting_read(Permission.PREPARE_MEETING)
def list_reportable(session, actor):
    return {"results": reporting.list_reportable(session, actor)}


@bp.put(REPORT)
@meeting_act(Permission.PREPARE_MEETING, Report)
def report_result(session, actor, body, item_id, vote_id):
    report = reporting.report_result(session, actor, item_id, vote_id, body.purpose)
    return {"report_id": report.id}


@bp.delete(REPORT)
@meeting_act(Permission.PREPARE_MEETING)
def withdraw_report(session, actor, item_id, vote_id):
    reporting.withdraw_report(session, actor, item_id, vote_id)
