"""What the administrator sees of the installation as a whole: one row for each thing that may need a hand."""

import shutil
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import func, select, text

from .db import database, iso, now, reading
from .docs import health as papers
from .docs import redraw_progress, upkeep
from .docs.models import Document, DocumentState, PaperVersion
from .health import check_database, check_disk
from .people.directory import require_administrator
from .voting.record.signing import list_set_aside, public_key

WAITS_TOO_LONG = timedelta(minutes=15)
CLEARED_TOO_LONG_AGO = timedelta(days=2)


def state_of_installation(person):
    """[{name, ok, …}]: `ok` is False where somebody should look, None where there is nothing to say yet. The rest are
    figures, sizes in bytes; the words are the screen's."""
    require_administrator(person)
    worker, store = papers.check(), current_app.extensions["paper_jobs"].store
    return [
        database_row(),
        disk_row(),
        {"name": "worker", "ok": worker["ok"], "state": worker["worker"]},
        queue_row(),
        engines_row(worker),
        libreoffice_row(worker),
        {"name": "sandbox", "ok": worker["sandbox"] == "bubblewrap", "kind": worker["sandbox"]},
        *store_rows(store),
        redrawing_row(),
        tablets_row(),
        record_row(),
    ]


def database_row():
    row = {"name": "database", "ok": check_database() == "ok"}
    if database().is_sqlite:
        kind, question = "SQLite", "SELECT sqlite_version()"
    else:
        kind, question = "PostgreSQL", "SHOW server_version"
    with reading() as session:
        return row | {"kind": kind, "version": session.scalar(text(question)).split()[0]}


def disk_row():
    usage = shutil.disk_usage(current_app.config["DATA"])
    return {"name": "disk", "ok": check_disk() == "ok", "free": usage.free, "total": usage.total}


def queue_row():
    """How many papers are unfinished, and since when the oldest waits."""
    with reading() as session:
        count, oldest = session.execute(
            select(func.count(Document.id.distinct()), func.min(PaperVersion.uploaded_at))
            .join(PaperVersion, PaperVersion.document_id == Document.id)
            .where(Document.state.not_in((DocumentState.READY, DocumentState.FAILED)))
        ).one()
    jobs = count_jobs()
    ok = jobs is not None and (oldest is None or now() - oldest < WAITS_TOO_LONG)
    return {"name": "queue", "ok": ok, "jobs": jobs, "papers": count, "oldest": iso(oldest)}


def count_jobs():
    """None where the queue does not answer; the log says why."""
    try:
        return current_app.extensions["paper_jobs"].huey.pending_count()
    except Exception:
        current_app.logger.exception("The queue does not answer")
        return None


def engines_row(worker):
    return {"name": "engines", "ok": bool(worker["engines"]), "engines": worker["engines"]}


def libreoffice_row(worker):
    version = worker["engines"].get("libreoffice")
    is_wanted = current_app.config["ENGINE"] != "embedded"
    return {
        "name": "libreoffice",
        "ok": bool(version) or not is_wanted,
        "version": version,
        "wanted": is_wanted,
    }


def store_rows(store):
    """What was last measured, checked and cleared away, and when; `at` is None before the first time."""
    measured, check, cleared = (upkeep.recall(store, act) for act in ("measuring", "check", "clean-up"))
    is_recent = cleared and now() - datetime.fromisoformat(cleared["at"]) < CLEARED_TOO_LONG_AGO
    return [
        {"name": "store", "ok": measured and True, "at": None, **(measured or {})},
        {"name": "check", "ok": check and check["wrong"] <= check["mended"], "at": None, **(check or {})},
        {"name": "clean_up", "ok": is_recent, "at": None, **(cleared or {})},
    ]


def redrawing_row():
    with reading() as session:
        waiting, given_up = redraw_progress.count_waiting(session), redraw_progress.count_given_up(session)
    # What could not be drawn anew is readable as before: nothing to be done, but to be known.
    return {"name": "redrawing", "ok": None if given_up else True, "waiting": waiting, "given_up": given_up}


def tablets_row():
    """Of the web process that answers: tablets now and at most; since its start `served` snapshots, out of `made`."""
    door, snapshots = current_app.extensions["door"], current_app.extensions["snapshots"]
    return {
        "name": "tablets",
        "ok": door.count() < door.most,
        "connected": door.count(),
        "most": door.most,
        "made": snapshots.made,
        "served": snapshots.served,
        "looks": snapshots.looks,
        "kept": snapshots.size,
    }


def record_row():
    """The public key with which the record of votes is signed, to be noted elsewhere; a key that was unreadable and is
    replaced is worth a look."""
    key = public_key()
    return {"name": "vote_record", "ok": not list_set_aside(), "key": key}
