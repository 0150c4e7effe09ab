"""Giving the floor, and the clock."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.agenda import running
from meeting.agenda.models import MeetingState
from meeting.errors import NotAllowed, NotFound, Refused
from meeting.speaking import leading
from meeting.speaking.leading import (
    allot_time,
    begin_speech,
    call_next_speaker,
    end_speech,
    order_speeches,
    pause_speech,
    resume_speech,
)
from meeting.speaking.ordering import reorder
from meeting.speaking.payloads import speech_payload
from meeting.speaking.requesting import ask_to_speak, remove_request


class Clock:
    def __init__(self):
        self.time = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)

    def __call__(self):
        return self.time

    def passes(self, seconds):
        self.time += timedelta(seconds=seconds)


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(leading, "now", clock)
    return clock


@pytest.fixture
def queue(session, room):
    """An, Bình and Cường have raised their hands."""
    return [ask_to_speak(session, actor) for actor in (room.an, room.binh, room.cuong)]


@pytest.mark.parametrize("who", ["an", "khoi", "lan", "hall"])
def test_only_the_desk_leads_the_speakers(session, room, queue, who):
    actor = getattr(room, who)
    for act in (begin_speech, pause_speech, resume_speech, end_speech):
        with pytest.raises(NotAllowed):
            act(session, actor, queue[0].id)
    for act, more in ((allot_time, [queue[0].id, 60]), (order_speeches, [[]]), (call_next_speaker, [])):
        with pytest.raises(NotAllowed):
            act(session, actor, *more)


def test_nobody_begins_once_the_meeting_has_ended(session, room, queue):
    room.meeting.state = MeetingState.ENDED
    with pytest.raises(Refused) as refusal:
        call_next_speaker(session, room.mai)
    assert refusal.value.code == "not_running"


def test_nobody_is_called_when_nobody_waits(session, room, queue):
    for speech in queue:
        begin_speech(session, room.mai, speech.id)
    with pytest.raises(Refused) as refusal:
        call_next_speaker(session, room.mai)
    assert refusal.value.code == "nobody_waiting"
    assert queue[-1].state == "speaking"


def test_who_does_not_have_the_floor_is_not_paused_resumed_or_ended(session, room, queue):
    for act in (pause_speech, resume_speech, end_speech):
        with pytest.raises(Refused, match="Nguyễn Văn An does not have the floor"):
            act(session, room.mai, queue[0].id)


def test_a_turn_that_is_over_does_not_begin_again(session, room, queue):
    begin_speech(session, room.mai, queue[0].id)
    end_speech(session, room.mai, queue[0].id)
    remove_request(session, room.mai, queue[1].id)
    for speech in queue[:2]:
        with pytest.raises(Refused, match="on the list again"):
            begin_speech(session, room.mai, speech.id)


def test_a_request_of_another_meeting_is_not_found(session, room, queue):
    with pytest.raises(NotFound):
        begin_speech(session, room.mai, 999_999)


def test_the_next_speaker_is_the_first_on_the_list(session, room, queue):
    assert call_next_speaker(session, room.thu) is queue[0]
    assert call_next_speaker(session, room.thu) is queue[1]
    assert [speech.state for speech in queue] == ["done", "speaking", "waiting"]


def test_when_another_begins_the_one_speaking_ends(session, room, queue, clock, told):
    begin_speech(session, room.mai, queue[2].id)
    clock.passes(40)
    told()
    begin_speech(session, room.mai, queue[0].id)
    ended, began = (payload["speech"] for _, _, payload in told())
    assert (ended["id"], ended["state"], ended["spoken_seconds"]) == (queue[2].id, "done", 40)
    assert (began["id"], began["state"], began["running_since"]) == (
        queue[0].id,
        "speaking",
        "2026-11-23T02:00:40.000Z",
    )


def test_beginning_twice_is_beginning_once(session, room, queue, told):
    begin_speech(session, room.mai, queue[0].id)
    told()
    begin_speech(session, room.mai, queue[0].id)
    assert told() == []


def test_the_clock_stands_still_during_a_pause(session, room, queue, clock):
    speech = begin_speech(session, room.mai, queue[0].id)
    clock.passes(65)
    pause_speech(session, room.mai, speech.id)
    assert (speech.spoken_seconds, speech.running_since, speech.state) == (65, None, "paused")
    clock.passes(600)
    resume_speech(session, room.mai, speech.id)
    clock.passes(30)
    end_speech(session, room.mai, speech.id)
    assert (speech.spoken_seconds, speech.running_since, speech.state) == (95, None, "done")


def test_many_short_pauses_lose_no_time(session, room, queue, clock):
    speech = begin_speech(session, room.mai, queue[0].id)
    for _ in range(10):
        clock.passes(0.4)
        pause_speech(session, room.mai, speech.id)
        resume_speech(session, room.mai, speech.id)
    end_speech(session, room.mai, speech.id)
    assert speech_payload(speech)["spoken_seconds"] == 4


def test_a_server_clock_set_back_takes_nothing_away(session, room, queue, clock):
    speech = begin_speech(session, room.mai, queue[0].id)
    clock.passes(-3600)
    assert end_speech(session, room.mai, speech.id).spoken_seconds == 0


def test_pausing_resuming_and_ending_twice_change_nothing(session, room, queue, told):
    begin_speech(session, room.mai, queue[0].id)
    for act in (pause_speech, resume_speech, end_speech):
        act(session, room.mai, queue[0].id)
        told()
        act(session, room.mai, queue[0].id)
        assert told() == []


def test_beginning_a_paused_speaker_resumes(session, room, queue):
    begin_speech(session, room.mai, queue[0].id)
    pause_speech(session, room.mai, queue[0].id)
    assert begin_speech(session, room.mai, queue[0].id).state == "speaking"


def test_the_speaker_ends_when_the_room_turns_to_another_item(session, room, queue, clock):
    begin_speech(session, room.mai, queue[0].id)
    clock.passes(12)
    running.begin_item(session, room.mai, room.items[1].id)
    assert (queue[0].state, queue[0].spoken_seconds) == ("done", 12)


def test_the_next_speaker_comes_from_the_list_of_the_current_item(session, room, queue):
    running.begin_item(session, room.mai, room.items[1].id)
    dung = ask_to_speak(session, room.dung)
    assert call_next_speaker(session, room.mai) is dung
    running.begin_item(session, room.mai, room.items[0].id)
    assert call_next_speaker(session, room.mai) is queue[0]


def test_the_speaker_ends_with_the_meeting(session, room, queue):
    begin_speech(session, room.mai, queue[0].id)
    running.end_meeting(session, room.mai)
    assert [speech.state for speech in queue] == ["done", "waiting", "waiting"]


def test_the_desk_gives_more_time(session, room, queue, told):
    told()
    assert allot_time(session, room.mai, queue[0].id, 600).allotted_seconds == 600
    assert len(told()) == 1
    allot_time(session, room.mai, queue[0].id, 600)
    assert told() == []


def test_the_desk_changes_the_order(session, room, queue, told):
    an, binh, cuong = queue
    told()
    assert order_speeches(session, room.mai, [cuong.id, an.id, binh.id]) == [cuong, an, binh]
    assert len(told()) == 3
    assert call_next_speaker(session, room.mai) is cuong


def test_who_asks_while_the_desk_orders_stays_behind_the_others(session, room, queue, told):
    an, binh, cuong = queue
    told()
    assert order_speeches(session, room.mai, [binh.id, an.id]) == [binh, an, cuong]
    assert len(told()) == 2


def test_who_began_while_the_desk_ordered_keeps_the_floor(session, room, queue):
    an, binh, cuong = queue
    begin_speech(session, room.mai, an.id)
    assert order_speeches(session, room.mai, [cuong.id, an.id, binh.id]) == [cuong, binh]
    assert an.state == "speaking"


@given(st.lists(st.integers(1, 12), unique=True), st.lists(st.integers(1, 15)))
def test_ordering_keeps_everybody_exactly_once(waiting, wanted):
    ordered = reorder(waiting, wanted)
    assert sorted(ordered) == sorted(waiting)
    rest = [id for id in waiting if id not in wanted]
    assert ordered[len(ordered) - len(rest) :] == rest
