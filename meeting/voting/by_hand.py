"""When tablets fail, or are not wanted: the answers of a vote are entered by the desk, in the same record.

Either by name, as the members are called (`roll_call.py`), or as totals, which one person enters and another confirms.
`vote.by_hand`: {reason, by, with, at, confirmed_at, discarded} and, until they are confirmed, the `totals`, the `side`
of the chair and the `revision` of both, which only the desk is told.
"""

from sqlalchemy import delete, func, select, update

from ..agenda.models import Seat
from ..db import iso, now, record
from ..errors import Invalid, Outdated, Refused
from ..facts import BallotRemoved, person_channel
from ..permissions import Permission, require
from . import urn
from .answers import shape_of
from .closing import settle
from .drafting import find_vote
from .majority import Tie
from .models import Ballot, Elector, Form, Manner, VoteState
from .ongoing import find_ongoing, require_ongoing, tell_changed
from .payloads import ENTERED_TOTALS, counted_payload, totals_payload
from .record.changes import record_continuation
from .record.events import person
from .second_person import name_second, require_second
from .totals import read_totals

ENTERED = (Manner.ROLL_CALL, Manner.BY_HAND)


def continue_by_hand(session, actor, vote_id, reason, manner, with_seat_id=None):
    """An open vote goes on without tablets. A roll call keeps the answers given so far; where totals are counted
    everybody answers anew, and what was given before does not count, of a secret vote unread.

    `with_seat_id`: the second person, who follows the roll call, or is asked to confirm the totals.
    """
    vote = find_ongoing(session, actor, vote_id)
    if vote.manner == manner and vote.by_hand:
        return vote
    require_suitable(vote, manner)
    second = with_seat_id and name_second(session, actor, vote, with_seat_id)
    vote.manner = manner
    discarded = discard_ballots(session, vote) if manner == Manner.BY_HAND else 0
    vote.by_hand = begun(actor, reason, second) | {"discarded": discarded}
    record_continuation(session, vote)
    return tell_changed(session, vote)


def require_suitable(vote, manner):
    if manner not in ENTERED:
        raise Invalid("Please choose one of the answers offered.", field="manner")
    if vote.manner == Manner.CIRCULATION:
        raise Refused(
            "A vote by circulation is not taken in the room. Its deadline can be extended.",
            code="circulates",
        )
    if vote.manner == Manner.BY_HAND or vote.manner == manner:
        raise Refused("This vote is taken by hand already.", code="by_hand_already")
    if vote.is_test:
        raise Invalid("A test vote is answered on the tablets.", field="manner")
    if vote.is_secret and manner == Manner.ROLL_CALL:
        raise Invalid("A roll call is not secret: everybody hears the answers.", field="manner")


def begun(actor, reason="", second=None):
    return {
        "reason": reason,
        "by": person(actor),
        "with": second,
        "at": iso(now()),
        "confirmed_at": None,
        "discarded": 0,
    }


def discard_ballots(session, vote):
    """How many there were. Whose they were is told, of a secret vote with the change of the vote itself."""
    given = session.scalar(select(func.count()).where(Ballot.vote_id == vote.id))
    if vote.is_secret:
        urn.discard(session, vote)
    else:
        tell_withdrawn(session, vote, list_answered(session, vote))
        session.execute(delete(Ballot).where(Ballot.vote_id == vote.id))
    return given


def list_answered(session, vote):
    this = select(Seat).join(Ballot, Ballot.seat_id == Seat.id).where(Ballot.vote_id == vote.id)
    return session.scalars(this.order_by(Seat.position, Seat.id)).all()


def tell_withdrawn(session, vote, seats):
    audience = tuple(person_channel(seat.person_id) for seat in seats)
    if audience:
        record(session, BallotRemoved(vote.meeting_id, vote.id, audience=audience))


def enter_totals(session, actor, vote_id, totals, reason="", side=None, revision=0):
    """By the first of two people; whoever enters others, until they are confirmed, is the first from then on.

    `totals` as in totals.py; `side`: that of the chair, where it decides a tie; `revision` of the totals that these are
    to replace, 0 where there were none. Raises Invalid for what cannot be; Outdated with code "totals_outdated" and the
    totals as they are where others were entered since.
    """
    vote = find_ongoing(session, actor, vote_id)
    require_totals_wanted(vote)
    check_totals(session, vote, totals, side)
    earlier = vote.by_hand or begun(actor, reason)
    if earlier.get("totals") == totals and earlier.get("side") == side and is_by(earlier, actor):
        return vote
    require_newest(vote, revision)
    second = earlier["with"] if earlier["with"] != person(actor) else None
    vote.by_hand = earlier | {
        "reason": reason or earlier["reason"],
        "by": person(actor),
        "with": second,
        "at": iso(now()),
        "totals": totals,
        "side": side,
        "revision": revision + 1,
    }
    return tell_changed(session, vote)


def require_newest(vote, revision):
    if revision != (vote.by_hand or {}).get("revision", 0):
        raise Outdated(
            "Other totals were entered before these came in. These were NOT recorded; those stand.",
            code="totals_outdated",
            more={"totals": totals_payload(vote)},
        )


def totals_reply(session, vote):
    told = {"vote": counted_payload(session, vote), "totals": totals_payload(vote)}
    return told | {"is_replaced": False}


def reply_again(session, actor, vote_id, told):
    """What is answered to totals that were entered earlier: the vote as it is now, and whether others are entered."""
    reply = totals_reply(session, find_vote(session, actor, vote_id))
    return reply | {"is_replaced": reply["totals"] not in (None, told.get("totals"))}


def confirm_totals(session, actor, vote_id, totals=None, side=None):
    """The second person confirms, and with it the vote is closed and counted.

    `totals`, `side`: those the person has seen. Raises Refused with code "totals_differ" where there are others by now.
    """
    require(actor, Permission.RUN_VOTES)
    vote = find_vote(session, actor, vote_id)
    if vote.state in (VoteState.CLOSED, VoteState.PUBLISHED) and (vote.by_hand or {}).get("confirmed_at"):
        return vote
    require_ongoing(vote)
    entered = vote.by_hand or {}
    if "totals" not in entered:
        raise Refused("No totals have been entered yet.", code="nothing_to_confirm")
    require_second(actor, entered)
    if totals is not None and (totals, side) != (entered["totals"], entered["side"]):
        raise Refused("Other totals have been entered meanwhile. Please look again.", code="totals_differ")
    side = entered["side"]
    sums = check_totals(session, vote, entered["totals"], side)
    told = {name: value for name, value in entered.items() if name not in ENTERED_TOTALS}
    vote.by_hand = told | {"with": person(actor), "confirmed_at": iso(now())}
    return settle(session, vote, sums=sums, side=side, by=actor)


def is_by(entered, actor):
    return entered["by"]["seat_id"] == actor.seat_id


def require_totals_wanted(vote):
    if vote.manner != Manner.BY_HAND:
        raise Refused(
            "This vote is not counted by hand. First let it go on by hand, with a reason.", code="not_by_hand"
        )


def check_totals(session, vote, totals, side):
    """The sums. Again at the confirmation: the electorate may have changed in between."""
    electorate = session.scalar(select(func.count()).where(Elector.vote_id == vote.id))
    sums = read_totals(shape_of(vote), electorate, totals)
    require_presence(session, vote, sums)
    if side is not None:
        require_side(session, vote, side)
    return sums


def require_presence(session, vote, sums):
    """Who has come since the opening is here by the attendance: nobody answers by name. There cannot be more ballots
    than members here: it would be read aloud like that, and where the majority is one of those present too few of them
    would carry it."""
    here = select(Seat.id).where(Seat.meeting_id == vote.meeting_id, Seat.present)
    electors = Elector.vote_id == vote.id
    added, missed = electors & Elector.here_by_entry, electors & ~Elector.present & Elector.seat_id.in_(here)
    # Anew each time: the attendance may have been put right since the totals were entered.
    session.execute(update(Elector).where(added).values(present=False, here_by_entry=False))
    session.execute(update(Elector).where(missed).values(present=True, here_by_entry=True))
    present = session.scalar(select(func.count()).where(electors, Elector.present))
    if sums.cast > present:
        raise Invalid(
            "These are %(cast)s ballots, but only %(present)s members are marked as present. Please mark who is here.",
            code="more_than_present",
            field="totals",
            cast=sums.cast,
            present=present,
        )


def require_side(session, vote, side):
    """Only where the chair's side decides a tie, and anybody may know it."""
    chair = session.scalar(select(Elector.seat_id).where(Elector.vote_id == vote.id, Elector.casting))
    if vote.is_secret or vote.form != Form.ONE or vote.rule.get("tie") != Tie.CHAIR or chair is None:
        raise Invalid("In this vote the chair's side decides nothing.", field="side")
    if side not in vote.options:
        raise Invalid("Please choose one of the answers offered.", field="side")
