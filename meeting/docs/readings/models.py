"""How far a person has come with one version of a paper."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from ...db import Base
from .pages import count_pages


class Reading(Base):
    """One person's reading of one content. A later version of the paper is read anew; this row stays."""

    __tablename__ = "reading"
    __table_args__ = (CheckConstraint("page >= 1 AND furthest >= page", name="page_was_reached"),)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    version_id: Mapped[int] = mapped_column(
        ForeignKey("paper_version.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    page: Mapped[int] = mapped_column(default=1)  # where the reader was last
    page_at: Mapped[datetime]  # when, by the server's clock
    furthest: Mapped[int] = mapped_column(default=1)
    seen: Mapped[bytes] = mapped_column(LargeBinary, default=b"")  # a bit for each page, see pages.py
    first_opened_at: Mapped[datetime]
    last_opened_at: Mapped[datetime]

    @property
    def pages_seen(self):
        return count_pages(self.seen)
