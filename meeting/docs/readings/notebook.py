"""Notes that wait to be written. Acts of the meeting come first: notes are looked at one after another, everybody
else's requests in between, gathered for a moment, and written together. Sixty tablets that turn to a page at once are
a few short transactions, and a ballot waits behind one of them at most."""

import threading
import time

from ...db import writing
from .noting import keep_notes

GATHER_SECONDS = 0.1  # nobody looks at the answer to a note
AT_ONCE = 20  # of one transaction: few enough that it is over in some milliseconds


class Notebook:
    """One per process. Nobody is answered before the note is saved."""

    def __init__(self):
        self._waiting = []
        self._lane, self._turn = threading.Lock(), threading.Lock()

    def take(self, check):
        """Keep the Note that `check()` returns; its refusals are passed on."""
        with self._lane:
            time.sleep(0)
            note = check()
        return self.keep(note)

    def keep(self, note):
        """The reading as it is once the note is part of it; None if the paper has been removed meanwhile."""
        self._waiting.append(note)
        with self._turn:
            if note in self._waiting:  # nobody has written it along with theirs
                time.sleep(GATHER_SECONDS)
                self._write(note)
        return note.reading

    def _write(self, mine):
        # Mine for certain: if the writing fails, it is I who say so, and the others try for themselves.
        others = [note for note in self._waiting if note is not mine][: AT_ONCE - 1]
        batch = [mine, *others]
        try:
            with writing() as session:
                keep_notes(session, batch)
        except Exception:
            self._waiting.remove(mine)
            raise
        for note in batch:
            self._waiting.remove(note)
