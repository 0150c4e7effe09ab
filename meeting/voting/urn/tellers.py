"""A split urn: its key is made by three tellers' tablets together, and any two of them can open it. The server never
has it, only passes on what the tablets seal for one another.

1. Each tablet makes a key of its own and tells its public half.
2. Each tablet deals: it draws a line through a secret of its own (Shamir, two of three, in the group of Ed25519), seals
   a point of it for every teller, and tells commitments by which each checks what it was dealt (Feldman).
3. Each tablet adds up the points dealt to it, which is its share, and tells the urn's public key that follows from all
   commitments. When the three say the same, the vote can be opened. No tablet has had the whole key.
4. After closing, tellers seal their shares for one another; with two, a tablet opens the ballots. See counting.py.

A tablet keeps one key of 32 bytes; everything else it needs is here, sealed for it.
"""

import json

from sqlalchemy import select

from ...agenda.models import Seat
from ...db import record
from ...errors import NotAllowed, NotFound, Refused
from ...facts import TellingChanged, TellingRemoved, VoteChanged, VoteDrafted, person_channel
from ...permissions import Permission, require
from ..models import RecordEntry, Secrecy, Teller, Vote, VoteState
from ..payloads import counted_payload
from .telling import TELLERS, agreed_key, part, telling_payload


def name_tellers(session, vote, seat_ids):
    """Of a draft. Naming the same three again keeps what their tablets have made; others have to begin anew."""
    if [teller.seat_id for teller in list_tellers(session, vote)] == list(seat_ids):
        return
    release(session, vote)
    session.add_all(
        Teller(vote_id=vote.id, seat_id=seat_id, number=number)
        for number, seat_id in enumerate(seat_ids, start=1)
    )
    vote.urn_key = None
    tell_tellers(session, vote)


def release(session, vote):
    """Nobody is a teller of the draft any more."""
    for teller in list_tellers(session, vote):
        record(session, TellingRemoved(vote.meeting_id, vote.id, audience=audience_of(session, teller)))
        session.delete(teller)
    session.flush()


def make_key(session, actor, vote_id, public_key):
    """Step 1. Telling another key takes back what all three have made with the first: the tablet has lost that one."""
    vote, teller = find_own_telling(session, actor, vote_id)
    require_draft(vote)
    if teller.public_key != public_key:
        begin_again(session, vote)
        teller.public_key = public_key
    return tell(session, vote, teller)


def deal(session, actor, vote_id, commitments, shares):
    """Step 2. What was dealt first stands: others may have reckoned with it."""
    vote, teller = find_own_telling(session, actor, vote_id)
    require_draft(vote)
    if not all(one.public_key for one in list_tellers(session, vote)):
        raise Refused("Not all three tellers are ready yet.", code="tellers_not_ready")
    if "deal" not in part(teller):
        teller.handed = part(teller) | {"deal": {"commitments": commitments, "shares": shares}}
    return tell(session, vote, teller)


def agree(session, actor, vote_id, urn_key):
    """Step 3. The vote has a key as soon as the three tablets have found the same."""
    vote, teller = find_own_telling(session, actor, vote_id)
    require_draft(vote)
    tellers = list_tellers(session, vote)
    if not all("deal" in part(one) for one in tellers):
        raise Refused("Not all three tellers are ready yet.", code="tellers_not_ready")
    teller.handed = part(teller) | {"urn_key": urn_key}
    vote.urn_key = agreed_key(tellers)
    return tell(session, vote, teller)


def start_over(session, actor, vote_id):
    """For the desk: a teller's tablet broke before the vote was opened, or the three do not agree."""
    require(actor, Permission.RUN_VOTES)
    vote = session.get(Vote, vote_id)
    if vote is None or vote.meeting_id != actor.meeting_id or vote.secrecy != Secrecy.SPLIT:
        raise NotFound("There is no such vote.")
    require_draft(vote)
    begin_again(session, vote, keep_keys=False)
    tell(session, vote)
    return vote


def begin_again(session, vote, keep_keys=True):
    """Nothing dealt so far counts."""
    for teller in list_tellers(session, vote):
        teller.handed = None
        teller.public_key = teller.public_key if keep_keys else None
    vote.urn_key = None


def require_ready(session, vote):
    """On opening a split vote."""
    tellers = list_tellers(session, vote)
    if len(tellers) != TELLERS or vote.urn_key is None or agreed_key(tellers) != vote.urn_key:
        raise Refused("The three tellers have not made the key of the urn yet.", code="tellers_not_ready")


def dismiss(session, vote):
    """The vote is counted or given up: what the tablets handed in goes, and they forget their keys."""
    tellers = list_tellers(session, vote)
    for teller in tellers:
        teller.handed = None
    for teller in tellers:
        tell_one(session, vote, teller, tellers, is_over=True)


def find_own_telling(session, actor, vote_id):
    """(vote, teller). Raises NotAllowed with code "not_a_teller" for everybody else; that there is a draft, only the
    desk and its tellers know."""
    require(actor, Permission.TELL_VOTES)
    vote = session.get(Vote, vote_id)
    if vote is None or vote.meeting_id != actor.meeting_id:
        raise NotFound("There is no such vote.")
    teller = actor.seat_id and session.get(Teller, (vote.id, actor.seat_id))
    if not teller and vote.state == VoteState.DRAFT and not actor.may(Permission.SEE_DESK):
        raise NotFound("There is no such vote.")
    if not teller:
        raise NotAllowed("You are not a teller of this vote.", code="not_a_teller")
    return vote, teller


def require_draft(vote):
    if vote.state != VoteState.DRAFT:
        raise Refused("This vote has been opened; it can no longer be changed.")


def list_tellers(session, vote):
    return session.scalars(select(Teller).where(Teller.vote_id == vote.id).order_by(Teller.number)).all()


def tell(session, vote, mine=None):
    """Each teller hears of the others' steps, and the desk (after the close everybody) how far they are.

    → the telling of `mine`
    """
    tellings = tell_tellers(session, vote)
    changed = VoteDrafted if vote.state == VoteState.DRAFT else VoteChanged
    record(session, changed(vote.meeting_id, counted_payload(session, vote)))
    return mine and tellings[mine.seat_id]


def tell_tellers(session, vote):
    """Each what was sealed for their own tablet. → {seat id: telling}"""
    session.flush()
    tellers = list_tellers(session, vote)
    return {teller.seat_id: tell_one(session, vote, teller, tellers) for teller in tellers}


def tell_one(session, vote, teller, tellers, is_over=False):
    sealed = None if is_over else published_list(session, vote)
    payload = telling_payload(vote, teller, tellers, sealed, is_over)
    record(session, TellingChanged(vote.meeting_id, payload, audience=audience_of(session, teller)))
    return payload


def published_list(session, vote):
    """What the record says of the sealed ballots of a vote that waits for its tellers: not what is in the database by
    now, which they are to be held against. None for one that was closed before this was recorded."""
    if vote.state != VoteState.CLOSED or vote.result is not None:
        return None
    closed = select(RecordEntry.content).where(RecordEntry.vote_id == vote.id, RecordEntry.event == "closed")
    content = session.scalar(closed)
    return content and json.loads(content)["content"].get("sealed")


def audience_of(session, teller):
    return (person_channel(session.get(Seat, teller.seat_id).person_id),)


def tellings_by_seat(session, meeting_id, seat_ids):
    """{seat id: {vote id as text: telling}}, each for that seat's person alone. Also of votes that are over, so that a
    tablet which was away forgets its key."""
    rows = session.execute(
        select(Teller, Vote)
        .join(Vote, Vote.id == Teller.vote_id)
        .where(Vote.meeting_id == meeting_id)
        .order_by(Vote.id, Teller.number)
    ).all()
    tellings = {seat_id: {} for seat_id in seat_ids}
    for teller, vote in rows:
        if teller.seat_id in tellings:
            others = [one for one, other in rows if other.id == vote.id]
            sealed = published_list(session, vote)
            tellings[teller.seat_id][str(vote.id)] = telling_payload(vote, teller, others, sealed)
    return tellings
