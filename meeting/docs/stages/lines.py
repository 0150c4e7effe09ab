"""The text of a page in lines, with the place of each, so that a reader can mark and find it."""

import re
import sys
import unicodedata
from itertools import pairwise

from pypdfium2 import raw

from .legacy.encodings import SUSPICIOUS
from .limits import MAX_TEXT_PER_PAGE
from .sheet import Sheet

WIDE_SPACE = 1.3  # times the height of the letters: wider than any space of justified text
HYPHEN = "\ufffe"  # PDFium's mark of one at the end of a line


def lines_of(page, rewriting=True):
    """[{x, y, w, h, text}] in fractions of the page from its top left corner, text in NFC. `was` is in it where
    the text came in a legacy encoding, and says how."""
    sheet, text_page = Sheet(page), page.get_textpage()
    try:
        text = _characters(text_page)
        after = _repaired(text_page, text) if rewriting else None
        lines, at = [], 0
        for part in text.splitlines(keepends=True):
            for start, end, box in _runs(text_page, sheet, part, at):
                was = _readable(part[start:end])
                words = _readable("".join(after[at + start : at + end])) if after else was
                if words and box:
                    line = sheet.place(box) | {"text": words}
                    lines.append(line if words == was else line | {"was": was})
            at += len(part)
        return lines
    finally:
        text_page.close()


def _repaired(text_page, text):
    if SUSPICIOUS.isdisjoint(text):
        return None
    from .legacy.pages import repaired  # here: 20 ms that no child has to wait for whose pages are in Unicode

    return repaired(text_page, text)


def _characters(text_page):
    """The text with one character for each of PDFium's, so that a place in it is a place on the page."""
    count = min(text_page.count_chars(), MAX_TEXT_PER_PAGE)
    text = text_page.get_text_range(0, count, errors="replace")
    if len(text) == count:
        return text
    # A sign of two halves is one there, what stands for no letter is left out, and all behind it moves.
    return "".join(_character(text_page, index) for index in range(count))


def _character(text_page, index):
    if raw.FPDFText_IsHyphen(text_page, index) == 1:
        return HYPHEN
    code = raw.FPDFText_GetUnicode(text_page, index)
    return chr(code) if code <= sys.maxunicode else "\0"


def _readable(text):
    if not text.isprintable():
        # PDFium has a character beyond 16 bits in two halves; one half alone means nothing.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").replace(HYPHEN, "-")
        text = "".join(character for character in text if character.isprintable() or character.isspace())
    return unicodedata.normalize("NFC", " ".join(text.replace("\ufffd", "").split()))


def _runs(text_page, sheet, part, at):
    """[(start, end, box)] of what stands in one piece: PDFium takes the cells of a table, or two columns, for one
    line."""
    whole = len(part.rstrip())
    boxes = _boxes(text_page, sheet, at, whole)
    if not any(_apart(*pair) for pair in pairwise(boxes)):
        return [(0, whole, _around(boxes))]
    runs, last = [], None
    for word in re.finditer(r"\S+", part):
        start, end = word.span()
        box = _box(text_page, sheet, at + start, end - start)
        if last is None or box is None or _apart(last, box):
            runs.append((start, end))
        else:
            runs[-1] = (runs[-1][0], end)
        last = box
    return [(start, end, _box(text_page, sheet, at + start, end - start)) for start, end in runs]


def _apart(one, other):
    """Whether a reader would see two pieces: more than a wide space between them, or not at the same height."""
    left, top, right, bottom = one
    other_left, other_top, other_right, other_bottom = other
    height = max(bottom - top, other_bottom - other_top)
    beside = max(other_left - right, left - other_right) > WIDE_SPACE * height
    overlap = min(bottom, other_bottom) - max(top, other_top)
    return beside or overlap < 0


def _box(text_page, sheet, start, length):
    return _around(_boxes(text_page, sheet, start, length))


def _boxes(text_page, sheet, start, length):
    """[(left, top, right, bottom)] in points from the top left corner of the page as it is seen."""
    count = text_page.count_rects(start, length)
    return [sheet.seen(text_page.get_rect(index)) for index in range(count)]


def _around(boxes):
    if len(boxes) < 2:
        return boxes[0] if boxes else None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
