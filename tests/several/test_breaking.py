"""What happens to the tablets of two web processes when something below them, or one of them, is no more."""

import os
import signal
import time

import redis

from meeting.db import reading
from meeting.voting.models import Ballot
from tests.live import await_that

SECONDS = 10  # within which every tablet knows the newest again


def turn_pages(installation, paper_id, pages, web):
    chair = installation.browser(installation.room.mai, web)
    for page in pages:
        answer = chair.command("PUT", "/presentation", {"paper_id": paper_id, "page": page}, f"page {page}")
        assert answer.ok, answer.text


def test_a_killed_process_loses_no_acknowledged_command_and_its_tablets_return(installation):
    room, (one, other) = installation.room, installation.webs
    paper_id = installation.lay_paper()
    tablets = [installation.tablet(room.an, one), installation.tablet(room.binh, other)]
    chair = installation.browser(room.mai, one)
    acknowledged, killed = [], one.worker
    for page in range(1, 31):
        if page == 10:
            os.kill(killed, signal.SIGKILL)
        answer = chair.command("PUT", "/presentation", {"paper_id": paper_id, "page": page}, f"page {page}")
        assert answer.ok, answer.text
        acknowledged.append(page)
    newest = installation.seq()
    for tablet in tablets:
        await_that(lambda tablet=tablet: tablet.newest().get("meeting") == newest)
    assert [tablet.joins for tablet in tablets] == [2, 1]
    seen = [
        data["presentation"]["page"] for name, data in tablets[1].facts() if name == "presentation:changed"
    ]
    assert seen == acknowledged, "who was at the other process has missed nothing, and heard nothing twice"
    assert one.worker not in (None, killed)


def test_redis_may_forget_everything(installation):
    room, paper_id = installation.room, installation.lay_paper()
    tablets = [installation.tablet(room.an, web) for web in installation.webs]
    with redis.Redis.from_url(installation.redis_url) as asking:
        asking.flushall()
        asking.client_kill_filter(_type="pubsub")
        asking.client_kill_filter(_type="normal", skipme=True)
    flushed = time.monotonic()
    turn_pages(installation, paper_id, range(1, 6), installation.webs[0])
    newest = installation.seq()
    for tablet in tablets:
        await_that(lambda tablet=tablet: tablet.seqs()[-1:] == [newest], SECONDS)
    assert time.monotonic() - flushed < SECONDS
    desk = installation.tablet(room.thu, installation.webs[1])
    everybody = sorted(actor.seat_id for actor in (room.an, room.thu))
    await_that(lambda: (desk.last("presence:changed") or {}).get("online") == everybody, SECONDS)


def test_a_redis_that_hangs_keeps_no_page_from_turning_and_no_heart_from_beating(installation):
    here, paper_id = {"meeting_id": installation.meeting_id}, installation.lay_paper()
    chair, follower = (
        installation.tablet(who, web)
        for who, web in zip((installation.room.mai, installation.room.an), installation.webs, strict=True)
    )

    def turn(page):
        assert chair.socket.call("page:show", {**here, "paper_id": paper_id, "page": page}, timeout=4)["ok"]

    def point(x):
        assert chair.socket.call("pointer:move", {**here, "x": x, "y": 0.5}, timeout=4)["ok"]

    turn(1)
    installation.redis.send_signal(signal.SIGSTOP)
    try:
        for page in (2, 3, 4):
            point(page / 10)
            turn(page)
        await_that(lambda: follower.last("presentation:changed")["presentation"]["page"] == 4, 4)
        before = follower.heartbeats()
        time.sleep(16)
        assert follower.heartbeats() - before >= 3, "a tablet takes such a line for dead"
    finally:
        installation.redis.send_signal(signal.SIGCONT)

    def points_again():
        point(0.9)
        return (follower.last("pointer:moved") or {}).get("point") == {"x": 0.9, "y": 0.5}

    await_that(points_again, SECONDS)


def test_postgresql_may_be_started_again(installation):
    room, paper_id = installation.room, installation.lay_paper()
    vote_id = installation.open_vote()
    tablets = [installation.tablet(room.an, web) for web in installation.webs]
    voter = installation.browser(room.an, installation.webs[1])
    turn_pages(installation, paper_id, range(1, 4), installation.webs[0])
    installation.restart_database()
    assert voter.command("PUT", f"/votes/{vote_id}/ballots/mine", {"answer": {"choice": "for"}}, "after").ok
    turn_pages(installation, paper_id, range(4, 8), installation.webs[0])
    for tablet in tablets:
        # Read anew each time: the count of the vote is told a moment after the ballot.
        await_that(lambda tablet=tablet: tablet.newest().get("meeting") == installation.seq())
        assert tablet.joins == 1, "nobody was disconnected for it"
        seqs = tablet.seqs()
        assert seqs == sorted(set(seqs))
    with reading() as session:
        assert session.query(Ballot).filter_by(vote_id=vote_id).count() == 1
