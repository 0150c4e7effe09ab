"""Taking a vote back: one person asks for it with a reason, another confirms. Nothing of the vote is deleted, except
what lies sealed in an urn and was never counted."""

from ..db import iso, now
from ..errors import Refused
from ..facts import VoteAnnulled
from ..permissions import Permission, require
from . import urn
from .drafting import find_vote
from .models import VoteState
from .ongoing import tell_changed, tell_desk
from .record.changes import (
    ANNULMENT_ASKED,
    ANNULMENT_WITHDRAWN,
    record_annulment,
    record_annulment_step,
)
from .record.events import person
from .reports.reporting import tell_where_reported
from .second_person import require_second


def ask_annulment(session, actor, vote_id, reason):
    """Until a second person confirms, the vote goes on as it is, and only the desk knows. Asking for the same again
    changes nothing."""
    vote = find_opened(session, actor, vote_id)
    if vote.state == VoteState.ANNULLED or is_asked(vote, actor, reason):
        return vote
    if vote.annulment:
        raise Refused(
            "%(name)s has asked for the annulment already. Please confirm that, or withdraw it first.",
            code="annulment_asked",
            name=vote.annulment["by"]["name"],
        )
    vote.annulment = {
        "reason": reason,
        "by": person(actor),
        "with": None,
        "at": iso(now()),
        "confirmed_at": None,
    }
    record_annulment_step(session, vote, actor, ANNULMENT_ASKED)
    return tell_desk(session, vote)


def confirm_annulment(session, actor, vote_id):
    """By another person than the one who asked. What an urn holds is destroyed unread."""
    vote = find_opened(session, actor, vote_id)
    if vote.state == VoteState.ANNULLED:
        return vote
    if vote.annulment is None:
        raise Refused("Nobody has asked for the annulment of this vote.", code="nothing_to_confirm")
    require_second(actor, vote.annulment)
    vote.annulment = vote.annulment | {"with": person(actor), "confirmed_at": iso(now())}
    vote.state = VoteState.ANNULLED
    if vote.urn_key and vote.result is None:
        urn.discard(session, vote)
    record_annulment(session, vote)
    tell_where_reported(session, vote)
    return tell_changed(session, vote, VoteAnnulled)


def withdraw_annulment(session, actor, vote_id):
    """By either, as long as nobody has confirmed it."""
    vote = find_opened(session, actor, vote_id)
    if vote.state == VoteState.ANNULLED:
        raise Refused("This vote has been annulled; that stands.", code="vote_annulled")
    if vote.annulment is None:
        return vote
    record_annulment_step(session, vote, actor, ANNULMENT_WITHDRAWN)
    vote.annulment = None
    return tell_desk(session, vote)


def find_opened(session, actor, vote_id):
    require(actor, Permission.RUN_VOTES)
    vote = find_vote(session, actor, vote_id)
    if vote.state == VoteState.DRAFT:
        raise Refused("This vote has not been opened: it can simply be removed.", code="vote_not_open")
    return vote


def is_asked(vote, actor, reason):
    asked = vote.annulment
    return asked and asked["reason"] == reason and asked["by"]["seat_id"] == actor.seat_id
