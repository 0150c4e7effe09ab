"""Does a PDF say rightly how many pages it has? PDFium believes what is said: pages that nobody counted would be
missing without a word, and those that are not there be said to have failed."""

import mmap
import os
import re
import zlib
from itertools import islice

import pypdfium2 as pdfium

from .limits import MAX_PAGES, MEGABYTE

NUMBER = re.compile(rb"(\d{1,10})\s+\d{1,5}\s+$")
PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
PACKED = re.compile(rb"/Type\s*/ObjStm\b")
MOST_BEFORE = 20_000  # bytes of an object before it says that it is a page
HEAD, DATA = 400, re.compile(rb"\bstream\r?\n")
# Of objects packed together: how many, and where the first begins.
COUNT, FIRST = re.compile(rb"/N\s+(\d{1,7})"), re.compile(rb"/First\s+(\d{1,9})")
MOST_PACKED = 2_000  # streams looked into, each to so many bytes
MOST_UNPACKED = 2 * MEGABYTE


def is_miscounted(path, pdf):
    """Asked of every PDF, before anybody hears of its pages; so the tree is only followed where there is a doubt."""
    has_doubt = len(pdf) > MAX_PAGES or not _has_page(pdf, len(pdf) - 1) or pages_written(path) > len(pdf)
    return has_doubt and pages_in_tree(path) not in (None, len(pdf))


def pages_in_tree(path):
    """None where it cannot be followed."""
    import pikepdf  # here: 75 ms that most files do not have to wait for

    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            return len(pdf.pages)
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError):
        return None


def pages_written(path):
    """How many objects are pages, old versions of one counted once, also of those since removed: never fewer than the
    tree may have, as long as each is written as a page usually is."""
    with open(path, "rb") as file:
        if not os.fstat(file.fileno()).st_size:
            return 0  # and nothing to be mapped
        # Not taken into memory. It is closed with the last match that was found in it, and could not be before.
        content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    numbers = {_number_before(content, at.start()) for at in islice(PAGE.finditer(content), 2 * MAX_PAGES)}
    for at in islice(PACKED.finditer(content), MOST_PACKED):
        numbers |= _packed_pages(content, at.start())
    return len(numbers - {None})


def _number_before(content, at):
    """Of the object in which this place is."""
    begin = content.rfind(b"obj", max(0, at - MOST_BEFORE), at)
    found = NUMBER.search(content[max(0, begin - 24) : max(0, begin)])
    return int(found[1]) if found else None


def _packed_pages(content, at):
    head = content[max(0, content.rfind(b"obj", max(0, at - HEAD), at)) : at + HEAD]
    data, count, first = DATA.search(content, at, at + HEAD), COUNT.search(head), FIRST.search(head)
    if not (data and count and first):
        return set()
    try:
        text = zlib.decompressobj().decompress(
            content[data.end() : data.end() + MOST_UNPACKED], MOST_UNPACKED
        )
        begin = int(first[1])
        words = [int(word) for word in text[:begin].split()[: 2 * int(count[1])]]
    except (zlib.error, ValueError):
        return set()
    pairs = list(zip(words[::2], words[1::2], strict=False))
    ends = [begin + place for _, place in pairs[1:]] + [len(text)]
    return {
        number
        for (number, place), end in zip(pairs, ends, strict=False)
        if PAGE.search(text, begin + place, end)
    }


def _has_page(pdf, index):
    try:
        return min(pdf.get_page_size(index)) >= 0
    except pdfium.PdfiumError:
        return False
