"""Majority rules as data, and the arithmetic on them. Pure: whole numbers and fractions, never floats.

Laws change, so every preset cites its source; a vote keeps a copy of the rule it was opened with.
"""

from dataclasses import asdict, dataclass
from enum import StrEnum
from fractions import Fraction


class Base(StrEnum):
    """The number a majority is taken of."""

    ALL = "all"  # everybody entitled to vote
    PRESENT = "present"  # of those, who was present at opening or answered later
    CAST = "cast"  # ballots cast, abstentions included
    FOR_AGAINST = "for_against"  # votes for and against


class Tie(StrEnum):
    """What decides when as many are for as against."""

    CHAIR = "chair"


@dataclass(frozen=True)
class MajorityRule:
    """`strict`: "more than", otherwise "at least". `label` and `source` are translated when shown."""

    preset: str
    label: str
    base: Base
    fraction: tuple[int, int]
    strict: bool
    source: str
    tie: Tie | None = None


LOCAL_GOVERNMENT = "Law No. 72/2025/QH15 on the Organization of Local Government"

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
            source="Rules of procedure of the body",
        ),
        MajorityRule(
            preset="two_thirds_present",
            label="Two thirds of those present",
            base=Base.PRESENT,
            fraction=(2, 3),
            strict=False,
            source="Rules of procedure of the body",
        ),
    )
}


def rule_payload(rule):
    return {**asdict(rule), "fraction": list(rule.fraction)}


def required_votes(base, fraction, strict):
    """How many must be for: floor(base × fraction) + 1 for "more than", ceil(base × fraction) for "at least".

    Never none: where nobody answered, nothing is adopted.
    """
    share = base * Fraction(*fraction)
    return share.__floor__() + 1 if strict else max(share.__ceil__(), 1)


def percentage(number, base):
    """ "86.86": two decimals, half up; "0.00" of nothing."""
    hundredths = (2 * 10000 * number + base) // (2 * base) if base else 0
    return f"{hundredths // 100}.{hundredths % 100:02d}"
