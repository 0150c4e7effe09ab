"""A meeting from its first draft to its publication."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from meeting.agenda import hall
from meeting.agenda.meetings import (
    change_meeting,
    change_quorum_rule,
    create_body,
    create_meeting,
    list_meetings,
    publish_meeting,
    remove_meeting,
    withdraw_meeting,
)
from meeting.agenda.models import Meeting, MeetingState, QuorumRule
from meeting.agenda.payloads import meeting_payload
from meeting.agenda.seats import find_actor
from meeting.errors import Invalid, NotAllowed, NotFound, NotSignedIn, Refused
from meeting.permissions import Role
from tests import cast, make


@pytest.fixture
def draft(session):
    return cast.gather(session, state=MeetingState.DRAFT)


def test_a_member_creates_no_meeting_and_no_body(session, room):
    body_id = room.meeting.body_id
    with pytest.raises(NotAllowed):
        create_meeting(session, room.phuc, "Kỳ họp", body_id, make.STARTS_AT)
    with pytest.raises(NotAllowed):
        create_body(session, room.phuc, "Ban Pháp chế")


def test_a_meeting_needs_a_body_that_exists(session, room):
    with pytest.raises(Invalid) as refusal:
        create_meeting(session, room.yen, "Kỳ họp", 999_999, make.STARTS_AT)
    assert refusal.value.field == "body_id"


def test_two_bodies_have_two_names(session, room):
    create_body(session, room.yen, "Ban Pháp chế")
    with pytest.raises(Invalid) as refusal:
        create_body(session, room.son, "Ban Pháp chế")
    assert refusal.value.field == "name"


def test_only_the_secretariat_says_what_holds_without_a_quorum(session, room):
    for person in (room.phuc, room.people["mai"], room.people["thu"]):
        with pytest.raises(NotAllowed):
            change_quorum_rule(session, person, room.meeting.body_id, QuorumRule.REFUSE)
    assert room.meeting.body.quorum_rule == QuorumRule.WARN
    with pytest.raises(Invalid) as refusal:
        change_quorum_rule(session, room.yen, 999_999, QuorumRule.REFUSE)
    assert refusal.value.field == "body_id"


@pytest.mark.parametrize("who", ["an", "khoi", "lan", "hall"])
def test_only_the_desk_changes_publishes_withdraws_or_removes_a_meeting(session, draft, who):
    actor = getattr(draft, who)
    for act in (publish_meeting, withdraw_meeting, remove_meeting):
        with pytest.raises(NotAllowed):
            act(session, actor)
    with pytest.raises(NotAllowed):
        change_meeting(session, actor, "Khác", draft.meeting.body_id, make.STARTS_AT, "")


def test_a_draft_exists_only_for_the_desk(session, draft):
    for name in ("an", "khoi", "lan"):
        with pytest.raises(NotFound):
            find_actor(session, draft.people[name], draft.meeting.id)
        assert list_meetings(session, draft.people[name]) == []
    assert find_actor(session, draft.people["thu"], draft.meeting.id).role == Role.SECRETARY
    assert [meeting for meeting, _ in list_meetings(session, draft.people["mai"])] == [draft.meeting]


def test_an_administrator_without_a_seat_sees_no_meeting(session, room):
    for person in (room.son, room.yen, room.phuc):
        with pytest.raises(NotFound):
            find_actor(session, person, room.meeting.id)


def test_an_empty_agenda_is_not_published(session):
    meeting = make.meeting(session, state=MeetingState.DRAFT)
    thu = make.actor(make.seat(session, meeting, make.person(session, "Phạm Minh Thư"), Role.SECRETARY))
    with pytest.raises(Refused, match="nothing on the agenda"):
        publish_meeting(session, thu)


@pytest.mark.parametrize("state", [MeetingState.PUBLISHED, MeetingState.RUNNING, MeetingState.ENDED])
def test_what_members_have_seen_is_not_removed(session, room, state):
    room.meeting.state = state
    with pytest.raises(Refused, match="Only a draft"):
        remove_meeting(session, room.thu)


@pytest.mark.parametrize("state", [MeetingState.RUNNING, MeetingState.ENDED])
def test_a_meeting_that_has_begun_is_not_withdrawn(session, room, state):
    room.meeting.state = state
    with pytest.raises(Refused, match="has begun"):
        withdraw_meeting(session, room.thu)


def test_who_makes_a_meeting_is_its_secretary(session, room):
    meeting = create_meeting(
        session, room.yen, "Kỳ họp chuyên đề", room.meeting.body_id, make.STARTS_AT, "Hội trường A"
    )
    assert meeting.state == MeetingState.DRAFT
    assert find_actor(session, room.yen, meeting.id).role == Role.SECRETARY


def test_publishing_twice_is_publishing_once(session, draft, told):
    publish_meeting(session, draft.thu)
    assert [name for name, _, _ in told()] == ["meeting:changed"]
    assert publish_meeting(session, draft.mai).state == MeetingState.PUBLISHED
    assert told() == []
    assert find_actor(session, draft.people["an"], draft.meeting.id).role == Role.MEMBER


def test_a_withdrawn_meeting_is_a_draft_again(session, draft):
    publish_meeting(session, draft.thu)
    assert withdraw_meeting(session, draft.thu).state == MeetingState.DRAFT


def test_a_changed_meeting_is_told_with_the_name_of_its_body(session, room, told):
    body = create_body(session, room.yen, "Ban Pháp chế")
    change_meeting(session, room.thu, "Phiên họp", body.id, make.STARTS_AT, "Phòng 2")
    [(_, _, payload)] = told()
    assert (
        payload["meeting"] | {"title": "Phiên họp", "place": "Phòng 2", "body": "Ban Pháp chế"}
        == payload["meeting"]
    )
    assert payload["meeting"]["starts_at"] == "2026-11-23T01:00:00.000Z"


def test_a_removed_draft_leaves_nothing_behind(session, draft):
    make.vote(session, draft.item)
    remove_meeting(session, draft.thu)
    session.flush()
    assert session.scalar(select(func.count()).where(Meeting.id == draft.meeting.id)) == 0


# the hall screen's address


@pytest.mark.parametrize("who", ["an", "khoi", "lan", "hall"])
def test_only_the_desk_gives_out_the_hall_screens_address(session, room, who):
    for act in (hall.hall_token, hall.renew_hall_token):
        with pytest.raises(NotAllowed):
            act(session, getattr(room, who), "secret")


@pytest.mark.parametrize(
    "token", ["", "x", ".", "1.", "1.abc", "²." + "0" * 40, "9" * 30 + ".a", "１.ab", "1.ă"]
)
def test_a_made_up_address_opens_nothing(session, room, token):
    with pytest.raises(NotSignedIn):
        hall.find_hall(session, token, "secret")


def test_an_address_made_with_another_secret_or_of_another_meeting_opens_nothing(session, room):
    token = hall.hall_token(session, room.thu, "secret")
    other = make.meeting(session)
    with pytest.raises(NotSignedIn):
        hall.find_hall(session, token, "another")
    with pytest.raises(NotSignedIn):
        hall.find_hall(session, f"{other.id}.{token.partition('.')[2]}", "secret")


def test_a_new_address_ends_the_old_one(session, room):
    old = hall.hall_token(session, room.thu, "secret")
    assert hall.find_hall(session, old, "secret") == room.hall
    new = hall.renew_hall_token(session, room.thu, "secret")
    assert hall.find_hall(session, new, "secret") == room.hall
    with pytest.raises(NotSignedIn):
        hall.find_hall(session, old, "secret")


def test_the_hall_screen_shows_no_draft(session, draft):
    token = hall.hall_token(session, draft.thu, "secret")
    with pytest.raises(NotSignedIn):
        hall.find_hall(session, token, "secret")


def test_papers_are_due_before_the_meeting_begins(session, room):
    later = make.STARTS_AT + timedelta(minutes=1)
    body_id = room.meeting.body_id
    with pytest.raises(Invalid) as refusal:
        change_meeting(session, room.thu, "Phiên họp", body_id, make.STARTS_AT, "", later)
    assert refusal.value.field == "papers_due_at"
    change_meeting(session, room.thu, "Phiên họp", body_id, make.STARTS_AT, "", make.STARTS_AT)
    assert meeting_payload(session, room.meeting)["papers_due_at"] == "2026-11-23T01:00:00.000Z"
