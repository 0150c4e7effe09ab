"""Votes, who may answer them, and the answers.

A vote is answered in one of three forms: one answer of several (a motion), some of the subjects picked (a choice, an
election), or one answer for each subject (confidence, an election for or against each candidate).
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    JSON,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from ..db import Base, Key, LongText, Name, now


class VoteState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    PUBLISHED = "published"
    ANNULLED = "annulled"


class VoteKind(StrEnum):
    MOTION = "motion"
    CHOICE = "choice"
    ELECTION = "election"  # as many names as there are places, at most
    ELECTION_EACH = "election_each"  # for or against each candidate
    CONFIDENCE_THREE = "confidence_three"  # lấy phiếu tín nhiệm
    CONFIDENCE_TWO = "confidence_two"  # bỏ phiếu tín nhiệm


class Form(StrEnum):
    """What an answer looks like, see answers.py."""

    ONE = "one"
    PICKS = "picks"
    EACH = "each"


FORMS = {
    VoteKind.MOTION: Form.ONE,
    VoteKind.CHOICE: Form.PICKS,
    VoteKind.ELECTION: Form.PICKS,
    VoteKind.ELECTION_EACH: Form.EACH,
    VoteKind.CONFIDENCE_THREE: Form.EACH,
    VoteKind.CONFIDENCE_TWO: Form.EACH,
}

# What may be answered, in the order in which it is shown; nothing where subjects are picked.
OPTIONS = {
    VoteKind.MOTION: ["for", "against", "abstain"],
    VoteKind.CHOICE: [],
    VoteKind.ELECTION: [],
    VoteKind.ELECTION_EACH: ["for", "against"],
    VoteKind.CONFIDENCE_THREE: ["high", "confidence", "low"],
    VoteKind.CONFIDENCE_TWO: ["confidence", "no_confidence"],
}


class Secrecy(StrEnum):
    """Who learns what somebody answered."""

    NAMED = "named"  # everybody, as it is answered
    NAMED_LATER = "named_later"  # the desk from closing, everybody from publication
    SECRET = "secret"  # noqa: S105  nobody: the sealed urn, whose key the server keeps until closing
    SPLIT = "split"  # nobody: the urn whose key is in the hands of three tellers


class Manner(StrEnum):
    """How the answers come in."""

    TABLET = "tablet"
    CIRCULATION = "circulation"  # between meetings, until a deadline, with a comment
    ROLL_CALL = "roll_call"  # the clerk enters each answer by name
    BY_HAND = "by_hand"  # two people enter the totals


class Purpose(StrEnum):
    """What a meeting is told a result for."""

    INFORMATION = "information"
    RATIFICATION = "ratification"


# In the room; what circulates is beside it.
IS_OPEN = text("state = 'open' AND manner <> 'circulation'")


class Vote(Base):
    """A question put to the room. The rule, the electorate and the question are frozen when it is opened."""

    __tablename__ = "vote"
    __table_args__ = (
        # One at a time per meeting.
        Index("uq_vote_open", "meeting_id", unique=True, sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
    )
    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)  # among the votes drafted on an item
    title: Mapped[str] = mapped_column(String(500))
    kind: Mapped[VoteKind] = mapped_column(default=VoteKind.MOTION)
    options: Mapped[list] = mapped_column(JSON)
    subjects: Mapped[list] = mapped_column(JSON, default=list)  # [{"id": 1, "title": "…", "note": "…"}]
    min_picks: Mapped[int] = mapped_column(default=0)
    max_picks: Mapped[int] = mapped_column(default=0)
    places: Mapped[int] = mapped_column(default=0)  # of an election, or how many options are to be chosen
    secrecy: Mapped[Secrecy] = mapped_column(default=Secrecy.NAMED_LATER)
    manner: Mapped[Manner] = mapped_column(default=Manner.TABLET)
    preset: Mapped[str] = mapped_column(String(40))
    rule: Mapped[dict] = mapped_column(JSON)
    may_change: Mapped[bool] = mapped_column(default=True)  # an answer, until the vote is closed
    is_consultative: Mapped[bool] = mapped_column(default=False)  # decides nothing
    is_test: Mapped[bool] = mapped_column(default=False)  # of the tablets, before the session
    countdown_s: Mapped[int | None]  # seconds, advisory: closing is an act, never a clock's
    deadline_at: Mapped[datetime | None]  # of what circulates
    reminded_at: Mapped[datetime | None]  # when those who had not replied were last reminded
    state: Mapped[VoteState] = mapped_column(default=VoteState.DRAFT)
    despite_quorum: Mapped[bool] = mapped_column(default=False)
    despite_missing: Mapped[bool] = mapped_column(default=False)
    rerun_of_id: Mapped[int | None] = mapped_column(ForeignKey("vote.id"), index=True)
    # {"reason", "by": {"seat_id", "name"}, "with": the same or None until somebody confirms, "at", "confirmed_at"}
    annulment: Mapped[dict | None] = mapped_column(JSON(none_as_null=True))
    # {"reason", "by", "with", "at", …}: why, and by which two, the answers were entered; see by_hand.py
    by_hand: Mapped[dict | None] = mapped_column(JSON(none_as_null=True))
    # Of a secret vote, public: 32 bytes in hexadecimal.
    urn_key: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(default=now)
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    # Since when the tablets have the result, and since when it is on the hall screen: each may be without the other.
    published_at: Mapped[datetime | None]
    hall_at: Mapped[datetime | None]
    result: Mapped[dict | None] = mapped_column(JSON(none_as_null=True))

    @property
    def form(self):
        return FORMS[self.kind]

    @property
    def is_secret(self):
        return self.secrecy in (Secrecy.SECRET, Secrecy.SPLIT)

    @property
    def is_in_hall_only(self):
        return self.hall_at is not None and self.published_at is None


class Elector(Base):
    """A member entitled to answer one vote, frozen at its opening; somebody let in later says so."""

    __tablename__ = "elector"
    vote_id: Mapped[int] = mapped_column(ForeignKey("vote.id", ondelete="CASCADE"), primary_key=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"), primary_key=True, index=True)
    # At opening, or on answering: a member who comes late and votes was there.
    present: Mapped[bool]
    # Where they sat then: the result is counted by group too.
    group: Mapped[str] = mapped_column("group_name", String(200), default="")
    # The chair of the meeting, whose side decides a tie where the rule says so.
    casting: Mapped[bool] = mapped_column(default=False)
    admitted_at: Mapped[datetime | None]  # by the clerk, while the vote was open
    # Of a secret vote, from closing on: that there was an answer, when the answer itself is no longer anybody's.
    has_voted: Mapped[bool] = mapped_column(default=False)
    # The revision of the desk's taking back an entry: the next one goes on from there, see Ballot.
    taken_back: Mapped[int] = mapped_column(default=0)
    # That they count as present, and that their seat is marked so, was said by the desk alone when it entered an answer
    # or totals: taken back with it. Who was here at the opening may have left since.
    here_by_entry: Mapped[bool] = mapped_column(default=False)
    marked_by_entry: Mapped[bool] = mapped_column(default=False)


class Recusal(Base):
    """A member who is no part of one vote's electorate, for a conflict of interest."""

    __tablename__ = "recusal"
    vote_id: Mapped[int] = mapped_column(ForeignKey("vote.id", ondelete="CASCADE"), primary_key=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"), primary_key=True, index=True)
    reason: Mapped[str] = mapped_column(String(500), default="")
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(default=now)


class Ballot(Base):
    """One member's answer: as given, or sealed so that nobody reads it while the vote is open."""

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
    answer: Mapped[dict | None] = mapped_column(JSON(none_as_null=True))  # see Form
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    comment: Mapped[LongText] = mapped_column(default="")  # of what circulates
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # by the clerk, at a roll call
    # One more each time it was recorded or taken back: an answer that was made on an earlier one comes too late.
    revision: Mapped[int] = mapped_column(default=1)
    first_at: Mapped[datetime] = mapped_column(default=now)  # when there was one, however often changed since
    recorded_at: Mapped[datetime] = mapped_column(default=now)


class Teller(Base):
    """One of three who together keep the key of a split urn: any two of them can open it."""

    __tablename__ = "teller"
    vote_id: Mapped[int] = mapped_column(ForeignKey("vote.id", ondelete="CASCADE"), primary_key=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"), primary_key=True, index=True)
    number: Mapped[int]  # 1 to 3, that of the share
    public_key: Mapped[str | None] = mapped_column(String(64))  # of the tablet, to hand it shares
    handed: Mapped[dict | None] = mapped_column(JSON(none_as_null=True))  # shares sealed for this teller
    opened: Mapped[dict | None] = mapped_column(JSON(none_as_null=True))  # what this teller's tablet counted


class ReportedResult(Base):
    """What an opinion by circulation came to, put on an agenda item of a later meeting. The vote itself stays where it
    was taken: nothing of it is copied."""

    __tablename__ = "reported_result"
    __table_args__ = (UniqueConstraint("item_id", "vote_id"),)
    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"))
    vote_id: Mapped[int] = mapped_column(ForeignKey("vote.id"), index=True)
    purpose: Mapped[Purpose]
    reported_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(default=now)


class VoteTemplate(Base):
    """What a body votes on often, so that a chair opens a vote in two taps. `form`: the fields of a draft."""

    __tablename__ = "vote_template"
    __table_args__ = (UniqueConstraint("body_id", "name"),)
    id: Mapped[Key]
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id", ondelete="CASCADE"))
    name: Mapped[Name]
    position: Mapped[int] = mapped_column(default=0)
    form: Mapped[dict] = mapped_column(JSON)


class RecordEntry(Base):
    """One event of a meeting's votes, chained to the one before and signed; nothing is ever changed or removed."""

    __tablename__ = "vote_record"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)
    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    number: Mapped[int]  # 1, 2, 3 … within the meeting
    vote_id: Mapped[int] = mapped_column(index=True)
    event: Mapped[str] = mapped_column(String(40))
    content: Mapped[LongText]  # canonical JSON: what is hashed, to the byte
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
    signature: Mapped[str] = mapped_column(String(128))
    at: Mapped[datetime] = mapped_column(default=now)
