"""Answering a vote."""

from functools import partial

from sqlalchemy import select

from ..agenda.seats import find_seat, mark
from ..db import coalesce, now, record
from ..errors import Invalid, NotAllowed, Refused
from ..facts import BallotRecorded, TurnoutChanged, VoteProgressed, person_channel
from ..permissions import Permission, require
from .drafting import find_vote
from .models import Ballot, Elector, Vote, VoteState
from .payloads import ballot_payload, counted_payload, turnout_payload


def cast_ballot(session, actor, vote_id, choice):
    """Records the actor's answer, or changes it: (ballot, vote). Whoever answers is present.

    Raises Refused with code "vote_closed" once the vote is closed, unless this very answer was counted.
    """
    require(actor, Permission.VOTE)
    vote = find_vote(session, actor, vote_id)
    elector = find_elector(session, vote, actor)
    ballot = session.scalar(select(Ballot).where(Ballot.vote_id == vote.id, Ballot.seat_id == actor.seat_id))
    if choice not in vote.options:
        raise Invalid("Please choose one of the answers offered.", field="choice")
    if ballot and ballot.choice == choice:
        return ballot, vote
    require_open(vote, ballot)
    elector.present = True
    mark(session, find_seat(session, vote.meeting_id, actor.seat_id), True)
    ballot = record_ballot(session, vote, actor, ballot, choice)
    coalesce(session, ("vote", vote.id), vote.meeting_id, partial(tell_progress, vote_id=vote.id))
    return ballot, vote


def find_elector(session, vote, actor):
    elector = session.get(Elector, (vote.id, actor.seat_id))
    if elector is None and vote.state != VoteState.DRAFT:
        raise NotAllowed("You are not among those entitled to answer this vote.", code="not_entitled")
    return elector


def require_open(vote, earlier):
    if vote.state == VoteState.OPEN:
        return
    if vote.state == VoteState.DRAFT:
        raise Refused("This vote is not open yet.", code="vote_not_open")
    if earlier:
        raise Refused(
            "The vote is closed. This change was NOT counted; your earlier answer stands.", code="vote_closed"
        )
    raise Refused("The vote is closed. Your ballot was NOT counted.", code="vote_closed")


def record_ballot(session, vote, actor, ballot, choice):
    ballot = ballot or Ballot(vote_id=vote.id, seat_id=actor.seat_id)
    ballot.choice, ballot.recorded_at = choice, now()
    session.add(ballot)
    session.flush()
    told = BallotRecorded(
        vote.meeting_id, ballot_payload(ballot), audience=(person_channel(actor.person_id),)
    )
    record(session, told)
    return ballot


def tell_progress(session, vote_id):
    """How many have answered, for everybody; who, for the desk. Closing tells the rest itself."""
    vote = session.get(Vote, vote_id)
    if vote is None or vote.state != VoteState.OPEN:
        return
    record(session, VoteProgressed(vote.meeting_id, counted_payload(session, vote)))
    record(session, TurnoutChanged(vote.meeting_id, turnout_payload(session, vote)))
