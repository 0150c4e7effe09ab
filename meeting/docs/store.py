"""Where papers lie: each content once, read-only, under its hash; what was made of it under its key.

data/papers/originals/ab/<sha256>
data/papers/pages/cd/<key>/3.page.png, 3.thumb.png, 3.tile4-0-2.webp, 3.text.json, 3.links.json, paper.pdf
data/papers/marked/<paper>/<person>/<key>/3.page.png   a reader's own pages of a confidential paper
data/papers/incoming/   uploads under way
data/papers/children/   folders of running children
"""

import hashlib
import os
import re
import shutil
import stat
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from .stages.limits import MAX_OUTPUT

KEY = re.compile(r"[0-9a-f]{24}")
# Whatever is younger may belong to an upload whose row is just being written.
YOUNG_SECONDS = 3600
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
        self.marked = self.root / "marked"
        self.incoming = self.root / "incoming"
        self.children = self.root / "children"

    def original(self, sha256):
        return self.originals / sha256[:2] / sha256

    def made(self, key, name):
        """Path of something made from a paper; `key` comes from addresses, so it is looked at first."""
        if not KEY.fullmatch(key):
            raise ValueError("not a key")
        return self.pages / key[:2] / key / name

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

    def take(self, source, key, name):
        """Move what a child wrote to its place. The child may have been taken over by the file it read: only
        a plain file that begins as it should is taken, and nothing is followed."""
        return _take(source, self.made(key, name))

    def take_marked(self, source, paper_id, person_id, key, name):
        """The same for a reader's own picture."""
        if Path(name).name != name:
            raise ValueError(f"a picture called {name!r}")
        return _take(source, self._marked(paper_id, person_id, key) / name)

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

    def forget(self, keep_sha256, keep_keys):
        """Delete the contents and pages that no paper refers to any more."""
        for path in self.originals.glob("*/*"):
            if path.name not in keep_sha256 and _is_old(path):
                path.unlink(missing_ok=True)
        for path in self.pages.glob("*/*"):
            if path.name not in keep_keys and _is_old(path):
                shutil.rmtree(path, ignore_errors=True)
        for path in self.incoming.glob("*"):
            if _is_old(path, 24 * 3600):
                path.unlink(missing_ok=True)

    def has_room(self):
        """Whether children may write here. On a full disk each page in turn would be said to have failed, for
        good."""
        self.root.mkdir(parents=True, exist_ok=True)
        return shutil.disk_usage(self.root).free > ROOM_FOR_CHILDREN

    def sweep_children(self):
        """What a worker that was killed could not clear away."""
        for path in self.children.glob("child-*"):
            if _is_old(path, CHILD_SECONDS):
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
        if target.exists():
            os.utime(target)
            return
        self._file.flush()
        os.fchmod(self._file.fileno(), 0o440)
        os.fsync(self._file.fileno())
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(self._path, target)
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _picture(folder, number, profile):
    for ending in ("png", "webp"):
        path = folder / f"{number}.{profile}.{ending}"
        if path.is_file():
            return path
    return None


def _take(source, target):
    with os.fdopen(os.open(source, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
        status = os.fstat(file.fileno())
        magic = MAGIC[target.suffix[1:]]
        if not stat.S_ISREG(status.st_mode) or file.read(len(magic)) != magic:
            raise ValueError(f"not a {target.name}")
        if status.st_size > MAX_PICTURE and target.suffix != ".pdf":
            raise ValueError(f"{status.st_size} bytes of {target.name}")
    target.parent.mkdir(parents=True, exist_ok=True)
    os.replace(source, target)
    return target


def _is_old(path, seconds=YOUNG_SECONDS):
    try:
        return time.time() - path.stat().st_mtime > seconds
    except FileNotFoundError:
        return False
