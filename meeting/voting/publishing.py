"""Publishing a result: until then it stays with the desk."""

from ..db import now, record
from ..errors import Refused
from ..facts import VotePublished
from ..permissions import Permission, require
from .drafting import find_vote
from .models import VoteState
from .payloads import counted_payload
from .record.events import record_publication


def publish_vote(session, actor, vote_id):
    """Publishing twice is publishing once."""
    require(actor, Permission.RUN_VOTES)
    vote = find_vote(session, actor, vote_id)
    if vote.state == VoteState.PUBLISHED:
        return vote
    require_counted(vote)
    vote.state, vote.published_at = VoteState.PUBLISHED, now()
    session.flush()
    record_publication(session, vote, actor)
    record(session, VotePublished(vote.meeting_id, counted_payload(session, vote)))
    return vote


def require_counted(vote):
    if vote.state == VoteState.ANNULLED:
        raise Refused("This vote has been annulled.", code="vote_annulled")
    if vote.state != VoteState.CLOSED:
        raise Refused("Close the vote first; then its result can be published.", code="vote_not_closed")
    if vote.result is None:
        raise Refused("The urn is still to be opened by its tellers.", code="not_counted")
