"""A meeting with many members, a server for it, and tablets with the tablet's own code."""

import json
import os
import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from meeting import create_app
from meeting.cli import migrate_database
from meeting.db import writing
from meeting.docs.models import Document, Paper, PaperVersion
from meeting.people.signing_in import start_sign_in
from meeting.voting.drafting import draft_vote
from meeting.voting.opening import open_vote
from tests import cast
from tests.live import ROOT, await_that, free_port, get

PAGES = 300
TABLETS = Path(__file__).with_name("tablet.mjs")


@dataclass
class Hall:
    """`actors` are the chair, then the members; `cookies` their sign-ins, one each."""

    app: object
    data: Path
    meeting_id: int
    item_id: int
    paper_id: int
    vote_id: int
    actors: list
    cookies: list

    @property
    def path(self):
        return f"/api/meetings/{self.meeting_id}"


@contextmanager
def hall(folder, members, **settings):
    app = create_app(DATA=str(folder), COALESCE_SECONDS=0, **settings)
    with app.app_context():
        migrate_database()
        with writing() as session:
            meeting, item, actors = cast.gather_many(session, members)
            paper = lay_paper(session, meeting, item, actors[0])
            vote = draft_vote(session, actors[0], item.id, "Thông qua", "council_resolution")
            session.flush()
            open_vote(session, actors[0], vote.id)
            cookies = [start_sign_in(session, actor.person_id, "test", hours=1) for actor in actors]
        yield Hall(app, Path(folder), meeting.id, item.id, paper.id, vote.id, actors, cookies)
        app.extensions["database"].close()


def lay_paper(session, meeting, item, chair):
    document = Document(sha256="5" * 64, size=1000, media_type="application/pdf", state="ready", key="k" * 24)
    document.page_count = document.pages_ready = PAGES
    document.readable_at = document.changed_at = meeting.starts_at
    paper = Paper(meeting_id=meeting.id, item_id=item.id, title="Dự toán", position=1)
    paper.versions = [
        PaperVersion(number=1, document=document, file_name="a.pdf", uploaded_by_id=chair.person_id)
    ]
    session.add(paper)
    session.flush()
    return paper


@contextmanager
def server(data, what="tests.faults.lossy:app", **settings):
    """(process of gunicorn, its address), with faults as `lossy`, or `what`, reads them from the settings."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "--bind", f"127.0.0.1:{port}"]
    with open(Path(data, f"log-{port}"), "wb") as log:
        process = subprocess.Popen(
            [*command, what],
            cwd=ROOT,
            stdout=log,
            stderr=log,
            env=os.environ | {"MEETING_DATA": str(data)} | settings,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        await_that(lambda: answers(f"{address}/healthz"), seconds=90)
        yield process, address
    finally:
        process.terminate()
        process.wait(20)


def answers(address):
    try:
        return get(address)
    except OSError:
        return None


class Tablets:
    """Tablets of these people in one process of Node's."""

    def __init__(self, address, meeting_id, cookies):
        self.process = subprocess.Popen(
            ["node", "--experimental-websocket", "--no-warnings", TABLETS],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._say(json.dumps({"address": address, "meeting": meeting_id, "cookies": cookies}))

    def _say(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline()

    def states(self):
        """[{state, counts, status}] of each, at this moment."""
        return json.loads(self._say("states"))

    def cut(self, number):
        """This one loses its connection, and must come back by itself."""
        self._say(f"cut {number}")

    def close(self):
        self.process.stdin.close()
        self.process.wait(20)


@contextmanager
def tablets(address, meeting_id, cookies):
    opened = Tablets(address, meeting_id, cookies)
    try:
        await_that(lambda: all(tablet["status"]["kind"] == "live" for tablet in opened.states()), seconds=90)
        yield opened
    finally:
        opened.close()


def truth(address, path, cookie):
    """What the server tells this person, as their tablet should show it."""
    request = urllib.request.Request(f"{address}{path}/state", headers={"Cookie": f"sign_in={cookie}"})
    with urllib.request.urlopen(request, timeout=30) as response:
        state = json.loads(response.read())
    return {name: value for name, value in state.items() if name not in ("ok", "now", "seqs", "epoch")}
