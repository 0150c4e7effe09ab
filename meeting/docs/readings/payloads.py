"""What a reader's own tablets know of a reading. One shape for reply, snapshot and fact."""

from sqlalchemy import select

from ...db import iso
from ..models import Paper, PaperVersion
from .models import Reading


def reading_payload(paper_id, rows):
    """`rows`: one person's Readings of the versions of one paper, the oldest version first. How far one has come is
    said of the newest version that one has opened; the place is where one was last, in whichever."""
    newest, last = rows[-1], max(rows, key=lambda row: row.page_at)
    return {
        "id": paper_id,
        "version_id": newest.version_id,
        "page": last.page,
        "page_at": iso(last.page_at),
        "furthest": newest.furthest,
        "pages_seen": newest.pages_seen,
        "first_opened_at": iso(rows[0].first_opened_at),
        "last_opened_at": iso(max(row.last_opened_at for row in rows)),
    }


def readings_of(session, wanted):
    """{(person_id, paper_id): reading_payload} of those pairs that have been opened."""
    people, papers = {person_id for person_id, _ in wanted}, {paper_id for _, paper_id in wanted}
    found = _payloads(session, Reading.person_id.in_(people), PaperVersion.paper_id.in_(papers))
    return {pair: payload for pair, payload in found.items() if pair in wanted}


def own_readings(session, actor, paper_ids):
    """{paper id as text: reading_payload} of what the actor has opened among these papers of the meeting."""
    found = readings_in(session, actor.meeting_id, [actor.person_id]).get(actor.person_id, {})
    return {paper_id: payload for paper_id, payload in found.items() if paper_id in paper_ids}


def readings_in(session, meeting_id, person_ids):
    """{person_id: {paper_id as text: reading_payload}} of what these people have opened in the meeting."""
    wanted = [person_id for person_id in person_ids if person_id is not None]
    read = {person_id: {} for person_id in wanted}
    found = (
        _payloads(session, Reading.person_id.in_(wanted), Paper.meeting_id == meeting_id) if wanted else {}
    )
    for (person_id, paper_id), payload in found.items():
        read[person_id][str(paper_id)] = payload
    return read


def _payloads(session, *such):
    rows = session.execute(
        select(PaperVersion.paper_id, Reading)
        .join(PaperVersion, PaperVersion.id == Reading.version_id)
        .join(Paper, Paper.id == PaperVersion.paper_id)
        .where(*such)
        .order_by(PaperVersion.paper_id, PaperVersion.number)
    )
    grouped = {}
    for paper_id, row in rows:
        grouped.setdefault((row.person_id, paper_id), []).append(row)
    return {pair: reading_payload(pair[1], of_paper) for pair, of_paper in grouped.items()}
