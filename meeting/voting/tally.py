"""Counting. Pure: ballots in, numbers out. The one place where a result is made."""

from collections import Counter

from .majority import Base, Tie, percentage, required_votes

NOT_CAST, INVALID = "not_cast", "invalid"


def tally(ballots, options):
    """{option: number} for every option, and how many ballots had no answer that counts.

    `ballots` are the answers as given.
    """
    counted = Counter(ballots)
    counts = {option: counted[option] for option in options}
    return counts, counted.total() - sum(counts.values())


def make_result(electorate, present, ballots, options, rule, casting=None):
    """The result of a motion, as every screen, record and export shows it.

    `electorate`: seat ids entitled to answer, in the order of the roll call; `present`: how many were here;
    `ballots`: {seat id: answer}; `casting`: the seat whose side decides a tie where the rule says so.
    Always: electorate = cast + not cast, cast = sum of the options + invalid.
    """
    counts, invalid = tally(ballots.values(), options)
    cast, not_cast = len(ballots), len(electorate) - len(ballots)
    numbers = counts | {NOT_CAST: not_cast, INVALID: invalid}
    base = base_number(rule["base"], counts, cast, present, len(electorate))
    required = required_votes(base, rule["fraction"], rule["strict"])
    tied = is_tie(counts, rule) and counts["for"] < required
    tie_broken_by = casting if tied and ballots.get(casting) in ("for", "against") else None
    adopted = counts["for"] >= required or ballots.get(tie_broken_by) == "for"
    return {
        "counts": counts,
        "electorate": len(electorate),
        "present": present,
        "cast": cast,
        "not_cast": not_cast,
        "invalid": invalid,
        "base": {"kind": rule["base"], "number": base},
        "required": required,
        "percent": {
            answer: percentage(number, base) if answer in PART_OF[rule["base"]] else None
            for answer, number in numbers.items()
        },
        "outcome": "adopted" if adopted else "rejected",
        "tie_broken_by": tie_broken_by,
        "roll_call": roll_call(electorate, ballots, options),
    }


def base_number(kind, counts, cast, present, electorate):
    return {
        Base.ALL: electorate,
        Base.PRESENT: present,
        Base.CAST: cast,
        Base.FOR_AGAINST: counts["for"] + counts["against"],
    }[kind]


# The answers that are a part of each base; a percentage of another base would say nothing.
PART_OF = {
    Base.ALL: {"for", "against", "abstain", INVALID, NOT_CAST},
    Base.PRESENT: {"for", "against", "abstain", INVALID},
    Base.CAST: {"for", "against", "abstain", INVALID},
    Base.FOR_AGAINST: {"for", "against"},
}


def is_tie(counts, rule):
    return rule.get("tie") == Tie.CHAIR and counts["for"] == counts["against"] > 0


def roll_call(electorate, ballots, options):
    """{answer: [seat ids in the order of the electorate]}, with those who did not answer apart."""
    answers = {answer: [] for answer in (*options, NOT_CAST)}
    for seat_id in electorate:
        answer = ballots.get(seat_id)
        kind = NOT_CAST if seat_id not in ballots else answer if answer in options else INVALID
        answers.setdefault(kind, []).append(seat_id)
    return answers
