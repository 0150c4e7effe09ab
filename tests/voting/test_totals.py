"""Totals that were counted by hand."""

import pytest

from meeting.errors import Invalid
from meeting.voting.models import VoteKind
from meeting.voting.totals import read_totals
from tests.voting.questions import question

MOTION = question(VoteKind.MOTION, "council_resolution").shape
ELECTION = question(VoteKind.ELECTION, "council_election", 3, (0, 2), 2).shape
FULL_ELECTION = question(VoteKind.ELECTION, "council_election", 3, (2, 2), 2).shape
EACH = question(VoteKind.CONFIDENCE_TWO, "no_confidence", 2).shape


@pytest.mark.parametrize(
    ("shape", "totals", "code"),
    [
        (MOTION, {"counts": {"for": -1}}, "invalid"),
        (MOTION, {"counts": {"for": "3"}}, "invalid"),
        (MOTION, {"counts": {"for": True}}, "invalid"),
        (MOTION, {"counts": [7, 1]}, "invalid"),
        (MOTION, {"counts": {"for": 7, "yes": 1}}, "invalid"),
        (MOTION, {"count": {"for": 7}}, "invalid"),
        (MOTION, {"cast": 7, "counts": {"for": 7}}, "invalid"),
        (ELECTION, {"cast": 1, "subjects": {"1": {"picked": 1}}}, "invalid"),
        (ELECTION, {"cast": 1, "subjects": {"4": 1}}, "invalid"),
        (EACH, {"cast": 1, "subjects": {"1": 1, "2": 1}}, "invalid"),
        (MOTION, {"counts": {"for": 8, "against": 3}}, "too_many_ballots"),
        (MOTION, {"counts": {"for": 10}, "invalid": 1}, "too_many_ballots"),
        (ELECTION, {"cast": 11, "subjects": {}}, "too_many_ballots"),
        (ELECTION, {"cast": 5, "subjects": {"1": 6}}, "do_not_add_up"),
        (ELECTION, {"cast": 5, "blank": 2, "subjects": {"1": 4}}, "do_not_add_up"),
        (ELECTION, {"cast": 5, "blank": 4, "invalid": 2, "subjects": {}}, "do_not_add_up"),
        (ELECTION, {"cast": 4, "subjects": {"1": 4, "2": 4, "3": 1}}, "do_not_add_up"),
        (ELECTION, {"cast": 4, "subjects": {"1": 2, "2": 1}}, "do_not_add_up"),
        (FULL_ELECTION, {"cast": 4, "blank": 1, "subjects": {"1": 3, "2": 3}}, "do_not_add_up"),
        (FULL_ELECTION, {"cast": 4, "subjects": {"1": 3, "2": 4}}, "do_not_add_up"),
        (EACH, {"cast": 4, "subjects": {"1": {"confidence": 4}, "2": {"confidence": 3}}}, "do_not_add_up"),
    ],
)
def test_numbers_that_cannot_be_true_are_refused(shape, totals, code):
    with pytest.raises(Invalid) as refusal:
        read_totals(shape, 10, totals)
    assert (refusal.value.code, refusal.value.field) == (code, "totals")


def test_the_totals_of_a_motion():
    sums = read_totals(MOTION, 10, {"counts": {"for": 7, "against": 1}, "invalid": 1})
    assert (sums.counts, sums.cast, sums.invalid) == ({"for": 7, "against": 1, "abstain": 0}, 9, 1)


def test_the_totals_of_an_election():
    sums = read_totals(ELECTION, 10, {"cast": 9, "blank": 1, "invalid": 1, "subjects": {"1": 7, "3": 5}})
    assert sums.subjects == {1: {"picked": 7}, 2: {"picked": 0}, 3: {"picked": 5}}
    assert (sums.cast, sums.valid) == (9, 7)


def test_the_totals_of_a_vote_of_confidence():
    counts = {"confidence": 3, "no_confidence": 1}
    sums = read_totals(EACH, 10, {"cast": 4, "subjects": {"1": counts, "2": counts}})
    assert sums.subjects == {1: counts, 2: counts}
