"""Blocks as a Word document that the secretariat goes on writing in."""

import io
from datetime import UTC, datetime

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

FONT = "Times New Roman"
# Margins of an official document: Decree 30/2020/ND-CP, annex I.
MARGINS = {"top_margin": 2, "bottom_margin": 2, "left_margin": 3, "right_margin": 1.5}
WIDTH = 21 - 3 - 1.5


def draw(request):
    """The bytes of the file."""
    document = Document()
    set_up(document, request)
    for block in request["blocks"]:
        BLOCKS[block["kind"]](document, block)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def set_up(document, request):
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    for name, width in MARGINS.items():
        setattr(section, name, Cm(width))
    for name, size in (("Normal", 13), ("Heading 1", 14)):
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):  # a theme's font would go before ours
            del fonts.attrib[attribute]
        for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(script), FONT)
        style.font.color.rgb = None
        style.paragraph_format.space_after = Pt(4)
    properties = document.core_properties
    properties.title, properties.language, properties.author = request["title"], request["language"], ""
    properties.created = properties.modified = datetime(
        2020, 1, 1, tzinfo=UTC
    )  # when it was made stands in the text
    number_pages(section)


def number_pages(section):
    """In the middle of the head, as official documents have it."""
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = ALIGN.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def write(holder, text, bold=False, italic=False, size=None, align=None):
    paragraph = holder.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.italic = bold or None, italic or None
    run.font.size = size and Pt(size)
    paragraph.alignment = align
    return paragraph


def letterhead(document, block):
    columns = [block["left"], *([block["right"]] if block["right"] else [])]
    side_by_side(document, [[(text, 12) for text in column] for column in columns])
    document.add_paragraph()


def side_by_side(document, columns):
    """[[(text, size)]] in bold, in the middle of as many columns."""
    table = document.add_table(rows=1, cols=len(columns))
    for cell, lines in zip(table.rows[0].cells, columns, strict=True):
        for text, size in lines:
            write(cell, text, bold=True, size=size, align=ALIGN.CENTER)
        first = cell.paragraphs[0]._p
        first.getparent().remove(first)
    return table


def table(document, block):
    made = document.add_table(rows=0, cols=len(block["head"]))
    made.style = "Table Grid"
    for number, texts in enumerate([block["head"], *block["rows"]]):
        for place, (cell, text) in enumerate(zip(made.add_row().cells, texts, strict=True)):
            paragraph = cell.paragraphs[0]
            paragraph.add_run(text).bold = number == 0 or None
            paragraph.alignment = None if place == 0 else ALIGN.RIGHT
    document.add_paragraph()


def facts(document, block):
    for label, value in block["rows"]:
        paragraph = document.add_paragraph(f"{label}: ")
        paragraph.add_run(value).bold = block.get("strong")


def names(document, block):
    paragraph = document.add_paragraph()
    paragraph.add_run(f"{block['label']}: ").italic = True
    paragraph.add_run(", ".join(block["names"]) + ".")


def signatures(document, block):
    document.add_paragraph()
    side_by_side(document, [[(text, 13)] for text in block["columns"]])
    for _line in range(4):
        document.add_paragraph()


BLOCKS = {
    "letterhead": letterhead,
    "title": lambda document, block: write(document, block["text"], bold=True, size=15, align=ALIGN.CENTER),
    "subtitle": lambda document, block: write(document, block["text"], italic=True, align=ALIGN.CENTER),
    "heading": lambda document, block: document.add_heading(block["text"], level=1),
    "text": lambda document, block: write(document, block["text"]),
    "strong": lambda document, block: write(document, block["text"], bold=True),
    "small": lambda document, block: write(document, block["text"], size=9),
    "facts": facts,
    "table": table,
    "names": names,
    "signatures": signatures,
}
