"""A result that is kept off the hall screen does not reach it: not its line, not its state, not what it asks for."""

import json

import pytest

from meeting.db import writing
from tests.databases import on_both_databases

from .acts import closed_vote, opened_vote

# Four of six: nothing else in what a hall screen is told of this vote looks like its figures.
ANSWERS = {name: {"choice": "for"} for name in ("mai", "an", "binh")} | {"cuong": {"choice": "against"}}


@pytest.fixture
def vote_id(house):
    with writing(house.meeting.id) as session:
        return closed_vote(session, house, answers=ANSWERS).id


@pytest.fixture
def publish(house, sign_in, vote_id):
    desk = sign_in(house.thu)

    def put(on_hall):
        body = {"on_hall": on_hall}
        assert desk.post(f"{house.path}/votes/{vote_id}/publication", body)[0] == 200

    return put


def assert_nothing_told(vote):
    assert (vote["result"], vote["cast"]) == (None, None)
    assert '"counts"' not in json.dumps(vote)


def state_of(device, house):
    return device.get(f"{house.path}/state")[1]


def facts_since(device, house, state):
    after = "&".join(f"{channel}={seq}" for channel, seq in state["seqs"].items())
    status, reply = device.get(f"{house.path}/facts?epoch={state['epoch']}&{after}")
    assert status == 200
    return reply["facts"]


@on_both_databases
def test_the_hall_s_line_carries_a_result_only_when_it_is_put_on_the_hall(house, tablet, publish):
    hall, an = tablet(house.hall), tablet(house.an)
    publish(on_hall=False)
    [(name, kept)], [(same, told)] = hall.heard(), an.heard()
    assert name == same == "vote:published"
    assert told["vote"]["result"]["counts"]["for"] == 3
    assert (kept["channel"], kept["seq"]) == (told["channel"], told["seq"])
    assert_nothing_told(kept["vote"])
    publish(on_hall=True)
    [(name, told)] = hall.heard()
    assert (name, told["vote"]["result"]["counts"]["for"]) == ("vote:changed", 3)
    publish(on_hall=False)
    [(name, told)] = hall.heard()
    assert_nothing_told(told["vote"])


@on_both_databases
def test_the_hall_s_state_holds_a_result_only_while_it_is_on_the_hall(house, sign_in, vote_id, publish):
    hall, an, id = sign_in(house.hall), sign_in(house.an), str(vote_id)
    assert_nothing_told(state_of(hall, house)["votes"][id])  # closed, and for the desk alone
    publish(on_hall=False)
    # Theirs is made first and kept: the hall must not be given it.
    assert state_of(an, house)["votes"][id]["result"]["cast"] == 4
    assert_nothing_told(state_of(hall, house)["votes"][id])
    publish(on_hall=True)
    assert state_of(hall, house)["votes"][id]["result"]["cast"] == 4
    publish(on_hall=False)
    assert_nothing_told(state_of(hall, house)["votes"][id])


def test_a_hall_screen_that_was_away_is_not_told_a_result_that_has_been_taken_off_it(house, sign_in, publish):
    hall = sign_in(house.hall)
    asleep = state_of(hall, house)
    publish(on_hall=True)
    assert facts_since(hall, house, asleep)[0]["vote"]["result"]["counts"]["for"] == 3
    publish(on_hall=False)
    facts = facts_since(hall, house, asleep)
    assert [fact["name"] for fact in facts] == ["vote:published", "vote:changed"]
    for fact in facts:
        assert_nothing_told(fact["vote"])


def test_a_hall_screen_that_was_away_hears_the_result_that_was_put_on_it_later(house, sign_in, publish):
    hall = sign_in(house.hall)
    asleep = state_of(hall, house)
    publish(on_hall=False)
    publish(on_hall=True)
    first, second = facts_since(hall, house, asleep)
    assert_nothing_told(first["vote"])
    assert second["vote"]["result"]["counts"]["for"] == 3


@pytest.mark.parametrize("on_hall", [False, True])
def test_an_annulled_vote_tells_the_hall_no_more_than_was_told_before(
    house, sign_in, tablet, vote_id, publish, on_hall
):
    publish(on_hall)
    hall, votes = tablet(house.hall), f"{house.path}/votes/{vote_id}"
    sign_in(house.thu).post(f"{votes}/annulment", {"reason": "Sai nội dung"})
    assert sign_in(house.mai).post(f"{votes}/annulment/confirmation")[0] == 200
    [(name, told)] = hall.heard()
    assert (name, told["vote"]["annulment"]["reason"]) == ("vote:annulled", "Sai nội dung")
    assert (told["vote"]["result"] is not None) == on_hall


def test_the_votes_to_look_back_at_are_for_the_hall_those_that_are_on_it(house, sign_in, publish):
    hall, an, path = sign_in(house.hall), sign_in(house.an), f"{house.path}/vote-history"
    publish(on_hall=False)
    assert (len(hall.get(path)[1]["votes"]), len(an.get(path)[1]["votes"])) == (0, 1)
    publish(on_hall=True)
    assert len(hall.get(path)[1]["votes"]) == 1


def test_the_hall_sees_how_far_an_open_vote_has_come(house, sign_in, tablet):
    with writing(house.meeting.id) as session:
        vote = opened_vote(session, house)
    hall = tablet(house.hall)
    mine = f"{house.path}/votes/{vote.id}/ballots/mine"
    assert sign_in(house.an).put(mine, {"answer": {"choice": "for"}})[0] == 200
    [(name, told)] = hall.heard()
    assert (name, told["progress"]["cast"]) == ("vote:progressed", 1)
    assert state_of(sign_in(house.hall), house)["votes"][str(vote.id)]["cast"] == 1
