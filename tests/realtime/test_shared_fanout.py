"""Two web processes beside each other, on one log, with a Redis between them."""

import json
import signal
import time

import pytest

from meeting.realtime.fanout import MOST_UNSAID, RedisManager, SharedFanout
from tests import redis_server

from .conftest import speaking
from .wire import Wire


@pytest.fixture(scope="module")
def two(tokens):
    with redis_server.server() as (address, process):
        settings = {"MEETING_MESSAGE_QUEUE": address}
        with (
            speaking(tokens.folder, tokens, **settings) as one,
            speaking(tokens.folder, tokens, **settings) as other,
        ):
            one.redis = process
            yield one, other


def test_what_one_process_says_is_heard_at_both_in_order(two):
    here, there = (speaker.wire() for speaker in two)
    here.send('42["count",{"to":500}]')
    assert here.numbers(500) == list(range(500))
    assert there.numbers(500) == list(range(500))
    assert there.ask("how")["direct"] > 0


def test_bytes_and_answers_come_through_too(two):
    here, there = (speaker.wire() for speaker in two)
    there.send('42["count",{"to":100,"mixed":true}]')
    assert here.numbers(100) == list(range(100))
    assert there.numbers(100) == list(range(100))


def test_a_fact_is_told_once_at_both_whoever_wrote_it(two, tokens):
    """Each process reads the log; were facts to go through Redis besides, tablets would hear them twice."""
    here, there = (Wire(speaker.port, tokens.an).open() for speaker in two)
    meeting_id = tokens.room.meeting.id
    joined = [tablet.ask("meeting:join", {"meeting_id": meeting_id}) for tablet in (here, there)]
    assert all(answer["ok"] for answer in joined)
    for number in range(10):
        (here, there)[number % 2].ask("act", meeting_id, number)
    for tablet in (here, there):
        while sum("papers:reordered" in packet for packet in tablet.heard) < 10:
            tablet.read()
        there.ask("act", meeting_id, -1)
        while not any('"number":-1' in packet for packet in tablet.heard):
            tablet.read()
        facts = [json.loads(packet[2:])[1] for packet in tablet.heard if "papers:reordered" in packet]
        told = [fact["positions"]["number"] for fact in facts if fact["positions"]["number"] >= 0]
        assert told == list(range(10))
        numbers = [fact["seq"] for fact in facts]
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        tablet.close()


POINTER, ROOMS = "pointer:moved", ["meeting:1", "hall:1"]


@pytest.fixture
def waiting(monkeypatch):
    """A fan-out whose Redis hangs until `resume()`; what it has published then stands in `published`."""
    manager = SharedFanout("redis://127.0.0.1:1/0")
    manager.published, tasks = [], []
    manager.server = type("Server", (), {"start_background_task": staticmethod(tasks.append)})
    monkeypatch.setattr(RedisManager, "_publish", lambda _self, data: manager.published.append(data))
    manager.resume = lambda: [task() for task in tasks]
    return manager


def said(event, number, room):
    return {"method": "emit", "event": event, "room": room, "data": [number]}


def test_of_what_passes_only_the_newest_is_told_to_the_others_once_redis_is_back(waiting):
    for number in range(1000):
        waiting._publish(said(POINTER, number, ROOMS))
        waiting._publish(said(POINTER, -number, ["meeting:2", "hall:2"]))
        waiting._publish(said("presence:changed", number, "desk:1"))
    waiting.resume()
    told = [(one["event"], one["data"], one["room"]) for one in waiting.published]
    assert told == [
        (POINTER, [999], ROOMS),
        (POINTER, [-999], ["meeting:2", "hall:2"]),
        ("presence:changed", [999], "desk:1"),
    ]


def test_of_everything_else_nothing_is_left_out_and_no_order_changed(waiting):
    for number in range(MOST_UNSAID - 2):
        waiting._publish(said("numbered", number, "everybody"))
        waiting._publish(said(POINTER, number, ROOMS))
    waiting._publish({"method": "disconnect", "sid": "gone"})
    waiting.resume()
    numbers = [one["data"][0] for one in waiting.published if one.get("event") == "numbered"]
    assert numbers == list(range(MOST_UNSAID - 2))
    assert waiting.published[1] == said(POINTER, MOST_UNSAID - 3, ROOMS)
    assert waiting.published[-1] == {"method": "disconnect", "sid": "gone"}


def test_no_more_is_kept_than_may_be(waiting):
    for number in range(MOST_UNSAID + 50):
        waiting._publish(said("numbered", number, "everybody"))
    waiting.resume()
    assert [one["data"][0] for one in waiting.published] == list(range(50, MOST_UNSAID + 50))


def test_a_redis_that_hung_lets_no_crowd_of_old_moves_loose(two):
    """Seen from the other process, by a tablet there."""
    one, _other = two
    here, there = (speaker.wire() for speaker in two)
    one.redis.send_signal(signal.SIGSTOP)
    try:
        assert here.ask("pass", 300)
        time.sleep(1)
    finally:
        one.redis.send_signal(signal.SIGCONT)
    moves = []
    while not moves or moves[-1] < 299:
        moves.append(there.event()[1]["point"])
    assert len(moves) <= 3 and moves == sorted(moves), "what was on its way, and the last"
