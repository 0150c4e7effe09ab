"""bin/faults votes: one run after the other, a line for each."""

import json
import time
from functools import partial

from meeting import create_app
from tests.conftest import SETTINGS
from tests.databases import SQLite
from tests.voting.machine import live

from .. import forensics, interrupted_close
from . import clocks, closings, full_disk, killing, lossy_line, racing


def machine(folder, seed, lives):
    app = create_app(**SETTINGS, DATA=str(folder), DATABASE_URL=SQLite(folder).fresh())
    wrong = []
    with app.app_context():
        try:
            live(lives)
        except AssertionError as failure:
            wrong.append(f"another outcome than the model's: {failure}")
        app.extensions["database"].close()
    return {"lives": lives, "anomalies": wrong}


# {name: (run, what it does in full, what in a hurry)}
RUNS = {
    "killed": (killing.kills, {"times": 200}, {"times": 8}),
    "answers lost": (lossy_line.lost_answers, {"ballots": 10_000}, {"ballots": 300}),
    "close races, SQLite": (partial(racing.races, kind="sqlite"), {"votes": 500}, {"votes": 5}),
    "close races, PostgreSQL": (partial(racing.races, kind="postgresql"), {"votes": 500}, {"votes": 5}),
    "five devices": (racing.devices, {"votes": 1000}, {"votes": 20}),
    "close killed at each step": (closings.closings, {"times": 20}, {"times": 2, "kinds": ("sqlite",)}),
    "secret vote's close killed at each step": (
        interrupted_close.run,
        {"times": 20},
        {"times": 1, "kinds": ("sqlite",)},
    ),
    "forensics": (forensics.run, {}, {"members": 20, "kinds": ("sqlite",)}),
    "PostgreSQL stopped": (killing.stopped_databases, {"times": 20}, {"times": 1}),
    "disk full": (full_disk.full_disks, {"times": 20}, {"times": 1}),
    "clock": (clocks.clocks, {"times": 5}, {"times": 1}),
    "machine": (machine, {"lives": 20_000}, {"lives": 200}),
}


def run(folder, seed, hurry=False, only=None, part=1.0):
    """What went wrong in any of them, or in the one named; each prints its figures when it has ended. `part`: of the
    numbers in full."""
    runs = {only: RUNS[only]} if only else RUNS
    anomalies, untested = [], []
    for number, (name, (act, full, quick)) in enumerate(runs.items()):
        place, began = folder / str(number), time.monotonic()
        place.mkdir()
        try:
            figures = act(place, seed, **(quick if hurry else shortened(full, part)))
        except AssertionError as failure:  # no answer in time is an anomaly as well
            figures = {"anomalies": [f"it broke off: {failure!r}"]}
        figures["whole_s"] = round(time.monotonic() - began)
        print(f"  {name}: {json.dumps(figures, ensure_ascii=False)}", flush=True)
        anomalies += [f"{name}: {wrong}" for wrong in figures["anomalies"]]
        untested += [f"{name}: {figures['not_tested']}"] if "not_tested" in figures else []
    return {"runs": len(runs), "not_tested": untested, "anomalies": anomalies}


def shortened(numbers, part):
    return {name: max(1, round(number * part)) for name, number in numbers.items()}
