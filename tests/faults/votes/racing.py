"""What happens in one moment: the close among a hundred ballots, one member on five devices."""

import threading
import time
from random import Random

from meeting.db import writing
from meeting.people.signing_in import start_sign_in

from .polling import CHOICES, judge, on

WINDOW_SECONDS = 0.05
LEAD_SECONDS = 0.2  # after which the ballots begin
VOTERS = 100
DEVICES = 5
AT_ONCE = 20  # members, each on all of their devices


def races(folder, seed, kind, votes=500):
    """The close falls at a random moment among the ballots, or shortly before or after."""
    chance, anomalies, counted, late, split = Random(seed), [], 0, 0, 0
    aim = LEAD_SECONDS
    with on(kind, folder, VOTERS - 1) as built:
        for _ in range(votes):
            vote_id = built.open()
            casts = [built.ballot(n, chance.choice(CHOICES)) for n in range(VOTERS)]
            moment = max(0, aim + chance.uniform(-0.02, 3 * WINDOW_SECONDS))
            closing = threading.Thread(
                target=lambda vote_id=vote_id, moment=moment: (time.sleep(moment), built.close(vote_id))
            )
            closing.start()
            built.cast(vote_id, casts, WINDOW_SECONDS)
            closing.join()
            refused = [c for c in casts if not c.is_acknowledged]
            strange = [c.said for c in refused if c.said["error"] != "vote_closed"]
            if strange:
                anomalies.append(f"vote {vote_id}: refused as {strange[0]}")
            counted, late = counted + len(casts) - len(refused), late + len(refused)
            split += 0 < len(refused) < len(casts)
            # How long a ballot takes is the machine's affair: the next close comes later when all were late, or sooner.
            aim += WINDOW_SECONDS * ((len(refused) == len(casts)) - (not refused))
            anomalies += judge(built, vote_id, casts)
    if not counted or not late:
        anomalies.append(f"{counted} were counted and {late} late: the close has raced nobody")
    return {
        "votes": votes,
        "counted": counted,
        "refused_as_late": late,
        "divided": split,
        "anomalies": anomalies,
    }


def devices(folder, seed, votes=1000):
    """`votes`: of one member each, on five devices at once; every other time the answer may be changed."""
    chance, anomalies, refused = Random(seed), [], 0
    with on("sqlite", folder, AT_ONCE - 1) as built:
        with writing() as session:
            cookies = [
                [start_sign_in(session, actor.person_id, f"device {d}", hours=12) for d in range(DEVICES)]
                for actor in built.room.actors
            ]
        for number in range(votes // AT_ONCE):
            vote_id = built.open(may_change=bool(number % 2))
            casts = [
                built.ballot(n, chance.choice(CHOICES), cookies[n][device])
                for n in range(AT_ONCE)
                for device in range(DEVICES)
            ]
            chance.shuffle(casts)
            built.cast(vote_id, casts, WINDOW_SECONDS)
            built.close(vote_id)
            anomalies += judge_devices(built, vote_id, casts, bool(number % 2))
            refused += sum(not c.is_acknowledged for c in casts)
    return {"votes": votes, "devices": DEVICES, "refused_as_second": refused, "anomalies": anomalies}


def judge_devices(built, vote_id, casts, may_change):
    found, stored = [], built.stored(vote_id)
    if sorted(n for n, _ in stored) != list(range(AT_ONCE)):
        found.append(f"vote {vote_id}: {len(stored)} ballots of {AT_ONCE} members")
    for n, choice in stored:
        own = [c for c in casts if c.n == n]
        said = {c.choice for c in own if c.is_acknowledged}
        if said != {choice}:
            found.append(f"vote {vote_id}: recorded is {choice}, acknowledged were {said}")
        codes = {c.said["error"] for c in own if not c.is_acknowledged}
        if codes - {"ballot_outdated" if may_change else "no_change"}:
            found.append(f"vote {vote_id}: refused as {codes}")
    counts = built.result(vote_id)["counts"]
    if sum(counts.values()) != AT_ONCE:
        found.append(f"vote {vote_id}: counted {counts}")
    return found
