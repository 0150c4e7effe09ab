"""A thousand members, a hundred names: what a teller's tablet sends is as large as the vote makes it, and no larger."""

import json
import secrets

import pytest
from sqlalchemy import insert

from meeting.db import now, reading, writing
from meeting.voting.answers import shape_of
from meeting.voting.drafting import copy_rule
from meeting.voting.models import (
    OPTIONS,
    Ballot,
    Elector,
    Manner,
    Secrecy,
    Teller,
    Vote,
    VoteKind,
    VoteState,
)
from meeting.voting.record.events import record_closing
from meeting.voting.urn.counting import most_bytes
from meeting.voting.urn.sealing import sealed_size
from tests import cast, make

MEMBERS, NAMES = 1000, 100
ANSWER = {"each": {str(number): "confidence" for number in range(1, NAMES + 1)}}


@pytest.fixture
def hall(app):
    """(meeting id, vote id, tellers): closed, every ballot in the urn, two of the tellers have handed their shares."""
    with writing() as session:
        meeting, item, actors = cast.gather_many(session, MEMBERS)
        vote = make.vote(session, item)
        vote.kind, vote.options = VoteKind.CONFIDENCE_THREE, OPTIONS[VoteKind.CONFIDENCE_THREE]
        vote.subjects = [{"id": number, "title": f"Người thứ {number}"} for number in range(1, NAMES + 1)]
        vote.secrecy, vote.manner, vote.urn_key = Secrecy.SPLIT, Manner.TABLET, "00" * 32
        vote.preset, vote.rule = "confidence_levels", copy_rule("confidence_levels")
        vote.state, vote.opened_at, vote.closed_at = VoteState.CLOSED, now(), now()
        session.flush()
        voters = [{"vote_id": vote.id, "seat_id": actor.seat_id} for actor in actors[-MEMBERS:]]
        session.execute(insert(Elector), [row | {"present": True} for row in voters])
        size = sealed_size(shape_of(vote))
        session.execute(insert(Ballot), [row | {"sealed": secrets.token_bytes(size)} for row in voters])
        tellers = actors[-3:]
        for number, actor in enumerate(tellers, start=1):
            shares = {"shares": {}} if number < 3 else None
            session.add(Teller(vote_id=vote.id, seat_id=actor.seat_id, number=number, handed=shares))
        session.flush()
        record_closing(session, vote)
        return meeting.id, vote.id, tellers


def count(sign_in, hall, who, answers, **more):
    meeting_id, vote_id, tellers = hall
    address = f"/api/meetings/{meeting_id}/votes/{vote_id}/tellers/mine"
    return sign_in(tellers[who]).put(f"{address}/count", {"answers": answers}, **more)


def test_two_tellers_count_a_thousand_ballots_of_a_hundred_names(hall, sign_in):
    answers = [ANSWER] * MEMBERS
    assert len(json.dumps(answers)) > 2**20
    assert count(sign_in, hall, 0, answers)[0] == 200
    status, body = count(sign_in, hall, 1, answers, key="k")
    assert (status, body["vote"]["cast"]) == (200, MEMBERS)
    assert count(sign_in, hall, 1, answers, key="k") == (status, body), "also when its answer was lost"
    with reading() as session:
        result = session.get(Vote, hall[1]).result
    assert [subject["counts"]["confidence"] for subject in result["subjects"]] == [MEMBERS] * NAMES


def test_what_is_larger_than_any_count_of_this_vote_is_not_read(hall, sign_in):
    with reading() as session:
        most = most_bytes(session, hall[2][0], hall[1])
    assert 2**20 < most < 5 * 2**20, "nginx lets five through"
    assert count(sign_in, hall, 0, ["x" * most])[0] == 413


def test_who_has_nothing_to_count_sends_no_more_than_anybody_else(hall, sign_in, house):
    meeting_id, vote_id, tellers = hall
    address = f"/api/meetings/{meeting_id}/votes/{vote_id}"
    assert sign_in(tellers[0]).put(f"{address}/ballots/mine", {"sealed": "0" * 2**20})[0] == 413
    other = cast.Actor(meeting_id, tellers[0].role, house.an.person_id, None, "An")
    assert sign_in(other).put(f"{address}/tellers/mine/count", {"answers": []})[0] == 404


def test_a_teller_is_told_how_many_ballots_were_recorded_at_the_close(hall, sign_in):
    meeting_id, vote_id, tellers = hall
    device = sign_in(tellers[0])
    state = device.get(f"/api/meetings/{meeting_id}/state")[1]
    handed = device.get(f"/api/meetings/{meeting_id}/votes/{vote_id}/tellers/mine/ballots")[1]["sealed"]
    with writing(meeting_id) as session:  # whoever has the database takes a ballot out
        session.delete(session.query(Ballot).filter_by(vote_id=vote_id).first())
    fewer = device.get(f"/api/meetings/{meeting_id}/votes/{vote_id}/tellers/mine/ballots")[1]["sealed"]
    published = state["tellings"][str(vote_id)]["sealed"]
    assert published["number"] == len(handed) == MEMBERS == len(fewer) + 1
    assert device.get(f"/api/meetings/{meeting_id}/state")[1]["tellings"][str(vote_id)]["sealed"] == published
