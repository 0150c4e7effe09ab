"""A meeting that has voted in several ways, through the acts themselves; and its record, to be tampered with."""

import json

from meeting.agenda.models import Seat
from meeting.db import writing
from meeting.voting.casting import cast_ballot
from meeting.voting.closing import close_vote, settle
from meeting.voting.drafting import copy_rule
from meeting.voting.models import OPTIONS, Manner, Secrecy, VoteKind
from meeting.voting.opening import open_vote
from meeting.voting.publishing import publish_vote
from meeting.voting.record.canonical import canonical, sha256
from meeting.voting.record.chain import START
from meeting.voting.record.exporting import export_record
from meeting.voting.record.signing import sign, signing_key
from meeting.voting.sums import Sums
from tests import make

CANDIDATES = [
    {"id": 1, "title": "Ông Lý Văn Một"},
    {"id": 2, "title": "Bà Phan Thị Hai"},
    {"id": 3, "title": "Ông Tạ Ba"},
]


def hold_votes(house):
    """The titles of what was put to the room: a motion adopted and published, one only counted, an election, an
    election whose last place is tied, levels of confidence in secret, one that is still open. An and Bình are of
    "Tổ 2", Cường is of "Tổ 1"."""
    with writing(house.meeting.id) as session:
        for name, group in (("an", "Tổ 2"), ("binh", "Tổ 2"), ("cuong", "Tổ 1")):
            session.get(Seat, house.seats[name].id).group = group
        motion(
            session, house, "Dự toán ngân sách", mai="for", an="for", binh="for", cuong="for", dung="against"
        )
        motion(session, house, "Đầu tư công", publish=False, mai="for", an="against", binh="abstain")
        election(
            session,
            house,
            "Bầu Ủy viên",
            places=2,
            mai=[1, 2],
            an=[1, 2],
            binh=[1, 2],
            cuong=[1, 2],
            dung=[1],
            giang=[],
        )
        election(session, house, "Bầu Phó Trưởng ban", places=1, mai=[1], an=[1], binh=[2], cuong=[2])
        confidence(session, house, "Lấy phiếu tín nhiệm")
        open_vote(session, house.mai, draft(session, house, "Nghị quyết cuối kỳ").id)


def motion(session, house, title, publish=True, **answers):
    hold(
        session,
        house,
        draft(session, house, title),
        publish,
        {name: {"choice": choice} for name, choice in answers.items()},
    )


def election(session, house, title, places, **picks):
    vote = draft(session, house, title, VoteKind.ELECTION, "council_election" if places > 1 else "most_votes")
    vote.subjects, vote.places, vote.max_picks = CANDIDATES, places, places
    hold(session, house, vote, True, {name: {"picks": chosen} for name, chosen in picks.items()})


def confidence(session, house, title):
    """Counted from sums, as an urn is: nobody knows who answered what."""
    vote = draft(session, house, title, VoteKind.CONFIDENCE_THREE, "confidence_levels")
    vote.subjects, vote.secrecy, vote.manner = CANDIDATES[:2], Secrecy.SECRET, Manner.BY_HAND
    vote.by_hand = {
        "reason": "Mất điện",
        "by": {"seat_id": 1, "name": "Mai"},
        "with": {"seat_id": 2, "name": "Thư"},
        "at": None,
    }
    opened = open_vote(session, house.mai, vote.id)
    settle(
        session,
        opened,
        sums=Sums(
            cast=5,
            subjects={1: {"high": 4, "confidence": 1, "low": 0}, 2: {"high": 0, "confidence": 1, "low": 4}},
        ),
    )
    publish_vote(session, house.mai, vote.id)


def draft(session, house, title, kind=VoteKind.MOTION, preset="council_resolution"):
    vote = make.vote(session, house.item, title=title)
    vote.kind, vote.options, vote.preset, vote.rule = kind, OPTIONS[kind], preset, copy_rule(preset)
    session.flush()
    return vote


def hold(session, house, vote, publish, answers):
    open_vote(session, house.mai, vote.id)
    for name, answer in answers.items():
        cast_ballot(session, getattr(house, name), vote.id, answer)
    close_vote(session, house.mai, vote.id, despite_missing=True)
    if publish:
        publish_vote(session, house.mai, vote.id)


def exported(house):
    with writing() as session:
        return json.loads(export_record(session, house.meeting.id))


def resealed(record, key=None):
    """The text of the file, its seal made again: by whoever has the key, or another one."""
    key = key or signing_key()
    rest = {name: value for name, value in record.items() if name != "signature"}
    rest["key"] = key.public_key().public_bytes_raw().hex()
    return canonical(rest | {"signature": sign(key, sha256(canonical(rest)))})


def rechained(record, contents, key=None):
    """The record with other contents, every hash and signature made again: by whoever has the key, or another one."""
    key = key or signing_key()
    entries, previous = [], START
    for content in contents:
        text = canonical(content)
        previous = sha256(previous + text)
        entries.append({"content": text, "hash": previous, "signature": sign(key, previous)})
    return record | {"entries": entries, "count": len(entries), "last": previous}


def contents_of(record):
    return [json.loads(entry["content"]) for entry in record["entries"]]
