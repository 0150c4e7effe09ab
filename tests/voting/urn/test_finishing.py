"""Keys that a killed process left behind are destroyed when a server starts; those of open votes are not touched."""

import pytest

from meeting.db import reading, writing
from meeting.health import health
from meeting.voting import urn
from meeting.voting.models import Secrecy, Vote, VoteState
from meeting.voting.urn.finishing import destroy_leftover_keys
from meeting.voting.urn.opening import keys
from tests import make
from tests.databases import on_both_databases

pytestmark = on_both_databases


def saved_vote(house, state):
    """A secret vote with a key, as an opening leaves it, then brought to the state by hand."""
    with writing(house.meeting.id) as session:
        vote = make.vote(session, house.item)
        vote.secrecy = Secrecy.SECRET
        urn.prepare(session, vote)
        vote.state = state
        if state == VoteState.DRAFT:
            vote.urn_key = None  # the opening was undone, its key stayed
        return vote.id


@pytest.mark.parametrize("state", [s for s in VoteState if s != VoteState.OPEN])
def test_the_key_of_a_vote_that_is_not_open_is_destroyed(house, state):
    vote_id = saved_vote(house, state)
    assert destroy_leftover_keys() == [vote_id]
    assert keys().vote_ids() == []


def test_the_key_of_an_open_vote_is_kept(house):
    vote_id = saved_vote(house, VoteState.OPEN)
    assert destroy_leftover_keys() == []
    with reading() as session:
        assert keys().find(vote_id, session.get(Vote, vote_id).urn_key)


def test_the_key_of_a_vote_that_this_database_does_not_know_is_kept(house):
    keys().make(999)
    assert destroy_leftover_keys() == []
    assert keys().vote_ids() == [999]


def test_an_act_that_is_undone_destroys_no_key(house):
    vote_id = saved_vote(house, VoteState.OPEN)

    def close_and_fail():
        with writing(house.meeting.id) as session:
            urn.open_and_destroy(session, session.get(Vote, vote_id))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        close_and_fail()
    with reading() as session:
        assert keys().find(vote_id, session.get(Vote, vote_id).urn_key)


def test_a_disk_that_fails_at_the_destruction_leaves_the_close_saved_and_the_next_start_finishes(
    house, monkeypatch
):
    vote_id = saved_vote(house, VoteState.OPEN)

    def broken(_path):
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as failing:
        failing.setattr("meeting.voting.urn.keys.overwrite", broken)
        with writing(house.meeting.id) as session:
            vote = session.get(Vote, vote_id)
            urn.open_and_destroy(session, vote)
            vote.state = VoteState.CLOSED
    assert keys().vote_ids() == [vote_id]
    assert destroy_leftover_keys() == [vote_id]
    assert keys().vote_ids() == []


def test_a_lost_key_is_said_to_the_operator_and_the_meeting_goes_on(house):
    vote_id = saved_vote(house, VoteState.OPEN)
    assert health()["urns"] == "ok"
    keys().destroy(vote_id)
    found = health()
    assert found["urns"] == f"key lost of vote {vote_id}"
    assert found["ok"]
