"""A roll call: the members are called by name, and the desk enters what each of them answers.

Two clerks may enter at once, and what one of them sent may come in late: each entry says on which one it was made.
"""

from sqlalchemy import select

from ..agenda.seats import find_seat, mark
from ..errors import Outdated, Refused
from .answers import parse_answer, shape_of
from .by_hand import begun, tell_withdrawn
from .casting import note_presence, record_ballot, tell_progress_soon
from .models import Ballot, Elector, Manner, Recusal
from .ongoing import find_ongoing, tell_changed
from .payloads import entry_payload, list_electors
from .recusing import not_entitled


def enter_ballot(session, actor, vote_id, seat_id, answer, revision=0):
    """The entry for the member as it stands then, as entry_payload has it: until the close it may be put right or, with
    None for an answer, taken back. The member is told on their own tablet. An answer given there before stands.

    `revision` of the entry on which this one was made, 0 where there was none. Raises Outdated with code
    "entry_outdated" and the entry as it is where there has been another since.
    """
    vote = find_ongoing(session, actor, vote_id)
    if vote.manner != Manner.ROLL_CALL:
        raise Refused("In this vote there is no roll call.", code="no_roll_call")
    seat = find_seat(session, vote.meeting_id, seat_id)
    elector = find_elector(session, vote, seat)
    ballot = session.scalar(select(Ballot).where(Ballot.vote_id == vote.id, Ballot.seat_id == seat.id))
    require_entered(ballot, seat)
    answer = None if answer is None else parse_answer(shape_of(vote), answer)
    if answer != (ballot and ballot.answer):
        require_newest(find_entry(session, vote.id, seat.id), seat, revision)
        change_entry(session, actor, vote, elector, seat, ballot, answer)
    return find_entry(session, vote.id, seat.id)


def entry_reply(entry):
    return {"entry": entry, "is_replaced": False}


def reply_again(session, actor, vote_id, seat_id, told):
    """What is answered to an entry that was made earlier: what stands now, for there may have been another since."""
    entry = find_entry(session, vote_id, seat_id)
    return {"entry": entry, "is_replaced": entry != told.get("entry")}


def find_entry(session, vote_id, seat_id):
    """As entry_payload has it; None of who is not entitled."""
    session.flush()
    electors = list_electors(session, [vote_id], Elector.seat_id == seat_id)
    return entry_payload(electors[0]) if electors else None


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


def require_newest(entry, seat, revision):
    told = {"code": "entry_outdated", "more": {"entry": entry}, "name": seat.person.name}
    if revision != entry["revision"] and entry["answer"]:
        raise Outdated(
            "Another answer was entered for %(name)s before this one came in. This one was NOT recorded; that one"
            " stands.",
            **told,
        )
    if revision != entry["revision"]:
        raise Outdated("The entry for %(name)s was taken back meanwhile. This one was NOT recorded.", **told)


def change_entry(session, actor, vote, elector, seat, ballot, answer):
    if answer is None:
        elector.taken_back = ballot.revision + 1
        session.delete(ballot)
        take_back_presence(session, elector, seat, ballot)
        session.flush()
        tell_withdrawn(session, vote, [seat])
    else:
        sign(session, actor, vote)
        if ballot is None:  # what is put right later says nothing of who is here by then
            note_presence_by_entry(session, vote, elector, seat)
        given = {"answer": answer, "sealed": None, "comment": ""}
        record_ballot(session, vote, seat, ballot, given, actor.person_id, after=elector.taken_back)
    tell_progress_soon(session, vote)


def note_presence_by_entry(session, vote, elector, seat):
    was_counted, was_marked = elector.present, seat.present
    note_presence(session, vote, elector, seat)
    elector.here_by_entry = elector.present and not was_counted
    elector.marked_by_entry = seat.present and not was_marked


def take_back_presence(session, elector, seat, ballot):
    if elector.here_by_entry:
        elector.present = False
    # Who was marked as present once more since then is here all the same.
    if elector.marked_by_entry and seat.present and seat.present_since <= ballot.first_at:
        mark(session, seat, False)
    elector.here_by_entry = elector.marked_by_entry = False


def sign(session, actor, vote):
    """Of a vote that was drafted as a roll call, the first who enters an answer answers for it."""
    if vote.by_hand is None:
        vote.by_hand = begun(actor)
        tell_changed(session, vote)
