"""A roll call: the desk enters what each member answers aloud."""

import pytest

from meeting.agenda.seats import mark_attendance
from meeting.errors import Invalid, NotAllowed, NotFound, Outdated, Refused
from meeting.voting.by_hand import continue_by_hand
from meeting.voting.casting import cast_ballot, tell_progress
from meeting.voting.closing import close_vote
from meeting.voting.models import Elector, Manner
from meeting.voting.payloads import ballots_payload, turnout_payload
from meeting.voting.recusing import recuse
from meeting.voting.roll_call import enter_ballot
from tests import cast
from tests.voting.acts import ELECTION, opened_vote, recorded

REASON = "Máy tính bảng mất kết nối"
FOR, AGAINST = {"choice": "for"}, {"choice": "against"}


@pytest.fixture
def roll_call(session, room):
    return opened_vote(session, room, manner=Manner.ROLL_CALL)


@pytest.mark.parametrize("who", ["an", "khoi", "lan", "hall"])
def test_only_the_desk_enters_answers(session, room, roll_call, who):
    with pytest.raises(NotAllowed):
        enter_ballot(session, getattr(room, who), roll_call.id, room.an.seat_id, FOR)


@pytest.mark.parametrize("manner", [Manner.TABLET, Manner.BY_HAND])
def test_in_other_votes_the_desk_answers_for_nobody(session, room, manner):
    vote = opened_vote(session, room, manner=manner)
    with pytest.raises(Refused) as refusal:
        enter_ballot(session, room.mai, vote.id, room.an.seat_id, FOR)
    assert refusal.value.code == "no_roll_call"


def test_only_who_is_in_the_electorate_is_called(session, room, roll_call):
    with pytest.raises(Refused) as refusal:
        enter_ballot(session, room.thu, roll_call.id, room.khoi.seat_id, FOR)
    assert refusal.value.code == "not_entitled"
    recuse(session, room.thu, roll_call.id, room.an.seat_id, "Xung đột lợi ích")
    with pytest.raises(Refused) as refusal:
        enter_ballot(session, room.thu, roll_call.id, room.an.seat_id, FOR)
    assert refusal.value.code == "recused"


def test_only_what_is_on_the_ballot_is_entered(session, room, roll_call):
    with pytest.raises(Invalid) as refusal:
        enter_ballot(session, room.thu, roll_call.id, room.an.seat_id, {"choice": "maybe"})
    assert refusal.value.code == "not_on_ballot"


def test_nothing_is_entered_after_the_close(session, room, roll_call):
    close_vote(session, room.mai, roll_call.id, despite_missing=True)
    with pytest.raises(Refused) as refusal:
        enter_ballot(session, room.thu, roll_call.id, room.an.seat_id, FOR)
    assert refusal.value.code == "vote_closed"


def test_the_member_is_told_on_their_own_tablet_and_nobody_else(session, room, roll_call, told):
    enter_ballot(session, room.thu, roll_call.id, room.binh.seat_id, FOR)
    told()
    enter_ballot(session, room.thu, roll_call.id, room.an.seat_id, FOR)
    [(name, channels, payload)] = told()
    assert (name, channels) == ("ballot:recorded", (f"person:{room.an.person_id}",))
    assert (payload["ballot"]["answer"], payload["ballot"]["is_entered"]) == (FOR, True)
    assert payload["ballot"] == ballots_payload(session, room.an)[str(roll_call.id)]


def test_until_the_close_an_entry_is_put_right(session, room, told):
    vote = opened_vote(session, room, manner=Manner.ROLL_CALL, may_change=False)
    enter_ballot(session, room.thu, vote.id, room.an.seat_id, FOR)
    enter_ballot(session, room.mai, vote.id, room.an.seat_id, AGAINST, revision=1)
    told()
    enter_ballot(session, room.mai, vote.id, room.an.seat_id, AGAINST)
    assert told() == []
    result = close_vote(session, room.mai, vote.id, despite_missing=True).result
    assert (result["counts"]["against"], result["cast"]) == (1, 1)


def test_an_entry_for_the_wrong_member_is_taken_back(session, room, roll_call, told):
    enter_ballot(session, room.thu, roll_call.id, room.an.seat_id, FOR)
    told()
    nothing = {"seat_id": room.an.seat_id, "answer": None, "revision": 2}
    assert enter_ballot(session, room.thu, roll_call.id, room.an.seat_id, None, revision=1) == nothing
    assert told() == [("ballot:removed", (f"person:{room.an.person_id}",), {"id": roll_call.id})]
    assert enter_ballot(session, room.thu, roll_call.id, room.an.seat_id, None) == nothing
    assert (told(), ballots_payload(session, room.an)) == ([], {})


@pytest.fixture
def outdated(session, room, roll_call):
    """outdated(answer, revision): the entry that the refusal tells of."""

    def refused(answer, revision):
        with pytest.raises(Outdated) as refusal:
            enter_ballot(session, room.thu, roll_call.id, room.an.seat_id, answer, revision)
        assert refusal.value.code == "entry_outdated"
        assert room.an.name in str(refusal.value)
        assert "NOT recorded" in str(refusal.value)
        return refusal.value.more["entry"]

    return refused


@pytest.mark.parametrize("revision", [0, 1, 3])
@pytest.mark.parametrize("answer", [FOR, None])
def test_an_entry_made_on_another_than_the_one_that_stands_is_refused(
    session, room, roll_call, outdated, answer, revision
):
    enter_ballot(session, room.thu, roll_call.id, room.an.seat_id, FOR)
    stands = enter_ballot(session, room.mai, roll_call.id, room.an.seat_id, AGAINST, revision=1)
    assert outdated(answer, revision) == stands
    assert stands == {"seat_id": room.an.seat_id, "answer": AGAINST, "revision": 2}
    assert ballots_payload(session, room.an)[str(roll_call.id)]["answer"] == AGAINST


@pytest.mark.parametrize("is_here", [True, False])
def test_whose_entry_was_taken_back_is_here_only_if_they_were(session, room, roll_call, is_here):
    seat, elector = room.seats["an"], session.get(Elector, (roll_call.id, room.an.seat_id))
    seat.present = elector.present = is_here
    enter_ballot(session, room.thu, roll_call.id, seat.id, FOR)
    assert seat.present and elector.present
    enter_ballot(session, room.thu, roll_call.id, seat.id, None, revision=1)
    assert (seat.present, elector.present) == (is_here, is_here)


@pytest.mark.parametrize("was_here", [True, False])
def test_who_came_or_left_since_the_opening_is_after_an_entry_taken_back_as_before_it(
    session, room, roll_call, was_here
):
    seat, elector = room.seats["an"], session.get(Elector, (roll_call.id, room.an.seat_id))
    seat.present, elector.present = not was_here, was_here
    enter_ballot(session, room.thu, roll_call.id, seat.id, FOR)
    assert seat.present and elector.present
    enter_ballot(session, room.thu, roll_call.id, seat.id, None, revision=1)
    assert (seat.present, elector.present) == (not was_here, was_here)


def test_who_was_marked_as_present_once_more_stays_so_when_an_entry_is_taken_back(session, room, roll_call):
    seat = room.seats["an"]
    seat.present = False
    enter_ballot(session, room.thu, roll_call.id, seat.id, FOR)
    mark_attendance(session, room.thu, seat.id, False)
    mark_attendance(session, room.thu, seat.id, True)
    enter_ballot(session, room.thu, roll_call.id, seat.id, None, revision=1)
    assert seat.present


def test_an_entry_for_who_has_left_changes_nothing_of_what_is_required(session, room):
    required = []
    for is_mistaken in (False, True):
        vote = opened_vote(session, room, preset="majority_present", manner=Manner.ROLL_CALL)
        mark_attendance(session, room.thu, room.giang.seat_id, False)
        if is_mistaken:
            enter_ballot(session, room.thu, vote.id, room.giang.seat_id, FOR)
            enter_ballot(session, room.thu, vote.id, room.giang.seat_id, None, revision=1)
        for actor in (room.mai, room.an, room.binh):
            enter_ballot(session, room.thu, vote.id, actor.seat_id, FOR)
        result = close_vote(session, room.mai, vote.id, despite_missing=True).result
        required.append((result["present"], result["required"], result["outcome"]))
        mark_attendance(session, room.thu, room.giang.seat_id, True)
    assert required == [(6, 4, "rejected")] * 2


def test_an_entry_put_right_does_not_say_that_who_has_left_is_here(session, room, roll_call):
    enter_ballot(session, room.thu, roll_call.id, room.an.seat_id, FOR)
    mark_attendance(session, room.thu, room.an.seat_id, False)
    enter_ballot(session, room.thu, roll_call.id, room.an.seat_id, AGAINST, revision=1)
    assert not room.seats["an"].present
    elector = session.get(Elector, (roll_call.id, room.an.seat_id))
    assert elector.present, "they answered"


@pytest.mark.parametrize("revision", [0, 1, 2])
def test_an_entry_held_up_on_its_way_does_not_bring_back_what_was_taken_back(
    session, room, roll_call, outdated, revision
):
    enter_ballot(session, room.mai, roll_call.id, room.an.seat_id, AGAINST)
    enter_ballot(session, room.mai, roll_call.id, room.an.seat_id, FOR, revision=1)
    enter_ballot(session, room.mai, roll_call.id, room.an.seat_id, None, revision=2)
    assert outdated(FOR, revision) == {"seat_id": room.an.seat_id, "answer": None, "revision": 3}
    assert ballots_payload(session, room.an) == {}
    again = enter_ballot(session, room.thu, roll_call.id, room.an.seat_id, FOR, revision=3)
    assert (again["answer"], again["revision"]) == (FOR, 4)


def test_two_clerks_who_enter_the_same_agree(session, room, roll_call):
    first = enter_ballot(session, room.thu, roll_call.id, room.an.seat_id, FOR)
    assert enter_ballot(session, room.mai, roll_call.id, room.an.seat_id, FOR) == first


def test_where_nothing_was_ever_entered_nothing_is_changed(session, room, roll_call):
    with pytest.raises(Outdated):
        enter_ballot(session, room.thu, roll_call.id, room.an.seat_id, FOR, revision=1)
    assert ballots_payload(session, room.an) == {}


def test_the_desk_sees_what_it_has_entered_and_of_tablets_only_that_they_answered(session, room, told):
    vote = opened_vote(session, room)
    cast_ballot(session, room.an, vote.id, FOR)
    continue_by_hand(session, room.thu, vote.id, REASON, Manner.ROLL_CALL)
    enter_ballot(session, room.thu, vote.id, room.binh.seat_id, AGAINST)
    turnout = turnout_payload(session, vote)
    assert turnout["cast"] == [room.an.seat_id, room.binh.seat_id]
    entry = {"seat_id": room.binh.seat_id, "answer": AGAINST, "revision": 1}
    assert turnout["entered"] == {str(room.binh.seat_id): entry}
    enter_ballot(session, room.thu, vote.id, room.binh.seat_id, None, revision=1)
    taken_back = {str(room.binh.seat_id): entry | {"answer": None, "revision": 2}}
    assert turnout_payload(session, vote)["entered"] == taken_back
    enter_ballot(session, room.thu, vote.id, room.binh.seat_id, AGAINST, revision=2)
    told()
    tell_progress(session, vote.id)
    progress, _turnout = told()
    assert progress[2] == {"progress": {"id": vote.id, "cast": 2}}


def test_what_was_answered_on_tablets_stands_when_the_rest_are_called(session, room):
    vote = opened_vote(session, room)
    cast_ballot(session, room.an, vote.id, FOR)
    continue_by_hand(session, room.thu, vote.id, REASON, Manner.ROLL_CALL, room.mai.seat_id)
    with pytest.raises(Refused) as refusal:
        cast_ballot(session, room.binh, vote.id, FOR)
    assert refusal.value.code == "entered_by_desk"
    for answer in (AGAINST, None):
        with pytest.raises(Refused) as refusal:
            enter_ballot(session, room.thu, vote.id, room.an.seat_id, answer)
        assert refusal.value.code == "cast_on_tablet"
    for name in ("mai", "binh", "cuong", "dung"):
        enter_ballot(session, room.thu, vote.id, getattr(room, name).seat_id, FOR)
    result = close_vote(session, room.mai, vote.id, despite_missing=True).result
    assert (result["counts"]["for"], result["outcome"]) == (5, "adopted")
    assert result["roll_call"]["not_cast"] == [room.giang.seat_id]
    told = result["by_hand"]
    assert (told["reason"], told["by"]["name"], told["with"]["name"], told["discarded"]) == (
        REASON,
        room.thu.name,
        room.mai.name,
        0,
    )


def test_a_roll_call_names_who_entered_it_and_who_closed_it(session, room, roll_call):
    enter_ballot(session, room.thu, roll_call.id, room.an.seat_id, FOR)
    enter_ballot(session, room.mai, roll_call.id, room.binh.seat_id, FOR)
    told = close_vote(session, room.mai, roll_call.id, despite_missing=True).result["by_hand"]
    assert (told["by"]["name"], told["with"]["name"], told["reason"]) == (room.thu.name, room.mai.name, "")


@pytest.mark.parametrize("goes_on", [True, False])
def test_who_closes_what_they_have_entered_names_who_followed_it(session, room, goes_on):
    vote = opened_vote(session, room, manner=Manner.TABLET if goes_on else Manner.ROLL_CALL)
    if goes_on:
        continue_by_hand(session, room.thu, vote.id, REASON, Manner.ROLL_CALL)
    enter_ballot(session, room.thu, vote.id, room.an.seat_id, FOR)
    for nobody, code in ((None, "second_name_needed"), (room.thu.seat_id, "invalid")):
        with pytest.raises(Invalid) as refusal:
            close_vote(session, room.thu, vote.id, despite_missing=True, with_seat_id=nobody)
        assert (refusal.value.code, refusal.value.field, vote.state) == (code, "with_seat_id", "open")
    with pytest.raises(NotFound):
        close_vote(session, room.thu, vote.id, despite_missing=True, with_seat_id=987654)
    closed = close_vote(session, room.thu, vote.id, despite_missing=True, with_seat_id=room.binh.seat_id)
    assert closed.result["by_hand"]["with"] == {"seat_id": room.binh.seat_id, "name": room.binh.name}
    assert recorded(session, vote)[-1]["content"]["by_hand"] == closed.result["by_hand"]


def test_who_is_not_here_has_followed_nothing(session, room):
    vote = opened_vote(session, room)
    with pytest.raises(Invalid, match="not marked as present") as refusal:
        continue_by_hand(session, room.thu, vote.id, REASON, Manner.ROLL_CALL, room.khoi.seat_id)
    assert (refusal.value.field, vote.manner) == ("with_seat_id", Manner.TABLET)
    continue_by_hand(session, room.thu, vote.id, REASON, Manner.ROLL_CALL)
    enter_ballot(session, room.thu, vote.id, room.an.seat_id, FOR)
    with pytest.raises(Invalid, match="not marked as present") as refusal:
        close_vote(session, room.thu, vote.id, despite_missing=True, with_seat_id=room.khoi.seat_id)
    assert (refusal.value.field, vote.state) == ("with_seat_id", "open")
    room.seats["khoi"].present = True
    closed = close_vote(session, room.thu, vote.id, despite_missing=True, with_seat_id=room.khoi.seat_id)
    assert closed.result["by_hand"]["with"]["name"] == room.khoi.name


def test_where_nothing_was_entered_nobody_answers_for_it(session, room, roll_call):
    assert close_vote(session, room.thu, roll_call.id, despite_missing=True).result["by_hand"] is None


def test_who_was_named_to_follow_a_roll_call_stays_named(session, room):
    vote = opened_vote(session, room)
    continue_by_hand(session, room.thu, vote.id, "Mất mạng", Manner.ROLL_CALL, room.an.seat_id)
    told = close_vote(session, room.mai, vote.id, despite_missing=True).result["by_hand"]
    assert (told["by"]["name"], told["with"]["name"]) == (room.thu.name, room.an.name)


def test_who_answers_when_called_is_here(session):
    room = cast.gather(session, present=("mai", "binh", "cuong", "dung"))
    vote = opened_vote(session, room, manner=Manner.ROLL_CALL)
    enter_ballot(session, room.thu, vote.id, room.an.seat_id, FOR)
    assert room.seats["an"].present
    assert session.get(Elector, (vote.id, room.an.seat_id)).present


def test_names_are_chosen_aloud_as_well(session, room):
    vote = opened_vote(session, room, ELECTION, places=2, manner=Manner.ROLL_CALL)
    enter_ballot(session, room.thu, vote.id, room.an.seat_id, {"picks": [3, 1]})
    result = close_vote(session, room.mai, vote.id, despite_missing=True).result
    assert result["roll_call"] == {str(room.an.seat_id): {"picks": [1, 3]}}


def test_a_roll_call_that_fails_too_is_counted_by_hand(session, room, roll_call):
    enter_ballot(session, room.thu, roll_call.id, room.an.seat_id, FOR)
    continue_by_hand(session, room.thu, roll_call.id, REASON, Manner.BY_HAND)
    assert (roll_call.manner, roll_call.by_hand["discarded"]) == (Manner.BY_HAND, 1)
    assert ballots_payload(session, room.an) == {}
