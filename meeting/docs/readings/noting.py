"""Noting what a tablet has shown its reader. Notes may come late, twice or in any order: joining them never loses a
page, never moves the furthest one back, and the place is where the reader was last by the server's clock."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from ...db import now, record
from ...errors import Invalid
from ...facts import ReadingChanged, person_channel
from ...permissions import Permission, require
from ..finding import find_version
from ..models import PaperVersion
from .models import Reading
from .pages import join_pages, last_page, pages_of
from .payloads import readings_of


@dataclass(eq=False)  # two tablets may say the same
class Note:
    """One tablet's news of one reading, checked; `reading` is the answer to it once it is kept."""

    meeting_id: int
    paper_id: int
    version_id: int
    person_id: int
    page: int
    seen: bytes
    at: datetime
    reading: dict | None = None

    @property
    def key(self):
        return self.person_id, self.version_id


def note_reading(session, actor, paper_id, version_id, page, seen, at):
    """The Note of what the actor has seen of a version: pages `seen` as [(first, last)], at `page` at the moment `at`.

    It only looks; `keep_notes` writes. A moment before the upload or still to come, by a tablet whose clock is wrong,
    is taken for the nearest possible one.
    """
    require(actor, Permission.NOTE_READING)
    version = find_version(session, actor, paper_id, version_id)
    count = version.document.page_count
    if page > count:
        raise Invalid("There is no such page.", field="page")
    return Note(
        meeting_id=actor.meeting_id,
        paper_id=paper_id,
        version_id=version_id,
        person_id=actor.person_id,
        page=page,
        seen=pages_of([*seen, (page, page)], count),
        at=min(max(at, version.uploaded_at), now()),
    )


def keep_notes(session, notes):
    """Keep many notes at once, of anybody in any meeting, and answer each with the reading as it then is (None where
    the paper has been removed meanwhile).

    No meeting is locked: readings touch nothing that an act of the meeting looks at, and sixty tablets that turn a page
    must not make a ballot wait.
    """
    held = _hold_versions(session, {note.version_id for note in notes})
    notes_held = [note for note in notes if note.version_id in held]
    if not notes_held:
        return
    rows = _hold_readings(session, notes_held)
    changed = {note.key: note for note in notes_held if _join(rows[note.key], note)}
    session.flush()
    now_read = readings_of(session, {(note.person_id, note.paper_id) for note in notes_held})
    for note in notes_held:
        note.reading = now_read[note.person_id, note.paper_id]
    for key in sorted(changed):
        note = changed[key]
        record(session, ReadingChanged(note.meeting_id, note.reading, (person_channel(note.person_id),)))


def _hold_versions(session, version_ids):
    """Ids of those that are still there, and stay until the end of this act."""
    rows = select(PaperVersion.id).where(PaperVersion.id.in_(version_ids)).order_by(PaperVersion.id)
    return set(session.scalars(rows.with_for_update(read=True, key_share=True)))


def _hold_readings(session, notes):
    """{(person_id, version_id): Reading}, made where there was none. Always taken in one order: two processes that keep
    notes of the same people would otherwise wait for each other for ever."""
    first = {}
    for note in notes:
        if note.key not in first or note.at < first[note.key].at:
            first[note.key] = note
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    empty = [
        {
            "person_id": person_id,
            "version_id": version_id,
            "page": 1,
            "furthest": 1,
            "seen": b"",
            "page_at": note.at,
            "first_opened_at": note.at,
            "last_opened_at": note.at,
        }
        for (person_id, version_id), note in sorted(first.items())
    ]
    session.execute(dialect.insert(Reading).on_conflict_do_nothing(), empty)
    these = or_(*(and_(Reading.person_id == p, Reading.version_id == v) for p, v in first))
    rows = session.scalars(
        select(Reading).where(these).order_by(Reading.person_id, Reading.version_id).with_for_update()
    )
    return {(row.person_id, row.version_id): row for row in rows}


def _join(row, note):
    """Whether the note told something new."""
    before = (row.seen, row.page, row.page_at)
    row.seen = join_pages(row.seen, note.seen)
    row.furthest = max(row.furthest, last_page(note.seen))
    row.first_opened_at = min(row.first_opened_at, note.at)
    row.last_opened_at = max(row.last_opened_at, note.at)
    if note.at >= row.page_at:
        row.page, row.page_at = note.page, note.at
    return before != (row.seen, row.page, row.page_at)
