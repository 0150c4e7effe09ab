"""What a tablet asks for when it joins, wakes up, or has missed something."""

import json

from flask import Blueprint, Response, current_app, request
from sqlalchemy import select

from ..db import FactEntry, epoch, iso, now
from ..docs.finding import find_presentation, hide_withheld
from ..edge import meeting_look, meeting_read
from ..errors import Stale
from ..permissions import Permission
from ..state import actor_channels, actor_sequences
from ..voting.hall import hide_from_hall
from .presence import told_to_desk

bp = Blueprint("realtime", __name__, url_prefix="/api/meetings/<int:meeting_id>")

MOST = 200  # facts; beyond that a snapshot is smaller


@bp.get("/state")
@meeting_look(Permission.READ_MEETING)
def state(actor):
    snapshot = current_app.extensions["snapshots"].take(actor)
    headers = {"Vary": "Accept-Encoding, Authorization, Cookie"}
    if "gzip" not in request.accept_encodings:
        return Response(snapshot.text, mimetype="application/json", headers=headers)
    headers["Content-Encoding"] = "gzip"
    return Response(snapshot.gzipped, mimetype="application/json", headers=headers)


@bp.get("/presence")
@meeting_read(Permission.SEE_DESK)
def presence(session, actor):
    """Each person's devices: since when they are here, and whether they show what everybody is to see."""
    shown = find_presentation(session, actor)
    devices = current_app.extensions["presence"].devices(actor.meeting_id)
    return {"now": iso(now()), "devices": [told_to_desk(device, shown) for device in devices]}


@bp.get("/facts")
@meeting_read(Permission.READ_MEETING)
def facts(session, actor):
    """All facts after the numbers given, in the order in which they happened; or Stale, never a part of them."""
    behind = Stale("Too much has happened since. Please load everything again.")
    newest = actor_sequences(session, actor)
    after = {channel: request.args.get(channel, 0, int) for channel in newest}
    if request.args.get("epoch") != epoch(session) or any(after[c] > newest[c] for c in newest):
        raise behind
    if sum(newest[c] - after[c] for c in newest) > MOST:
        raise behind
    entries = []
    for name, channel in actor_channels(actor).items():
        rows = session.scalars(
            select(FactEntry).where(
                FactEntry.meeting_id == actor.meeting_id,
                FactEntry.channel == channel,
                FactEntry.seq > after[name],
            )
        ).all()
        if len(rows) < newest[name] - after[name]:  # a part of them has been forgotten
            raise behind
        entries += [(row.id, name, row) for row in rows]
    told = [
        told_today(session, actor, name, row) for _, name, row in sorted(entries, key=lambda entry: entry[0])
    ]
    return {"epoch": epoch(session), "facts": told}


def told_today(session, actor, channel, entry):
    """What was said of a paper to all stays unsaid to those from whom it has been withheld since, and of a result to
    the hall."""
    name, payload = hide_withheld(session, actor, entry.name, json.loads(entry.payload))
    payload = hide_from_hall(session, actor, payload)
    return {"name": name, "channel": channel, "seq": entry.seq, **payload}
