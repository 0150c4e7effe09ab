"""`bin/verify` counts by its own rules. What it comes to is what the application came to, for every kind of vote; and a
result in which anything is another number is not believed."""

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.voting.answers import VoteShape
from meeting.voting.majority import PRESETS, rule_payload
from meeting.voting.models import FORMS, OPTIONS, Form, VoteKind
from meeting.voting.record.canonical import canonical
from meeting.voting.tally import Question, add_up, make_result

from .verifying import module

verify = module()

SEATS = list(range(11, 31))
GROUPS = ["", "Tổ 2", "Tổ 1"]


@st.composite
def counted_votes(draw):
    """(what was recorded at the opening, what at the closing) of any vote that the application counts."""
    kind = draw(st.sampled_from(list(VoteKind)))
    form, options = FORMS[kind], OPTIONS[kind]
    rule = rule_payload(draw(st.sampled_from([rule for rule in PRESETS.values() if kind in rule.kinds])))
    subjects = (
        []
        if form == Form.ONE
        else [{"id": n, "title": f"Ông {n}"} for n in range(1, draw(st.integers(1, 5)) + 1)]
    )
    ids = [subject["id"] for subject in subjects]
    on_places = kind in (VoteKind.CHOICE, VoteKind.ELECTION) or (
        kind == VoteKind.ELECTION_EACH and draw(st.booleans())
    )
    groups = draw(st.integers(1, len(GROUPS)))
    opened = {
        "form": form,
        "kind": kind,
        "options": options,
        "subjects": subjects,
        "min_picks": 0,
        "max_picks": draw(st.integers(1, len(ids))) if form == Form.PICKS else 0,
        "places": draw(st.integers(1, 3)) if on_places else 0,
        "secrecy": draw(st.sampled_from(["named", "named_later", "secret", "split"])),
        "rule": rule,
        "is_consultative": draw(st.booleans()),
        "is_test": False,
        "electors": [
            {"seat_id": seat, "casting": seat == SEATS[0], "group": GROUPS[seat % groups]} for seat in SEATS
        ],
    }
    electors = SEATS[: draw(st.integers(1, len(SEATS)))]
    ballots = {seat: draw(answers(opened, ids)) for seat in electors if draw(st.integers(0, 3))}
    present = sorted({*ballots, *draw(st.sets(st.sampled_from(electors)))})
    result = count(opened, electors, present, ballots)
    return opened, {"electors": electors, "present": present, "result": result}


def answers(opened, ids):
    option = st.sampled_from(opened["options"] or ["picked"])
    if opened["form"] == Form.ONE:
        return option.map(lambda choice: {"choice": choice})
    if opened["form"] == Form.PICKS:
        picked = st.sets(st.sampled_from(ids), max_size=opened["max_picks"])
        return picked.map(lambda picks: {"picks": sorted(picks)})
    each = st.lists(option, min_size=len(ids), max_size=len(ids))
    return each.map(lambda chosen: {"each": {str(one): what for one, what in zip(ids, chosen, strict=True)}})


def count(opened, electors, present, ballots):
    shape = VoteShape(
        opened["form"],
        tuple(opened["options"]),
        tuple(subject["id"] for subject in opened["subjects"]),
        opened["min_picks"],
        opened["max_picks"],
    )
    is_secret = opened["secrecy"] in ("secret", "split")
    question = Question(
        title="Dự toán",
        kind=opened["kind"],
        shape=shape,
        rule=opened["rule"],
        subjects=opened["subjects"],
        places=opened["places"],
        secrecy=opened["secrecy"],
        is_secret=is_secret,
        decides=not opened["is_consultative"],
    )
    given_ = (
        {"sums": add_up(shape, ballots.values()), "voted": sorted(ballots)}
        if is_secret
        else {"ballots": ballots}
    )
    result = make_result(
        question,
        electors,
        len(present),
        casting=SEATS[0] if SEATS[0] in electors else None,
        groups={one["seat_id"]: one["group"] for one in opened["electors"]},
        **given_,
    )
    return json.loads(canonical(result))


@given(counted_votes())
def test_two_programs_that_share_nothing_count_alike(vote):
    opened, closed = vote
    verify.recount(json.loads(canonical(opened)), closed)


NUMBERS = ("electorate", "present", "cast", "not_cast", "invalid", "blank", "required")


@given(counted_votes(), st.data())
def test_no_number_can_be_another(vote, data):
    opened, closed = vote
    forged = copy.deepcopy(closed)
    result = forged["result"]
    numbers = [(result, name) for name in NUMBERS if result[name] is not None]
    numbers += [(result["base"], "number"), *((result["percent"], name) for name in result["percent"])]
    for subject in result["subjects"]:
        numbers += [(subject["counts"], option) for option in subject["counts"]]
        numbers += [(subject["percent"], option) for option in subject["percent"]]
        numbers += [(subject, "rank")]
    if result["roll_call"] is not None:
        numbers += [(result["counts"], option) for option in result["counts"]]
    for group in result["by_group"] or ():
        numbers += [(group, name) for name in ("electorate", "cast", "not_cast", "invalid", "blank")]
        counts = [group["counts"], *group["subjects"].values()]
        numbers += [(each, option) for each in counts for option in each]
    place, name = data.draw(st.sampled_from(numbers))
    place[name] = (
        place[name] + 1 if isinstance(place[name], int) else "12.34" if place[name] != "12.34" else "0.00"
    )
    with pytest.raises(verify.Fault):
        verify.recount(json.loads(canonical(opened)), forged)


@given(counted_votes())
def test_what_the_groups_came_to_is_in_every_result_of_which_the_answers_are_known_and_in_no_other(vote):
    opened, closed = vote
    result = closed["result"]
    assert (result["by_group"] is None) == (opened["secrecy"] in ("secret", "split"))
    for name in ("electorate", "cast", "invalid", "blank") if result["by_group"] else ():
        assert sum(group[name] for group in result["by_group"]) == result[name]
    del result["by_group"]
    with pytest.raises(KeyError):
        verify.recount(json.loads(canonical(opened)), closed)


@given(counted_votes().filter(lambda vote: vote[1]["result"]["by_group"]), st.data())
def test_nobody_can_be_of_another_group(vote, data):
    opened, closed = vote
    elector = data.draw(
        st.sampled_from([one for one in opened["electors"] if one["seat_id"] in closed["electors"]])
    )
    elector["group"] = "Tổ 3"
    with pytest.raises(verify.Fault):
        verify.recount(json.loads(canonical(opened)), closed)


@given(counted_votes(), st.data())
def test_no_outcome_can_be_another(vote, data):
    opened, closed = vote
    forged = copy.deepcopy(closed)
    parts = [forged["result"], *forged["result"]["subjects"]]
    part = data.draw(st.sampled_from(parts))
    others = {"adopted", "rejected", "elected", "chosen", "not_elected", "tied", "incomplete", "counted"}
    part["outcome"] = data.draw(st.sampled_from(sorted(others - {part["outcome"]})))
    with pytest.raises(verify.Fault):
        verify.recount(json.loads(canonical(opened)), forged)


@given(counted_votes().filter(lambda vote: vote[1]["result"]["roll_call"]), st.data())
def test_nobodys_answer_can_be_another(vote, data):
    opened, closed = vote
    roll = closed["result"]["roll_call"]
    if opened["form"] == Form.ONE:
        full = [option for option in roll if roll[option]]
        source = data.draw(st.sampled_from(full))
        target = data.draw(st.sampled_from([option for option in roll if option != source]))
        roll[target].append(roll[source].pop())
    else:
        del roll[data.draw(st.sampled_from(sorted(roll)))]
    with pytest.raises(verify.Fault):
        verify.recount(json.loads(canonical(opened)), closed)


@pytest.mark.parametrize(
    ("base", "fraction", "strict", "required"),
    [
        (487, [1, 2], True, 244),
        (50, [1, 2], True, 26),
        (50, [2, 3], False, 34),
        (51, [2, 3], False, 34),
        (30, [3, 5], False, 18),
        (7, [1, 1], False, 7),
        (0, [2, 3], False, 1),
        (0, [1, 2], True, 1),
        (9, None, False, None),
    ],
)
def test_what_is_required_is_exact(base, fraction, strict, required):
    assert verify.required_of(base, fraction, strict) == required


@pytest.mark.parametrize(
    ("number", "base", "percent"),
    [
        (423, 487, "86.86"),
        (15, 487, "3.08"),
        (28, 487, "5.75"),
        (486, 498, "97.59"),
        (1, 8, "12.50"),
        (1, 800, "0.13"),
        (0, 0, "0.00"),
    ],
)
def test_percentages_are_those_of_the_published_votes(number, base, percent):
    assert verify.percent_of(number, base) == percent
