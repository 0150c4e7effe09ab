"""bin/bench votes [--json]: the figures of voting with a thousand members, see bench/README.md."""

import argparse
import json
import sys
import tempfile
import time

from bench.figures import median, p99
from bench.papers.rows import NotMeasured, as_row, as_text, row_payload

from .house import chamber
from .seats import of_500_seats

VOTERS, FEWER = 1000, 300
TIMES = 3
TURNS = 8
ANSWERS = ("for", "against", "abstain")
FIGURES = {
    "ballots_1000_all_s": ("s", "≤ 1.5"),
    "ballots_1000_tablets_all_s": ("s", None),
    "ballots_1000_cpu_ms": ("ms", None),
    "ballot_ack_p99_ms": ("ms", "≤ 150"),
    "vote_opened_1000_last_ms": ("ms", None),
    "page_turn_1000_last_ms": ("ms", None),
    "vote_opened_per_page_turn": ("", "≤ 1"),
    "vote_close_1000_s": ("s", None),
    "progress_per_s": ("", "≤ 5"),
    "seat_change_500_p95_ms": ("ms", "≤ 16"),
    "seat_change_500_cpu_p95_ms": ("ms", None),
    "seats_snapshot_500_p95_ms": ("ms", "≤ 100"),
}


def main(arguments):
    parser = argparse.ArgumentParser(prog="bin/bench votes", description="Measure voting at full speed.")
    parser.add_argument("--json", action="store_true", help="one object instead of a table")
    options = parser.parse_args(arguments)
    found = measured()
    rows = [as_row(name, found[name], FIGURES) for name in FIGURES]
    print(json.dumps({"rows": [row_payload(row) for row in rows]}) if options.json else as_text(rows))


def measured():
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        say("building a council")
        with chamber(folder, tablets=0) as room:
            say("ballots of a thousand, and of three hundred")
            found = of_thousand(room) | of_fewer(room)
            say("a thousand tablets come in")
            room.server.grow(room.house, VOTERS)
            found |= with_tablets(room)
    say("seats on a tablet")
    return found | of_seats()


def of_thousand(room):
    """Everybody's within one second: when the last had its acknowledgement, after the first was sent."""
    lasts, cpu, closes = [], [], []
    for _ in range(TIMES):
        vote_id, before = opened(room), room.server.cpu()
        lasts.append(max(answered for _, answered, _ in cast(room, vote_id, VOTERS, 1)))
        cpu.append(1000 * (room.server.cpu() - before) / VOTERS)
        closes.append(closed(room, vote_id, VOTERS))
    return {
        "ballots_1000_all_s": median(lasts),
        "ballots_1000_cpu_ms": median(cpu),
        "vote_close_1000_s": median(closes),
    }


def of_fewer(room):
    waits = []
    for _ in range(TIMES):
        vote_id = opened(room)
        waits += [1000 * (answered - due) for due, answered, _ in cast(room, vote_id, FEWER, 2)]
        closed(room, vote_id, FEWER)
    return {"ballot_ack_p99_ms": p99(waits)}


def with_tablets(room):
    """The same with a thousand WebSockets that hear of it; how soon a vote is on all of them, beside a page turn."""
    server, lasts, shown, ticks = room.server, [], [], []
    pages = [room.house.page(1 + number % 30) for number in range(TURNS)]
    turns = server.tell("turn", count=TURNS, every=0.3, texts=pages)["turns"]
    for _ in range(TIMES):
        vote_id = room.draft()
        server.tell("expect", name="vote:opened")
        began = room.open(vote_id)
        shown.append(1000 * (max(server.tell("awaited")["at"]) - began))
        server.tell("expect", name="vote:progressed")
        answers = cast(room, vote_id, VOTERS, 1)
        lasts.append(max(answered for _, answered, _ in answers))
        server.tell("rest", seconds=0.5)
        ticks.append(len(server.tell("heard")["at"]) / VOTERS / (lasts[-1] + 0.5))
        closed(room, vote_id, VOTERS)
        turns += server.tell("turn", count=TURNS, every=0.3, texts=pages)["turns"]
    page = median([max(turn) for turn in turns])
    return {
        "ballots_1000_tablets_all_s": median(lasts),
        "vote_opened_1000_last_ms": median(shown),
        "page_turn_1000_last_ms": page,
        "vote_opened_per_page_turn": median(shown) / page,
        "progress_per_s": max(ticks),
    }


def opened(room):
    vote_id = room.draft()
    room.open(vote_id)
    return vote_id


def cast(room, vote_id, voters, seconds):
    ballots = [{"answer": {"choice": ANSWERS[n % 3]}} for n in range(voters)]
    answers = room.cast(vote_id, ballots, seconds)
    assert {status for _, _, status in answers} == {200}, answers
    return answers


def closed(room, vote_id, ballots):
    """Seconds; every ballot that was acknowledged is counted."""
    began = time.monotonic()
    counted = room.close(vote_id)["cast"]
    assert counted == ballots, counted
    return time.monotonic() - began


def of_seats():
    try:
        return of_500_seats()
    except NotMeasured as reason:
        return {name: reason for name in FIGURES if name.startswith("seat")}


def say(what):
    print(f"{what} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
