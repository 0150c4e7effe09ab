"""Writes a text as a DOCX in the form that Decree 30/2020/NĐ-CP gives to administrative papers.

A4, margins 20/20/30/15 mm, Times New Roman, 13–14 pt, page number centred in the header from page 2 on,
names of the bodies at the left, quốc hiệu and tiêu ngữ at the right, recipients and signature at the end.
"""

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from source.markup import Table, Text, spans

FONT = "Times New Roman"
ALIGN = {"l": WD_ALIGN_PARAGRAPH.LEFT, "c": WD_ALIGN_PARAGRAPH.CENTER, "r": WD_ALIGN_PARAGRAPH.RIGHT}
CENTRE, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


def write_docx(text: Text, path, size: float = 14) -> None:
    document = Document()
    style_document(document, size)
    write_head(document, text.head)
    for kind, content in text.blocks:
        WRITERS[kind](document, content, size)
    write_signatures(document, text.head)
    document.core_properties.author = text.head.get("issuer", "").replace("|", " ")
    document.core_properties.title = text.head.get("about", "").replace("|", " ")
    document.save(path)


def style_document(document, size: float) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(size)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.space_before = Pt(0)
    for level, (bold, italic) in enumerate([(True, False), (True, False), (True, True)], 1):
        style = document.styles[f"Heading {level}"]
        style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(size), bold, italic
        style.font.color.rgb = None
        fonts = style.element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(script), FONT)
        for colour in style.element.rPr.findall(qn("w:color")):
            style.element.rPr.remove(colour)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(2)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.header_distance = Cm(1)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = CENTRE
    add_field(number.add_run(), "PAGE")


def add_field(run, code: str) -> None:
    for kind, words in (("begin", None), (None, code), ("separate", None), ("text", "2"), ("end", None)):
        if kind is None:
            part = OxmlElement("w:instrText")
            part.text = words
        elif kind == "text":
            part = OxmlElement("w:t")
            part.text = words
        else:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        run._r.append(part)


def write_head(document, head: dict[str, str]) -> None:
    left = [(line, False) for line in head.get("parent", "").split("|") if line]
    left += [(line, True) for line in head["issuer"].split("|")]
    table = document.add_table(rows=2, cols=2)
    lay_out(table, [6.4, 10.4])
    issuer, motto = table.rows[0].cells
    for line, bold in left:
        add_line(issuer, line, bold=bold, size=12)
    rule(issuer.paragraphs[-1], 1100)
    add_line(motto, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, size=12)
    add_line(motto, "Độc lập - Tự do - Hạnh phúc", bold=True, size=13)
    rule(motto.paragraphs[-1], 1450)
    number, date = table.rows[1].cells
    add_line(number, head["number"], size=13, before=6)
    if head.get("subject"):
        add_line(number, head["subject"], size=12)
    add_line(date, head["date"], italic=True, size=14, before=6)
    if head.get("draft"):
        add_line(number, head["draft"], bold=True, size=13, before=4)
    for paragraph_text, bold, before in (
        (head.get("kind"), True, 16),
        *((line, True, 0) for line in head.get("about", "").split("|") if line),
    ):
        if paragraph_text:
            paragraph = document.add_paragraph()
            paragraph.alignment = CENTRE
            paragraph.paragraph_format.space_before = Pt(before)
            run = paragraph.add_run(paragraph_text)
            run.bold, run.font.size = bold, Pt(14)
    if head.get("about"):
        rule(document.paragraphs[-1], 3400)
    if head.get("body"):
        paragraph = document.add_paragraph()
        paragraph.alignment = CENTRE
        paragraph.paragraph_format.space_before = Pt(10)
        lines = head["body"].split("|")
        for line in lines:
            run = paragraph.add_run(line)
            run.bold = True
            if line != lines[-1]:
                run.add_break()
    if head.get("to"):
        paragraph = document.add_paragraph()
        paragraph.alignment = CENTRE
        paragraph.paragraph_format.space_before = Pt(12)
        paragraph.add_run("Kính gửi: " + head["to"])
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def rule(paragraph, side: int) -> None:
    """The thin line under the body's name, the motto or the title; side: indent on both sides in twips."""
    after = paragraph._p
    line = OxmlElement("w:p")
    after.addnext(line)
    properties = OxmlElement("w:pPr")
    border = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    border.append(top)
    properties.append(border)
    indent = OxmlElement("w:ind")
    indent.set(qn("w:left"), str(side))
    indent.set(qn("w:right"), str(side))
    spacing = OxmlElement("w:spacing")
    for name, value in (("before", "20"), ("after", "0"), ("line", "60"), ("lineRule", "exact")):
        spacing.set(qn(f"w:{name}"), value)
    properties.append(spacing)
    properties.append(indent)
    line.append(properties)


def add_line(cell, words: str, *, bold=False, italic=False, size=13.0, align=CENTRE, before=0) -> None:
    first = cell.paragraphs[0]
    paragraph = first if not first.runs and len(cell.paragraphs) == 1 else cell.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_before = Pt(before)
    run = paragraph.add_run(words)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def lay_out(table, widths: list[float]) -> None:
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in enumerate(widths):
        table.columns[column].width = Cm(width)
        for cell in table.columns[column].cells:
            cell.width = Cm(width)


def write_heading(level: int):
    def write(document, words: str, _size: float) -> None:
        paragraph = document.add_heading(words, level)
        paragraph.paragraph_format.space_before = Pt(10 if level == 1 else 6)
        paragraph.paragraph_format.space_after = Pt(4)
        paragraph.paragraph_format.first_line_indent = Cm(1.27)
        paragraph.alignment = JUSTIFY

    return write


def write_paragraph(document, words: str, _size: float, italic=False) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = JUSTIFY
    form = paragraph.paragraph_format
    form.first_line_indent, form.space_before, form.space_after = Cm(1.27), Pt(4), Pt(4)
    form.line_spacing = 1.15
    for kind, piece in spans(words):
        run = paragraph.add_run(piece)
        run.bold, run.italic = kind == "b", italic or kind == "i"


def write_basis(document, words: str, size: float) -> None:
    write_paragraph(document, words, size, italic=True)


def write_centred(document, words: str, _size: float) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = CENTRE
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(6)
    paragraph.paragraph_format.keep_with_next = True
    for number, line in enumerate(words.split("|")):
        run = paragraph.add_run(line)
        run.bold = True
        if number < words.count("|"):
            run.add_break()


def write_caption(document, words: str, _size: float) -> None:
    title, _, unit = words.partition(" // ")
    write_centred(document, title, _size)
    if unit:
        document.paragraphs[-1].paragraph_format.space_after = Pt(0)
        paragraph = document.add_paragraph()
        paragraph.alignment = ALIGN["r"]
        paragraph.paragraph_format.keep_with_next = True
        run = paragraph.add_run(unit)
        run.italic, run.font.size = True, Pt(12)


def write_table(document, table: Table, size: float) -> None:
    section = document.sections[-1]
    room = (section.page_width - section.left_margin - section.right_margin) / Cm(1)
    grid = document.add_table(rows=1 + len(table.rows), cols=len(table.head))
    grid.style = "Table Grid"
    total = sum(table.shares)
    lay_out(grid, [room * share / total for share in table.shares])
    small, air = (12, 2) if len(table.head) <= 6 else (10.5, 0.5)
    for number, row in enumerate([table.head, *table.rows]):
        bold = number == 0 or number - 1 in table.bold_rows
        # Asking a python-docx table for one cell at a time walks the whole table.
        for column, (cell, words) in enumerate(zip(grid.rows[number].cells, row, strict=True)):
            align = CENTRE if number == 0 else ALIGN[table.align[column]]
            add_line(cell, words, bold=bold, size=small, align=align, before=air)
            cell.paragraphs[0].paragraph_format.space_after = Pt(air)
    repeat = OxmlElement("w:tblHeader")
    grid.rows[0]._tr.get_or_add_trPr().append(repeat)
    for row in grid.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    document.add_paragraph().paragraph_format.line_spacing = Pt(8)


def do(document, what: str, _size: float) -> None:
    if what == "pagebreak":
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        return
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = False
    lying = what == "landscape"
    section.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if lying else (Cm(21), Cm(29.7))
    section.left_margin = section.right_margin = Cm(2) if lying else Cm(3)
    if not lying:
        section.right_margin = Cm(1.5)


def write_signatures(document, head: dict[str, str]) -> None:
    if not head.get("signer_title"):
        return
    # A signature never stands alone on a page: the last paragraph goes with it.
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    document.add_paragraph().paragraph_format.keep_with_next = True
    table = document.add_table(rows=1, cols=2)
    lay_out(table, [8, 8.5])
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    recipients, signer = table.rows[0].cells
    if head.get("recipients"):
        add_line(recipients, "Nơi nhận:", bold=True, italic=True, size=12, align=ALIGN["l"])
        for line in head["recipients"].split("|"):
            add_line(recipients, line, size=11, align=ALIGN["l"])
    for line in head["signer_title"].split("|"):
        add_line(signer, line, bold=True, size=14)
    for _ in range(4):
        add_line(signer, " ", size=14)
    if head.get("signed"):
        add_line(signer, head["signed"], italic=True, size=12)
        add_line(signer, " ", size=8)
    add_line(signer, head.get("signer", ""), bold=True, size=14)


WRITERS = {
    "part": write_heading(1),
    "section": write_heading(2),
    "point": write_heading(3),
    "paragraph": write_paragraph,
    "basis": write_basis,
    "centred": write_centred,
    "caption": write_caption,
    "table": write_table,
    "do": do,
}
