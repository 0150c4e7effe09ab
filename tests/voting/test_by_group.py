"""The numbers of a result by group: of whom, as they sat when the vote was opened."""

import pytest

from meeting.agenda.models import Seat
from meeting.db import writing
from meeting.voting.by_group import count_by_group
from meeting.voting.by_hand import confirm_totals, continue_by_hand, enter_totals
from meeting.voting.casting import cast_ballot
from meeting.voting.closing import close_vote
from meeting.voting.models import Manner, Secrecy, VoteKind
from tests.databases import on_both_databases
from tests.voting.acts import CONFIDENCE, ELECTION, answer_all, closed_vote, opened_vote, sealed
from tests.voting.questions import question

MOTION = question(VoteKind.MOTION, "council_resolution").shape
GROUPS = {"an": "Tổ 2", "binh": "Tổ 2", "cuong": "Tổ 1"}


@pytest.fixture
def grouped(session, room):
    """An and Bình are of one group, Cường is of another, everybody else of none."""
    move(session, room, GROUPS)
    return room


def move(session, room, groups):
    for name, group in groups.items():
        session.get(Seat, room.seats[name].id).group = group
    session.flush()


def brief(result):
    return {
        group["group"]: (group["electorate"], group["cast"], group["counts"]) for group in result["by_group"]
    }


def test_nobody_is_told_of_groups_where_nobody_may_know_who_answered_what_or_nobody_has_one():
    assert count_by_group(MOTION, [1, 2], None, {1: "Tổ 1"}) is None
    assert count_by_group(MOTION, [1, 2], {1: {"choice": "for"}}, {1: "", 2: ""}) == []


def test_groups_stand_in_the_order_of_the_roll_call_and_who_has_none_stands_last():
    groups = {1: "", 2: "Tổ 9", 3: "Tổ 1", 4: "Tổ 9"}
    ballots = {1: {"choice": "for"}, 2: {"choice": "against"}, 4: {"choice": "maybe"}}
    told = count_by_group(MOTION, [1, 2, 3, 4], ballots, groups)
    assert [group["group"] for group in told] == ["Tổ 9", "Tổ 1", ""]
    assert told[0] == {
        "group": "Tổ 9",
        "electorate": 2,
        "cast": 2,
        "not_cast": 0,
        "invalid": 1,
        "blank": 0,
        "counts": {"for": 0, "against": 1, "abstain": 0},
        "subjects": {},
    }
    assert (told[1]["cast"], told[1]["not_cast"]) == (0, 1)


@on_both_databases
def test_who_moves_to_another_group_after_the_opening_is_counted_where_they_sat_then(app, house, kind):
    with writing(house.meeting.id) as session:
        move(session, house, GROUPS)
        vote = opened_vote(session, house)
        answer_all(session, house, vote, {"choice": "for"})
        move(session, house, {"an": "Tổ 1", "mai": "Tổ 3"})
        result = close_vote(session, house.mai, vote.id).result
    assert brief(result) == {
        "Tổ 2": (2, 2, {"for": 2, "against": 0, "abstain": 0}),
        "Tổ 1": (1, 1, {"for": 1, "against": 0, "abstain": 0}),
        "": (3, 3, {"for": 3, "against": 0, "abstain": 0}),
    }


def test_of_several_names_each_group_has_its_numbers_for_each(session, grouped):
    answers = {"an": {"picks": [1]}, "binh": {"picks": [2]}, "cuong": {"picks": []}}
    result = closed_vote(session, grouped, ELECTION, answers).result
    second, first, others = result["by_group"]
    assert second["subjects"] == {"1": {"picked": 1}, "2": {"picked": 1}, "3": {"picked": 0}}
    assert (first["blank"], others["not_cast"]) == (1, 3)


def test_a_secret_vote_has_no_numbers_by_group(session, grouped, glass_urn):
    vote = opened_vote(session, grouped, CONFIDENCE, secrecy=Secrecy.SECRET)
    cast_ballot(session, grouped.an, vote.id, sealed=sealed({"each": {"1": "high", "2": "low"}}))
    result = close_vote(session, grouped.mai, vote.id, despite_missing=True).result
    assert (result["cast"], result["by_group"]) == (1, None)


def test_totals_counted_by_hand_have_none_either(session, grouped):
    vote = opened_vote(session, grouped)
    continue_by_hand(session, grouped.mai, vote.id, "Mất điện", Manner.BY_HAND)
    enter_totals(session, grouped.mai, vote.id, {"counts": {"for": 6}})
    result = confirm_totals(session, grouped.thu, vote.id).result
    assert (result["cast"], result["by_group"]) == (6, None)
