"""The record of a meeting's votes as one file, whole: the entries as they were signed, the votes as they stand, and a
signature over all of it. What is printed is made of this; `bin/verify` checks it."""

import json

from sqlalchemy import select

from ...db import iso, now
from ..models import Vote, VoteState
from ..payloads import question_payload
from ..reports.payloads import find_reported
from .canonical import canonical, sha256
from .chain import FORMAT, START, beginning, list_entries
from .events import item_of
from .history import summary
from .signing import public_hex, sign, signing_key


def export_record(session, meeting_id):
    """The text of the file, in its one canonical form."""
    return sealed(record_of(session, meeting_id), signing_key())


def record_of(session, meeting_id):
    entries = list_entries(session, meeting_id)
    return {
        "format": FORMAT,
        "made_at": iso(now()),
        "meeting": {"id": meeting_id, **begun(session, meeting_id, entries)},
        "count": len(entries),
        "last": entries[-1].hash if entries else START,
        "entries": [
            {"content": entry.content, "hash": entry.hash, "signature": entry.signature} for entry in entries
        ],
        "votes": [voted(vote) for vote in list_votes(session, meeting_id)],
        "reported": [reported(session, *row) for row in find_reported(session, meeting_id)],
    }


def begun(session, meeting_id, entries):
    """The meeting as its record knows it: its title may have been mended since."""
    return json.loads(entries[0].content)["content"] if entries else beginning(session, meeting_id)


def list_votes(session, meeting_id):
    """What was put to the room; a draft was not. What was counted before there was a record is no part of it."""
    this = (Vote.meeting_id == meeting_id) & (Vote.state != VoteState.DRAFT)
    votes = session.scalars(select(Vote).where(this).order_by(Vote.opened_at, Vote.id)).all()
    return [vote for vote in votes if vote.result is None or "hash" in vote.result]


def voted(vote):
    return asked(vote) | {"annulment": vote.annulment, "result": vote.result}


def asked(vote):
    return question_payload(vote) | {
        "id": vote.id,
        "state": vote.state,
        "opened_at": iso(vote.opened_at),
        "closed_at": iso(vote.closed_at),
        "published_at": iso(vote.published_at),
    }


def reported(session, report, vote, meeting, _item):
    """A result of an earlier meeting that was told to this one. Its record is that meeting's; here stands where it is
    found, and the hash by which it is known there."""
    return {
        "item": item_of(session, report),
        "purpose": report.purpose,
        "at": iso(report.at),
        "meeting": {"id": meeting.id, **beginning(session, meeting.id)},
        "vote": asked(vote),
        "result": summary(vote.result),
        "result_hash": vote.result.get("hash"),
    }


def sealed(record, key):
    """With the key, and its signature over everything else."""
    record = record | {"key": public_hex(key)}
    return canonical(record | {"signature": sign(key, sha256(canonical(record)))})
