"""The links of a page: to another page of the same paper, to another file, or to an address outside."""

import ctypes

import pypdfium2 as pdfium
from pypdfium2 import raw

from .addresses import MAX_ADDRESS, is_outside_address, named_file
from .limits import MAX_LINKS_PER_PAGE
from .sheet import Sheet

OTHER_FILES = (raw.PDFACTION_REMOTEGOTO, raw.PDFACTION_LAUNCH)
# What pdfium cannot read of them is no reason to keep the page from its readers.
FAILURES = (pdfium.PdfiumError, ValueError, OSError)


def links_of(pdf, page):
    """[{x, y, w, h, page}, {…, file, page?} or {…, address}]; places in fractions of the page from its top left
    corner."""
    sheet = Sheet(page)
    links = [*_drawn_links(pdf, page, sheet), *_written_links(page, sheet)]
    return [link for n, link in enumerate(links) if not any(_same(link, other) for other in links[:n])]


def _drawn_links(pdf, page, sheet):
    """The rectangles that the author's program has laid over the words."""
    at, link, found = ctypes.c_int(0), raw.FPDF_LINK(), 0
    while found < MAX_LINKS_PER_PAGE and raw.FPDFLink_Enumerate(page, at, link):
        found += 1
        box = raw.FS_RECTF()
        target = _target(pdf, link)
        if target and raw.FPDFLink_GetAnnotRect(link, box):
            (left, right), (bottom, top) = sorted((box.left, box.right)), sorted((box.bottom, box.top))
            place = sheet.place(sheet.seen((left, bottom, right, top)))
            if place["w"] and place["h"]:
                yield place | target


def _target(pdf, link):
    destination = raw.FPDFLink_GetDest(pdf, link)
    action = raw.FPDFLink_GetAction(link)
    kind = raw.FPDFAction_GetType(action) if action else None
    if kind in OTHER_FILES:
        return _file(pdf, action, kind)
    if not destination and kind == raw.PDFACTION_GOTO:
        destination = raw.FPDFAction_GetDest(pdf, action)
    if destination:
        index = raw.FPDFDest_GetDestPageIndex(pdf, destination)
        return {"page": index + 1} if 0 <= index < len(pdf) else None
    if kind != raw.PDFACTION_URI:
        return None
    uri = _text(raw.FPDFAction_GetURIPath, pdf, action)
    return _address(uri) or named_file(uri.strip())


def _file(pdf, action, kind):
    """To be opened or, so the author, started: which of the two is no matter, for it is only looked up among papers."""
    target = named_file(_text(raw.FPDFAction_GetFilePath, action))
    destination = raw.FPDFAction_GetDest(pdf, action) if kind == raw.PDFACTION_REMOTEGOTO else None
    index = raw.FPDFDest_GetDestPageIndex(pdf, destination) if destination else -1
    return target | {"page": index + 1} if target and index >= 0 else target


def _text(ask, *about):
    length = ask(*about, None, 0)
    buffer = ctypes.create_string_buffer(min(length, MAX_ADDRESS + 1))
    ask(*about, buffer, len(buffer))
    return buffer.value.decode("utf-8", errors="replace")


def _written_links(page, sheet):
    """Addresses that stand in the text as words."""
    text_page = page.get_textpage()
    try:
        links = raw.FPDFLink_LoadWebLinks(text_page)
        try:
            for index in range(min(raw.FPDFLink_CountWebLinks(links), MAX_LINKS_PER_PAGE)):
                target = _address(_written_address(links, index))
                for part in range(raw.FPDFLink_CountRects(links, index) if target else 0):
                    left, top, right, bottom = (ctypes.c_double() for _ in range(4))
                    if raw.FPDFLink_GetRect(links, index, part, left, top, right, bottom):
                        box = left.value, bottom.value, right.value, top.value
                        yield sheet.place(sheet.seen(box)) | target
        finally:
            raw.FPDFLink_CloseWebLinks(links)
    finally:
        text_page.close()


def _written_address(links, index):
    length = min(raw.FPDFLink_GetURL(links, index, None, 0), MAX_ADDRESS + 1)
    buffer = (ctypes.c_ushort * length)()
    raw.FPDFLink_GetURL(links, index, buffer, length)
    return bytes(buffer).decode("utf-16-le", errors="replace").rstrip("\0")


def _address(text):
    return {"address": text.strip()} if is_outside_address(text.strip()) else None


def _same(one, other):
    """An address in the text usually lies under a rectangle of its own."""
    across = min(one["x"] + one["w"], other["x"] + other["w"]) - max(one["x"], other["x"])
    down = min(one["y"] + one["h"], other["y"] + other["h"]) - max(one["y"], other["y"])
    return across > 0 and down > 0 and across * down > 0.5 * one["w"] * one["h"]
