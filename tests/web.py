"""Web processes as deploy/ runs them: several beside each other on one PostgreSQL and one Redis."""

import os
import subprocess
import sys
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import requests

from .live import ROOT, await_that, descendants, free_port


class Web:
    """One of them: gunicorn, and below it the worker that holds the tablets."""

    def __init__(self, data, application="wsgi:app", **settings):
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = Path(data, f"web-{self.port}.log")
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py"),
                    *("--bind", f"127.0.0.1:{self.port}", application),
                ],
                cwd=ROOT,
                stdout=out,
                stderr=out,
                env=os.environ | {"MEETING_DATA": str(data)} | settings,
            )

    @property
    def worker(self):
        """Process id; there is none for a moment after it was killed."""
        return next(iter(descendants(self.process.pid)), None)

    def is_open(self):
        with suppress(requests.RequestException):
            return requests.get(f"{self.address}/healthz", timeout=2).ok
        return False

    def stop(self):
        self.process.terminate()
        self.process.wait(20)


@contextmanager
def several(data, count=2, **settings):
    """So many web processes, once they answer."""
    with ExitStack() as stack:
        webs = [Web(data, **settings) for _ in range(count)]
        for web in webs:
            stack.callback(web.stop)
        await_that(lambda: all(web.is_open() for web in webs), seconds=90)
        yield webs


def shared(database_url, redis_url):
    """What web processes beside each other are told, as in deploy/meeting.env."""
    return {
        "MEETING_DATABASE_URL": database_url,
        "MEETING_REDIS_URL": redis_url,
        "MEETING_MESSAGE_QUEUE": redis_url,
        "MEETING_TRUSTED_PROXIES": "1",
    }
