"""The disk that holds everything is full while a vote is open: what cannot be kept is not acknowledged, and is kept
when there is room again. The disk is a small tmpfs, which takes root and the right to mount."""

import os
import subprocess
from contextlib import contextmanager
from random import Random

from .polling import CHOICES, judge, polling

SIZE_MB = 240  # below 200 MB of free space the server does not call itself well
MEMBERS = 59


@contextmanager
def small_disk(folder):
    """A folder of so much room; None where this machine lets nobody make one."""
    place = folder / "disk"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE_MB}m", "tmpfs", place], capture_output=True
    )
    try:
        yield None if made.returncode else place
    finally:
        if not made.returncode:
            subprocess.run(["umount", "-l", place], check=True)


def fill(place):
    """The rest of the room is taken, to the last byte."""
    ballast = place / "ballast"
    handle = os.open(ballast, os.O_CREAT | os.O_WRONLY)
    for size in (1 << 16, 1 << 9, 1):
        try:
            while True:
                os.write(handle, bytes(size))
        except OSError:
            continue
    os.close(handle)
    return ballast


def full_disks(folder, seed, times=3):
    chance, anomalies, unanswered = Random(seed), [], 0
    with small_disk(folder) as place:
        if place is None:
            return {"not_tested": "no small disk can be mounted here", "anomalies": []}
        with polling(place, MEMBERS) as built:
            for _ in range(times):
                vote_id = built.open()
                casts = [built.ballot(n, chance.choice(CHOICES)) for n in range(MEMBERS + 1)]
                built.send(vote_id, casts[: MEMBERS // 2], 0.1)
                ballast = fill(place)
                built.send(vote_id, casts[MEMBERS // 2 :], 0.1)
                acknowledged = {(c.n, c.choice) for c in casts if c.is_acknowledged}
                refused = [c for c in casts if not c.is_acknowledged]
                ballast.unlink()
                if set(built.stored(vote_id)) != acknowledged:
                    anomalies.append(f"vote {vote_id}: what is recorded is not what was acknowledged")
                unanswered += len(refused)
                built.cast(vote_id, refused, 0.1) if refused else None
                built.close(vote_id)
                anomalies += judge(built, vote_id, casts)
    if not unanswered:
        anomalies.append("every ballot found room: the disk was not full")
    return {"times": times, "not_acknowledged_at_first": unanswered, "anomalies": anomalies}
