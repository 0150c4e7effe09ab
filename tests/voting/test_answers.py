"""Which answers a vote takes."""

import pytest

from meeting.errors import Invalid
from meeting.voting.answers import parse_answer
from meeting.voting.models import VoteKind
from tests.voting.questions import question

MOTION = question(VoteKind.MOTION, "council_resolution").shape
ELECTION = question(VoteKind.ELECTION, "council_election", 4, (1, 2), 2).shape
EACH = question(VoteKind.CONFIDENCE_THREE, "confidence_levels", 2).shape


@pytest.mark.parametrize(
    ("shape", "answer", "code"),
    [
        (MOTION, None, "not_on_ballot"),
        (MOTION, "for", "not_on_ballot"),
        (MOTION, {}, "not_on_ballot"),
        (MOTION, {"choice": "maybe"}, "not_on_ballot"),
        (MOTION, {"choice": None}, "not_on_ballot"),
        (MOTION, {"choice": ["for"]}, "not_on_ballot"),
        (MOTION, {"picks": [1]}, "not_on_ballot"),
        (MOTION, {"choice": "for", "picks": []}, "not_on_ballot"),
        (ELECTION, {"choice": "for"}, "not_on_ballot"),
        (ELECTION, {"picks": "12"}, "not_on_ballot"),
        (ELECTION, {"picks": [5]}, "not_on_ballot"),
        (ELECTION, {"picks": [True]}, "not_on_ballot"),
        (ELECTION, {"picks": ["1"]}, "not_on_ballot"),
        (ELECTION, {"picks": [1.0]}, "not_on_ballot"),
        (ELECTION, {"picks": [[1]]}, "not_on_ballot"),
        (ELECTION, {"picks": [1, 1]}, "not_on_ballot"),
        (ELECTION, {"picks": []}, "too_few_picks"),
        (ELECTION, {"picks": [1, 2, 3]}, "too_many_picks"),
        (EACH, {"each": ["high", "low"]}, "not_on_ballot"),
        (EACH, {"each": {"1": "high", "3": "low"}}, "not_on_ballot"),
        (EACH, {"each": {"1": "high", "2": "for"}}, "not_on_ballot"),
        (EACH, {"each": {"1": "high", "2": {}}}, "not_on_ballot"),
        (EACH, {"each": {"1": "high"}}, "too_few_picks"),
        (EACH, {"each": {"1": "high", "2": "low", "02": "low"}}, "not_on_ballot"),
    ],
)
def test_what_is_not_on_the_ballot_is_no_answer(shape, answer, code):
    with pytest.raises(Invalid) as refusal:
        parse_answer(shape, answer)
    assert (refusal.value.code, refusal.value.field) == (code, "answer")


@pytest.mark.parametrize(
    ("shape", "answer", "kept"),
    [
        (MOTION, {"choice": "abstain"}, {"choice": "abstain"}),
        (ELECTION, {"picks": [4, 2]}, {"picks": [2, 4]}),
        (EACH, {"each": {"2": "low", "1": "high"}}, {"each": {"1": "high", "2": "low"}}),
    ],
)
def test_an_answer_has_one_normal_form(shape, answer, kept):
    parsed = parse_answer(shape, answer)
    assert parsed == kept
    assert list(parsed.get("each", "12")) == ["1", "2"]


def test_nothing_picked_is_a_blank_ballot_where_none_need_be_picked():
    shape = question(VoteKind.ELECTION, "council_election", 4, (0, 2), 2).shape
    assert parse_answer(shape, {"picks": []}) == {"picks": []}
