"""The little of the OLE compound file format (MS-CFB) needed to tell .doc, .xls and .ppt apart and to see
that one is locked with a password, without starting a converter."""

import struct

from .problem import Code, Problem

END_OF_CHAIN = 0xFFFFFFFA  # this and above mark free sectors, tables and the end of a chain
MINI_STREAM_BELOW = 4096
STORAGE, NOTHING = 1, 0xFFFFFFFF


class OleFile:
    """`names`: {name: (first sector, size)} of what stands at the top of the file."""

    def __init__(self, path):
        self._file = open(path, "rb")  # noqa: SIM115 (closed by __exit__)
        try:
            self._read_tables()
        except (struct.error, IndexError, ValueError) as error:
            self._file.close()
            raise Problem(Code.DAMAGED, error) from error

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._file.close()

    def start_of(self, name, length=4096):
        """The first bytes of a stream, at most one sector of it; empty for one too small to have its own
        sectors."""
        first, size = self.names[name]
        if size < MINI_STREAM_BELOW:
            return b""
        return self._sector(first)[:length]

    def _read_tables(self):
        header = self._file.read(512)
        (self._shift,) = struct.unpack_from("<H", header, 30)
        if self._shift not in (9, 12):
            raise ValueError("sector size")
        tables = list(struct.unpack_from("<109I", header, 76))
        (following,) = struct.unpack_from("<I", header, 68)
        per_sector = (1 << self._shift) // 4
        while following < END_OF_CHAIN and len(tables) < 20_000:
            *more, following = struct.unpack(f"<{per_sector}I", self._sector(following))
            tables += more
        self._tables = [table for table in tables if table < END_OF_CHAIN]
        (directory,) = struct.unpack_from("<I", header, 48)
        self.names = self._top_names(b"".join(self._chain(directory)))

    def _sector(self, number):
        size = 1 << self._shift
        self._file.seek((number + 1) << self._shift)
        return self._file.read(size).ljust(size, b"\0")

    def _next(self, number):
        per_sector = (1 << self._shift) // 4
        table = self._sector(self._tables[number // per_sector])
        return struct.unpack_from("<I", table, 4 * (number % per_sector))[0]

    def _chain(self, number, at_most=1_000):
        while number < END_OF_CHAIN and at_most:
            yield self._sector(number)
            number, at_most = self._next(number), at_most - 1

    @staticmethod
    def _top_names(directory):
        entries = [directory[at : at + 128] for at in range(0, len(directory) - 127, 128)]
        names, seen = {}, set()
        (root,) = struct.unpack_from("<I", entries[0], 76)
        waiting = [root]
        while waiting:
            number = waiting.pop()
            if number >= len(entries) or number in seen:
                continue
            seen.add(number)
            entry = entries[number]
            (length,) = struct.unpack_from("<H", entry, 64)
            name = entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            kind, child = entry[66], struct.unpack_from("<I", entry, 76)[0]
            if not (kind == STORAGE and child == NOTHING):  # many programs leave empty ones behind
                names[name] = struct.unpack_from("<II", entry, 116)
            waiting += struct.unpack_from("<II", entry, 68)
        return names
