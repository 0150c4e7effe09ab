"""Counting, and the result made of it."""

import json

from hypothesis import given
from hypothesis import strategies as st

from meeting.voting.majority import PRESETS, rule_payload
from meeting.voting.tally import make_result, tally

OPTIONS = ["for", "against", "abstain"]
CHAIR = 1


def count(answers, preset="council_resolution", members=None, present=None, casting=CHAIR):
    """The result of {"for": 3, …} among so many members; the first answer given is the chair's."""
    given = [answer for answer, number in answers.items() for _ in range(number)]
    electorate = list(range(1, (members or len(given)) + 1))
    ballots = dict(zip(electorate, given, strict=False))
    return make_result(
        electorate=electorate,
        present=len(given) if present is None else present,
        ballots=ballots,
        options=OPTIONS,
        rule=rule_payload(PRESETS[preset]),
        casting=casting,
    )


def test_an_answer_that_is_none_of_the_options_is_invalid():
    assert tally(["for", "maybe", "against", "for"], OPTIONS) == ({"for": 2, "against": 1, "abstain": 0}, 1)


def test_not_answering_is_neither_abstaining_nor_against():
    result = count({"for": 3, "abstain": 1}, members=10)
    assert result["counts"] == {"for": 3, "against": 0, "abstain": 1}
    assert result["not_cast"] == 6
    assert result["roll_call"]["not_cast"] == [5, 6, 7, 8, 9, 10]


def test_exactly_half_of_all_is_not_adopted():
    assert count({"for": 5}, members=10)["outcome"] == "rejected"
    assert count({"for": 6}, members=10)["outcome"] == "adopted"


def test_two_thirds_of_all_is_adopted_at_exactly_two_thirds():
    assert count({"for": 7}, "council_removal", members=11)["outcome"] == "rejected"
    assert count({"for": 8}, "council_removal", members=12)["outcome"] == "adopted"


def test_a_simple_majority_is_of_the_ballots_cast_with_abstentions():
    result = count({"for": 3, "against": 1, "abstain": 2}, "simple_majority", members=40)
    assert result["base"] == {"kind": "cast", "number": 6}
    assert (result["required"], result["outcome"]) == (4, "rejected")


def test_where_nobody_answers_nothing_is_adopted():
    for preset in PRESETS:
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


ANSWERS = st.dictionaries(
    st.integers(1, 60), st.sampled_from([*OPTIONS, "maybe", "not_cast", "invalid"]), max_size=60
)


@given(
    ballots=ANSWERS,
    more=st.integers(0, 30),
    present=st.integers(0, 90),
    preset=st.sampled_from(sorted(PRESETS)),
)
def test_the_numbers_of_a_result_always_add_up(ballots, more, present, preset):
    electorate = sorted(ballots) + list(range(100, 100 + more))
    rule = rule_payload(PRESETS[preset])
    result = make_result(electorate, max(present, len(ballots)), ballots, OPTIONS, rule, casting=None)
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
    for preset in PRESETS:
        rule = rule_payload(PRESETS[preset])
        electorate = list(range(1, 61))
        before = make_result(electorate, 60, ballots, OPTIONS, rule)
        after = make_result(electorate, 60, ballots | {seat: "for"}, OPTIONS, rule)
        assert not (before["outcome"] == "adopted" and after["outcome"] == "rejected")
