"""Publishing a result: until then it stays with the desk."""

from ..db import now, record
from ..errors import Refused
from ..facts import VoteChanged, VotePublished
from ..permissions import Permission, require
from .drafting import find_vote
from .models import VoteState
from .payloads import counted_payload
from .record.events import record_publication


def publish_vote(session, actor, vote_id, on_hall=True):
    """To the tablets of all in the room and, with `on_hall`, to the hall screen as well. Publishing twice is publishing
    once; that way a result is put on the hall screen later too, or taken off it."""
    require(actor, Permission.RUN_VOTES)
    vote = find_vote(session, actor, vote_id)
    if vote.state == VoteState.PUBLISHED:
        return show_on_hall(session, vote, on_hall)
    require_counted(vote)
    vote.state, vote.published_at, vote.on_hall = VoteState.PUBLISHED, now(), on_hall
    session.flush()
    record_publication(session, vote, actor)
    record(session, VotePublished(vote.meeting_id, counted_payload(session, vote)))
    return vote


def show_on_hall(session, vote, on_hall):
    if vote.on_hall != on_hall:
        vote.on_hall = on_hall
        session.flush()
        record(session, VoteChanged(vote.meeting_id, counted_payload(session, vote)))
    return vote


def require_counted(vote):
    if vote.state == VoteState.ANNULLED:
        raise Refused("This vote has been annulled.", code="vote_annulled")
    if vote.state != VoteState.CLOSED:
        raise Refused("Close the vote first; then its result can be published.", code="vote_not_closed")
    if vote.result is None:
        raise Refused("The urn is still to be opened by its tellers.", code="not_counted")
