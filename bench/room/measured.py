"""The application as it is, with one address more, for the bench alone: what only the process itself can say."""

import json
from pathlib import Path

from meeting import create_app
from meeting.memory import settle

app = create_app()
within = app.wsgi_app


def with_figures(environ, start_response):
    if environ["PATH_INFO"] != "/measured":
        return within(environ, start_response)
    body = json.dumps({"snapshots": made(), "kb": private_kb()}).encode()
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]


def made():
    """How often the state that tablets share has been made; None where each gets its own."""
    snapshots = app.extensions.get("snapshots")
    return snapshots and snapshots.made


def private_kb():
    rollup = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in rollup if line.startswith("Private_"))


app.wsgi_app = with_figures
app.extensions["database"].close()  # what a fork would share
settle()  # as in wsgi.py
