"""A vote before it is opened."""

import pytest
from sqlalchemy import select

from meeting.agenda import items
from meeting.errors import Invalid, NotAllowed, NotFound, Refused
from meeting.voting.drafting import change_vote, draft_vote, find_vote, remove_vote
from meeting.voting.models import Secrecy, Teller, VoteKind
from meeting.voting.opening import open_vote
from meeting.voting.payloads import votes_payload
from tests import make
from tests.voting.acts import closed_vote


@pytest.mark.parametrize("who", ["an", "khoi", "lan", "hall"])
def test_only_the_desk_prepares_votes(session, room, who):
    with pytest.raises(NotAllowed):
        draft_vote(session, getattr(room, who), room.item.id, "Thông qua", "council_resolution")


def test_a_vote_needs_an_item_of_this_meeting(session, room):
    elsewhere = make.item(session, make.meeting(session))
    with pytest.raises(NotFound):
        draft_vote(session, room.mai, elsewhere.id, "Thông qua", "council_resolution")


def test_a_vote_needs_a_majority_rule_that_is_offered(session, room):
    with pytest.raises(Invalid) as refusal:
        draft_vote(session, room.mai, room.item.id, "Thông qua", "whatever")
    assert refusal.value.field == "preset"


def test_a_vote_that_was_opened_can_be_neither_changed_nor_removed(session, room):
    vote = open_vote(session, room.mai, make.vote(session, room.item).id)
    with pytest.raises(Refused, match="can no longer be changed"):
        change_vote(session, room.mai, vote.id, room.item.id, "Khác", "simple_majority")
    with pytest.raises(Refused, match="can no longer be changed"):
        remove_vote(session, room.mai, vote.id)


def test_a_vote_of_another_meeting_is_not_found(session, room):
    vote = make.vote(session, make.item(session, make.meeting(session)))
    with pytest.raises(NotFound):
        find_vote(session, room.mai, vote.id)


def test_nobody_but_the_desk_knows_of_a_draft(session, room, told):
    vote = draft_vote(session, room.thu, room.item.id, "Thông qua", "council_resolution")
    with pytest.raises(NotFound):
        find_vote(session, room.an, vote.id)
    assert votes_payload(session, room.meeting.id, room.an) == {}
    assert votes_payload(session, room.meeting.id, room.hall) == {}
    assert list(votes_payload(session, room.meeting.id, room.mai)) == [str(vote.id)]
    assert [(name, channels) for name, channels, _ in told()] == [("vote:drafted", ("desk",))]


def test_a_draft_shows_its_rule_with_the_source(session, room, told):
    draft_vote(session, room.thu, room.item.id, "Thông qua", "council_removal")
    [(_, _, payload)] = told()
    rule = payload["vote"]["rule"]
    assert (rule["preset"], rule["base"], rule["fraction"], rule["strict"]) == (
        "council_removal",
        "all",
        [2, 3],
        False,
    )
    assert "72/2025/QH15" in rule["source"]
    assert payload["vote"]["state"] == "draft"


def test_changing_a_draft_changes_its_rule_too(session, room):
    vote = draft_vote(session, room.thu, room.item.id, "Thông qua", "council_resolution")
    change_vote(session, room.thu, vote.id, room.items[1].id, "Thông qua đầu tư công", "simple_majority")
    assert (vote.item_id, vote.title, vote.rule["base"]) == (
        room.items[1].id,
        "Thông qua đầu tư công",
        "cast",
    )


def test_a_removed_draft_is_gone(session, room, told):
    vote = make.vote(session, room.item)
    remove_vote(session, room.thu, vote.id)
    assert told() == [("vote:removed", ("desk",), {"id": vote.id})]
    assert votes_payload(session, room.meeting.id, room.mai) == {}


def test_an_item_with_a_vote_stays_on_the_agenda(session, room):
    make.vote(session, room.items[1])
    with pytest.raises(Refused, match="the votes and the reported results of this item"):
        items.remove_item(session, room.thu, room.items[1].id)


# several ahead, in an order


def titles(session, room):
    drafts = votes_payload(session, room.meeting.id, room.mai).values()
    return [vote["title"] for vote in sorted(drafts, key=lambda vote: vote["position"])]


@pytest.fixture
def three(session, room):
    return [
        draft_vote(session, room.mai, room.item.id, title, "council_resolution")
        for title in ("Một", "Hai", "Ba")
    ]


def test_votes_drafted_ahead_stand_in_the_order_in_which_they_were_drafted(session, room, three):
    assert [vote.position for vote in three] == [1, 2, 3]
    assert titles(session, room) == ["Một", "Hai", "Ba"]


def test_a_draft_is_put_elsewhere_and_those_that_move_are_told(session, room, three, told):
    told()
    change_vote(session, room.mai, three[2].id, room.item.id, "Ba", "council_resolution", position=1)
    assert titles(session, room) == ["Ba", "Một", "Hai"]
    assert sorted(payload["vote"]["title"] for _, _, payload in told()) == ["Ba", "Hai", "Một"]


def test_a_draft_put_far_behind_is_the_last(session, room, three):
    change_vote(session, room.mai, three[0].id, room.item.id, "Một", "council_resolution", position=9)
    assert titles(session, room) == ["Hai", "Ba", "Một"]
    assert [vote.position for vote in three] == [3, 1, 2]


def test_changing_a_draft_leaves_it_in_its_place(session, room, three, told):
    told()
    change_vote(session, room.mai, three[1].id, room.item.id, "Hai mới", "council_resolution")
    assert titles(session, room) == ["Một", "Hai mới", "Ba"]
    assert len(told()) == 1


def test_a_draft_moved_to_another_item_is_the_last_there(session, room, three):
    draft_vote(session, room.mai, room.items[1].id, "Khác", "council_resolution")
    change_vote(session, room.mai, three[0].id, room.items[1].id, "Một", "council_resolution")
    assert (three[0].item_id, three[0].position) == (room.items[1].id, 2)


# taken again


def test_only_a_closed_vote_of_this_meeting_is_taken_again(session, room):
    drafted = make.vote(session, room.item)
    elsewhere = make.vote(session, make.item(session, make.meeting(session)))
    elsewhere.state = "closed"
    open_ = open_vote(session, room.mai, make.vote(session, room.item).id)
    for earlier in (drafted.id, open_.id, elsewhere.id, 987654):
        with pytest.raises(Invalid) as refusal:
            draft_vote(session, room.mai, room.item.id, "Lại", "council_resolution", rerun_of_id=earlier)
        assert refusal.value.field == "rerun_of_id"


def test_a_vote_taken_again_refers_to_the_first_and_the_first_to_it_once_it_is_opened(session, room, told):
    first = closed_vote(session, room)
    again = draft_vote(session, room.mai, room.item.id, "Lại", "council_resolution", rerun_of_id=first.id)

    def refers():
        votes = votes_payload(session, room.meeting.id, room.mai)
        return votes[str(again.id)]["rerun_of_id"], votes[str(first.id)]["rerun_by_id"]

    assert refers() == (first.id, None), "what is prepared is known to the desk alone"
    told()
    open_vote(session, room.mai, again.id)
    assert refers() == (first.id, again.id)
    earlier = [payload["vote"] for name, _, payload in told() if name == "vote:changed"]
    assert [(vote["id"], vote["rerun_by_id"]) for vote in earlier] == [(first.id, again.id)]


# tellers


def test_three_tellers_are_appointed_and_told_with_the_draft(session, room):
    tellers = [room.an.seat_id, room.khoi.seat_id, room.thu.seat_id]
    vote = draft_vote(session, room.mai, room.item.id, **split(tellers))
    told = votes_payload(session, room.meeting.id, room.mai)[str(vote.id)]["tellers"]
    assert [(teller["seat_id"], teller["number"], teller["ready"]) for teller in told] == [
        (seat_id, number, False) for number, seat_id in enumerate(tellers, start=1)
    ]


def test_a_teller_needs_a_seat_in_the_meeting(session, room):
    other = make.seat(session, make.meeting(session), room.phuc)
    with pytest.raises(Invalid) as refusal:
        draft_vote(session, room.mai, room.item.id, **split([room.an.seat_id, room.thu.seat_id, other.id]))
    assert refusal.value.field == "tellers"


def test_other_tellers_take_the_place_of_the_first(session, room):
    vote = draft_vote(
        session, room.mai, room.item.id, **split([room.an.seat_id, room.binh.seat_id, room.thu.seat_id])
    )
    others = [room.cuong.seat_id, room.binh.seat_id, room.thu.seat_id]
    change_vote(session, room.mai, vote.id, room.item.id, **split(others))
    this = select(Teller.seat_id).where(Teller.vote_id == vote.id).order_by(Teller.number)
    assert session.scalars(this).all() == others


def split(tellers):
    return {
        "title": "Bầu",
        "preset": "council_election",
        "kind": VoteKind.ELECTION,
        "subjects": [{"title": "An"}, {"title": "Bình"}],
        "secrecy": Secrecy.SPLIT,
        "tellers": tellers,
    }
