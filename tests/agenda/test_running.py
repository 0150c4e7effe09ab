"""Going through the meeting."""

import pytest

from meeting.agenda.items import add_item
from meeting.agenda.meetings import change_meeting, change_quorum_rule, create_body
from meeting.agenda.models import MeetingState, QuorumRule
from meeting.agenda.payloads import meeting_payload
from meeting.agenda.running import begin_item, begin_meeting, begin_next_item, end_item, end_meeting
from meeting.errors import NotAllowed, NotFound, Refused
from tests import cast, make


@pytest.fixture
def published(session):
    return cast.gather(session, state=MeetingState.PUBLISHED)


@pytest.mark.parametrize("who", ["an", "khoi", "lan", "hall"])
def test_only_the_desk_runs_the_meeting(session, room, who):
    actor = getattr(room, who)
    for act in (begin_meeting, end_meeting, begin_next_item):
        with pytest.raises(NotAllowed):
            act(session, actor)
    for act in (begin_item, end_item):
        with pytest.raises(NotAllowed):
            act(session, actor, room.item.id)


def test_a_draft_does_not_begin(session):
    room = cast.gather(session, state=MeetingState.DRAFT)
    with pytest.raises(Refused, match="Publish the meeting"):
        begin_meeting(session, room.mai)


def test_nothing_runs_before_the_meeting_does(session, published):
    for act, args in (
        (end_meeting, []),
        (begin_next_item, []),
        (begin_item, [published.item.id]),
        (end_item, [published.item.id]),
    ):
        with pytest.raises(Refused) as refusal:
            act(session, published.mai, *args)
        assert refusal.value.code == "not_running"


def test_an_item_of_another_meeting_does_not_begin(session, room):
    elsewhere = make.item(session, make.meeting(session))
    for act in (begin_item, end_item):
        with pytest.raises(NotFound):
            act(session, room.mai, elsewhere.id)


def test_after_the_last_item_there_is_no_next(session, room):
    begin_next_item(session, room.mai)
    with pytest.raises(Refused) as refusal:
        begin_next_item(session, room.mai)
    assert refusal.value.code == "last_item"
    assert room.meeting.current_item_id == room.items[1].id


def test_beginning_twice_is_beginning_once(session, published, told):
    begin_meeting(session, published.mai)
    began_at = published.meeting.began_at
    assert [name for name, _, _ in told()] == ["meeting:changed"]
    begin_meeting(session, published.thu)
    assert (published.meeting.began_at, told()) == (began_at, [])


def test_what_the_body_wants_without_a_quorum_is_frozen_when_the_meeting_begins(session, published):
    def rule():
        return meeting_payload(session, published.meeting)["quorum"]["rule"]

    body_id = published.meeting.body_id
    assert rule() == QuorumRule.WARN
    change_quorum_rule(session, published.yen, body_id, QuorumRule.REFUSE)
    assert rule() == QuorumRule.REFUSE
    begin_meeting(session, published.mai)
    change_quorum_rule(session, published.yen, body_id, QuorumRule.WARN)
    assert rule() == QuorumRule.REFUSE
    end_meeting(session, published.mai)
    begin_meeting(session, published.mai)
    assert rule() == QuorumRule.REFUSE


def test_a_meeting_that_becomes_another_bodys_after_it_began_keeps_to_what_that_one_wants(session, published):
    def of_body(body_id):
        meeting = published.meeting
        change_meeting(session, published.thu, meeting.title, body_id, meeting.starts_at, meeting.place)
        return meeting_payload(session, meeting)["quorum"]["rule"]

    lax_id, strict = published.meeting.body_id, create_body(session, published.yen, "Ban Pháp chế")
    change_quorum_rule(session, published.yen, strict.id, QuorumRule.REFUSE)
    begin_meeting(session, published.mai)
    assert of_body(strict.id) == QuorumRule.REFUSE
    change_quorum_rule(session, published.yen, strict.id, QuorumRule.WARN)
    assert of_body(strict.id) == QuorumRule.REFUSE
    assert of_body(lax_id) == QuorumRule.WARN


def test_a_meeting_that_was_ended_by_mistake_goes_on(session, room):
    end_meeting(session, room.mai)
    assert begin_meeting(session, room.mai).state == MeetingState.RUNNING
    assert room.meeting.ended_at is None


def test_ending_twice_is_ending_once(session, room, told):
    end_meeting(session, room.mai)
    ended_at = room.meeting.ended_at
    told()
    end_meeting(session, room.thu)
    assert (room.meeting.ended_at, told()) == (ended_at, [])


def test_the_item_under_discussion_ends_with_the_meeting(session, room, told):
    end_meeting(session, room.mai)
    assert room.item.state == "done" and room.item.ended_at
    assert room.meeting.current_item_id is None
    assert [name for name, _, _ in told()] == ["item:changed", "meeting:changed"]


def test_when_an_item_begins_the_one_before_it_ends(session, room, told):
    begin_item(session, room.mai, room.items[1].id)
    assert [item.state for item in room.items] == ["done", "current"]
    first, second, meeting = (payload for _, _, payload in told())
    assert (first["item"]["state"], second["item"]["state"]) == ("done", "current")
    assert meeting["meeting"]["current_item_id"] == room.items[1].id


def test_beginning_the_current_item_changes_nothing(session, room, told):
    begin_item(session, room.mai, room.item.id)
    assert told() == []


def test_the_room_may_return_to_an_item(session, room):
    begin_item(session, room.mai, room.items[1].id)
    begin_item(session, room.mai, room.items[0].id)
    assert [item.state for item in room.items] == ["current", "done"]
    assert room.item.ended_at is None


def test_ending_an_item_leaves_the_room_without_one(session, room, told):
    end_item(session, room.mai, room.item.id)
    assert (room.item.state, room.meeting.current_item_id) == ("done", None)
    told()
    end_item(session, room.mai, room.item.id)
    assert told() == []


def test_the_next_item_follows_in_reading_order(session, room):
    child = add_item(session, room.thu, "Báo cáo thẩm tra", parent_id=room.items[0].id)
    assert begin_next_item(session, room.mai) is child
    assert begin_next_item(session, room.mai) is room.items[1]


def test_without_a_current_item_the_next_is_the_first_not_yet_discussed(session, room):
    end_item(session, room.mai, room.item.id)
    assert begin_next_item(session, room.mai) is room.items[1]
