"""bin/serve as a newcomer meets it: it starts, it answers, it stops, and it says why when it cannot."""

import json
import os
import re
import signal
import socket
import subprocess

from .live import ROOT, are_gone, await_that, descendants, free_port, get, serving, start


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

        another = start(tmp_path, free_port(), "--no-demo")
        assert "another bin/serve is using the data folder" in another.communicate(timeout=30)[0]
        assert another.returncode == 1

        family = descendants(process.pid)
        assert len(family) >= 3, "gunicorn, its worker, the paper worker"
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0
        await_that(lambda: are_gone(family))


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
        process = start(tmp_path, other.getsockname()[1], "--no-demo")
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
