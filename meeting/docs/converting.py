"""From a stored content to readable pages: which child runs when, and what is made of its death.

Knows nothing of queues: `prepare` brings a document to its first pages and says what is left to draw (batches.py). It
may be interrupted at any point and simply done again.
"""

import json
import logging
import unicodedata
from itertools import pairwise

from . import progress, sandbox
from .drawing import key_of
from .engine_room import EngineRoom
from .stages.addresses import is_outside_address
from .stages.engines import ENGINES
from .stages.kinds import KINDS
from .stages.legacy import AS_IT_CAME
from .stages.legacy.rewriting import BY_WAY_OF
from .stages.limits import MAX_POINTS
from .stages.problem import Code, Exhausted, Problem, Warn

log = logging.getLogger(__name__)

FIRST_PAGES = (1, 2, 3)
# A child costs as much as a page before it has drawn any. It is ended sooner when somebody waits (batches.py).
PAGES_PER_CHILD = 16
THUMBS_PER_CHILD = 40
SHORT = 80  # pages, drawn in a few seconds


def prepare(room: EngineRoom, document_id, ring):
    """Check the document, make it a PDF, draw its first pages. `ring(profile, page numbers)` is called for all that is
    left to draw: as soon as the first page can be read, for the other hand of the worker need not wait for the rest of
    the first ones."""
    document = progress.begin(document_id)
    rung = []

    def ring_for_the_others():
        rung.extend(left_to_draw(document_id, thumbs=True, but=FIRST_PAGES))
        for piece in rung:
            ring(*piece)

    if document:
        source = room.store.original(document["sha256"])
        try:
            receive(room, document_id, document | {"on_first_page": ring_for_the_others}, source)
        except Problem as problem:
            log.info("document %s failed: %s %s", document_id, problem.code, problem.detail)
            progress.failed(document_id, problem.code, problem.detail)
            return
    seen_to = {number for profile, numbers in rung if profile == "page" for number in numbers}
    for piece in left_to_draw(document_id, thumbs=document is not None, but=seen_to):
        ring(*piece)


def left_to_draw(document_id, thumbs=False, but=()):
    """[(profile, page numbers)] of what is pending. A long paper can be looked over before it is drawn; of a short one
    the thumbnails come with the pages."""
    pending = [number for number in progress.pending_pages(document_id) if number not in but]
    numbers = pending if thumbs and len(pending) > SHORT else []
    return [
        *(("thumb", some) for some in _shared_out(numbers, THUMBS_PER_CHILD)),
        *(("page", some) for some in _shared_out(pending, PAGES_PER_CHILD)),
    ]


def _shared_out(numbers, most):
    """In pieces of nearly the same size, as many for one of two children at work as for the other: neither is left
    with a whole piece when the other has done its last one."""
    pairs = -(-len(numbers) // (2 * most))
    size, more = divmod(len(numbers), 2 * pairs) if pairs else (0, 0)
    ends = [size * piece + min(piece, more) for piece in range(2 * pairs + 1)]
    return [numbers[start:end] for start, end in pairwise(ends) if start < end]


def receive(room, document_id, document, source):
    """What the child that checks the file can open, or convert, it does at once; other kinds are converted by a child
    of their own, and so is a PDF that cannot be opened. `document`: {sha256, rewriting} and, if not progress, the
    `notes` that hear of it and `on_first_page`, called once that can be read. Raises Problem."""
    notes = document.get("notes", progress)
    engines, kind, legacy, failure = room.at_once, None, False, None

    def on_event(event):
        nonlocal kind, legacy
        if event["event"] == "checked":
            kind, legacy = event["kind"], bool(event["legacy"])
            notes.checked(document_id, kind, KINDS[kind].media_type, known(event["warnings"]))
            opening.is_converted = kind in engines
            opening.engine = engines.get(kind, "pdfium")
            opening.version = room.versions[engines.get(kind, "pypdfium2")]
        else:
            opening.hear(event)

    with sandbox.room(room.store.children) as folder:
        opening = Opening(room.store, document_id, document, folder)
        request = {"stage": "receive", "source": str(source), "first": FIRST_PAGES, "engines": engines}
        request |= {"rewriting": rewrites(document)}
        try:
            room.run(request, folder, source, on_event)
        except Problem as problem:
            is_broken = kind == "pdf" and problem.code == Code.DAMAGED
            if not (opening.is_open or is_broken or kind in engines):
                raise
            opening.end_badly()
            failure = None if is_broken else problem
    if not opening.is_open:
        _convert(room, document_id, document | {"legacy": legacy}, source, kind, failure)


def _convert(room, document_id, document, source, kind, failure=None):
    """With the first engine that reads this kind, unless its `failure` is known; once more with the next one when it
    fails."""
    engines = room.engines_for(kind)
    if not engines:
        raise Problem(Code.NO_ENGINE, kind)
    try:
        if failure:
            raise failure
        return _convert_with(room, ENGINES[engines[0]], document_id, document, source, kind)
    except Problem as problem:
        log.info("document %s: %s says %s %s", document_id, engines[0], problem.code, problem.detail)
        first = _fitting(problem, kind)
        if len(engines) == 1:
            raise first
        return _convert_again(room, ENGINES[engines[1]], document_id, document, source, kind, first)


def _fitting(problem, kind):
    """A workbook for which the memory does not suffice is not damaged."""
    is_too_long = kind == "xlsx" and isinstance(problem, Exhausted)
    return Problem(Code.TOO_LONG, problem.detail) if is_too_long else problem


def _convert_again(room, engine, document_id, document, source, kind, first):
    try:
        return _convert_with(room, engine, document_id, document, source, kind)
    except Problem as problem:
        log.info("document %s: %s says %s %s", document_id, engine.name, problem.code, problem.detail)
        too_long = _fitting(problem, kind)
        if too_long.code == Code.TOO_LONG:
            raise too_long  # for the better engine it may only have taken too long
        raise first  # what the better engine says of the file is nearer the truth


def _convert_with(room, engine, document_id, document, source, kind):
    if engine.name == "libreoffice" and kind in BY_WAY_OF and document["legacy"] and rewrites(document):
        with sandbox.room(room.store.children) as folder:
            try:
                modern = _modernise(room, engine, folder, source, kind)
                return _convert_to_pdf(room, engine, document_id, document, modern, BY_WAY_OF[kind])
            except Problem as problem:
                # Text that reads wrong is better than none.
                log.info("document %s: not rewritten: %s %s", document_id, problem.code, problem.detail)
                document = document | {"left": True}
    return _convert_to_pdf(room, engine, document_id, document, source, kind)


def _modernise(room, engine, folder, source, kind):
    """Path of the old document in a format that can be rewritten; in `folder`."""
    request = {"stage": "modernise", "source": str(source), "kind": kind}
    room.run(request, folder, source, lambda event: None, engine)
    modern = folder / f"modern.{BY_WAY_OF[kind]}"
    if not modern.is_file() or modern.is_symlink():
        raise Problem(Code.DAMAGED, "nothing to rewrite")
    return modern


def _convert_to_pdf(room, engine, document_id, document, source, kind):
    request = {
        "stage": "convert",
        "source": str(source),
        "engine": engine.name,
        "kind": kind,
        "first": FIRST_PAGES,
        "rewriting": rewrites(document),
    }
    with sandbox.room(room.store.children) as folder:
        opening = Opening(room.store, document_id, document, folder, is_converted=True)
        opening.engine, opening.version = engine.name, room.versions[engine.name]
        try:
            room.run(request, folder, source, opening.hear, engine)
        except Problem:
            if not opening.is_open:
                raise
            opening.end_badly()


class Opening:
    """The first look at a document: each thing the child says becomes visible at once."""

    def __init__(self, store, document_id, document, folder, is_converted=False):
        self.store, self.document_id, self.document, self.folder = store, document_id, document, folder
        self.notes = document.get("notes", progress)
        self.is_converted = is_converted
        self.engine = self.version = self.key = None
        self.is_open, self.warnings, self.begun, self.profile = False, [], None, "page"

    def hear(self, event):
        match event["event"]:
            case "converted":
                self.warnings = known(event["warnings"])
            case "opened":
                self._open(event)
            case "page_begun":
                self.begun = event["number"]
            case "page_done":
                drawn = keep_picture(self.store, self.key, self.folder, event)
                if ".page." in event["file"]:
                    self.notes.pages_drawn(self.document_id, drawn, [])
                    if 1 in drawn:
                        self.document.get("on_first_page", lambda: None)()
            case "page_failed":
                log.info("document %s: page %s: %s", self.document_id, event["number"], event["reason"])
                self.notes.pages_drawn(self.document_id, {}, [event["number"]])

    def end_badly(self):
        """The child died on a page: that page is lost, the others are drawn by other children."""
        if self.begun:
            self.notes.pages_drawn(self.document_id, {}, [self.begun])

    def _open(self, event):
        said = self.document["sha256"], self.engine, self.version, self.document["rewriting"]
        self.key = key_of(*said, self.document.get("again", ""))
        if self.is_converted:
            # Before anybody hears of pages: who sees the first one asks for the next while this child still draws.
            take(self.store, self.folder, self.key, "converted.pdf", "paper.pdf")
            if (self.folder / "samples.json").exists():
                take(self.store, self.folder, self.key, "samples.json", "samples.json")
        self.notes.opened(
            self.document_id,
            self.engine,
            self.version,
            self.key,
            pages=[_page(page) for page in event["pages"]],
            outline=[_entry(entry) for entry in event["outline"]],
            warnings=[*self.warnings, *known(event["warnings"]), *self._unrewritten()],
        )
        self.is_open = True

    def _unrewritten(self):
        if self.document["rewriting"] == AS_IT_CAME:
            return [Warn.LEGACY_KEPT]
        return [Warn.LEGACY_LEFT] if self.document.get("left") else []


def keep_picture(store, key, folder, event):
    """{number: {mono, text, legacy}} of a picture now in its place."""
    number, name = int(event["number"]), str(event["file"])
    if name.rsplit("/", 1)[-1] != name or not name.startswith(f"{number}."):
        raise Problem(Code.UNSAFE, f"a picture called {name!r}")
    if ".page." in name:
        take(store, folder, key, f"{number}.text.json")
        if (folder / f"{number}.links.json").exists():
            take(store, folder, key, f"{number}.links.json")
    take(store, folder, key, name)
    return {number: text_of(store, key, number, bool(event["mono"]))}


def take(store, folder, key, written, name=None):
    try:
        store.take(folder / written, key, name or written)
    except (OSError, ValueError) as error:
        raise Problem(Code.UNSAFE, error) from error


def text_of(store, key, number, mono=False):
    try:
        lines = [(str(line["text"]), "was" in line) for line in _written(store, key, f"{number}.text.json")]
    except (ValueError, TypeError, KeyError):
        lines = []
    return {
        "mono": mono,
        "text": "\n".join(text for text, _ in lines),
        "legacy": any(rewritten for _, rewritten in lines),
    }


def read_lines(store, key, number):
    """[{x, y, w, h, text}] of a page; empty while there are none. What a child wrote is taken apart, not
    trusted."""
    try:
        return [
            {side: float(line[side]) for side in ("x", "y", "w", "h")} | {"text": str(line["text"])}
            for line in _written(store, key, f"{number}.text.json")
        ]
    except (ValueError, TypeError, KeyError):
        return []


def read_samples(store, key, number=None):
    """[{before, after}] of legacy text made Unicode: some of a document that was converted, or the lines of a
    page of a PDF."""
    before, after, name = (
        ("was", "text", f"{number}.text.json") if number else ("before", "after", "samples.json")
    )
    try:
        lines = _written(store, key, name)
        return [{"before": str(line[before]), "after": str(line[after])} for line in lines if before in line]
    except (ValueError, TypeError, KeyError):
        return []


def _written(store, key, name):
    try:
        return json.loads(store.made(key, name).read_text(encoding="utf-8"))
    except OSError:
        return []


def read_links(store, key, number, page_count):
    """[{x, y, w, h, page}, {…, file, page} or {…, address}] of a page, taken apart as above; empty where there are
    none."""
    try:
        return [_link(link, page_count) for link in _written(store, key, f"{number}.links.json")]
    except (ValueError, TypeError, KeyError):
        return []


def _link(link, page_count):
    place = {side: float(link[side]) for side in ("x", "y", "w", "h")}
    if "file" in link:
        return place | {"file": str(link["file"]), "page": int(link.get("page", 1))}
    if "page" in link:
        return place | {"page": min(max(1, int(link["page"])), page_count)}
    if not is_outside_address(str(link["address"])):
        raise ValueError("no address to show")
    return place | {"address": str(link["address"])}


def rewrites(document):
    return document["rewriting"] != AS_IT_CAME


def known(warnings):
    return [Warn(warning) for warning in warnings]


def _page(page):
    sides = {side: min(max(1.0, float(page[side])), MAX_POINTS) for side in ("w", "h")}
    return sides | {"label": _short(page["label"], 40)}


def _entry(entry):
    return {"title": _short(entry["title"], 300), "page": int(entry["page"]), "level": int(entry["level"])}


def _short(text, most):
    return unicodedata.normalize("NFC", str(text))[:most]
