"""An open vote of which something is changed: finding it, and telling what it is now."""

from ..db import record
from ..errors import Refused
from ..facts import TurnoutChanged, VoteChanged
from ..permissions import Permission, require
from .drafting import find_vote
from .hall import tell_room
from .models import VoteState
from .payloads import turnout_payload

NOT_OPEN_SENTENCES = {
    VoteState.DRAFT: "This vote is not open yet.",
    VoteState.CLOSED: "This vote is closed already.",
    VoteState.PUBLISHED: "This vote is closed already.",
    VoteState.ANNULLED: "This vote has been annulled.",
}
CODES = {VoteState.DRAFT: "vote_not_open", VoteState.ANNULLED: "vote_annulled"}


def find_ongoing(session, actor, vote_id):
    """The open vote. Raises Refused where it is in another state."""
    require(actor, Permission.RUN_VOTES)
    vote = find_vote(session, actor, vote_id)
    require_ongoing(vote)
    return vote


def require_ongoing(vote):
    if vote.state != VoteState.OPEN:
        raise Refused(NOT_OPEN_SENTENCES[vote.state], code=CODES.get(vote.state, "vote_closed"))


def tell_changed(session, vote, fact=VoteChanged):
    tell_room(session, vote, fact)
    return tell_desk(session, vote)


def tell_desk(session, vote):
    """What nobody else is to know, or not yet."""
    session.flush()
    record(session, TurnoutChanged(vote.meeting_id, turnout_payload(session, vote)))
    return vote
