"""Closing a vote and counting it, in one transaction: a ballot is in the count or was refused."""

from sqlalchemy import select

from ..agenda.meetings import meeting_withdrawing
from ..agenda.models import Seat
from ..agenda.running import meeting_ending
from ..db import now
from ..errors import Invalid, Refused
from ..permissions import Permission, require
from . import urn
from .counting import count, tell_closed
from .drafting import find_vote
from .models import Ballot, Elector, Manner, Secrecy, Vote, VoteState
from .opening import find_open_vote
from .record.events import person, record_closing
from .second_person import name_second

MISSING_SENTENCES = {  # whether the vote circulates
    False: "Present but not yet voted (%(count)s): %(names)s.",
    True: "Not yet replied (%(count)s): %(names)s.",
}
NAMED = 5  # how many of the missing a refusal names; the desk has the whole list


def close_vote(session, actor, vote_id, despite_missing=False, with_seat_id=None):
    """Closing a vote that is closed changes nothing.

    `with_seat_id`: who followed a roll call beside the actor. Raises Invalid with code "second_name_needed" where
    nobody is known who did; Refused with code "missing_ballots" while somebody present has not answered, unless told to
    go on.
    """
    require(actor, Permission.RUN_VOTES)
    vote = find_vote(session, actor, vote_id)
    if vote.state == VoteState.DRAFT:
        raise Refused("This vote is not open yet.", code="vote_not_open")
    if vote.state != VoteState.OPEN:
        return vote
    if vote.manner == Manner.BY_HAND:
        raise Refused("Please enter the totals: with them the vote is closed.", code="totals_needed")
    require_two_names(session, vote, actor, with_seat_id)
    vote.despite_missing = require_all_answered(session, vote, despite_missing)
    return settle(session, vote, by=actor)


def settle(session, vote, sums=None, side=None, by=None):
    """Closes an open vote and counts it: its ballots, its urn or, entered by hand, `sums`; see counting.py."""
    vote.state, vote.closed_at = VoteState.CLOSED, now()
    answers = urn.open_and_destroy(session, vote) if vote.is_secret and sums is None else None
    if vote.is_secret and sums is not None:
        urn.discard(session, vote)
    # The urn of the tellers is still to be opened: what is closed is counted later.
    if answers is not None or not vote.is_secret or sums is not None:
        count(session, vote, answers, sums, side)
    record_closing(session, vote, by)
    if vote.secrecy == Secrecy.SPLIT and vote.result is None:
        urn.tell_tellers(session, vote)
    tell_closed(session, vote)
    return vote


def require_two_names(session, vote, actor, with_seat_id):
    """Of a roll call: whoever closes it answers for it beside the one who entered it, unless somebody else was named;
    who has done both names another."""
    entered = vote.by_hand
    if not entered or entered["with"]:
        return
    if entered["by"]["seat_id"] != actor.seat_id:
        second = person(actor)
    elif with_seat_id:
        second = name_second(session, actor, vote, with_seat_id)
    else:
        raise Invalid(
            "Two people answer for a roll call: please name who followed it beside you.",
            code="second_name_needed",
            field="with_seat_id",
        )
    vote.by_hand = entered | {"with": second}


def require_all_answered(session, vote, despite_missing):
    """Whether the vote is closed although somebody present has not answered."""
    missing = list_missing(session, vote)
    if missing and not despite_missing:
        names = ", ".join(seat.person.name for seat in missing[:NAMED]) + (
            " …" if len(missing) > NAMED else ""
        )
        raise Refused(
            MISSING_SENTENCES[vote.manner == Manner.CIRCULATION],
            code="missing_ballots",
            count=len(missing),
            names=names,
        )
    return bool(missing)


def list_missing(session, vote):
    """Seats of the electorate that have not answered: of what circulates all of them, otherwise of those here."""
    answered = select(Ballot.seat_id).where(Ballot.vote_id == vote.id)
    missing = (Elector.vote_id == vote.id) & Seat.id.not_in(answered)
    if vote.manner != Manner.CIRCULATION:
        missing &= Seat.present
    electors = select(Seat).join(Elector, Elector.seat_id == Seat.id).where(missing)
    return session.scalars(electors.order_by(Seat.position, Seat.id)).all()


@meeting_ending.connect
def require_no_open_vote(meeting, session):
    vote = find_open_vote(session, meeting.id)
    if vote:
        raise Refused(
            "A vote is still open: %(title)s. Close it first.", code="another_open", title=vote.title
        )


@meeting_withdrawing.connect
def require_nothing_asked(meeting, session):
    """Nor what circulates: who is asked could not find it any more, and its time would run on."""
    asked = (Vote.meeting_id == meeting.id) & (Vote.state == VoteState.OPEN)
    title = session.scalar(select(Vote.title).where(asked).limit(1))
    if title:
        raise Refused("A vote is still open: %(title)s. Close it first.", code="another_open", title=title)
