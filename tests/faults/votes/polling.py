"""A server, and many who vote at it over HTTP: each sends again with its key until it is answered."""

import json
import os
import signal
import time
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count

import requests
from sqlalchemy import select

from bench.votes.voters import Crowd
from meeting.db import reading, writing
from meeting.voting.drafting import draft_vote
from meeting.voting.models import Ballot
from meeting.voting.opening import open_vote
from tests import postgresql
from tests.live import descendants
from tests.several.tablets import Browser

from ..hall import hall, server

CHOICES = ("for", "against", "abstain")
AGAIN_SECONDS = 0.2
PATIENCE = 60


@dataclass
class Cast:
    """One ballot on its way: of person number `n`, from `device` (a sign-in), under one key however often sent."""

    n: int
    choice: str
    key: str
    cookie: str
    status: int | None = None
    said: dict | None = None
    tries: int = 0

    @property
    def is_acknowledged(self):
        return self.status == 200


class Polling:
    def __init__(self, room, process, address):
        self.room, self.process, self.address = room, process, address
        self.port = int(address.rpartition(":")[2])
        self.keys = count(1)
        self.chair = Browser(address, room.cookies[0], room.path)

    def open(self, **more):
        """The id of a new vote that is open."""
        with writing(self.room.meeting_id) as session:
            chair = self.room.actors[0]
            vote = draft_vote(session, chair, self.room.item_id, "Thông qua", "council_resolution", **more)
            open_vote(session, chair, vote.id, despite_quorum=True)
            return vote.id

    def ballot(self, n, choice, cookie=None):
        return Cast(n, choice, f"ballot {next(self.keys)}", cookie or self.room.cookies[n])

    def send(self, vote_id, casts, seconds, port=None):
        """Once each, within so many seconds; what is answered is noted in them."""
        ballots = [[c.cookie, json.dumps({"answer": {"choice": c.choice}}), c.key] for c in casts]
        told = Crowd(port or self.port).cast(
            f"{self.room.path}/votes/{vote_id}/ballots/mine",
            self.chair.http.headers["X-CSRFToken"],
            self.chair.http.cookies["form"],
            ballots,
            seconds,
            says=True,
        )
        for cast, (_, _, status), said in zip(casts, told["ballots"], told["said"], strict=True):
            cast.status, cast.said, cast.tries = status, said, cast.tries + 1

    def cast(self, vote_id, casts, seconds, port=None):
        """The same again and again, with the same key, until everybody has an answer that settles it."""
        deadline, waiting = time.monotonic() + PATIENCE, casts
        while waiting:
            assert time.monotonic() < deadline, f"{len(waiting)} ballots are not answered"
            self.send(vote_id, waiting, seconds, port)
            waiting = [c for c in waiting if c.status is None or c.status >= 500 or c.status == 429]
            if waiting:
                time.sleep(AGAIN_SECONDS)
        return casts

    def close(self, vote_id):
        """The vote as its chair is told; asked for again until there is an answer."""
        answer = self.chair.command(
            "POST", f"/votes/{vote_id}/closing", {"despite_missing": True}, f"close {vote_id}", PATIENCE
        )
        assert answer.ok, answer.text
        return answer.json()["vote"]

    def result(self, vote_id):
        """Published, and read as any member reads it: the numbers of every option."""
        answer = self.chair.command(
            "POST", f"/votes/{vote_id}/publication", {}, f"publish {vote_id}", PATIENCE
        )
        assert answer.ok, answer.text
        return answer.json()["vote"]["result"]

    def stored(self, vote_id):
        """[(person number, choice)] as the database has them."""
        numbers = {actor.seat_id: n for n, actor in enumerate(self.room.actors)}
        with reading() as session:
            rows = session.execute(
                select(Ballot.seat_id, Ballot.answer).where(Ballot.vote_id == vote_id)
            ).all()
        return [(numbers[seat_id], answer["choice"]) for seat_id, answer in rows]

    def worker(self):
        return descendants(self.process.pid)[0]

    def kill(self):
        """The web process, at once; the one that watches over it starts another."""
        os.kill(self.worker(), signal.SIGKILL)

    def is_up(self):
        try:
            return requests.get(f"{self.address}/healthz", timeout=5).ok
        except requests.RequestException:
            return False


@contextmanager
def polling(folder, members, database=None, what="tests.faults.lossy:app", **settings):
    """`members` besides the chair, who votes, too. `database`: the address of a PostgreSQL; SQLite without."""
    own = {"DATABASE_URL": database} if database else {}
    theirs = {"MEETING_DATABASE_URL": database} if database else {}
    with (
        hall(folder, members, **own) as room,
        server(folder, what, **theirs, **settings) as (process, address),
    ):
        built = Polling(room, process, address)
        built.close(room.vote_id)
        yield built


@contextmanager
def on(kind, folder, members, **settings):
    """The same on "sqlite" or "postgresql"."""
    folder.mkdir(parents=True, exist_ok=True)
    if kind == "sqlite":
        with polling(folder, members, **settings) as built:
            yield built
    else:
        with postgresql.server() as address, polling(folder, members, address, **settings) as built:
            yield built


def judge(built, vote_id, casts):
    """What is wrong with a closed vote, in sentences: of each person one cast, its acknowledgement held against the
    rows of the database and the published numbers."""
    found = []
    acknowledged = {c.n: c.choice for c in casts if c.is_acknowledged}
    stored = built.stored(vote_id)
    if len(dict(stored)) < len(stored):
        found.append(f"vote {vote_id}: {len(stored) - len(dict(stored))} ballots twice")
    lost = set(acknowledged.items()) - set(stored)
    if lost:
        found.append(f"vote {vote_id}: {len(lost)} acknowledged but not recorded as acknowledged")
    uncalled = {n for n, _ in stored} - set(acknowledged)
    if uncalled:
        found.append(f"vote {vote_id}: {len(uncalled)} recorded, but not acknowledged")
    wrong = [c for c in casts if c.is_acknowledged and c.said["ballot"]["answer"] != {"choice": c.choice}]
    if wrong:
        found.append(f"vote {vote_id}: {len(wrong)} were told another answer than theirs")
    counts = built.result(vote_id)["counts"]
    wanted = {choice: list(acknowledged.values()).count(choice) for choice in CHOICES}
    if counts != wanted:
        found.append(f"vote {vote_id}: counted {counts}, acknowledged {wanted}")
    return found
