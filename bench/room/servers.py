"""What is measured, each in a process of its own: the meeting room, Node's Socket.IO, bare sockets; their tablets."""

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.papers.rows import NotMeasured
from meeting import create_app
from meeting.cli import migrate_database
from meeting.db import now, writing
from meeting.docs.models import Document, DocumentState, Paper, PaperVersion
from meeting.people.signing_in import start_sign_in
from meeting.permissions import Role
from meeting.serving import before_running
from tests import cast, live, make

from .tablets import showing

HERE = Path(__file__).parent
MEMBERS = 1000
PAGES = 30
START_SECONDS = 180  # the machine may have much else to do


@dataclass
class House:
    """A meeting with a thousand members, each signed in; `cookies[0]` is the chair's."""

    data: Path
    meeting_id: int
    paper_id: int
    cookies: list

    def page(self, number):
        return showing(self.meeting_id, self.paper_id, number)


def build(folder):
    data = Path(folder, "data")
    app = create_app(DATA=str(data))
    with app.app_context():
        migrate_database()
        with writing() as session:
            room = cast.gather(session)
            people = [room.mai.person_id]
            for number in range(MEMBERS - 1):
                person = make.person(session, f"Đại biểu {number}")
                make.seat(session, room.meeting, person, Role.MEMBER, position=number + 100)
                people.append(person.id)
            cookies = [start_sign_in(session, person, "bench", hours=12) for person in people]
            document = make.saved(
                session,
                Document(sha256="0" * 64, size=1, state=DocumentState.READY, key="0" * 24, page_count=PAGES),
            )
            document.pages_ready, document.readable_at = PAGES, now()
            paper = Paper(meeting_id=room.meeting.id, item_id=room.item.id, title="Tờ trình")
            paper = make.saved(session, paper)
            version = PaperVersion(paper_id=paper.id, number=1, document_id=document.id)
            version.file_name, version.uploaded_by_id = "to-trinh.pdf", people[0]
            make.saved(session, version)
    app.extensions["database"].close()
    return House(data, room.meeting.id, paper.id, cookies)


class Server:
    """A server that runs, and its tablets. `pid`: the process that serves them."""

    def __init__(self, process, port, pid):
        self.process, self.port, self.pid = process, port, pid
        self.client = subprocess.Popen(
            [sys.executable, "-m", "bench.room.tablets", str(port)],
            cwd=live.ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            preexec_fn=before_running,  # noqa: PLW1509  (it ends with us, however we end)
        )
        self.tablets = 0

    def tell(self, do, **how):
        """Have the tablets do this; returns what they say of it."""
        self.client.stdin.write(json.dumps({"do": do, **how}) + "\n")
        self.client.stdin.flush()
        line = self.client.stdout.readline()
        if not line:
            raise NotMeasured("the tablets broke off")
        return json.loads(line)

    def grow(self, house, tablets):
        """Let tablets in until there are so many; a member may have several."""
        more = [house.cookies[n % MEMBERS] for n in range(self.tablets, tablets)]
        self.tablets = tablets
        return self.tell("open", cookies=more, meeting_id=house.meeting_id)

    def cpu(self):
        """Seconds of processor time, to the nanosecond, of all its threads so far."""
        threads = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e9

    def figures(self):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/measured", timeout=10) as answer:
            return json.load(answer)

    def stop(self):
        self.client.stdin.close()
        self.client.wait(20)
        self.process.terminate()
        self.process.wait(30)


@contextmanager
def running(command, worker=False, **settings):
    """The server that the command starts, `{port}` in it being a free port; `worker`: it serves in a child."""
    port = live.free_port()
    process = subprocess.Popen(
        [part.format(port=port) if part.endswith("{port}") else part for part in command],
        cwd=live.ROOT,
        env=os.environ | settings,
        stdout=subprocess.DEVNULL,
        preexec_fn=before_running,  # noqa: PLW1509
    )
    try:
        await_answer(process, port)
        server = Server(process, port, live.descendants(process.pid)[0] if worker else process.pid)
        try:
            yield server
        finally:
            server.stop()
    finally:
        if process.poll() is None:
            process.kill()


def await_answer(process, port):
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            return live.get(f"http://127.0.0.1:{port}/sign-in")
        except OSError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise NotMeasured("the server did not start") from None
            time.sleep(0.1)


def ours(house, **settings):
    command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "--bind", "127.0.0.1:{port}"]
    settings = {"MEETING_DATA": str(house.data), **settings}
    return running([*command, "bench.room.measured:app"], worker=True, **settings)


def node(fact):
    fetch_socket_io()
    return running(["node", str(HERE / "node" / "server.js"), "{port}", fact.removeprefix("42")])


def floor(fact):
    return running([sys.executable, "-m", "bench.room.floor", "{port}", fact])


def fetch_socket_io():
    where = HERE / "node"
    if not shutil.which("npm"):
        raise NotMeasured("Node is not installed")
    if (where / "node_modules" / "socket.io").exists():
        return
    command = ["npm", "ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=where, capture_output=True, text=True, timeout=300)
    if done.returncode:
        raise NotMeasured(f"npm could not fetch Socket.IO: {done.stderr.strip()[-150:]}")
