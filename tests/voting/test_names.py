"""Counting votes on names: choices, elections, confidence."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.voting.majority import PRESETS, ranks, top
from meeting.voting.models import VoteKind
from meeting.voting.sums import add_up
from meeting.voting.tally import make_result
from tests.voting.questions import question


def outcomes(result):
    return {subject["id"]: subject["outcome"] for subject in result["subjects"]}


def picked(asked, members, *ballots):
    """The result of [(how often, picks), …] among so many members."""
    answers = [{"picks": sorted(picks)} for number, picks in ballots for _ in range(number)]
    return make_result(asked, list(range(members)), members, ballots=dict(enumerate(answers)))


def each(asked, members, *ballots):
    answers = [
        {"each": {str(number): option for number, option in enumerate(options, start=1)}}
        for times, options in ballots
        for _ in range(times)
    ]
    return make_result(asked, list(range(members)), members, ballots=dict(enumerate(answers)))


# elections by picking names


def election(preset="council_election", subjects=4, places=2, **more):
    return question(VoteKind.ELECTION, preset, subjects, (0, places), places, **more)


def test_elected_is_who_has_more_than_half_of_all_the_most_votes_first():
    result = picked(election(), 10, (6, [1, 2]), (3, [1, 3]), (1, [4]))
    assert outcomes(result) == {1: "elected", 2: "elected", 3: "not_elected", 4: "not_elected"}
    assert (result["outcome"], result["required"], result["ties"]) == ("elected", 6, [])
    assert [subject["counts"]["picked"] for subject in result["subjects"]] == [9, 6, 3, 1]
    assert [subject["percent"]["picked"] for subject in result["subjects"]] == [
        "90.00",
        "60.00",
        "30.00",
        "10.00",
    ]
    assert [subject["rank"] for subject in result["subjects"]] == [1, 2, 3, 4]


def test_exactly_half_of_all_elects_nobody():
    result = picked(election(places=1), 10, (5, [1]), (4, [2]))
    assert (result["outcome"], outcomes(result)[1]) == ("incomplete", "not_elected")


def test_fewer_with_enough_votes_than_places_leave_the_election_incomplete():
    result = picked(election(), 10, (7, [1]), (3, [2]))
    assert (result["outcome"], outcomes(result)) == (
        "incomplete",
        {1: "elected", 2: "not_elected", 3: "not_elected", 4: "not_elected"},
    )


def test_who_ties_for_the_last_place_is_reported_and_not_elected():
    result = picked(election("most_votes"), 10, (4, [1, 2]), (4, [1, 3]), (2, [4]))
    assert outcomes(result) == {1: "elected", 2: "tied", 3: "tied", 4: "not_elected"}
    assert (result["outcome"], result["ties"]) == ("tied", [[2, 3]])


def test_a_tie_above_the_last_place_is_none():
    result = picked(election("most_votes"), 10, (5, [1, 2]), (1, [3]))
    assert (result["outcome"], result["ties"]) == ("elected", [])


def test_a_tie_below_the_last_place_is_none():
    result = picked(election("most_votes", places=1), 10, (5, [1]), (2, [2]), (2, [3]))
    assert (result["outcome"], result["ties"], outcomes(result)[1]) == ("elected", [], "elected")


def test_all_who_tie_without_votes_enough_are_simply_not_elected():
    result = picked(election(places=1), 10, (3, [1]), (3, [2]))
    assert (result["ties"], result["outcome"]) == ([], "incomplete")


def test_nobody_is_elected_without_a_vote_for_them():
    result = picked(election("most_votes"), 10)
    assert (set(outcomes(result).values()), result["ties"], result["outcome"]) == (
        {"not_elected"},
        [],
        "incomplete",
    )


def test_a_blank_ballot_is_cast_and_names_nobody():
    result = picked(election("election_majority"), 10, (3, [1]), (2, []))
    assert (result["cast"], result["blank"], result["invalid"], result["not_cast"]) == (5, 2, 0, 5)
    assert (result["base"], result["required"]) == ({"kind": "cast", "number": 5}, 3)
    assert result["percent"]["blank"] == "40.00"


def test_the_roll_call_of_an_election_says_whom_each_has_picked():
    result = picked(election(), 3, (1, [1, 2]), (1, []))
    assert result["roll_call"] == {"0": {"picks": [1, 2]}, "1": {"picks": []}}


def test_a_consultative_election_is_counted_and_elects_nobody():
    result = picked(election(decides=False), 10, (9, [1, 2]))
    assert (result["outcome"], outcomes(result)[1], result["required"]) == ("counted", "counted", None)


# for or against each candidate


def test_each_candidate_has_votes_for_and_against():
    asked = question(VoteKind.ELECTION_EACH, "council_election", 3, places=2)
    result = each(asked, 10, (6, ["for", "for", "against"]), (4, ["for", "against", "against"]))
    assert outcomes(result) == {1: "elected", 2: "elected", 3: "not_elected"}
    assert result["subjects"][1]["counts"] == {"for": 6, "against": 4}
    assert result["subjects"][1]["percent"] == {"for": "60.00", "against": "40.00"}


def test_candidates_for_each_of_whom_most_are_may_still_tie_for_the_last_place():
    asked = question(VoteKind.ELECTION_EACH, "council_election", 3, places=2)
    result = each(asked, 10, (8, ["for", "for", "for"]), (1, ["for", "against", "against"]))
    assert (outcomes(result), result["ties"]) == ({1: "elected", 2: "tied", 3: "tied"}, [[2, 3]])


# choices


def test_of_three_ways_the_one_with_the_most_votes_is_chosen():
    asked = question(VoteKind.CHOICE, "most_votes", 3, (1, 1), 1)
    result = picked(asked, 10, (4, [1]), (3, [2]), (3, [3]))
    assert (outcomes(result), result["outcome"], result["required"]) == (
        {1: "chosen", 2: "not_chosen", 3: "not_chosen"},
        "adopted",
        None,
    )


def test_a_choice_by_majority_may_choose_nothing():
    asked = question(VoteKind.CHOICE, "choice_majority", 3, (1, 1), 1)
    assert picked(asked, 10, (4, [1]), (3, [2]), (3, [3]))["outcome"] == "incomplete"


# confidence


@pytest.mark.parametrize(
    ("low", "outcome", "reached"),
    [
        (20, "adopted", []),
        (21, "rejected", ["1/2"]),
        (26, "rejected", ["1/2"]),
        (27, "rejected", ["1/2", "2/3"]),
        (40, "rejected", ["1/2", "2/3"]),
    ],
)
def test_low_confidence_has_consequences_from_half_and_from_two_thirds_of_all(low, outcome, reached):
    asked = question(VoteKind.CONFIDENCE_THREE, "confidence_levels", 1)
    result = each(asked, 40, (low, ["low"]), (40 - low, ["high"]))
    [an] = result["subjects"]
    assert (an["outcome"], an["reached"], an["required"]) == (outcome, reached, 21)
    assert result["outcome"] == "counted"


def test_every_person_is_judged_alone():
    asked = question(VoteKind.CONFIDENCE_THREE, "confidence_levels", 2)
    result = each(asked, 10, (7, ["high", "low"]), (3, ["confidence", "low"]))
    assert outcomes(result) == {1: "adopted", 2: "rejected"}
    assert result["subjects"][0]["counts"] == {"high": 7, "confidence": 3, "low": 0}


def test_confidence_is_lost_when_more_than_half_of_all_have_none():
    asked = question(VoteKind.CONFIDENCE_TWO, "no_confidence", 1)
    assert outcomes(each(asked, 10, (5, ["no_confidence"]), (5, ["confidence"]))) == {1: "adopted"}
    assert outcomes(each(asked, 10, (6, ["no_confidence"]))) == {1: "rejected"}


def test_a_secret_election_in_which_all_picked_the_same_says_so():
    asked = election(is_secret=True)
    alike = add_up(asked.shape, [{"picks": [1, 2]}, {"picks": [1, 3]}] * 3)
    result = make_result(asked, list(range(9)), 9, alike, voted=list(range(6)))
    assert (result["warnings"], result["roll_call"]) == (["unanimous_secret"], None)


# properties

NUMBERS = st.dictionaries(st.integers(1, 12), st.integers(0, 30), min_size=1)


@given(numbers=NUMBERS, places=st.integers(1, 12), required=st.none() | st.integers(1, 30))
def test_places_are_taken_by_those_with_the_most_and_a_tie_is_never_broken(numbers, places, required):
    taken, level = top(numbers, places, required)
    assert len(taken) <= places and not taken & level
    assert all(numbers[one] >= (required or 1) for one in taken | level)
    assert len({numbers[one] for one in level}) <= 1
    others = set(numbers) - taken - level
    for one in taken:
        assert all(numbers[one] > numbers[other] for other in level)
        assert all(numbers[one] > numbers[other] for other in others if numbers[other] >= (required or 1))
    if level:
        assert len(taken) < places < len(taken | level)
    elif len(taken) < places:
        assert all(numbers[other] < (required or 1) for other in others)


@given(numbers=NUMBERS)
def test_the_best_rank_is_one_and_equals_share_theirs(numbers):
    given_ranks = ranks(numbers)
    assert min(given_ranks.values()) == 1
    for one in numbers:
        for other in numbers:
            assert (numbers[one] > numbers[other]) == (given_ranks[one] < given_ranks[other])


PICKS = st.lists(st.sets(st.integers(1, 6), max_size=7).map(sorted), max_size=40)


@given(
    ballots=PICKS,
    more=st.integers(0, 9),
    places=st.integers(1, 6),
    preset=st.sampled_from(["council_election", "election_majority", "most_votes"]),
)
def test_the_numbers_of_an_election_always_add_up(ballots, more, places, preset):
    asked = question(VoteKind.ELECTION, preset, 6, (0, places), places)
    electorate = list(range(len(ballots) + more))
    given_picks = {seat_id: {"picks": picks} for seat_id, picks in enumerate(ballots)}
    result = make_result(asked, electorate, len(electorate), ballots=given_picks)
    valid = [picks for picks in ballots if picks and len(picks) <= places]
    assert result["electorate"] == result["cast"] + result["not_cast"]
    assert result["cast"] == len(valid) + result["blank"] + result["invalid"]
    assert sum(s["counts"]["picked"] for s in result["subjects"]) == sum(map(len, valid))
    elected = [s for s in result["subjects"] if s["outcome"] == "elected"]
    assert len(elected) <= places
    assert (result["outcome"] == "elected") == (len(elected) == places)
    assert json.loads(json.dumps(result)) == result


EACH = st.lists(
    st.lists(st.sampled_from(["high", "confidence", "low", "none"]), min_size=3, max_size=3), max_size=40
)


@given(ballots=EACH)
def test_everybody_who_answers_answers_for_every_name(ballots):
    result = each(
        question(VoteKind.CONFIDENCE_THREE, "confidence_levels", 3),
        len(ballots) + 1,
        *((1, ballot) for ballot in ballots),
    )
    valid = sum("none" not in ballot for ballot in ballots)
    assert result["invalid"] == len(ballots) - valid
    assert [sum(subject["counts"].values()) for subject in result["subjects"]] == [valid] * 3


def test_every_preset_makes_a_result_of_every_kind_it_is_offered_for():
    for preset, rule in PRESETS.items():
        for kind in rule.kinds:
            asked = question(kind, preset, 0 if kind == VoteKind.MOTION else 2, (0, 1), 1)
            result = make_result(asked, [1, 2, 3], 3, ballots={})
            assert (result["cast"], result["not_cast"]) == (0, 3)
            assert all(result["script"].values())
