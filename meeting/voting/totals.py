"""Totals that two people counted by hand, read into what a result is made of. Pure."""

from ..errors import Invalid
from .models import Form
from .sums import PICKED, Sums, empty_sums

FIELD = "totals"
BY_SUBJECT = {"cast", "invalid", "blank", "subjects"}


def read_totals(shape, electorate, totals):
    """Sums. Raises Invalid where the numbers cannot all be true of so many entitled to vote.

    {"counts": {option: n}, "invalid": n}, or {"cast": n, "invalid": n, "blank": n, "subjects": {id as text: n}} where
    names are picked, {id as text: {option: n}} where each is answered.
    """
    sums = empty_sums(shape)
    require_known(totals, {"counts", "invalid"} if shape.form == Form.ONE else BY_SUBJECT)
    sums.invalid, sums.blank = number(totals, "invalid"), number(totals, "blank")
    if shape.form == Form.ONE:
        counts = part(totals, "counts", shape.options)
        sums.counts = {option: number(counts, option) for option in shape.options}
        sums.cast = sum(sums.counts.values()) + sums.invalid
        sums.blank = 0
    else:
        sums.cast = number(totals, "cast")
        sums.subjects = {subject: read_subject(shape, totals, subject) for subject in shape.subjects}
    require_possible(shape, sums, electorate)
    return sums


def read_subject(shape, totals, subject):
    given = part(totals, "subjects", map(str, shape.subjects))
    if shape.form == Form.PICKS:
        return {PICKED: number(given, str(subject))}
    counts = part(given, str(subject), shape.options)
    return {option: number(counts, option) for option in shape.options}


def part(where, name, known):
    """What is entered under a name: nothing, or numbers under names that are on the ballot."""
    given = where.get(name)
    return require_known({} if given is None else given, set(known))


def require_known(given, known):
    if not isinstance(given, dict) or not set(given) <= known:
        raise Invalid("This field is not known here.", field=FIELD)
    return given


def number(where, name):
    """A number of ballots; what is not said is none."""
    value = where.get(name)
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
    if shape.form == Form.PICKS and not picks_add_up(shape, sums):
        raise Invalid("The numbers entered do not add up.", code="do_not_add_up", field=FIELD)


def picks_add_up(shape, sums):
    """On every valid ballot something is picked; blank it may be only where nothing need be."""
    picked = sum(counts[PICKED] for counts in sums.subjects.values())
    least = max(shape.min_picks, 1)
    return least * sums.valid <= picked <= shape.max_picks * sums.valid and not (
        sums.blank and shape.min_picks
    )


def adds_up(shape, sums, counts):
    if shape.form == Form.PICKS:
        return counts[PICKED] <= sums.valid
    return sum(counts.values()) == sums.valid
