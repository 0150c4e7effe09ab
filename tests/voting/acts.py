"""Votes of the tests, brought to where a test begins. Everything goes through the rules."""

import json

from meeting.voting.casting import cast_ballot
from meeting.voting.closing import close_vote
from meeting.voting.drafting import draft_vote
from meeting.voting.models import RecordEntry, VoteKind
from meeting.voting.opening import open_vote
from tests import cast

CANDIDATES = [{"title": "Nguyễn Văn An"}, {"title": "Lê Thị Bình"}, {"title": "Võ Quốc Cường"}]
ELECTION = {
    "title": "Bầu Phó Chủ tịch",
    "preset": "council_election",
    "kind": VoteKind.ELECTION,
    "subjects": CANDIDATES,
}
CONFIDENCE = {
    "title": "Lấy phiếu tín nhiệm",
    "preset": "confidence_levels",
    "kind": VoteKind.CONFIDENCE_THREE,
    "subjects": CANDIDATES[:2],
}
MOTION = {"title": "Thông qua dự toán ngân sách", "preset": "council_resolution"}


def opened_vote(session, room, form=MOTION, **more):
    vote = draft_vote(session, room.mai, room.item.id, **form | more)
    return open_vote(session, room.mai, vote.id)


def answer_all(session, room, vote, answer):
    """The same answer of everybody entitled."""
    for name in cast.VOTERS:
        cast_ballot(session, getattr(room, name), vote.id, answer)


def closed_vote(session, room, form=MOTION, answers=(), **more):
    """`answers`: {name: answer}"""
    vote = opened_vote(session, room, form, **more)
    for name, answer in dict(answers).items():
        cast_ballot(session, getattr(room, name), vote.id, answer)
    return close_vote(session, room.mai, vote.id, despite_missing=True)


def sealed(answer):
    """For the glass urn."""
    return json.dumps(answer).encode().hex()


def recorded(session, vote):
    """What the record says of the vote, from its opening on: [{event, content, …}]"""
    entries = session.query(RecordEntry).filter_by(vote_id=vote.id).order_by(RecordEntry.number)
    return [json.loads(entry.content) for entry in entries]
