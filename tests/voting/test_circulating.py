"""Opinions asked for between meetings: until when, who has not replied, and what the desk may do about it."""

from datetime import timedelta

import pytest

from meeting.agenda.meetings import withdraw_meeting
from meeting.agenda.models import MeetingState
from meeting.db import now
from meeting.errors import Invalid, NotAllowed, Refused
from meeting.people.models import Person
from meeting.voting.by_hand import continue_by_hand
from meeting.voting.casting import cast_ballot
from meeting.voting.circulating import extend_deadline, list_awaited, remind
from meeting.voting.closing import close_vote
from meeting.voting.models import Manner
from meeting.voting.payloads import turnout_payload, votes_payload
from meeting.voting.publishing import publish_vote
from meeting.voting.recusing import recuse
from tests import cast
from tests.voting.acts import MOTION, opened_vote, recorded

FOR, AGAINST = {"choice": "for"}, {"choice": "against"}


@pytest.fixture
def room(session):
    """Before the meeting: nobody is here yet."""
    return cast.gather(session, state=MeetingState.PUBLISHED, present=())


@pytest.fixture
def opinion(session, room):
    return circulated(session, room)


def circulated(session, room, days=3):
    in_days = now() + timedelta(days=days)
    return opened_vote(session, room, MOTION, manner=Manner.CIRCULATION, deadline_at=in_days)


def let_it_pass(session, vote):
    vote.deadline_at = now() - timedelta(seconds=1)
    session.flush()


def person_of(session, actor):
    return session.get(Person, actor.person_id)


# the deadline


def test_after_the_deadline_nothing_is_counted_any_more(session, room, opinion):
    cast_ballot(session, room.an, opinion.id, FOR)
    let_it_pass(session, opinion)
    with pytest.raises(Refused, match="earlier answer stands") as refusal:
        cast_ballot(session, room.an, opinion.id, AGAINST)
    assert refusal.value.code == "deadline_passed"
    with pytest.raises(Refused, match="Your ballot was NOT counted") as refusal:
        cast_ballot(session, room.binh, opinion.id, AGAINST)
    assert refusal.value.code == "deadline_passed"
    again, _ = cast_ballot(session, room.an, opinion.id, FOR)
    assert again.answer == FOR, "what was recorded in time is said to be recorded"


def test_the_deadline_closes_nothing_by_itself(session, room, opinion):
    cast_ballot(session, room.an, opinion.id, FOR)
    let_it_pass(session, opinion)
    assert votes_payload(session, room.meeting.id, room.an)[str(opinion.id)]["state"] == "open"
    result = close_vote(session, room.thu, opinion.id, despite_missing=True).result
    assert (result["cast"], result["not_cast"]) == (1, 5)
    assert result["roll_call"]["not_cast"] == [actor.seat_id for actor in room.voters if actor != room.an]


@pytest.mark.parametrize("who", ["an", "khoi", "lan", "hall"])
def test_only_the_desk_gives_more_time_or_reminds(session, room, opinion, who):
    with pytest.raises(NotAllowed):
        extend_deadline(session, getattr(room, who), opinion.id, now() + timedelta(days=9))
    with pytest.raises(NotAllowed):
        remind(session, getattr(room, who), opinion.id)


def test_time_that_was_given_is_not_taken_back(session, room, opinion):
    for earlier in (opinion.deadline_at - timedelta(days=1), now() - timedelta(days=1)):
        with pytest.raises(Invalid) as refusal:
            extend_deadline(session, room.thu, opinion.id, earlier)
        assert (refusal.value.code, refusal.value.field) == ("deadline_earlier", "deadline_at")
    let_it_pass(session, opinion)
    for no_later in (now() - timedelta(milliseconds=500), opinion.deadline_at):
        with pytest.raises(Invalid):
            extend_deadline(session, room.thu, opinion.id, no_later)


def test_a_vote_in_the_room_has_no_deadline_and_nobody_to_remind(session):
    room = cast.gather(session)
    vote = opened_vote(session, room)
    for act in (
        lambda: extend_deadline(session, room.thu, vote.id, now() + timedelta(days=1)),
        lambda: remind(session, room.thu, vote.id),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.code == "not_circulating"


def test_more_time_is_told_and_recorded_and_lets_the_late_answer(session, room, opinion, told):
    let_it_pass(session, opinion)
    earlier, later = opinion.deadline_at, now() + timedelta(days=1)
    told()
    extend_deadline(session, room.thu, opinion.id, later)
    changed = told()[0]
    assert changed[:2] == ("vote:changed", ("meeting",))
    assert changed[2]["vote"]["deadline_at"] > earlier.isoformat()
    assert cast_ballot(session, room.an, opinion.id, FOR)[0].answer == FOR
    event = recorded(session, opinion)[1]
    assert (event["event"], event["content"]["deadline_at"]) == (
        "circulation_extended",
        changed[2]["vote"]["deadline_at"],
    )
    assert event["content"]["by"]["name"] == room.thu.name
    told()
    extend_deadline(session, room.thu, opinion.id, later)
    assert told() == []


def test_what_is_counted_gets_no_more_time(session, room, opinion):
    close_vote(session, room.thu, opinion.id, despite_missing=True)
    with pytest.raises(Refused) as refusal:
        extend_deadline(session, room.thu, opinion.id, now() + timedelta(days=9))
    assert refusal.value.code == "vote_closed"


def test_what_circulates_does_not_go_on_by_hand(session, room, opinion):
    with pytest.raises(Refused) as refusal:
        continue_by_hand(session, room.thu, opinion.id, "Mất điện", Manner.BY_HAND)
    assert (refusal.value.code, opinion.manner) == ("circulates", Manner.CIRCULATION)


def test_a_meeting_is_not_taken_back_from_members_who_are_asked_in_it(session, room, opinion):
    """They could not find the question any more, and the deadline would run on."""
    with pytest.raises(Refused) as refusal:
        withdraw_meeting(session, room.thu)
    assert (refusal.value.code, room.meeting.state) == ("another_open", MeetingState.PUBLISHED)
    close_vote(session, room.thu, opinion.id, despite_missing=True)
    assert withdraw_meeting(session, room.thu).state == MeetingState.DRAFT


# reminding


def test_only_those_who_have_not_replied_are_reminded(session, room, opinion, told):
    for name in ("mai", "an", "binh", "cuong"):
        cast_ballot(session, getattr(room, name), opinion.id, FOR)
    told()
    _, reminded = remind(session, room.thu, opinion.id)
    changed, _turnout, reminder = told()
    assert (reminded, changed[0], changed[1]) == (2, "vote:changed", ("meeting",))
    assert reminder[:2] == (
        "vote:reminded",
        (f"person:{room.dung.person_id}", f"person:{room.giang.person_id}"),
    )
    assert reminder[2]["vote"] == votes_payload(session, room.meeting.id, room.an)[str(opinion.id)]
    assert reminder[2]["vote"]["reminded_at"]
    event = recorded(session, opinion)[1]
    assert (event["event"], event["content"]["seats"]) == (
        "reminded",
        [room.dung.seat_id, room.giang.seat_id],
    )


def test_when_everybody_has_replied_nobody_is_reminded(session, room, opinion):
    for actor in room.voters:
        cast_ballot(session, actor, opinion.id, FOR)
    with pytest.raises(Refused) as refusal:
        remind(session, room.thu, opinion.id)
    assert (refusal.value.code, opinion.reminded_at) == ("all_replied", None)


def test_nobody_is_reminded_of_what_can_no_longer_be_answered(session, room, opinion):
    let_it_pass(session, opinion)
    with pytest.raises(Refused) as refusal:
        remind(session, room.thu, opinion.id)
    assert refusal.value.code == "deadline_passed"


# what is awaited of somebody, in all meetings


def test_a_member_sees_what_is_awaited_of_them_the_most_urgent_first(session, room, opinion):
    urgent = circulated(session, room, days=1)
    an = person_of(session, room.an)
    assert [one["id"] for one in list_awaited(session, an)] == [urgent.id, opinion.id]
    assert list_awaited(session, an)[0]["meeting"] == {"id": room.meeting.id, "title": room.meeting.title}
    cast_ballot(session, room.an, urgent.id, FOR)
    assert [one["id"] for one in list_awaited(session, an)] == [opinion.id]
    let_it_pass(session, opinion)
    assert list_awaited(session, an) == []


@pytest.mark.parametrize("who", ["thu", "khoi", "lan"])
def test_nothing_is_awaited_of_who_has_no_vote(session, room, opinion, who):
    assert list_awaited(session, person_of(session, getattr(room, who))) == []


def test_nor_of_who_is_recused_nor_of_what_is_counted(session, room, opinion):
    recuse(session, room.thu, opinion.id, room.an.seat_id, "Xung đột lợi ích")
    assert list_awaited(session, person_of(session, room.an)) == []
    close_vote(session, room.thu, opinion.id, despite_missing=True)
    assert list_awaited(session, person_of(session, room.binh)) == []


# comments


def test_what_was_said_to_it_the_desk_reads_from_the_close_on(session, room, opinion):
    cast_ballot(session, room.an, opinion.id, FOR, comment="Đề nghị bổ sung phụ lục")
    assert turnout_payload(session, opinion)["comments"] == {}
    close_vote(session, room.thu, opinion.id, despite_missing=True)
    said = {str(room.an.seat_id): "Đề nghị bổ sung phụ lục"}
    assert turnout_payload(session, opinion)["comments"] == said
    publish_vote(session, room.thu, opinion.id)
    seen = votes_payload(session, room.meeting.id, room.binh)[str(opinion.id)]
    assert "phụ lục" not in str(seen)
