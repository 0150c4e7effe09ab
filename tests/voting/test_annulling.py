"""A vote is taken back by two people, with a reason; nothing of it is deleted."""

import pytest

from meeting.errors import NotAllowed, NotFound, Refused
from meeting.voting import annulling
from meeting.voting.annulling import ask_annulment, confirm_annulment, withdraw_annulment
from meeting.voting.casting import cast_ballot
from meeting.voting.closing import close_vote
from meeting.voting.drafting import draft_vote
from meeting.voting.models import Ballot, Secrecy, VoteState
from meeting.voting.opening import open_vote
from meeting.voting.payloads import ballots_payload, turnouts_payload, votes_payload
from meeting.voting.publishing import publish_vote
from tests.voting.acts import MOTION, closed_vote, opened_vote, recorded, sealed

REASON = "Hệ thống hiển thị sai nội dung"


def published_vote(session, room):
    vote = closed_vote(session, room, answers={"an": {"choice": "for"}, "binh": {"choice": "against"}})
    return publish_vote(session, room.mai, vote.id)


@pytest.mark.parametrize("who", ["an", "khoi", "lan", "hall"])
def test_only_the_desk_annuls(session, room, who):
    vote = closed_vote(session, room)
    with pytest.raises(NotAllowed):
        ask_annulment(session, getattr(room, who), vote.id, REASON)
    ask_annulment(session, room.mai, vote.id, REASON)
    for act in (confirm_annulment, withdraw_annulment):
        with pytest.raises(NotAllowed):
            act(session, getattr(room, who), vote.id)
    assert vote.state == VoteState.CLOSED


def test_nobody_annuls_alone(session, room):
    vote = closed_vote(session, room)
    ask_annulment(session, room.mai, vote.id, REASON)
    with pytest.raises(Refused) as refusal:
        confirm_annulment(session, room.mai, vote.id)
    assert (refusal.value.code, vote.state) == ("second_person_needed", VoteState.CLOSED)


def test_what_nobody_asked_for_is_not_confirmed(session, room):
    vote = closed_vote(session, room)
    with pytest.raises(Refused) as refusal:
        confirm_annulment(session, room.mai, vote.id)
    assert refusal.value.code == "nothing_to_confirm"


def test_a_draft_is_removed_rather_than_annulled(session, room):
    vote = draft_vote(session, room.mai, room.item.id, **MOTION)
    for act in (confirm_annulment, withdraw_annulment):
        with pytest.raises(Refused) as refusal:
            act(session, room.mai, vote.id)
        assert refusal.value.code == "vote_not_open"


def test_the_second_person_does_not_put_a_reason_in_place_of_the_first_ones(session, room):
    vote = closed_vote(session, room)
    ask_annulment(session, room.mai, vote.id, REASON)
    with pytest.raises(Refused) as refusal:
        ask_annulment(session, room.thu, vote.id, "Lý do khác")
    assert (refusal.value.code, refusal.value.params) == ("annulment_asked", {"name": room.mai.name})
    assert vote.annulment["reason"] == REASON


def test_a_vote_of_another_meeting_is_not_there(session, room):
    with pytest.raises(NotFound):
        ask_annulment(session, room.mai, 987654, REASON)


def test_a_published_vote_is_annulled_by_two_and_stays_to_be_seen(session, room, told):
    vote = published_vote(session, room)
    ask_annulment(session, room.thu, vote.id, REASON)
    told()
    confirm_annulment(session, room.mai, vote.id)
    annulled, turnout = told()
    assert annulled[:2] == ("vote:annulled", ("meeting",))
    seen = votes_payload(session, room.meeting.id, room.an)[str(vote.id)]
    assert annulled[2]["vote"] == seen
    assert (seen["state"], seen["result"]["counts"]["for"]) == ("annulled", 1)
    assert (seen["annulment"]["reason"], seen["annulment"]["by"]["name"], seen["annulment"]["with"]) == (
        REASON,
        room.thu.name,
        {"seat_id": room.mai.seat_id, "name": room.mai.name},
    )
    assert ballots_payload(session, room.an)[str(vote.id)]["answer"] == {"choice": "for"}
    assert turnout[2]["turnout"]["cast"] == [room.an.seat_id, room.binh.seat_id]


def test_what_is_asked_for_is_known_to_the_desk_alone(session, room, told):
    vote = published_vote(session, room)
    told()
    ask_annulment(session, room.mai, vote.id, REASON)
    [(name, audience, payload)] = told()
    assert (name, audience, payload["turnout"]["annulment"]["reason"]) == (
        "turnout:changed",
        ("desk",),
        REASON,
    )
    assert votes_payload(session, room.meeting.id, room.an)[str(vote.id)]["annulment"] is None
    assert turnouts_payload(session, room.meeting.id)[str(vote.id)] == payload["turnout"]
    withdraw_annulment(session, room.thu, vote.id)
    [(name, _, payload)] = told()
    assert (name, payload["turnout"]["annulment"]) == ("turnout:changed", None)


def test_until_it_is_confirmed_the_vote_stands_and_either_may_withdraw(session, room):
    vote = published_vote(session, room)
    ask_annulment(session, room.mai, vote.id, REASON)
    assert vote.state == VoteState.PUBLISHED
    withdraw_annulment(session, room.thu, vote.id)
    assert vote.annulment is None
    with pytest.raises(Refused):
        confirm_annulment(session, room.thu, vote.id)


def test_what_is_annulled_is_not_called_back(session, room):
    vote = published_vote(session, room)
    ask_annulment(session, room.mai, vote.id, REASON)
    confirm_annulment(session, room.thu, vote.id)
    with pytest.raises(Refused) as refusal:
        withdraw_annulment(session, room.thu, vote.id)
    assert (refusal.value.code, vote.state) == ("vote_annulled", VoteState.ANNULLED)


def test_each_step_twice_is_once(session, room, told):
    vote = published_vote(session, room)
    withdraw_annulment(session, room.mai, vote.id)
    ask_annulment(session, room.mai, vote.id, REASON)
    asked = vote.annulment
    told()
    assert ask_annulment(session, room.mai, vote.id, REASON).annulment == asked
    assert told() == []
    confirm_annulment(session, room.thu, vote.id)
    confirmed = vote.annulment
    told()
    confirm_annulment(session, room.mai, vote.id)
    ask_annulment(session, room.mai, vote.id, "Lý do khác")
    assert (vote.annulment, told()) == (confirmed, [])


def test_an_open_vote_is_annulled_and_makes_room_for_the_next(session, room):
    vote = opened_vote(session, room)
    cast_ballot(session, room.an, vote.id, {"choice": "for"})
    ask_annulment(session, room.mai, vote.id, REASON)
    cast_ballot(session, room.binh, vote.id, {"choice": "for"})
    confirm_annulment(session, room.thu, vote.id)
    for who, choice in ((room.an, "against"), (room.an, "for"), (room.cuong, "against")):
        with pytest.raises(Refused, match="annulled") as refusal:
            cast_ballot(session, who, vote.id, {"choice": choice})
        assert refusal.value.code == "vote_closed"
    assert (vote.result, session.query(Ballot).filter_by(vote_id=vote.id).count()) == (None, 2)
    again = draft_vote(session, room.mai, room.item.id, **MOTION, rerun_of_id=vote.id)
    assert open_vote(session, room.mai, again.id).state == VoteState.OPEN
    assert votes_payload(session, room.meeting.id, room.an)[str(vote.id)]["rerun_by_id"] == again.id


def test_what_lies_in_the_urn_of_an_annulled_vote_is_never_read(session, room, glass_urn, monkeypatch):
    opened = []
    monkeypatch.setattr(annulling.urn, "open_and_destroy", lambda *args: opened.append(args))
    vote = opened_vote(session, room, secrecy=Secrecy.SECRET)
    cast_ballot(session, room.an, vote.id, sealed=sealed({"choice": "for"}))
    ask_annulment(session, room.mai, vote.id, REASON)
    confirm_annulment(session, room.thu, vote.id)
    assert (session.query(Ballot).filter_by(vote_id=vote.id).count(), opened, vote.result) == (0, [], None)


def test_a_secret_result_outlives_its_annulment(session, room, glass_urn):
    vote = opened_vote(session, room, secrecy=Secrecy.SECRET)
    cast_ballot(session, room.an, vote.id, sealed=sealed({"choice": "for"}))
    close_vote(session, room.mai, vote.id, despite_missing=True)
    ask_annulment(session, room.mai, vote.id, REASON)
    confirm_annulment(session, room.thu, vote.id)
    assert vote.result["counts"]["for"] == 1
    assert votes_payload(session, room.meeting.id, room.an)[str(vote.id)]["result"] is None


def test_the_record_says_who_asked_who_withdrew_and_which_two_annulled(session, room):
    vote = published_vote(session, room)
    ask_annulment(session, room.mai, vote.id, "Nhầm")
    withdraw_annulment(session, room.thu, vote.id)
    ask_annulment(session, room.thu, vote.id, REASON)
    confirm_annulment(session, room.mai, vote.id)
    asked, withdrawn, _again, annulled = recorded(session, vote)[-4:]
    assert (asked["event"], asked["content"]["by"]["name"]) == ("annulment_asked", room.mai.name)
    assert (withdrawn["event"], withdrawn["content"]["reason"]) == ("annulment_withdrawn", "Nhầm")
    assert withdrawn["content"]["by"]["name"] == room.thu.name
    said = annulled["content"]
    assert (annulled["event"], said["reason"], said["result_hash"]) == (
        "annulled",
        REASON,
        vote.result["hash"],
    )
    assert (said["by"]["name"], said["with"]["name"]) == (room.thu.name, room.mai.name)
