"""What the snapshot says of votes, and how little it asks the database for it."""

import pytest

from meeting.speaking.payloads import speeches_payload
from meeting.speaking.requesting import ask_to_speak
from meeting.voting.casting import cast_ballot
from meeting.voting.closing import close_vote
from meeting.voting.drafting import draft_vote
from meeting.voting.opening import open_vote, put_to_room
from meeting.voting.payloads import (
    ballots_payload,
    counted_payload,
    turnout_payload,
    turnouts_payload,
    votes_payload,
)
from meeting.voting.publishing import publish_vote
from meeting.voting.recusing import recuse
from tests import make
from tests.databases import counted_queries
from tests.voting.acts import ELECTION, MOTION


@pytest.fixture
def votes(session, room):
    """One published, one closed, one open, one draft."""
    votes = [make.vote(session, room.item, title=f"Biểu quyết {number}") for number in range(4)]
    for vote in votes[:3]:
        open_vote(session, room.mai, vote.id)
        cast_ballot(session, room.an, vote.id, {"choice": "for"})
        if vote is not votes[2]:
            close_vote(session, room.mai, vote.id, despite_missing=True)
    publish_vote(session, room.mai, votes[0].id)
    return votes


def test_a_snapshot_says_of_a_vote_what_its_fact_says(session, room, votes):
    for vote in votes:
        assert votes_payload(session, room.meeting.id, room.mai)[str(vote.id)] == counted_payload(
            session, vote
        )
    for vote in votes[:3]:
        assert turnouts_payload(session, room.meeting.id)[str(vote.id)] == turnout_payload(session, vote)


FORMS = [
    {},
    {"secrecy": "named"},
    {"secrecy": "secret"},
    ELECTION,
]


@pytest.mark.parametrize("form", FORMS, ids=["motion", "named", "secret", "election"])
@pytest.mark.parametrize(
    "recused", [(), ("an",), ("mai", "binh")], ids=["all", "without one", "without the chair"]
)
def test_what_is_told_at_the_opening_is_what_is_read_afterwards(
    session, room, glass_urn, told, form, recused
):
    vote = draft_vote(session, room.mai, room.item.id, **{**MOTION, **form})
    for name in recused:
        recuse(session, room.mai, vote.id, getattr(room, name).seat_id, "Có vợ là ứng viên")
    told()
    opened, payload = put_to_room(session, room.mai, vote.id, despite_tiny=True)
    facts = {name: fact for name, _channels, fact in told()}
    session.flush()
    session.expire_all()
    assert opened.id == vote.id
    assert payload == facts["vote:opened"]["vote"] == counted_payload(session, vote)
    assert facts["turnout:changed"]["turnout"] == turnout_payload(session, vote)
    assert payload["electorate"] == len(room.voters) - len(recused)
    assert put_to_room(session, room.mai, vote.id)[1] == payload


def test_nothing_is_asked_twice_to_open_a_vote(session, room):
    """A whole room waits for it."""
    vote = make.vote(session, room.item)
    session.flush()
    with counted_queries(session.get_bind()) as sent:
        put_to_room(session, room.mai, vote.id)
        session.flush()
    looks = [statement for statement in sent if statement.startswith("SELECT")]
    assert len(looks) == len(set(looks)) <= 8
    assert len(sent) - len(looks) <= 4  # the electors, two entries of the record, the vote


def test_a_result_that_is_not_published_is_in_nothing_a_member_is_sent(session, room, votes):
    seen = votes_payload(session, room.meeting.id, room.an)
    assert [vote["state"] for vote in seen.values()] == ["published", "closed", "open"]
    assert [vote["result"] is not None for vote in seen.values()] == [True, False, False]


def test_the_snapshot_of_another_meeting_has_none_of_it(session, room, votes):
    other = make.meeting(session)
    assert votes_payload(session, other.id, room.mai) == {}
    assert turnouts_payload(session, other.id) == {}


def test_more_votes_and_speeches_take_no_more_queries(session, room, votes):
    item, meeting_id = room.item, room.meeting.id

    def queries():
        session.flush()
        session.expunge_all()
        with counted_queries(session.get_bind()) as sent:
            votes_payload(session, meeting_id, room.mai)
            turnouts_payload(session, meeting_id)
            ballots_payload(session, room.an)
            speeches_payload(session, meeting_id)
        return len(sent)

    ask_to_speak(session, room.an)
    few = queries()
    close_vote(session, room.mai, votes[2].id, despite_missing=True)
    for number in range(6):
        vote = make.vote(session, item, title=f"Biểu quyết thêm {number}")
        open_vote(session, room.mai, vote.id)
        cast_ballot(session, room.an, vote.id, {"choice": "for"})
        close_vote(session, room.mai, vote.id, despite_missing=True)
    for actor in (room.binh, room.cuong, room.dung):
        ask_to_speak(session, actor)
    assert queries() == few == 10
