"""Where papers lie: each content once, read-only, under its hash; what was made of it under its key.

data/papers/originals/ab/<sha256>
data/papers/pages/cd/<key>/3.page.png, 3.thumb.png, 3.tile4-0-2.webp, 3.text.json, 3.links.json, paper.pdf
data/papers/incoming/   uploads under way
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
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from .stages.limits import MAX_OUTPUT

KEY = re.compile(r"[0-9a-f]{24}")
# Whatever is younger may belong to an upload whose row is just being written.
YOUNG_SECONDS = 3600
MAX_PICTURE = 24 * 1024 * 1024
INCOMING_SECONDS = 24 * 3600
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

    def find_picture(self, key, number, profile):
        """The picture of a page, or None while there is none."""
        for ending in ("png", "webp"):
            path = self.made(key, f"{number}.{profile}.{ending}")
            if path.is_file():
                return path
        return None

    def receive(self):
        self.incoming.mkdir(parents=True, exist_ok=True)
        return Incoming(self)

    def take(self, source, key, name):
        """Move what a child wrote to its place. The child may have been taken over by the file it read: only
        a plain file that begins as it should is taken, and nothing is followed."""
        target = self.made(key, name)
        with os.fdopen(os.open(source, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
            status = os.fstat(file.fileno())
            magic = MAGIC[name.rsplit(".", 1)[-1]]
            if not stat.S_ISREG(status.st_mode) or file.read(len(magic)) != magic:
                raise ValueError(f"not a {name}")
            if status.st_size > MAX_PICTURE and target.suffix != ".pdf":
                raise ValueError(f"{status.st_size} bytes of {name}")
        with self.alone():
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(source, target)
        return target

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

    def left_over(self):
        """Uploads that never ended, and what was not emptied to its end."""
        for path in files_in(self.incoming):
            if is_old(path, INCOMING_SECONDS):
                yield path
        yield from files_in(self.trash)

    def has_room(self):
        """Whether children may write here. On a full disk each page in turn would be said to have failed, for
        good."""
        self.root.mkdir(parents=True, exist_ok=True)
        return shutil.disk_usage(self.root).free > ROOM_FOR_CHILDREN

    def sweep_children(self):
        """What a worker that was killed could not clear away."""
        for path in self.children.glob("child-*"):
            if is_old(path, CHILD_SECONDS):
                shutil.rmtree(path, ignore_errors=True)


class Incoming:
    """An upload under way: written and hashed block by block, kept only if complete."""

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
        folder = os.open(target.parent, os.O_RDONLY)
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
