"""How many must be for, and how large a share is."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.voting.majority import CONSULTATIVE, PRESETS, percentage, required_votes
from meeting.voting.models import OPTIONS, VoteKind

FRACTIONS = st.sampled_from([(1, 2), (3, 5), (2, 3), (3, 4), (4, 5), (1, 1)])


@pytest.mark.parametrize(
    ("number", "base", "shown"),
    [
        (423, 487, "86.86"),
        (15, 487, "3.08"),
        (28, 487, "5.75"),
        (486, 498, "97.59"),
        (0, 40, "0.00"),
        (40, 40, "100.00"),
        (1, 3, "33.33"),
        (2, 3, "66.67"),
        (1, 8, "12.50"),
        (1, 800, "0.13"),  # 0.125: half goes up
        (0, 0, "0.00"),
    ],
)
def test_a_share_has_two_decimals_half_up(number, base, shown):
    assert percentage(number, base) == shown


@pytest.mark.parametrize(
    ("base", "fraction", "strict", "required"),
    [
        (487, (1, 2), True, 244),
        (486, (1, 2), True, 244),  # exactly half is not more than half
        (40, (1, 2), True, 21),
        (41, (1, 2), True, 21),
        (1, (1, 2), True, 1),
        (40, (2, 3), False, 27),
        (39, (2, 3), False, 26),  # exactly two thirds is at least two thirds
        (39, (2, 3), True, 27),
        (7, (1, 1), False, 7),
    ],
)
def test_how_many_must_be_for(base, fraction, strict, required):
    assert required_votes(base, fraction, strict) == required


@pytest.mark.parametrize("strict", [True, False])
def test_of_nobody_nothing_is_adopted(strict):
    assert required_votes(0, (2, 3), strict) == 1


@given(base=st.integers(1, 10_000), fraction=FRACTIONS)
def test_the_required_number_is_the_least_that_fulfils_the_rule(base, fraction):
    share = Fraction(*fraction) * base
    at_least, more_than = required_votes(base, fraction, False), required_votes(base, fraction, True)
    assert at_least >= share > at_least - 1
    assert more_than > share >= more_than - 1


@given(number=st.integers(0, 10_000), base=st.integers(1, 10_000))
def test_a_share_is_off_by_half_a_hundredth_at_most(number, base):
    assert abs(Fraction(percentage(number, base)) - Fraction(100 * number, base)) <= Fraction(1, 200)


def test_where_the_most_are_enough_no_number_is_required():
    assert required_votes(40, None, False) is None


def test_every_preset_cites_its_source_and_is_a_fraction_or_the_most():
    for preset, rule in PRESETS.items():
        assert preset == rule.preset
        assert rule.source and rule.label
        assert rule.fraction is None or 0 < Fraction(*rule.fraction) <= 1
        assert rule.fraction is not None or VoteKind.MOTION not in rule.kinds or preset == CONSULTATIVE


def test_every_kind_of_vote_has_a_rule_that_decides_it():
    offered = {kind for rule in PRESETS.values() if rule.preset != CONSULTATIVE for kind in rule.kinds}
    assert offered == set(VoteKind)


def test_what_is_counted_is_an_answer_of_every_kind_it_is_offered_for():
    for rule in PRESETS.values():
        for kind in rule.kinds:
            if OPTIONS[kind] and rule.preset != CONSULTATIVE:
                assert rule.option in OPTIONS[kind]


def test_the_presets_are_those_the_law_and_the_chamber_know():
    rules = {preset: (r.base, r.fraction, r.strict, r.tie) for preset, r in PRESETS.items()}
    assert rules == {
        "council_resolution": ("all", (1, 2), True, None),
        "council_removal": ("all", (2, 3), False, None),
        "committee_decision": ("all", (1, 2), True, "chair"),
        "simple_majority": ("cast", (1, 2), True, None),
        "more_for_than_against": ("for_against", (1, 2), True, None),
        "majority_present": ("present", (1, 2), True, None),
        "two_thirds_present": ("present", (2, 3), False, None),
        "three_fifths_all": ("all", (3, 5), False, None),
        "three_quarters_all": ("all", (3, 4), False, None),
        "four_fifths_all": ("all", (4, 5), False, None),
        "unanimity": ("all", (1, 1), False, None),
        "council_election": ("all", (1, 2), True, None),
        "election_majority": ("cast", (1, 2), True, None),
        "most_votes": ("cast", None, False, None),
        "choice_majority": ("cast", (1, 2), True, None),
        "confidence_levels": ("all", (1, 2), True, None),
        "no_confidence": ("all", (1, 2), True, None),
        "consultative": ("cast", None, False, None),
    }
