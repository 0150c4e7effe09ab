"""What is laid over each page: its number in the book at the foot, and the reader's name across the pages of papers
that call for it. Written as one PDF with a page for each, so that the letters are stored once."""

import io

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, RectangleObject
from reportlab.pdfgen.canvas import Canvas

from .fonts import SMALL
from .harmless import as_form, cloned, stream

FOOT_SIZE, FOOT_AT = 7.5, 11  # points on an A4 page
A4_WIDTH = 595.0


class Marks:
    def __init__(self, words, page_count):
        self.words, self.page_count = words, page_count
        self._written = io.BytesIO()
        self._canvas = Canvas(self._written)
        self._marked = []

    def mark(self, page, number, paper=None):
        """`number` of the page in the book; `paper` on it."""
        width, height = _size_as_seen(page)
        self._canvas.setPageSize((width, height))
        if paper and paper.get("reader"):
            _write_across(self._canvas, paper["reader"], width, height)
        foot = self.words["page"] % {"page": number, "pages": self.page_count}
        if paper:
            foot = f"{self.words['paper'] % {'number': paper['number']}} · {foot}"
        self._write_foot(foot, width, height)
        self._canvas.showPage()
        self._marked.append(page)

    def _write_foot(self, foot, width, height):
        scale = max(0.5, min(width, height) / A4_WIDTH)
        self._canvas.setFont(SMALL, FOOT_SIZE * scale)
        self._canvas.setFillColorRGB(0.3, 0.3, 0.3)
        self._canvas.drawCentredString(width / 2, FOOT_AT * scale, foot)

    def lay_over(self, writer):
        self._canvas.save()
        for page, mark in zip(self._marked, PdfReader(self._written).pages, strict=True):
            form = mark["/Contents"].clone(writer, force_duplicate=True)
            box = RectangleObject([float(side) for side in mark.mediabox])
            forms = page["/Resources"].setdefault(NameObject("/XObject"), DictionaryObject()).get_object()
            forms[NameObject("/BookMark")] = as_form(form, box, cloned(writer, mark["/Resources"]))
            matrix = " ".join(f"{number:.4f}" for number in _upright(page))
            over = stream(writer, f"q {matrix} cm /BookMark Do Q")
            page[NameObject("/Contents")] = ArrayObject([*_contents(page), over])


def _contents(page):
    raw = page.raw_get("/Contents")
    return list(raw) if isinstance(raw, ArrayObject) else [raw]


def _write_across(canvas, name, width, height):
    """From corner to corner, three times, light enough to read through."""
    size = max(14, 0.05 * min(width, height))
    canvas.saveState()
    canvas.setFont(SMALL, size)
    canvas.setFillColorRGB(0.35, 0.35, 0.35)
    canvas.setFillAlpha(0.3)
    for part in (0.2, 0.5, 0.8):
        canvas.saveState()
        canvas.translate(width / 2, height * part)
        canvas.rotate(30)
        canvas.drawCentredString(0, 0, name)
        canvas.restoreState()
    canvas.restoreState()


def _size_as_seen(page):
    width, height = float(page.cropbox.width), float(page.cropbox.height)
    return (height, width) if _turns(page) % 2 else (width, height)


def _turns(page):
    return round(float(page.get("/Rotate", 0)) / 90) % 4


def _upright(page):
    """The matrix from the page as it is seen, its corner at the lower left, to the page's own space."""
    box = page.cropbox
    left, bottom, right, top = (float(side) for side in (box.left, box.bottom, box.right, box.top))
    return (
        (1, 0, 0, 1, left, bottom),
        (0, 1, -1, 0, right, bottom),
        (-1, 0, 0, -1, right, top),
        (0, -1, 1, 0, left, top),
    )[_turns(page)]
