"""Rows for the tests, with sensible values where the test does not care. Nothing here checks a rule."""

from datetime import UTC, datetime
from itertools import count

from meeting.agenda.models import AgendaItem, Body, ItemState, Meeting, MeetingState, Seat
from meeting.people.models import Person
from meeting.permissions import Actor, Office, Role
from meeting.voting.drafting import copy_rule
from meeting.voting.models import OPTIONS, Vote, VoteKind

STARTS_AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)

# Argon2 of "mat khau cua toi" with the smallest cost: the tests do not wait for it.
PASSWORD = "mat khau cua toi"
PASSWORD_HASH = (
    "$argon2id$v=19$m=8,t=1,p=1$lLbm7phf1BXJzBp1+6cj/Q$N27qlSFOXc4SbnZxfGJHtgxYGmXI2hWLqEzm7YZJlYc"
)

_numbers = count(1)


def saved(session, row):
    session.add(row)
    session.flush()
    return row


def person(session, name="Nguyễn Văn An", title="", office=Office.MEMBER, sign_in_name=None):
    row = Person(
        name=name,
        title=title,
        office=office,
        sign_in_name=sign_in_name or f"person{next(_numbers)}",
        password_hash=PASSWORD_HASH,
    )
    return saved(session, row)


def body(session, name=None):
    return saved(session, Body(name=name or f"Hội đồng nhân dân phường {next(_numbers)}"))


def meeting(session, title="Kỳ họp thứ mười", state=MeetingState.PUBLISHED, **more):
    more.setdefault("body_id", body(session).id)
    return saved(session, Meeting(title=title, state=state, starts_at=STARTS_AT, **more))


def seat(session, meeting, person, role=Role.MEMBER, position=0, present=False):
    row = Seat(meeting_id=meeting.id, person=person, role=role, position=position, present=present)
    return saved(session, row)


def item(session, meeting, title="Dự toán ngân sách", parent=None, position=None):
    number = position or next(_numbers)
    row = AgendaItem(meeting_id=meeting.id, title=title, parent_id=parent and parent.id, position=number)
    return saved(session, row)


def current(session, meeting, item):
    """The room turns to the item, without any rule."""
    item.state, meeting.current_item_id = ItemState.CURRENT, item.id
    session.flush()
    return item


def vote(session, item, title="Thông qua dự toán ngân sách", preset="council_resolution"):
    row = Vote(
        meeting_id=item.meeting_id,
        item_id=item.id,
        title=title,
        options=OPTIONS[VoteKind.MOTION],
        preset=preset,
        rule=copy_rule(preset),
    )
    return saved(session, row)


def actor(seat):
    return Actor(seat.meeting_id, seat.role, seat.person_id, seat.id, seat.person.name)
