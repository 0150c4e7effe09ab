"""Bodies, meetings, seats, agenda items."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..db import Base, Key, LongText, Name, now
from ..people.models import Person
from ..permissions import VOTING_ROLES, Role


class MeetingState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    RUNNING = "running"
    ENDED = "ended"


class ItemState(StrEnum):
    PENDING = "pending"
    CURRENT = "current"
    DONE = "done"


class VisibilityKind(StrEnum):
    """Who sees a paper, or the papers of an agenda item."""

    EVERYONE = "everyone"
    ROLES = "roles"
    PEOPLE = "people"
    DESK = "desk"  # kept back by those who prepare the meeting


class QuorumRule(StrEnum):
    """What becomes of a vote that is to be opened with too few present."""

    WARN = "warn"  # the desk is asked, and may go on
    REFUSE = "refuse"


class Body(Base):
    """The council, committee or office that meets."""

    __tablename__ = "body"
    id: Mapped[Key]
    name: Mapped[Name] = mapped_column(unique=True)
    quorum_rule: Mapped[QuorumRule] = mapped_column(default=QuorumRule.WARN)


class Meeting(Base):
    __tablename__ = "meeting"
    __table_args__ = (CheckConstraint("quorum_numerator <= quorum_denominator", name="quorum_is_a_fraction"),)
    id: Mapped[Key]
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    title: Mapped[Name]
    place: Mapped[Name] = mapped_column(default="")
    starts_at: Mapped[datetime]
    papers_due_at: Mapped[datetime | None]  # a paper that comes later is marked late
    state: Mapped[MeetingState] = mapped_column(default=MeetingState.DRAFT)
    began_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    current_item_id: Mapped[int | None] = mapped_column(
        ForeignKey("agenda_item.id", use_alter=True, ondelete="SET NULL")
    )
    # Two thirds of the members: Law on Organization of Local Government, for councils and committees alike.
    quorum_numerator: Mapped[int] = mapped_column(default=2)
    quorum_denominator: Mapped[int] = mapped_column(default=3)
    # That of the body, frozen when the meeting begins.
    quorum_rule: Mapped[QuorumRule | None]
    # The hall screen's token is derived from this number; raising it ends the old address.
    hall_generation: Mapped[int] = mapped_column(default=1)
    body: Mapped[Body] = relationship()


class Seat(Base):
    """A person's place and role in one meeting."""

    __tablename__ = "seat"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)
    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[Role]
    group: Mapped[str] = mapped_column("group_name", String(200), default="")
    label: Mapped[str] = mapped_column(String(20), default="")
    position: Mapped[int] = mapped_column(default=0)
    present: Mapped[bool] = mapped_column(default=False)
    present_since: Mapped[datetime | None]
    person: Mapped[Person] = relationship(lazy="joined")

    @property
    def votes(self):
        return self.role in VOTING_ROLES


class AgendaItem(Base):
    """One point of the agenda; its number follows from its place and is not stored."""

    __tablename__ = "agenda_item"
    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(String(500))
    description: Mapped[LongText] = mapped_column(default="")
    presenter: Mapped[Name] = mapped_column(default="")
    minutes: Mapped[int | None]
    state: Mapped[ItemState] = mapped_column(default=ItemState.PENDING)
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    # Who sees the papers of this item and of those below it; each paper can only narrow that further.
    visibility: Mapped[VisibilityKind] = mapped_column(default=VisibilityKind.EVERYONE)
    roles: Mapped[list] = mapped_column(JSON, default=list)
    readers: Mapped[list["ItemReader"]] = relationship(cascade="all, delete-orphan", lazy="selectin")
    parent: Mapped["AgendaItem | None"] = relationship(remote_side="AgendaItem.id", viewonly=True)


class ItemReader(Base):
    """A person to whom the papers of an agenda item are shown by name."""

    __tablename__ = "item_reader"
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
