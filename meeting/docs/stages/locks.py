"""Locks of Office's compound files: which are there, and the one that keeps nobody out."""

import struct

from .ole import OleFile
from .problem import Problem

# Excel locks a workbook that is only protected against changes with this password, and tries it unasked on every file
# it opens; LibreOffice does so, too. The name is Excel's own.
EVERYBODYS_PASSWORD = "VelvetSweatshop"  # noqa: S105
# Key and verifier that Excel 5 and 95 note of it, [MS-OFFCRYPTO] 2.3.7.1 and 2.3.7.2.
EVERYBODYS_NOTE = bytes.fromhex("59b3 0a9a")
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FILE_PASS, RECORDS_BEFORE = 0x002F, 6


def is_locked(ole, kind):
    """[MS-DOC] 2.5.2 fEncrypted, [MS-XLS] 2.4.117 FilePass after BOF, [MS-PPT] 2.1.7 EncryptedSummary."""
    if kind == "doc":
        start = ole.start_of("WordDocument", 12)
        return len(start) >= 12 and bool(struct.unpack_from("<H", start, 10)[0] & 0x0100)
    if kind == "xls":
        return _file_pass(ole) not in (None, EVERYBODYS_NOTE)
    return "EncryptedSummary" in ole.names


def is_package(ole):
    """Whether it is a new document, locked. Names are alike whatever their case ([MS-CFB] 2.6.4), and some programs
    write capitals."""
    return "ENCRYPTEDPACKAGE" in map(str.upper, ole.names)


def unlocked(path, room):
    """`path` itself, or an open copy in `room` of a workbook that is locked with everybody's password."""
    with open(path, "rb") as file:
        if file.read(len(COMPOUND)) != COMPOUND:
            return path
    try:
        with OleFile(path) as ole:
            has_lock = is_package(ole) or _file_pass(ole) is not None
    except Problem:
        return path  # who looks at it next says what is wrong
    return _opened(path, room / "unlocked") or path if has_lock else path


def _opened(path, target):
    import msoffcrypto

    try:
        with open(path, "rb") as source, open(target, "wb") as copy:
            document = msoffcrypto.OfficeFile(source)
            # Of an old workbook the password is always verified.
            verify = {"verify_password": True} if document.format == "ooxml" else {}
            document.load_key(password=EVERYBODYS_PASSWORD, **verify)
            document.decrypt(copy)
    except Exception:  # another password, or one of the many errors of a broken lock: it stays locked
        return None
    return target


def _file_pass(ole):
    """What stands in a workbook of its password; None where it has none."""
    stream = next((name for name in ("Workbook", "Book") if name in ole.names), None)
    records, at = ole.start_of(stream) if stream else b"", 0
    for _ in range(RECORDS_BEFORE):
        if at + 4 > len(records):
            return None
        number, length = struct.unpack_from("<HH", records, at)
        if number == FILE_PASS:
            return records[at + 4 : at + 4 + length]
        at += 4 + length
    return None
