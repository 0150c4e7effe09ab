"""The pages of confidential papers, each reader's with their own name on it: what stands on them, having them drawn,
and putting them out when the right to them ends."""

import base64
import hashlib
import hmac
import logging

from sqlalchemy import select

from ...agenda.models import Meeting, MeetingState, Seat
from ...db import reading
from ...permissions import Actor, Permission
from .. import sandbox
from ..models import Paper
from ..seeing import may_see
from ..stages.problem import Problem

log = logging.getLogger(__name__)


def mark_of(secret, paper_id, person_id):
    """`K7Q2-M9XD`: always the same for one person and paper, whenever and on whatever device it is read; whoever
    finds a photograph learns from the list of readers whose it is, even where the name has been cut off."""
    said = hmac.new(secret.encode(), f"mark:{paper_id}:{person_id}".encode(), hashlib.sha256).digest()
    code = base64.b32encode(said)[:8].decode()
    return f"{code[:4]}-{code[4:]}"


def words_for(secret, paper_id, person_id):
    """What is burnt into this person's pages; None for who may not see the paper, or where nothing is burnt in."""
    with reading() as session:
        paper, seat = _find(session, paper_id, person_id)
        if seat is None or not _has_own_pages(session, paper, seat):
            return None
        return f"{seat.person.name} · {mark_of(secret, paper_id, person_id)}"


def mark_pages(room, key, profile, numbers, paper_id, person_id, words):
    """Draw this reader's pictures of pages whose common ones are there. A page that cannot be marked is not shown."""
    store = room.store
    pictures = [store.find_picture(key, number, profile) for number in numbers]
    names = [path.name for path in pictures if path]
    if not names:
        return
    source = store.made(key, "")
    request = {"stage": "mark", "source": str(source), "profile": profile, "pictures": names, "words": words}
    with sandbox.room(store.children) as folder:

        def on_event(event):
            if event["event"] == "page_done":
                store.take_marked(folder / event["file"], paper_id, person_id, key, event["file"])

        try:
            room.run(request, folder, source, on_event)
        except Problem as problem:
            log.warning("paper %s: pages %s not marked: %s", paper_id, numbers, problem)


def forget_marked(store):
    """Put out the pictures of those who may no longer see the paper, and of papers that are marked no more."""
    for paper_id, person_id in store.marked_for():
        with reading() as session:
            paper, seat = _find(session, paper_id, person_id)
            keys = {version.document.key for version in paper.versions} if paper else set()
            if seat is None or not _has_own_pages(session, paper, seat):
                keys = set()
        store.forget_marked(paper_id, person_id, keys)


def _find(session, paper_id, person_id):
    paper = session.get(Paper, paper_id)
    if paper is None:
        return None, None
    this = (Seat.meeting_id == paper.meeting_id) & (Seat.person_id == person_id)
    return paper, session.scalar(select(Seat).where(this))


def _has_own_pages(session, paper, seat):
    actor = Actor(seat.meeting_id, seat.role, seat.person_id, seat.id)
    is_draft = session.get(Meeting, paper.meeting_id).state == MeetingState.DRAFT
    is_open = not is_draft or actor.may(Permission.SEE_DESK)
    return paper.is_confidential and is_open and may_see(actor, paper)
