"""Fifty tablets that read slowly or not at all, beside good ones for whom pages are turned: the good ones are told as
soon as without them, and the server does not keep what nobody takes.

The machine does other work as well, so quiet spans and slow ones take turns and each slow one is held against the
quiet one just before it. What two quiet ones differ by is told besides: a comparison can be no finer than that.
"""

import sys
from pathlib import Path
from random import Random
from statistics import median

from bench.figures import p95
from bench.room import servers
from tests.live import await_that

from .bad_peers import administrator, ask, memory_mb
from .hall import PAGES, hall
from .slow_peers import slow_peers

GOOD, SLOW = 20, 50
TURNS, EVERY = 25, 0.2  # between two looks at the server; a page every 200 ms
QUIET_SHARE = 0.25  # of a round, which takes a minute or less
MOST_APART = 0.2  # of a turn's time, with slow ones and without
MOST_GROWTH_MB = 50
LATE_SECONDS = 2
LONG = 5  # rounds; from fewer no time of a turn can be compared
QUEUED_FACTS = "60"  # not 200, so that a round is long enough to be that far behind


def run(folder, seed, minutes):
    """The figures of one run, among them `anomalies`: sentences, none of them when all is well."""
    rounds = max(1, round(minutes))
    seconds = minutes * 60 / rounds
    quiet, slow = Spans(), Spans()
    with hall(folder, GOOD + SLOW) as room, serving(room) as server:
        watch = Watch(room, server, Random(seed))
        came, turned_away = 0, []
        for _ in range(rounds):
            watch.span(quiet, seconds * QUIET_SHARE)
            with slow_peers(watch.address, room.meeting_id, room.cookies[GOOD:]) as peers:
                watch.span(slow, seconds * (1 - QUIET_SHARE))
            came, turned_away = came + peers.came, turned_away + peers.turned_away
            await_that(lambda: watch.connected() == GOOD)
        log = Path(folder, "log").read_text()
    figures = {
        "good": GOOD,
        "slow": SLOW,
        "minutes": minutes,
        "turns": [quiet.turns, slow.turns],
        "quiet_ms": quiet.figures(),
        "slow_ms": slow.figures(),
        "against_quiet": compared(quiet.each, slow.each),
        "quiet_against_quiet": compared(quiet.each, quiet.each[1:]),
        "slow_connected": [min(slow.connected) - GOOD, median(slow.connected) - GOOD],
        "came_back": came - rounds * SLOW,
        "given_up_behind": log.count("tablets that stayed behind"),
        "turned_away": turned_away,
        "memory_mb": [quiet.memory[0], *slow.memory],
        "tracebacks": log.count("Traceback"),
    }
    return figures | {"anomalies": anomalies(figures, rounds)}


def anomalies(figures, rounds):
    found = []
    for name, (ratio, _, _) in figures["against_quiet"].items():
        if rounds >= LONG and abs(ratio - 1) > MOST_APART:
            found.append(f"{name} of a turn is {ratio} times what it is without slow tablets")
    if figures["slow_ms"]["latest"] > 1000 * LATE_SECONDS + 3 * figures["quiet_ms"]["latest"]:
        found.append(f"a page reached a good tablet only after {figures['slow_ms']['latest']} ms")
    if figures["slow_connected"][1] < figures["slow"] / 2:
        found.append(f"only {figures['slow_connected'][1]} slow tablets were connected: nothing was tried")
    if rounds >= LONG and not figures["given_up_behind"]:
        found.append("no slow tablet was ever so far behind that it was given up")
    if figures["turned_away"]:
        found.append(f"{len(figures['turned_away'])} times a slow tablet was not let in")
    before, *grown = figures["memory_mb"]
    if max(grown) - before > MOST_GROWTH_MB:
        found.append(f"the server has grown: {before} → {max(grown)} MB")
    if figures["tracebacks"]:
        found.append(f"{figures['tracebacks']} unhandled exceptions in the log")
    return found


def serving(room):
    """The room's server with the bench's tablets, which are cheap and whose arrivals the system itself notes."""
    log = ("--capture-output", "--error-logfile", str(room.data / "log"))
    command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", *log, "tests.faults.narrow:app"]
    settings = {"MEETING_DATA": str(room.data), "MEETING_QUEUED_FACTS": QUEUED_FACTS}
    return servers.running([*command, "--bind", "127.0.0.1:{port}"], worker=True, **settings)


class Watch:
    """Turns pages for the good tablets, and looks at the server meanwhile."""

    def __init__(self, room, server, chance):
        self.server, self.chance = server, chance
        self.address = f"http://127.0.0.1:{server.port}"
        self.admin = administrator(room)
        self.house = servers.House(room.data, room.meeting_id, room.paper_id, room.cookies[:GOOD])
        server.grow(self.house, GOOD)

    def span(self, spans, seconds):
        arrivals, memory = [], []
        for _ in range(max(1, round(seconds / (TURNS * EVERY)))):
            pages = [self.house.page(page) for page in self.chance.sample(range(1, PAGES + 1), TURNS)]
            told = self.server.tell("turn", count=TURNS, every=EVERY, texts=pages)
            arrivals += [at for turn in told["turns"] for at in turn]
            spans.turns += TURNS
            spans.connected.append(self.connected())
            memory.append(memory_mb(self.server.process.pid))
        spans.each.append(arrivals)
        spans.memory.append(max(memory))

    def connected(self):
        rows = ask(self.address, "/api/installation", self.admin)["rows"]
        return next(row["connected"] for row in rows if row["name"] == "tablets")


class Spans:
    """What was seen in all spans of a kind, span by span: `each` has the milliseconds to every good tablet, `memory`
    the most that the server has had."""

    def __init__(self):
        self.turns, self.each, self.connected, self.memory = 0, [], [], []

    def figures(self):
        together = [at for arrivals in self.each for at in arrivals]
        figures = {"median": median(together), "p95": p95(together), "latest": max(together)}
        return {name: round(value, 2) for name, value in figures.items()}


def compared(before, after):
    """{median, p95: [how many times as long it took after as before, in the middle, at least, at most]}"""
    found = {}
    for name, figure in (("median", median), ("p95", p95)):
        ratios = [figure(late) / figure(early) for early, late in zip(before, after, strict=False)]
        found[name] = [round(of(ratios), 2) for of in (median, min, max)] if ratios else None
    return found
