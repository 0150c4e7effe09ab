"""The queue between the web server and the worker. It only rings the bell: what is to be done stands in the
database, and the worker looks there when it starts."""

import errno
import logging
import time
from pathlib import Path
from threading import Lock

from huey import PriorityRedisHuey, SqliteHuey

from . import converting
from .confidential import marking
from .engine_room import EngineRoom
from .finding import find_drawable
from .store import Store

log = logging.getLogger(__name__)

# First pages of new papers before all else, then what somebody is waiting for, then the rest in order.
FIRST, WAITED_FOR, THUMBS, REST = 100, 80, 50, 40
ASK_AGAIN_SECONDS = 10
# Marked by one child: who looks over the pages of a paper asks for all of them.
THUMBS_AT_ONCE = 24


class Jobs:
    def __init__(self, app):
        self.app = app
        self.store = Store(Path(app.config["DATA"]) / "papers")
        self.huey = _open_queue(app)
        self._room, self._asked, self._lock = None, {}, Lock()
        self._prepare = self.huey.task(priority=FIRST, name="prepare")(self._in_app(self.prepare_now))
        self._mark = self.huey.task(priority=WAITED_FOR, name="mark")(self._in_app(self.mark_now))
        self._draw = self.huey.task(priority=REST, name="draw")(self._in_app(self.draw_now))

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

    def draw_soon(self, document_id, number, profile):
        """Somebody waits for this page. Asking again within seconds changes nothing."""
        if self._is_new((document_id, number, profile)):
            self.draw(document_id, profile, [number], WAITED_FOR)

    def mark_soon(self, document_id, number, profile, paper_id, person_id):
        """Somebody waits for their own picture of this page of a confidential paper."""
        numbers = _around(number) if profile == "thumb" else [number]
        if self._is_new((document_id, numbers[0], profile, paper_id, person_id)):
            self._mark(document_id, profile, numbers, paper_id, person_id)

    def _is_new(self, wish):
        with self._lock:
            now = time.monotonic()
            self._asked = {asked: at for asked, at in self._asked.items() if now - at < ASK_AGAIN_SECONDS}
            if wish in self._asked:
                return False
            self._asked[wish] = now
            return True

    def prepare_now(self, document_id):
        self._require_room()
        for profile, numbers in converting.prepare(self.room, document_id):
            self.draw(document_id, profile, numbers, THUMBS if profile == "thumb" else REST)

    def draw_now(self, document_id, profile, numbers):
        self._require_room()
        document = find_drawable(document_id)
        if document:
            converting.draw(self.room, document, profile, numbers)

    def mark_now(self, document_id, profile, numbers, paper_id, person_id):
        self._require_room()
        document = find_drawable(document_id)
        words = marking.words_for(self.app.config["SECRET_KEY"], paper_id, person_id)
        if document is None or words is None:
            return
        if len(numbers) == 1 and not self.store.find_picture(document["key"], numbers[0], profile):
            converting.draw(self.room, document, profile, numbers)
        marking.mark_pages(self.room, document["key"], profile, numbers, paper_id, person_id, words)

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


def _around(number):
    """The numbers of the pages whose thumbnails are asked for together."""
    first = number - (number - 1) % THUMBS_AT_ONCE
    return list(range(first, first + THUMBS_AT_ONCE))


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
