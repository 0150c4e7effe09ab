"""From a PDF to pictures of its pages."""

import json
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageChops

from . import links
from .grey_png import write_grey_png
from .limits import MAX_RENDERED_PIXELS, MAX_RENDERED_SIDE
from .lines import lines_of
from .tiles import crop_of, parse_tile
from .webp import write_webp

WIDTHS = {"page": 1600, "thumb": 240}
# Anti-aliasing and JPEG noise make greys a little coloured; a red seal or blue ink differs by far more.
COLOUR_DIFFERENCE = 24


def render(pdf, numbers, profile, folder, say, rewriting=True):
    """Write `<n>.<profile>.png|webp` (and, beside the page's own picture, `<n>.text.json` and, if it has any,
    `<n>.links.json`) for each page number.

    `say` is told before and after each page: what was said last shows where a child died. A page that cannot
    be drawn is said to have failed and the next one follows. `rewriting`: text in legacy encodings becomes
    Unicode.
    """
    for number in numbers:
        say("page_begun", number=number)
        try:
            page = pdf[number - 1]
            try:
                if profile == "page":
                    _write_text(page, Path(folder) / f"{number}.text.json", rewriting)
                    _write_links(pdf, page, Path(folder) / f"{number}.links.json")
                name, mono = _write_picture(page, profile, Path(folder), number)
            finally:
                page.close()
        except (pdfium.PdfiumError, ValueError, OSError, MemoryError, ArithmeticError) as error:
            say("page_failed", number=number, reason=f"{type(error).__name__}: {error}"[:200])
        else:
            say("page_done", number=number, file=name, mono=mono)


def _write_text(page, path, rewriting):
    try:
        lines = lines_of(page, rewriting)
    except (pdfium.PdfiumError, ValueError):
        lines = []  # a page with broken text is still worth looking at
    path.write_text(json.dumps(lines, ensure_ascii=False), encoding="utf-8")


def _write_links(pdf, page, path):
    try:
        found = links.links_of(pdf, page)
    except links.FAILURES:
        found = []
    if found:
        path.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


def _write_picture(page, profile, folder, number):
    tile = parse_tile(profile)
    scale = _scale(page, WIDTHS["page" if tile else profile])
    crop = (0, 0, 0, 0)
    if tile:
        scale *= tile[0]
        crop = crop_of(page, scale, *tile)
    # Four bytes a pixel, in Pillow's order: it then looks at PDFium's own picture instead of copying it.
    bitmap = page.render(scale=scale, crop=crop, may_draw_forms=True, rev_byteorder=True, prefer_bgrx=True)
    gapless = bitmap.buffer if bitmap.stride == 4 * bitmap.width else None
    return save(bitmap.to_pil(), folder, f"{number}.{profile}", gapless)


def save(picture, folder, stem, pixels=None):
    """(file name, whether it is in greys) of a picture, in RGB with or without a fourth channel, as pages are kept.
    `pixels`: where they lie in memory already."""
    mono = is_monochrome(picture)
    name = f"{stem}.{'png' if mono else 'webp'}"
    if mono:
        # Green is the greater part of what the eye calls bright, and here all three are nearly the same.
        write_grey_png(picture.getchannel("G"), folder / name)
    else:
        write_webp(picture, folder / name, pixels)
    return name, mono


def _scale(page, wanted):
    width, height = page.get_size()
    # PDFium rounds up: a hair less, or pages come out one pixel wider than the others. A hairline of a page still gets
    # one pixel by that, however little it is enlarged.
    by_width, by_surface = (
        (wanted - 0.001) / max(width, 1),
        (MAX_RENDERED_PIXELS / max(width * height, 1)) ** 0.5,
    )
    return min(by_width, by_surface, MAX_RENDERED_SIDE / max(width, height, 1))


def is_monochrome(picture):
    """A page in colour is mostly known by one point in 64; only what looks grey is looked at point by point."""
    few = max(1, picture.width // 8), max(1, picture.height // 8)
    return _is_grey(picture.resize(few, Image.Resampling.NEAREST)) and _is_grey(picture)


def _is_grey(picture):
    red, green, blue = picture.split()[:3]
    differences = (ImageChops.difference(one, other) for one, other in ((red, green), (green, blue)))
    return not any(any(difference.histogram()[COLOUR_DIFFERENCE + 1 :]) for difference in differences)
