"""Two people answer for what is taken back and for what the desk enters: the second is never the first."""

from ..agenda.seats import find_seat
from ..errors import Invalid, Refused


def require_second(actor, act):
    """Raises Refused for the very person whose act is to be confirmed; `act`: with the first person as `by`."""
    if act["by"]["seat_id"] == actor.seat_id:
        raise Refused("Another person than the first has to confirm this.", code="second_person_needed")


def name_second(session, actor, vote, seat_id):
    """Whom the actor names beside themselves, as person() of the record has it: anybody with a seat in the meeting who
    is here."""
    if seat_id == actor.seat_id:
        raise Invalid("Please name another person than yourself.", field="with_seat_id")
    seat = find_seat(session, vote.meeting_id, seat_id)
    if not seat.present:
        raise Invalid("This person is not marked as present.", field="with_seat_id")
    return {"seat_id": seat.id, "name": seat.person.name}
