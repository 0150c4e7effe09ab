"""A fresh installation to measure: web server and paper worker as bin/serve runs them, with the tests' cast in it."""

import hashlib
import http.cookiejar
import json
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from meeting import create_app
from meeting.cli import migrate_database
from meeting.db import writing
from meeting.docs.uploading import MOST_CHUNK
from meeting.serving import before_running
from tests import cast, live, make

START_SECONDS, STOP_SECONDS = 120, 30
HEAD = 64 * 1024  # bytes at the beginning of a file by which it is known again
READING = "text/html, application/json"


@dataclass(frozen=True)
class Meeting:
    """A meeting under way: Mai leads it, Thu keeps it, An is one of its members."""

    id: int
    item_id: int
    names: dict  # {"mai": the name Mai signs in with}


@dataclass
class Installation:
    app: object
    address: str
    data: Path
    temporary: Path
    log: Path
    process: subprocess.Popen
    meetings: list

    @property
    def port(self):
        return urlsplit(self.address).port

    def browser(self, meeting, who="thu"):
        return Browser(self.address, meeting.names[who])


@contextmanager
def installation(folder, meetings=1, **settings):
    """`settings`: MEETING_… of the environment. Ended with the block; the folder is the caller's."""
    folder = Path(folder).resolve()
    data, temporary, log = folder / "data", folder / "tmp", folder / "log"
    temporary.mkdir(parents=True)
    app = create_app(DATA=str(data))
    with app.app_context():
        migrate_database()
        with writing() as session:
            held = [_held(cast.gather(session)) for _ in range(meetings)]
    process, address = _start(data, temporary, log, settings)
    try:
        yield Installation(app, address, data, temporary, log, process, held)
    finally:
        process.terminate()
        process.wait(STOP_SECONDS)
        app.extensions["database"].close()


def _held(room):
    names = {name: room.people[name].sign_in_name for name in cast.SEATED}
    return Meeting(room.meeting.id, room.item.id, names)


def _start(data, temporary, log, settings):
    port = live.free_port()
    command = [sys.executable, "-m", "meeting.serving", "--no-demo", "--port", str(port), "--data", str(data)]
    environment = {"PYTHONUNBUFFERED": "1", "TMPDIR": str(temporary), **settings}
    with log.open("wb") as out:
        process = subprocess.Popen(
            command,
            cwd=live.ROOT,
            stdout=out,
            stderr=out,
            env=os.environ | environment,
            preexec_fn=before_running,  # noqa: PLW1509  (it ends with us, however we end)
        )
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + START_SECONDS
    # The worker says that it lives once it has found its converters: before that nothing is worth measuring.
    while not ("stops it." in log.read_text() and (data / "papers" / "worker.json").exists()):
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            sys.exit(f"the installation did not start:\n{log.read_text()}")
        time.sleep(0.1)
    return process, address


class Browser:
    """A browser in which somebody of the cast is signed in."""

    def __init__(self, address, name):
        self.address = address
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.read("/sign-in").decode())[1]
        self.read("/sign-in", f"csrf_token={token}&name={name}&password={quote(make.PASSWORD)}".encode())
        self.token = re.search(r'name="csrf-token" content="([^"]+)"', self.read("/").decode())[1]

    def cookie(self, name):
        return next(cookie.value for cookie in self.jar if cookie.name == name)

    def read(self, path, body=None, headers=None, method=None, timeout=120):
        request = urllib.request.Request(
            self.address + path, body, {"Accept": READING} | (headers or {}), method=method
        )
        with self.opener.open(request, timeout=timeout) as response:
            return response.read()

    def get(self, path):
        return json.loads(self.read(path))

    def act(self, path, body=b"", headers=None, method="POST"):
        """What an act answers; `body` as bytes, or as what becomes JSON."""
        more = {"X-CSRFToken": self.token, "Content-Type": "application/octet-stream"}
        if not isinstance(body, bytes):
            more["Content-Type"], body = "application/json", json.dumps(body).encode()
        return json.loads(self.read(path, body, more | (headers or {}), method) or b"{}")

    def page(self, path):
        """The picture of a page; None while there is none."""
        try:
            return self.read(path)
        except urllib.error.HTTPError as error:
            if error.code == 404:
                return None
            raise


def upload(browser, meeting, name, content):
    """{paper, intake} of a file just sent: the one place that knows how files are sent."""
    uploads = f"/api/meetings/{meeting.id}/uploads"
    file = {
        "file_name": name,
        "size": len(content),
        "head": _sha256(content[:HEAD]),
        "item_id": meeting.item_id,
    }
    path = f"{uploads}/{browser.act(uploads, file)['upload']['id']}"
    for offset in range(0, len(content), MOST_CHUNK):
        browser.act(path, content[offset : offset + MOST_CHUNK], {"Upload-Offset": str(offset)}, "PATCH")
    return browser.act(f"{path}/completion", {"sha256": _sha256(content)})


def _sha256(content):
    return hashlib.sha256(content).hexdigest()
