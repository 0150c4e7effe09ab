"""What gunicorn runs to be killed at a step of closing a vote: the application as it is, and at the step named in the
file `stop-at` of the data folder it kills itself, once, as kill -9 would."""

import os
import signal
from functools import wraps
from pathlib import Path

from meeting import db
from meeting.voting import closing
from wsgi import app

STOP_AT = Path(app.config["DATA"], "stop-at")
IS_CLOSING = []


def stop_at(step, where, name, after=False):
    act = getattr(where, name)

    @wraps(act)
    def stopped(*args, **more):
        if not after:
            perhaps(step)
        done = act(*args, **more)
        if after:
            perhaps(step)
        return done

    setattr(where, name, stopped)


def perhaps(step):
    if IS_CLOSING and STOP_AT.exists() and STOP_AT.read_text() == step:
        STOP_AT.unlink()
        os.kill(os.getpid(), signal.SIGKILL)


def note(settle):
    @wraps(settle)
    def noted(*args, **more):
        IS_CLOSING.append(True)
        return settle(*args, **more)

    return noted


STEPS = {
    "before it is counted": (closing, "count"),
    "after it is counted": (closing, "count", True),
    "before it is entered in the record": (closing, "record_closing"),
    "before its facts are logged": (db, "log_facts"),
    "before the commit": (db, "log_facts", True),
    "after the commit": (db, "announce"),
    "before the answer": (db, "run_soon"),
}
for step, (where, *how) in STEPS.items():
    stop_at(step, where, *how)
closing.settle = note(closing.settle)
