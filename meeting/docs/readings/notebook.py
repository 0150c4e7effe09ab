"""Notes that wait to be written. While some are being written, others gather and are then written together: sixty
tablets that turn to a page at once are a few short transactions, and an act of the meeting waits behind one of them
at most."""

import threading

from ...db import writing
from .noting import keep_notes

# Of one transaction: few enough that it is over in some milliseconds.
AT_ONCE = 20


class Notebook:
    """One per process. Nobody is answered before the note is saved."""

    def __init__(self):
        self._waiting = []
        self._turn = threading.Lock()

    def keep(self, note):
        """The reading as it is once the note is part of it; None if the paper has been removed meanwhile."""
        self._waiting.append(note)
        with self._turn:
            if note in self._waiting:  # nobody has written it along with theirs
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
