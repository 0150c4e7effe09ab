"""What gunicorn runs in a fault run: the application as wsgi.py makes it, but that a share of what is told gets lost on
its way to each single tablet. The product knows nothing of it."""

import os
from pathlib import Path
from random import Random

from wsgi import app


class Lossy:
    """Socket.IO as the announcer knows it. Each tablet of a room misses each message by its own chance."""

    def __init__(self, socketio, seed, share, report):
        self._socketio, self._random, self._share, self._report = socketio, Random(seed), share, report
        self._sent = self._lost = 0

    def __getattr__(self, name):
        return getattr(self._socketio, name)

    def emit(self, name, data, to, **how):
        there = [sid for sid, _ in self._socketio.server.manager.get_participants("/", to)]
        lost = [sid for sid in there if self._random.random() < self._share]
        self._sent, self._lost = self._sent + len(there), self._lost + len(lost)
        self._report.write_text(f"{self._sent} {self._lost}")
        self._socketio.emit(name, data, to=to, skip_sid=lost, **how)


share = float(os.environ.get("FAULT_SHARE", "0"))
if share:
    announcer = app.extensions["announcer"]
    seed, report = int(os.environ["FAULT_SEED"]), Path(app.config["DATA"], "lost")
    announcer.socketio = Lossy(announcer.socketio, seed, share, report)
