"""Who has read which page of a confidential paper, and when."""

import csv
import io
from datetime import timedelta

from sqlalchemy import select

from ...db import iso, now
from ...permissions import Permission, require
from ..finding import find_paper
from ..models import PaperAccess
from .marking import mark_of

# A page that is turned to again within this is still being read.
SAME_READING = timedelta(minutes=5)
MOST = 500
# What a spreadsheet would take for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def is_noted(session, actor, paper_id, page):
    this = (
        (PaperAccess.paper_id == paper_id)
        & (PaperAccess.person_id == actor.person_id)
        & (PaperAccess.page == page)
        & (PaperAccess.at > now() - SAME_READING)
    )
    return session.scalar(select(PaperAccess.id).where(this).limit(1)) is not None


def note_access(session, actor, paper_id, page):
    """Once for each person, page and five minutes."""
    paper = find_paper(session, actor, paper_id)
    if not is_noted(session, actor, paper_id, page):
        session.add(
            PaperAccess(
                meeting_id=paper.meeting_id,
                paper_id=paper.id,
                paper_title=paper.title,
                person_id=actor.person_id,
                page=page,
            )
        )


def list_accesses(session, actor, paper_id=None, most=None):
    """[PaperAccess], the latest first: of one paper, or of all of the meeting, also those since removed."""
    require(actor, Permission.PREPARE_MEETING)
    rows = (
        select(PaperAccess)
        .where(PaperAccess.meeting_id == actor.meeting_id)
        .order_by(PaperAccess.at.desc(), PaperAccess.id.desc())
        .limit(most)
    )
    if paper_id is not None:
        paper = find_paper(session, actor, paper_id)
        # The number of a paper that was removed may have been given again.
        rows = rows.where(PaperAccess.paper_id == paper.id, PaperAccess.at >= paper.created_at)
    return session.scalars(rows).all()


def access_payload(access, secret):
    return {
        "id": access.id,
        "person_id": access.person_id,
        "name": access.person.name,
        "mark": mark_of(secret, access.paper_id, access.person_id),
        "page": access.page,
        "at": iso(access.at),
    }


def accesses_as_csv(accesses, secret, zone, heads):
    """The text of a file that spreadsheets open as it is meant: `heads` are the five words above the columns (time,
    paper, page, reader, mark), times are those of `zone`, and nothing in it is a formula."""
    file = io.StringIO()
    rows = csv.writer(file, lineterminator="\r\n")
    rows.writerow(map(harmless, heads))
    for access in accesses:
        mark = mark_of(secret, access.paper_id, access.person_id)
        at = access.at.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S")
        rows.writerow(map(harmless, (at, access.paper_title, access.page, access.person.name, mark)))
    return "\ufeff" + file.getvalue()


def harmless(cell):
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text
