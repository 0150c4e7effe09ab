"""Answering a vote."""

from functools import partial

from sqlalchemy import and_, select

from ..agenda.models import Seat
from ..agenda.seats import mark
from ..db import coalesce, now, record
from ..errors import Invalid, NotAllowed, Outdated, Refused
from ..facts import BallotRecorded, TurnoutChanged, VoteProgressed, person_channel
from ..permissions import Permission, require
from . import urn
from .answers import parse_answer, shape_of
from .drafting import find_vote
from .models import Ballot, Elector, Manner, Recusal, Vote, VoteState
from .payloads import (
    SECRET_TICK_SECONDS,
    ballot_payload,
    ballots_payload,
    progress_payload,
    turnout_payload,
)

# What comes in on the tablets of those who answer.
ON_TABLETS = (Manner.TABLET, Manner.CIRCULATION)
# Whoever answers is there.
IN_THE_ROOM = (Manner.TABLET, Manner.ROLL_CALL)


def cast_ballot(session, actor, vote_id, answer=None, sealed=None, comment="", revision=0):
    """Records the actor's answer, or changes it: (ballot, vote). Whoever answers in the room is present.

    `answer` as in answers.py or, of a secret vote, `sealed` in hexadecimal; `revision` of the own ballot on which it
    was made, 0 where there was none: a request that was held up must not replace what was answered after it.
    Raises Refused with code "vote_closed" once the vote is closed, unless this very answer was counted;
    Outdated with code "ballot_outdated" and the ballot as it is where it was made on another one.
    """
    require(actor, Permission.VOTE)
    vote = find_vote(session, actor, vote_id)
    elector, ballot, seat = find_own(session, vote, actor)
    given = read_answer(vote, answer, sealed, comment)
    if ballot and stands_already(vote, ballot, given):
        return ballot, vote
    require_open(vote, earlier=ballot or (elector and elector.has_voted))
    require_change_allowed(vote, ballot)
    require_newest(ballot, revision)
    if vote.is_secret:
        urn.check(vote, given["sealed"])
    note_presence(session, vote, elector, seat)
    ballot = record_ballot(session, vote, seat, ballot, given)
    if "own" in session.info:  # another device of theirs may follow in the same transaction
        session.info["own"][vote.id, actor.seat_id] = elector, ballot, seat
    tell_progress_soon(session, vote)
    return ballot, vote


def stands_already(vote, ballot, given):
    return vote.state != VoteState.ANNULLED and given == {name: getattr(ballot, name) for name in given}


def cast_reply(ballot):
    return {"ballot": ballot_payload(ballot), "is_replaced": False}


def reply_again(session, actor, vote_id, told):
    """What is answered to a command that was carried out earlier: its ballot as it is now, for it may have been
    replaced from another device, or discarded. Of a sealed one nobody knows that any more once the urn is opened."""
    ballot = ballots_payload(session, actor).get(str(vote_id))
    is_same = ballot and ballot["revision"] in (None, told["ballot"]["revision"])
    return {"ballot": ballot, "is_replaced": not is_same}


def look_up(session, casts):
    """What the ballots of many need, [(actor, {"vote_id"})], in one question for all; find_own finds it here."""
    vote_ids, seat_ids = {url["vote_id"] for _, url in casts}, {actor.seat_id for actor, _ in casts}
    found = list_own(session, Elector.vote_id.in_(vote_ids) & Elector.seat_id.in_(seat_ids))
    session.info["own"] = {(own[0].vote_id, own[0].seat_id): own for own in found}
    # Kept, for a session forgets what nobody holds, and would ask for the vote again with every ballot.
    session.info["votes"] = session.scalars(select(Vote).where(Vote.id.in_(vote_ids))).all()


def find_own(session, vote, actor):
    """(elector, ballot or None, seat) of the actor. Nothing of a draft, which has no electorate yet.

    Raises NotAllowed for who is not in it.
    """
    found = session.info.get("own", {}).get((vote.id, actor.seat_id)) or next(
        list_own(session, (Elector.vote_id == vote.id) & (Elector.seat_id == actor.seat_id)), None
    )
    if found is None and vote.state != VoteState.DRAFT:
        if session.get(Recusal, (vote.id, actor.seat_id)):
            raise NotAllowed("You take no part in this vote: your recusal is recorded.", code="recused")
        raise NotAllowed("You are not among those entitled to answer this vote.", code="not_entitled")
    return found or (None, None, None)


def list_own(session, these):
    own = and_(Ballot.vote_id == Elector.vote_id, Ballot.seat_id == Elector.seat_id)
    joined = select(Elector, Ballot, Seat).join(Seat, Seat.id == Elector.seat_id).outerjoin(Ballot, own)
    return iter(session.execute(joined.where(these)).all())


def read_answer(vote, answer, sealed, comment):
    """{answer, sealed, comment} as they are kept."""
    if comment and vote.manner != Manner.CIRCULATION:
        raise Invalid("Only a vote by circulation takes a comment.", code="no_comment", field="comment")
    if not vote.is_secret:
        if sealed is not None:
            raise Invalid(
                "This vote is not secret: the answer must not be sealed.",
                code="must_not_be_sealed",
                field="sealed",
            )
        return {"answer": parse_answer(shape_of(vote), answer), "sealed": None, "comment": comment}
    if answer is not None or not sealed:
        raise not_sealed()
    return {"answer": None, "sealed": read_sealed(sealed), "comment": comment}


def read_sealed(sealed):
    try:
        return bytes.fromhex(sealed)
    except ValueError:
        raise not_sealed() from None


def not_sealed():
    return Invalid("This vote is secret: the answer must come sealed.", code="not_sealed", field="sealed")


def require_open(vote, earlier):
    if vote.state == VoteState.DRAFT:
        raise Refused("This vote is not open yet.", code="vote_not_open")
    if vote.state == VoteState.ANNULLED:
        raise Refused("This vote has been annulled. Your ballot was NOT counted.", code="vote_closed")
    if vote.state != VoteState.OPEN:
        if earlier:
            raise Refused(
                "The vote is closed. This change was NOT counted; your earlier answer stands.",
                code="vote_closed",
            )
        raise Refused("The vote is closed. Your ballot was NOT counted.", code="vote_closed")
    if vote.manner == Manner.CIRCULATION and vote.deadline_at <= now():
        if earlier:
            raise Refused(
                "The deadline has passed. This change was NOT counted; your earlier answer stands.",
                code="deadline_passed",
            )
        raise Refused("The deadline has passed. Your ballot was NOT counted.", code="deadline_passed")
    if vote.manner not in ON_TABLETS:
        raise Refused("The answers of this vote are entered by the desk.", code="entered_by_desk")


def require_change_allowed(vote, ballot):
    if ballot and not vote.may_change:
        raise Refused(
            "Your answer is recorded. In this vote it cannot be changed any more.", code="no_change"
        )


def require_newest(ballot, revision):
    if ballot and revision != ballot.revision:
        raise Outdated(
            "Another answer of yours was recorded before this one came in. This one was NOT recorded; that one stands.",
            code="ballot_outdated",
            more={"ballot": ballot_payload(ballot)},
        )
    if ballot is None and revision:
        raise Outdated(
            "Your earlier answer is no longer recorded, and this change of it was NOT recorded either.",
            code="ballot_outdated",
            more={"ballot": None},
        )


def note_presence(session, vote, elector, seat):
    """Neither a test before the session nor an answer from elsewhere says that somebody is in the room."""
    if vote.manner in IN_THE_ROOM and not vote.is_test:
        elector.present = True
        mark(session, seat, True)


def record_ballot(session, vote, seat, ballot, given, entered_by_id=None, after=0):
    """`after`: the revision that a first one follows."""
    ballot = ballot or Ballot(vote_id=vote.id, seat_id=seat.id, revision=after, first_at=now())
    ballot.revision += 1
    ballot.answer, ballot.sealed, ballot.comment = given["answer"], given["sealed"], given["comment"]
    ballot.recorded_at, ballot.entered_by_id = now(), entered_by_id
    session.add(ballot)
    told = BallotRecorded(vote.meeting_id, ballot_payload(ballot), audience=(person_channel(seat.person_id),))
    record(session, told)
    return ballot


def tell_progress_soon(session, vote):
    """At most five times a second; of a secret vote so seldom that no press is matched to a change of the count."""
    tick = SECRET_TICK_SECONDS if vote.is_secret else None
    coalesce(session, ("vote", vote.id), vote.meeting_id, partial(tell_progress, vote_id=vote.id), tick)


def tell_progress(session, vote_id):
    """How many have answered, for everybody; who, for the desk. Closing tells the rest itself."""
    vote = session.get(Vote, vote_id)
    if vote is None or vote.state != VoteState.OPEN:
        return
    record(session, VoteProgressed(vote.meeting_id, progress_payload(session, vote)))
    record(session, TurnoutChanged(vote.meeting_id, turnout_payload(session, vote)))
