"""What a tablet may know of votes, ballots and turnouts. One shape for reply, snapshot and fact."""

from sqlalchemy import and_, func, select

from ..agenda.models import Seat
from ..db import iso
from ..permissions import Permission
from .models import Ballot, Elector, Vote, VoteState


def vote_payload(vote, electorate=0, cast=0):
    """The result is for everybody, so it stands here only once it is published."""
    return {
        "id": vote.id,
        "item_id": vote.item_id,
        "title": vote.title,
        "kind": vote.kind,
        "options": vote.options,
        "secrecy": vote.secrecy,
        "rule": vote.rule,
        "state": vote.state,
        "opened_at": iso(vote.opened_at),
        "closed_at": iso(vote.closed_at),
        "published_at": iso(vote.published_at),
        "electorate": electorate,
        "cast": cast,
        "result": vote.result if vote.state == VoteState.PUBLISHED else None,
    }


def counted_payload(session, vote):
    """The same with its present numbers."""
    electorate = session.scalar(select(func.count()).where(Elector.vote_id == vote.id))
    return vote_payload(
        vote, electorate, session.scalar(select(func.count()).where(Ballot.vote_id == vote.id))
    )


def votes_payload(session, meeting_id, actor):
    """{vote id as text: vote} of the meeting; drafts only for the desk."""
    seen = Vote.meeting_id == meeting_id
    if not actor.may(Permission.SEE_DESK):
        seen &= Vote.state != VoteState.DRAFT
    votes = session.scalars(select(Vote).where(seen).order_by(Vote.id)).all()
    electorates, casts = (count_by_vote(session, meeting_id, model) for model in (Elector, Ballot))
    return {
        str(vote.id): vote_payload(vote, electorates.get(vote.id, 0), casts.get(vote.id, 0)) for vote in votes
    }


def count_by_vote(session, meeting_id, model):
    rows = session.execute(
        select(model.vote_id, func.count())
        .join(Vote, Vote.id == model.vote_id)
        .where(Vote.meeting_id == meeting_id)
        .group_by(model.vote_id)
    )
    return dict(rows.all())


def ballot_payload(ballot):
    """Keyed by its vote: a tablet knows only its own person's ballots."""
    return {"id": ballot.vote_id, "choice": ballot.choice, "recorded_at": iso(ballot.recorded_at)}


def ballots_payload(session, actor):
    """{vote id as text: the actor's own ballot}."""
    return ballots_by_seat(session, actor.meeting_id, [actor.seat_id]).get(actor.seat_id, {})


def ballots_by_seat(session, meeting_id, seat_ids):
    """{seat id: {vote id as text: ballot}}; each to be told to that seat's person alone."""
    rows = session.execute(
        select(Ballot.seat_id, Ballot.vote_id, Ballot.choice, Ballot.recorded_at)
        .join(Vote, Vote.id == Ballot.vote_id)
        .where(Vote.meeting_id == meeting_id, Ballot.seat_id.in_(seat_ids))
        .order_by(Ballot.vote_id)
    )
    ballots = {seat_id: {} for seat_id in seat_ids}
    for row in rows:
        ballots[row.seat_id][str(row.vote_id)] = ballot_payload(row)
    return ballots


def turnout_payload(session, vote):
    """For the desk: who has answered and who has not, never what; from closing also the result."""
    answered = [(elector.seat_id, elector.choice is not None) for elector in list_electors(session, vote.id)]
    return make_turnout(vote, answered)


def make_turnout(vote, answered):
    return {
        "id": vote.id,
        "cast": [seat_id for seat_id, has_answered in answered if has_answered],
        "missing": [seat_id for seat_id, has_answered in answered if not has_answered],
        "result": vote.result,
    }


def turnouts_payload(session, meeting_id):
    """{vote id as text: turnout} of all votes that have been opened."""
    votes = session.scalars(
        select(Vote).where(Vote.meeting_id == meeting_id, Vote.state != VoteState.DRAFT).order_by(Vote.id)
    ).all()
    answered = {vote.id: [] for vote in votes}
    for elector in session.execute(electors().where(Elector.vote_id.in_(answered))):
        answered[elector.vote_id].append((elector.seat_id, elector.choice is not None))
    return {str(vote.id): make_turnout(vote, answered[vote.id]) for vote in votes}


def list_electors(session, vote_id):
    """Rows (vote_id, seat_id, present, casting, choice or None) in the order of the seats."""
    return session.execute(electors().where(Elector.vote_id == vote_id)).all()


def electors():
    own = and_(Ballot.vote_id == Elector.vote_id, Ballot.seat_id == Elector.seat_id)
    return (
        select(Elector.vote_id, Elector.seat_id, Elector.present, Elector.casting, Ballot.choice)
        .join(Seat, Seat.id == Elector.seat_id)
        .outerjoin(Ballot, own)
        .order_by(Elector.vote_id, Seat.position, Seat.id)
    )
