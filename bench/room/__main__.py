"""bin/bench room [--tablets N] [--json]: the figures of the room at full speed, see bench/README.md."""

import argparse
import json
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from bench.papers.rows import NotMeasured, as_row, as_text, row_payload

from . import servers, turning

SMALLER = (60, 100, 300)
LARGER = 2000


def main(arguments):
    parser = argparse.ArgumentParser(prog="bin/bench room", description="Measure the room at full speed.")
    parser.add_argument("--json", action="store_true", help="one object instead of a table")
    parser.add_argument(
        "--tablets", type=int, default=1000, metavar="N", help="tablets in a full room (1000)"
    )
    options = parser.parse_args(arguments)
    found = measured(options.tablets)
    rows = [as_row(name, found[name], figures(found, options.tablets)) for name in found]
    print(json.dumps({"rows": [row_payload(row) for row in rows]}) if options.json else as_text(rows))


def measured(size):
    """{name: number or NotMeasured}"""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        say("building a council")
        house = servers.build(Path(folder, "one"))
        copy = replace(house, data=Path(folder, "two"))
        shutil.copytree(house.data, copy.data)
        with servers.ours(house) as server:
            say("page turns in smaller rooms")
            kb_empty = server.figures()["kb"]
            found = turning.of_sizes(house, server, [small for small in SMALLER if small < size])
            say("page turns beside Node and bare sockets")
            found |= turning.compared(house, copy, server, size)
            found["tablet_kb"] = (server.figures()["kb"] - kb_empty) / size
            if size < LARGER:
                say("page turns in a larger room")
                found |= turning.of_sizes(house, server, [LARGER])
            say("all come back in one instant")
            found |= herd(server, size)
    return found


def herd(server, size):
    names = (f"herd_{size}_fresh_s", "herd_snapshots_built")
    try:
        before = server.figures()["snapshots"]
        seconds = server.tell("herd", count=size)["seconds"]
        after = server.figures()["snapshots"]
    except NotMeasured as reason:
        return dict.fromkeys(names, reason)
    built = NotMeasured("each tablet is given its own") if before is None else after - before
    return dict(zip(names, (seconds, built), strict=True))


def figures(found, size):
    """{name: (unit, target)}; some targets are what others took in the same minutes."""
    targets = {
        "turn_60_p99_ms": "≤ 50",
        "turn_300_p99_ms": "≤ 100",
        f"fanout_{size}_cpu_ms": at_most(
            found, {f"fanout_{size}_node_cpu_ms": 0.8, f"fanout_{size}_floor_cpu_ms": 2.5}
        ),
        f"fanout_{size}_last_ms": at_most(
            found, {f"fanout_{size}_node_last_ms": 0.8, f"fanout_{size}_floor_last_ms": 2.5}
        ),
        f"herd_{size}_fresh_s": "≤ 15",
        "herd_snapshots_built": "≤ 10",
        "tablet_kb": "≤ 100",
    }
    return {name: (unit(name), targets.get(name)) for name in found}


def at_most(found, shares):
    bounds = [
        share * found[name] for name, share in shares.items() if not isinstance(found[name], NotMeasured)
    ]
    return f"≤ {min(bounds):.1f}" if bounds else None


def unit(name):
    ending = name.rpartition("_")[2]
    return {"ms": "ms", "s": "s", "kb": "KB"}.get(ending, "")


def say(what):
    print(f"{what} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
