"""A result that is kept off the hall screen does not reach it: not its line, not its state, not what it asks for. One
that is kept off the tablets reaches nothing but the hall screen, and the desk."""

import json

import pytest
from sqlalchemy import select

from meeting.db import FactEntry, writing
from tests.databases import on_both_databases

from .acts import closed_vote, opened_vote

ALL_BUT_THE_DESK = ("an", "khoi", "lan")  # a member, a guest, an observer

# Four of six: nothing else in what a hall screen is told of this vote looks like its figures.
ANSWERS = {name: {"choice": "for"} for name in ("mai", "an", "binh")} | {"cuong": {"choice": "against"}}


@pytest.fixture
def vote_id(house):
    with writing(house.meeting.id) as session:
        return closed_vote(session, house, answers=ANSWERS).id


@pytest.fixture
def publish(house, sign_in, vote_id):
    desk = sign_in(house.thu)

    def put(on_hall=True, on_tablets=True):
        body = {"on_tablets": on_tablets, "on_hall": on_hall}
        assert desk.post(f"{house.path}/votes/{vote_id}/publication", body)[0] == 200

    return put


def assert_nothing_told(vote):
    assert (vote["result"], vote["cast"]) == (None, None)
    assert_no_answers(vote)


def assert_no_answers(told):
    """Neither numbers nor names, anywhere in it."""
    text = json.dumps(told)
    assert not [word for word in ("counts", "roll_call", "script", "outcome") if f'"{word}"' in text]


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


@on_both_databases
def test_a_result_for_the_hall_alone_is_on_its_line_and_on_no_tablet_s(house, tablet, vote_id, publish):
    hall, others = tablet(house.hall), [tablet(getattr(house, name)) for name in ALL_BUT_THE_DESK]
    desk = tablet(house.mai)
    publish(on_tablets=False)
    (_, kept), (name, told) = hall.heard()
    assert (name, told["channel"], told["vote"]["result"]["counts"]["for"]) == ("vote:changed", "hall", 3)
    assert (kept["channel"], kept["vote"]["result"]) == ("meeting", None)
    for one in [*others, desk]:
        [(name, heard)] = one.heard()
        assert (name, heard["vote"]["state"]) == ("vote:changed", "closed")
        assert heard["vote"]["hall_at"] == told["vote"]["hall_at"]
        assert_no_answers(heard)
    publish()
    for one in [hall, desk, *others]:
        [(name, heard)] = one.heard()
        assert (name, heard["vote"]["result"]["counts"]["for"]) == ("vote:published", 3)


@on_both_databases
def test_a_result_for_the_hall_alone_is_in_its_state_and_in_nothing_a_tablet_asks_for(
    house, sign_in, vote_id, publish
):
    hall, id = sign_in(house.hall), str(vote_id)
    others = [sign_in(getattr(house, name)) for name in ALL_BUT_THE_DESK]
    asleep = [state_of(device, house) for device in [hall, *others]]
    publish(on_tablets=False)
    shown = state_of(hall, house)["votes"][id]
    assert (shown["state"], shown["result"]["counts"]["for"], shown["cast"]) == ("closed", 3, 4)
    assert facts_since(hall, house, asleep[0])[-1]["vote"] == shown
    assert [vote["id"] for vote in hall.get(f"{house.path}/vote-history")[1]["votes"]] == [vote_id]
    for device, state in zip(others, asleep[1:], strict=True):
        assert_no_answers(state_of(device, house)["votes"])
        assert_no_answers(facts_since(device, house, state))
        assert device.get(f"{house.path}/vote-history")[1]["votes"] == []
        assert_no_answers(device.get("/api/me/votes")[1])
        for ending in ("json", "csv", "pdf", "docx"):
            assert device.get(f"{house.path}/votes/record.{ending}")[0] == 403
    own = {one["id"]: one for one in sign_in(house.an).get("/api/me/votes")[1]["votes"]}[vote_id]
    assert (own["answer"], own["result"], own["hall_at"]) == ({"choice": "for"}, None, shown["hall_at"])
    desk = sign_in(house.mai)
    assert state_of(desk, house)["turnouts"][id]["result"]["counts"]["for"] == 3
    assert [vote["id"] for vote in desk.get(f"{house.path}/vote-history")[1]["votes"]] == [vote_id]


@on_both_databases
def test_a_vote_annulled_in_the_hall_alone_is_still_told_to_no_tablet(
    house, sign_in, tablet, vote_id, publish
):
    publish(on_tablets=False)
    hall, an, votes = tablet(house.hall), tablet(house.an), f"{house.path}/votes/{vote_id}"
    sign_in(house.thu).post(f"{votes}/annulment", {"reason": "Sai nội dung"})
    assert sign_in(house.mai).post(f"{votes}/annulment/confirmation")[0] == 200
    [(name, heard)] = an.heard()
    assert (name, heard["vote"]["annulment"]["reason"]) == ("vote:annulled", "Sai nội dung")
    assert hall.heard()[-1][1]["vote"]["result"]["counts"]["for"] == 3
    device, state = sign_in(house.an), state_of(sign_in(house.an), house)
    for told in (heard, state["votes"], device.get(f"{house.path}/vote-history")[1]):
        assert_no_answers(told)
    assert state_of(sign_in(house.hall), house)["votes"][str(vote_id)]["result"]["cast"] == 4
    status, refusal = sign_in(house.thu).post(f"{votes}/publication")
    assert (status, refusal["error"]) == (409, "vote_annulled")


def test_the_hall_keeps_its_result_when_the_vote_is_taken_again(house, sign_in, tablet, vote_id, publish):
    publish(on_tablets=False)
    hall, an = tablet(house.hall), tablet(house.an)
    with writing(house.meeting.id) as session:
        again = opened_vote(session, house, rerun_of_id=vote_id)
    assert hall.heard()[-1][1]["vote"]["result"]["counts"]["for"] == 3
    changed = an.heard()[-1][1]["vote"]
    assert (changed["id"], changed["rerun_by_id"]) == (vote_id, again.id)
    assert_no_answers(changed)


def test_a_hall_screen_that_was_away_is_not_told_a_result_that_went_to_the_tablets(house, sign_in, publish):
    hall = sign_in(house.hall)
    asleep = state_of(hall, house)
    publish(on_tablets=False)
    publish(on_hall=False)
    facts = facts_since(hall, house, asleep)
    assert [fact["channel"] for fact in facts] == ["meeting", "hall", "meeting"]
    for fact in facts:
        assert_nothing_told(fact["vote"])


def test_a_hall_screen_that_was_away_during_an_update_hears_what_was_told_before_it(house, sign_in, publish):
    hall = sign_in(house.hall)
    asleep = state_of(hall, house)
    publish()
    with writing() as session:
        entry = session.scalar(select(FactEntry).where(FactEntry.name == "vote:published"))
        fact = json.loads(entry.payload)
        del fact["vote"]["hall_at"]
        entry.payload = json.dumps(fact)
    assert facts_since(hall, house, asleep)[0]["vote"]["result"]["counts"]["for"] == 3
    publish(on_hall=False)
    assert_nothing_told(facts_since(hall, house, asleep)[0]["vote"])


def test_a_tie_is_not_broken_once_the_hall_has_seen_it(house, sign_in):
    tied = {"an": {"choice": "for"}, "binh": {"choice": "against"}}
    with writing(house.meeting.id) as session:
        vote = closed_vote(session, house, answers=tied)
    desk, path = sign_in(house.thu), f"{house.path}/votes/{vote.id}"
    assert desk.post(f"{path}/publication", {"on_tablets": False})[0] == 200
    status, refusal = desk.post(f"{path}/tie-break", {"method": "lot", "side": "for"})
    assert (status, refusal["error"]) == (409, "published")


def test_the_hall_sees_how_far_an_open_vote_has_come(house, sign_in, tablet):
    with writing(house.meeting.id) as session:
        vote = opened_vote(session, house)
    hall = tablet(house.hall)
    mine = f"{house.path}/votes/{vote.id}/ballots/mine"
    assert sign_in(house.an).put(mine, {"answer": {"choice": "for"}})[0] == 200
    [(name, told)] = hall.heard()
    assert (name, told["progress"]["cast"]) == ("vote:progressed", 1)
    assert state_of(sign_in(house.hall), house)["votes"][str(vote.id)]["cast"] == 1
