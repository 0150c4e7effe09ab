"""The private keys of sealed urns, each in a file of its own: data/urn/<vote id>.key. Knows no database and no votes.

Only the server that counts reads them, its owner alone may, and backups leave the folder out: a key that is nowhere
but here is nowhere at all once it has been destroyed. Several web processes share the data folder, and the keys in it.
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from nacl.public import PrivateKey

KEY_BYTES = PrivateKey.SIZE
# By this many a backup program knows a folder to leave out (https://bford.info/cachedir/).
TAG = (
    "CACHEDIR.TAG",
    b"Signature: 8a477f597d28d172789f06886806bc55\n# Keys of open urns: never to be copied.\n",
)


class KeyFolder:
    """Every method that writes raises OSError when the disk does."""

    def __init__(self, data):
        self.path = Path(data) / "urn"

    def make(self, vote_id):
        """Makes and keeps the key of a vote, in place of one that an opening left which came to nothing. When this
        returns, it outlives a power cut. → the public half, in hexadecimal."""
        self._prepare()
        self.destroy(vote_id)
        key = PrivateKey.generate()
        fresh = self.path / f"{vote_id}.new"
        write_new(fresh, bytes(key))
        fresh.rename(self._file(vote_id))
        sync_folder(self.path)
        return bytes(key.public_key).hex()

    def find(self, vote_id, public):
        """The PrivateKey whose public half was given out, or None: lost, cut short, or another vote's."""
        with suppress(OSError):
            kept = self._file(vote_id).read_bytes()
            if len(kept) == KEY_BYTES and bytes(PrivateKey(kept).public_key).hex() == public:
                return PrivateKey(kept)
        return None

    def vote_ids(self):
        """Of the votes that have a key here, even half of one."""
        names = [path.stem for path in self.path.glob("*") if path.suffix in (".key", ".new")]
        return sorted({int(name) for name in names if name.isdecimal()})

    def destroy(self, vote_id):
        """Overwritten, then removed, then the folder itself on the disk. Doing it again does no harm.

        What a drive or a file system keeps of overwritten blocks is beyond a program's reach: see the operator's guide.
        """
        for path in (self.path / f"{vote_id}.new", self._file(vote_id)):
            with suppress(FileNotFoundError):
                overwrite(path)
                path.unlink()
                sync_folder(self.path)

    def _file(self, vote_id):
        return self.path / f"{vote_id}.key"

    def _prepare(self):
        if not self.path.is_dir():
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            sync_folder(self.path.parent)
        name, content = TAG
        if not (self.path / name).exists():
            (self.path / name).write_bytes(content)


def write_new(path, content):
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def overwrite(path):
    with open(path, "r+b") as file:
        file.write(secrets.token_bytes(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())


def sync_folder(path):
    folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
