"""Counting a motion, and the result made of it."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.voting.majority import PRESETS
from meeting.voting.models import VoteKind
from meeting.voting.sums import Sums, add_up
from meeting.voting.tally import make_result
from tests.voting.questions import question

OPTIONS = ["for", "against", "abstain"]
CHAIR = 1
MOTIONS = sorted(preset for preset, rule in PRESETS.items() if rule.kinds == (VoteKind.MOTION,))


def motion(preset="council_resolution", **more):
    return question(VoteKind.MOTION, preset, **more)


def choices(given):
    return {seat_id: {"choice": choice} for seat_id, choice in given.items()}


def count(answers, preset="council_resolution", members=None, present=None, casting=CHAIR, **more):
    """The result of {"for": 3, …} among so many members; the first answer given is the chair's."""
    given = [answer for answer, number in answers.items() for _ in range(number)]
    electorate = list(range(1, (members or len(given)) + 1))
    return make_result(
        motion(preset, **more),
        electorate=electorate,
        present=len(given) if present is None else present,
        ballots=choices(dict(zip(electorate, given, strict=False))),
        casting=casting,
    )


def test_an_answer_that_is_none_of_the_options_is_invalid():
    answers = [{"choice": choice} for choice in ("for", "maybe", "against", "for")]
    sums = add_up(motion().shape, [*answers, {"picks": [1]}, None])
    assert (sums.counts, sums.invalid, sums.cast) == ({"for": 2, "against": 1, "abstain": 0}, 3, 6)


def test_not_answering_is_neither_abstaining_nor_against():
    result = count({"for": 3, "abstain": 1}, members=10)
    assert result["counts"] == {"for": 3, "against": 0, "abstain": 1}
    assert result["not_cast"] == 6
    assert result["roll_call"]["not_cast"] == [5, 6, 7, 8, 9, 10]


def test_exactly_half_of_all_is_not_adopted():
    assert count({"for": 5}, members=10)["outcome"] == "rejected"
    assert count({"for": 6}, members=10)["outcome"] == "adopted"


@pytest.mark.parametrize(
    ("preset", "members", "enough"),
    [
        ("council_removal", 12, 8),
        ("council_removal", 11, 8),
        ("three_fifths_all", 10, 6),
        ("three_fifths_all", 11, 7),
        ("three_quarters_all", 40, 30),
        ("three_quarters_all", 41, 31),
        ("four_fifths_all", 40, 32),
        ("four_fifths_all", 41, 33),
        ("unanimity", 7, 7),
    ],
)
def test_a_share_of_all_is_reached_at_exactly_that_share(preset, members, enough):
    assert count({"for": enough - 1}, preset, members=members)["outcome"] == "rejected"
    assert count({"for": enough}, preset, members=members)["outcome"] == "adopted"


def test_a_simple_majority_is_of_the_ballots_cast_with_abstentions():
    result = count({"for": 3, "against": 1, "abstain": 2}, "simple_majority", members=40)
    assert result["base"] == {"kind": "cast", "number": 6}
    assert (result["required"], result["outcome"]) == (4, "rejected")


def test_more_for_than_against_leaves_the_abstentions_out():
    result = count({"for": 3, "against": 2, "abstain": 20}, "more_for_than_against", members=40)
    assert (result["base"], result["required"]) == ({"kind": "for_against", "number": 5}, 3)
    assert (result["outcome"], result["percent"]["for"], result["percent"]["abstain"]) == (
        "adopted",
        "60.00",
        None,
    )
    assert count({"for": 2, "against": 2}, "more_for_than_against")["outcome"] == "rejected"


def test_a_majority_of_those_present_is_of_those_present():
    result = count({"for": 5, "against": 1}, "majority_present", members=40, present=10)
    assert (result["base"]["number"], result["required"], result["outcome"]) == (10, 6, "rejected")
    assert result["percent"]["not_cast"] is None


@pytest.mark.parametrize("preset", MOTIONS)
def test_where_nobody_answers_nothing_is_adopted(preset):
    assert count({}, preset, members=9, present=0)["outcome"] == "rejected"


def test_a_share_is_shown_only_of_a_base_it_is_part_of():
    of_all = count({"for": 4, "against": 1}, members=8)["percent"]
    assert of_all == {
        "for": "50.00",
        "against": "12.50",
        "abstain": "0.00",
        "not_cast": "37.50",
        "invalid": "0.00",
    }
    of_cast = count({"for": 4, "against": 1}, "simple_majority", members=8)["percent"]
    assert (of_cast["for"], of_cast["not_cast"]) == ("80.00", None)


def test_a_council_of_487_with_423_for():
    result = count({"for": 423, "against": 15, "abstain": 28}, members=487)
    assert [result["percent"][answer] for answer in OPTIONS] == ["86.86", "3.08", "5.75"]
    assert (result["base"]["number"], result["required"], result["outcome"]) == (487, 244, "adopted")
    assert (result["cast"], result["not_cast"], result["present"]) == (466, 21, 466)


def test_a_council_of_498_with_486_for():
    result = count({"for": 486}, members=498)
    assert (result["percent"]["for"], result["required"]) == ("97.59", 250)


def test_on_a_tie_a_committee_follows_its_chair():
    with_the_chair = count({"for": 3, "against": 3}, "committee_decision")
    assert (with_the_chair["outcome"], with_the_chair["tie_broken_by"]) == ("adopted", CHAIR)
    against_the_chair = count({"against": 3, "for": 3}, "committee_decision")
    assert (against_the_chair["outcome"], against_the_chair["tie_broken_by"]) == ("rejected", CHAIR)


def test_without_a_tie_the_chair_decides_nothing():
    assert count({"for": 2, "against": 3}, "committee_decision")["tie_broken_by"] is None
    assert count({"for": 3, "against": 3}, "council_resolution")["outcome"] == "rejected"


def test_a_chair_who_took_no_side_breaks_no_tie():
    abstained = count({"abstain": 1, "for": 3, "against": 3}, "committee_decision")
    silent = count({"for": 3, "against": 3}, "committee_decision", members=7, casting=7)
    for result in (abstained, silent):
        assert (result["outcome"], result["tie_broken_by"]) == ("rejected", None)


def test_a_tie_without_one_chair_is_not_adopted():
    assert count({"for": 3, "against": 3}, "committee_decision", casting=None)["outcome"] == "rejected"


def test_a_tie_in_a_secret_vote_stays_a_tie_for_nobody_knows_the_side_of_the_chair():
    result = make_result(
        motion("committee_decision", is_secret=True),
        list(range(1, 7)),
        6,
        add_up(motion().shape, [{"choice": "for"}] * 3 + [{"choice": "against"}] * 3),
        voted=[1, 2, 3, 4, 5, 6],
        casting=CHAIR,
    )
    assert (result["outcome"], result["tie_broken_by"], result["roll_call"]) == ("tied", None, None)


def test_totals_by_hand_follow_the_side_the_chair_is_said_to_have_taken():
    sums = Sums(cast=6, counts={"for": 3, "against": 3, "abstain": 0})
    result = make_result(
        motion("committee_decision"), list(range(1, 7)), 6, sums=sums, casting=CHAIR, side="for"
    )
    assert (result["outcome"], result["tie_broken_by"], result["voted"]) == ("adopted", CHAIR, None)


def test_totals_by_hand_that_do_not_tell_the_side_of_the_chair_leave_the_tie_to_people():
    sums = Sums(cast=6, counts={"for": 3, "against": 3, "abstain": 0})

    def by_hand(**more):
        result = make_result(motion("committee_decision"), list(range(1, 7)), 6, sums=sums, **more)
        return result["outcome"], result["tie_broken_by"]

    assert by_hand(casting=CHAIR) == ("tied", None)
    assert by_hand(casting=CHAIR, side="abstain") == ("rejected", None)
    assert by_hand(casting=None) == ("rejected", None)


@pytest.mark.parametrize("preset", ["council_resolution", "consultative"])
def test_what_decides_nothing_is_counted_and_requires_nothing(preset):
    result = count({"for": 5, "against": 1}, preset, decides=False)
    assert (result["outcome"], result["required"], result["counts"]["for"]) == ("counted", None, 5)


def test_a_secret_result_that_tells_what_everybody_answered_says_so():
    def secret(*answers):
        sums = add_up(motion().shape, [{"choice": answer} for answer in answers])
        return make_result(motion(is_secret=True), list(range(9)), 9, sums, voted=[])["warnings"]

    assert secret("for", "for", "for", "for", "for") == ["unanimous_secret"]
    assert secret("for", "for", "for", "for", "against") == []
    assert secret("for", "against") == ["few_ballots"]
    assert secret() == []
    assert count({"for": 6})["warnings"] == []


def test_a_named_result_that_is_unanimous_warns_of_nothing():
    assert count({"for": 6}, members=6)["warnings"] == []


def test_whoever_has_the_result_can_make_its_hash_again():
    result = json.loads(json.dumps(count({"for": 6, "against": 1})))
    claimed = result.pop("hash")
    text = json.dumps(result, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert claimed == hashlib.sha256(text.encode()).hexdigest()
    assert count({"for": 5, "against": 2})["hash"] != claimed


ANSWERS = st.dictionaries(
    st.integers(1, 60), st.sampled_from([*OPTIONS, "maybe", "not_cast", "invalid"]), max_size=60
)


@given(
    ballots=ANSWERS,
    more=st.integers(0, 30),
    present=st.integers(0, 90),
    preset=st.sampled_from(MOTIONS),
)
def test_the_numbers_of_a_result_always_add_up(ballots, more, present, preset):
    electorate = sorted(ballots) + list(range(100, 100 + more))
    result = make_result(motion(preset), electorate, max(present, len(ballots)), ballots=choices(ballots))
    assert result["electorate"] == result["cast"] + result["not_cast"] == len(electorate)
    assert result["cast"] == sum(result["counts"].values()) + result["invalid"]
    assert (result["outcome"] == "adopted") == (result["counts"]["for"] >= result["required"])
    called = result["roll_call"]
    assert sorted(seat for seats in called.values() for seat in seats) == electorate
    assert {option: len(called[option]) for option in OPTIONS} == result["counts"]
    assert len(called["not_cast"]) == result["not_cast"]
    assert len(called.get("invalid", [])) == result["invalid"]
    assert json.loads(json.dumps(result)) == result


@given(ballots=ANSWERS, seat=st.integers(1, 60))
def test_one_more_vote_for_never_turns_adopted_into_rejected(ballots, seat):
    for preset in MOTIONS:
        electorate = list(range(1, 61))
        before = make_result(motion(preset), electorate, 60, ballots=choices(ballots))
        after = make_result(motion(preset), electorate, 60, ballots=choices(ballots | {seat: "for"}))
        assert not (before["outcome"] == "adopted" and after["outcome"] == "rejected")


@given(ballots=ANSWERS)
def test_who_answered_what_changes_nothing_in_the_numbers(ballots):
    """A secret vote comes to the same as a named one in which the same was answered."""
    electorate = list(range(1, 61))
    named = make_result(motion(), electorate, 60, ballots=choices(ballots))
    shuffled = sorted(choices(ballots).values(), key=str)
    secret = make_result(
        motion(is_secret=True), electorate, 60, add_up(motion().shape, shuffled), voted=sorted(ballots)
    )
    for name in ("counts", "percent", "cast", "not_cast", "invalid", "required", "outcome", "base"):
        assert named[name] == secret[name]
