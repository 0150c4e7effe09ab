"""What is being shown, and who has asked to show something."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...agenda.models import Seat
from ...db import Base, now


class Presentation(Base):
    """The page that the meeting is shown: the latest state, no history.

    `region` is the part of the page to look at, {x, y, w, h} in fractions of it; None is the whole page. `calls`
    grows whenever everybody is called to the page, and from one presentation to the next: whoever reads elsewhere goes
    there then, also one who was asleep when the last presentation ended and this one began.
    """

    __tablename__ = "presentation"
    __table_args__ = (CheckConstraint("page >= 1", name="page_counts_from_one"),)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(24))
    page: Mapped[int]
    region: Mapped[dict | None] = mapped_column(JSON(none_as_null=True))
    by_seat_id: Mapped[int | None] = mapped_column(ForeignKey("seat.id", ondelete="SET NULL"))
    calls: Mapped[int] = mapped_column(default=0)
    at: Mapped[datetime]


class PresentingRequest(Base):
    """Somebody wishes to show a page; one wish to a seat."""

    __tablename__ = "presenting_request"
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id", ondelete="CASCADE"), primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id", ondelete="CASCADE"))
    page: Mapped[int]
    at: Mapped[datetime] = mapped_column(default=now)
    seat: Mapped[Seat] = relationship(lazy="joined")
