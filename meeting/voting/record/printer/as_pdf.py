"""Blocks as a PDF, in the project's own fonts, which hold all letters of Vietnamese."""

import io
from itertools import pairwise
from pathlib import Path

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4 = (595.28, 841.89)
# Margins of an official document: Decree 30/2020/ND-CP, annex I.
LEFT, RIGHT, TOP, BOTTOM = 85, WIDTH - 45, HEIGHT - 62, 62
REGULAR, BOLD, ITALIC = "Serif", "SerifBold", "SerifItalic"
FILES = {
    REGULAR: "LiberationSerif-Regular.ttf",
    BOLD: "LiberationSerif-Bold.ttf",
    ITALIC: "LiberationSerif-Italic.ttf",
}
SIZE, LEADING, SMALL = 12, 16, 8
PADDING = 4
MOTTO = 248  # the name of the republic takes so much


def draw(request):
    """The bytes of the file."""
    for name, file in FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(Path(request["fonts"]) / file)))
    written = io.BytesIO()
    # The same blocks make the same file, to the byte.
    canvas = Canvas(written, pagesize=A4, pageCompression=1, invariant=1, lang=request["language"])
    canvas.setTitle(request["title"])
    sheet = Sheet(canvas, request["page"])
    for block in request["blocks"]:
        BLOCKS[block["kind"]](sheet, block)
    sheet.end_page()
    canvas.save()
    return written.getvalue()


class Sheet:
    """A page and how far it is filled. `y` is the upper edge of what comes next."""

    def __init__(self, canvas, page_word):
        self.canvas, self.page_word, self.y = canvas, page_word, TOP

    def need(self, height):
        if self.y - height < BOTTOM:
            self.end_page()

    def end_page(self):
        self.canvas.setFont(REGULAR, 10)
        self.canvas.drawCentredString(WIDTH / 2, 34, f"{self.page_word} {self.canvas.getPageNumber()}")
        self.canvas.showPage()
        self.y = TOP

    def write(self, text, font=REGULAR, size=SIZE, left=LEFT, right=RIGHT, align="left"):
        """A paragraph, broken where it does not fit, over as many pages as it takes."""
        leading = size * LEADING / SIZE
        for line in simpleSplit(text, font, size, right - left) or [""]:
            self.need(leading)
            self.line(line, font, size, left, right, self.y - size, align)
            self.y -= leading

    def line(self, text, font, size, left, right, baseline, align):
        self.canvas.setFont(font, size)
        if align == "centre":
            self.canvas.drawCentredString((left + right) / 2, baseline, text)
        elif align == "right":
            self.canvas.drawRightString(right, baseline, text)
        else:
            self.canvas.drawString(left, baseline, text)

    def row(self, cells, edges, font, aligns, ruled):
        """Cells side by side, as high as the highest; never broken over two pages."""
        inner = [(left + PADDING, right - PADDING) for left, right in pairwise(edges)]
        lines = [
            simpleSplit(cell, font, SIZE, right - left) or [""]
            for cell, (left, right) in zip(cells, inner, strict=True)
        ]
        height = max(map(len, lines)) * LEADING + PADDING
        self.need(height)
        for cell, (left, right), align in zip(lines, inner, aligns, strict=True):
            for number, line in enumerate(cell):
                self.line(line, font, SIZE, left, right, self.y - SIZE - number * LEADING, align)
        if ruled:
            self.canvas.setLineWidth(0.5)
            self.canvas.grid(edges, [self.y, self.y - height])
        self.y -= height


def letterhead(sheet, block):
    middle, top = RIGHT - MOTTO if block["right"] else RIGHT, sheet.y
    ends = []
    for column, left, right in ((block["left"], LEFT, middle - 10), (block["right"], middle, RIGHT)):
        sheet.y = top
        for text in column:
            sheet.write(text, BOLD, 11, left, right, "centre")
        ends.append(sheet.y)
    sheet.y = min(ends) - 20


def table(sheet, block):
    edges = edges_of(len(block["head"]))
    aligns = ["left"] + ["right"] * (len(block["head"]) - 1)
    sheet.need(LEADING * 4)
    sheet.row(block["head"], edges, BOLD, ["left"] + ["centre"] * (len(aligns) - 1), ruled=True)
    for row in block["rows"]:
        sheet.row(row, edges, REGULAR, aligns, ruled=True)
    sheet.y -= 6


def edges_of(columns):
    """The first column has twice the room of each other, and never less than a third."""
    first = max((RIGHT - LEFT) * 2 / (columns + 1), (RIGHT - LEFT) / 3)
    rest = (RIGHT - LEFT - first) / (columns - 1)
    return [LEFT, *(LEFT + first + rest * number for number in range(columns))]


def facts(sheet, block):
    font = BOLD if block.get("strong") else REGULAR
    for label, value in block["rows"]:
        sheet.row(
            [f"{label}:", value], [LEFT - PADDING, LEFT + 172, RIGHT], font, ["left", "left"], ruled=False
        )
    sheet.y -= 4


def names(sheet, block):
    sheet.need(LEADING * 3)
    sheet.write(f"{block['label']}:", ITALIC)
    sheet.write(", ".join(block["names"]) + ".", left=LEFT + 14)
    sheet.y -= 4


def signatures(sheet, block):
    sheet.need(110)
    sheet.y -= 14
    width = (RIGHT - LEFT) / len(block["columns"])
    top = sheet.y
    for number, text in enumerate(block["columns"]):
        sheet.y = top
        sheet.write(text, BOLD, 11, LEFT + width * number, LEFT + width * (number + 1), "centre")
    sheet.y -= 80


def strong(sheet, block):
    sheet.need(LEADING * 3)
    sheet.write(block["text"], BOLD)


def heading(sheet, block):
    sheet.need(LEADING * 5)
    sheet.y -= 12
    sheet.write(block["text"], BOLD, 13)
    sheet.y -= 4


BLOCKS = {
    "letterhead": letterhead,
    "title": lambda sheet, block: sheet.write(block["text"], BOLD, 15, align="centre"),
    "subtitle": lambda sheet, block: sheet.write(block["text"], ITALIC, 12, align="centre"),
    "heading": heading,
    "text": lambda sheet, block: sheet.write(block["text"]),
    "strong": strong,
    "small": lambda sheet, block: sheet.write(block["text"], size=SMALL),
    "facts": facts,
    "table": table,
    "names": names,
    "signatures": signatures,
}
