"""Two web processes beside each other, on one log, with a Redis between them."""

import json

import pytest

from tests import redis_server

from .conftest import speaking
from .wire import Wire


@pytest.fixture(scope="module")
def two(tokens):
    with redis_server.server() as (address, _process):
        settings = {"MEETING_MESSAGE_QUEUE": address}
        with (
            speaking(tokens.folder, tokens, **settings) as one,
            speaking(tokens.folder, tokens, **settings) as other,
        ):
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
