"""Where papers lie: each content once, read-only, under its hash; what was made of it under its key.

data/papers/originals/ab/<sha256>
data/papers/pages/cd/<key>/3.page.png, 3.thumb.png, 3.tile4-0-2.webp, 3.text.json, 3.links.json, paper.pdf
data/papers/books/<key>.pdf   meeting books, each for one reader, for a day
data/papers/marked/<paper>/<person>/<key>/3.page.png   a reader's own pages of a confidential paper
data/papers/incoming/   uploads under way, in chunks, and contents being put together from them
data/papers/children/   folders of running children
data/papers/trash/      folders on their way out
data/papers/lock        held while something is put in its place or taken away, see Store.alone
"""

import fcntl
import hashlib
import os
import re
import shutil
import stat
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from .stages.limits import MAX_OUTPUT

KEY = re.compile(r"[0-9a-f]{24}")
BLOCK = 256 * 1024
# Whatever is younger may belong to an upload whose row is just being written.
YOUNG_SECONDS = 3600
FRESH_BOOK_SECONDS = 60
MAX_PICTURE = 24 * 1024 * 1024
# No child lives as long: its folder was left by a worker that was killed.
CHILD_SECONDS = 150
# What two children may write before they are stopped, and some for the database.
ROOM_FOR_CHILDREN = 3 * MAX_OUTPUT
MAGIC = {"png": b"\x89PNG\r\n\x1a\n", "webp": b"RIFF", "json": b"", "pdf": b"%PDF-"}


class Store:
    def __init__(self, folder):
        self.root = Path(folder).resolve()
        self.originals = self.root / "originals"
        self.pages = self.root / "pages"
        self.books = self.root / "books"
        self.marked = self.root / "marked"
        self.incoming = self.root / "incoming"
        self.children = self.root / "children"
        self.trash = self.root / "trash"

    @contextmanager
    def alone(self):
        """Meanwhile no other thread or process puts anything in its place or takes it away: what is found to be old
        inside is still old when it is removed. For moments only."""
        self.root.mkdir(parents=True, exist_ok=True)
        with open(self.root / "lock", "ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def original(self, sha256):
        return self.originals / sha256[:2] / sha256

    def made(self, key, name):
        """Path of something made from a paper; `key` comes from addresses, so it is looked at first."""
        return self.folder_of(key) / name

    def folder_of(self, key):
        if not KEY.fullmatch(key):
            raise ValueError("not a key")
        return self.pages / key[:2] / key

    def pdf(self, sha256, engine, key):
        """The PDF of which a document's pages are drawn: what was uploaded, or what an engine made of it."""
        return self.original(sha256) if engine == "pdfium" else self.made(key, "paper.pdf")

    def find_picture(self, key, number, profile):
        """The picture of a page, or None while there is none."""
        return _picture(self.made(key, ""), number, profile)

    def find_marked(self, paper_id, person_id, key, number, profile):
        """The same with this reader's name on it."""
        return _picture(self._marked(paper_id, person_id, key), number, profile)

    def _marked(self, paper_id, person_id, key):
        if not KEY.fullmatch(key):
            raise ValueError("not a key")
        return self.marked / str(int(paper_id)) / str(int(person_id)) / key

    def receive(self):
        self.incoming.mkdir(parents=True, exist_ok=True)
        return Incoming(self)

    def receive_chunk(self):
        self.incoming.mkdir(parents=True, exist_ok=True)
        return Chunk(self)

    def read_chunks(self, names):
        """The bytes of the chunks, one after the other, in blocks. Raises FileNotFoundError."""
        for name in names:
            with open(self.incoming / name, "rb") as file:
                while block := file.read(BLOCK):
                    yield block

    def drop_chunks(self, names):
        for name in names:
            (self.incoming / name).unlink(missing_ok=True)

    def take(self, source, key, name):
        """Move what a child wrote to its place. The child may have been taken over by the file it read: only
        a plain file that begins as it should is taken, and nothing is followed."""
        return self._take(source, self.made(key, name))

    def take_marked(self, source, paper_id, person_id, key, name):
        """The same for a reader's own picture."""
        if Path(name).name != name:
            raise ValueError(f"a picture called {name!r}")
        return self._take(source, self._marked(paper_id, person_id, key) / name)

    def marked_for(self):
        """[(paper id, person id)] for whom there are pictures."""
        return [(int(path.parent.name), int(path.name)) for path in self.marked.glob("*/*")]

    def forget_marked(self, paper_id, person_id, keep_keys=()):
        for path in (self.marked / str(paper_id) / str(person_id)).glob("*"):
            if path.name not in keep_keys:
                shutil.rmtree(path, ignore_errors=True)
        for folder in (self.marked / str(paper_id) / str(person_id), self.marked / str(paper_id)):
            with suppress(OSError):  # it still holds something
                folder.rmdir()

    def _take(self, source, target):
        size = _check_written(source, target.name)
        if size > MAX_PICTURE and target.suffix != ".pdf":
            raise ValueError(f"{size} bytes of {target.name}")
        with self.alone():
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(source, target)
        return target

    def book(self, key):
        if not KEY.fullmatch(key):
            raise ValueError("not a key")
        return self.books / f"{key}.pdf"

    def take_book(self, source, key):
        """The size in bytes of a book that is now in its place."""
        size = _check_written(source, "book.pdf")
        self.books.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.replace(source, self.book(key))
        return size

    def drop_book(self, key):
        self.book(key).unlink(missing_ok=True)

    def keep_books(self, keys):
        """Delete all others, but for one whose row is just being written."""
        for path in self.books.glob("*.pdf"):
            if path.stem not in keys and is_old(path, FRESH_BOOK_SECONDS):
                path.unlink(missing_ok=True)

    def drop_original(self, path):
        """Whether it is gone: a content that somebody brings again just now is young, and stays."""
        with self.alone():
            if not is_old(path):
                return False
            path.unlink(missing_ok=True)
        return True

    def drop_pages(self, path):
        """The same for a folder of pages. It leaves its place in one go: who draws the same content again while it is
        being emptied begins another."""
        with self.alone():
            if not is_old(path):
                return False
            self.trash.mkdir(exist_ok=True)
            trash = self.trash / uuid4().hex
            os.replace(path, trash)
        shutil.rmtree(trash, ignore_errors=True)
        return True

    def left_over(self, needed):
        """Pieces of uploads that are not `needed` any more, contents never put together, what was not emptied to its
        end."""
        for path in files_in(self.incoming):
            if path.name not in needed and is_old(path):
                yield path
        yield from files_in(self.trash)

    def has_room(self, size=None):
        """Whether `size` bytes may be written here; what children write, unless said. On a full disk each page in
        turn would be said to have failed, for good."""
        self.root.mkdir(parents=True, exist_ok=True)
        return shutil.disk_usage(self.root).free > (ROOM_FOR_CHILDREN if size is None else size)

    def sweep_children(self):
        """What a worker that was killed could not clear away."""
        for path in self.children.glob("child-*"):
            if is_old(path, CHILD_SECONDS):
                shutil.rmtree(path, ignore_errors=True)


class Chunk:
    """A piece of an upload: written block by block, gone again unless kept."""

    def __init__(self, store):
        self._folder, self._kept = store.incoming, False
        descriptor, name = tempfile.mkstemp(dir=store.incoming, prefix="chunk-")
        self._path, self._file = Path(name), os.fdopen(descriptor, "wb")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if not self._kept:
            self._path.unlink(missing_ok=True)  # first: on a full disk closing fails, too
        self._file.close()

    def write(self, block):
        self._file.write(block)

    def keep(self):
        """Its name. It is on disk for good when this returns."""
        self._file.flush()
        os.fsync(self._file.fileno())
        _sync_folder(self._folder)
        self._kept = True
        return self._path.name


class Incoming:
    """A content being put together: written and hashed block by block, kept only if complete."""

    def __init__(self, store):
        self.store, self.size = store, 0
        self._hash = hashlib.sha256()
        descriptor, name = tempfile.mkstemp(dir=store.incoming)
        self._path, self._file = Path(name), os.fdopen(descriptor, "wb")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._path.unlink(missing_ok=True)  # first: on a full disk closing fails, too
        self._file.close()

    def write(self, block):
        self.size += len(block)
        self._hash.update(block)
        self._file.write(block)

    @property
    def sha256(self):
        return self._hash.hexdigest()

    def keep(self):
        """On disk for good when this returns."""
        target = self.store.original(self.sha256)
        if hash_of(target) == self.sha256:
            with self.store.alone():
                if target.exists():
                    os.utime(target)
                    return
        self._file.flush()
        os.fchmod(self._file.fileno(), 0o440)
        os.fsync(self._file.fileno())
        with self.store.alone():
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(self._path, target)
        _sync_folder(target.parent)


def _picture(folder, number, profile):
    for ending in ("png", "webp"):
        path = folder / f"{number}.{profile}.{ending}"
        if path.is_file():
            return path
    return None


def _check_written(source, name):
    """The size of a plain file that begins as its name says; anything else raises ValueError."""
    with os.fdopen(os.open(source, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
        status = os.fstat(file.fileno())
        magic = MAGIC[name.rsplit(".", 1)[-1]]
        if not stat.S_ISREG(status.st_mode) or file.read(len(magic)) != magic:
            raise ValueError(f"not a {name}")
        return status.st_size


def _sync_folder(path):
    """A file is only as safe as its name in the folder."""
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def hash_of(path):
    """SHA-256 of a file, read block by block; None where there is none, or it cannot be read."""
    try:
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def files_in(folder):
    """Paths of what lies in a folder, one after another; nothing where there is no such folder."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                yield Path(entry.path)
    except FileNotFoundError:
        return


def size_of(path):
    """Bytes of a file, or of all files in a folder of pages, which has no folders in it."""
    try:
        if not path.is_dir():
            return path.stat().st_size
        with os.scandir(path) as entries:
            return sum(entry.stat(follow_symlinks=False).st_size for entry in entries)
    except FileNotFoundError:
        return 0


def is_old(path, seconds=None):
    """Whether nothing has happened to it for `seconds`, an hour unless said otherwise."""
    try:
        return time.time() - path.stat().st_mtime > (YOUNG_SECONDS if seconds is None else seconds)
    except FileNotFoundError:
        return False
