"""What many ask for at the same moment, done for all of them in one go, and answered to each by itself.

The first that comes leads: it waits a moment for others, serves all, and wakes the rest.
"""

import threading
import time
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakValueDictionary

from .db import PATIENCE, Turn
from .errors import Overloaded

LOOK_SECONDS = 0.005  # for which the first who only looks waits for others
MOST_LOOKS = 100  # taken as one: more would keep everybody else waiting
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
    """For what is asked of one kind: `serve(key, [Asked])` gives each its outcome, for the same key one batch after the
    other, each of `most` at most.

    `turn(key)`: what the leader holds meanwhile, where others than this gatherer take turns, too. `calm(key)` may wait
    in it: until it returns, others may join. `alone`: where serving many fails, each is served by itself, so that what
    fails takes nobody along; otherwise its failure is everybody's.
    """

    def __init__(self, serve, most=MOST_LOOKS, turn=None, calm=None, alone=False):
        self.serve, self.most, self.alone = serve, most, alone
        self.turn, self.calm = turn or self._own_turn, calm
        self.open = {}  # {key: the batch that still takes in}
        self.turns = WeakValueDictionary()
        self.lock = threading.Lock()

    def ask(self, key, asked, seconds=LOOK_SECONDS):
        """The outcome, which is raised where it is an exception. `seconds`: for how long the first waits for others."""
        while asked.outcome is WAITING:  # once more where who led was taken away: nothing is known to be done
            batch, leads = self._join(key, asked)
            if leads:
                self._lead(key, batch, seconds)
            else:
                batch.is_over.wait()
        if isinstance(asked.outcome, BaseException):
            raise asked.outcome.with_traceback(None)  # it may be raised to many
        return asked.outcome

    def _join(self, key, asked):
        with self.lock:
            batch = self.open.get(key)
            if leads := batch is None or len(batch.asked) >= self.most:
                batch = self.open[key] = Batch()
            batch.asked.append(asked)
        return batch, leads

    def _close(self, key, batch):
        """Nobody joins it any more: who comes from now on may need to know more than it will find."""
        with self.lock:
            if self.open.get(key) is batch:
                del self.open[key]

    def _lead(self, key, batch, seconds):
        try:
            if seconds:
                time.sleep(seconds)
            with self.turn(key):
                if self.calm:
                    self.calm(key)
                self._close(key, batch)
                self._serve(key, batch.asked)
        except Exception as failure:
            for asked in batch.asked:
                if asked.outcome is WAITING:
                    asked.outcome = failure
        finally:
            self._close(key, batch)
            batch.is_over.set()

    def _own_turn(self, key):
        with self.lock:
            turn = self.turns.setdefault(key, Turn())
        return turn.within(PATIENCE)  # where one look hangs, the others are not kept waiting for ever

    def _serve(self, key, asked):
        try:
            self.serve(key, asked)
        except Overloaded:  # it would be no better for each alone
            raise
        except Exception:
            if not self.alone:
                raise
            for one in asked:
                self._serve_alone(key, one)

    def _serve_alone(self, key, asked):
        try:
            self.serve(key, [asked])
        except Overloaded:
            raise
        except Exception as error:
            asked.outcome = error
