"""What of votes the hall screen is told: of a result nothing, unless it has been put there. What it has before the
tablets is told to it alone."""

from sqlalchemy import select

from ..db import iso, record
from ..facts import HALL, VoteChanged
from ..permissions import Role
from .models import Vote, VoteState
from .payloads import counted_payload


def tell_room(session, vote, fact=VoteChanged):
    """To all in the room what each may know of the vote now."""
    session.flush()
    payload = counted_payload(session, vote)
    record(session, fact(vote.meeting_id, payload))
    if vote.is_in_hall_only:
        told = payload | {"result": vote.result}
        record(session, VoteChanged(vote.meeting_id, told, audience=(HALL,)))


def votes_for_hall(session, votes):
    """{vote id as text: payload} as the hall screen may know them."""
    alone = [vote["id"] for vote in votes.values() if vote["hall_at"] and not vote["published_at"]]
    results = {}
    if alone:
        this = select(Vote.id, Vote.result).where(Vote.id.in_(alone))
        results = {str(id): {"result": result} for id, result in session.execute(this)}
    return {id: for_hall(vote | results.get(id, {})) for id, vote in votes.items()}


def for_hall(vote):
    """A vote's payload as the hall screen may know it. How far an open vote has come is for everybody to see."""
    if vote["state"] == VoteState.OPEN or vote["hall_at"]:
        return vote
    return vote | {"cast": None, "result": None}


def fact_for_hall(payload):
    """The same of a fact; the very payload where there is nothing to keep back."""
    vote = payload.get("vote")
    told = vote and for_hall(vote)
    return payload if told is vote else payload | {"vote": told}


def hide_from_hall(session, actor, payload):
    """A fact of the past as the hall screen may be told it today: a result may have been taken off it since."""
    if actor.role != Role.HALL or "vote" not in payload:
        return payload
    vote = session.get(Vote, payload["vote"]["id"])
    today = vote and iso(vote.hall_at)
    at = today and payload["vote"].get("hall_at", today)  # what was told before an update does not say it
    return fact_for_hall(payload | {"vote": payload["vote"] | {"hall_at": at}})
