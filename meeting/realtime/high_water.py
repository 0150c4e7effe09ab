"""How far the rooms have been told, kept beside the database: an older database put in its place is noticed by it.

Tablets count the facts they have heard. After a copy from this morning has been put back, the same numbers would be
given to other facts, and a tablet that knows the first ones would take itself for fresh. Another epoch tells it.
"""

import os
from contextlib import suppress
from pathlib import Path

from flask import current_app
from sqlalchemy import text

from ..db import database, epoch, new_epoch, reading, writing

NAME = "last-told"  # in the data folder; `backup` leaves it out, for the copy has a mark of its own from its first fact


class HighWaterMark:
    """One line of fixed length, overwritten in place: an epoch and the id of the last fact told."""

    def __init__(self, folder):
        self.path = Path(folder) / NAME
        self._file: int | None = None
        self._is_safe = True

    def write(self, epoch, told):
        """A few microseconds: it outlives the process at once, and a power cut from the next `keep` on."""
        with suppress(OSError):  # a full disk keeps nobody from hearing what was saved before
            if self._file is None:
                self._file = os.open(self.path, os.O_CREAT | os.O_WRONLY | os.O_CLOEXEC, 0o600)
            os.pwrite(self._file, b"%-32s %20d\n" % (epoch.encode(), told), 0)
            self._is_safe = False

    def keep(self):
        """Onto the disk itself, when there is something new; slow, so not on the loop."""
        if self._file is not None and not self._is_safe:
            self._is_safe = True
            os.fdatasync(self._file)

    def read(self):
        """(epoch, id), or None where nothing readable is written."""
        with suppress(OSError, ValueError):
            written, told = self.path.read_text().split()
            return written, int(told)
        return None


def notice_older_database():
    """To be called before anything is written. Returns whether the database is one that knows less than the tablets
    were told, and has therefore been given another epoch."""
    mark = HighWaterMark(current_app.config["DATA"]).read()
    with reading() as session:
        if mark is None or epoch(session) != mark[0] or newest_id(session) >= mark[1]:
            return False
    with writing() as session:
        new_epoch(session)
    current_app.logger.warning(
        "The database is older than what the tablets were told: they will ask for everything."
    )
    return True


def newest_id(session):
    """The highest id that any fact of this database has had, those of removed meetings included."""
    if database().is_sqlite:
        question = "SELECT seq FROM sqlite_sequence WHERE name = 'fact_log'"
    else:
        question = "SELECT last_value FROM fact_log_id_seq"
    return session.scalar(text(question)) or 0
