"""An urn whose key three tellers keep is closed first and counted later: two entries, one result."""

from meeting.db import now, writing
from meeting.voting.counting import count_later
from meeting.voting.models import Elector, Manner, Secrecy, Vote, VoteState
from meeting.voting.opening import open_vote
from meeting.voting.publishing import publish_vote
from meeting.voting.record.canonical import canonical
from meeting.voting.record.events import record_closing

from .voted import contents_of, draft, exported, rechained, resealed

VOTED = ("mai", "an", "binh", "cuong")


def close_uncounted(house):
    with writing(house.meeting.id) as session:
        vote = draft(session, house, "Bãi nhiệm", preset="council_removal")
        vote.secrecy, vote.manner = Secrecy.SPLIT, Manner.BY_HAND
        open_vote(session, house.mai, vote.id)
        vote.state, vote.closed_at = VoteState.CLOSED, now()
        for name in VOTED:  # as the urn marks them when it is closed
            session.get(Elector, (vote.id, getattr(house, name).seat_id)).has_voted = True
        record_closing(session, vote, house.mai)
        return vote.id


def count(house, vote_id, answers):
    with writing(house.meeting.id) as session:
        vote = session.get(Vote, vote_id)
        count_later(session, vote, answers)
        publish_vote(session, house.mai, vote.id)


def test_closed_and_not_counted_yet_holds(app, house, faults):
    close_uncounted(house)
    record = exported(house)
    assert faults(canonical(record)) == []
    assert record["votes"][0]["result"] is None


def test_counted_later_it_holds_and_is_counted_once(app, house, faults):
    vote_id = close_uncounted(house)
    count(house, vote_id, [{"choice": "for"}] * len(VOTED))
    record = exported(house)
    assert faults(canonical(record)) == []
    contents = contents_of(record)
    assert [content["event"] for content in contents][2:] == ["closed", "counted", "published"]
    twice = [*contents[:4], contents[3] | {"number": 5}, contents[4] | {"number": 6}]
    assert "twice" in faults(resealed(rechained(record, twice)))[0]
