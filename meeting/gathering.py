"""What many ask for at the same moment, done for all of them in one go, and answered to each by itself.

The first that comes leads: it waits a moment for others, serves all, and wakes the rest. What fails takes nobody along,
for then each is served alone.
"""

import threading
import time
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any

from .errors import Overloaded

LOOK_SECONDS = 0.005  # for which the first who only looks waits for others
WAITING = object()  # the outcome of what has not been served


@dataclass(eq=False)
class Asked:
    """One request. `outcome` is its answer, or the exception that it is refused with."""

    outcome: Any = field(default=WAITING, init=False)


@dataclass
class Batch:
    asked: list = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)


class Gatherer:
    """For what is asked of one kind: `serve(key, [Asked])` gives each its outcome. Only what has the same key is served
    together, `most` at once, in the `turn(key)` which the leader awaits: until it has it, others may join."""

    def __init__(self, serve, most, turn=lambda _key: nullcontext()):
        self.serve, self.most, self.turn = serve, most, turn
        self.open = {}  # {key: the batch that still takes in}
        self.lock = threading.Lock()

    def ask(self, key, asked, seconds):
        """The outcome, which is raised where it is an exception. `seconds`: for how long the first waits for others."""
        batch, leads = self._join(key, asked)
        if not leads:
            batch.is_over.wait()
            if asked.outcome is WAITING:  # who led was taken away: nothing is known to be done
                return self.ask(key, asked, seconds)
        else:
            try:
                if seconds:
                    time.sleep(seconds)
                self._lead(key, batch)
            finally:
                self._close(key, batch)
                batch.is_over.set()
        if isinstance(asked.outcome, BaseException):
            raise asked.outcome
        return asked.outcome

    def _join(self, key, asked):
        with self.lock:
            batch = self.open.get(key)
            if leads := batch is None or len(batch.asked) >= self.most:
                batch = self.open[key] = Batch()
            batch.asked.append(asked)
        return batch, leads

    def _close(self, key, batch):
        """Nobody joins it any more."""
        with self.lock:
            if self.open.get(key) is batch:
                del self.open[key]

    def _lead(self, key, batch):
        with self.turn(key):
            self._close(key, batch)
            try:
                self.serve(key, batch.asked)
            except Overloaded as refusal:  # it would be no better for each alone
                for asked in batch.asked:
                    asked.outcome = refusal
            except Exception:
                for asked in batch.asked:
                    self._alone(key, asked)

    def _alone(self, key, asked):
        try:
            self.serve(key, [asked])
        except Exception as error:
            asked.outcome = error
