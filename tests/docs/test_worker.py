"""The worker as it really runs: a process of its own, killed and started again."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from meeting.db import reading
from meeting.docs import health, progress
from meeting.docs.models import Document, DocumentState, Paper
from meeting.docs.worker import go_round

from . import files
from .conftest import remains

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def worker(app, room):
    """worker(): a started worker on the test's data folder, ready for jobs."""
    started = []
    data = Path(app.config["DATA"])
    # The prepared profile and fonts of the session spare each worker two seconds.
    (data / "papers").mkdir(parents=True, exist_ok=True)
    (data / "papers" / "engines").symlink_to(room.folder)

    def start():
        environment = os.environ | {
            "MEETING_DATA": str(data),
            "MEETING_DATABASE_URL": app.config["DATABASE_URL"],
        }
        log = (data / "worker.log").open("ab")
        process = subprocess.Popen(
            [sys.executable, "-m", "meeting.docs.worker"], env=environment, cwd=ROOT, stdout=log, stderr=log,
            start_new_session=True,
        )  # fmt: skip
        log.close()
        started.append(process)
        beat = data / "papers" / "worker.json"
        wait_for(lambda: beat.exists() and f'"pid": {process.pid},' in beat.read_text(), 30)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.wait()


def wait_for(look, seconds=20):
    end = time.monotonic() + seconds
    while not look():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def state(app, paper_id):
    with app.app_context(), reading() as session:
        document = session.get(Paper, paper_id).newest.document
        return document.state, document.pages_ready, bool(document.readable_at)


def test_the_worker_finds_what_waits_takes_up_what_comes_and_stops_when_told(
    app, worker, bring, document_of, quiet
):
    waiting = bring(files.pdf(), convert=False)  # its ring was lost
    process = worker()
    with app.app_context():
        assert health.check()["worker"] == "alive" and health.check()["engines"]["pillow"]
    wait_for(lambda: state(app, waiting)[0] == DocumentState.READY)
    coming = bring(files.pdf(12), convert=False)
    with quiet():
        begun = time.monotonic()
        app.extensions["paper_jobs"].prepare(document_of(coming).id)
        wait_for(lambda: state(app, coming)[2])
        assert time.monotonic() - begun < 5  # 0.3 s on an idle machine
    wait_for(lambda: state(app, coming)[0] == DocumentState.READY)
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=15) == 0 and remains(app) == []


def test_what_a_killed_worker_left_is_taken_up_by_the_next(app, worker, bring, document_of):
    first = worker()
    paper_id = bring(files.pdf(30), convert=False)
    app.extensions["paper_jobs"].prepare(document_of(paper_id).id)
    wait_for(lambda: state(app, paper_id)[1] >= 3)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    wait_for(lambda: not processes_in(app.extensions["paper_jobs"].store.children))  # the children go with it
    halfway = state(app, paper_id)
    assert halfway[0] == DocumentState.CONVERTING and halfway[1] < 30
    worker()
    wait_for(lambda: state(app, paper_id)[0] == DocumentState.READY, 60)
    assert state(app, paper_id)[1] == 30


def processes_in(folder):
    """Processes that work in the folder or below."""
    found = []
    for place in Path("/proc").glob("[0-9]*/cwd"):
        try:
            found += [place] if place.resolve().is_relative_to(folder) else []
        except OSError:
            continue
    return found


def test_a_paper_that_does_not_move_is_taken_up_again(app, bring, document_of, monkeypatch):
    from datetime import timedelta

    document_id = document_of(bring(files.pdf(), convert=False)).id
    with app.app_context():
        assert progress.requeue_interrupted(fresh_start=False) == []
        monkeypatch.setattr(progress, "LOST_AFTER", timedelta(0))
        assert progress.requeue_interrupted(fresh_start=False) == [(document_id, False)]


def test_on_a_full_disk_nothing_is_begun_and_nothing_is_lost(app, bring, document_of, monkeypatch):
    jobs = app.extensions["paper_jobs"]
    document_id = document_of(bring(files.pdf(5), convert=False)).id
    monkeypatch.setattr("meeting.docs.store.ROOM_FOR_CHILDREN", 1 << 60)
    for act in (lambda: jobs.prepare_now(document_id), lambda: jobs.draw_now(document_id, "page", [4])):
        with app.app_context(), pytest.raises(OSError, match="no room"):
            act()
    with app.app_context(), reading() as session:
        document = session.get(Document, document_id)
        assert (document.state, document.attempts) == (DocumentState.RECEIVED, 0)


def test_the_folder_of_a_child_whose_worker_was_killed_is_cleared_away(app):
    store = app.extensions["paper_jobs"].store
    old, young = store.children / "child-old", store.children / "child-young"
    for folder in (old, young):
        folder.mkdir(parents=True)
        (folder / "paper.docx").write_bytes(b"confidential")
    os.utime(old, (0, 0))
    with app.app_context():
        go_round(app)
    assert not old.exists() and young.exists()


def test_without_a_worker_the_health_page_says_so(app):
    with app.app_context():
        assert health.check() == {"ok": False, "worker": "never_started", "engines": {}, "sandbox": "unknown"}
