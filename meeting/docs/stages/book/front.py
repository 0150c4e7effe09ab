"""Cover and contents. They are laid out before the papers are bound, for the papers' page numbers follow from them."""

import io
from dataclasses import dataclass, field

from pypdf import PdfReader
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from .fonts import BOLD, ITALIC, REGULAR

WIDTH, HEIGHT = A4 = (595.28, 841.89)
MARGIN, TOP, BOTTOM = 62, HEIGHT - 72, 64
NUMBER_AT, TITLE_AT, PAGE_AT = MARGIN, MARGIN + 30, WIDTH - MARGIN
TITLE_WIDTH = PAGE_AT - TITLE_AT - 44
GREY = (0.38, 0.38, 0.38)


@dataclass
class Row:
    """A line of the contents with what belongs to it: an agenda item, or a paper."""

    height: float
    title: list
    paper: dict | None = None
    note: list = field(default_factory=list)


class Front:
    def __init__(self, request):
        self.request, self.words, self.cover = request, request["words"], request["cover"]
        self.sheets = list(_sheets(_rows(request["items"])))

    @property
    def page_count(self):
        return 1 + len(self.sheets)

    def write_into(self, writer, page_count):
        """Append the pages. [(index of the page, rectangle, number of the page to which it leads)] of the contents."""
        written, links = io.BytesIO(), []
        canvas = Canvas(written, pagesize=A4)
        self._draw_cover(canvas, page_count)
        for index, rows in enumerate(self.sheets, start=1):
            links += [(index, *link) for link in self._draw_contents(canvas, rows, is_first=index == 1)]
        canvas.save()
        writer.append(PdfReader(written), import_outline=False)
        return links

    def _draw_cover(self, canvas, page_count):
        cover, middle = self.cover, WIDTH / 2
        y = _centred(canvas, cover["body"].upper(), BOLD, 15, HEIGHT - 118)
        canvas.setLineWidth(0.7)
        canvas.line(middle - 70, y - 2, middle + 70, y - 2)
        y = _centred(canvas, self.words["book"].upper(), BOLD, 30, HEIGHT - 290)
        y = _centred(canvas, cover["meeting"], REGULAR, 20, y - 14)
        for line in (cover["date"], cover["place"]):
            y = _centred(canvas, line, REGULAR, 14, y - 8)
        y = _centred(canvas, self.words["for"], ITALIC, 13, 250)
        _centred(canvas, cover["reader"], BOLD, 18, y - 6)
        canvas.setFillColorRGB(*GREY)
        y = _centred(canvas, self.words["holds"] % {"pages": page_count}, REGULAR, 11, 96)
        _centred(canvas, cover["made"], REGULAR, 11, y)
        canvas.showPage()

    def _draw_contents(self, canvas, rows, is_first):
        y = TOP
        if is_first:
            canvas.setFont(BOLD, 20)
            canvas.drawString(MARGIN, y, self.words["contents"])
            y -= HEADING
        for row in rows:
            link = self._draw_row(canvas, row, y)
            if link:
                yield link
            y -= row.height
        canvas.showPage()

    def _draw_row(self, canvas, row, y):
        if row.paper is None:
            _lines(canvas, row.title, BOLD, 12.5, MARGIN, y - 22, 16)
            return None
        first, base = row.paper.get("first"), y - 13
        canvas.setFillColorRGB(*((0, 0, 0) if first else GREY))
        canvas.setFont(REGULAR, 11.5)
        canvas.drawString(NUMBER_AT, base, str(row.paper["number"]))
        end = _lines(canvas, row.title, REGULAR, 11.5, TITLE_AT, base, 15)
        _lines(canvas, row.note, ITALIC, 10.5, TITLE_AT, end, 14)
        canvas.setFillColorRGB(0, 0, 0)
        if not first:
            return None
        last = end + 15
        _leader(canvas, TITLE_AT + canvas.stringWidth(row.title[-1], REGULAR, 11.5), last, str(first))
        return (MARGIN - 4, y - row.height + 2, PAGE_AT + 4, y), first


HEADING = 30


def _rows(items):
    for item in items:
        heading = simpleSplit(item["heading"], BOLD, 12.5, PAGE_AT - MARGIN)
        yield Row(14 + 16 * len(heading), heading)
        for paper in item["papers"]:
            title = simpleSplit(paper["title"], REGULAR, 11.5, TITLE_WIDTH) or [""]
            note = simpleSplit(paper.get("missing", ""), ITALIC, 10.5, TITLE_WIDTH)
            yield Row(6 + 15 * len(title) + 14 * len(note), title, paper, note)


def _sheets(rows):
    """The rows of each page; a heading goes with the paper below it."""
    sheet, room, rows = [], TOP - BOTTOM - HEADING, list(rows)
    for row, after in zip(rows, [*rows[1:], None], strict=True):
        needed = row.height + (after.height if row.paper is None and after else 0)
        if sheet and needed > room:
            yield sheet
            sheet, room = [], TOP - BOTTOM
        sheet.append(row)
        room -= row.height
    yield sheet


def _centred(canvas, text, font, size, y):
    """Where the next line goes."""
    for line in simpleSplit(text, font, size, WIDTH - 2 * MARGIN):
        canvas.setFont(font, size)
        canvas.drawCentredString(WIDTH / 2, y, line)
        y -= size * 1.35
    return y


def _lines(canvas, lines, font, size, x, y, leading):
    canvas.setFont(font, size)
    for line in lines:
        canvas.drawString(x, y, line)
        y -= leading
    return y


def _leader(canvas, left, y, number):
    canvas.setFont(REGULAR, 11.5)
    canvas.drawRightString(PAGE_AT, y, number)
    right = PAGE_AT - canvas.stringWidth(number, REGULAR, 11.5) - 6
    canvas.setLineWidth(0.6)
    canvas.setDash(0.6, 3)
    if right > left + 6:
        canvas.line(left + 6, y + 1, right, y + 1)
    canvas.setDash()
