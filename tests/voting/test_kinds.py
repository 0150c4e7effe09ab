"""The life of votes that are no plain motion: elections, confidence, secret ones, tests, circulation, roll calls."""

import json
from datetime import timedelta

import pytest

from meeting.agenda.models import MeetingState
from meeting.db import now
from meeting.errors import Invalid, NotAllowed, Refused
from meeting.voting import urn
from meeting.voting.casting import cast_ballot, tell_progress
from meeting.voting.closing import close_vote
from meeting.voting.drafting import draft_vote
from meeting.voting.models import Ballot, Manner, Recusal, Secrecy, VoteState
from meeting.voting.opening import open_vote
from meeting.voting.payloads import ballots_payload, turnouts_payload, votes_payload
from meeting.voting.publishing import publish_vote
from tests import cast
from tests.voting.acts import CONFIDENCE, ELECTION, MOTION, answer_all, closed_vote, opened_vote, sealed

# names


def test_members_pick_at_most_as_many_as_there_are_places(session, room):
    vote = opened_vote(session, room, ELECTION, places=2)
    with pytest.raises(Invalid) as refusal:
        cast_ballot(session, room.an, vote.id, {"picks": [1, 2, 3]})
    assert (refusal.value.code, refusal.value.params) == ("too_many_picks", {"most": 2})
    assert ballots_payload(session, room.an) == {}


def test_an_election_from_draft_to_result(session, room):
    vote = closed_vote(
        session,
        room,
        ELECTION,
        {
            "mai": {"picks": [2, 1]},
            "an": {"picks": [1]},
            "binh": {"picks": [1, 2]},
            "cuong": {"picks": [1, 3]},
            "dung": {"picks": []},
        },
        places=2,
    )
    assert [(s["outcome"], s["counts"]["picked"]) for s in vote.result["subjects"]] == [
        ("elected", 4),
        ("not_elected", 2),
        ("not_elected", 1),
    ]
    assert (vote.result["outcome"], vote.result["blank"], vote.result["not_cast"]) == ("incomplete", 1, 1)
    assert vote.result["roll_call"][str(room.mai.seat_id)] == {"picks": [1, 2]}


def test_levels_of_confidence_are_answered_for_every_person(session, room):
    vote = opened_vote(session, room, CONFIDENCE)
    with pytest.raises(Invalid) as refusal:
        cast_ballot(session, room.an, vote.id, {"each": {"1": "high"}})
    assert refusal.value.code == "too_few_picks"
    answer_all(session, room, vote, {"each": {"1": "high", "2": "low"}})
    result = close_vote(session, room.mai, vote.id).result
    assert [s["outcome"] for s in result["subjects"]] == ["adopted", "rejected"]


# without abstention


def test_where_the_body_knows_no_abstention_nobody_abstains(session, room):
    vote = opened_vote(session, room, may_abstain=False)
    with pytest.raises(Invalid) as refusal:
        cast_ballot(session, room.an, vote.id, {"choice": "abstain"})
    assert refusal.value.code == "not_on_ballot"
    cast_ballot(session, room.an, vote.id, {"choice": "for"})
    cast_ballot(session, room.binh, vote.id, {"choice": "against"})
    result = close_vote(session, room.mai, vote.id, despite_missing=True).result
    assert (result["counts"], result["not_cast"]) == ({"for": 1, "against": 1}, 4)
    assert "Abstaining" not in result["script"]["en"]


# may it be changed


def test_where_the_body_allows_no_change_the_first_answer_stands(session, room):
    vote = opened_vote(session, room, may_change=False)
    first, _ = cast_ballot(session, room.an, vote.id, {"choice": "for"})
    with pytest.raises(Refused) as refusal:
        cast_ballot(session, room.an, vote.id, {"choice": "against"})
    assert refusal.value.code == "no_change"
    again, _ = cast_ballot(session, room.an, vote.id, {"choice": "for"})
    assert (again is first, again.answer) == (True, {"choice": "for"})


# who takes no part


def recuse(session, vote, actor):
    session.add(Recusal(vote_id=vote.id, seat_id=actor.seat_id, recorded_by_id=actor.person_id))
    session.flush()


def test_who_is_recused_is_no_part_of_the_electorate_and_is_told_why(session, room):
    vote = draft_vote(session, room.mai, room.item.id, **MOTION)
    recuse(session, vote, room.an)
    open_vote(session, room.mai, vote.id)
    with pytest.raises(NotAllowed) as refusal:
        cast_ballot(session, room.an, vote.id, {"choice": "for"})
    assert refusal.value.code == "recused"
    told = votes_payload(session, room.meeting.id, room.binh)[str(vote.id)]
    assert (told["electorate"], told["recused"]) == (5, [room.an.seat_id])


# named, as it is answered


def test_a_named_vote_tells_every_answer_as_it_is_given(session, room, told):
    vote = opened_vote(session, room, secrecy=Secrecy.NAMED)
    cast_ballot(session, room.an, vote.id, {"choice": "against"})
    cast_ballot(session, room.mai, vote.id, {"choice": "for"})
    told()
    tell_progress(session, vote.id)
    progress = told()[0][2]["progress"]
    assert (progress["electors"], progress["answers"]) == (
        [actor.seat_id for actor in room.voters],
        "01----",
    )
    shown = votes_payload(session, room.meeting.id, room.hall)[str(vote.id)]
    assert shown | progress == shown, "it is a part of what the snapshot says"


@pytest.mark.parametrize("secrecy", [Secrecy.NAMED_LATER, Secrecy.SECRET])
def test_any_other_vote_tells_no_answer_while_it_is_open(session, room, glass_urn, told, secrecy):
    vote = opened_vote(session, room, secrecy=secrecy)
    answer = {"choice": "for"}
    how = {"sealed": sealed(answer)} if secrecy == Secrecy.SECRET else {"answer": answer}
    cast_ballot(session, room.an, vote.id, **how)
    told()
    tell_progress(session, vote.id)
    for _, _, payload in told():
        assert "answers" not in json.dumps(payload)
        assert payload.get("progress", payload.get("turnout")).get("result") is None


# secret


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"answer": {"choice": "for"}}, "not_sealed"),
        ({"answer": {"choice": "for"}, "sealed": "00"}, "not_sealed"),
        ({}, "not_sealed"),
        ({"sealed": ""}, "not_sealed"),
        ({"sealed": "zz"}, "not_sealed"),
        ({"sealed": "abc"}, "not_sealed"),
    ],
)
def test_a_secret_vote_takes_sealed_answers_alone(session, room, glass_urn, how, code):
    vote = opened_vote(session, room, secrecy=Secrecy.SECRET)
    with pytest.raises(Invalid) as refusal:
        cast_ballot(session, room.an, vote.id, **how)
    assert refusal.value.code == code
    assert session.query(Ballot).count() == 0


def test_any_other_vote_takes_no_sealed_answer(session, room):
    vote = opened_vote(session, room)
    for how in ({"sealed": "00"}, {"sealed": "00", "answer": {"choice": "for"}}):
        with pytest.raises(Invalid) as refusal:
            cast_ballot(session, room.an, vote.id, **how)
        assert refusal.value.code == "must_not_be_sealed"


def test_of_a_sealed_answer_a_member_is_told_only_that_it_is_there(session, room, glass_urn):
    vote = opened_vote(session, room, secrecy=Secrecy.SECRET)
    cast_ballot(session, room.an, vote.id, sealed=sealed({"choice": "for"}))
    mine = ballots_payload(session, room.an)[str(vote.id)]
    assert (mine["answer"], mine["is_sealed"], len(mine["receipt"])) == (None, True, 16)


def test_a_secret_vote_from_opening_to_result(session, room, glass_urn):
    vote = opened_vote(session, room, secrecy=Secrecy.SECRET)
    told = votes_payload(session, room.meeting.id, room.an)[str(vote.id)]
    assert told["urn_key"] == "ab" * 32
    for name, choice in (("giang", "for"), ("an", "against"), ("mai", "for"), ("binh", "for")):
        cast_ballot(session, getattr(room, name), vote.id, sealed=sealed({"choice": choice}))
    cast_ballot(session, room.an, vote.id, sealed=sealed({"choice": "for"}), revision=1)
    result = close_vote(session, room.mai, vote.id, despite_missing=True).result
    assert result["counts"] == {"for": 4, "against": 0, "abstain": 0}
    assert (result["roll_call"], result["warnings"]) == (
        None,
        ["missing_ballots", "unanimous_secret", "few_ballots"],
    )
    by_name = [room.actors[name].seat_id for name in ("an", "binh", "giang", "mai")]
    assert result["voted"] == by_name, "in the order of their names, not of their answers"
    turnout = turnouts_payload(session, room.meeting.id)[str(vote.id)]
    assert sorted(turnout["cast"]) == sorted(by_name)
    assert votes_payload(session, room.meeting.id, room.an)[str(vote.id)]["cast"] == 4


def test_who_comes_late_to_a_secret_vote_is_told_which_answer_counts(session, room, glass_urn):
    vote = opened_vote(session, room, secrecy=Secrecy.SECRET)
    cast_ballot(session, room.an, vote.id, sealed=sealed({"choice": "for"}))
    close_vote(session, room.mai, vote.id, despite_missing=True)
    with pytest.raises(Refused, match="earlier answer stands"):
        cast_ballot(session, room.an, vote.id, sealed=sealed({"choice": "against"}))
    with pytest.raises(Refused, match="Your ballot was NOT counted"):
        cast_ballot(session, room.binh, vote.id, sealed=sealed({"choice": "against"}))


def test_so_few_that_a_secret_result_tells_on_them_are_asked_about(session, glass_urn):
    room = cast.gather(session)
    vote = draft_vote(session, room.mai, room.item.id, **MOTION, secrecy=Secrecy.SECRET)
    for actor in (room.an, room.binh):
        recuse(session, vote, actor)
    with pytest.raises(Refused) as refusal:
        open_vote(session, room.mai, vote.id)
    assert (refusal.value.code, refusal.value.params) == ("tiny_electorate", {"count": 4})
    assert vote.state == VoteState.DRAFT
    open_vote(session, room.mai, vote.id, despite_tiny=True)
    assert close_vote(session, room.mai, vote.id, despite_missing=True).result["warnings"] == [
        "missing_ballots",
        "tiny_electorate",
    ]


def test_a_named_vote_of_few_is_opened_without_asking(session, room):
    vote = draft_vote(session, room.mai, room.item.id, **MOTION)
    for actor in (room.an, room.binh):
        recuse(session, vote, actor)
    assert open_vote(session, room.mai, vote.id).state == VoteState.OPEN


def test_a_secret_vote_the_tellers_have_still_to_count_is_not_published(
    session, room, glass_urn, monkeypatch
):
    monkeypatch.setattr(urn, "open_and_destroy", lambda session, vote: None)
    vote = closed_vote(session, room, secrecy=Secrecy.SECRET)
    assert (vote.state, vote.result) == (VoteState.CLOSED, None)
    with pytest.raises(Refused) as refusal:
        publish_vote(session, room.mai, vote.id)
    assert refusal.value.code == "not_counted"


# a test of the tablets


@pytest.mark.parametrize("state", [MeetingState.PUBLISHED, MeetingState.RUNNING])
def test_the_tablets_are_tested_before_the_session_and_during_it(session, state):
    room = cast.gather(session, state=state, present=())
    vote = opened_vote(session, room, is_test=True)
    answer_all(session, room, vote, {"choice": "for"})
    result = close_vote(session, room.mai, vote.id).result
    assert (result["outcome"], result["required"], result["cast"], result["warnings"]) == (
        "counted",
        None,
        6,
        [],
    )
    assert not any(seat.present for seat in room.seats.values()), "who tests a tablet is not yet in the room"


@pytest.mark.parametrize(
    ("state", "code"), [(MeetingState.DRAFT, "not_published"), (MeetingState.ENDED, "not_running")]
)
def test_nothing_is_tested_before_the_members_know_of_the_meeting_or_after_it(session, state, code):
    room = cast.gather(session, state=state)
    with pytest.raises(Refused) as refusal:
        opened_vote(session, room, is_test=True)
    assert refusal.value.code == code


# by circulation


def circulated(session, room, **more):
    more = {"manner": Manner.CIRCULATION, "deadline_at": now() + timedelta(days=3)} | more
    return draft_vote(session, room.mai, room.item.id, **MOTION, **more)


@pytest.mark.parametrize("state", [MeetingState.PUBLISHED, MeetingState.RUNNING, MeetingState.ENDED])
def test_opinions_are_asked_for_between_meetings_without_a_quorum(session, state):
    room = cast.gather(session, state=state, present=())
    vote = open_vote(session, room.mai, circulated(session, room).id)
    cast_ballot(session, room.an, vote.id, {"choice": "for"}, comment="Đồng ý về nguyên tắc")
    assert not room.seats["an"].present
    assert ballots_payload(session, room.an)[str(vote.id)]["comment"] == "Đồng ý về nguyên tắc"


def test_a_vote_in_the_room_goes_on_beside_what_circulates(session, room):
    open_vote(session, room.mai, circulated(session, room).id)
    assert opened_vote(session, room).state == VoteState.OPEN
    assert open_vote(session, room.mai, circulated(session, room).id).state == VoteState.OPEN


def test_nothing_circulates_past_its_deadline(session, room):
    vote = circulated(session, room)
    vote.deadline_at = now() - timedelta(seconds=1)
    with pytest.raises(Refused) as refusal:
        open_vote(session, room.mai, vote.id)
    assert refusal.value.code == "deadline_passed"


def test_closing_what_circulates_asks_about_all_who_have_not_replied(session):
    room = cast.gather(session, present=())
    vote = open_vote(session, room.mai, circulated(session, room).id)
    with pytest.raises(Refused) as refusal:
        close_vote(session, room.mai, vote.id)
    assert (refusal.value.code, refusal.value.params["count"]) == ("missing_ballots", 6)
    assert str(refusal.value).startswith("Not yet replied (6): ")


def test_only_what_circulates_takes_a_comment(session, room):
    vote = opened_vote(session, room)
    with pytest.raises(Invalid) as refusal:
        cast_ballot(session, room.an, vote.id, {"choice": "for"}, comment="Nhưng")
    assert refusal.value.field == "comment"


# entered by the desk


@pytest.mark.parametrize("manner", [Manner.ROLL_CALL, Manner.BY_HAND])
def test_no_tablet_answers_what_the_desk_enters(session, room, manner):
    vote = opened_vote(session, room, manner=manner)
    with pytest.raises(Refused) as refusal:
        cast_ballot(session, room.an, vote.id, {"choice": "for"})
    assert refusal.value.code == "entered_by_desk"


def test_a_count_by_hand_is_closed_by_its_totals(session, room):
    vote = opened_vote(session, room, manner=Manner.BY_HAND)
    with pytest.raises(Refused) as refusal:
        close_vote(session, room.mai, vote.id, despite_missing=True)
    assert refusal.value.code == "totals_needed"


# each step once


def test_an_annulled_vote_is_neither_opened_nor_closed_nor_published_again(session, room):
    vote = closed_vote(session, room)
    vote.state = VoteState.ANNULLED
    assert open_vote(session, room.mai, vote.id).state == VoteState.ANNULLED
    assert close_vote(session, room.mai, vote.id).state == VoteState.ANNULLED
    with pytest.raises(Refused) as refusal:
        publish_vote(session, room.mai, vote.id)
    assert refusal.value.code == "vote_annulled"


def test_what_was_gone_on_despite_of_stands_in_the_result(session):
    room = cast.gather(session, present=("mai", "an"))
    vote = draft_vote(session, room.mai, room.item.id, **MOTION)
    open_vote(session, room.mai, vote.id, despite_quorum=True)
    result = close_vote(session, room.mai, vote.id, despite_missing=True).result
    assert result["warnings"] == ["no_quorum", "missing_ballots"]
