"""The room out of one process: a day's meeting in miniature, then what it stands on is broken while pages are turned
and ballots cast. Nothing acknowledged is lost or done twice; every tablet comes out right."""

import os
import signal
import threading
import time
from random import Random

import redis
from sqlalchemy import func, select

from meeting.db import FactEntry, reading
from meeting.docs.presenting.models import Presentation
from meeting.voting.models import Ballot

from .day import Day
from .hall import PAGES
from .house import house

FRESH_SECONDS = 10
RETURN_SECONDS = (
    30  # of the tablets of a killed process: it starts again, and they come back spread over five seconds
)
MOST_GROWTH_PERCENT = 10
MORE_FILES = 10  # a tablet on its way back has two lines for a moment
TURNS = 25
# Another answer than at the fault before, so that a ballot that is lost is missed.
CHOICES = {"kill": "for", "flush_redis": "against", "restart_redis": "abstain", "restart_database": "for"}
LONG = 180  # seconds; in a shorter meeting memory says nothing


def run(folder, seed, members, minutes, pace=1.0, faults=None):
    """The figures of one run, among them `anomalies`: sentences, none of them when all is well."""
    chance = Random(seed)
    with house(folder, members) as built:
        day = Day(built, chance, pace)
        day.run(minutes * 60)
        figures = {
            "tablets": len(built.browsers),
            "minutes": minutes,
            "acts": day.done,
            "refused": day.refused,
        }
        figures |= day.growth() | {"fresh_s": built.seconds_until_fresh(FRESH_SECONDS + 2)}
        figures["tracebacks"] = built.tracebacks()
        broken = [broken_by(built, day.vote_id, fault, chance) for fault in faults or FAULTS]
        counts = [tablet["counts"] for tablet in built.states()]
    return figures | {"broken": broken, "anomalies": anomalies(figures, broken, counts)}


def anomalies(figures, broken, counts):
    found = []
    if figures["minutes"] * 60 >= LONG and figures["growth_percent"] >= MOST_GROWTH_PERCENT:
        found.append(f"the web processes have grown by {figures['growth_percent']} %")
    if figures["open_files"][1] - figures["open_files"][0] > MORE_FILES:
        found.append("open files: {} → {}".format(*figures["open_files"]))
    if figures["tracebacks"]:
        found.append(f"{figures['tracebacks']} unhandled exceptions in the log")
    if figures["fresh_s"] is None:
        found.append("after the meeting not every tablet shows what the server knows")
    for one in broken:
        if one["fresh_s"] is None:
            found.append(f"{one['fault']}: not every tablet came out right in time")
        if one["lost"] or one["twice"]:
            found.append(
                f"{one['fault']}: {one['lost']} acknowledged commands lost, {one['twice']} done twice"
            )
    if out_of_order := sum(count["outOfOrder"] for count in counts):
        found.append(f"{out_of_order} facts were applied out of their order, or twice")
    if left := sum(count["left"] for count in counts):
        found.append(f"{left} tablets left the room")
    return found


def broken_by(built, vote_id, fault, chance):
    """Pages are turned at one process and ballots cast at both, with the fault in the middle."""
    room, first = built.room, newest_fact()
    pages = turns(chance, shown_page(room))
    choice = CHOICES[fault.__name__]
    voting = threading.Thread(target=vote, args=(built, vote_id, choice, fault.__name__))
    for number, page in enumerate(pages):
        if number == TURNS // 3:
            voting.start()
            began = time.monotonic()
            fault(built)
        place = {"paper_id": room.paper_id, "page": page}
        answer = built.browsers[0].command("PUT", "/presentation", place, f"{fault.__name__} {number}")
        assert answer.ok, answer.text
        time.sleep(0.05)
    voting.join()
    fresh = built.seconds_until_fresh(RETURN_SECONDS if fault is kill else FRESH_SECONDS)
    passed = round(time.monotonic() - began, 1)
    turned = count_turns(first)
    lost = (
        len(built.browsers)
        - ballots(vote_id, choice)
        + (shown_page(room) != pages[-1])
        + max(0, TURNS - turned)
    )
    return {
        "fault": fault.__name__,
        "fresh_s": fresh,
        "since_fault_s": passed,
        "lost": lost,
        "twice": max(0, turned - TURNS),
    }


def turns(chance, page):
    """So many pages to turn to, each another than the one before."""
    pages = []
    for _ in range(TURNS):
        page = chance.choice([other for other in range(1, PAGES + 1) if other != page])
        pages.append(page)
    return pages


def kill(built):
    """The worker of one web process, with its tablets, its requests under way and all that it knew."""
    os.kill(built.webs[0].worker, signal.SIGKILL)


def flush_redis(built):
    with redis.Redis.from_url(built.redis[0]) as asking:
        asking.flushall()


def restart_redis(built):
    address, process = built.redis
    process.kill()
    process.wait()
    built.start_redis(int(address.rpartition(":")[2].partition("/")[0]))


def restart_database(built):
    built.restart_postgresql()


def vote(built, vote_id, choice, name):
    """Every answer is made on the one before."""
    for browser in built.browsers:
        body = {"answer": {"choice": choice}, "revision": built.revisions.get(browser, 0)}
        answer = browser.command("PUT", f"/votes/{vote_id}/ballots/mine", body, f"{name} {choice}")
        assert answer.ok, answer.text
        built.revisions[browser] = answer.json()["ballot"]["revision"]


def newest_fact():
    with reading() as session:
        return session.scalar(select(func.max(FactEntry.id))) or 0


def count_turns(after):
    """Of pages told to the whole meeting since."""
    this = (
        (FactEntry.id > after) & (FactEntry.name == "presentation:changed") & (FactEntry.channel == "meeting")
    )
    with reading() as session:
        return session.scalar(select(func.count()).where(this))


def ballots(vote_id, choice):
    this = (Ballot.vote_id == vote_id) & (Ballot.answer["choice"].as_string() == choice)
    with reading() as session:
        return session.scalar(select(func.count()).select_from(Ballot).where(this))


def shown_page(room):
    with reading() as session:
        return session.get(Presentation, room.meeting_id).page


FAULTS = (kill, flush_redis, restart_redis, restart_database)
