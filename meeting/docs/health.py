"""Can this installation take papers in? For /healthz and for the person who runs it."""

import json
from datetime import datetime
from pathlib import Path

from flask import current_app

from ..db import now

SILENT_SECONDS = 30


def check():
    """{ok, worker: alive|silent|never_started, engines: {name: version}, sandbox: bubblewrap|limits|unknown}"""
    path = Path(current_app.config["DATA"]) / "papers" / "worker.json"
    try:
        said = json.loads(path.read_text())
        age = (now() - datetime.fromisoformat(said["at"])).total_seconds()
    except FileNotFoundError:
        return {"ok": False, "worker": "never_started", "engines": {}, "sandbox": "unknown"}
    except (OSError, ValueError, KeyError):
        return {"ok": False, "worker": "silent", "engines": {}, "sandbox": "unknown"}
    alive = age < SILENT_SECONDS
    return {
        "ok": alive,
        "worker": "alive" if alive else "silent",
        "engines": said["engines"],
        "sandbox": said["sandbox"],
    }
