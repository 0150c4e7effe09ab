"""Writes a text as a born-digital PDF: the letterhead of Decree 30, an outline, page labels."""

from typing import BinaryIO

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Frame,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    TableStyle,
)
from reportlab.platypus import Table as Grid
from reportlab.platypus.tableofcontents import TableOfContents

from source.fonts import register_fonts
from source.markup import Table, Text, spans

register_fonts()

BODY = ParagraphStyle(
    "body",
    fontName="Serif",
    fontSize=13.5,
    leading=18.5,
    alignment=TA_JUSTIFY,
    firstLineIndent=1.27 * cm,
    spaceAfter=5,
)
BASIS = ParagraphStyle("basis", BODY, fontName="Serif-Italic")
LEFT = ParagraphStyle("left", BODY, firstLineIndent=0, alignment=0, spaceAfter=0)
CENTRE = ParagraphStyle("centre", LEFT, alignment=TA_CENTER)
BOLD = ParagraphStyle("bold", CENTRE, fontName="Serif-Bold")
UNIT = ParagraphStyle(
    "unit", LEFT, fontName="Serif-Italic", fontSize=11, leading=14, alignment=TA_RIGHT, spaceAfter=3
)
HEADINGS = {
    "part": ParagraphStyle("part", BODY, fontName="Serif-Bold", spaceBefore=10, keepWithNext=1),
    "section": ParagraphStyle("section", BODY, fontName="Serif-Bold", spaceBefore=6, keepWithNext=1),
    "point": ParagraphStyle("point", BODY, fontName="Serif-BoldItalic", spaceBefore=4, keepWithNext=1),
}


def marked(words: str) -> str:
    tags = {"": "{}", "b": "<b>{}</b>", "i": "<i>{}</i>"}
    return "".join(
        tags[kind].format(piece.replace("&", "&amp;").replace("<", "&lt;")) for kind, piece in spans(words)
    )


class Book(BaseDocTemplate):
    """Puts headings into the outline and the table of contents; front pages count i, ii, iii."""

    def __init__(self, path, head, front: int = 0):
        self.front = front
        super().__init__(
            path,
            pagesize=A4,
            leftMargin=3 * cm,
            rightMargin=1.5 * cm,
            topMargin=2 * cm,
            bottomMargin=2 * cm,
            title=head["about"].replace("|", " "),
            author=head["issuer"].replace("|", " "),
            invariant=1,
            lang="vi-VN",
        )
        frame = Frame(3 * cm, 2 * cm, A4[0] - 4.5 * cm, A4[1] - 4 * cm, 0, 0, 0, 0)
        self.addPageTemplates([PageTemplate("page", frame, onPage=self.number_page)])

    def beforeDocument(self):  # noqa: N802  (reportlab's name)
        if self.front:
            self.canv.addPageLabel(0, style="ROMAN_LOWER", start=1)
            self.canv.addPageLabel(self.front, style="ARABIC", start=1)

    def number_page(self, canvas, _document):
        page = canvas.getPageNumber() - self.front
        canvas.setFont("Serif", 12)
        if page > 1:
            canvas.drawCentredString(A4[0] / 2 + 0.75 * cm, A4[1] - 1.3 * cm, str(page))

    def afterFlowable(self, flowable):  # noqa: N802  (reportlab's name)
        level = {"part": 0, "section": 1, "point": 2}.get(
            getattr(getattr(flowable, "style", None), "name", None)
        )
        if level is None:
            return
        key = f"h{self.seq.nextf('heading')}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(flowable.getPlainText(), key, level, closed=level > 0)
        if level < 2:
            page = self.page - self.front
            self.notify("TOCEntry", (level, flowable.getPlainText(), page, key))


def write_pdf(text: Text, path: str | BinaryIO, cover: bool = False) -> None:
    book = Book(path, text.head, front=2 if cover else 0)
    story = [*(front_pages(text.head) if cover else []), *letterhead(text.head)]
    for kind, content in text.blocks:
        story += signatures(text.head) if content == "signatures" else flowables(kind, content)
    if ("do", "signatures") not in text.blocks:
        story += signatures(text.head)
    book.multiBuild(story)


def front_pages(head) -> list:
    toc = TableOfContents(dotsMinLevel=0)
    toc.levelStyles = [
        ParagraphStyle("toc0", LEFT, fontName="Serif-Bold", fontSize=12.5, leading=20, spaceBefore=4),
        ParagraphStyle("toc1", LEFT, fontSize=12.5, leading=18, leftIndent=0.8 * cm),
    ]
    big = ParagraphStyle("big", BOLD, fontSize=16, leading=24)
    return [
        Paragraph(head["parent"].replace("|", " "), CENTRE),
        Paragraph(head["issuer"], BOLD),
        Spacer(1, 7 * cm),
        Paragraph(head["kind"], ParagraphStyle("kind", BOLD, fontSize=24, leading=34)),
        Spacer(1, 0.5 * cm),
        Paragraph(head["about"].replace("|", "<br/>"), big),
        Spacer(1, 9 * cm),
        Paragraph(head["cover"].replace("|", "<br/>"), CENTRE),
        PageBreak(),
        Paragraph("MỤC LỤC", BOLD),
        Spacer(1, 0.4 * cm),
        toc,
        NextPageTemplate("page"),
        PageBreak(),
    ]


def letterhead(head) -> list:
    small = ParagraphStyle("small", CENTRE, fontSize=12, leading=15)
    strong = ParagraphStyle("strong", small, fontName="Serif-Bold")
    motto = ParagraphStyle("motto", strong, fontSize=13, leading=16)
    left = [Paragraph(line, small) for line in head.get("parent", "").split("|") if line]
    left += [Paragraph(line, strong) for line in head["issuer"].split("|")]
    right = [
        Paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", strong),
        Paragraph("Độc lập - Tự do - Hạnh phúc", motto),
    ]
    date = ParagraphStyle("date", small, fontName="Serif-Italic", fontSize=13)
    rows = [[left, right], [Paragraph(head["number"], small), Paragraph(head["date"], date)]]
    grid = Grid(rows, [6.3 * cm, 10.2 * cm])
    lines = len(left) * 15 + 4
    grid.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("TOPPADDING", (0, 0), (-1, 0), 0),
                ("BOTTOMPADDING", (0, 0), (-1, 0), 8),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ]
        )
    )
    return [
        Ruled(grid, lines),
        Spacer(1, 16),
        Paragraph(head["kind"], BOLD),
        Paragraph(head["about"].replace("|", "<br/>"), BOLD),
        Spacer(1, 12),
        *([Paragraph("Kính gửi: " + head["to"], CENTRE), Spacer(1, 10)] if head.get("to") else []),
    ]


class Ruled(Grid):
    """The letterhead with its two thin lines, under the body's name and under the motto."""

    def __init__(self, grid, under: float):
        self.__dict__.update(grid.__dict__)
        self.under = under

    def draw(self):
        super().draw()
        self.canv.setLineWidth(0.7)
        top = self._height
        self.canv.line(2.1 * cm, top - self.under, 4.2 * cm, top - self.under)
        self.canv.line(8.5 * cm, top - 36, 14.3 * cm, top - 36)


def flowables(kind: str, content) -> list:
    if kind == "table":
        return [table_grid(content), Spacer(1, 8)]
    if kind == "caption":
        title, _, unit = content.partition(" // ")
        style = ParagraphStyle("caption", BOLD, fontSize=12.5, spaceBefore=6, spaceAfter=4, keepWithNext=1)
        more = [Paragraph(unit, ParagraphStyle("unit", UNIT, keepWithNext=1))] if unit else []
        return [CondPageBreak(4 * cm), Paragraph(title.replace("|", "<br/>"), style), *more]
    if kind == "do":
        return [PageBreak()]
    style = {"paragraph": BODY, "basis": BASIS, "centred": BOLD} | HEADINGS
    return [Paragraph(marked(content), style[kind])]


def table_grid(table: Table, width: float = 16.5 * cm, size: float = 11) -> Grid:
    look = {
        (side, bold): ParagraphStyle(
            f"{side}{bold}",
            fontName="Serif-Bold" if bold else "Serif",
            fontSize=size,
            leading=size * 1.22,
            alignment={"l": 0, "c": 1, "r": 2}[side],
        )
        for side in "lcr"
        for bold in (False, True)
    }
    rows = [[Paragraph(marked(words), look["c", True]) for words in table.head]]
    for number, row in enumerate(table.rows):
        bold = number in table.bold_rows
        rows.append([Paragraph(marked(w), look[a, bold]) for w, a in zip(row, table.align, strict=True)])
    total = sum(table.shares)
    grid = Grid(rows, [width * share / total for share in table.shares], repeatRows=1)
    grid.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("LEFTPADDING", (0, 0), (-1, -1), 3),
                ("RIGHTPADDING", (0, 0), (-1, -1), 3),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
                ("BACKGROUND", (0, 0), (-1, 0), colors.Color(0.93, 0.93, 0.93)),
            ]
        )
    )
    return grid


def signatures(head) -> list:
    small = ParagraphStyle("small", LEFT, fontSize=11, leading=13.5)
    left = [Paragraph("<b><i>Nơi nhận:</i></b>", ParagraphStyle("to", small, fontSize=12))]
    left += [Paragraph(line, small) for line in head["recipients"].split("|")]
    right = [Paragraph(line, BOLD) for line in head["signer_title"].split("|")]
    right += [Spacer(1, 2.6 * cm), Paragraph(head["signer"], BOLD)]
    grid = Grid([[left, right]], [8 * cm, 8.5 * cm])
    grid.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]))
    return [Spacer(1, 10), KeepTogether(grid)]
