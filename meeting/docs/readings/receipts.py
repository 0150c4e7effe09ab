"""Who has opened which paper, for the secretariat: of those who may see it, and of nobody else."""

from dataclasses import dataclass

from sqlalchemy import select

from ...agenda.models import Seat
from ...db import iso
from ...permissions import Permission, require
from ..models import Paper, PaperVersion
from .models import Reading
from .readers import readers_of


@dataclass(frozen=True)
class Receipt:
    """One paper that can be read: the seats of those who may see it, and the newest Reading of each who has opened
    it."""

    paper: Paper
    readers: list[Seat]
    readings: dict[int, Reading]  # by person


def list_receipts(session, actor, group=""):
    """[Receipt] of the meeting's papers, of one group of seats or of all. Raises NotAllowed."""
    require(actor, Permission.SEE_RECEIPTS)
    papers = session.scalars(
        select(Paper).where(Paper.meeting_id == actor.meeting_id).order_by(Paper.position, Paper.id)
    ).all()
    readers, readings = (
        readers_of(session, actor.meeting_id, papers),
        _newest_readings(session, actor.meeting_id),
    )
    receipts = []
    for paper in papers:
        seats = [seat for seat in readers[paper.id] if not group or seat.group == group]
        read = {
            s.person_id: readings[paper.id, s.person_id] for s in seats if (paper.id, s.person_id) in readings
        }
        if paper.current:
            receipts.append(Receipt(paper, seats, read))
    return receipts


def receipts_payload(session, actor):
    """{paper id as text: receipt}. `opened` tells of the newest version that each has opened: whoever knows an older
    one only has another `version_id` than the receipt. Where somebody is in the paper is theirs alone."""
    return {str(receipt.paper.id): _receipt_payload(receipt) for receipt in list_receipts(session, actor)}


def _receipt_payload(receipt):
    current = receipt.paper.current
    return {
        "id": receipt.paper.id,
        "version_id": current.id,
        "page_count": current.document.page_count,
        "readers": [seat.person_id for seat in receipt.readers],
        "opened": [
            {
                "person_id": person_id,
                "version_id": reading.version_id,
                "pages_seen": reading.pages_seen,
                "first_opened_at": iso(reading.first_opened_at),
                "last_opened_at": iso(reading.last_opened_at),
            }
            for person_id, reading in receipt.readings.items()
        ],
    }


def _newest_readings(session, meeting_id):
    """{(paper id, person id): Reading of the newest version that they have opened}"""
    rows = session.execute(
        select(PaperVersion.paper_id, Reading)
        .join(PaperVersion, PaperVersion.id == Reading.version_id)
        .join(Paper, Paper.id == PaperVersion.paper_id)
        .where(Paper.meeting_id == meeting_id)
        .order_by(PaperVersion.number)
    )
    return {(paper_id, reading.person_id): reading for paper_id, reading in rows}
