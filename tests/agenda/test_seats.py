"""Who sits in the meeting and who is here."""

import pytest

from meeting.agenda.models import MeetingState
from meeting.agenda.payloads import quorum_needed, quorum_payload
from meeting.agenda.seats import add_seat, arrive, change_seat, find_actor, mark_attendance, remove_seat
from meeting.errors import Invalid, NotAllowed, NotFound, Refused
from meeting.permissions import Role
from tests import cast, make


@pytest.mark.parametrize("who", ["an", "khoi", "lan", "hall"])
def test_only_the_desk_seats_people_and_marks_them(session, room, who):
    actor, seat_id = getattr(room, who), room.binh.seat_id
    for act, args in (
        (add_seat, [room.phuc.id, Role.MEMBER]),
        (change_seat, [seat_id, Role.GUEST]),
        (remove_seat, [seat_id]),
        (mark_attendance, [seat_id, False]),
    ):
        with pytest.raises(NotAllowed):
            act(session, actor, *args)


def test_nobody_sits_as_the_hall_screen(session, room):
    with pytest.raises(Invalid):
        add_seat(session, room.thu, room.phuc.id, Role.HALL)
    with pytest.raises(Invalid):
        change_seat(session, room.thu, room.an.seat_id, Role.HALL)


def test_nobody_sits_twice(session, room):
    with pytest.raises(Refused, match="Nguyễn Văn An already has a seat"):
        add_seat(session, room.thu, room.an.person_id, Role.GUEST)


def test_somebody_unknown_has_no_seat(session, room):
    with pytest.raises(NotFound):
        add_seat(session, room.thu, 999_999, Role.MEMBER)
    elsewhere = make.seat(session, make.meeting(session), room.phuc)
    for act, args in ((change_seat, [Role.GUEST]), (remove_seat, []), (mark_attendance, [True])):
        with pytest.raises(NotFound):
            act(session, room.thu, elsewhere.id, *args)


def test_a_meeting_keeps_somebody_who_can_run_it(session, room):
    remove_seat(session, room.thu, room.mai.seat_id)
    with pytest.raises(Refused, match="needs a chair or a secretary"):
        remove_seat(session, room.thu, room.thu.seat_id)
    with pytest.raises(Refused, match="needs a chair or a secretary"):
        change_seat(session, room.thu, room.thu.seat_id, Role.MEMBER)


def test_the_hall_screen_does_not_arrive(session, room):
    with pytest.raises(NotAllowed):
        arrive(session, room.hall)


def test_nobody_arrives_after_the_end(session, room):
    room.meeting.state = MeetingState.ENDED
    with pytest.raises(Refused) as refusal:
        arrive(session, room.an)
    assert refusal.value.code == "not_running"


def test_a_new_seat_is_the_last_and_is_told_with_the_quorum(session, room, told):
    seat = add_seat(session, room.thu, room.phuc.id, Role.MEMBER, group="Tổ 2", label="A10")
    assert seat.position == 10
    (seat_changed, _, first), (meeting_changed, _, second) = told()
    assert (seat_changed, meeting_changed) == ("seat:changed", "meeting:changed")
    assert (first["seat"]["group"], first["seat"]["votes"], first["seat"]["present"]) == ("Tổ 2", True, False)
    assert second["meeting"]["quorum"] == {
        "base": 7,
        "needed": 5,
        "present": 6,
        "met": True,
        "fraction": [2, 3],
        "rule": "warn",
    }


def test_another_role_gives_other_rights(session, room):
    change_seat(session, room.thu, room.an.seat_id, Role.OBSERVER)
    assert find_actor(session, room.people["an"], room.meeting.id).role == Role.OBSERVER
    assert quorum_payload(session, room.meeting)["base"] == 5


def test_somebody_who_did_nothing_can_be_taken_off(session, room, told):
    remove_seat(session, room.thu, room.lan.seat_id)
    assert [(name, payload.get("id")) for name, _, payload in told()] == [
        ("seat:removed", room.lan.seat_id),
        ("meeting:changed", None),
    ]
    with pytest.raises(NotFound):
        find_actor(session, room.people["lan"], room.meeting.id)


def test_arriving_twice_is_arriving_once(session, told):
    room = cast.gather(session, state=MeetingState.PUBLISHED, present=())
    assert arrive(session, room.an).present
    since = room.seats["an"].present_since
    assert len(told()) == 2
    arrive(session, room.an)
    assert (room.seats["an"].present_since, told()) == (since, [])


def test_the_desk_marks_who_has_left(session, room):
    seat = mark_attendance(session, room.thu, room.an.seat_id, False)
    assert (seat.present, seat.present_since) == (False, None)


def test_guests_and_observers_do_not_count_for_the_quorum(session):
    room = cast.gather(session, present=("thu", "khoi", "lan"))
    assert quorum_payload(session, room.meeting) | {"base": 6, "present": 0, "met": False} == quorum_payload(
        session, room.meeting
    )


@pytest.mark.parametrize(("base", "needed"), [(0, 0), (1, 1), (3, 2), (6, 4), (7, 5), (40, 27), (498, 332)])
def test_a_quorum_is_at_least_two_thirds(base, needed):
    assert quorum_needed(base, 2, 3) == needed


def test_a_meeting_of_nobody_has_no_quorum(session):
    assert not quorum_payload(session, make.meeting(session))["met"]
