"""Ties are broken by people, never by the software; how, by whom and with what outcome is in the result for good."""

import pytest

from meeting.db import writing
from meeting.errors import Invalid, NotAllowed, Refused
from meeting.voting.casting import cast_ballot
from meeting.voting.closing import close_vote
from meeting.voting.publishing import publish_vote
from meeting.voting.tie_breaking import break_tie
from tests.databases import on_both_databases

from .acts import CANDIDATES, closed_vote, opened_vote, recorded, sealed

ONE_PLACE = {
    "title": "Bầu Phó Trưởng ban",
    "preset": "most_votes",
    "kind": "election",
    "subjects": CANDIDATES,
    "places": 1,
    "max_picks": 1,
}
TIED = {"mai": {"picks": [1]}, "an": {"picks": [1]}, "binh": {"picks": [3]}, "cuong": {"picks": [3]}}


@pytest.fixture
def tied(session, room):
    """An election with one place, for which the first and the third have equal votes."""
    vote = closed_vote(session, room, ONE_PLACE, TIED)
    assert (vote.result["outcome"], vote.result["ties"]) == ("tied", [[1, 3]])
    return vote


@pytest.fixture
def tied_secretly(session, room, glass_urn):
    """A decision of a committee: where the chair's side is secret, the rule cannot follow it."""
    vote = opened_vote(session, room, secrecy="secret", preset="committee_decision")
    for name, choice in (
        ("mai", "for"),
        ("an", "for"),
        ("binh", "for"),
        ("cuong", "against"),
        ("dung", "against"),
    ):
        cast_ballot(session, getattr(room, name), vote.id, sealed=sealed({"choice": choice}))
    cast_ballot(session, room.giang, vote.id, sealed=sealed({"choice": "against"}))
    return close_vote(session, room.mai, vote.id, despite_missing=True)


def code(act, *args, **more):
    with pytest.raises(Refused) as refusal:
        act(*args, **more)
    return refusal.value.code


def test_only_the_desk_says_how_a_tie_was_broken(session, room, tied):
    with pytest.raises(NotAllowed):
        break_tie(session, room.an, tied.id, "lot", [1])


@pytest.mark.parametrize("chosen", [[], [2], [1, 3], [1, 2], [9]])
def test_as_many_as_there_are_places_take_them_and_only_of_those_who_tie(session, room, tied, chosen):
    with pytest.raises(Invalid) as refusal:
        break_tie(session, room.thu, tied.id, "lot", chosen)
    assert refusal.value.field == "chosen"
    with pytest.raises(Invalid):
        break_tie(session, room.thu, tied.id, "lot", [1], side="for")


def test_where_there_is_no_tie_none_is_broken(session, room):
    vote = closed_vote(session, room, answers={"an": {"choice": "for"}})
    assert code(break_tie, session, room.thu, vote.id, "lot", side="for") == "no_tie"
    opened = opened_vote(session, room)
    assert code(break_tie, session, room.thu, opened.id, "lot", side="for") == "vote_not_closed"


def test_a_result_that_was_published_stays_as_it_is(session, room, tied):
    publish_vote(session, room.mai, tied.id)
    assert code(break_tie, session, room.thu, tied.id, "lot", [1]) == "published"


def test_a_tie_is_broken_by_lot_and_everything_says_so(session, room, tied):
    before = tied.result
    break_tie(session, room.thu, tied.id, "lot", [3], note="Hai phiếu trong một hộp, bà Mai rút.")
    result = tied.result
    assert result["tie_break"] == {
        "method": "lot",
        "by": {"seat_id": room.thu.seat_id, "name": room.thu.name},
        "chosen": [3],
        "side": None,
        "note": "Hai phiếu trong một hộp, bà Mai rút.",
    }
    assert [subject["outcome"] for subject in result["subjects"]] == ["not_elected", "not_elected", "elected"]
    assert (result["outcome"], result["ties"], result["hash"] != before["hash"]) == (
        "elected",
        [[1, 3]],
        True,
    )
    assert "Kết quả bốc thăm: Võ Quốc Cường" in result["script"]["vi"]
    assert "Decided by lot: Võ Quốc Cường" in result["script"]["en"]
    assert result["percent"] == before["percent"] and result["counts"] == before["counts"]
    last = recorded(session, tied)[-1]
    assert (last["event"], last["content"]["result"]) == ("tie_broken", result)


def test_saying_it_twice_is_saying_it_once_and_nothing_else_can_be_said_then(session, room, tied):
    break_tie(session, room.thu, tied.id, "chair", [1])
    number = len(recorded(session, tied))
    break_tie(session, room.mai, tied.id, "chair", [1])
    assert len(recorded(session, tied)) == number
    for method, chosen in (("lot", [1]), ("chair", [3])):
        assert code(break_tie, session, room.thu, tied.id, method, chosen) == "tie_broken"


def test_the_chair_decides_a_secret_motion_on_which_as_many_were_for_as_against(session, room, tied_secretly):
    assert (tied_secretly.result["outcome"], tied_secretly.result["tie_break"]) == ("tied", None)
    with pytest.raises(Invalid):
        break_tie(session, room.thu, tied_secretly.id, "chair", [1])
    break_tie(session, room.thu, tied_secretly.id, "chair", side="for")
    assert (tied_secretly.result["outcome"], tied_secretly.result["tie_broken_by"]) == ("adopted", None)
    assert "người chủ trì đã quyết định" in tied_secretly.result["script"]["vi"]


def test_where_the_rule_breaks_a_tie_the_result_says_whose_side_it_was(session, room):
    answers = {name: {"choice": "for"} for name in ("mai", "an", "binh")}
    answers |= {name: {"choice": "against"} for name in ("cuong", "dung", "giang")}
    result = closed_vote(session, room, answers=answers, preset="committee_decision").result
    mai = {"seat_id": room.mai.seat_id, "name": room.mai.name}
    assert result["tie_break"] == {"method": "rule", "by": mai, "chosen": [], "side": "for", "note": ""}


@on_both_databases
def test_over_http_the_published_result_says_how(house, sign_in):
    with writing(house.meeting.id) as session:
        vote_id = closed_vote(session, house, ONE_PLACE, TIED).id
    url, desk = f"{house.path}/votes/{vote_id}", sign_in(house.thu)
    for body in ({"method": "coin", "chosen": [1]}, {"method": "rule", "chosen": [1]}, {"chosen": [1]}):
        assert desk.post(f"{url}/tie-break", body)[0] == 422
    status, body = desk.post(f"{url}/tie-break", {"method": "lot", "chosen": [1]})
    assert (status, body["vote"]["result"]) == (200, None), "not published yet"
    published = desk.post(f"{url}/publication")[1]["vote"]["result"]
    assert (published["outcome"], published["tie_break"]["method"]) == ("elected", "lot")
