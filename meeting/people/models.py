"""People of the installation and their sign-ins."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..db import Base, Key, Name, now
from ..permissions import Office


class Person(Base):
    """Somebody with a name and a password. What they may do in a meeting stands on their seat there."""

    __tablename__ = "person"
    id: Mapped[Key]
    name: Mapped[Name]
    title: Mapped[Name] = mapped_column(default="")
    sign_in_name: Mapped[str] = mapped_column(String(100), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    office: Mapped[Office] = mapped_column(default=Office.MEMBER)
    locked: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str] = mapped_column(String(5), default="vi")
    theme: Mapped[str] = mapped_column(String(20), default="auto")
    text_size: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=now)


class SignIn(Base):
    """One device on which a person is signed in. Only a hash of the cookie's token is kept."""

    __tablename__ = "sign_in"
    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    device: Mapped[Name]
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship()


class Command(Base):
    """A command already carried out: the same key gets the same answer and does nothing twice."""

    __tablename__ = "command"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    reply: Mapped[str] = mapped_column(String)
    at: Mapped[datetime] = mapped_column(default=now)
