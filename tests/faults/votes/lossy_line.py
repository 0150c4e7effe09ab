"""A proxy that takes every request to the server and loses a share of the answers on the way back."""

import asyncio
import threading
from contextlib import contextmanager, suppress
from random import Random

from tests.live import free_port

from .polling import CHOICES, judge, on

SHARE = 0.3


class LossyLine:
    def __init__(self, port, seed):
        self.to, self.port, self.chance = port, free_port(), Random(seed)
        self.passed = self.lost = 0

    async def serve(self, started, ended):
        server = await asyncio.start_server(self.carry, "127.0.0.1", self.port, backlog=1024)
        async with server:
            started.set()
            await asyncio.to_thread(ended.wait)

    async def carry(self, reader, writer):
        with suppress(OSError, asyncio.IncompleteReadError):
            above, below = await asyncio.open_connection("127.0.0.1", self.to)
            below.write(await whole(reader))
            answer = await whole(above)
            below.close()
            if self.chance.random() < SHARE:
                self.lost += 1
            else:
                self.passed += 1
                writer.write(answer)
                await writer.drain()
        writer.close()


async def whole(reader):
    """A request or an answer, with its body."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0] or 0)
    return head + await reader.readexactly(length)


@contextmanager
def lossy_line(port, seed):
    line, started, ended = LossyLine(port, seed), threading.Event(), threading.Event()
    carrying = threading.Thread(target=lambda: asyncio.run(line.serve(started, ended)), daemon=True)
    carrying.start()
    started.wait()
    try:
        yield line
    finally:
        ended.set()
        carrying.join(10)


def lost_answers(folder, seed, ballots=10_000, members=100):
    chance, anomalies, again = Random(seed), [], 0
    with on("sqlite", folder, members - 1) as built, lossy_line(built.port, seed) as line:
        for _ in range(ballots // members):
            vote_id = built.open(may_change=False)
            casts = [built.ballot(n, chance.choice(CHOICES)) for n in range(members)]
            built.cast(vote_id, casts, 0.3, line.port)
            refused = [c.said for c in casts if not c.is_acknowledged]
            if refused:
                anomalies.append(f"vote {vote_id}: {len(refused)} refused, such as {refused[0]}")
            again += sum(c.tries - 1 for c in casts)
            built.close(vote_id)
            anomalies += judge(built, vote_id, casts)
    if not again:
        anomalies.append("no answer was lost: nothing has been tried")
    return {
        "ballots": ballots // members * members,
        "answers_lost": line.lost,
        "sent_again": again,
        "anomalies": anomalies,
    }
