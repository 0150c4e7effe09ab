"""The conversion worker, a process of its own: `python -m meeting.docs.worker`.

Two jobs at a time, each in limited children. Stops on SIGTERM when the jobs under way are done. Whatever
happens to it, the database says what is left to do, and it looks there when it starts and every now and then.
"""

import json
import logging
import os
import threading
import time
from pathlib import Path

from huey.consumer import Consumer

from .. import create_app
from ..db import iso, now
from . import progress, sandbox
from .confidential import marking
from .converting import left_to_draw

log = logging.getLogger(__name__)

WORKERS = 2
LOOK_FOR_JOBS_SECONDS = 0.05
HEARTBEAT_SECONDS = 5
ROUND_SECONDS = 60
NICENESS = 5  # the tablets come first on a machine that does both
STOP_SECONDS = 12  # children are killed after that; their documents are taken up at the next start


def main():
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("huey").setLevel(logging.WARNING)
    os.nice(NICENESS)
    app = create_app()
    jobs = app.extensions["paper_jobs"]
    jobs.store.sweep_children()
    log.info("engines: %s; sandbox: %s", jobs.room.versions, sandbox.kind())
    with app.app_context():
        requeue(jobs, fresh_start=True)
    for act, seconds in ((beat, HEARTBEAT_SECONDS), (go_round, ROUND_SECONDS)):
        threading.Thread(target=forever, args=(app, act, seconds), daemon=True).start()
    consumer = Consumer(
        jobs.huey,
        workers=WORKERS,
        periodic=False,
        initial_delay=LOOK_FOR_JOBS_SECONDS,
        max_delay=LOOK_FOR_JOBS_SECONDS,
        backoff=1.0,
        graceful_signal="TERM",
        shutdown_timeout=STOP_SECONDS,
    )
    consumer.run()
    heartbeat_file(app).unlink(missing_ok=True)


def requeue(jobs, fresh_start):
    """Ring again for all that is unfinished: a crash may have swallowed the first ring."""
    if fresh_start and not jobs.app.config["REDIS_URL"]:
        jobs.huey.storage.flush_queue()  # this worker is the only one, and everything is rung for again below
    for document_id, readable in progress.requeue_interrupted(fresh_start):
        if readable:
            for profile, numbers in left_to_draw(document_id, thumbs=True):
                jobs.draw(document_id, profile, numbers)
        else:
            jobs.prepare(document_id)


def forever(app, act, seconds):
    while True:
        with app.app_context():
            try:
                act(app)
            except Exception:
                log.exception("%s failed", act.__name__)
        time.sleep(seconds)


def beat(app):
    """Says that the worker lives and what it can do; the health page reads it."""
    room = app.extensions["paper_jobs"].room
    path = heartbeat_file(app)
    fresh = path.with_suffix(".new")
    fresh.write_text(
        json.dumps(
            {
                "at": iso(now()),
                "pid": os.getpid(),
                "engines": {name: room.versions[name] for name in room.names},
                "sandbox": sandbox.kind(),
            }
        )
    )
    fresh.replace(path)


def heartbeat_file(app):
    return Path(app.config["DATA"]) / "papers" / "worker.json"


def go_round(app):
    """Take up what was left lying, and put out what no paper refers to any more."""
    jobs = app.extensions["paper_jobs"]
    requeue(jobs, fresh_start=False)
    jobs.store.sweep_children()
    marking.forget_marked(jobs.store)
    jobs.store.forget(*progress.forget_unused())


if __name__ == "__main__":
    main()
