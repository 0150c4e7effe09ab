"""Votes, who may answer them, and the answers."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from ..db import Base, Key, now


class VoteState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    PUBLISHED = "published"


class VoteKind(StrEnum):
    MOTION = "motion"


class Secrecy(StrEnum):
    NAMED = "named"


OPTIONS = {VoteKind.MOTION: ["for", "against", "abstain"]}

_IS_OPEN = text("state = 'open'")


class Vote(Base):
    """A question put to the room. The rule, the electorate and the question are frozen when it is opened."""

    __tablename__ = "vote"
    __table_args__ = (
        # One open vote at a time per meeting.
        Index("uq_vote_open", "meeting_id", unique=True, sqlite_where=_IS_OPEN, postgresql_where=_IS_OPEN),
    )
    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    title: Mapped[str] = mapped_column(String(500))
    kind: Mapped[VoteKind] = mapped_column(default=VoteKind.MOTION)
    options: Mapped[list] = mapped_column(JSON)
    secrecy: Mapped[Secrecy] = mapped_column(default=Secrecy.NAMED)
    preset: Mapped[str] = mapped_column(String(40))
    rule: Mapped[dict] = mapped_column(JSON)
    state: Mapped[VoteState] = mapped_column(default=VoteState.DRAFT)
    despite_quorum: Mapped[bool] = mapped_column(default=False)
    despite_missing: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=now)
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    result: Mapped[dict | None] = mapped_column(JSON(none_as_null=True))


class Elector(Base):
    """A member entitled to answer one vote, frozen at its opening."""

    __tablename__ = "elector"
    vote_id: Mapped[int] = mapped_column(ForeignKey("vote.id", ondelete="CASCADE"), primary_key=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"), primary_key=True, index=True)
    # At opening, or on answering: a member who comes late and votes was there.
    present: Mapped[bool]
    # The chair of the meeting, whose side decides a tie where the rule says so.
    casting: Mapped[bool] = mapped_column(default=False)


class Ballot(Base):
    """One member's answer; it may be changed until the vote is closed."""

    __tablename__ = "ballot"
    __table_args__ = (
        UniqueConstraint("vote_id", "seat_id"),
        ForeignKeyConstraint(
            ["vote_id", "seat_id"], ["elector.vote_id", "elector.seat_id"], ondelete="CASCADE"
        ),
    )
    id: Mapped[Key]
    vote_id: Mapped[int]
    seat_id: Mapped[int] = mapped_column(index=True)
    choice: Mapped[str] = mapped_column(String(40))
    recorded_at: Mapped[datetime] = mapped_column(default=now)
