"""Tables and transactions. Nothing here knows about HTTP or sockets.

`writing()` is the only way to change anything and `reading()` the only way to look without changing.
"""

import itertools
import json
import threading
from collections import Counter
from contextlib import contextmanager, nullcontext, suppress
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any
from uuid import uuid4
from weakref import WeakValueDictionary

from flask import current_app
from sqlalchemy import (
    BigInteger,
    DateTime,
    Enum,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    create_engine,
    delete,
    event,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, sessionmaker

from .errors import Overloaded

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# One arbitrary number, the same in every process: facts of all meetings are numbered one transaction at a time.
FACT_LOCK = 0x6D656574

# Connections of one process: PostgreSQL gives a hundred in all unless it is told otherwise.
PATIENCE = 10  # seconds in which one of them must become free
WRITERS = {"pool_size": 4, "max_overflow": 6, "pool_timeout": PATIENCE}
READERS = {"pool_size": 8, "max_overflow": 12, "pool_timeout": PATIENCE}
SQLITE_WRITER = {"pool_size": 1, "max_overflow": 0}
SQLITE_READERS = {"pool_size": 8, "max_overflow": 8, "pool_timeout": PATIENCE}
FILLING_BYTES = 6 << 20  # SQLite keeps 2 MB to itself, and begins the log anew at 4 (wal_autocheckpoint)


class UtcDateTime(TypeDecorator):
    """SQLite drops time zones, so store UTC and hand UTC back."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value, dialect):
        return value and value.replace(tzinfo=UTC)


Key = Annotated[int, mapped_column(primary_key=True)]
BigKey = Annotated[int, mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)]
Name = Annotated[str, mapped_column(String(200))]
ShortText = Annotated[str, mapped_column(String(500))]
LongText = Annotated[str, mapped_column(Text)]


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {
        datetime: UtcDateTime,
        StrEnum: Enum(
            StrEnum, native_enum=False, length=20, values_callable=lambda e: [member.value for member in e]
        ),
    }


def now():
    return datetime.now(UTC)


def iso(moment):
    """`2026-11-23T08:00:00.000Z`, or None: the one form in which times leave the server."""
    return moment and moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Turn:
    """A lock that can be referred to weakly."""

    def __init__(self):
        self._lock = threading.RLock()

    def __enter__(self):
        self._lock.acquire()

    def __exit__(self, *failure):
        self._lock.release()

    @contextmanager
    def within(self, seconds):
        """Raises Overloaded where it does not come in that time."""
        if not self._lock.acquire(timeout=seconds):
            raise too_much_to_do()
        try:
            yield
        finally:
            self._lock.release()


class Database:
    """The engine, and the locks that make acts happen one at a time."""

    def __init__(self, url, folder):
        self.folder = Path(folder)  # the data folder: for what must not lie in the database itself
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        self.name = uuid4().hex  # by which this process knows its own word among those of others
        self.writer = sessionmaker(self._engine(url, write=True), expire_on_commit=False)
        self.reader = sessionmaker(self._engine(url, write=False), expire_on_commit=False)
        self.meeting_locks = WeakValueDictionary()
        # SQLite has one writer; waiting for it here is a greenlet's wait, inside SQLite it would stop the whole loop.
        self.writer_lock = threading.RLock() if self.is_sqlite else nullcontext()

    def turn(self, meeting_id):
        """The lock of one meeting; it lives as long as somebody holds or awaits it."""
        return self.meeting_locks.setdefault(meeting_id, Turn()) if meeting_id else nullcontext()

    @property
    def engine(self):
        return self.writer.kw["bind"]

    def _engine(self, url, write):
        if not self.is_sqlite:
            return create_engine(
                url,
                hide_parameters=True,  # an error that is logged must not tell ballots and password hashes
                pool_pre_ping=True,
                **(WRITERS if write else READERS),
                # A snapshot and its sequence numbers must be of one moment.
                isolation_level="READ COMMITTED" if write else "REPEATABLE READ",
            )
        size = SQLITE_WRITER if write else SQLITE_READERS
        engine = create_engine(url, hide_parameters=True, **size)
        begin = "BEGIN IMMEDIATE" if write else "BEGIN"

        @event.listens_for(engine, "connect")
        def prepare(connection, _record):
            connection.isolation_level = None  # we say BEGIN ourselves
            connection.execute("PRAGMA busy_timeout=10000")
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("PRAGMA foreign_keys=ON")
            if not write:
                connection.execute("PRAGMA query_only=ON")

        @event.listens_for(engine, "begin")
        def begin_transaction(connection):
            connection.exec_driver_sql(begin)

        return engine

    def lengthen_write_ahead_log(self):
        """SQLite's write-ahead log grows until it is begun anew, and to sync a file that grows takes the disk a third
        longer: so it is given its length before a room waits for it, by an act that is undone."""
        if self.is_sqlite:
            with suppress(DBAPIError), self.writer_lock, self.engine.connect() as connection:
                connection.exec_driver_sql("CREATE TABLE filling (filling)")
                connection.exec_driver_sql("INSERT INTO filling VALUES (zeroblob(?))", (FILLING_BYTES,))
                connection.rollback()

    def close(self):
        for maker in (self.writer, self.reader):
            maker.kw["bind"].dispose()


def init_app(app):
    app.extensions["database"] = Database(app.config["DATABASE_URL"], app.config["DATA"])
    # realtime replaces both; without it (command line, worker) the log alone carries the facts.
    app.extensions["announce"] = lambda logged: None
    app.extensions["coalescer"] = None


def database():
    return current_app.extensions["database"]


@contextmanager
def writing(meeting_id=None):
    """One act: saved together or not at all, its facts logged with it, then announced in order.

    Acts on one meeting happen one at a time from begin to announcement: with plain commit-then-emit, sixty
    ballots at once were all stored, but the last count the tablets heard was an old one.
    """
    db = database()
    with db.turn(meeting_id):
        with db.writer_lock, refused_when_crowded(), db.writer() as session, session.begin():
            if meeting_id and not db.is_sqlite:
                # NO KEY: a fact logged without this lock refers to the meeting all the same. With a full lock it would
                # wait for us while we wait for FACT_LOCK, and one of the two would be undone.
                session.execute(
                    text("SELECT 1 FROM meeting WHERE id = :id FOR NO KEY UPDATE"), {"id": meeting_id}
                )
            yield session
            session.flush()
            logged = log_facts(session)
        act_afterwards(session)
        if logged:
            announce(logged)
    run_soon(session.info.pop("coalesced", {}))


def afterwards(session, act):
    """Have `act()` done at once when the transaction is saved, and never if it is not. It may be lost with the process:
    whoever asks for it must notice at the next start that it is still to be done."""
    session.info.setdefault("afterwards", []).append(act)


def act_afterwards(session):
    for act in session.info.pop("afterwards", ()):
        try:
            act()
        except Exception:
            current_app.logger.exception("what follows an act failed; the act itself is saved")


def announce(logged):
    """Whatever happens here, the act is saved: nobody may be told otherwise. What is left will be announced later."""
    try:
        current_app.extensions["announce"](logged)
    except Exception:
        current_app.logger.exception("announcing failed; it will be tried again")


@contextmanager
def reading():
    """A look at one moment; nothing can be changed through it."""
    with refused_when_crowded(), database().reader() as session, session.begin():
        yield session


@contextmanager
def refused_when_crowded():
    """Whoever waits for a connection longer than PATIENCE is asked to come back: nothing has been done for them."""
    try:
        yield
    except NoConnection as failure:
        raise too_much_to_do() from failure


def too_much_to_do():
    return Overloaded("The server has too much to do just now. Nothing was recorded; please try again.")


def record(session, fact):
    """Remember what happened; it is logged with the change and announced only after the commit."""
    session.info.setdefault("facts", []).append(fact)


def coalesce(session, key, meeting_id, act, tick=None):
    """Have `act(session)` run soon after the commit, in a transaction of its own, once for many calls with one
    key. For counts that many acts change at once: nothing is announced per ballot.

    `tick`: it runs only when a clock that ticks every so many seconds does so, whenever it was called for."""
    session.info.setdefault("coalesced", {})[key] = (meeting_id, act, tick)


def run_soon(acts):
    coalescer = current_app.extensions["coalescer"]
    for key, (meeting_id, act, tick) in acts.items():
        if coalescer:
            coalescer(key, meeting_id, act, tick)
        else:
            with writing(meeting_id) as session:
                act(session)


class Installation(Base):
    """One row. Its epoch changes when the database is restored, so that no tablet trusts numbers of another past."""

    __tablename__ = "installation"
    id: Mapped[Key]
    epoch: Mapped[str] = mapped_column(String(32))


def epoch(session):
    return session.scalar(select(Installation.epoch))


def new_epoch(session):
    """The past is another from here on: every tablet asks for everything."""
    session.execute(update(Installation).values(epoch=uuid4().hex))


@event.listens_for(Installation.__table__, "after_create")
def first_epoch(table, connection, **_options):
    connection.execute(insert(table).values(id=1, epoch=uuid4().hex))


class FactChannel(Base):
    """How many facts a channel of a meeting has had: the number of its newest fact."""

    __tablename__ = "fact_channel"
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    channel: Mapped[str] = mapped_column(String(40), primary_key=True)
    seq: Mapped[int]


class FactEntry(Base):
    """One fact as announced. `id` orders all facts, `seq` those of one channel, without a gap."""

    __tablename__ = "fact_log"
    __table_args__ = (
        UniqueConstraint("meeting_id", "channel", "seq"),
        # SQLite would give the ids of a removed meeting's facts again, and they would pass for announced.
        {"sqlite_autoincrement": True},
    )
    id: Mapped[BigKey]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    channel: Mapped[str] = mapped_column(String(40))
    seq: Mapped[int]
    name: Mapped[str] = mapped_column(String(40))
    payload: Mapped[LongText]
    at: Mapped[datetime]


# Both are made once: a whole room waits for them.
LOG_TABLE: Any = FactEntry.__table__  # the rows themselves: no objects are made of them
LOG = insert(LOG_TABLE).returning(*LOG_TABLE.c, sort_by_parameter_order=True)


def moving_on(insert):
    """Each channel's number moved on, from none where there was no fact yet."""
    more = insert(FactChannel.__table__)
    number = {"seq": FactChannel.seq + more.excluded.seq}
    return more.on_conflict_do_update(index_elements=["meeting_id", "channel"], set_=number).returning(
        *FactChannel.__table__.c
    )


MOVE_ON = {"sqlite": moving_on(sqlite.insert), "postgresql": moving_on(postgresql.insert)}


def log_facts(session):
    """Number the recorded facts and write them to the log, in the transaction of the change itself.

    The counter is a row, never a database SEQUENCE: those commit out of order. Returns what is now in the log.
    """
    facts = session.info.pop("facts", [])
    if facts and not database().is_sqlite:
        # Log ids must become visible in order, or a reader of the log would pass over a slower transaction's.
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": FACT_LOCK})
    told = [(fact.meeting_id, channel, fact) for fact in facts for channel in fact.channels()]
    seqs = next_seqs(session, [(meeting_id, channel) for meeting_id, channel, _ in told])
    payloads = {id(fact): written(fact.payload()) for fact in facts}
    entries = [
        {
            "meeting_id": meeting_id,
            "channel": channel,
            "seq": next(seqs[meeting_id, channel]),
            "name": fact.name,
            "payload": payloads[id(fact)],
            "at": now(),
        }
        for meeting_id, channel, fact in told
    ]
    if not entries:
        return []
    logged = session.connection().execute(LOG, entries).all()
    tell_others(session, "facts")
    return logged


def written(payload):
    """The JSON text of a fact, as short as can be: it goes out to a whole room."""
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":"))


def tell_others(session, what):
    """The other processes hear at the commit that there is something to look at; see realtime/listening.py. Where the
    database cannot tell them, they look by themselves every now and then, and so they do should this get lost."""
    if not database().is_sqlite:
        session.execute(text("SELECT pg_notify('meeting', :said)"), {"said": f"{database().name} {what}"})


def next_seqs(session, channels):
    """{(meeting id, channel): its next numbers}, each channel moved on by as often as it stands in the list."""
    wanted = Counter(channels)
    if not wanted:
        return {}
    connection = session.connection()
    more = [{"meeting_id": key[0], "channel": key[1], "seq": count} for key, count in wanted.items()]
    moved = connection.execute(MOVE_ON[connection.dialect.name], more)
    return {
        (meeting_id, channel): itertools.count(seq - wanted[meeting_id, channel] + 1)
        for meeting_id, channel, seq in moved
    }


def forget_facts(session, meeting_id):
    """Who comes to hear a channel now need not learn what was said there before. The numbers go on."""
    session.execute(delete(FactEntry).where(FactEntry.meeting_id == meeting_id))


def sequences(session, meeting_id, channels):
    """{channel: number of its newest fact}, 0 where there was none yet."""
    rows = session.execute(
        select(FactChannel.channel, FactChannel.seq).where(
            FactChannel.meeting_id == meeting_id, FactChannel.channel.in_(channels)
        )
    )
    return dict.fromkeys(channels, 0) | dict(rows.all())
