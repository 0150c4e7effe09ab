"""What of votes the hall screen is told: of a result nothing, unless it has been put there."""

from ..permissions import Role
from .models import Vote, VoteState


def for_hall(vote):
    """A vote's payload as the hall screen may know it. How far an open vote has come is for everybody to see."""
    if vote["state"] == VoteState.OPEN or (vote["published_at"] and vote["on_hall"]):
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
    is_off = {} if vote and vote.on_hall else {"on_hall": False}
    return fact_for_hall(payload | {"vote": payload["vote"] | is_off})
