"""Majority rules as data, and the arithmetic on them. Pure: whole numbers and fractions, never floats.

Laws change, so every preset cites its source; a vote keeps a copy of the rule it was opened with.
"""

from dataclasses import asdict, dataclass
from enum import StrEnum
from fractions import Fraction

from .models import VoteKind


class Base(StrEnum):
    """The number a majority is taken of."""

    ALL = "all"  # everybody entitled to vote
    PRESENT = "present"  # of those, who was present at opening or answered later
    CAST = "cast"  # ballots cast, abstentions included
    FOR_AGAINST = (
        "for_against"  # votes for and against; where names are voted on, the ballots that name somebody
    )


class Tie(StrEnum):
    """What decides when as many are for as against."""

    CHAIR = "chair"


@dataclass(frozen=True)
class MajorityRule:
    """`strict`: "more than", otherwise "at least". `label` and `source` are translated when shown.

    `fraction` None: whoever has the most, whatever the number. `option`: the answers that are counted; where that is
    one of mistrust, who reaches the number loses the vote. `further`: a share with consequences beyond the first, at
    least so many. `kinds`: the votes it is offered for.
    """

    preset: str
    label: str
    base: Base
    fraction: tuple[int, int] | None
    strict: bool
    source: str
    tie: Tie | None = None
    option: str = "for"
    further: tuple[int, int] | None = None
    kinds: tuple[VoteKind, ...] = (VoteKind.MOTION,)


LOCAL_GOVERNMENT = "Law No. 72/2025/QH15 on the Organization of Local Government"
CONFIDENCE = "Resolution No. 96/2023/QH15 on votes of confidence"
PROCEDURE = "Rules of procedure of the body"

ON_NAMES = (VoteKind.ELECTION, VoteKind.ELECTION_EACH)

PRESETS = {
    rule.preset: rule
    for rule in (
        MajorityRule(
            preset="council_resolution",
            label="Resolution of a People's Council: more than half of all deputies",
            base=Base.ALL,
            fraction=(1, 2),
            strict=True,
            source=LOCAL_GOVERNMENT,
        ),
        MajorityRule(
            preset="council_removal",
            label="Removal of a deputy of a People's Council: at least two thirds of all deputies",
            base=Base.ALL,
            fraction=(2, 3),
            strict=False,
            source=LOCAL_GOVERNMENT,
        ),
        MajorityRule(
            preset="committee_decision",
            label="Decision of a People's Committee: more than half of all members; a tie follows the chair",
            base=Base.ALL,
            fraction=(1, 2),
            strict=True,
            source=LOCAL_GOVERNMENT,
            tie=Tie.CHAIR,
        ),
        MajorityRule(
            preset="simple_majority",
            label="Simple majority: more than half of the ballots cast",
            base=Base.CAST,
            fraction=(1, 2),
            strict=True,
            source=PROCEDURE,
        ),
        MajorityRule(
            preset="more_for_than_against",
            label="More votes for than against; abstentions do not count",
            base=Base.FOR_AGAINST,
            fraction=(1, 2),
            strict=True,
            source=PROCEDURE,
        ),
        MajorityRule(
            preset="majority_present",
            label="More than half of those present",
            base=Base.PRESENT,
            fraction=(1, 2),
            strict=True,
            source=PROCEDURE,
        ),
        MajorityRule(
            preset="two_thirds_present",
            label="Two thirds of those present",
            base=Base.PRESENT,
            fraction=(2, 3),
            strict=False,
            source=PROCEDURE,
        ),
        MajorityRule(
            preset="three_fifths_all",
            label="Three fifths of all members",
            base=Base.ALL,
            fraction=(3, 5),
            strict=False,
            source=PROCEDURE,
        ),
        MajorityRule(
            preset="three_quarters_all",
            label="Three quarters of all members",
            base=Base.ALL,
            fraction=(3, 4),
            strict=False,
            source=PROCEDURE,
        ),
        MajorityRule(
            preset="four_fifths_all",
            label="Four fifths of all members",
            base=Base.ALL,
            fraction=(4, 5),
            strict=False,
            source=PROCEDURE,
        ),
        MajorityRule(
            preset="unanimity",
            label="Unanimity: all members",
            base=Base.ALL,
            fraction=(1, 1),
            strict=False,
            source=PROCEDURE,
        ),
        MajorityRule(
            preset="council_election",
            label="Election by a People's Council: more than half of all deputies, those with the most votes first",
            base=Base.ALL,
            fraction=(1, 2),
            strict=True,
            source=LOCAL_GOVERNMENT,
            kinds=ON_NAMES,
        ),
        MajorityRule(
            preset="election_majority",
            label="Election by more than half of the ballots cast, those with the most votes first",
            base=Base.CAST,
            fraction=(1, 2),
            strict=True,
            source=PROCEDURE,
            kinds=ON_NAMES,
        ),
        MajorityRule(
            preset="most_votes",
            label="Relative majority: whoever has the most votes",
            base=Base.CAST,
            fraction=None,
            strict=False,
            source=PROCEDURE,
            kinds=(VoteKind.CHOICE, *ON_NAMES),
        ),
        MajorityRule(
            preset="choice_majority",
            label="Choice by more than half of the ballots cast, those with the most votes first",
            base=Base.CAST,
            fraction=(1, 2),
            strict=True,
            source=PROCEDURE,
            kinds=(VoteKind.CHOICE,),
        ),
        MajorityRule(
            preset="confidence_levels",
            label=(
                "Levels of confidence: more than half of all deputies with low confidence, or two thirds of them,"
                " have consequences"
            ),
            base=Base.ALL,
            fraction=(1, 2),
            strict=True,
            source=CONFIDENCE,
            option="low",
            further=(2, 3),
            kinds=(VoteKind.CONFIDENCE_THREE,),
        ),
        MajorityRule(
            preset="no_confidence",
            label="Vote of no confidence: more than half of all deputies without confidence",
            base=Base.ALL,
            fraction=(1, 2),
            strict=True,
            source=CONFIDENCE,
            option="no_confidence",
            kinds=(VoteKind.CONFIDENCE_TWO,),
        ),
        MajorityRule(
            preset="consultative",
            label="Consultative: counted, and nothing is decided by it",
            base=Base.CAST,
            fraction=None,
            strict=False,
            source=PROCEDURE,
            kinds=tuple(VoteKind),
        ),
    )
}

CONSULTATIVE = "consultative"


def rule_payload(rule):
    """As a vote keeps it, and as it is shown."""
    kept = asdict(rule)
    del kept["kinds"]
    return kept | {name: list(kept[name]) if kept[name] else None for name in ("fraction", "further")}


def preset_payload(rule):
    """As it is offered for the votes it suits."""
    return rule_payload(rule) | {"kinds": list(rule.kinds)}


def required_votes(base, fraction, strict):
    """How many are needed: floor(base × fraction) + 1 for "more than", ceil(base × fraction) for "at least".

    Never none: where nobody answered, nothing is adopted. None where the most are enough.
    """
    if fraction is None:
        return None
    share = base * Fraction(*fraction)
    return share.__floor__() + 1 if strict else max(share.__ceil__(), 1)


def top(numbers, places, required=None):
    """Who takes the places: (those who do, those who tie for the last of them), both as sets.

    `numbers`: {id: votes}. Whoever has none, or fewer than required, takes no place. Those who tie are returned, and
    take none: how a tie is broken is for people to say.
    """
    able = {one: number for one, number in numbers.items() if number >= (required or 1)}
    if len(able) <= places:
        return set(able), set()
    last = sorted(able.values(), reverse=True)[places - 1]
    above = {one for one, number in able.items() if number > last}
    level = {one for one, number in able.items() if number == last}
    return (above | level, set()) if len(above | level) == places else (above, level)


def ranks(numbers):
    """{id: rank}: those with as many votes share the rank, and the next ones stand after all of them."""
    return {one: 1 + sum(other > number for other in numbers.values()) for one, number in numbers.items()}


def percentage(number, base):
    """ "86.86": two decimals, half up; "0.00" of nothing."""
    hundredths = (2 * 10000 * number + base) // (2 * base) if base else 0
    return f"{hundredths // 100}.{hundredths % 100:02d}"
