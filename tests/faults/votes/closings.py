"""The web process is killed at each step of closing a vote. The next one finds it open with all its ballots, or closed
and counted; the chair's command, sent again, comes to the same result."""

from random import Random

from .polling import CHOICES, judge, on

MEMBERS = 19
# As in stopping.py, which only the server may load.
STEPS = (
    "before it is counted",
    "after it is counted",
    "before it is entered in the record",
    "before its facts are logged",
    "before the commit",
    "after the commit",
    "before the answer",
)


def closings(folder, seed, times=20, kinds=("sqlite", "postgresql")):
    anomalies, kills = [], 0
    for kind in kinds:
        chance = Random(f"{seed} {kind}")
        with on(kind, folder / kind, MEMBERS, what="tests.faults.votes.stopping:app") as built:
            for step in [step for step in STEPS for _ in range(times)]:
                kills += 1
                anomalies += [f"{kind}, {step}: {wrong}" for wrong in stopped(built, step, chance)]
    return {"steps": len(STEPS), "kills": kills, "anomalies": anomalies}


def stopped(built, step, chance):
    vote_id = built.open()
    casts = [built.ballot(n, chance.choice(CHOICES)) for n in range(MEMBERS + 1)]
    built.cast(vote_id, casts, 0.05)
    worker, stop_at = built.worker(), built.room.data / "stop-at"
    stop_at.write_text(step)
    built.close(vote_id)
    if stop_at.exists() or built.worker() == worker:
        return ["it was not killed"]
    return judge(built, vote_id, casts)
