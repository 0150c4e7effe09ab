"""The people of the tests. They keep their names and parts in every test, so that a test reads as a sentence.

Mai chairs · Thu is the secretary · An, Bình, Cường, Dung and Giang are members · Khôi is a guest ·
Lan observes · Phúc has no seat · Sơn administers the installation · Yến works in the secretariat
"""

from dataclasses import dataclass, field

from meeting.agenda.models import AgendaItem, Meeting, MeetingState, Seat
from meeting.permissions import Actor, Office, Role

from . import make

SEATED = {
    "mai": ("Trần Thị Mai", "Chủ tịch Hội đồng nhân dân", Role.CHAIR),
    "thu": ("Phạm Minh Thư", "Chánh Văn phòng", Role.SECRETARY),
    "an": ("Nguyễn Văn An", "Đại biểu", Role.MEMBER),
    "binh": ("Lê Thị Bình", "Đại biểu", Role.MEMBER),
    "cuong": ("Võ Quốc Cường", "Đại biểu", Role.MEMBER),
    "dung": ("Đặng Thùy Dung", "Đại biểu", Role.MEMBER),
    "giang": ("Hoàng Giang", "Đại biểu", Role.MEMBER),
    "khoi": ("Bùi Đức Khôi", "Giám đốc Sở Tài chính", Role.GUEST),
    "lan": ("Hồ Ngọc Lan", "Phóng viên", Role.OBSERVER),
}

OTHERS = {
    "phuc": ("Đỗ Phúc", Office.MEMBER),
    "son": ("Ngô Sơn", Office.ADMINISTRATOR),
    "yen": ("Vũ Thị Yến", Office.SECRETARIAT),
}

MEMBERS = ("an", "binh", "cuong", "dung", "giang")
VOTERS = ("mai", *MEMBERS)


@dataclass
class Room:
    """A meeting with the cast in it: `room.an` acts as An, `room.phuc` is the person Phúc."""

    meeting: Meeting
    seats: dict[str, Seat]
    people: dict
    items: list[AgendaItem]
    hall: Actor
    actors: dict[str, Actor] = field(default_factory=dict)

    def __getattr__(self, name):
        found = self.__dict__.get("actors", {}).get(name) or self.__dict__.get("people", {}).get(name)
        if found is None:
            raise AttributeError(name)
        return found

    @property
    def item(self):
        return self.items[0]

    @property
    def voters(self):
        """Actors entitled to vote, the chair first."""
        return [self.actors[name] for name in VOTERS]

    @property
    def path(self):
        return f"/api/meetings/{self.meeting.id}"


def gather(session, state=MeetingState.RUNNING, present=VOTERS):
    """A meeting in the given state with everybody in their seats and two items, the first under discussion when
    it runs; `present` have checked in."""
    meeting = make.meeting(session, state=state)
    people = {name: make.person(session, full, office=office) for name, (full, office) in OTHERS.items()}
    seats = {}
    for position, (name, (full, title, role)) in enumerate(SEATED.items(), start=1):
        people[name] = make.person(session, full, title=title)
        seats[name] = make.seat(
            session, meeting, people[name], role, position=position, present=name in present
        )
    items = [make.item(session, meeting, title) for title in ("Dự toán ngân sách", "Đầu tư công")]
    if state == MeetingState.RUNNING:
        make.current(session, meeting, items[0])
    session.flush()
    room = Room(meeting, seats, people, items, Actor(meeting.id, Role.HALL))
    room.actors = {name: make.actor(seat) for name, seat in seats.items()}
    return room


def gather_many(session, members):
    """A meeting of a chair and many members, all present. Returns (meeting, item, actors), the chair first."""
    meeting = make.meeting(session, state=MeetingState.RUNNING)
    item = make.current(session, meeting, make.item(session, meeting, "Dự toán ngân sách"))
    seats = [
        make.seat(
            session,
            meeting,
            make.person(session, f"Đại biểu {number}"),
            Role.MEMBER if number else Role.CHAIR,
            position=number,
            present=True,
        )
        for number in range(members + 1)
    ]
    session.flush()
    return meeting, item, [make.actor(seat) for seat in seats]
