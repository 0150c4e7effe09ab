"""Each entry holds the hash of the one before: whoever changes, moves or removes one has to make all later ones anew,
and cannot sign them without the key, nor make those last hashes again that others have noted.

    hash = SHA-256(hash of the entry before + content)      both as text, UTF-8
    signature = Ed25519(hash)

`content` is canonical JSON: keys sorted, no blanks, NFC. It says itself which entry it is, of what, when and with
which key it was signed, so nothing beside it counts. `bin/verify` checks an export of it.
"""

import json

from sqlalchemy import bindparam, insert, select

from ...agenda.models import Meeting
from ...db import iso, now
from ..models import RecordEntry
from .canonical import canonical, sha256
from .signing import public_hex, sign, signing_key

FORMAT = 1
START = "0" * 64  # what the first entry of a meeting takes for the hash before it
BEGUN, KEY_CHANGED = "begun", "key_changed"
# Both are made once, for a whole room waits for what is recorded at an opening.
NEW_ENTRY = insert(RecordEntry)
LAST_ENTRY = (
    select(RecordEntry.number, RecordEntry.hash, RecordEntry.content)
    .where(RecordEntry.meeting_id == bindparam("meeting"))
    .order_by(RecordEntry.number.desc())
    .limit(1)
)


def add(session, vote, event, content):
    """Appends what has happened to a vote, in the act's own transaction; called under the meeting's lock, so numbers
    have no gap. The first entry of a meeting is preceded by one that says which meeting it is; the first one signed
    with another key by one that says so."""
    key, last = signing_key(), last_entry(session, vote.meeting_id)
    if last is None:
        last = append(session, key, None, vote.meeting_id, None, BEGUN, beginning(session, vote.meeting_id))
    elif (earlier := key_of(last.content)) != public_hex(key):
        last = append(session, key, last, vote.meeting_id, None, KEY_CHANGED, {"earlier_key": earlier})
    return append(session, key, last, vote.meeting_id, vote.id, event, content)


def append(session, key, last, meeting_id, vote_id, event, content):
    number, previous, at = last.number + 1 if last else 1, last.hash if last else START, now()
    text = canonical(
        {
            "number": number,
            "meeting_id": meeting_id,
            "vote_id": vote_id,
            "event": event,
            "at": iso(at),
            "key": public_hex(key),
            "content": content,
        }
    )
    hash_ = sha256(previous + text)
    entry = {
        "meeting_id": meeting_id,
        "number": number,
        "vote_id": vote_id or 0,
        "event": event,
        "content": text,
        "previous": previous,
        "hash": hash_,
        "signature": sign(key, hash_),
        "at": at,
    }
    session.connection().execute(NEW_ENTRY, entry)
    return RecordEntry(**entry)


def beginning(session, meeting_id):
    meeting = session.get(Meeting, meeting_id)
    return {
        "format": FORMAT,
        "title": meeting.title,
        "body": meeting.body.name,
        "starts_at": iso(meeting.starts_at),
    }


def last_entry(session, meeting_id):
    """(number, hash, content), or None."""
    return session.connection().execute(LAST_ENTRY, {"meeting": meeting_id}).first()


def key_of(content):
    """With which key the entry says that it was signed. It stands near the end, behind whatever was recorded: only
    numbers follow it. Of an entry with a thousand names the rest need not be read for that."""
    return json.loads("{" + content[content.rindex('"key":') :])["key"]


def list_entries(session, meeting_id):
    this = RecordEntry.meeting_id == meeting_id
    return session.scalars(select(RecordEntry).where(this).order_by(RecordEntry.number)).all()
