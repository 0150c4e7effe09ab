"""Page turns: what one costs the server, and when the tablets have heard of it."""

from contextlib import ExitStack

from bench.figures import median, p99
from bench.papers.rows import NotMeasured

from .servers import PAGES, floor, node, ours

TURNS, EVERY = 50, 0.2  # a turn every 200 ms; a block lasts as long as REST_SECONDS, with as many pings in it
BLOCKS = 3
BLOCKS_OF_SMALL, SMALL = 5, 300  # of few turns the 99th percentile is but the worst of them
REST_SECONDS = 10  # whole rounds of pings and heartbeats, ours (5 s) and Node's (10 s)


class Series:
    """The blocks of one server. What pings and heartbeats cost, measured at rest, is taken off: before the first block,
    and not just after the tablets have come in, which costs more for a while; and again after the last."""

    def __init__(self, server, house):
        self.server, self.cpu, self.last, self.arrivals = server, [], [], []
        self.pages = [house.page(1 + number % PAGES) for number in range(TURNS)]
        self.rests = []

    def rest(self):
        self.rests.append(self._per_second(REST_SECONDS))

    def _per_second(self, seconds):
        before = self.server.cpu()
        self.server.tell("rest", seconds=seconds)
        return (self.server.cpu() - before) / seconds

    def block(self):
        before = self.server.cpu()
        told = self.server.tell("turn", count=TURNS, every=EVERY, texts=self.pages)
        self.cpu.append(1000 * (self.server.cpu() - before) / TURNS)
        self.last += [max(turn) for turn in told["turns"]]
        self.arrivals += [at for turn in told["turns"] for at in turn]
        return told["heard"]

    def figures(self, prefix):
        resting = 1000 * EVERY * min(self.rests)
        return {f"{prefix}_cpu_ms": median(self.cpu) - resting, f"{prefix}_last_ms": median(self.last)}


def of_sizes(house, server, sizes):
    """{name: number} at these numbers of tablets, in rising order."""
    found = {}
    for size in sizes:
        server.grow(house, size)
        series = Series(server, house)
        server.tell("rest", seconds=REST_SECONDS)
        series.rest()
        for _ in range(BLOCKS_OF_SMALL if size <= SMALL else BLOCKS):
            series.block()
        series.rest()
        found |= series.figures(f"fanout_{size}") | {f"turn_{size}_p99_ms": p99(series.arrivals)}
    return found


def compared(house, copy, server, size):
    """The same beside the others, in turn, so that what else the machine does is everybody's. `copy`: of the house,
    for the server that is switched off: two on one log would each tell what the other wrote."""
    server.grow(house, size)
    series = {f"fanout_{size}": Series(server, house)}
    fact = series[f"fanout_{size}"].block()
    found = {}
    with ExitStack() as others:
        for name, start in (
            ("off", lambda: ours(copy, MEETING_DIRECT_FANOUT="off")),
            ("node", lambda: node(fact)),
            ("floor", lambda: floor(fact)),
        ):
            try:
                other = others.enter_context(start())
                other.grow(house, size)
                series[f"fanout_{size}_{name}"] = Series(other, house)
            except NotMeasured as reason:
                found |= {f"fanout_{size}_{name}_{what}_ms": reason for what in ("cpu", "last")}
        for each in series.values():
            each.rest()
        for _ in range(BLOCKS):
            for each in series.values():
                each.block()
        for each in series.values():
            each.rest()
    for name, each in series.items():
        found |= each.figures(name)
    return found
