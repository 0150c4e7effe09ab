"""The real thing for a test: web server and paper worker on a free port, as bin/serve runs them."""

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(data, port, demo=False, **settings):
    """The supervisor itself: bin/serve ends by becoming it."""
    command = [sys.executable, "-m", "meeting.serving", "--port", str(port), "--data", str(data)]
    return subprocess.Popen(
        command if demo else [*command, "--no-demo"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1", **settings},
    )


@contextmanager
def serving(data, demo=False, **settings):
    """(process, address, what it printed) once the room is open."""
    port = free_port()
    process = start(data, port, demo, **settings)
    try:
        said = read_until(process, "Ctrl+C stops it.")
        # From here on its output goes to the test's own, lest it wait for somebody to read it.
        threading.Thread(target=pass_on, args=(process.stdout,), daemon=True).start()
        yield process, f"http://127.0.0.1:{port}", said
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(timeout=20)


def pass_on(lines):
    for line in lines:
        sys.stderr.write(line)


def read_until(process, words):
    lines = []
    for line in process.stdout:
        lines.append(line)
        if words in line:
            return "".join(lines)
    pytest.fail(f"it ended with {process.wait()}: {''.join(lines)}")


def descendants(pid):
    """Process ids of everything started below `pid`."""
    children = [int(p) for t in Path(f"/proc/{pid}/task").glob("*/children") for p in t.read_text().split()]
    return children + [grandchild for child in children for grandchild in descendants(child)]


def are_gone(pids):
    """Whether none of them runs any more; a zombie nobody has waited for runs no more either."""
    return not any(state(pid) not in (None, "Z") for pid in pids)


def state(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return None


def await_that(condition, seconds=20):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def get(address):
    with urllib.request.urlopen(address, timeout=10) as response:
        return response.read().decode()
