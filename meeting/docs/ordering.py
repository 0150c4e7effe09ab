"""The order of the papers of an agenda item."""

from collections import defaultdict

from sqlalchemy import select

from ..agenda.items import find_item
from ..db import record
from ..errors import Refused
from ..facts import PapersReordered
from ..permissions import Permission, require
from .models import Paper
from .seeing import audience_of


def order_papers(session, actor, item_id, order):
    """`order` names every paper of the item once; {id: position} afterwards."""
    require(actor, Permission.PREPARE_MEETING)
    item = find_item(session, actor.meeting_id, item_id)
    papers = {paper.id: paper for paper in session.scalars(select(Paper).where(Paper.item_id == item.id))}
    if sorted(order) != sorted(papers):
        raise Refused("The papers have changed meanwhile; look at the list again.", code="stale_order")
    heard_on = defaultdict(dict)
    for position, paper_id in enumerate(order, start=1):
        papers[paper_id].position = position
        for channel in audience_of(session, papers[paper_id]):
            heard_on[channel][str(paper_id)] = position
    session.flush()
    for channel, positions in heard_on.items():
        record(session, PapersReordered(actor.meeting_id, positions, (channel,)))
    return {str(paper_id): position for position, paper_id in enumerate(order, start=1)}
