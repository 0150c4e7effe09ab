"""A member who gets a vote after the opening is let in by the desk."""

import pytest

from meeting.agenda import seats
from meeting.errors import NotAllowed, Refused
from meeting.voting.admitting import admit
from meeting.voting.casting import cast_ballot
from meeting.voting.closing import close_vote
from meeting.voting.drafting import draft_vote
from meeting.voting.models import Elector
from meeting.voting.recusing import recuse
from tests import make
from tests.voting.acts import MOTION, closed_vote, opened_vote, recorded


@pytest.fixture
def open_(session, room):
    return opened_vote(session, room)


@pytest.fixture
def khoi(session, room, open_):
    """Became a member after the opening."""
    seats.change_seat(session, room.thu, room.khoi.seat_id, "member")
    return make.actor(room.seats["khoi"])


@pytest.mark.parametrize("who", ["an", "lan", "hall"])
def test_only_the_desk_lets_somebody_in(session, room, open_, khoi, who):
    with pytest.raises(NotAllowed):
        admit(session, getattr(room, who), open_.id, khoi.seat_id)


def test_a_guest_is_not_let_in(session, room, open_):
    with pytest.raises(Refused) as refusal:
        admit(session, room.thu, open_.id, room.khoi.seat_id)
    assert (refusal.value.code, refusal.value.params) == ("not_entitled", {"name": room.khoi.name})


def test_nor_is_who_is_recused(session, room, open_):
    recuse(session, room.mai, open_.id, room.an.seat_id, "Xung đột lợi ích")
    with pytest.raises(Refused) as refusal:
        admit(session, room.thu, open_.id, room.an.seat_id)
    assert refusal.value.code == "recused"


def test_nobody_is_let_into_a_draft_or_a_closed_vote(session, room):
    draft = draft_vote(session, room.mai, room.item.id, **MOTION)
    for vote, code in ((draft, "vote_not_open"), (closed_vote(session, room), "vote_closed")):
        with pytest.raises(Refused) as refusal:
            admit(session, room.thu, vote.id, room.an.seat_id)
        assert refusal.value.code == code


def test_who_is_let_in_answers_and_is_counted(session, room, open_, khoi, told):
    told()
    admit(session, room.thu, open_.id, khoi.seat_id)
    changed, turnout = told()
    assert (changed[0], changed[2]["vote"]["electorate"]) == ("vote:changed", 7)
    assert khoi.seat_id in turnout[2]["turnout"]["missing"]
    cast_ballot(session, khoi, open_.id, {"choice": "for"})
    result = close_vote(session, room.mai, open_.id, despite_missing=True).result
    assert (result["electorate"], result["present"], result["roll_call"]["for"]) == (7, 7, [khoi.seat_id])
    event = recorded(session, open_)[1]
    assert (event["event"], event["content"]["name"], event["content"]["by"]["name"]) == (
        "admitted",
        khoi.name,
        room.thu.name,
    )


def test_who_is_let_in_is_counted_with_the_group_they_sit_in_then(session, room, open_, khoi):
    room.seats["khoi"].group = "Tổ 5"
    admit(session, room.thu, open_.id, khoi.seat_id)
    room.seats["khoi"].group = "Tổ 6"
    result = close_vote(session, room.mai, open_.id, despite_missing=True).result
    assert [(group["group"], group["electorate"]) for group in result["by_group"]] == [("Tổ 5", 1), ("", 6)]
    assert recorded(session, open_)[1]["content"]["group"] == "Tổ 5"


def test_who_is_let_in_is_marked_as_let_in_and_once(session, room, open_, khoi, told):
    admit(session, room.thu, open_.id, khoi.seat_id)
    admitted_at = session.get(Elector, (open_.id, khoi.seat_id)).admitted_at
    told()
    admit(session, room.thu, open_.id, khoi.seat_id)
    admit(session, room.thu, open_.id, room.an.seat_id)
    assert told() == []
    assert session.get(Elector, (open_.id, khoi.seat_id)).admitted_at == admitted_at
    assert session.get(Elector, (open_.id, room.an.seat_id)).admitted_at is None
