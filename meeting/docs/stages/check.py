"""Before anything opens the file for real: what is it, is it locked, would it blow up?"""

import re
import zipfile

from .active import found_by_name, found_in_ole, found_in_rtf, found_in_xml
from .kinds import kind_of
from .limits import MAX_ENTRIES, MAX_RATIO, MAX_UNPACKED, MEGABYTE
from .locks import is_locked
from .ole import OleFile
from .problem import Code, Problem, Warn

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")
DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ENCODINGS)
ENTITIES = tuple("<!ENTITY".encode(encoding) for encoding in ENCODINGS)
# LibreOffice itself writes a DOCTYPE, without entities, at the head of every macro and dialog.
BASIC_PARTS = ("basic/", "dialogs/")
ENCODING = re.compile(rb"""<\?xml[^>]{0,200}encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})""")
PLAIN_ENCODINGS = re.compile(rb"(?i)utf-?8|utf-?16(le|be)?|us-ascii|ascii|iso-8859-\d+|windows-125\d")
BLOCK = 256 * 1024

# Fonts that Liberation stands in for without moving a letter, and those that come with it.
SAME_METRICS = {
    "times new roman",
    "arial",
    "courier new",
    "times",
    "helvetica",
    "courier",
    "symbol",
    "wingdings",
}
FONT_NAMES = re.compile(rb'<w:rFonts[^>]*?w:ascii="([^"]{1,80})"')


def check(path):
    """{kind, media_type, warnings} of a file that may go on; raises Problem for one that may not."""
    kind = kind_of(path)
    warnings = []
    if kind.family in ("ooxml", "odf"):
        warnings = _check_archive(path)
    elif kind.family == "ole":
        warnings = _check_ole(path, kind.name)
    elif kind.family == "rtf":
        warnings = sorted(found_in_rtf(path))
    return {"kind": kind.name, "media_type": kind.media_type, "warnings": warnings}


def _check_archive(path):
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check_sizes(path, entries)
            warnings = set()
            for entry in entries:
                warnings |= _check_part(archive, entry)
            return sorted(warnings)
    except Problem:
        raise
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise Problem(Code.DAMAGED, error) from error
    except Exception as error:  # zlib.error and whatever else a broken archive makes the decoders say
        raise Problem(Code.DAMAGED, error) from error


def _check_sizes(path, entries):
    if len(entries) > MAX_ENTRIES:
        raise Problem(Code.UNSAFE, f"{len(entries)} entries")
    packed = max(1, path.stat().st_size)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED or unpacked / packed > MAX_RATIO:
        raise Problem(Code.UNSAFE, f"{unpacked} bytes out of {packed}")
    for entry in entries:
        if entry.file_size > 10 * MEGABYTE and entry.file_size / max(1, entry.compress_size) > MAX_RATIO:
            raise Problem(Code.UNSAFE, f"{entry.filename[:80]!r}: {entry.file_size} of {entry.compress_size}")
        if entry.flag_bits & 1:
            raise Problem(Code.ENCRYPTED)


def _check_part(archive, entry):
    """Reads the part to its end, so that a size declared too small is found out here (a wrong CRC or
    length)."""
    name = entry.filename.lower()
    warnings = found_by_name(name)
    with archive.open(entry) as part:
        head = part.read(BLOCK)
        if not (_looks_like_xml(head) or name.endswith((".xml", ".rels", ".vml"))):
            while part.read(BLOCK):
                pass
            return warnings
        _check_encoding(head)
        forbidden = ENTITIES if name.startswith(BASIC_PARTS) else DOCTYPES
        tail = b""
        block = head
        while block:
            window = tail + block
            if any(declaration in window for declaration in forbidden):
                raise Problem(Code.UNSAFE, f"a DOCTYPE in {entry.filename[:80]!r}")
            if name == "meta-inf/manifest.xml" and b"encryption-data" in window:
                raise Problem(Code.ENCRYPTED)
            if name in ("word/document.xml", "word/styles.xml") and _has_other_fonts(window):
                warnings.add(Warn.FONT_SUBSTITUTED)
            warnings |= found_in_xml(name, window)
            tail, block = window[-200:], part.read(BLOCK)
    return warnings


def _looks_like_xml(head):
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")[:1] == b"<"


def _check_encoding(head):
    declared = ENCODING.search(head[:300].replace(b"\0", b""))
    if declared and not PLAIN_ENCODINGS.fullmatch(declared[1]):
        # In UTF-7 or EBCDIC the same bytes could spell a DOCTYPE that the search above cannot see.
        raise Problem(Code.UNSAFE, f"encoding {declared[1]!r}")


def _has_other_fonts(xml):
    names = {name.decode("utf-8", "replace").lower() for name in FONT_NAMES.findall(xml)}
    return any(not name.startswith("liberation ") for name in names - SAME_METRICS)


def _check_ole(path, kind):
    with OleFile(path) as ole:
        if is_locked(ole, kind):
            raise Problem(Code.ENCRYPTED)
        return sorted(found_in_ole(set(ole.names), path))
