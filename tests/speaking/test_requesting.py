"""Asking to speak, and taking it back."""

import pytest

from meeting.agenda import running, seats
from meeting.agenda.models import MeetingState
from meeting.errors import NotAllowed, NotFound, Refused
from meeting.speaking.leading import begin_speech, end_speech
from meeting.speaking.payloads import speeches_payload
from meeting.speaking.requesting import add_for, ask_to_speak, remove_request, withdraw_mine


@pytest.mark.parametrize("who", ["lan", "thu", "hall"])
def test_who_only_watches_or_writes_does_not_ask_to_speak(session, room, who):
    with pytest.raises(NotAllowed):
        ask_to_speak(session, getattr(room, who))


@pytest.mark.parametrize("state", [MeetingState.PUBLISHED, MeetingState.ENDED])
def test_nobody_asks_to_speak_while_the_meeting_does_not_run(session, room, state):
    room.meeting.state = state
    with pytest.raises(Refused) as refusal:
        ask_to_speak(session, room.an)
    assert refusal.value.code == "not_running"
    with pytest.raises(Refused):
        add_for(session, room.mai, room.an.seat_id)


@pytest.mark.parametrize("who", ["an", "khoi", "lan", "hall"])
def test_only_the_desk_puts_others_on_the_list_and_takes_them_off(session, room, who):
    speech = ask_to_speak(session, room.binh)
    with pytest.raises(NotAllowed):
        add_for(session, getattr(room, who), room.cuong.seat_id)
    with pytest.raises(NotAllowed):
        remove_request(session, getattr(room, who), speech.id)


def test_the_desk_cannot_put_a_stranger_on_the_list(session, room):
    with pytest.raises(NotFound):
        add_for(session, room.mai, 999_999)


def test_who_has_the_floor_does_not_withdraw(session, room):
    speech = ask_to_speak(session, room.an)
    begin_speech(session, room.mai, speech.id)
    with pytest.raises(Refused, match="the chair ends your turn"):
        withdraw_mine(session, room.an)
    with pytest.raises(Refused, match="Nguyễn Văn An has the floor"):
        remove_request(session, room.mai, speech.id)


def test_who_has_asked_to_speak_keeps_the_seat(session, room):
    ask_to_speak(session, room.an)
    with pytest.raises(Refused, match="stays in it"):
        seats.remove_seat(session, room.thu, room.an.seat_id)


def test_a_guest_may_ask_to_speak(session, room, told):
    speech = ask_to_speak(session, room.khoi)
    assert (speech.state, speech.item_id, speech.allotted_seconds) == ("waiting", room.item.id, 300)
    [(name, channels, payload)] = told()
    assert (name, channels, payload["speech"]["seat_id"]) == (
        "speech:changed",
        ("meeting",),
        room.khoi.seat_id,
    )


def test_raising_a_hand_twice_is_raising_it_once(session, room, told):
    first = ask_to_speak(session, room.an)
    told()
    assert ask_to_speak(session, room.an) is first
    assert add_for(session, room.mai, room.an.seat_id) is first
    assert told() == []


def test_who_speaks_and_asks_again_is_still_the_one_speaking(session, room):
    speech = ask_to_speak(session, room.an)
    begin_speech(session, room.mai, speech.id)
    assert ask_to_speak(session, room.an) is speech


def test_who_has_spoken_may_ask_again(session, room):
    first = ask_to_speak(session, room.an)
    begin_speech(session, room.mai, first.id)
    end_speech(session, room.mai, first.id)
    assert ask_to_speak(session, room.an).id != first.id


def test_the_list_is_in_the_order_of_the_hands(session, room):
    asked = [ask_to_speak(session, actor) for actor in (room.binh, room.an, room.khoi)]
    assert list(speeches_payload(session, room.meeting.id)) == [str(speech.id) for speech in asked]


def test_each_item_has_its_own_list(session, room):
    before = ask_to_speak(session, room.an)
    running.begin_item(session, room.mai, room.items[1].id)
    after = ask_to_speak(session, room.an)
    assert (before.item_id, after.item_id) == (room.items[0].id, room.items[1].id)
    assert before.state == after.state == "waiting"


def test_between_two_items_the_list_is_the_meetings_own(session, room):
    running.end_item(session, room.mai, room.item.id)
    first = ask_to_speak(session, room.an)
    assert first.item_id is None
    assert ask_to_speak(session, room.an) is first


def test_the_desk_may_give_a_place_to_anybody_seated(session, room):
    assert add_for(session, room.thu, room.lan.seat_id).seat_id == room.lan.seat_id


def test_withdrawing_takes_every_raised_hand_down(session, room, told):
    ask_to_speak(session, room.an)
    running.begin_item(session, room.mai, room.items[1].id)
    ask_to_speak(session, room.an)
    told()
    assert withdraw_mine(session, room.an).state == "withdrawn"
    assert [payload["speech"]["state"] for _, _, payload in told()] == ["withdrawn", "withdrawn"]


def test_withdrawing_what_was_not_asked_changes_nothing(session, room, told):
    assert withdraw_mine(session, room.an) is None
    assert told() == []


def test_taking_somebody_off_twice_is_taking_them_off_once(session, room, told):
    speech = ask_to_speak(session, room.an)
    assert remove_request(session, room.thu, speech.id).state == "withdrawn"
    told()
    assert remove_request(session, room.thu, speech.id).state == "withdrawn"
    assert told() == []


def test_a_hand_that_goes_up_and_down_does_not_fill_the_list(session, room):
    first = ask_to_speak(session, room.an)
    ask_to_speak(session, room.binh)
    for _ in range(3):
        withdraw_mine(session, room.an)
        again = ask_to_speak(session, room.an)
    assert again is first
    assert [speech["seat_id"] for speech in speeches_payload(session, room.meeting.id).values()] == [
        room.binh.seat_id,
        room.an.seat_id,
    ]
