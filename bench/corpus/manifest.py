"""What a folder of files says of itself: MANIFEST.tsv, whose head names at least the columns path, type and kind.

`kind` is what the file is known to be; what should become of it follows from that, its type and its first bytes.
"""

import csv
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

import msoffcrypto

from meeting.docs.stages.problem import Code

OPENABLE = "encrypted-openable"
READABLE = ("ok", "macro", OPENABLE, "malformed-header", "huge-pages")
LOCKED = ("encrypted", "mislabelled-ole")
MALFORMED = "malformed"
# A file under a false name may be read for what it is, or refused for what it is not.
DOUBTFUL = "mislabelled-or-malformed"
KINDS = (*READABLE, *LOCKED, MALFORMED, DOUBTFUL)

OF_WORD = ("docx", "docm", "dotx")
# What the embedded engines read; the others are refused by an installation without LibreOffice.
EMBEDDED = (*OF_WORD, "pptx", "pptm", "ppsx", "xlsx", "xlsm")
EXCELS_OWN_PASSWORD = "VelvetSweatshop"
ZIP, OLD = b"PK\x03\x04", (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")


@dataclass(frozen=True)
class Entry:
    path: str
    type: str
    kind: str
    begins_well: bool = True  # its first bytes are those of a kind of file that can be read
    is_old: bool = False  # it is in a format older than its type says, if that is a new one

    @property
    def is_readable(self):
        return self.kind in READABLE

    @property
    def family(self):
        """pdf, word (as DOCX), or office: each has a requirement of its own."""
        return "pdf" if self.type == "pdf" else "word" if self.type in OF_WORD else "office"

    def refusals(self, engine):
        """The codes with which it may be refused; none where it must be converted."""
        too_old = self.is_old or self.type not in ("pdf", *EMBEDDED)
        unreadable = {Code.NO_ENGINE} if engine == "embedded" and too_old else set()
        if self.is_readable:
            return unreadable
        if self.kind in LOCKED:
            return {Code.ENCRYPTED}
        if self.kind == MALFORMED:
            return {Code.DAMAGED if self.begins_well else Code.WRONG_TYPE}
        return unreadable | {Code.DAMAGED, Code.WRONG_TYPE}

    def may_convert(self, engine):
        return self.kind == DOUBTFUL or (self.is_readable and not self.refusals(engine))


def read_manifest(folder, only="*"):
    """[Entry] of the files that are there. Raises ValueError for a kind that nobody has heard of."""
    with (Path(folder) / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        if row["kind"] not in KINDS:
            raise ValueError(f"{row['path']}: no kind called {row['kind']!r}")
    return [entry_of(row, Path(folder) / row["path"]) for row in rows if fnmatch(row["path"], only)]


def entry_of(row, path):
    content = path.read_bytes()
    kind, is_pdf = row["kind"], b"%PDF-" in content[:1024]
    if kind in LOCKED and is_pdf and b"/Encrypt" not in content:
        # Nothing locks it: a reader that could not open it had guessed so, and a guess is no measure.
        kind = MALFORMED
    if kind in LOCKED and opens_with(path, EXCELS_OWN_PASSWORD):
        # Excel and LibreOffice try this one unasked: whoever has the file reads it and never hears of a password.
        kind = OPENABLE
    is_old = kind != OPENABLE and content.startswith(OLD)
    return Entry(row["path"], row["type"], kind, is_pdf or is_old or content.startswith(ZIP), is_old)


def opens_with(path, password):
    try:
        with path.open("rb") as file:
            document = msoffcrypto.OfficeFile(file)
            # Of a file older than 2007 the password is always verified.
            verify = {"verify_password": True} if document.format == "ooxml" else {}
            document.load_key(password=password, **verify)
    except Exception:  # no office file, another password, or one of the many errors of a broken lock
        return False
    return True
