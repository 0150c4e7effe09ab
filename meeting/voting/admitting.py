"""Letting a member into a vote that is open already: one who got a seat, or the right to vote, after its opening."""

from ..agenda.seats import find_seat
from ..db import now
from ..errors import Refused
from .models import Elector, Recusal
from .ongoing import find_ongoing, tell_changed
from .record.changes import record_admission
from .recusing import not_entitled


def admit(session, actor, vote_id, seat_id):
    """Who is in the electorate already stays as they are. Whose side decides a tie was settled at the opening."""
    vote = find_ongoing(session, actor, vote_id)
    seat = find_seat(session, vote.meeting_id, seat_id)
    if session.get(Elector, (vote.id, seat.id)):
        return vote
    if not seat.votes:
        raise not_entitled(seat)
    if session.get(Recusal, (vote.id, seat.id)):
        raise Refused(
            "%(name)s takes no part in this vote: the recusal is recorded.",
            code="recused",
            name=seat.person.name,
        )
    elector = Elector(
        vote_id=vote.id, seat_id=seat.id, present=seat.present, group=seat.group, admitted_at=now()
    )
    session.add(elector)
    session.flush()
    record_admission(session, vote, actor, seat, elector)
    return tell_changed(session, vote)
