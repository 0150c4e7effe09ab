"""The sealed urn of a secret vote, from its opening to the last of its key."""

import pytest
from nacl.public import PublicKey, SealedBox
from sqlalchemy import func, select

from meeting.db import database
from meeting.errors import Invalid, Refused
from meeting.voting import urn
from meeting.voting.answers import VoteShape, shape_of
from meeting.voting.models import FORMS, OPTIONS, Ballot, Elector, Secrecy, VoteKind, VoteState
from meeting.voting.routes import SEALED, SUBJECTS
from meeting.voting.urn.opening import keys
from meeting.voting.urn.sealing import padded, sealed_size
from tests import make


def secret_vote(session, room):
    vote = make.vote(session, room.item)
    vote.secrecy, vote.state = Secrecy.SECRET, VoteState.OPEN
    session.add_all(Elector(vote_id=vote.id, seat_id=actor.seat_id, present=True) for actor in room.voters)
    session.flush()
    urn.prepare(session, vote)
    session.flush()
    return vote


@pytest.fixture
def vote(session, room):
    vote = secret_vote(session, room)
    yield vote
    keys().destroy(vote.id)


def sealed_for(vote, choice):
    key = PublicKey(bytes.fromhex(vote.urn_key))
    return SealedBox(key).encrypt(padded(shape_of(vote), {"choice": choice}))


def put_in(session, room, vote, **answers):
    for name, sealed in answers.items():
        if isinstance(sealed, str):
            sealed = sealed_for(vote, sealed)
        session.add(Ballot(vote_id=vote.id, seat_id=room.actors[name].seat_id, sealed=sealed))
    session.flush()


def close(session, vote):
    vote.state = VoteState.CLOSED
    return urn.open_and_destroy(session, vote)


def after_the_commit(session):
    for act in session.info.pop("afterwards", []):
        act()


def test_no_vote_is_opened_where_the_key_cannot_be_kept(session, room, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("meeting.voting.urn.keys.write_new", full)
    with pytest.raises(Refused) as refusal:
        secret_vote(session, room)
    assert refusal.value.code == "urn_not_kept"


def test_only_the_length_of_what_is_sealed_can_be_judged_while_the_urn_is_closed(vote):
    urn.check(vote, sealed_for(vote, "for"))
    urn.check(vote, bytes(sealed_size(shape_of(vote))))
    with pytest.raises(Invalid) as refusal:
        urn.check(vote, sealed_for(vote, "for") + b"\0")
    assert refusal.value.code == "sealed_wrong_size"


@pytest.mark.parametrize("kind", VoteKind)
def test_a_sealed_answer_on_as_many_names_as_a_ballot_may_have_is_taken_in(kind):
    shape = VoteShape(FORMS[kind], tuple(OPTIONS[kind]), tuple(range(1, SUBJECTS + 1)))
    assert 2 * sealed_size(shape) <= SEALED


def test_without_the_key_nobody_can_close_and_nothing_is_lost(session, room, vote):
    put_in(session, room, vote, an="for")
    keys().destroy(vote.id)
    with pytest.raises(Refused) as refusal:
        urn.open_and_destroy(session, vote)
    assert refusal.value.code == "urn_key_lost"
    assert session.scalar(select(func.count()).where(Ballot.vote_id == vote.id)) == 1


def test_the_key_of_another_opening_is_as_good_as_none(session, room, vote):
    put_in(session, room, vote, an="for")
    keys().make(vote.id)
    with pytest.raises(Refused) as refusal:
        urn.open_and_destroy(session, vote)
    assert refusal.value.code == "urn_key_lost"


def test_the_answers_come_out_sorted_and_what_is_none_comes_last(session, room, vote):
    put_in(session, room, vote, mai="for", an=bytes(68), binh="against", cuong="abstain", dung="for")
    assert close(session, vote) == [
        {"choice": "abstain"},
        {"choice": "against"},
        {"choice": "for"},
        {"choice": "for"},
        None,
    ]


def test_who_has_voted_is_marked_and_the_ballots_are_gone(session, room, vote):
    put_in(session, room, vote, an="for", binh=bytes(68))
    close(session, vote)
    marked = session.scalars(select(Elector.seat_id).where(Elector.vote_id == vote.id, Elector.has_voted))
    assert set(marked) == {room.an.seat_id, room.binh.seat_id}
    assert session.scalar(select(func.count()).where(Ballot.vote_id == vote.id)) == 0


def test_the_key_is_destroyed_only_when_the_close_is_saved(session, room, vote):
    put_in(session, room, vote, an="for")
    close(session, vote)
    assert keys().find(vote.id, vote.urn_key)
    after_the_commit(session)
    assert keys().find(vote.id, vote.urn_key) is None


def test_a_vote_given_up_is_discarded_unread(session, room, vote):
    put_in(session, room, vote, an="for")
    vote.state = VoteState.ANNULLED
    urn.discard(session, vote)
    after_the_commit(session)
    assert session.scalar(select(func.count()).where(Ballot.vote_id == vote.id)) == 0
    assert session.get(Elector, (vote.id, room.an.seat_id)).has_voted
    assert keys().find(vote.id, vote.urn_key) is None


def test_a_secret_vote_that_goes_on_by_hand_begins_anew(session, room, vote):
    put_in(session, room, vote, an="for")
    urn.discard(session, vote)
    assert not session.get(Elector, (vote.id, room.an.seat_id)).has_voted


def test_what_the_clerk_enters_when_a_secret_vote_goes_on_by_hand_is_not_discarded(session, room, vote):
    put_in(session, room, vote, an="for")
    session.add(Ballot(vote_id=vote.id, seat_id=room.binh.seat_id, answer={"choice": "for"}))
    urn.discard(session, vote)
    assert session.scalars(select(Ballot.seat_id).where(Ballot.vote_id == vote.id)).all() == [
        room.binh.seat_id
    ]


def test_the_keys_lie_in_the_data_folder(vote):
    assert (database().folder / "urn" / f"{vote.id}.key").exists()
