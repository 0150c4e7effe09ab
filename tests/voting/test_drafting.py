"""A vote before it is opened."""

import pytest

from meeting.agenda import items
from meeting.errors import Invalid, NotAllowed, NotFound, Refused
from meeting.voting.drafting import change_vote, draft_vote, find_vote, remove_vote
from meeting.voting.opening import open_vote
from meeting.voting.payloads import votes_payload
from tests import make


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
    with pytest.raises(Refused, match="votes of this item"):
        items.remove_item(session, room.thu, room.items[1].id)
