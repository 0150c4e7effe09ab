"""Who sits in a meeting, in which role, and who is here."""

from blinker import Signal
from sqlalchemy import bindparam, func, select
from sqlalchemy.exc import IntegrityError

from ..db import now, record
from ..errors import Invalid, NotAllowed, NotFound, NotSignedIn, Refused
from ..facts import SeatChanged, SeatRemoved
from ..people.directory import find_person
from ..people.models import Person, SignIn
from ..people.signing_in import has_ended, token_hash
from ..permissions import SEAT_ROLES, Actor, Permission, Role, require
from .meetings import find_meeting, tell
from .models import Meeting, MeetingState, Seat
from .payloads import seat_payload

seat_changing = Signal(
    "A seat gets another role, or is removed: sent with (seat, role= or None, session=), before."
)

# Made once, for one of them is asked with every command; rows and no objects, for a whole room may wait for it.
SEATED = (
    select(
        *(Person.id, Person.name, Person.language, Person.locked),
        *(Seat.id.label("seat_id"), Seat.role, Meeting.state),
    )
    .select_from(Person)
    .outerjoin(Seat, (Seat.person_id == Person.id) & (Seat.meeting_id == bindparam("meeting")))
    .outerjoin(Meeting, Meeting.id == Seat.meeting_id)
)
OF_PERSON = SEATED.where(Person.id == bindparam("person"))
OF_TOKENS = (
    SEATED.add_columns(SignIn.token_hash, SignIn.ended_at, SignIn.expires_at)
    .join(SignIn, SignIn.person_id == Person.id)
    .where(SignIn.token_hash.in_(bindparam("hashes", expanding=True)))
)


def find_actor(session, person, meeting_id):
    """The person as seated in the meeting. Raises NotFound for strangers: they need not know that it exists."""
    row = session.execute(OF_PERSON, {"meeting": meeting_id, "person": person.id}).one()
    return _seated(row, meeting_id)


def find_actors(session, tokens, meeting_id):
    """{token of a sign-in: (Actor or the refusal it gets, language)}: many at once, each as find_sign_in and find_actor
    would have it. What belongs to no sign-in is left out."""
    whose = {token_hash(token): token for token in tokens}
    rows = session.connection().execute(OF_TOKENS, {"meeting": meeting_id, "hashes": list(whose)})
    return {whose[row.token_hash]: (_judged(row, meeting_id), row.language) for row in rows}


def _judged(row, meeting_id):
    if has_ended(row, row):
        return NotSignedIn("Please sign in.")
    try:
        return _seated(row, meeting_id)
    except NotFound as refusal:
        return refusal


def _seated(row, meeting_id):
    actor = row.seat_id and Actor(meeting_id, row.role, row.id, row.seat_id, row.name)
    if not actor or (row.state == MeetingState.DRAFT and not actor.may(Permission.SEE_DESK)):
        raise NotFound("There is no such meeting.")
    return actor


def add_seat(session, actor, person_id, role, group="", label=""):
    require(actor, Permission.PREPARE_MEETING)
    require_seat_role(role)
    person = find_person(session, person_id)
    this = (Seat.meeting_id == actor.meeting_id) & (Seat.person_id == person.id)
    if session.scalar(select(Seat.id).where(this)):
        raise Refused("%(name)s already has a seat in this meeting.", name=person.name)
    last = session.scalar(select(func.max(Seat.position)).where(Seat.meeting_id == actor.meeting_id))
    seat = Seat(
        meeting_id=actor.meeting_id,
        person=person,
        role=role,
        group=group,
        label=label,
        position=(last or 0) + 1,
    )
    session.add(seat)
    return tell_seat(session, seat)


def change_seat(session, actor, seat_id, role, group="", label=""):
    require(actor, Permission.PREPARE_MEETING)
    require_seat_role(role)
    seat = find_seat(session, actor.meeting_id, seat_id)
    require_desk_remains(session, seat, role)
    seat_changing.send(seat, role=role, session=session)
    seat.role, seat.group, seat.label = role, group, label
    return tell_seat(session, seat)


def remove_seat(session, actor, seat_id):
    """Only somebody who has done nothing in the meeting yet: the record keeps who took part."""
    require(actor, Permission.PREPARE_MEETING)
    seat = find_seat(session, actor.meeting_id, seat_id)
    require_desk_remains(session, seat, None)
    person_id = seat.person_id
    seat_changing.send(seat, role=None, session=session)
    try:
        with session.begin_nested():
            session.delete(seat)
    except IntegrityError:
        raise Refused(
            "%(name)s has taken part in this meeting, or is named in one of its votes, and stays in it.",
            name=seat.person.name,
        ) from None
    record(session, SeatRemoved(actor.meeting_id, seat_id))
    tell(session, find_meeting(session, actor.meeting_id))
    return person_id


def require_desk_remains(session, seat, role):
    """A meeting always has somebody who can run it."""
    desk = (Role.CHAIR, Role.SECRETARY)
    if seat.role not in desk or role in desk:
        return
    others = session.scalar(
        select(func.count()).where(
            Seat.meeting_id == seat.meeting_id, Seat.role.in_(desk), Seat.id != seat.id
        )
    )
    if not others:
        raise Refused("A meeting needs a chair or a secretary.")


def require_seat_role(role):
    if role not in SEAT_ROLES:
        raise Invalid("Please choose one of the answers offered.", field="role")


def arrive(session, actor):
    """The person checks in on their own device, once the meeting is published."""
    require(actor, Permission.READ_MEETING)
    if actor.seat_id is None:
        raise NotAllowed("You may not do this in this meeting.")
    if find_meeting(session, actor.meeting_id).state == MeetingState.ENDED:
        raise Refused("The meeting has ended.", code="not_running")
    return mark(session, find_seat(session, actor.meeting_id, actor.seat_id), True)


def mark_attendance(session, actor, seat_id, present):
    """The desk says who is here."""
    require(actor, Permission.RUN_MEETING)
    return mark(session, find_seat(session, actor.meeting_id, seat_id), present)


def mark(session, seat, present):
    if seat.present == present:
        return seat
    seat.present, seat.present_since = present, now() if present else None
    return tell_seat(session, seat)


def tell_seat(session, seat):
    """Told together with the quorum, which may have changed with it."""
    session.flush()
    record(session, SeatChanged(seat.meeting_id, seat_payload(seat)))
    tell(session, find_meeting(session, seat.meeting_id))
    return seat


def find_seat(session, meeting_id, seat_id):
    seat = session.get(Seat, seat_id)
    if seat is None or seat.meeting_id != meeting_id:
        raise NotFound("There is no such seat.")
    return seat


def list_seats(session, meeting_id):
    return session.scalars(
        select(Seat).where(Seat.meeting_id == meeting_id).order_by(Seat.position, Seat.id)
    ).all()
