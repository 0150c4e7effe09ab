"""A roll call: the members are called by name, and the desk enters what each of them answers."""

from sqlalchemy import select

from ..agenda.seats import find_seat
from ..errors import Refused
from .answers import parse_answer, shape_of
from .by_hand import begun, tell_withdrawn
from .casting import note_presence, record_ballot, tell_progress_soon
from .models import Ballot, Elector, Manner, Recusal
from .ongoing import find_ongoing, tell_changed
from .recusing import not_entitled


def enter_ballot(session, actor, vote_id, seat_id, answer):
    """The ballot of the member, as entered, or None: until the close an entry may be put right or, with None for an
    answer, taken back. The member is told on their own tablet. An answer given there before stands."""
    vote = find_ongoing(session, actor, vote_id)
    if vote.manner != Manner.ROLL_CALL:
        raise Refused("In this vote there is no roll call.", code="no_roll_call")
    seat = find_seat(session, vote.meeting_id, seat_id)
    elector = find_elector(session, vote, seat)
    ballot = session.scalar(select(Ballot).where(Ballot.vote_id == vote.id, Ballot.seat_id == seat.id))
    require_entered(ballot, seat)
    if answer is None:
        return take_back(session, vote, seat, ballot)
    answer = parse_answer(shape_of(vote), answer)
    if ballot and ballot.answer == answer:
        return ballot
    sign(session, actor, vote)
    note_presence(session, vote, elector, seat)
    given = {"answer": answer, "sealed": None, "comment": ""}
    ballot = record_ballot(session, vote, seat, ballot, given, entered_by_id=actor.person_id)
    tell_progress_soon(session, vote)
    return ballot


def find_elector(session, vote, seat):
    elector = session.get(Elector, (vote.id, seat.id))
    if elector is None and session.get(Recusal, (vote.id, seat.id)):
        raise Refused(
            "%(name)s takes no part in this vote: the recusal is recorded.",
            code="recused",
            name=seat.person.name,
        )
    if elector is None:
        raise not_entitled(seat)
    return elector


def require_entered(ballot, seat):
    if ballot and ballot.entered_by_id is None:
        raise Refused(
            "%(name)s has answered on the tablet; that answer stands.",
            code="cast_on_tablet",
            name=seat.person.name,
        )


def take_back(session, vote, seat, ballot):
    if ballot:
        session.delete(ballot)
        session.flush()
        tell_withdrawn(session, vote, [seat])
        tell_progress_soon(session, vote)


def sign(session, actor, vote):
    """Of a vote that was drafted as a roll call, the first who enters an answer answers for it."""
    if vote.by_hand is None:
        vote.by_hand = begun(actor)
        tell_changed(session, vote)
