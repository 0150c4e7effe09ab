"""Publishing a result, on the tablets, on the hall screen or on both: until then it stays with the desk."""

from ..db import now
from ..errors import Invalid, Refused
from ..facts import VoteChanged, VotePublished
from ..permissions import Permission, require
from .drafting import find_vote
from .hall import tell_room
from .models import Manner, VoteState
from .record.events import record_publication, record_showing
from .reports.reporting import tell_where_reported


def publish_vote(session, actor, vote_id, on_tablets=True, on_hall=True):
    """Where the result is shown from now on; the same again changes nothing. The hall screen may have it alone, before
    the tablets, and it may be taken off the hall screen; from the tablets nothing is taken back."""
    require(actor, Permission.RUN_VOTES)
    vote = find_vote(session, actor, vote_id)
    require_place(vote, on_tablets, on_hall)
    is_new = vote.state != VoteState.PUBLISHED
    if is_new:
        require_counted(vote)
    is_moved = on_hall != (vote.hall_at is not None)
    if is_moved:
        vote.hall_at = now() if on_hall else None
    if is_new and on_tablets:
        vote.state, vote.published_at = VoteState.PUBLISHED, now()
        record_publication(session, vote, actor)
        tell_room(session, vote, VotePublished)
    elif is_moved:
        if on_hall and "hash" in vote.result:  # older: no part of the record
            record_showing(session, vote, actor)
        tell_room(session, vote, VoteChanged)
        tell_where_reported(session, vote)
    return vote


def require_place(vote, on_tablets, on_hall):
    if on_tablets:
        return
    if not on_hall:
        raise Invalid(
            "Please say where to show the result: tablets, hall screen or both.", field="on_tablets"
        )
    if vote.state == VoteState.PUBLISHED:
        raise Refused(
            "The tablets have this result already; it cannot be taken back from them.", code="on_tablets"
        )
    if vote.manner == Manner.CIRCULATION:
        raise Refused("The hall screen shows no opinions by circulation.", code="not_for_hall")


def require_counted(vote):
    if vote.state == VoteState.ANNULLED:
        raise Refused("This vote has been annulled.", code="vote_annulled")
    if vote.state != VoteState.CLOSED:
        raise Refused("Close the vote first; then its result can be published.", code="vote_not_closed")
    if vote.result is None:
        raise Refused("The urn is still to be opened by its tellers.", code="not_counted")
