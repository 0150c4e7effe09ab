"""The web process is killed (-9) at a random moment while sixty vote; PostgreSQL is stopped at once in the same way."""

import threading
import time
from random import Random

from tests import postgresql

from .polling import CHOICES, judge, on, polling

OVER_SECONDS = 0.5  # the ballots come in
MEMBERS = 59


def kills(folder, seed, times=200, kind="sqlite"):
    with on(kind, folder, MEMBERS) as built:
        return broken(built, seed, times, built.kill)


def stopped_databases(folder, seed, times=20):
    with (
        postgresql.restartable() as (address, restart),
        polling(folder, MEMBERS, address) as built,
    ):
        return broken(built, seed, times, lambda: restart("immediate"))


def broken(built, seed, times, fault):
    chance = Random(seed)
    anomalies, again = [], 0
    for _ in range(times):
        vote_id = built.open(may_change=False)
        casts = [built.ballot(n, chance.choice(CHOICES)) for n in range(MEMBERS + 1)]
        moment = 0.2 + chance.uniform(0, OVER_SECONDS + 0.1)
        breaking = threading.Thread(target=lambda moment=moment: (time.sleep(moment), fault()))
        breaking.start()
        built.cast(vote_id, casts, OVER_SECONDS)
        breaking.join()
        refused = [c.said for c in casts if not c.is_acknowledged]
        if refused:
            anomalies.append(f"vote {vote_id}: {len(refused)} refused, such as {refused[0]}")
        again += sum(c.tries > 1 for c in casts)
        built.close(vote_id)
        anomalies += judge(built, vote_id, casts)
    return {"faults": times, "ballots": times * (MEMBERS + 1), "sent_again": again, "anomalies": anomalies}
