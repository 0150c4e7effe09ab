"""Acts that many others call for at once, done once: the counts of a running vote."""

import threading
import time

from ..db import writing

AFTER_TICK_SECONDS = 0.6


class Coalescer:
    """Runs `act` at most once per key within COALESCE_SECONDS, in a transaction of its own; with a `tick` only at the
    ticks of a clock that goes by itself, so that nobody learns from the moment when it was called for."""

    def __init__(self, app, socketio):
        self.app, self.socketio = app, socketio
        self.waiting = set()
        self.lock = threading.Lock()

    def __call__(self, key, meeting_id, act, tick=None):
        if not self.app.config["COALESCE_SECONDS"]:
            self._run(meeting_id, act)
            return
        with self.lock:
            if key in self.waiting:
                return
            self.waiting.add(key)
        self.socketio.start_background_task(self._later, key, meeting_id, act, tick)

    def _later(self, key, meeting_id, act, tick):
        self.socketio.sleep(until_tick(tick, time.time()) if tick else self.app.config["COALESCE_SECONDS"])
        with self.lock:  # before the act reads: a change that comes after it must be able to call again
            self.waiting.discard(key)
        self._run(meeting_id, act)

    def _run(self, meeting_id, act):
        with self.app.app_context():
            try:
                with writing(meeting_id) as session:
                    act(session)
            except Exception:
                self.app.logger.exception("a coalesced act failed")


def until_tick(tick, moment):
    """Seconds from the moment to the next of the clock's ticks: all of them where one has just been. A little later:
    what was there at the tick is told, and it has to be saved by then."""
    return tick - moment % tick + AFTER_TICK_SECONDS
