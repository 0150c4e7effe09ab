"""The papers of a meeting as they stood at one moment, and who sees which of them: asked of the database once, told to
many readers."""

from dataclasses import dataclass, field

from sqlalchemy import select

from ..agenda.payloads import list_items
from .models import Paper
from .payloads import paper_payload
from .seeing import may_see


@dataclass(frozen=True)
class Reader:
    person_id: int


@dataclass(frozen=True)
class Limit:
    """What a paper, or an item above it, says of who sees it."""

    visibility: str
    roles: tuple
    readers: tuple


@dataclass(frozen=True)
class ShelvedPaper:
    """All that `may_see` looks at, and what is told of the paper; `current` is the id of the version that is read."""

    id: int
    meeting_id: int
    current: int | None
    is_confidential: bool
    is_for_all: bool
    limits: tuple
    payload: dict = field(compare=False)

    @property
    def is_open(self):
        """Whether whoever is in the meeting sees it."""
        return self.is_for_all and self.current is not None


def shelve(session, meeting_id):
    """[ShelvedPaper] of the meeting in the order in which they lie."""
    items = list_items(session, meeting_id)  # held while each paper looks at its own: else one query for each
    papers = session.scalars(
        select(Paper)
        .where(Paper.meeting_id == meeting_id, Paper.item_id.in_([item.id for item in items]))
        .order_by(Paper.position, Paper.id)
    )
    return [_shelved(paper) for paper in papers]


def seen_by(actor, shelf):
    return [paper for paper in shelf if may_see(actor, paper)]


def _shelved(paper):
    current = paper.current
    return ShelvedPaper(
        paper.id,
        paper.meeting_id,
        current and current.id,
        paper.is_confidential,
        paper.is_for_all,
        tuple(_limit(limit) for limit in paper.limits),
        paper_payload(paper),
    )


def _limit(limit):
    readers = tuple(Reader(reader.person_id) for reader in limit.readers)
    return Limit(limit.visibility, tuple(limit.roles or ()), readers)
