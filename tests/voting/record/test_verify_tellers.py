"""An urn whose key three tellers keep is closed first and counted later: two entries, one result."""

from meeting.db import now, writing
from meeting.voting.counting import count_later
from meeting.voting.models import Ballot, Elector, Manner, Secrecy, Vote, VoteState
from meeting.voting.opening import open_vote
from meeting.voting.publishing import publish_vote
from meeting.voting.record.canonical import canonical, sha256
from meeting.voting.record.events import record_closing, sealed_list

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
            session.add(Ballot(vote_id=vote.id, seat_id=getattr(house, name).seat_id, sealed=name.encode()))
        record_closing(session, vote, house.mai)
        return vote.id


def count(house, vote_id, answers):
    with writing(house.meeting.id) as session:
        vote = session.get(Vote, vote_id)
        count_later(session, vote, answers, sealed_list(session, vote))
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


def test_how_many_ballots_lay_in_the_urn_is_recorded_before_anybody_counts(app, house, faults):
    vote_id = close_uncounted(house)
    closed = contents_of(exported(house))[-1]
    sealed = sorted(name.encode().hex() for name in VOTED)
    assert closed["content"]["sealed"] == {"number": len(VOTED), "hash": sha256(canonical(sealed))}
    count(house, vote_id, [{"choice": "for"}] * (len(VOTED) - 1))
    assert "another number of ballots than lay in the urn" in faults(canonical(exported(house)))[0]


def test_other_ballots_than_lay_in_the_urn_are_noticed_although_they_are_as_many(app, house, faults):
    """Somebody with the database puts one ballot in the place of another between the close and the count."""
    vote_id = close_uncounted(house)
    with writing(house.meeting.id) as session:
        seat_id = house.an.seat_id
        session.query(Ballot).filter_by(vote_id=vote_id, seat_id=seat_id).one().sealed = b"another"
    count(house, vote_id, [{"choice": "for"}] * len(VOTED))
    assert "other ballots than lay in the urn" in faults(canonical(exported(house)))[0]


def test_a_count_recorded_before_its_list_was_is_held_against_the_number_alone(app, house, faults):
    vote_id = close_uncounted(house)
    count(house, vote_id, [{"choice": "for"}] * len(VOTED))
    record = exported(house)
    contents = contents_of(record)
    del contents[3]["content"]["sealed"]
    assert faults(resealed(rechained(record, contents))) == []
