"""The text of a page in lines, with the place of each, so that a reader can mark and find it."""

import re
import unicodedata
from itertools import pairwise

from .limits import MAX_TEXT_PER_PAGE

WIDE_SPACE = 1.3  # times the height of the letters: wider than any space of justified text


def lines_of(page):
    """[{x, y, w, h, text}] in fractions of the page from its top left corner, text in NFC."""
    text_page = page.get_textpage()
    try:
        text = text_page.get_text_range(0, min(text_page.count_chars(), MAX_TEXT_PER_PAGE), errors="ignore")
        lines, at = [], 0
        for part in text.splitlines(keepends=True):
            for start, end in _runs(text_page, part, at):
                words = _readable(part[start:end])
                box = _box(text_page, at + start, end - start) if words else None
                if box:
                    lines.append(place_on_page(box, page) | {"text": words})
            at += len(part)
        return lines
    finally:
        text_page.close()


def _readable(text):
    # PDFium marks a hyphen at the end of a line with U+FFFE; no control character has a place in a line.
    text = text.replace("\ufffe", "-")
    kept = (character for character in text if character.isprintable() or character.isspace())
    return unicodedata.normalize("NFC", " ".join("".join(kept).split()))


def _runs(text_page, part, at):
    """Where a line stands in one piece: PDFium takes the cells of a table, or two columns, for one line."""
    whole = len(part.rstrip())
    boxes = _boxes(text_page, at, whole)
    if not any(_apart(*pair) for pair in pairwise(boxes)):
        return [(0, whole)]
    runs, last = [], None
    for word in re.finditer(r"\S+", part):
        start, end = word.span()
        box = _box(text_page, at + start, end - start)
        if last is None or box is None or _apart(last, box):
            runs.append((start, end))
        else:
            runs[-1] = (runs[-1][0], end)
        last = box
    return runs


def _apart(one, other):
    """Whether a reader would see two pieces: more than a wide space between them, or not at the same height."""
    left, bottom, right, top = one
    other_left, other_bottom, other_right, other_top = other
    height = max(top - bottom, other_top - other_bottom)
    beside = max(other_left - right, left - other_right) > WIDE_SPACE * height
    overlap = min(top, other_top) - max(bottom, other_bottom)
    return beside or overlap < 0


def _box(text_page, start, length):
    boxes = _boxes(text_page, start, length)
    if not boxes:
        return None
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _boxes(text_page, start, length):
    return [text_page.get_rect(index) for index in range(text_page.count_rects(start, length))]


def place_on_page(box, page):
    """{x, y, w, h} of a box of the page's own space, in fractions from the top left corner as it is shown."""
    left, bottom, right, top = box
    width, height = page.get_size()
    crop_left, crop_bottom, crop_right, crop_top = page.get_cropbox()
    x0, x1 = left - crop_left, right - crop_left
    y0, y1 = crop_top - top, crop_top - bottom
    turned = page.get_rotation()
    if turned == 90:
        x0, x1, y0, y1 = crop_bottom * -1 + bottom, top - crop_bottom, left - crop_left, right - crop_left
    elif turned == 180:
        x0, x1, y0, y1 = crop_right - right, crop_right - left, bottom - crop_bottom, top - crop_bottom
    elif turned == 270:
        x0, x1, y0, y1 = crop_top - top, crop_top - bottom, crop_right - right, crop_right - left
    return {
        "x": _fraction(x0, width),
        "y": _fraction(y0, height),
        "w": _fraction(x1 - x0, width),
        "h": _fraction(y1 - y0, height),
    }


def _fraction(length, whole):
    return round(min(1.0, max(0.0, length / whole)), 5) if whole > 0 else 0.0
