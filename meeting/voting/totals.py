"""Totals that two people counted by hand, read into what a result is made of. Pure."""

from ..errors import Invalid
from .models import Form
from .sums import PICKED, Sums, empty_sums

FIELD = "totals"


def read_totals(shape, electorate, totals):
    """Sums. Raises Invalid where the numbers cannot all be true of so many entitled to vote.

    {"counts": {option: n}, "invalid": n}, or {"cast": n, "invalid": n, "blank": n, "subjects": {id as text: n}} where
    names are picked, {id as text: {option: n}} where each is answered.
    """
    sums = empty_sums(shape)
    sums.invalid, sums.blank = number(totals, "invalid"), number(totals, "blank")
    if shape.form == Form.ONE:
        sums.counts = {option: number(totals.get("counts"), option) for option in shape.options}
        sums.cast = sum(sums.counts.values()) + sums.invalid
        sums.blank = 0
    else:
        sums.cast = number(totals, "cast")
        sums.subjects = {subject: read_subject(shape, totals, subject) for subject in shape.subjects}
    require_possible(shape, sums, electorate)
    return sums


def read_subject(shape, totals, subject):
    given = (totals.get("subjects") or {}).get(str(subject))
    if shape.form == Form.PICKS:
        return {PICKED: number({PICKED: given}, PICKED)}
    return {option: number(given, option) for option in shape.options}


def number(where, name):
    """A number of ballots; what is not said is none."""
    value = (where or {}).get(name)
    if value is None:
        return 0
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise Invalid("Please enter a whole number.", field=FIELD)
    return value


def require_possible(shape, sums: Sums, electorate):
    if sums.cast > electorate:
        raise Invalid(
            "These are %(cast)s ballots, but only %(electorate)s are entitled to vote.",
            code="too_many_ballots",
            field=FIELD,
            cast=sums.cast,
            electorate=electorate,
        )
    if sums.valid < 0 or not all(adds_up(shape, sums, counts) for counts in sums.subjects.values()):
        raise Invalid("The numbers entered do not add up.", code="do_not_add_up", field=FIELD)
    if (
        shape.form == Form.PICKS
        and sum(c[PICKED] for c in sums.subjects.values()) > shape.max_picks * sums.valid
    ):
        raise Invalid("The numbers entered do not add up.", code="do_not_add_up", field=FIELD)


def adds_up(shape, sums, counts):
    if shape.form == Form.PICKS:
        return counts[PICKED] <= sums.valid
    return sum(counts.values()) == sums.valid
