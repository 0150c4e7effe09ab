"""bin/serve as a newcomer meets it: it starts, it answers, it stops, and it says why when it cannot."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
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


def start(data, port, *more):
    """The supervisor itself: bin/serve ends by becoming it."""
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "meeting.serving",
            "--port",
            str(port),
            "--data",
            str(data),
            "--no-demo",
            *more,
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )


@contextmanager
def serving(data):
    """(process, address, what it printed) once the room is open."""
    port = free_port()
    process = start(data, port)
    try:
        yield process, f"http://127.0.0.1:{port}", read_until(process, "Ctrl+C stops it.")
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(timeout=20)
        process.stdout.close()


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


def test_it_opens_answers_heals_and_stops_with_all_its_children(tmp_path):
    """One story, for each start takes seconds."""
    with serving(tmp_path) as (process, address, said):
        assert "The meeting room is open at" in said
        assert "Make the first administrator" in said
        assert json.loads(get(f"{address}/healthz"))["ok"]
        assert "<form" in get(f"{address}/sign-in")
        await_that(lambda: json.loads(get(f"{address}/healthz"))["papers"]["worker"] == "alive")

        worker = json.loads((tmp_path / "papers" / "worker.json").read_text())["pid"]
        os.kill(worker, signal.SIGKILL)
        await_that(lambda: json.loads((tmp_path / "papers" / "worker.json").read_text())["pid"] != worker)

        another = start(tmp_path, free_port())
        assert "another bin/serve is using the data folder" in another.communicate(timeout=30)[0]
        assert another.returncode == 1

        family = descendants(process.pid)
        assert len(family) >= 3, "gunicorn, its worker, the paper worker"
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0
        await_that(lambda: are_gone(family), seconds=5)


def test_killed_outright_it_leaves_no_orphan(tmp_path):
    with serving(tmp_path) as (process, _address, _said):
        family = descendants(process.pid)
        process.kill()
        process.wait()
        await_that(lambda: are_gone(family))


def test_a_port_in_use_is_said_clearly(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        process = start(tmp_path, other.getsockname()[1])
        output, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    assert re.fullmatch(r"bin/serve: port \d+ cannot be used \(.*\)\. Choose another with --port\.\n", output)


def test_help_needs_no_installation():
    done = subprocess.run(
        ["python3", str(ROOT / "meeting" / "serving.py"), "--help"],
        capture_output=True,
        text=True,
        timeout=20,
    )
    assert done.returncode == 0
    assert "--lan" in done.stdout
