"""Recusal: a member with a conflict of interest takes no part in one vote."""

from sqlalchemy import func, select

from ..agenda.seats import find_seat, seat_changing
from ..errors import NotFound, Refused
from ..permissions import VOTING_ROLES, Permission, require
from .drafting import find_vote, recusal_of, tell_draft
from .models import Ballot, Elector, Recusal, Vote, VoteState
from .ongoing import require_ongoing, tell_changed
from .record.changes import record_recusal


def recuse(session, actor, vote_id, seat_id, reason):
    """Before the vote is opened or, while it is open, before the member has answered. Twice is once, with the reason
    given last."""
    require(actor, Permission.RUN_VOTES)
    vote = find_vote(session, actor, vote_id)
    seat = find_seat(session, vote.meeting_id, seat_id)
    earlier = session.get(Recusal, (vote.id, seat.id))
    if earlier and (vote.state != VoteState.DRAFT or earlier.reason == reason):
        return vote
    if vote.state == VoteState.DRAFT:
        return recuse_from_draft(session, actor, vote, seat, earlier, reason)
    require_ongoing(vote)
    take_out(session, vote, seat)
    session.add(recusal_of(actor, vote, seat.id, reason))
    record_recusal(session, vote, actor, seat, reason)
    return tell_changed(session, vote)


def recuse_from_draft(session, actor, vote, seat, earlier, reason):
    if not seat.votes:
        raise not_entitled(seat)
    if earlier:
        earlier.reason, earlier.recorded_by_id = reason, actor.person_id
    else:
        session.add(recusal_of(actor, vote, seat.id, reason))
    return tell_draft(session, vote)


def take_out(session, vote, seat):
    """Who has answered stays: the answer cannot be unsaid, least of all one in an urn."""
    elector = session.get(Elector, (vote.id, seat.id))
    if elector is None:
        raise not_entitled(seat)
    answered = select(Ballot.id).where(Ballot.vote_id == vote.id, Ballot.seat_id == seat.id)
    if session.scalar(answered):
        raise Refused(
            "%(name)s has answered already and stays in the vote.", code="has_voted", name=seat.person.name
        )
    if session.scalar(select(func.count()).where(Elector.vote_id == vote.id)) == 1:
        raise Refused("Nobody would be left to answer this vote.", code="no_electorate")
    session.delete(elector)
    session.flush()


def withdraw_recusal(session, actor, vote_id, seat_id):
    """Only before the opening: then the electorate stands."""
    require(actor, Permission.RUN_VOTES)
    vote = find_vote(session, actor, vote_id)
    recusal = session.get(Recusal, (vote.id, seat_id))
    if recusal is None:
        return vote
    if vote.state != VoteState.DRAFT:
        raise Refused("This vote has been opened: a recusal can no longer be undone.", code="vote_opened")
    session.delete(recusal)
    return tell_draft(session, vote)


def find_own_recusal(session, actor, vote_id):
    """What was written down as the reason, to whom it concerns: others learn only that there is a recusal."""
    require(actor, Permission.VOTE)
    vote = find_vote(session, actor, vote_id)
    recusal = session.get(Recusal, (vote.id, actor.seat_id))
    if recusal is None:
        raise NotFound("You are not recused from this vote.")
    return recusal


def not_entitled(seat):
    return Refused(
        "%(name)s is not among those entitled to answer this vote.",
        code="not_entitled",
        name=seat.person.name,
    )


@seat_changing.connect
def keep_electorate(seat, role, session):
    """Whoever is asked must be able to answer: the electorate stands until the close. (Nor is such a seat removed: the
    database itself refuses that.)"""
    asked = select(Vote.title).join(Elector, Elector.vote_id == Vote.id)
    this = (Elector.seat_id == seat.id) & (Vote.state == VoteState.OPEN)
    title = role is not None and role not in VOTING_ROLES and session.scalar(asked.where(this).limit(1))
    if title:
        raise Refused(
            "%(name)s is asked in a vote that is open: %(title)s. Close it first, or record a recusal.",
            code="asked_in_vote",
            name=seat.person.name,
            title=title,
        )
