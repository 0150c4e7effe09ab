"""Opening a vote: from here on the question, the rule and the electorate stand."""

from sqlalchemy import select

from ..agenda.meetings import find_meeting, require_running
from ..agenda.payloads import quorum_payload
from ..agenda.seats import list_seats
from ..db import now, record
from ..errors import Refused
from ..facts import TurnoutChanged, VoteOpened
from ..permissions import Permission, Role, require
from .drafting import copy_rule, find_vote
from .models import Elector, Manner, Vote, VoteState
from .payloads import counted_payload, turnout_payload


def open_vote(session, actor, vote_id, despite_quorum=False):
    """Opening a vote that has been opened changes nothing.

    Raises Refused with code "no_quorum" when too few are present, unless told to go on, which is kept.
    """
    require(actor, Permission.RUN_VOTES)
    vote = find_vote(session, actor, vote_id)
    if vote.state != VoteState.DRAFT:
        return vote
    meeting = find_meeting(session, actor.meeting_id)
    require_running(meeting)
    require_none_open(session, actor.meeting_id)
    vote.despite_quorum = require_quorum(session, meeting, despite_quorum)
    vote.rule = copy_rule(vote.preset)
    freeze_electorate(session, vote)
    vote.state, vote.opened_at = VoteState.OPEN, now()
    session.flush()
    record(session, VoteOpened(vote.meeting_id, counted_payload(session, vote)))
    record(session, TurnoutChanged(vote.meeting_id, turnout_payload(session, vote)))
    return vote


def require_none_open(session, meeting_id):
    other = find_open_vote(session, meeting_id)
    if other:
        raise Refused(
            "Another vote is open: %(title)s. Close it first.", code="another_open", title=other.title
        )


def find_open_vote(session, meeting_id):
    """The vote open in the room; what circulates is beside it."""
    this = (Vote.meeting_id == meeting_id) & (Vote.state == VoteState.OPEN)
    return session.scalar(select(Vote).where(this, Vote.manner != Manner.CIRCULATION))


def require_quorum(session, meeting, despite_quorum):
    """Whether the vote is opened although the quorum is not met."""
    quorum = quorum_payload(session, meeting)
    if not quorum["met"] and not despite_quorum:
        raise Refused(
            "There is no quorum: %(present)s members are present, %(needed)s are needed.",
            code="no_quorum",
            present=quorum["present"],
            needed=quorum["needed"],
        )
    return not quorum["met"]


def freeze_electorate(session, vote):
    seats = [seat for seat in list_seats(session, vote.meeting_id) if seat.votes]
    if not seats:
        raise Refused("Nobody in this meeting is entitled to vote.", code="no_electorate")
    chairs = [seat.id for seat in seats if seat.role == Role.CHAIR]
    session.add_all(
        Elector(vote_id=vote.id, seat_id=seat.id, present=seat.present, casting=chairs == [seat.id])
        for seat in seats
    )
