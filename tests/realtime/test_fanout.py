"""What everybody hears, on real sockets of a real server: each number once, in order, whatever the tablet is like."""

import time

import pytest

from .conftest import speaking
from .wire import Gone, Reader, Wire

MANY = 10_000


def test_a_tablet_that_keeps_up_is_told_past_its_queue(speaker):
    tablet = speaker.wire()
    before = tablet.ask("how")
    tablet.ask("count", {"to": 30})
    assert tablet.numbers(30) == list(range(30))
    after = tablet.ask("how")
    assert after["direct"] - before["direct"] >= 30


def test_ten_thousand_numbers_reach_every_kind_of_tablet_in_order(tight):
    """Some of them as bytes, some with an answer asked for; to tablets that read, that dawdle, and that poll."""
    readers = [Reader(tablet, MANY) for tablet in (tight.wire(), tight.wire(), tight.polling())]
    readers += [Reader(tight.wire(receive_buffer=4096), MANY, pause=0.005) for _ in range(2)]
    asker = tight.wire()
    before = asker.ask("how")
    readers.append(Reader(asker, MANY))
    asker.send('42["count",{"to":10000,"filling":60,"mixed":true}]')
    for reader in readers:
        assert reader.result() == list(range(MANY))
    after = tight.wire().ask("how")
    assert min(after[way] - before[way] for way in ("direct", "queued")) > MANY / 10


def test_what_is_left_of_a_frame_comes_before_anything_else(tight):
    """The buffers take a part of a frame; the tablet's own pings are answered by another greenlet meanwhile."""
    tablet = tight.wire(receive_buffer=2048)
    tablet.send('42["count",{"to":60,"filling":3000}]')
    time.sleep(0.5)
    for _ in range(20):
        tablet.ping(b"are you there")
    assert tablet.numbers(60) == list(range(60))
    tablet.close()


def test_a_frame_larger_than_all_buffers_arrives_whole(tight):
    tablet = tight.wire(receive_buffer=2048)
    tablet.send('42["count",{"to":3,"filling":3000000}]')
    time.sleep(0.3)
    events = [tablet.event() for _ in range(3)]
    assert [event[1] for event in events] == [0, 1, 2]
    assert {len(event[2]) for event in events} == {3_000_000}


def test_an_upgrade_in_progress_loses_and_doubles_nothing(speaker):
    polling = speaker.polling()
    polling.post('42["count",{"to":20}]')
    heard = polling.numbers(5)
    web = Wire(speaker.port, speaker.token, sid=polling.sid)
    web.send("2probe")
    assert web.packet() == "3probe"
    other = speaker.wire()
    other.ask("count", {"to": 30})  # told while the upgrade is under way
    other.numbers(30)
    web.heard = polling.heard + web.heard
    web.send("5")
    assert heard + web.numbers(45) == [*range(20), *range(30)]
    web.send('42["count",{"to":3}]')
    assert web.numbers(3) == [0, 1, 2]


def test_whoever_is_left_out_hears_nothing_and_the_others_do(speaker):
    one, other = speaker.wire(), speaker.wire()
    one.ask("all but me")
    assert other.numbers(3) == [0, 1, 2]
    one.ask("how")
    assert one.heard == []


def test_a_tablet_that_offers_compression_gets_plain_frames(speaker):
    tablet = speaker.wire(offers="permessage-deflate; client_max_window_bits")
    assert tablet.accepted.extensions == []
    tablet.ask("count", {"to": 5, "filling": 2000})
    assert tablet.numbers(5) == list(range(5))


def test_tablets_that_go_in_the_middle_do_no_harm_to_the_others(speaker):
    staying = [Reader(speaker.wire(), 3000) for _ in range(3)]
    going = [speaker.wire() for _ in range(20)]
    asker = speaker.wire()
    staying.append(Reader(asker, 3000))
    asker.send('42["count",{"to":3000,"filling":100}]')
    for tablet in going:
        tablet.numbers(10)
        tablet.close()
    for reader in staying:
        assert reader.result() == list(range(3000))


def test_a_tablet_that_stays_behind_is_disconnected_and_nobody_waits_for_it(tokens):
    with speaking(tokens.folder, tokens, MEETING_QUEUED_FACTS="100") as speaker:
        stuck = speaker.wire(receive_buffer=4096)
        quick = speaker.wire()
        began = time.monotonic()
        reader = Reader(quick, 600)
        quick.send('42["count",{"to":600,"filling":20000,"rest":0.02}]')
        assert reader.result() == list(range(600))
        assert time.monotonic() - began < 10
        late = Reader(stuck, 600)
        late.join(20)
        assert isinstance(late.failure, Gone | ConnectionError)
        assert late.numbers == list(range(len(late.numbers)))
        deadline = time.monotonic() + 20
        while quick.ask("connections") > 1:  # nothing of it is left in the server
            assert time.monotonic() < deadline
            time.sleep(0.05)
        assert "stayed behind and were disconnected: 1" in speaker.log.read_text()
        back = speaker.wire()
        back.ask("count", {"to": 5})
        assert back.numbers(5) == list(range(5))


def test_a_tablet_that_polls_and_stays_behind_is_disconnected_too(tokens):
    with speaking(tokens.folder, tokens, MEETING_QUEUED_FACTS="50") as speaker:
        polling, quick = speaker.polling(), speaker.wire()
        quick.ask("count", {"to": 200})
        assert quick.numbers(200) == list(range(200))
        with pytest.raises(Gone):
            polling.numbers(200)


def test_switched_off_everything_goes_through_the_queues(tokens):
    with speaking(tokens.folder, tokens, MEETING_DIRECT_FANOUT="off") as speaker:
        tablet = speaker.wire()
        tablet.ask("count", {"to": 300})
        assert tablet.numbers(300) == list(range(300))
        assert tablet.ask("how")["direct"] == 0
