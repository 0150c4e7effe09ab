"""What an answer looks like, and whether it can be given to this vote. Pure.

{"choice": option} · {"picks": [subject ids, ascending]} · {"each": {subject id as text: option}}, see models.Form.
"""

from dataclasses import dataclass

from ..errors import Invalid
from .models import Form

FIELD = "answer"


@dataclass(frozen=True)
class VoteShape:
    """What of a vote decides which answers it takes. `subjects`: their ids, in the order of the ballot paper."""

    form: Form
    options: tuple[str, ...]
    subjects: tuple[int, ...] = ()
    min_picks: int = 0
    max_picks: int = 0


def shape_of(vote):
    return VoteShape(
        vote.form,
        tuple(vote.options),
        tuple(subject["id"] for subject in vote.subjects),
        vote.min_picks,
        vote.max_picks,
    )


def parse_answer(shape, answer):
    """The answer in its one normal form. Raises Invalid with a code that says what is wrong with it."""
    if not isinstance(answer, dict) or set(answer) != {KEYS[shape.form]}:
        raise not_on_ballot()
    return PARSERS[shape.form](shape, answer[KEYS[shape.form]])


def parse_choice(shape, choice):
    if not isinstance(choice, str) or choice not in shape.options:
        raise not_on_ballot()
    return {"choice": choice}


def parse_picks(shape, picks):
    """Nothing picked is a blank ballot, where the vote allows one."""
    if not isinstance(picks, list) or not all(is_subject(shape, pick) for pick in picks):
        raise not_on_ballot()
    if len(set(picks)) < len(picks):
        raise Invalid("The same name is chosen twice.", code="not_on_ballot", field=FIELD)
    if len(picks) > shape.max_picks:
        raise Invalid(
            "At most %(most)s may be chosen.", code="too_many_picks", field=FIELD, most=shape.max_picks
        )
    if len(picks) < shape.min_picks:
        raise Invalid(
            "At least %(least)s must be chosen.", code="too_few_picks", field=FIELD, least=shape.min_picks
        )
    return {"picks": sorted(picks)}


def parse_each(shape, each):
    wanted = [str(subject) for subject in shape.subjects]
    if not isinstance(each, dict) or not set(each) <= set(wanted):
        raise not_on_ballot()
    if not all(isinstance(option, str) and option in shape.options for option in each.values()):
        raise not_on_ballot()
    if len(each) < len(wanted):
        raise Invalid("Please answer for every name.", code="too_few_picks", field=FIELD)
    return {"each": {subject: each[subject] for subject in wanted}}


def is_subject(shape, pick):
    """True is 1 to Python, and nobody's number."""
    return isinstance(pick, int) and not isinstance(pick, bool) and pick in shape.subjects


def not_on_ballot():
    return Invalid("Please choose one of the answers offered.", code="not_on_ballot", field=FIELD)


KEYS = {Form.ONE: "choice", Form.PICKS: "picks", Form.EACH: "each"}
PARSERS = {Form.ONE: parse_choice, Form.PICKS: parse_picks, Form.EACH: parse_each}
