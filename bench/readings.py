"""A ballot while sixty tablets tell what they have read, on the real server: does it wait for them?

    .venv/bin/python -m bench.readings [--postgresql] [rounds]

Each round one member changes a ballot ten times, first alone, then while sixty tablets ask for something small in the
same instant, then while they note a page in the same instant: the difference of the last two is what notes cost a
ballot beyond the work of answering anybody. Afterwards every page noted must be there.
"""

import http.client
import json
import re
import statistics
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from pathlib import Path

from meeting import create_app
from meeting.agenda.models import AgendaItem
from meeting.cli import migrate_database
from meeting.db import reading, writing
from meeting.docs.models import Document, DocumentState, Paper, PaperVersion
from meeting.docs.readings.models import Reading
from meeting.people.signing_in import start_sign_in
from meeting.voting.opening import open_vote
from tests import cast, live, make, postgresql

TABLETS, PAGES, BALLOTS = 60, 400, 10


class Client:
    """One person's browser: one connection that stays open."""

    def __init__(self, address, token):
        self.line = http.client.HTTPConnection(address.removeprefix("http://"), timeout=60)
        self.cookies = f"sign_in={token}"
        status, page, headers = self.ask("GET", "/", accept="text/html")
        assert status == 200, page
        self.cookies += "; " + headers["Set-Cookie"].split(";")[0]
        self.csrf = re.search(r'name="csrf-token" content="([^"]+)"', page.decode())[1]

    def ask(self, method, path, body=None, accept="application/json"):
        headers = {"Cookie": self.cookies, "Accept": accept, "Content-Type": "application/json"}
        if method != "GET":
            headers["X-CSRFToken"] = self.csrf
        self.line.request(method, path, json.dumps(body) if body else None, headers)
        answer = self.line.getresponse()
        return answer.status, answer.read(), answer.headers

    def timed(self, *request):
        """Milliseconds; the answer must be a good one."""
        began = time.perf_counter()
        status, said, _ = self.ask(*request)
        assert status == 200, said
        return (time.perf_counter() - began) * 1000


def prepare(app):
    """(sign-in tokens, the address of the ballot, of the note) of a running meeting with an open vote and a paper."""
    with app.app_context():
        migrate_database()
        with writing() as session:
            meeting, item, actors = cast.gather_many(session, TABLETS + 1)
            vote_id = open_vote(session, actors[0], make.vote(session, item).id).id
            paper, version = lay(session, item, actors[0].person_id)
            tokens = [start_sign_in(session, actor.person_id, "bench", hours=1) for actor in actors[1:]]
    path = f"/api/meetings/{meeting.id}"
    return (
        tokens,
        f"{path}/votes/{vote_id}/ballots/mine",
        f"{path}/papers/{paper}/versions/{version}/reading",
    )


def lay(session, item: AgendaItem, person_id):
    document = Document(
        sha256="0" * 64, size=1, state=DocumentState.READY, key="0" * 24, readable_at=make.STARTS_AT
    )
    document.page_count = document.pages_ready = PAGES
    paper = Paper(meeting_id=item.meeting_id, item_id=item.id, title="Báo cáo")
    paper.versions = [PaperVersion(number=1, document=document, file_name="a.pdf", uploaded_by_id=person_id)]
    session.add(paper)
    session.flush()
    return paper.id, paper.newest.id


class Room:
    def __init__(self, address, tokens, ballot, note):
        self.voter, *self.tablets = [Client(address, token) for token in tokens]
        self.ballot, self.note = ballot, note
        self.page = self.revision = 0

    def vote(self):
        """Milliseconds of each ballot, every one made on the one before."""
        return [self.voter.timed("PUT", self.ballot, self.answer()) for _ in range(BALLOTS)]

    def answer(self):
        self.revision += 1
        choice = ("for", "against")[self.revision % 2]
        return {"answer": {"choice": choice}, "revision": self.revision - 1}

    def vote_while(self, asked):
        """(milliseconds of the ballots, of what the tablets asked meanwhile); `asked(n)` is the n-th one's request."""
        start, times = threading.Barrier(TABLETS + 1), []

        def tablet(number, client):
            start.wait()
            times.append(client.timed(*asked(number)))

        threads = [threading.Thread(target=tablet, args=pair) for pair in enumerate(self.tablets)]
        for thread in threads:
            thread.start()
        start.wait()
        ballots = self.vote()
        for thread in threads:
            thread.join()
        return ballots, times

    def next_note(self):
        self.page += 1
        body = {"page": self.page, "seen": [[self.page, self.page]]}
        return lambda _number: ("PUT", self.note, body)


def main(rounds, url):
    with ExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        more = {"DATABASE_URL": stack.enter_context(postgresql.server())} if url else {}
        app = create_app(DATA=str(data), **more)
        tokens, ballot, note = prepare(app)
        settings = {f"MEETING_{name}": value for name, value in more.items()}
        _, address, _ = stack.enter_context(live.serving(data, **settings))
        room = Room(address, tokens, ballot, note)
        room.vote_while(room.next_note())  # warm
        alone, beside, noting, notes = [], [], [], []
        for _ in range(rounds):
            alone += room.vote()
            beside += room.vote_while(lambda _number: ("GET", "/api/me"))[0]
            ballots, times = room.vote_while(room.next_note())
            noting, notes = noting + ballots, notes + times
        with app.app_context(), reading() as session:
            kept = [row.pages_seen for row in session.query(Reading)]
        assert kept == [room.page] * TABLETS, kept
    print(f"{'PostgreSQL' if url else 'SQLite'}, {TABLETS} tablets, {rounds} rounds; milliseconds")
    tell("ballot alone", alone)
    tell("ballot while tablets ask", beside)
    tell("ballot while tablets note", noting)
    tell("a note", notes)
    print(f"notes kept: {sum(kept)} of {room.page * TABLETS}")


def tell(what, times):
    ordered = sorted(times)
    p95 = ordered[int(len(ordered) * 0.95)]
    print(
        f"  {what:<26} median {statistics.median(ordered):6.1f}   p95 {p95:6.1f}   worst {ordered[-1]:6.1f}"
    )


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    main(numbers[0] if numbers else 10, "--postgresql" in sys.argv)
