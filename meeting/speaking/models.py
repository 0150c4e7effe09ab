"""Requests to speak."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..agenda.models import Seat
from ..db import Base, Key, now

ALLOTTED_SECONDS = 300  # what a speaker is given unless the desk says otherwise


class SpeechState(StrEnum):
    WAITING = "waiting"
    SPEAKING = "speaking"
    PAUSED = "paused"
    DONE = "done"
    WITHDRAWN = "withdrawn"


# Whoever is interrupted keeps the floor.
FLOOR = (SpeechState.SPEAKING, SpeechState.PAUSED)

_HAS_FLOOR = text("state IN ('speaking', 'paused')")


class SpeechRequest(Base):
    """One turn of one person, from the raised hand to its end."""

    __tablename__ = "speech_request"
    __table_args__ = (
        # One speaker at a time.
        Index(
            "uq_speech_request_floor",
            "meeting_id",
            unique=True,
            sqlite_where=_HAS_FLOOR,
            postgresql_where=_HAS_FLOOR,
        ),
    )
    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    state: Mapped[SpeechState] = mapped_column(default=SpeechState.WAITING)
    position: Mapped[int]
    requested_at: Mapped[datetime] = mapped_column(default=now)
    allotted_seconds: Mapped[int] = mapped_column(default=ALLOTTED_SECONDS)
    # What was spoken before `running_since`; the clock runs only while that is set.
    spoken_seconds: Mapped[float] = mapped_column(default=0.0)
    running_since: Mapped[datetime | None]
    seat: Mapped[Seat] = relationship(lazy="joined")
