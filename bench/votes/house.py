"""A council of a thousand that votes: its server, its tablets, and its chair's commands over HTTP."""

import json
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import count

from sqlalchemy import update

from bench.papers.rows import NotMeasured
from bench.room import servers
from meeting import create_app
from meeting.agenda.models import AgendaItem, Seat
from meeting.db import writing
from meeting.serving import before_running
from tests import live
from tests.several.tablets import Browser

VOTE = {"title": "Thông qua", "preset": "council_resolution"}


def build(folder):
    """(house, id of the item under discussion); everybody is here."""
    house = servers.build(folder)
    app = create_app(DATA=str(house.data))
    with app.app_context(), writing() as session:
        session.execute(update(Seat).values(present=True))
        item_id = (
            session.query(AgendaItem.id).filter_by(meeting_id=house.meeting_id).order_by("id").first()[0]
        )
    app.extensions["database"].close()
    return house, item_id


class Chamber:
    """The running server, with the chair's browser at it and the voters in a process of their own."""

    def __init__(self, house, item_id, server):
        self.house, self.item_id, self.server = house, item_id, server
        self.path = f"/api/meetings/{house.meeting_id}"
        self.chair = Browser(f"http://127.0.0.1:{server.port}", house.cookies[0], self.path)
        self.numbers = count(1)
        self.client = subprocess.Popen(
            [sys.executable, "-m", "bench.votes.voters", str(server.port)],
            cwd=live.ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            preexec_fn=before_running,  # noqa: PLW1509  (it ends with us, however we end)
        )

    def command(self, path, body=None):
        answer = self.chair.command("POST", path, body or {}, f"bench {next(self.numbers)}")
        assert answer.ok, answer.text
        return answer.json().get("vote")

    def draft(self, **more):
        return self.command("/votes", {"item_id": self.item_id, **VOTE, **more})["id"]

    def open(self, vote_id):
        """When the command left. What it takes this process to make it is not the room's to answer for."""
        line = HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        line.connect()
        http, address = self.chair.http, f"{self.path}/votes/{vote_id}/opening"
        headers = dict(http.headers) | {
            "Content-Type": "application/json",
            "Cookie": "; ".join(f"{cookie.name}={cookie.value}" for cookie in http.cookies),
            "Idempotency-Key": f"bench {next(self.numbers)}",
        }
        began = time.monotonic()
        line.request("POST", address, json.dumps({"despite_quorum": True}), headers)
        answer = line.getresponse()
        assert answer.status == 200, answer.read()
        line.close()
        return began

    def close(self, vote_id):
        return self.command(f"/votes/{vote_id}/closing", {"despite_missing": True})

    def cast(self, vote_id, ballots, seconds, is_kept=False):
        """Of each ballot [due, answered, status] in seconds after the first was due. `ballots`: bodies, one for each
        sign-in from the first on."""
        key = f"ballot of {vote_id}"
        http = self.chair.http
        sent = [[self.house.cookies[n], json.dumps(body), f"{key} {n}"] for n, body in enumerate(ballots)]
        order = {
            "do": "cast",
            "path": f"{self.path}/votes/{vote_id}/ballots/mine",
            "token": http.headers["X-CSRFToken"],
            "form_cookie": http.cookies["form"],
            "ballots": sent,
            "seconds": seconds,
            "is_kept": is_kept,
        }
        self.client.stdin.write(json.dumps(order) + "\n")
        self.client.stdin.flush()
        line = self.client.stdout.readline()
        if not line:
            raise NotMeasured("the voters broke off")
        return json.loads(line)["ballots"]

    def stop(self):
        self.client.stdin.close()
        self.client.wait(20)


@contextmanager
def chamber(folder, tablets):
    house, item_id = build(folder)
    with servers.ours(house) as server:
        if tablets:
            server.grow(house, tablets)
        built = Chamber(house, item_id, server)
        time.sleep(1)
        try:
            yield built
        finally:
            built.stop()
