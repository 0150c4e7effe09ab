"""The queue between the web server and the worker. It only rings the bell: what is to be done stands in the
database, and the worker looks there when it starts."""

import errno
import logging
import time
from functools import cached_property
from pathlib import Path
from threading import Lock

from huey import PriorityRedisHuey, SqliteHuey

from . import batches, converting, inspecting, redrawing
from .book import binding
from .confidential import marking
from .engine_room import EngineRoom
from .finding import find_drawable
from .store import Store, hash_of

log = logging.getLogger(__name__)

# First pages of new papers before all else, then what somebody is waiting for, then books, then the rest in order;
# signatures and what else is in a file when all pages are there. What is readable already, if by an older drawing, is
# done when there is nothing else to do.
FIRST, WAITED_FOR, BOOKS, THUMBS, REST, AFTERWARDS, ANEW = 100, 80, 60, 50, 40, 20, 10
ASK_AGAIN_SECONDS = 10
# Marked by one child: who looks over the pages of a paper asks for all of them.
THUMBS_AT_ONCE = 24


class Jobs:
    def __init__(self, app):
        self.app = app
        self.store = Store(Path(app.config["DATA"]) / "papers")
        self.huey = _open_queue(app)
        self._room, self._asked, self._given_way_to, self._lock = None, {}, None, Lock()
        self._prepare = self.huey.task(priority=FIRST, name="prepare")(self._in_app(self.prepare_now))
        self._mark = self.huey.task(priority=WAITED_FOR, name="mark")(self._in_app(self.mark_now))
        self._draw = self.huey.task(priority=REST, name="draw")(self._in_app(self.draw_in_turn))
        self._bind = self.huey.task(priority=BOOKS, name="bind")(self._in_app(self.bind_now))
        self._inspect = self.huey.task(priority=AFTERWARDS, name="inspect")(self._in_app(self.inspect_now))
        self._redraw = self.huey.task(priority=ANEW, name="redraw")(self._in_app(self.redraw_now))
        self._redrawing = Lock()

    @property
    def room(self):
        """The converters; looked for when first needed, which in the web process is never."""
        with self._lock:
            if self._room is None:
                self._room = EngineRoom(self.store, self.app.config["ENGINE"])
            return self._room

    @cached_property
    def trusted(self):
        return inspecting.roots_in(self.app.config["TRUST_ROOTS"])

    def prepare(self, document_id):
        self._prepare(document_id)

    def draw(self, document_id, profile, numbers, priority=REST):
        self._draw(document_id, profile, numbers, priority=priority)

    def bind(self, book_id):
        self._bind(book_id)

    def inspect(self, document_id):
        self._inspect(document_id)

    def take_up(self, document_id, readable):
        """Whatever is left to do of an unfinished document."""
        if not readable:
            self.prepare(document_id)
            return
        for profile, numbers in converting.left_to_draw(document_id, thumbs=True):
            self.draw(document_id, profile, numbers)

    def is_waiting(self, document_id):
        """Whether something in the queue is about this document."""
        return any(task.args[:1] == (document_id,) for task in self.huey.pending())

    def draw_soon(self, document_id, number, profile, key):
        """Somebody waits for this page. Asking again within seconds changes nothing."""
        if self._is_new((key, number, profile)):
            self._draw(document_id, profile, [number], key, priority=WAITED_FOR)

    def mark_soon(self, document_id, number, profile, key, paper_id, person_id):
        """Somebody waits for their own picture of this page of a confidential paper."""
        numbers = _around(number) if profile == "thumb" else [number]
        if self._is_new((key, numbers[0], profile, paper_id, person_id)):
            self._mark(document_id, profile, numbers, key, paper_id, person_id)

    def _is_new(self, wish):
        with self._lock:
            now = time.monotonic()
            self._asked = {asked: at for asked, at in self._asked.items() if now - at < ASK_AGAIN_SECONDS}
            if wish in self._asked:
                return False
            self._asked[wish] = now
            return True

    def redraw(self):
        """Go on with what is to be drawn anew. Of the worker's two hands one at most is busy with it."""
        is_rung = any(task.name == "redraw" for task in self.huey.pending())
        if not is_rung and not self._redrawing.locked():
            self._redraw()

    def redraw_now(self):
        """One piece; then the queue is asked first whether something else has come."""
        if not self._redrawing.acquire(blocking=False):
            return
        try:
            self._require_room()
            is_more = redrawing.step(self.room, self.inspect, lambda: self.gives_way(ANEW))
        finally:
            self._redrawing.release()
        if is_more:
            self.redraw()

    def prepare_now(self, document_id):
        self._require_room()

        def ring(profile, numbers):
            self.draw(document_id, profile, numbers, THUMBS if profile == "thumb" else REST)

        converting.prepare(self.room, document_id, ring)
        self.inspect(document_id)

    def draw_in_turn(self, document_id, profile, numbers, key=None):
        """A piece of a document; what is left of it when something more urgent has come follows later."""
        _failed, left = self._draw_now(document_id, profile, numbers, key, gives_way=self.gives_way)
        if left:
            self.draw(document_id, profile, left, THUMBS if profile == "thumb" else REST)

    def gives_way(self, priority=THUMBS):
        """Whether something waits that is more urgent, and no other hand has made room for it."""
        first = next(iter(self.huey.pending(1)), None)
        if first is None or first.priority <= priority:
            return False
        with self._lock:
            is_new, self._given_way_to = self._given_way_to != first.id, first.id
        return is_new

    def draw_now(self, document_id, profile, numbers, key=None, anew=False):
        """Numbers of the pages that could not be drawn. `key`: under which the pages are read by who asks, if it is
        another than that of the document by now; `anew`: also those that are there."""
        return self._draw_now(document_id, profile, numbers, key, anew=anew)[0]

    def _draw_now(self, document_id, profile, numbers, key, **how):
        self._require_room()
        document = find_drawable(document_id)
        if document is None:
            return [], []
        if key in document["former"]:
            document |= {"key": key, "notes": None}
        return batches.draw(self.room, document, profile, numbers, **how)

    def can_draw(self, document):
        """Whether what its pages are drawn from is there, unharmed."""
        source = self.store.pdf(document["sha256"], document["engine"], document["key"])
        return self.has_original(document) if source.name == document["sha256"] else source.is_file()

    def has_original(self, document):
        return hash_of(self.store.original(document["sha256"])) == document["sha256"]

    def inspect_now(self, document_id):
        """Nothing to do where it has been done, or where the file is no PDF."""
        document = find_drawable(document_id)
        if document and document["kind"] == "pdf" and inspecting.is_left(self.store, document, self.trusted):
            self._require_room()
            inspecting.inspect(self.room, document, self.trusted)

    def bind_now(self, book_id):
        self._require_room()
        binding.bind(self.room, book_id, self.app.config["TIME_ZONE"])

    def mark_now(self, document_id, profile, numbers, key, paper_id, person_id):
        self._require_room()
        document = find_drawable(document_id)
        words = marking.words_for(self.app.config["SECRET_KEY"], paper_id, person_id)
        if document is None or words is None:
            return
        if key in document["former"]:
            document |= {"key": key, "notes": None}
        if len(numbers) == 1 and not self.store.find_picture(document["key"], numbers[0], profile):
            batches.draw(self.room, document, profile, numbers)
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
        left = []
        converting.prepare(jobs.room, document_id, lambda *piece: left.append(piece))
        for profile, numbers in left:
            jobs.draw_now(document_id, profile, numbers)
        jobs.inspect_now(document_id)
