"""Papers, their versions, and the contents and pages these are made of."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..agenda.models import AgendaItem, Meeting, VisibilityKind
from ..db import Base, BigKey, Key, LongText, Name, ShortText, now
from ..people.models import Person
from .stages.legacy import AS_IT_CAME, REWRITING


class DocumentState(StrEnum):
    RECEIVED = "received"
    CHECKING = "checking"
    CONVERTING = "converting"
    READY = "ready"
    FAILED = "failed"


class PageState(StrEnum):
    PENDING = "pending"
    READY = "ready"
    FAILED = "failed"


class PaperLevel(StrEnum):
    """How closely a paper is kept. The last three: Law on Protection of State Secrets 2018, article 8."""

    NONE = "none"
    CONFIDENTIAL = (
        "confidential"  # read in the room only: not downloaded, marked with its reader's name, noted
    )
    MAT = "mat"
    TOI_MAT = "toi_mat"
    TUYET_MAT = "tuyet_mat"


STATE_SECRETS = (PaperLevel.MAT, PaperLevel.TOI_MAT, PaperLevel.TUYET_MAT)


class Document(Base):
    """One stored content. The same content, in any meeting, is stored once, and converted once for each way of
    rewriting the text in it."""

    __tablename__ = "document"
    __table_args__ = (UniqueConstraint("sha256", "rewriting"),)
    id: Mapped[Key]
    sha256: Mapped[str] = mapped_column(String(64))
    # How text in legacy encodings is rewritten: by which version of our own rules, or not at all (AS_IT_CAME).
    rewriting: Mapped[str] = mapped_column(String(10), default=REWRITING)
    size: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10), default="")
    media_type: Mapped[str] = mapped_column(String(100), default="application/octet-stream")
    state: Mapped[DocumentState] = mapped_column(default=DocumentState.RECEIVED)
    error: Mapped[str | None] = mapped_column(String(20))
    error_detail: Mapped[ShortText] = mapped_column(default="")
    warnings: Mapped[list] = mapped_column(JSON, default=list)
    engine: Mapped[str] = mapped_column(String(40), default="")
    engine_version: Mapped[str] = mapped_column(String(40), default="")
    # By which of our ways of drawing its pages were made, see drawing.py.
    drawing: Mapped[str] = mapped_column(String(40), default="")
    # Names what was made: content, engine, its version, our way of drawing. Addresses of pages contain it.
    key: Mapped[str | None] = mapped_column(String(24), unique=True)
    page_count: Mapped[int] = mapped_column(default=0)
    pages_ready: Mapped[int] = mapped_column(default=0)
    outline: Mapped[list] = mapped_column(JSON, default=list)
    attempts: Mapped[int] = mapped_column(default=0)
    readable_at: Mapped[datetime | None]
    # The level of state secrets that its first page says it has.
    stamp: Mapped[PaperLevel | None]
    changed_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)

    @property
    def is_as_it_came(self):
        return self.rewriting == AS_IT_CAME

    @property
    def is_finished(self):
        return self.state in (DocumentState.READY, DocumentState.FAILED)


class Redrawing(Base):
    """A document being drawn anew beside its present pages, which are read until the new ones are whole. What is
    known of the new ones stands here; their pictures and texts lie in the store under `key`."""

    __tablename__ = "redrawing"
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"), primary_key=True)
    wanted: Mapped[str] = mapped_column(String(64))  # by what: see redraw_progress.py
    asked_at: Mapped[datetime] = mapped_column(default=now, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(String(20))  # given up: the old pages stay
    key: Mapped[str | None] = mapped_column(String(24), unique=True)
    engine: Mapped[str] = mapped_column(String(40), default="")
    engine_version: Mapped[str] = mapped_column(String(40), default="")
    kind: Mapped[str] = mapped_column(String(10), default="")
    media_type: Mapped[str] = mapped_column(String(100), default="")
    warnings: Mapped[list] = mapped_column(JSON, default=list)
    pages: Mapped[list] = mapped_column(JSON, default=list)  # [{w, h, label}]
    outline: Mapped[list] = mapped_column(JSON, default=list)
    failed: Mapped[list] = mapped_column(JSON, default=list)  # ["3.page", "5.thumb"]


class FormerKey(Base):
    """A key under which a document's pages were made before they were drawn anew: tablets that have not heard of it
    yet go on reading them for a while."""

    __tablename__ = "former_key"
    key: Mapped[str] = mapped_column(String(24), primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"), index=True)
    until: Mapped[datetime]


class Page(Base):
    """A page of a document: its size in points, its text. `folded` is the text as it is searched."""

    __tablename__ = "page"
    __table_args__ = (UniqueConstraint("document_id", "number"),)
    id: Mapped[BigKey]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"))
    number: Mapped[int]
    w: Mapped[float]
    h: Mapped[float]
    label: Mapped[str] = mapped_column(String(40), default="")
    state: Mapped[PageState] = mapped_column(default=PageState.PENDING)
    mono: Mapped[bool] = mapped_column(default=False)
    text: Mapped[LongText] = mapped_column(default="")
    folded: Mapped[LongText] = mapped_column(default="")


class Paper(Base):
    """A paper on the table of an agenda item."""

    __tablename__ = "paper"
    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    title: Mapped[ShortText]
    position: Mapped[int] = mapped_column(default=0)
    late: Mapped[bool] = mapped_column(default=False)  # came after papers were due
    visibility: Mapped[VisibilityKind] = mapped_column(default=VisibilityKind.EVERYONE)
    roles: Mapped[list] = mapped_column(JSON, default=list)
    level: Mapped[PaperLevel] = mapped_column(default=PaperLevel.NONE)
    created_at: Mapped[datetime] = mapped_column(default=now)
    versions: Mapped[list["PaperVersion"]] = relationship(
        back_populates="paper", order_by="PaperVersion.number", cascade="all, delete-orphan", lazy="selectin"
    )
    readers: Mapped[list["PaperReader"]] = relationship(cascade="all, delete-orphan", lazy="selectin")
    meeting: Mapped[Meeting] = relationship()
    item: Mapped[AgendaItem] = relationship()

    @property
    def newest(self):
        return self.versions[-1] if self.versions else None

    @property
    def current(self):
        """The newest version that can be read; a new one takes over when its first page is there."""
        return next((v for v in reversed(self.versions) if v.is_open), None)

    @property
    def limits(self):
        """All that says who sees the paper: its own word, its item's, and those of the items above. Who sees it is
        admitted by each of them, so that none can widen what another has narrowed."""
        limits: list[Paper | AgendaItem] = [self]
        item: AgendaItem | None = self.item
        while item is not None:
            limits.append(item)
            item = item.parent
        return limits

    @property
    def is_for_all(self):
        """Whether everybody in the meeting sees it, and the hall screen."""
        return not self.is_confidential and all(
            limit.visibility == VisibilityKind.EVERYONE for limit in self.limits
        )

    @property
    def is_confidential(self):
        """It is not downloaded, every page carries its reader's name, and who reads it is noted."""
        return self.level != PaperLevel.NONE


class PaperReader(Base):
    """A person to whom a paper is shown by name."""

    __tablename__ = "paper_reader"
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)


class PaperVersion(Base):
    """One upload of a paper. Older versions are kept."""

    __tablename__ = "paper_version"
    __table_args__ = (UniqueConstraint("paper_id", "number"),)
    id: Mapped[Key]
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id", ondelete="CASCADE"))
    number: Mapped[int]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    file_name: Mapped[Name]
    note: Mapped[ShortText] = mapped_column(default="")
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    uploaded_at: Mapped[datetime] = mapped_column(default=now)
    # A stamp on its first page was looked at, and does not make it a state secret.
    cleared_at: Mapped[datetime | None]
    cleared_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    paper: Mapped[Paper] = relationship(back_populates="versions")
    document: Mapped[Document] = relationship(lazy="joined")
    uploaded_by: Mapped[Person] = relationship(foreign_keys=[uploaded_by_id])

    @property
    def is_held(self):
        """Held back from readers: it looks like a state secret, and nobody has said yet whether it is one."""
        return bool(self.document.stamp) and not self.cleared_at and self.paper.level not in STATE_SECRETS

    @property
    def is_open(self):
        """It can be read by those who see the paper."""
        return self.document.readable_at is not None and not self.is_held


class PaperAccess(Base):
    """Somebody read a page of a confidential paper. It stays when the paper is removed, so it holds the title."""

    __tablename__ = "paper_access"
    __table_args__ = (Index("ix_paper_access_page", "paper_id", "person_id", "page"),)
    id: Mapped[BigKey]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    paper_id: Mapped[int]
    paper_title: Mapped[ShortText]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    page: Mapped[int]
    at: Mapped[datetime] = mapped_column(default=now)
    person: Mapped[Person] = relationship()


class UnfinishedUpload(Base):
    """A file on its way, of which `received` bytes lie here for good. Its row goes when it has become a paper, is given
    up, or has not moved for a day."""

    __tablename__ = "unfinished_upload"
    __table_args__ = (
        CheckConstraint("(item_id IS NULL) <> (paper_id IS NULL)", name="for_an_item_or_a_paper"),
        CheckConstraint("received >= 0 AND received <= size", name="received_within_size"),
        # SQLite would give the number of a finished one again, and a late piece would pass for one of the new file.
        {"sqlite_autoincrement": True},
    )
    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id", ondelete="CASCADE"))
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id", ondelete="CASCADE"))
    file_name: Mapped[Name]
    note: Mapped[ShortText] = mapped_column(default="")
    kept_back: Mapped[bool] = mapped_column(default=False)
    size: Mapped[int]
    received: Mapped[int] = mapped_column(default=0)
    # SHA-256 of its beginning: by this a browser knows the file when its owner chooses it again.
    head: Mapped[str] = mapped_column(String(64))
    chunks: Mapped[list] = mapped_column(JSON, default=list)  # names of files in the store, in order
    changed_at: Mapped[datetime] = mapped_column(default=now)


class BookState(StrEnum):
    WAITING = "waiting"
    BINDING = "binding"
    READY = "ready"
    FAILED = "failed"
    STALE = "stale"  # its papers, or the right to read them, have changed: it is not handed out any more


class Book(Base):
    """All papers of a meeting that one reader may see, bound into one PDF: the latest one asked for."""

    __tablename__ = "book"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)
    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    language: Mapped[str] = mapped_column(String(5))
    # Names all that is printed in it, and for whom.
    key: Mapped[str] = mapped_column(String(24), index=True)
    state: Mapped[BookState] = mapped_column(default=BookState.WAITING)
    papers: Mapped[int]
    papers_done: Mapped[int] = mapped_column(default=0)
    page_count: Mapped[int] = mapped_column(default=0)
    size: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(String(20))
    asked_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
