"""A member with a conflict of interest takes no part in one vote."""

import pytest

from meeting.agenda.seats import change_seat
from meeting.errors import NotAllowed, NotFound, Refused
from meeting.voting.casting import cast_ballot
from meeting.voting.closing import close_vote
from meeting.voting.drafting import change_vote, draft_vote
from meeting.voting.models import Elector, Recusal, Secrecy
from meeting.voting.opening import open_vote
from meeting.voting.payloads import votes_payload
from meeting.voting.recusing import find_own_recusal, recuse, withdraw_recusal
from tests.voting.acts import MOTION, closed_vote, opened_vote, recorded, sealed

REASON = "Có vợ là ứng viên"


@pytest.fixture
def draft(session, room):
    return draft_vote(session, room.mai, room.item.id, **MOTION)


@pytest.mark.parametrize("who", ["an", "khoi", "lan", "hall"])
def test_only_the_desk_records_a_recusal(session, room, draft, who):
    for act, rest in ((recuse, (REASON,)), (withdraw_recusal, ())):
        with pytest.raises(NotAllowed):
            act(session, getattr(room, who), draft.id, room.an.seat_id, *rest)


@pytest.mark.parametrize("who", ["thu", "khoi"])
def test_who_has_no_vote_has_nothing_to_stay_out_of(session, room, draft, who):
    seat_id = getattr(room, who).seat_id
    with pytest.raises(Refused) as refusal:
        recuse(session, room.mai, draft.id, seat_id, REASON)
    assert refusal.value.code == "not_entitled"
    open_vote(session, room.mai, draft.id)
    with pytest.raises(Refused) as refusal:
        recuse(session, room.mai, draft.id, seat_id, REASON)
    assert refusal.value.code == "not_entitled"


def test_a_seat_of_another_meeting_is_not_there(session, room, draft):
    with pytest.raises(NotFound):
        recuse(session, room.mai, draft.id, 987654, REASON)


@pytest.mark.parametrize("who", ["binh", "mai"])
def test_the_reason_is_shown_to_whom_it_concerns_and_to_no_other_member(session, room, draft, who):
    recuse(session, room.mai, draft.id, room.an.seat_id, REASON)
    with pytest.raises(NotFound):  # as long as the vote is a draft
        find_own_recusal(session, room.an, draft.id)
    open_vote(session, room.mai, draft.id)
    with pytest.raises(NotFound):
        find_own_recusal(session, getattr(room, who), draft.id)
    assert find_own_recusal(session, room.an, draft.id).reason == REASON


def test_who_is_recused_before_the_opening_is_no_part_of_the_electorate(session, room, draft, told):
    recuse(session, room.mai, draft.id, room.an.seat_id, REASON)
    [(name, channels, payload)] = told()[-1:]
    assert (name, channels, payload["vote"]["recused"]) == ("vote:drafted", ("desk",), [room.an.seat_id])
    open_vote(session, room.mai, draft.id)
    with pytest.raises(NotAllowed) as refusal:
        cast_ballot(session, room.an, draft.id, {"choice": "for"})
    assert refusal.value.code == "recused"
    assert votes_payload(session, room.meeting.id, room.an)[str(draft.id)]["electorate"] == 5
    assert recorded(session, draft)[0]["content"]["recused"] == [
        {"seat_id": room.an.seat_id, "name": room.an.name, "reason": REASON}
    ]


def test_of_a_draft_nobody_but_the_desk_learns_who_stays_out(session, room, draft):
    recuse(session, room.mai, draft.id, room.an.seat_id, REASON)
    assert votes_payload(session, room.meeting.id, room.binh) == {}
    assert votes_payload(session, room.meeting.id, room.thu)[str(draft.id)]["recused"] == [room.an.seat_id]


def test_before_the_opening_a_recusal_is_put_right_or_undone(session, room, draft, told):
    recuse(session, room.mai, draft.id, room.an.seat_id, "Nhầm")
    recuse(session, room.thu, draft.id, room.an.seat_id, REASON)
    recusal = session.get(Recusal, (draft.id, room.an.seat_id))
    assert (recusal.reason, recusal.recorded_by_id) == (REASON, room.thu.person_id)
    told()
    recuse(session, room.thu, draft.id, room.an.seat_id, REASON)
    assert told() == []
    withdraw_recusal(session, room.mai, draft.id, room.an.seat_id)
    assert told()[-1][2]["vote"]["recused"] == []
    withdraw_recusal(session, room.mai, draft.id, room.an.seat_id)
    assert told() == []
    open_vote(session, room.mai, draft.id)
    assert session.get(Elector, (draft.id, room.an.seat_id))


def test_who_has_not_answered_may_be_taken_out_of_an_open_vote(session, room, told):
    vote = opened_vote(session, room)
    told()
    recuse(session, room.mai, vote.id, room.an.seat_id, REASON)
    changed, turnout = told()
    assert changed[:2] == ("vote:changed", ("meeting",))
    assert (changed[2]["vote"]["electorate"], changed[2]["vote"]["recused"]) == (5, [room.an.seat_id])
    assert room.an.seat_id not in turnout[2]["turnout"]["missing"]
    with pytest.raises(NotAllowed) as refusal:
        cast_ballot(session, room.an, vote.id, {"choice": "for"})
    assert refusal.value.code == "recused"
    assert close_vote(session, room.mai, vote.id, despite_missing=True).result["electorate"] == 5
    event = recorded(session, vote)[1]
    assert (event["event"], event["content"]["name"], event["content"]["reason"]) == (
        "recused",
        room.an.name,
        REASON,
    )


@pytest.mark.parametrize("secrecy", [Secrecy.NAMED, Secrecy.NAMED_LATER, Secrecy.SECRET])
def test_who_has_answered_stays_in_the_vote(session, room, glass_urn, secrecy):
    vote = opened_vote(session, room, secrecy=secrecy)
    answer = {"choice": "for"}
    how = {"sealed": sealed(answer)} if secrecy == Secrecy.SECRET else {"answer": answer}
    cast_ballot(session, room.an, vote.id, **how)
    with pytest.raises(Refused) as refusal:
        recuse(session, room.mai, vote.id, room.an.seat_id, REASON)
    assert (refusal.value.code, refusal.value.params) == ("has_voted", {"name": room.an.name})
    assert session.get(Elector, (vote.id, room.an.seat_id))


def test_once_opened_a_recusal_stands(session, room, draft, told):
    recuse(session, room.mai, draft.id, room.an.seat_id, REASON)
    open_vote(session, room.mai, draft.id)
    with pytest.raises(Refused) as refusal:
        withdraw_recusal(session, room.mai, draft.id, room.an.seat_id)
    assert refusal.value.code == "vote_opened"
    told()
    recuse(session, room.mai, draft.id, room.an.seat_id, "Lý do khác")
    assert (session.get(Recusal, (draft.id, room.an.seat_id)).reason, told()) == (REASON, [])


def test_after_the_close_nobody_is_taken_out(session, room):
    vote = closed_vote(session, room)
    with pytest.raises(Refused) as refusal:
        recuse(session, room.mai, vote.id, room.an.seat_id, REASON)
    assert refusal.value.code == "vote_closed"


def test_somebody_is_left_to_answer(session, room):
    vote = opened_vote(session, room)
    *first, last = room.voters
    for actor in first:
        recuse(session, room.mai, vote.id, actor.seat_id, REASON)
    with pytest.raises(Refused) as refusal:
        recuse(session, room.mai, vote.id, last.seat_id, REASON)
    assert refusal.value.code == "no_electorate"


def test_a_tie_is_not_decided_by_a_chair_who_stayed_out(session, room):
    vote = opened_vote(session, room, preset="committee_decision")
    recuse(session, room.thu, vote.id, room.mai.seat_id, REASON)
    recuse(session, room.thu, vote.id, room.giang.seat_id, REASON)
    for actor, choice in (
        (room.an, "for"),
        (room.binh, "for"),
        (room.cuong, "against"),
        (room.dung, "against"),
    ):
        cast_ballot(session, actor, vote.id, {"choice": choice})
    result = close_vote(session, room.mai, vote.id).result
    assert (result["outcome"], result["tie_broken_by"]) == ("rejected", None)


@pytest.fixture
def earlier(session, room):
    """A vote that is over, of which An stayed out before the opening and Bình since."""
    draft = draft_vote(session, room.mai, room.item.id, **MOTION)
    recuse(session, room.mai, draft.id, room.an.seat_id, REASON)
    open_vote(session, room.mai, draft.id)
    recuse(session, room.mai, draft.id, room.binh.seat_id, "Là người thân")
    return close_vote(session, room.mai, draft.id, despite_missing=True)


def test_who_stayed_out_does_so_when_the_vote_is_taken_again(session, room, earlier, told):
    told()
    again = draft_vote(session, room.thu, room.item.id, **MOTION, rerun_of_id=earlier.id)
    [(name, channels, payload)] = told()
    assert (name, channels) == ("vote:drafted", ("desk",))
    assert payload["vote"]["recused"] == [room.an.seat_id, room.binh.seat_id]
    taken_over = session.get(Recusal, (again.id, room.an.seat_id))
    assert (taken_over.reason, taken_over.recorded_by_id) == (REASON, room.thu.person_id)
    open_vote(session, room.mai, again.id)
    assert [one["name"] for one in recorded(session, again)[0]["content"]["recused"]] == [
        room.an.name,
        room.binh.name,
    ]
    with pytest.raises(NotAllowed):
        cast_ballot(session, room.an, again.id, {"choice": "for"})


def test_a_recusal_taken_back_in_the_vote_that_is_taken_again_does_not_return(session, room, earlier):
    again = draft_vote(session, room.mai, room.item.id, **MOTION, rerun_of_id=earlier.id)
    withdraw_recusal(session, room.mai, again.id, room.an.seat_id)
    change_vote(
        session, room.mai, again.id, room.item.id, "Lần hai", MOTION["preset"], rerun_of_id=earlier.id
    )
    open_vote(session, room.mai, again.id)
    cast_ballot(session, room.an, again.id, {"choice": "for"})
    close_vote(session, room.mai, again.id, despite_missing=True)
    third = draft_vote(session, room.mai, room.item.id, **MOTION, rerun_of_id=again.id)
    assert votes_payload(session, room.meeting.id, room.thu)[str(third.id)]["recused"] == [room.binh.seat_id]
    assert session.get(Recusal, (earlier.id, room.an.seat_id))  # there it stands


def test_what_is_recorded_of_a_draft_stands_when_it_comes_to_refer_to_an_earlier_vote(
    session, room, earlier, draft
):
    recuse(session, room.thu, draft.id, room.an.seat_id, "Lý do khác")
    change_vote(session, room.mai, draft.id, room.item.id, **MOTION, rerun_of_id=earlier.id)
    assert session.get(Recusal, (draft.id, room.an.seat_id)).reason == "Lý do khác"
    assert session.get(Recusal, (draft.id, room.binh.seat_id))


def test_who_has_no_vote_any_more_is_not_recused_again(session, room, earlier):
    change_seat(session, room.thu, room.an.seat_id, "guest")
    again = draft_vote(session, room.mai, room.item.id, **MOTION, rerun_of_id=earlier.id)
    assert votes_payload(session, room.meeting.id, room.thu)[str(again.id)]["recused"] == [room.binh.seat_id]
