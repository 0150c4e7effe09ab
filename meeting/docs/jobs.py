"""The queue between the web server and the worker. It only rings the bell: what is to be done stands in the
database, and the worker looks there when it starts."""

import errno
import logging
import time
from pathlib import Path
from threading import Lock

from huey import PriorityRedisHuey, SqliteHuey

from . import converting
from .book import binding
from .engine_room import EngineRoom
from .finding import find_drawable
from .store import Store

log = logging.getLogger(__name__)

# First pages of new papers before all else, then what somebody is waiting for, then the rest in order.
FIRST, WAITED_FOR, BOOKS, THUMBS, REST = 100, 80, 60, 50, 40
ASK_AGAIN_SECONDS = 10


class Jobs:
    def __init__(self, app):
        self.app = app
        self.store = Store(Path(app.config["DATA"]) / "papers")
        self.huey = _open_queue(app)
        self._room, self._asked, self._lock = None, {}, Lock()
        self._prepare = self.huey.task(priority=FIRST, name="prepare")(self._in_app(self.prepare_now))
        self._draw = self.huey.task(priority=REST, name="draw")(self._in_app(self.draw_now))
        self._bind = self.huey.task(priority=BOOKS, name="bind")(self._in_app(self.bind_now))

    @property
    def room(self):
        """The converters; looked for when first needed, which in the web process is never."""
        with self._lock:
            if self._room is None:
                self._room = EngineRoom(self.store, self.app.config["ENGINE"])
            return self._room

    def prepare(self, document_id):
        self._prepare(document_id)

    def draw(self, document_id, profile, numbers, priority=REST):
        self._draw(document_id, profile, numbers, priority=priority)

    def bind(self, book_id):
        self._bind(book_id)

    def draw_soon(self, document_id, number, profile):
        """Somebody waits for this page. Asking again within seconds changes nothing."""
        with self._lock:
            now = time.monotonic()
            self._asked = {asked: at for asked, at in self._asked.items() if now - at < ASK_AGAIN_SECONDS}
            if (document_id, number, profile) in self._asked:
                return
            self._asked[document_id, number, profile] = now
        self.draw(document_id, profile, [number], WAITED_FOR)

    def prepare_now(self, document_id):
        self._require_room()
        for profile, numbers in converting.prepare(self.room, document_id):
            self.draw(document_id, profile, numbers, THUMBS if profile == "thumb" else REST)

    def draw_now(self, document_id, profile, numbers):
        self._require_room()
        document = find_drawable(document_id)
        if document:
            converting.draw(self.room, document, profile, numbers)

    def bind_now(self, book_id):
        self._require_room()
        binding.bind(self.room, book_id, self.app.config["TIME_ZONE"])

    def _require_room(self):
        """What is not begun stays to be done, and is taken up again when there is room."""
        if not self.store.has_room():
            raise OSError(errno.ENOSPC, "no room left for making pages", str(self.store.root))

    def _in_app(self, act):
        def run(*args):
            with self.app.app_context():
                try:
                    act(*args)
                except Exception:
                    # The document stays unfinished in the database and is taken up again later.
                    log.exception("job %s%s failed", act.__name__, args)

        run.__name__ = act.__name__
        return run


def _open_queue(app):
    if app.config["REDIS_URL"]:
        return PriorityRedisHuey("papers", url=app.config["REDIS_URL"], results=False)
    return SqliteHuey(
        "papers", filename=str(Path(app.config["DATA"]) / "jobs.db"), results=False, fsync=False
    )


def convert_now(app, document_id):
    """Everything at once, in this process, without a worker: for filling an installation with demo papers."""
    jobs = app.extensions["paper_jobs"]
    with app.app_context():
        for profile, numbers in converting.prepare(jobs.room, document_id):
            jobs.draw_now(document_id, profile, numbers)
