"""What a run must not leave behind: a child, a file in a folder for the moment, a row that is half done."""

import re
import time

from sqlalchemy import exists, func, select

from meeting.db import reading
from meeting.docs.models import Document, DocumentState, Page, PageState, Paper, PaperVersion
from tests import live

SETTLE_SECONDS = 15
FINISHED = (DocumentState.READY, DocumentState.FAILED)


def while_running(here, own):
    """Sentences on what is left once the installation is at rest; `own`: the processes it always has."""
    deadline = time.monotonic() + SETTLE_SECONDS
    while (found := [*children(here, own), *files(here), *rows(here)]) and time.monotonic() < deadline:
        time.sleep(0.5)
    return found


def after_the_end(here, processes):
    alive = [pid for pid in processes if not live.are_gone([pid])]
    return [f"process {pid} outlives the installation" for pid in alive] + files(here)


def crashes(here):
    """What the server or the worker says of its own death, or of what it did not expect."""
    log = here.log.read_text(errors="replace")
    died = re.findall(r"^bin/serve: .*starting it again.*$", log, re.MULTILINE)
    traces = [
        trace.strip().splitlines()[-1]
        for trace in re.findall(r"^Traceback .*\n(?:[ \t].*\n)+\S.*$", log, re.M)
    ]
    gone = [] if here.process.poll() is None else ["the installation ended by itself"]
    return died + traces + gone


def children(here, own):
    return [
        f"process {pid} is left of a stage"
        for pid in live.descendants(here.process.pid)
        if pid not in own and live.state(pid) not in (None, "Z")
    ]


def files(here):
    papers = here.data / "papers"
    folders = (papers / "incoming", papers / "children", here.temporary)
    return [
        f"{path} is left" for folder in folders for path in folder.glob("*") if not is_of_the_server(path)
    ]


def is_of_the_server(path):
    """gunicorn's own sign of life, which it unlinks only where the system lets it."""
    return path.name.startswith("wgunicorn-")


def rows(here):
    """Half rows and files without rows; the store and the database must tell the same."""
    with here.app.app_context(), reading() as session:
        half = select(func.count()).select_from(Document).where(Document.state.not_in(FINISHED))
        uncounted = half_counted()
        pending = select(func.count()).select_from(Page).join(Document).where(
            Document.state.in_(FINISHED), Page.state == PageState.PENDING
        )  # fmt: skip
        bare = (
            select(func.count()).select_from(Paper).where(~exists().where(PaperVersion.paper_id == Paper.id))
        )
        counts = {
            "documents are unfinished": session.scalar(half),
            "documents are ready without all their pages": session.scalar(uncounted),
            "pages of finished documents are pending": session.scalar(pending),
            "papers have no version": session.scalar(bare),
        }
        known = set(session.scalars(select(Document.sha256))) | set(session.scalars(select(Document.key)))
    papers = here.data / "papers"
    strange = [
        path
        for kind in ("originals", "pages")
        for path in (papers / kind).glob("*/*")
        if path.name not in known
    ]
    return [f"{count} {what}" for what, count in counts.items() if count] + [
        f"{path} belongs to no document" for path in strange
    ]


def half_counted():
    there = select(func.count()).where(Page.document_id == Document.id).scalar_subquery()
    return (
        select(func.count())
        .select_from(Document)
        .where(
            Document.state == DocumentState.READY,
            (Document.pages_ready != Document.page_count) | (there != Document.page_count),
        )
    )
