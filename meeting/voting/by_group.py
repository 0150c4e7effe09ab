"""How each group of the house answered. Pure; a part of the result, made with it."""

from .sums import add_up

NO_GROUP = ""


def count_by_group(shape, electorate, ballots, groups):
    """[{group, electorate, cast, not_cast, invalid, blank, counts, subjects: {id as text: {option: number}}}] in the
    order of the roll call, those of no group last; [] where nobody has one. None where nobody may know who answered
    what, or nobody does.

    `groups`: {seat id: group} as they were when the electorate was frozen.
    """
    if ballots is None:
        return None
    members = {}
    for seat_id in electorate:
        members.setdefault(groups.get(seat_id, NO_GROUP), []).append(seat_id)
    if not set(members) - {NO_GROUP}:
        return []
    in_order = sorted(members, key=lambda group: group == NO_GROUP)
    return [numbers_of(shape, group, members[group], ballots) for group in in_order]


def numbers_of(shape, group, members, ballots):
    sums = add_up(shape, [ballots[seat_id] for seat_id in members if seat_id in ballots])
    return {
        "group": group,
        "electorate": len(members),
        "cast": sums.cast,
        "not_cast": len(members) - sums.cast,
        "invalid": sums.invalid,
        "blank": sums.blank,
        "counts": sums.counts,
        "subjects": {str(subject): counts for subject, counts in sums.subjects.items()},
    }
