"""A tablet that goes without a word: its battery is empty, its Wi-Fi gone."""

import json
import time

from meeting.realtime import socketio
from meeting.realtime.presence import SOON_SECONDS
from meeting.realtime.sweeping import SWEEP_SECONDS

from .wire import Wire

NOTICED_SECONDS = 15


def test_the_desk_is_told_in_time_with_a_second_to_spare(app):
    engine = socketio.server.eio
    longest = engine.ping_interval + engine.ping_timeout + SWEEP_SECONDS + SOON_SECONDS
    assert longest <= NOTICED_SECONDS - 1


def test_the_desk_is_told_of_a_tablet_that_has_just_answered_and_never_does_again(speaker, tokens):
    meeting_id, seat_id = tokens.room.meeting.id, tokens.room.an.seat_id
    desk, an = Wire(speaker.port, tokens.mai).open(), speaker.wire()
    for tablet in (desk, an):
        assert tablet.ask("meeting:join", {"meeting_id": meeting_id})["ok"]
    while not an.answered:
        an.read()
    answered = time.monotonic()
    while seat_id not in online(desk):
        pass
    while seat_id in online(desk):
        pass
    assert time.monotonic() - answered < NOTICED_SECONDS
    desk.close()


def online(desk):
    """The seats that the desk is told of next."""
    while "presence:changed" not in (packet := desk.packet()):
        pass
    return json.loads(packet[2:])[1]["online"]
