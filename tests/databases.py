"""A fresh database for each test that wants its own: SQLite, or PostgreSQL in the tests' own server."""

import shutil
from contextlib import contextmanager

import pytest
from sqlalchemy import create_engine, event, make_url

from meeting.db import Base, Installation

# For what may differ between the two: locking, order, constraints.
on_both_databases = pytest.mark.parametrize("kind", ["sqlite", "postgresql"], indirect=True)


class SQLite:
    """Copies of one empty database."""

    def __init__(self, folder):
        self.folder = folder
        self.made = 0
        create_tables(f"sqlite:///{folder / 'template.db'}")

    def fresh(self):
        self.made += 1
        path = self.folder / f"{self.made}.db"
        shutil.copy(self.folder / "template.db", path)
        return f"sqlite:///{path}"


class PostgreSQL:
    """One database of the server at `address`, emptied each time: that is quicker there than making another."""

    def __init__(self, address):
        self.address = make_url(address)
        self.url = self.address.set(database="meeting_of_tests").render_as_string(hide_password=False)
        engine = create_engine(self.address, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql("CREATE DATABASE meeting_of_tests")
        engine.dispose()
        create_tables(self.url)

    def fresh(self):
        kept = Installation.__tablename__  # its row is made with the table
        tables = ", ".join(f'"{name}"' for name in Base.metadata.tables if name != kept)
        engine = create_engine(self.url)
        with engine.begin() as connection:
            connection.exec_driver_sql(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
        engine.dispose()
        return self.url


def create_tables(url):
    engine = create_engine(url)
    Base.metadata.create_all(engine)
    engine.dispose()
    # Of two tables that refer to each other PostgreSQL is given one key after both; SQLAlchemy then leaves it out of
    # every table that it makes from there on, and SQLite knows no other way.
    for table in Base.metadata.tables.values():
        for key in table.foreign_key_constraints:
            key._create_rule = None


@contextmanager
def counted_queries(engine):
    """A list that grows by every statement sent to the database."""
    sent = []

    def remember(_connection, _cursor, statement, *_rest):
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", remember)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", remember)
