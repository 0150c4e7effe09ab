"""Adding up answers. Pure."""

from dataclasses import dataclass, field

from ..errors import Invalid
from .answers import parse_answer
from .models import Form

PICKED = "picked"


@dataclass
class Sums:
    """What was answered, and how often. `counts`: {option: number}; `subjects`: {subject id: {option: number}}, where
    the only option of what is picked is "picked". Entered by hand it has the same shape."""

    cast: int = 0
    invalid: int = 0
    blank: int = 0
    counts: dict = field(default_factory=dict)
    subjects: dict = field(default_factory=dict)

    @property
    def valid(self):
        return self.cast - self.invalid - self.blank


def empty_sums(shape):
    each = [PICKED] if shape.form == Form.PICKS else shape.options
    counts = dict.fromkeys(shape.options, 0) if shape.form == Form.ONE else {}
    return Sums(counts=counts, subjects={subject: dict.fromkeys(each, 0) for subject in shape.subjects})


def add_up(shape, answers):
    """Sums of the answers as given; what could not have been answered is invalid."""
    sums = empty_sums(shape)
    for answer in answers:
        sums.cast += 1
        try:
            ADDERS[shape.form](sums, parse_answer(shape, answer))
        except Invalid:
            sums.invalid += 1
    return sums


def add_choice(sums, answer):
    sums.counts[answer["choice"]] += 1


def add_picks(sums, answer):
    sums.blank += not answer["picks"]
    for subject in answer["picks"]:
        sums.subjects[subject][PICKED] += 1


def add_each(sums, answer):
    for subject, option in answer["each"].items():
        sums.subjects[int(subject)][option] += 1


ADDERS = {Form.ONE: add_choice, Form.PICKS: add_picks, Form.EACH: add_each}
