"""What a tablet may know of votes, ballots and turnouts. One shape for reply, snapshot and fact."""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import and_, func, or_, select, true

from ..agenda.models import Seat
from ..db import iso, now
from ..permissions import Permission
from .models import Ballot, Elector, Form, Recusal, Secrecy, Teller, Vote, VoteState

UNANSWERED = "-"
ENTERED_TOTALS = ("totals", "side", "revision")  # of what is done by hand, until a second person confirms it
SECRET = (Secrecy.SECRET, Secrecy.SPLIT)
SECRET_TICK_SECONDS = 5.0
SAVED_SECONDS = 0.5  # within which an answer is in the database, for everybody to see at one moment


@dataclass
class Known:
    """What is known of a vote beside its own row. `answers`: [(seat id, answer or None)] of an open named vote."""

    electorate: int = 0
    cast: int = 0
    recused: list = field(default_factory=list)
    tellers: list = field(default_factory=list)
    rerun_by_id: int | None = None
    answers: list = field(default_factory=list)


def question_payload(vote):
    """What is put to the room, and by which rules it is answered and counted; the record keeps just this."""
    return {
        "title": vote.title,
        "kind": vote.kind,
        "form": vote.form,
        "options": vote.options,
        "subjects": vote.subjects,
        "min_picks": vote.min_picks,
        "max_picks": vote.max_picks,
        "places": vote.places,
        "secrecy": vote.secrecy,
        "manner": vote.manner,
        "rule": vote.rule,
        "may_change": vote.may_change,
        "is_consultative": vote.is_consultative,
        "is_test": vote.is_test,
        "deadline_at": iso(vote.deadline_at),
    }


def vote_payload(vote, known=None):
    """The result is for everybody, so it stands here only once the tablets have it; what was published stays."""
    known = known or Known()
    return {
        "id": vote.id,
        "item_id": vote.item_id,
        "position": vote.position,
        **question_payload(vote),
        "countdown_s": vote.countdown_s,
        "reminded_at": iso(vote.reminded_at),
        "rerun_of_id": vote.rerun_of_id,
        "rerun_by_id": known.rerun_by_id,
        "annulment": vote.annulment if vote.state == VoteState.ANNULLED else None,
        "by_hand": by_hand_payload(vote),
        "urn_key": vote.urn_key,
        "tellers": known.tellers,
        "recused": known.recused,
        "state": vote.state,
        "opened_at": iso(vote.opened_at),
        "closed_at": iso(vote.closed_at),
        "published_at": iso(vote.published_at),
        "hall_at": iso(vote.hall_at),
        "electorate": known.electorate,
        "cast": vote.result["cast"] if vote.result else known.cast,
        "result": vote.result if vote.published_at else None,
    } | live_answers(vote, known.answers)


def by_hand_payload(vote):
    """Why and by whom; what nobody has confirmed yet is for the desk alone, see make_turnout."""
    return vote.by_hand and {
        name: value for name, value in vote.by_hand.items() if name not in ENTERED_TOTALS
    }


def progress_payload(session, vote):
    """What of an open vote goes on changing: a part of its payload, in the same words."""
    told = is_told() if vote.is_secret else Ballot.id.is_not(None)
    cast = session.scalar(select(func.count()).where(Ballot.vote_id == vote.id, told))
    answers = list_electors(session, [vote.id]) if is_live(vote) else []
    live = live_answers(vote, [(elector.seat_id, elector.answer) for elector in answers])
    return {"id": vote.id, "cast": cast} | live


def live_answers(vote, answers):
    """Of a named vote while it is open: who answered what, one letter for each elector."""
    if not is_live(vote):
        return {}
    return {
        "electors": [seat_id for seat_id, _ in answers],
        "answers": "".join(letter(vote, answer) for _, answer in answers),
    }


def is_live(vote):
    return vote.state == VoteState.OPEN and vote.secrecy == Secrecy.NAMED and vote.form == Form.ONE


def letter(vote, answer):
    return str(vote.options.index(answer["choice"])) if answer else UNANSWERED


def counted_payload(session, vote):
    """The same with its present numbers."""
    return vote_payload(vote, know(session, Vote.id == vote.id, [vote])[vote.id])


def votes_payload(session, meeting_id, actor):
    """{vote id as text: vote} of the meeting; drafts only for the desk."""
    here = Vote.meeting_id == meeting_id
    seen = here if actor.may(Permission.SEE_DESK) else here & (Vote.state != VoteState.DRAFT)
    votes = session.scalars(select(Vote).where(seen).order_by(Vote.id)).all()
    known = know(session, here, votes)
    return {str(vote.id): vote_payload(vote, known[vote.id]) for vote in votes}


def know(session, these, votes):
    """{vote id: Known} of the votes chosen by `these`, in a few questions whatever their number."""
    known = {vote.id: Known() for vote in votes}
    for name, rows in (
        ("electorate", count_by_vote(session, Elector, these)),
        ("cast", count_by_vote(session, Ballot, these & (~is_running_secretly() | is_told()))),
        ("rerun_by_id", list_reruns(session, known)),
    ):
        for vote_id, value in rows:
            if vote_id in known:
                setattr(known[vote_id], name, value)
    for vote_id, seat_id in list_recused(session, these):
        if vote_id in known:
            known[vote_id].recused.append(seat_id)
    has_key = {vote.id for vote in votes if vote.urn_key}
    for teller in list_tellers(session, votes):
        known[teller.vote_id].tellers.append(teller_payload(teller, teller.vote_id in has_key))
    live = [vote.id for vote in votes if is_live(vote)]
    for elector in list_electors(session, live) if live else ():
        known[elector.vote_id].answers.append((elector.seat_id, elector.answer))
    return known


def count_by_vote(session, model, these):
    return session.execute(
        select(model.vote_id, func.count())
        .join(Vote, Vote.id == model.vote_id)
        .where(these)
        .group_by(model.vote_id)
    )


def is_running_secretly():
    return (Vote.state == VoteState.OPEN) & Vote.secrecy.in_(SECRET)


def is_told():
    """Of a secret vote while it is open nobody is told more than there was at the last tick, whenever they ask: who
    reads the count again and again would otherwise see in which order the ballots came."""
    return Ballot.first_at < last_tick()


def last_tick():
    saved = now().timestamp() - SAVED_SECONDS
    return datetime.fromtimestamp(saved // SECRET_TICK_SECONDS * SECRET_TICK_SECONDS, UTC)


def list_reruns(session, vote_ids):
    """(vote id, the vote by which it was taken again); nobody learns here of one that is only prepared."""
    return session.execute(
        select(Vote.rerun_of_id, func.max(Vote.id))
        .where(Vote.rerun_of_id.in_(vote_ids), Vote.state != VoteState.DRAFT)
        .group_by(Vote.rerun_of_id)
    )


def list_recused(session, these):
    return session.execute(
        select(Recusal.vote_id, Recusal.seat_id)
        .join(Vote, Vote.id == Recusal.vote_id)
        .where(these)
        .order_by(Recusal.vote_id, Recusal.seat_id)
    )


def list_tellers(session, votes):
    split = [vote.id for vote in votes if vote.secrecy == Secrecy.SPLIT]
    if not split:
        return []
    this = select(Teller).where(Teller.vote_id.in_(split))
    return session.scalars(this.order_by(Teller.vote_id, Teller.number)).all()


def teller_payload(teller, has_key):
    """Whether the teller's tablet has done its part in making the key (all three have, once there is one), and whether
    it has counted."""
    return {
        "seat_id": teller.seat_id,
        "number": teller.number,
        "ready": has_key or "urn_key" in (teller.handed or {}),
        "opened": teller.opened is not None,
    }


def ballot_payload(ballot):
    """Keyed by its vote: a tablet knows only its own person's ballots. Of a sealed one the server knows no answer."""
    return {
        "id": ballot.vote_id,
        "answer": ballot.answer,
        "is_sealed": ballot.sealed is not None,
        "receipt": receipt(ballot.sealed),
        "comment": ballot.comment,
        "is_entered": ballot.entered_by_id is not None,
        "revision": ballot.revision,
        "recorded_at": iso(ballot.recorded_at),
    }


def receipt(sealed):
    return hashlib.sha256(sealed).hexdigest()[:16] if sealed is not None else None


def ballots_payload(session, actor):
    """{vote id as text: the actor's own ballot}."""
    return ballots_by_seat(session, actor.meeting_id, [actor.seat_id]).get(actor.seat_id, {})


OWN_BALLOT = (
    Ballot.seat_id,
    Ballot.vote_id,
    Ballot.answer,
    Ballot.sealed,
    Ballot.comment,
    Ballot.entered_by_id,
    Ballot.revision,
    Ballot.recorded_at,
)


def ballots_by_seat(session, meeting_id, seat_ids):
    """{seat id: {vote id as text: ballot}}; each to be told to that seat's person alone."""
    rows = session.execute(
        select(*OWN_BALLOT, Vote.state)
        .join(Vote, Vote.id == Ballot.vote_id)
        .where(Vote.meeting_id == meeting_id, Ballot.seat_id.in_(seat_ids))
        .order_by(Ballot.vote_id)
    )
    ballots = {seat_id: {} for seat_id in seat_ids}
    for row in rows:
        is_away = row.sealed is not None and row.state != VoteState.OPEN
        payload = opened_ballot_payload(row.vote_id) if is_away else ballot_payload(row)
        ballots[row.seat_id][str(row.vote_id)] = payload
    for seat_id, vote_id in list_opened(session, meeting_id, seat_ids):
        ballots[seat_id][str(vote_id)] = opened_ballot_payload(vote_id)
    return ballots


def list_opened(session, meeting_id, seat_ids):
    """(seat id, vote id) of the ballots that were sealed and are no more."""
    return session.execute(
        select(Elector.seat_id, Elector.vote_id)
        .join(Vote, Vote.id == Elector.vote_id)
        .where(Vote.meeting_id == meeting_id, Elector.seat_id.in_(seat_ids), Elector.has_voted)
        .where(Vote.secrecy.in_(SECRET))
    ).all()


def opened_ballot_payload(vote_id):
    """Of a secret vote from its close on: that there was a ballot, and nothing else. static/js/core/facts.js does the
    same when it hears of the close."""
    return {
        "id": vote_id,
        "answer": None,
        "is_sealed": True,
        "receipt": None,
        "comment": "",
        "is_entered": False,
        "revision": None,
        "recorded_at": None,
    }


def turnout_payload(session, vote):
    """For the desk: who has answered and who has not, never what, unless it has entered that itself; what is to be
    confirmed by a second person; from closing also the result, and what was said to an opinion."""
    return make_turnout(vote, list_electors(session, [vote.id]))


def opening_turnout_payload(vote, electors):
    """The same of a vote that has just been opened, before anybody could answer. `electors`: rows that begin with the
    seat id."""
    return make_turnout(vote, []) | {"missing": [seat_id for seat_id, *_ in electors]}


def make_turnout(vote, electors):
    voted = {elector.seat_id for elector in electors if elector.has_voted}
    if vote.is_secret and vote.state == VoteState.OPEN:
        voted = {one.seat_id for one in electors if one.first_at and one.first_at < last_tick()}
    return {
        "id": vote.id,
        "cast": [elector.seat_id for elector in electors if elector.seat_id in voted],
        "missing": [elector.seat_id for elector in electors if elector.seat_id not in voted],
        "entered": {
            str(elector.seat_id): entry_payload(elector)
            for elector in electors
            if elector.entered_by_id or elector.taken_back
        },
        "totals": totals_payload(vote),
        "annulment": vote.annulment if vote.state != VoteState.ANNULLED else None,
        "comments": {str(elector.seat_id): elector.comment for elector in electors if elector.comment}
        if vote.closed_at
        else {},
        "result": vote.result,
    }


def entry_payload(elector):
    """What the desk has entered for a member, of a row of list_electors: {seat_id, answer, revision}; no answer where
    nothing is entered, or not any more. What was answered on a tablet is not the desk's to know."""
    return {
        "seat_id": elector.seat_id,
        "answer": elector.answer if elector.entered_by_id else None,
        "revision": elector.revision or elector.taken_back,
    }


def totals_payload(vote):
    """What one person has counted by hand and another is to confirm."""
    if vote.state != VoteState.OPEN or "totals" not in (vote.by_hand or {}):
        return None
    told = {name: vote.by_hand[name] for name in ("totals", "side", "by")}
    return told | {"revision": vote.by_hand.get("revision", 0)}


def turnouts_payload(session, meeting_id):
    """{vote id as text: turnout} of all votes that have been opened."""
    votes = session.scalars(
        select(Vote).where(Vote.meeting_id == meeting_id, Vote.state != VoteState.DRAFT).order_by(Vote.id)
    ).all()
    electors = {vote.id: [] for vote in votes}
    for elector in list_electors(session, list(electors)):
        electors[elector.vote_id].append(elector)
    return {str(vote.id): make_turnout(vote, electors[vote.id]) for vote in votes}


def list_electors(session, vote_ids, these=None):
    """Rows (vote_id, seat_id, present, casting, taken_back, has_voted and, or None, answer, comment, entered_by_id,
    revision, first_at) in the order of the seats; `these`: a condition, where not all are wanted."""
    own = and_(Ballot.vote_id == Elector.vote_id, Ballot.seat_id == Elector.seat_id)
    has_voted = or_(Elector.has_voted, Ballot.id.is_not(None)).label("has_voted")
    return session.execute(
        select(
            *(
                Elector.vote_id,
                Elector.seat_id,
                Elector.present,
                Elector.casting,
                Elector.taken_back,
                has_voted,
            ),
            *(Ballot.answer, Ballot.comment, Ballot.entered_by_id, Ballot.revision, Ballot.first_at),
        )
        .join(Seat, Seat.id == Elector.seat_id)
        .outerjoin(Ballot, own)
        .where(Elector.vote_id.in_(vote_ids), true() if these is None else these)
        .order_by(Elector.vote_id, Seat.position, Seat.id)
    ).all()
