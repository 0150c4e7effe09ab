"""The text of a page in lines, with the place of each, so that a reader can mark and find it."""

import unicodedata

from .limits import MAX_TEXT_PER_PAGE


def lines_of(page):
    """[{x, y, w, h, text}] in fractions of the page from its top left corner, text in NFC."""
    width, height = page.get_size()
    text_page = page.get_textpage()
    try:
        text = text_page.get_text_range(0, min(text_page.count_chars(), MAX_TEXT_PER_PAGE), errors="ignore")
        lines, at = [], 0
        for part in text.splitlines(keepends=True):
            words = _readable(part)
            if words:
                box = _box(text_page, at, len(part.rstrip("\r\n")))
                if box:
                    lines.append(_line(box, width, height, page, words))
            at += len(part)
        return lines
    finally:
        text_page.close()


def _readable(text):
    # PDFium marks a hyphen at the end of a line with U+FFFE; no control character has a place in a line.
    text = text.replace("\ufffe", "-")
    kept = (character for character in text if character.isprintable() or character.isspace())
    return unicodedata.normalize("NFC", " ".join("".join(kept).split()))


def _box(text_page, start, length):
    boxes = [text_page.get_rect(index) for index in range(text_page.count_rects(start, length))]
    if not boxes:
        return None
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _line(box, width, height, page, words):
    left, bottom, right, top = box
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
        "text": words,
    }


def _fraction(length, whole):
    return round(min(1.0, max(0.0, length / whole)), 5) if whole > 0 else 0.0
