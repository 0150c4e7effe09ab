"""When tablets fail a vote goes on by hand: totals that one person enters and another confirms."""

import pytest

from meeting.agenda.seats import mark_attendance
from meeting.errors import Invalid, NotAllowed, NotFound, Outdated, Refused
from meeting.voting import urn
from meeting.voting.admitting import admit
from meeting.voting.by_hand import confirm_totals, continue_by_hand, enter_totals
from meeting.voting.casting import cast_ballot
from meeting.voting.closing import close_vote
from meeting.voting.drafting import draft_vote
from meeting.voting.models import Ballot, Manner, Secrecy, VoteState
from meeting.voting.opening import open_vote
from meeting.voting.payloads import ballots_payload, turnout_payload, votes_payload
from meeting.voting.publishing import publish_vote
from meeting.voting.recusing import recuse
from meeting.voting.roll_call import enter_ballot
from meeting.voting.tie_breaking import break_tie
from tests import cast
from tests.voting.acts import CONFIDENCE, ELECTION, MOTION, closed_vote, opened_vote, recorded, sealed

REASON = "Mất mạng không dây"
TOTALS = {"counts": {"for": 4, "against": 1}}


@pytest.fixture
def by_hand(session, room):
    """An open vote that was drafted to be counted by hand."""
    return opened_vote(session, room, manner=Manner.BY_HAND)


# going on by hand


@pytest.mark.parametrize("who", ["an", "khoi", "lan", "hall"])
def test_only_the_desk_goes_on_by_hand(session, room, who):
    vote, actor = opened_vote(session, room), getattr(room, who)
    for act in (
        lambda: continue_by_hand(session, actor, vote.id, REASON, Manner.BY_HAND),
        lambda: enter_totals(session, actor, vote.id, TOTALS),
        lambda: confirm_totals(session, actor, vote.id),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_only_an_open_vote_goes_on(session, room):
    draft = draft_vote(session, room.mai, room.item.id, **MOTION)
    for vote, code in ((draft, "vote_not_open"), (closed_vote(session, room), "vote_closed")):
        with pytest.raises(Refused) as refusal:
            continue_by_hand(session, room.mai, vote.id, REASON, Manner.BY_HAND)
        assert refusal.value.code == code


def test_a_secret_vote_does_not_go_on_as_a_roll_call(session, room, glass_urn):
    vote = opened_vote(session, room, secrecy=Secrecy.SECRET)
    with pytest.raises(Invalid) as refusal:
        continue_by_hand(session, room.mai, vote.id, REASON, Manner.ROLL_CALL)
    assert (refusal.value.field, vote.manner) == ("manner", Manner.TABLET)


def test_a_test_of_the_tablets_does_not_go_on_without_them(session, room):
    vote = opened_vote(session, room, is_test=True)
    with pytest.raises(Invalid) as refusal:
        continue_by_hand(session, room.mai, vote.id, REASON, Manner.BY_HAND)
    assert refusal.value.field == "manner"


@pytest.mark.parametrize("manner", [Manner.TABLET, Manner.CIRCULATION])
def test_by_hand_is_by_name_or_by_totals(session, room, manner):
    vote = opened_vote(session, room)
    with pytest.raises(Invalid) as refusal:
        continue_by_hand(session, room.mai, vote.id, REASON, manner)
    assert refusal.value.field == "manner"


def test_a_count_by_hand_does_not_turn_into_a_roll_call(session, room, by_hand):
    with pytest.raises(Refused) as refusal:
        continue_by_hand(session, room.mai, by_hand.id, REASON, Manner.ROLL_CALL)
    assert refusal.value.code == "by_hand_already"


def test_the_second_person_is_another_one_of_this_meeting(session, room):
    vote = opened_vote(session, room)
    with pytest.raises(Invalid) as refusal:
        continue_by_hand(session, room.thu, vote.id, REASON, Manner.ROLL_CALL, room.thu.seat_id)
    assert refusal.value.field == "with_seat_id"
    with pytest.raises(NotFound):
        continue_by_hand(session, room.thu, vote.id, REASON, Manner.ROLL_CALL, 987654)
    assert vote.manner == Manner.TABLET


def test_where_totals_are_counted_everybody_answers_anew_and_is_told(session, room, told):
    vote = opened_vote(session, room)
    cast_ballot(session, room.an, vote.id, {"choice": "for"})
    told()
    continue_by_hand(session, room.thu, vote.id, REASON, Manner.BY_HAND)
    withdrawn, changed, turnout = told()
    assert withdrawn == ("ballot:removed", (f"person:{room.an.person_id}",), {"id": vote.id})
    assert changed[:2] == ("vote:changed", ("meeting",))
    assert changed[2]["vote"]["by_hand"]["discarded"] == 1
    assert (changed[2]["vote"]["manner"], changed[2]["vote"]["cast"]) == ("by_hand", 0)
    assert turnout[2]["turnout"]["cast"] == []
    assert ballots_payload(session, room.an) == {}
    with pytest.raises(Refused) as refusal:
        cast_ballot(session, room.an, vote.id, {"choice": "for"})
    assert refusal.value.code == "entered_by_desk"
    event = recorded(session, vote)[1]
    assert (event["event"], event["content"]["manner"], event["content"]["reason"]) == (
        "by_hand",
        "by_hand",
        REASON,
    )
    assert (event["content"]["by"]["name"], event["content"]["discarded"]) == (room.thu.name, 1)


def test_going_on_by_hand_twice_is_once(session, room, told):
    vote = opened_vote(session, room)
    continue_by_hand(session, room.thu, vote.id, REASON, Manner.BY_HAND)
    begun = vote.by_hand
    told()
    continue_by_hand(session, room.mai, vote.id, "Lý do khác", Manner.BY_HAND)
    assert (vote.by_hand, told()) == (begun, [])


def test_what_was_sealed_is_never_read_when_a_secret_vote_goes_on_by_hand(
    session, room, glass_urn, monkeypatch
):
    opened = []
    monkeypatch.setattr(urn, "open_and_destroy", lambda *args: opened.append(args))
    vote = opened_vote(session, room, secrecy=Secrecy.SECRET)
    cast_ballot(session, room.an, vote.id, sealed=sealed({"choice": "against"}))
    continue_by_hand(session, room.thu, vote.id, REASON, Manner.BY_HAND)
    assert session.query(Ballot).filter_by(vote_id=vote.id).count() == 0
    enter_totals(session, room.thu, vote.id, TOTALS)
    result = confirm_totals(session, room.mai, vote.id).result
    assert (result["counts"], opened) == ({"for": 4, "against": 1, "abstain": 0}, [])
    assert (result["voted"], result["roll_call"], result["by_hand"]["discarded"]) == (None, None, 1)


# totals


def test_a_vote_on_tablets_takes_no_totals(session, room):
    vote = opened_vote(session, room)
    with pytest.raises(Refused) as refusal:
        enter_totals(session, room.thu, vote.id, TOTALS)
    assert refusal.value.code == "not_by_hand"


def test_more_ballots_than_members_are_refused(session, room, by_hand):
    with pytest.raises(Invalid) as refusal:
        enter_totals(session, room.thu, by_hand.id, {"counts": {"for": 7}})
    assert (refusal.value.code, refusal.value.params) == ("too_many_ballots", {"cast": 7, "electorate": 6})
    assert by_hand.by_hand is None


def test_nobody_confirms_their_own_totals(session, room, by_hand):
    enter_totals(session, room.thu, by_hand.id, TOTALS)
    with pytest.raises(Refused) as refusal:
        confirm_totals(session, room.thu, by_hand.id)
    assert (refusal.value.code, by_hand.state) == ("second_person_needed", VoteState.OPEN)


def test_nor_totals_that_were_never_entered(session, room, by_hand):
    with pytest.raises(Refused) as refusal:
        confirm_totals(session, room.mai, by_hand.id)
    assert refusal.value.code == "nothing_to_confirm"


def test_nor_others_than_those_that_were_seen(session, room, by_hand):
    enter_totals(session, room.thu, by_hand.id, TOTALS)
    enter_totals(session, room.thu, by_hand.id, {"counts": {"for": 1, "against": 4}}, revision=1)
    with pytest.raises(Refused) as refusal:
        confirm_totals(session, room.mai, by_hand.id, TOTALS)
    assert (refusal.value.code, by_hand.state) == ("totals_differ", VoteState.OPEN)


def test_nor_totals_that_have_become_too_many(session, room, by_hand):
    enter_totals(session, room.thu, by_hand.id, {"counts": {"for": 6}})
    recuse(session, room.thu, by_hand.id, room.an.seat_id, "Xung đột lợi ích")
    with pytest.raises(Invalid) as refusal:
        confirm_totals(session, room.mai, by_hand.id)
    assert (refusal.value.code, by_hand.state) == ("too_many_ballots", VoteState.OPEN)


def test_until_they_are_confirmed_totals_are_known_to_the_desk_alone(session, room, by_hand, told):
    told()
    enter_totals(session, room.thu, by_hand.id, TOTALS)
    changed, turnout = told()
    assert "totals" not in changed[2]["vote"]["by_hand"]
    assert changed[2]["vote"] == votes_payload(session, room.meeting.id, room.an)[str(by_hand.id)]
    assert turnout[1] == ("desk",)
    assert turnout[2]["turnout"]["totals"] == {
        "totals": TOTALS,
        "side": None,
        "by": {"seat_id": room.thu.seat_id, "name": room.thu.name},
        "revision": 1,
    }
    assert "revision" not in changed[2]["vote"]["by_hand"]


@pytest.mark.parametrize("revision", [0, 2])
def test_totals_that_come_in_late_do_not_replace_newer_ones(session, room, by_hand, revision):
    enter_totals(session, room.thu, by_hand.id, TOTALS)
    with pytest.raises(Outdated) as refusal:
        enter_totals(session, room.mai, by_hand.id, {"counts": {"for": 5}}, revision=revision)
    assert refusal.value.code == "totals_outdated"
    assert refusal.value.more == {"totals": turnout_payload(session, by_hand)["totals"]}
    assert by_hand.by_hand["totals"] == TOTALS
    enter_totals(session, room.mai, by_hand.id, {"counts": {"for": 5}}, revision=1)
    assert (by_hand.by_hand["totals"], by_hand.by_hand["revision"]) == ({"counts": {"for": 5}}, 2)


def test_the_side_of_the_chair_is_confirmed_as_it_was_seen(session, room):
    tie = {"counts": {"for": 3, "against": 3}}
    vote = opened_vote(session, room, preset="committee_decision", manner=Manner.BY_HAND)
    enter_totals(session, room.thu, vote.id, tie, side="for")
    enter_totals(session, room.thu, vote.id, tie, side="against", revision=1)
    with pytest.raises(Refused) as refusal:
        confirm_totals(session, room.mai, vote.id, tie, side="for")
    assert (refusal.value.code, vote.state) == ("totals_differ", VoteState.OPEN)
    assert confirm_totals(session, room.mai, vote.id, tie, side="against").result["outcome"] == "rejected"


def test_the_second_person_closes_the_vote_with_them_and_both_stand_in_the_result(session, room):
    vote = opened_vote(session, room)
    continue_by_hand(session, room.thu, vote.id, REASON, Manner.BY_HAND, room.mai.seat_id)
    enter_totals(session, room.thu, vote.id, {**TOTALS, "invalid": 1})
    confirm_totals(session, room.mai, vote.id, {**TOTALS, "invalid": 1})
    result = publish_vote(session, room.mai, vote.id).result
    assert (result["outcome"], result["cast"], result["invalid"], result["not_cast"]) == ("adopted", 6, 1, 0)
    by_hand = result["by_hand"]
    assert (by_hand["reason"], by_hand["by"]["name"], by_hand["with"]["name"]) == (
        REASON,
        room.thu.name,
        room.mai.name,
    )
    assert (vote.by_hand, turnout_payload(session, vote)["totals"]) == (by_hand, None)
    assert not {"totals", "side", "revision"} & set(by_hand)


def test_whoever_enters_other_totals_is_the_first_from_then_on(session, room):
    vote = opened_vote(session, room)
    continue_by_hand(session, room.thu, vote.id, REASON, Manner.BY_HAND, room.mai.seat_id)
    enter_totals(session, room.thu, vote.id, TOTALS)
    enter_totals(session, room.mai, vote.id, {"counts": {"for": 5}}, revision=1)
    assert (vote.by_hand["by"]["name"], vote.by_hand["with"], vote.by_hand["reason"]) == (
        room.mai.name,
        None,
        REASON,
    )
    assert confirm_totals(session, room.thu, vote.id).result["counts"]["for"] == 5


def test_entering_or_confirming_twice_is_once(session, room, by_hand, told):
    enter_totals(session, room.thu, by_hand.id, TOTALS)
    told()
    enter_totals(session, room.thu, by_hand.id, TOTALS)
    assert told() == []
    confirm_totals(session, room.mai, by_hand.id)
    result = by_hand.result
    told()
    assert confirm_totals(session, room.mai, by_hand.id).result == result
    assert told() == []
    with pytest.raises(Refused) as refusal:
        enter_totals(session, room.thu, by_hand.id, TOTALS)
    assert refusal.value.code == "vote_closed"


def test_a_vote_closed_on_tablets_has_no_totals_to_confirm(session, room):
    vote = closed_vote(session, room)
    with pytest.raises(Refused) as refusal:
        confirm_totals(session, room.mai, vote.id)
    assert refusal.value.code == "vote_closed"


def test_an_election_and_levels_of_confidence_are_counted_by_hand(session, room):
    vote = opened_vote(session, room, ELECTION, places=2, manner=Manner.BY_HAND)
    enter_totals(session, room.thu, vote.id, {"cast": 6, "subjects": {"1": 5, "2": 4, "3": 2}})
    result = confirm_totals(session, room.mai, vote.id).result
    assert [subject["outcome"] for subject in result["subjects"]] == ["elected", "elected", "not_elected"]
    vote = opened_vote(session, room, CONFIDENCE, manner=Manner.BY_HAND, secrecy=Secrecy.SECRET)
    levels = {"high": 4, "confidence": 1, "low": 1}
    enter_totals(session, room.thu, vote.id, {"cast": 6, "subjects": {"1": levels, "2": levels}})
    assert confirm_totals(session, room.mai, vote.id).result["subjects"][0]["counts"] == levels


def test_the_side_of_the_chair_decides_a_tie_counted_by_hand(session, room):
    tie = {"counts": {"for": 3, "against": 3}}
    vote = opened_vote(session, room, preset="committee_decision", manner=Manner.BY_HAND)
    with pytest.raises(Invalid) as refusal:
        enter_totals(session, room.thu, vote.id, tie, side="maybe")
    assert refusal.value.field == "side"
    enter_totals(session, room.thu, vote.id, tie, side="for")
    result = confirm_totals(session, room.mai, vote.id).result
    assert (result["outcome"], result["tie_broken_by"]) == ("adopted", room.mai.seat_id)


def test_a_tie_counted_by_hand_waits_where_nobody_said_how_the_chair_voted(session, room):
    vote = opened_vote(session, room, preset="committee_decision", manner=Manner.BY_HAND)
    enter_totals(session, room.thu, vote.id, {"counts": {"for": 3, "against": 3}})
    assert confirm_totals(session, room.mai, vote.id).result["outcome"] == "tied"
    result = break_tie(session, room.mai, vote.id, "chair", side="for").result
    assert (result["outcome"], result["tie_break"]["method"]) == ("adopted", "chair")


@pytest.mark.parametrize("form", [{}, {"preset": "committee_decision", "secrecy": Secrecy.SECRET}])
def test_no_side_is_told_where_it_decides_nothing_or_is_nobodys_business(session, room, form):
    vote = opened_vote(session, room, manner=Manner.BY_HAND, **form)
    with pytest.raises(Invalid) as refusal:
        enter_totals(session, room.thu, vote.id, TOTALS, side="for")
    assert refusal.value.field == "side"


def test_somebody_let_in_late_is_counted_in_the_electorate(session, room, by_hand):
    room.seats["khoi"].role, room.seats["khoi"].present = "member", True
    admit(session, room.thu, by_hand.id, room.khoi.seat_id)
    enter_totals(session, room.thu, by_hand.id, {"counts": {"for": 7}})
    assert confirm_totals(session, room.mai, by_hand.id).result["electorate"] == 7


@pytest.mark.parametrize(("preset", "required"), [("majority_present", 3), ("council_resolution", 4)])
def test_there_are_no_more_ballots_than_members_here_by_now(session, preset, required):
    """Otherwise two of five would be more than half of the three who were there at the opening; and it would be read
    aloud that three were present and five voted."""
    room = cast.gather(session, present=("mai", "thu", "an", "binh"))
    form = MOTION | {"preset": preset, "manner": Manner.BY_HAND}
    draft = draft_vote(session, room.mai, room.item.id, **form)
    vote = open_vote(session, room.mai, draft.id, despite_quorum=True)
    totals = {"counts": {"for": 2, "against": 3}}
    with pytest.raises(Invalid) as refusal:
        enter_totals(session, room.thu, vote.id, totals)
    assert (refusal.value.code, refusal.value.params) == ("more_than_present", {"cast": 5, "present": 3})
    for name in ("cuong", "dung"):
        mark_attendance(session, room.thu, getattr(room, name).seat_id, True)
    enter_totals(session, room.thu, vote.id, totals)
    result = confirm_totals(session, room.mai, vote.id).result
    assert (result["present"], result["required"], result["outcome"]) == (5, required, "rejected")


def test_it_takes_the_desk_four_acts(session):
    """The tablets fail, the votes are counted by hand, the next vote is open: nothing else is asked for."""
    room = cast.gather(session)
    vote = opened_vote(session, room)
    continue_by_hand(session, room.thu, vote.id, REASON, Manner.BY_HAND)
    enter_totals(session, room.thu, vote.id, TOTALS)
    confirm_totals(session, room.mai, vote.id)
    publish_vote(session, room.mai, vote.id)
    assert opened_vote(session, room).state == VoteState.OPEN


def test_closing_without_totals_is_refused(session, room, by_hand):
    enter_totals(session, room.thu, by_hand.id, TOTALS)
    with pytest.raises(Refused) as refusal:
        close_vote(session, room.mai, by_hand.id, despite_missing=True)
    assert refusal.value.code == "totals_needed"


def mark(session, room, *names, here):
    for name in names:
        mark_attendance(session, room.thu, room.seats[name].id, here)


@pytest.fixture
def of_four(session):
    """A room in which four of six are here, and a vote for which more than half of those are needed."""
    room = cast.gather(session, present=("mai", "thu", "an", "binh", "cuong"))
    return room, opened_vote(session, room, preset="majority_present", manner=Manner.BY_HAND)


def test_an_attendance_put_right_before_the_confirmation_counts_as_it_is_then(session, of_four):
    room, vote = of_four
    mark(session, room, "dung", "giang", here=True)
    enter_totals(session, room.thu, vote.id, {"counts": {"for": 3, "against": 1}})
    mark(session, room, "dung", "giang", here=False)
    result = confirm_totals(session, room.mai, vote.id).result
    assert (result["present"], result["required"], result["outcome"]) == (4, 3, "adopted")


def test_more_ballots_than_are_here_by_then_are_not_confirmed(session, of_four):
    room, vote = of_four
    mark(session, room, "dung", "giang", here=True)
    enter_totals(session, room.thu, vote.id, {"counts": {"for": 2, "against": 4}})
    mark(session, room, "dung", "giang", here=False)
    with pytest.raises(Invalid) as refusal:
        confirm_totals(session, room.mai, vote.id)
    assert (refusal.value.code, refusal.value.params) == ("more_than_present", {"cast": 6, "present": 4})


def test_entries_that_were_discarded_do_not_say_who_is_here(session):
    room = cast.gather(session, present=("mai", "thu", "an", "binh", "cuong"))
    vote = opened_vote(session, room, preset="majority_present", manner=Manner.ROLL_CALL)
    for name in ("dung", "giang"):
        enter_ballot(session, room.thu, vote.id, room.seats[name].id, {"choice": "for"})
    continue_by_hand(session, room.thu, vote.id, REASON, Manner.BY_HAND)
    mark(session, room, "dung", "giang", here=False)
    enter_totals(session, room.thu, vote.id, {"counts": {"for": 3, "against": 1}})
    result = confirm_totals(session, room.mai, vote.id).result
    assert (result["present"], result["required"], result["outcome"]) == (4, 3, "adopted")
