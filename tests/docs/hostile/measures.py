"""Office files and pictures whose measures are out of all proportion."""

import io
import re
import zipfile

from .. import files
from .offices import pptx, xlsx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s</worksheet>'
WORD = "<w:p><w:r><w:t>Ngân sách</w:t></w:r></w:p>"


def word(body, **parts):
    document = f"<w:document {W}><w:body>{body}</w:body></w:document>".encode()
    return files.rezipped(files.docx(), {"word/document.xml": document} | parts)


def page_of_kilometres():
    return word(f'{WORD}<w:sectPr><w:pgSz w:w="2000000000" w:h="2000000000"/></w:sectPr>')


def twenty_thousand_pages():
    return word('<w:p><w:r><w:br w:type="page"/></w:r></w:p>' * 20_000)


def cell_over_all_columns():
    span = '<w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>'
    return word(f"<w:tbl><w:tr><w:tc>{span}{WORD}</w:tc></w:tr></w:tbl>")


def letters_of_kilometres():
    return word(f'<w:p><w:r><w:rPr><w:sz w:val="3000000"/></w:rPr><w:t>Ngân</w:t></w:r></w:p>{WORD}')


def styles_based_on_each_other():
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:name w:val="{one}"/><w:basedOn w:val="{other}"/></w:style>'
        for one, other in ("AB", "BA")
    )
    body = WORD.replace("<w:p>", '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr>')
    return word(body, **{"word/styles.xml": f"<w:styles {W}>{styles}</w:styles>".encode()})


def relation_that_climbs_out():
    content = files.docx()
    relations = zipfile.ZipFile(io.BytesIO(content)).read("_rels/.rels")
    climbing = relations.replace(b"word/document.xml", b"../../../../../etc/passwd")
    return files.rezipped(content, {"_rels/.rels": climbing})


def sheet(content):
    return xlsx({"xl/worksheets/sheet1.xml": (SHEET % content).encode()})


def million_columns():
    return sheet(f'<sheetData><row r="1">{"<c><v>1</v></c>" * 1_000_000}</row></sheetData>')


def cell_in_the_last_corner():
    corner = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return sheet(f'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>{corner}</sheetData>')


def blank_cell_in_the_last_corner():
    """As Excel leaves it behind where a format was given to all there is."""
    corner = '<row r="1048576" s="0" customFormat="1"><c r="XFD1048576" s="0"/></row>'
    columns = '<cols><col min="1" max="16384" width="12" style="0" customWidth="1"/></cols>'
    return sheet(f'{columns}<sheetData><row r="1"><c r="A1"><v>1</v></c></row>{corner}</sheetData>')


def cell_in_the_last_row():
    last = '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'
    return sheet(f'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>{last}</sheetData>')


def sheet_merged_whole():
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    return sheet(f'<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>{merged}')


def place_that_is_none():
    return sheet(
        '<sheetData><row r="99999999999"><c r="ZZZZZZZ9" t="s"><v>4000000000</v></c></row></sheetData>'
    )


def slides_of(width, height):
    content = pptx()
    deck = zipfile.ZipFile(io.BytesIO(content)).read("ppt/presentation.xml").decode()
    sized = re.sub("<p:sldSz[^>]*>", f'<p:sldSz cx="{width}" cy="{height}"/>', deck)
    return files.rezipped(content, {"ppt/presentation.xml": sized.encode()})


def colours_of_150_megabytes():
    return files.picture(icc_profile=bytes(150_000_000))


def facts_about_a_photograph_that_are_broken():
    broken = b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + b"\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\0\0" * 3
    return files.picture(kind="JPEG", exif=broken)


def line_of_pixels(size):
    return files.picture(size=size, colour="red")
