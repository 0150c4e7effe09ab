"""The server's wall clock jumps while a vote is open, by libfaketime: an hour ahead, an hour back, ten years ahead."""

from pathlib import Path
from random import Random

from meeting.db import writing
from meeting.people.signing_in import start_sign_in

from .polling import CHOICES, judge, polling

LIBRARIES = "*/faketime/libfaketimeMT.so.1"
JUMPS = {"an hour ahead": "+1h", "an hour back": "-1h", "ten years ahead": "+10y", "back to now": "+0"}
MEMBERS = 59
TEN_YEARS_AND_MORE = 100_000  # hours


def clocks(folder, seed, times=1):
    library = next(Path("/usr/lib").glob(LIBRARIES), None)
    if library is None:
        return {"not_tested": "libfaketime is not installed", "anomalies": []}
    clock = folder / "clock"
    clock.write_text("+0\n")
    settings = {
        "LD_PRELOAD": str(library),
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",  # nothing sets that one
        "DONT_FAKE_MONOTONIC": "1",
    }
    chance, anomalies, votes = Random(seed), [], 0
    with polling(folder, MEMBERS, **settings) as built:
        built.room.cookies[:] = sign_in(built, TEN_YEARS_AND_MORE)
        for name, jump in [*JUMPS.items()] * times:
            built.chair.http.cookies.set("sign_in", built.room.cookies[0])
            for wrong in through(built, chance, clock, jump):
                anomalies.append(f"{name}: {wrong}")
            votes += 1
    return {"votes": votes, "anomalies": anomalies}


def sign_in(built, hours):
    with writing() as session:
        return [start_sign_in(session, actor.person_id, "test", hours=hours) for actor in built.room.actors]


def through(built, chance, clock, jump):
    """A vote with the jump in its middle; half of the members have answered."""
    vote_id = built.open()
    casts = [built.ballot(n, chance.choice(CHOICES)) for n in range(MEMBERS + 1)]
    built.cast(vote_id, casts[:30], 0.1)
    clock.write_text(jump + "\n")
    built.cast(vote_id, casts[30:], 0.1)
    strange = [c.said for c in casts if not c.is_acknowledged]
    built.close(vote_id)
    return judge(built, vote_id, casts) + [
        f"{len(strange)} refused, such as {strange[0]}" for _ in strange[:1]
    ]
