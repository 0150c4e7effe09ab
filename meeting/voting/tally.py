"""What the answers of a vote come to. Pure. The one place where a result is made, and every number of it."""

from dataclasses import asdict, dataclass, field

from .announcement import announcement
from .answers import VoteShape, shape_of
from .by_group import count_by_group
from .majority import Base, Tie, percentage, ranks, required_votes, top
from .models import Form, VoteKind
from .record.canonical import digest
from .sums import PICKED, add_up

NOT_CAST, INVALID, BLANK = "not_cast", "invalid", "blank"
SMALL = 5  # fewer than so many answers in an urn tell much of each other


@dataclass(frozen=True)
class TieBreak:
    """How a tie was broken: by "rule" (the side of the chair, as the ballots have it), by "lot", or by the "chair".

    `by`: {seat_id, name} of the chair or, of what was not in the ballots, of who recorded it."""

    method: str
    by: dict
    chosen: list = field(default_factory=list)  # ids of the subjects that take the last places
    side: str | None = None  # of a motion: which prevails
    note: str = ""


@dataclass(frozen=True)
class Question:
    """What of a vote decides what its answers come to. `decides`: neither consultative nor a test."""

    title: str
    kind: VoteKind
    shape: VoteShape
    rule: dict
    subjects: list = field(default_factory=list)
    places: int = 0
    secrecy: str = "named"
    manner: str = "tablet"
    is_secret: bool = False
    decides: bool = True

    @property
    def form(self):
        return self.shape.form

    @property
    def on_places(self):
        """Names stand against each other for places, where otherwise each is judged alone."""
        return self.places > 0


def question_of(vote):
    return Question(
        title=vote.title,
        kind=vote.kind,
        shape=shape_of(vote),
        rule=vote.rule,
        subjects=vote.subjects,
        places=vote.places,
        secrecy=vote.secrecy,
        manner=vote.manner,
        is_secret=vote.is_secret,
        decides=not (vote.is_consultative or vote.is_test),
    )


def make_result(
    question,
    electorate,
    present,
    sums=None,
    ballots=None,
    voted=None,
    casting=None,
    side=None,
    by_hand=None,
    warnings=(),
    names=None,
    groups=None,
):
    """The result of a vote, as every screen, record and export shows it.

    `electorate`: seat ids entitled to answer, in the order of the roll call; `present`: how many were here.
    What was answered is either `ballots`, {seat id: answer}, or `sums`, where nobody knows who answered what.
    `voted`: seat ids, where it is known who answered; `casting`: the seat whose side decides a tie where the rule
    says so; `side`: that side, where no ballot tells it; `names`: {seat id: name}, for the announcement;
    `groups`: {seat id: group}, those of the opening.
    Always: electorate = cast + not cast and, where one answer of several is given, cast = sum of options + invalid.
    """
    sums = sums or add_up(question.shape, ballots.values())
    base = base_number(question, sums, present, len(electorate))
    required = required_votes(base, question.rule["fraction"], question.rule["strict"])
    result = {
        "form": question.form,
        "kind": question.kind,
        "secrecy": question.secrecy,
        "manner": question.manner,
        "rule": {name: question.rule.get(name) for name in RULE},
        "places": question.places,
        "electorate": len(electorate),
        "present": present,
        "cast": sums.cast,
        "not_cast": len(electorate) - sums.cast,
        "invalid": sums.invalid,
        "blank": sums.blank,
        "base": {"kind": question.rule["base"], "number": base},
        "required": required if question.decides else None,
        "counts": sums.counts,
        "percent": shares(question, sums, base, len(electorate)),
        **DECIDERS[question.form](question, sums, base, required, casting, side or chosen(ballots, casting)),
        "roll_call": roll_call(question, electorate, ballots),
        "by_group": count_by_group(question.shape, electorate, ballots, groups or {}),
        "voted": voted,
        "warnings": [*warnings, *telling(question, sums)],
        "by_hand": by_hand,
    }
    result["tie_break"] = by_rule(result, names or {})
    return finished(result, question.title, names)


def by_rule(result, names):
    seat_id, side = result["tie_broken_by"], "for" if result["outcome"] == "adopted" else "against"
    if seat_id is None:
        return None
    return asdict(TieBreak("rule", {"seat_id": seat_id, "name": names.get(seat_id, "")}, side=side))


def finished(result, title, names):
    """With the words for it, and the hash over all of it."""
    result = result | {"script": announcement(result, title, names or {})}
    return result | {"hash": digest(result)}


def with_tie_broken(result, tie_break, title, names):
    """The result of a vote that came out tied, as people have decided. What was counted stays as it is, the tie too."""
    won, lost = won_and_lost(result["kind"])
    subjects = [
        subject | {"outcome": won if subject["id"] in tie_break.chosen else lost}
        if subject["outcome"] == "tied"
        else subject
        for subject in result["subjects"]
    ]
    outcome = "adopted" if tie_break.side == "for" or result["kind"] == VoteKind.CHOICE else "rejected"
    outcome = "elected" if subjects and won == "elected" else outcome
    kept = {name: value for name, value in result.items() if name != "hash"}
    broken = {"subjects": subjects, "outcome": outcome, "tie_break": asdict(tie_break)}
    return finished(kept | broken, title, names)


def places_left(result):
    """For those who tie at the last place."""
    taken = [
        subject["outcome"] for subject in result["subjects"] if subject["outcome"] in ("elected", "chosen")
    ]
    return result["places"] - len(taken)


# What of the rule a result needs to be understood, and checked, without the vote.
RULE = ("preset", "base", "fraction", "strict", "option", "further", "tie")


def base_number(question, sums, present, electorate):
    for_against = sums.valid
    if question.form == Form.ONE:
        for_against = sums.counts.get("for", 0) + sums.counts.get("against", 0)
    return {
        Base.ALL: electorate,
        Base.PRESENT: present,
        Base.CAST: sums.cast,
        Base.FOR_AGAINST: for_against,
    }[question.rule["base"]]


def shares(question, sums, base, electorate):
    """{answer: "86.86"}, None for what is no part of the base: a percentage of another base would say nothing."""
    outside = {
        Base.ALL: set(),
        Base.PRESENT: {NOT_CAST},
        Base.CAST: {NOT_CAST},
        Base.FOR_AGAINST: {NOT_CAST, INVALID, BLANK, "abstain"},
    }[question.rule["base"]]
    numbers = sums.counts | {NOT_CAST: electorate - sums.cast, INVALID: sums.invalid}
    if question.form == Form.PICKS:
        numbers |= {BLANK: sums.blank}
    return {
        answer: None if answer in outside else percentage(number, base) for answer, number in numbers.items()
    }


def decide_motion(question, sums, base, required, casting, side):
    tie_broken_by = None
    if not question.decides or required is None:
        outcome = "counted"
    elif sums.counts["for"] >= required:
        outcome = "adopted"
    elif is_tie(sums.counts, question.rule):
        tie_broken_by = casting if side in ("for", "against") else None
        outcome = outcome_of_tie(question, casting, side)
    else:
        outcome = "rejected"
    return {"subjects": [], "outcome": outcome, "ties": [], "tie_broken_by": tie_broken_by}


def outcome_of_tie(question, casting, side):
    """Where nobody may know the side of the chair, or nobody has told it, nobody can follow it: people decide."""
    if question.is_secret or (casting is not None and side is None):
        return "tied"
    return "adopted" if side == "for" else "rejected"


def decide_names(question, sums, base, required, casting, side):
    numbers = {subject: counts[counted(question)] for subject, counts in sums.subjects.items()}
    outcomes, ties = decide_subjects(question, numbers, required)
    places = ranks(numbers)
    subjects = [
        {
            "id": subject["id"],
            "title": subject["title"],
            "counts": sums.subjects[subject["id"]],
            "percent": {option: percentage(n, base) for option, n in sums.subjects[subject["id"]].items()},
            "required": required if question.decides else None,
            "outcome": outcomes[subject["id"]],
            "rank": places[subject["id"]],
            "reached": reached(question, numbers[subject["id"]], base),
        }
        for subject in question.subjects
    ]
    outcome = whole_outcome(question, outcomes, ties)
    return {"subjects": subjects, "outcome": outcome, "ties": ties, "tie_broken_by": None}


DECIDERS = {Form.ONE: decide_motion, Form.PICKS: decide_names, Form.EACH: decide_names}


def is_tie(counts, rule):
    return rule.get("tie") == Tie.CHAIR and counts["for"] == counts["against"] > 0


def chosen(ballots, seat_id):
    """What somebody answered, as far as a ballot tells it; None where there are no ballots to tell anything."""
    if ballots is None:
        return None
    return (ballots.get(seat_id) or {"choice": NOT_CAST}).get("choice")


def counted(question):
    """The answers that are counted towards what is required."""
    if question.form == Form.PICKS:
        return PICKED
    option = question.rule.get("option", "for")
    return option if option in question.shape.options else question.shape.options[0]


MISTRUST = {"low", "no_confidence"}


def decide_subjects(question, numbers, required):
    """({subject id: outcome}, [[ids that tie for the last place]])"""
    if not question.decides or (required is None and not question.on_places):
        return dict.fromkeys(numbers, "counted"), []
    if not question.on_places:
        lost = counted(question) in MISTRUST
        return {
            subject: "rejected" if (number >= required) == lost else "adopted"
            for subject, number in numbers.items()
        }, []
    taken, level = top(numbers, question.places, required)
    won, not_won = won_and_lost(question.kind)
    outcomes = {
        subject: won if subject in taken else "tied" if subject in level else not_won for subject in numbers
    }
    return outcomes, [[subject for subject in numbers if subject in level]] if level else []


def won_and_lost(kind):
    return ("chosen", "not_chosen") if kind == VoteKind.CHOICE else ("elected", "not_elected")


def whole_outcome(question, outcomes, ties):
    """Where each name is judged alone the whole has no outcome of its own: it is counted."""
    if not question.decides or not question.on_places:
        return "counted"
    if ties:
        return "tied"
    filled = sum(outcome in ("chosen", "elected") for outcome in outcomes.values())
    if filled < question.places:
        return "incomplete"
    return "adopted" if question.kind == VoteKind.CHOICE else "elected"


def reached(question, number, base):
    """The shares of the rule that were reached, as ["1/2", "2/3"]; the second has consequences of its own."""
    rule = question.rule
    shares = [(rule["fraction"], rule["strict"]), (rule.get("further"), False)]
    return [
        f"{fraction[0]}/{fraction[1]}"
        for fraction, strict in shares
        if question.decides and fraction and number >= required_votes(base, fraction, strict)
    ]


def roll_call(question, electorate, ballots):
    """{answer: [seat ids in the order of the electorate]}, with those who did not answer apart; of other forms
    {seat id as text: answer}. None where nobody may know, or nobody does."""
    if ballots is None:
        return None
    if question.form != Form.ONE:
        return {str(seat_id): ballots[seat_id] for seat_id in electorate if seat_id in ballots}
    options = question.shape.options
    answers = {answer: [] for answer in (*options, NOT_CAST)}
    for seat_id in electorate:
        answer = chosen(ballots, seat_id)
        kind = NOT_CAST if seat_id not in ballots else answer if answer in options else INVALID
        answers.setdefault(kind, []).append(seat_id)
    return answers


def telling(question, sums):
    """What a secret result gives away, as warnings."""
    if not question.is_secret or not sums.cast:
        return []
    numbers = [*sums.counts.values(), *(n for counts in sums.subjects.values() for n in counts.values())]
    all_alike = ["unanimous_secret"] if sums.cast in numbers else []
    return all_alike + (["few_ballots"] if sums.cast < SMALL else [])
