"""A fresh database for each test that wants its own: SQLite, or PostgreSQL in the tests' own server."""

import shutil

import pytest
from sqlalchemy import create_engine, make_url

from meeting.db import Base

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
    """The same in a server at `address`."""

    def __init__(self, address):
        self.address = make_url(address)
        self.made = 0
        self._execute("CREATE DATABASE template_of_tests")
        create_tables(self._url("template_of_tests"))

    def fresh(self):
        self.made += 1
        self._execute(f"CREATE DATABASE meeting_{self.made} TEMPLATE template_of_tests")
        return self._url(f"meeting_{self.made}")

    def _url(self, name):
        return self.address.set(database=name).render_as_string(hide_password=False)

    def _execute(self, statement):
        engine = create_engine(self.address, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)
        engine.dispose()


def create_tables(url):
    engine = create_engine(url)
    Base.metadata.create_all(engine)
    engine.dispose()
