"""What a reader's book holds. The plan names all that is printed, so two plans alike make the same book."""

import hashlib
import json
from dataclasses import dataclass

from sqlalchemy import select

from ...agenda.meetings import find_meeting
from ...agenda.payloads import item_numbers, list_items
from ...db import iso
from ..models import DocumentState, Paper, VisibilityKind
from ..seeing import may_see

# Part of every key: change it when books are bound differently.
BINDING = "1"


@dataclass(frozen=True)
class Plan:
    """`items`: [{heading, papers}]; a paper is {number, title, key, sha256, engine, outline, watermark}, or {number,
    title, missing} with a word of `wording.MISSING_SENTENCES` where it is not in the book."""

    person_id: int
    language: str
    cover: dict
    items: list

    @property
    def bound(self):
        return [paper for item in self.items for paper in item["papers"] if "missing" not in paper]

    @property
    def key(self):
        said = [BINDING, self.person_id, self.language, self.cover, self.items]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:24]


def plan_book(session, actor, language):
    """The Plan of what the actor may see at this moment, in the order of the agenda."""
    meeting, items = find_meeting(session, actor.meeting_id), list_items(session, actor.meeting_id)
    cover = {
        "body": meeting.body.name,
        "meeting": meeting.title,
        "starts_at": iso(meeting.starts_at),
        "place": meeting.place,
        "reader": actor.name,
    }
    titles = {item.id: item.title for item in items}
    papers = _papers_by_item(session, actor)
    planned, number = [], 0
    for item_id, item_number in item_numbers(items).items():
        entries = [_entry(paper, place) for place, paper in enumerate(papers.get(item_id, ()), number + 1)]
        number += len(entries)
        if entries:
            planned.append({"heading": f"{item_number}. {titles[item_id]}", "papers": entries})
    return Plan(actor.person_id, language, cover, planned)


def needs_watermark(paper):
    """Whether the reader's name is laid over each page of the paper: it is not for everyone's eyes."""
    return not paper.is_for_all


def _papers_by_item(session, actor):
    papers = session.scalars(
        select(Paper).where(Paper.meeting_id == actor.meeting_id).order_by(Paper.position, Paper.id)
    )
    seen = {}
    for paper in papers:
        if may_see(actor, paper):
            seen.setdefault(paper.item_id, []).append(paper)
    return seen


def _entry(paper, number):
    entry, missing = {"number": number, "title": paper.title}, _missing(paper)
    if missing:
        return entry | {"missing": missing}
    document = paper.current.document
    return entry | {
        "key": document.key,
        "sha256": document.sha256,
        "engine": document.engine,
        "outline": document.outline,
        "watermark": needs_watermark(paper),
    }


def _missing(paper):
    if paper.is_confidential:
        return "confidential"
    if paper.visibility == VisibilityKind.DESK or paper.newest.is_held:
        return "kept_back"
    if paper.current:
        return None
    document = paper.newest.document
    if document.state != DocumentState.FAILED:
        return "preparing"
    return "encrypted" if document.error == "encrypted" else "failed"
