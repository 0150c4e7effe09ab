"""bin/faults [NAME] [--quick] [--only RUN] [--part P] [--seed N] [--minutes M]: breaks what can break and says what
came out. Ends with 1 on any anomaly."""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from . import bad_peers, catching_up, room, seeded_bugs, slow
from .votes import running as votes

# {name: (module, what is run in full, what is run in a hurry)}
RUNS = {
    "catch-up": (catching_up, {"members": 19, "facts": 10_000}, {"members": 5, "facts": 400}),
    "bad-peers": (bad_peers, {}, {}),
    "slow": (slow, {"minutes": 10}, {"minutes": 0.25}),
    "votes": (votes, {}, {"hurry": True}),
    "bugs": (seeded_bugs, {}, {"most": 4}),
    "room": (room, {"members": 59, "minutes": 15}, {"members": 5, "minutes": 0.25, "pace": 6}),
}


def main():
    parser = argparse.ArgumentParser(prog="bin/faults", description=__doc__)
    parser.add_argument("name", nargs="?", choices=sorted(RUNS), help="one run only")
    parser.add_argument("--quick", action="store_true", help="the small part that the tests run, too")
    parser.add_argument("--seed", type=int, default=20261125, help="chance as it was in an earlier run")
    parser.add_argument("--minutes", type=float, help="of room, 15 unless said otherwise, or slow, 10")
    parser.add_argument("--tablets", type=int, help="in room; 60 unless said otherwise")
    parser.add_argument("--only", choices=sorted(votes.RUNS), help="one run of votes only")
    parser.add_argument("--part", type=float, default=1.0, help="of the numbers in full, in votes")
    options = parser.parse_args()
    names = [options.name] if options.name else list(RUNS)
    wrong = [name for name in names if not is_well(name, options)]
    well = f"{len(names) - len(wrong)} of {len(names)} fault runs without anomaly"
    print(f"{well}; not so: {', '.join(wrong)}" if wrong else well)
    return 1 if wrong else 0


def is_well(name, options):
    module, full, quick = RUNS[name]
    began = time.monotonic()
    how = dict(quick if options.quick else full)
    if options.minutes and "minutes" in how:
        how["minutes"] = options.minutes
    if options.tablets and module is room:
        how["members"] = options.tablets - 1
    if module is votes:
        how |= {"only": options.only, "part": options.part}
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        figures = module.run(Path(folder), options.seed, **how)
    figures |= {"seed": options.seed, "whole_s": round(time.monotonic() - began)}
    print(f"{name}: {json.dumps(figures)}", flush=True)
    return not figures["anomalies"]


if __name__ == "__main__":
    sys.exit(main())
