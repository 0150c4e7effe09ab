"""The conversion worker, a process of its own: `python -m meeting.docs.worker`.

Two jobs at a time, each in limited children. Stops on SIGTERM when the jobs under way are done. Whatever
happens to it, the database says what is left to do, and it looks there when it starts and every now and then.
"""

import json
import logging
import os
import threading
import time
from datetime import timedelta
from pathlib import Path

from huey.consumer import Consumer

from .. import create_app
from ..db import iso, now, reading
from . import clearing, inspecting, progress, redraw_progress, sandbox, upkeep
from .book import keeping
from .confidential import marking

log = logging.getLogger(__name__)

WORKERS = 2
LOOK_FOR_JOBS_SECONDS = 0.05
HEARTBEAT_SECONDS = 5
ROUND_SECONDS = 60
CLEAR_EVERY = timedelta(days=1)
MEASURE_EVERY = timedelta(minutes=10)
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
        redraw_progress.ask_for_older(jobs.room.versions)
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
        jobs.take_up(document_id, readable)
    for document in progress.readable_pdfs() if fresh_start else ():
        if inspecting.is_left(jobs.store, document, jobs.trusted):
            jobs.inspect(document["id"])
    for book_id in keeping.unfinished_books(fresh_start):
        jobs.bind(book_id)


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
    with reading() as session:
        is_waiting = redraw_progress.count_waiting(session)
    if is_waiting:
        jobs.redraw()
    jobs.store.sweep_children()
    clearing.clear_removed(jobs.store)
    if upkeep.is_due(jobs.store, "clean-up", CLEAR_EVERY):
        upkeep.clean_up(jobs.store)
    if upkeep.is_due(jobs.store, "measuring", MEASURE_EVERY):
        upkeep.measure(jobs.store)
    keeping.put_away(jobs.store)
    marking.forget_marked(jobs.store)


if __name__ == "__main__":
    main()
