"""Acts that many others call for at once, done once: the counts of a running vote."""

import threading

from ..db import writing


class Coalescer:
    """Runs `act` at most once per key within COALESCE_SECONDS, in a transaction of its own."""

    def __init__(self, app, socketio):
        self.app, self.socketio = app, socketio
        self.waiting = set()
        self.lock = threading.Lock()

    def __call__(self, key, meeting_id, act):
        if not self.app.config["COALESCE_SECONDS"]:
            self._run(meeting_id, act)
            return
        with self.lock:
            if key in self.waiting:
                return
            self.waiting.add(key)
        self.socketio.start_background_task(self._later, key, meeting_id, act)

    def _later(self, key, meeting_id, act):
        self.socketio.sleep(self.app.config["COALESCE_SECONDS"])
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
