"""A vote from opening to publication."""

from datetime import timedelta

import pytest

from meeting.agenda import running, seats
from meeting.agenda.models import MeetingState, QuorumRule
from meeting.db import now
from meeting.errors import Invalid, NotAllowed, NotFound, Refused
from meeting.voting.by_hand import continue_by_hand
from meeting.voting.casting import cast_ballot, tell_progress
from meeting.voting.closing import close_vote
from meeting.voting.drafting import draft_vote
from meeting.voting.models import Manner
from meeting.voting.opening import open_vote
from meeting.voting.payloads import ballots_payload, turnouts_payload, votes_payload
from meeting.voting.publishing import publish_vote
from meeting.voting.recusing import recuse
from tests import cast, make
from tests.voting.acts import MOTION


@pytest.fixture
def vote(session, room):
    return make.vote(session, room.item)


@pytest.fixture
def open_(session, room, vote):
    return open_vote(session, room.mai, vote.id)


def answer(session, room, vote, **choices):
    """answer(…, an="for", binh="against")"""
    for name, choice in choices.items():
        actor = getattr(room, name)
        own = ballots_payload(session, actor).get(str(vote.id))
        cast_ballot(session, actor, vote.id, {"choice": choice}, revision=own["revision"] if own else 0)


def everybody_answers(session, room, vote, choice="for"):
    answer(session, room, vote, **dict.fromkeys(cast.VOTERS, choice))


# opening


@pytest.mark.parametrize("who", ["an", "khoi", "lan", "hall"])
@pytest.mark.parametrize("act", [open_vote, close_vote, publish_vote])
def test_only_the_desk_opens_closes_and_publishes(session, room, vote, who, act):
    with pytest.raises(NotAllowed):
        act(session, getattr(room, who), vote.id)


@pytest.mark.parametrize("state", [MeetingState.PUBLISHED, MeetingState.ENDED])
def test_no_vote_is_opened_while_the_meeting_does_not_run(session, room, vote, state):
    room.meeting.state = state
    with pytest.raises(Refused) as refusal:
        open_vote(session, room.mai, vote.id)
    assert refusal.value.code == "not_running"


def test_no_second_vote_is_opened_beside_an_open_one(session, room, open_):
    second = make.vote(session, room.item, title="Sửa đổi")
    with pytest.raises(Refused) as refusal:
        open_vote(session, room.mai, second.id)
    assert refusal.value.code == "another_open"
    assert refusal.value.params == {"title": open_.title}


def test_without_a_quorum_the_chair_is_asked_and_may_go_on(session):
    room = cast.gather(session, present=("mai", "an", "binh"))
    vote = make.vote(session, room.item)
    with pytest.raises(Refused) as refusal:
        open_vote(session, room.mai, vote.id)
    assert refusal.value.code == "no_quorum"
    assert refusal.value.params == {"present": 3, "needed": 4}
    assert open_vote(session, room.mai, vote.id, despite_quorum=True).despite_quorum


@pytest.mark.parametrize(
    "more", [{}, {"manner": "roll_call"}, {"manner": "by_hand"}, {"is_consultative": True}]
)
def test_where_the_body_refuses_nobody_opens_a_vote_in_the_room_without_a_quorum(session, more):
    room = cast.gather(session, present=("mai", "an", "binh"))
    room.meeting.quorum_rule = QuorumRule.REFUSE
    vote = draft_vote(session, room.mai, room.item.id, **MOTION | more)
    for despite in (False, True):
        with pytest.raises(Refused) as refusal:
            open_vote(session, room.mai, vote.id, despite_quorum=despite)
        assert (refusal.value.code, refusal.value.params) == ("quorum_required", {"present": 3, "needed": 4})
        assert vote.state == "draft"
    seats.mark_attendance(session, room.thu, room.cuong.seat_id, True)
    assert not open_vote(session, room.mai, vote.id).despite_quorum


@pytest.mark.parametrize(
    "more", [{"is_test": True}, {"manner": "circulation", "deadline_at": now() + timedelta(days=2)}]
)
def test_what_needs_no_quorum_is_opened_where_the_body_refuses_too(session, more):
    room = cast.gather(session, present=())
    room.meeting.quorum_rule = QuorumRule.REFUSE
    vote = draft_vote(session, room.mai, room.item.id, **MOTION | more)
    assert open_vote(session, room.mai, vote.id).state == "open"


def test_a_vote_that_is_open_is_not_held_up_when_members_leave(session, room, vote):
    room.meeting.quorum_rule = QuorumRule.REFUSE
    open_vote(session, room.mai, vote.id)
    for actor in room.voters:
        seats.mark_attendance(session, room.thu, actor.seat_id, False)
    continue_by_hand(session, room.thu, vote.id, "Mất mạng", Manner.ROLL_CALL)
    assert close_vote(session, room.mai, vote.id).result["warnings"] == []


def test_with_a_quorum_nothing_is_kept_of_the_permission_to_do_without(session, room, vote):
    assert not open_vote(session, room.mai, vote.id, despite_quorum=True).despite_quorum


def test_a_meeting_without_members_opens_no_vote(session):
    meeting = make.meeting(session, state=MeetingState.RUNNING)
    thu = make.actor(make.seat(session, meeting, make.person(session, "Phạm Minh Thư"), "secretary"))
    vote = make.vote(session, make.item(session, meeting))
    with pytest.raises(Refused) as refusal:
        open_vote(session, thu, vote.id, despite_quorum=True)
    assert refusal.value.code == "no_electorate"


def test_opening_tells_everybody_and_the_desk_who_is_to_answer(session, room, vote, told):
    open_vote(session, room.mai, vote.id)
    opened, turnout = told()
    assert opened[:2] == ("vote:opened", ("meeting",))
    assert (opened[2]["vote"]["state"], opened[2]["vote"]["electorate"], opened[2]["vote"]["cast"]) == (
        "open",
        6,
        0,
    )
    assert turnout[:2] == ("turnout:changed", ("desk",))
    assert turnout[2]["turnout"]["missing"] == [actor.seat_id for actor in room.voters]


def test_opening_twice_changes_nothing(session, room, open_, told):
    answer(session, room, open_, an="for")
    opened_at = open_.opened_at
    told()
    assert open_vote(session, room.mai, open_.id) is open_
    assert (open_.opened_at, told()) == (opened_at, [])
    assert turnouts_payload(session, room.meeting.id)[str(open_.id)]["cast"] == [room.an.seat_id]


def test_opening_a_closed_vote_does_not_open_it_again(session, room, open_):
    close_vote(session, room.mai, open_.id, despite_missing=True)
    assert open_vote(session, room.mai, open_.id).state == "closed"


@pytest.mark.parametrize("role", ["guest", "observer", "secretary"])
def test_who_is_asked_in_an_open_vote_keeps_the_right_to_answer_it(session, room, open_, role):
    with pytest.raises(Refused) as refusal:
        seats.change_seat(session, room.thu, room.an.seat_id, role)
    assert (refusal.value.code, refusal.value.params["title"]) == ("asked_in_vote", open_.title)
    seats.change_seat(session, room.thu, room.an.seat_id, "member", group="Tổ 2")
    recuse(session, room.thu, open_.id, room.an.seat_id, "Xung đột lợi ích")
    seats.change_seat(session, room.thu, room.an.seat_id, role)
    close_vote(session, room.mai, open_.id, despite_missing=True)
    seats.change_seat(session, room.thu, room.binh.seat_id, role)


def test_who_becomes_a_member_later_is_not_in_the_electorate(session, room, open_):
    seats.change_seat(session, room.thu, room.khoi.seat_id, "member")
    khoi = make.actor(room.seats["khoi"])
    with pytest.raises(NotAllowed) as refusal:
        cast_ballot(session, khoi, open_.id, {"choice": "for"})
    assert refusal.value.code == "not_entitled"


# answering


@pytest.mark.parametrize("who", ["thu", "khoi", "lan", "hall"])
def test_who_has_no_vote_cannot_answer(session, room, open_, who):
    with pytest.raises(NotAllowed):
        cast_ballot(session, getattr(room, who), open_.id, {"choice": "for"})


def test_nobody_answers_a_draft(session, room, vote):
    with pytest.raises(NotFound):
        cast_ballot(session, room.an, vote.id, {"choice": "for"})
    with pytest.raises(Refused) as refusal:
        cast_ballot(session, room.mai, vote.id, {"choice": "for"})
    assert refusal.value.code == "vote_not_open"


@pytest.mark.parametrize("choice", ["", "FOR", "not_cast", "maybe"])
def test_only_the_options_are_answers(session, room, open_, choice):
    with pytest.raises(Invalid) as refusal:
        cast_ballot(session, room.an, open_.id, {"choice": choice})
    assert (refusal.value.code, refusal.value.field) == ("not_on_ballot", "answer")


def test_a_ballot_after_the_close_is_refused_and_not_counted(session, room, open_):
    answer(session, room, open_, an="for")
    close_vote(session, room.mai, open_.id, despite_missing=True)
    with pytest.raises(Refused, match="Your ballot was NOT counted") as refusal:
        cast_ballot(session, room.binh, open_.id, {"choice": "against"})
    assert refusal.value.code == "vote_closed"
    assert turnouts_payload(session, room.meeting.id)[str(open_.id)]["cast"] == [room.an.seat_id]


def test_a_change_after_the_close_is_refused_and_the_earlier_answer_stands(session, room, open_):
    answer(session, room, open_, an="for")
    close_vote(session, room.mai, open_.id, despite_missing=True)
    with pytest.raises(Refused, match="earlier answer stands") as refusal:
        cast_ballot(session, room.an, open_.id, {"choice": "against"})
    assert refusal.value.code == "vote_closed"
    assert ballots_payload(session, room.an)[str(open_.id)]["answer"]["choice"] == "for"


def test_the_same_answer_sent_again_after_the_close_was_counted_and_says_so(session, room, open_):
    answer(session, room, open_, an="for")
    close_vote(session, room.mai, open_.id, despite_missing=True)
    ballot, _ = cast_ballot(session, room.an, open_.id, {"choice": "for"})
    assert ballot.answer == {"choice": "for"}


def test_a_ballot_is_told_to_its_own_person_alone(session, room, open_, told):
    told()
    answer(session, room, open_, an="against")
    [(name, channels, payload)] = told()
    assert (name, channels) == ("ballot:recorded", (f"person:{room.an.person_id}",))
    assert (payload["ballot"]["id"], payload["ballot"]["answer"]["choice"]) == (open_.id, "against")


def test_progress_is_a_number_for_all_and_names_without_answers_for_the_desk(session, room, open_, told):
    answer(session, room, open_, an="against", binh="for")
    told()
    tell_progress(session, open_.id)
    progress, turnout = told()
    assert progress[:2] == ("vote:progressed", ("meeting",))
    assert progress[2] == {"progress": {"id": open_.id, "cast": 2}}
    assert turnout[:2] == ("turnout:changed", ("desk",))
    assert turnout[2]["turnout"] == {
        "id": open_.id,
        "cast": [room.an.seat_id, room.binh.seat_id],
        "missing": [room.actors[name].seat_id for name in ("mai", "cuong", "dung", "giang")],
        "entered": {},
        "totals": None,
        "annulment": None,
        "comments": {},
        "result": None,
    }


def test_nothing_is_told_of_progress_once_the_vote_is_closed(session, room, open_, told):
    close_vote(session, room.mai, open_.id, despite_missing=True)
    told()
    tell_progress(session, open_.id)
    assert told() == []


def test_an_answer_may_be_changed_until_the_close_and_counts_once(session, room, open_):
    answer(session, room, open_, an="for")
    answer(session, room, open_, an="abstain")
    close_vote(session, room.mai, open_.id, despite_missing=True)
    assert open_.result["counts"] == {"for": 0, "against": 0, "abstain": 1}
    assert open_.result["cast"] == 1


def test_everybody_sees_only_their_own_ballot(session, room, open_):
    answer(session, room, open_, an="for", binh="against")
    assert ballots_payload(session, room.an)[str(open_.id)]["answer"]["choice"] == "for"
    assert ballots_payload(session, room.cuong) == {}
    assert ballots_payload(session, room.mai) == {}
    assert ballots_payload(session, room.hall) == {}


def test_a_member_who_votes_without_checking_in_is_present(session, told):
    room = cast.gather(session, present=("mai", "an", "binh", "cuong"))
    vote = open_vote(session, room.mai, make.vote(session, room.item, preset="two_thirds_present").id)
    told()
    answer(session, room, vote, giang="for")
    assert room.seats["giang"].present
    assert "seat:changed" in [name for name, _, _ in told()]
    answer(session, room, vote, mai="for", an="for", binh="against", cuong="against")
    result = close_vote(session, room.mai, vote.id).result
    assert (result["present"], result["base"], result["required"]) == (5, {"kind": "present", "number": 5}, 4)


def test_who_leaves_after_opening_stays_in_the_number_present(session, room, open_):
    seats.mark_attendance(session, room.thu, room.giang.seat_id, False)
    result = close_vote(session, room.mai, open_.id, despite_missing=True).result
    assert (result["electorate"], result["present"]) == (6, 6)


# closing


def test_a_draft_is_not_closed(session, room, vote):
    with pytest.raises(Refused) as refusal:
        close_vote(session, room.mai, vote.id)
    assert refusal.value.code == "vote_not_open"


def test_closing_with_people_missing_asks_once_and_names_them(session, room, open_):
    answer(session, room, open_, mai="for", an="for", binh="for", cuong="for")
    with pytest.raises(Refused) as refusal:
        close_vote(session, room.mai, open_.id)
    assert refusal.value.code == "missing_ballots"
    assert str(refusal.value) == "Present but not yet voted (2): Đặng Thùy Dung, Hoàng Giang."
    assert open_.state == "open"
    closed = close_vote(session, room.mai, open_.id, despite_missing=True)
    assert (closed.state, closed.despite_missing) == ("closed", True)


def test_the_names_of_many_missing_are_cut_short(session, room, open_):
    with pytest.raises(Refused, match=r"\(6\).*…") as refusal:
        close_vote(session, room.mai, open_.id)
    assert "Hoàng Giang" not in str(refusal.value)


def test_who_is_absent_is_not_waited_for(session):
    room = cast.gather(session, present=("mai", "an", "binh", "cuong"))
    vote = open_vote(session, room.mai, make.vote(session, room.item).id)
    answer(session, room, vote, mai="for", an="for", binh="for", cuong="for")
    closed = close_vote(session, room.mai, vote.id)
    assert (closed.despite_missing, closed.result["not_cast"], closed.result["outcome"]) == (
        False,
        2,
        "adopted",
    )


def test_closing_counts_and_tells_the_result_to_the_desk_alone(session, room, open_, told):
    answer(session, room, open_, mai="for", an="for", binh="for", cuong="for", dung="against")
    told()
    close_vote(session, room.mai, open_.id, despite_missing=True)
    closed, turnout = told()
    assert closed[:2] == ("vote:closed", ("meeting",))
    assert (closed[2]["vote"]["state"], closed[2]["vote"]["cast"], closed[2]["vote"]["result"]) == (
        "closed",
        5,
        None,
    )
    assert turnout[:2] == ("turnout:changed", ("desk",))
    result = turnout[2]["turnout"]["result"]
    assert (result["counts"], result["required"]) == ({"for": 4, "against": 1, "abstain": 0}, 4)
    assert result["outcome"] == "adopted"
    assert result["roll_call"] == {
        "for": [room.actors[name].seat_id for name in ("mai", "an", "binh", "cuong")],
        "against": [room.dung.seat_id],
        "abstain": [],
        "not_cast": [room.giang.seat_id],
    }


def test_closing_twice_changes_nothing(session, room, open_, told):
    everybody_answers(session, room, open_)
    close_vote(session, room.mai, open_.id)
    result, closed_at = open_.result, open_.closed_at
    told()
    assert close_vote(session, room.thu, open_.id) is open_
    assert (open_.result, open_.closed_at, told()) == (result, closed_at, [])


def test_the_chair_decides_a_tie_of_a_committee(session, room):
    vote = open_vote(session, room.mai, make.vote(session, room.item, preset="committee_decision").id)
    answer(
        session, room, vote, mai="for", an="for", binh="for", cuong="against", dung="against", giang="against"
    )
    result = close_vote(session, room.mai, vote.id).result
    assert (result["outcome"], result["required"], result["tie_broken_by"]) == (
        "adopted",
        4,
        room.mai.seat_id,
    )


def test_a_meeting_does_not_end_over_an_open_vote(session, room, open_):
    with pytest.raises(Refused, match="still open"):
        running.end_meeting(session, room.mai)
    close_vote(session, room.mai, open_.id, despite_missing=True)
    assert running.end_meeting(session, room.mai).state == "ended"


def test_the_next_vote_is_opened_after_the_close(session, room, open_):
    close_vote(session, room.mai, open_.id, despite_missing=True)
    assert open_vote(session, room.mai, make.vote(session, room.item).id).state == "open"


# publishing


def test_only_a_closed_vote_is_published(session, room, vote):
    with pytest.raises(Refused) as refusal:
        publish_vote(session, room.mai, vote.id)
    assert refusal.value.code == "vote_not_closed"
    open_vote(session, room.mai, vote.id)
    with pytest.raises(Refused):
        publish_vote(session, room.mai, vote.id)


def test_members_see_the_result_only_from_publication(session, room, open_, told):
    everybody_answers(session, room, open_)
    close_vote(session, room.mai, open_.id)
    assert votes_payload(session, room.meeting.id, room.an)[str(open_.id)]["result"] is None
    told()
    publish_vote(session, room.mai, open_.id)
    [(name, channels, payload)] = told()
    assert (name, channels) == ("vote:published", ("meeting",))
    assert payload["vote"] == votes_payload(session, room.meeting.id, room.an)[str(open_.id)]
    assert payload["vote"]["result"]["outcome"] == "adopted"


def test_publishing_twice_changes_nothing(session, room, open_, told):
    close_vote(session, room.mai, open_.id, despite_missing=True)
    publish_vote(session, room.mai, open_.id)
    published_at = open_.published_at
    told()
    assert publish_vote(session, room.thu, open_.id) is open_
    assert (open_.published_at, told()) == (published_at, [])


def test_who_has_voted_keeps_the_seat(session, room, open_):
    answer(session, room, open_, an="for")
    with pytest.raises(Refused, match="stays in it"):
        seats.remove_seat(session, room.thu, room.an.seat_id)


def test_a_closed_vote_can_still_be_published_when_the_meeting_has_ended(session, room, open_):
    close_vote(session, room.mai, open_.id, despite_missing=True)
    running.end_meeting(session, room.mai)
    assert publish_vote(session, room.mai, open_.id).state == "published"
