"""Office files that mean harm."""

import io
import struct
import zipfile

from msoffcrypto.format.ooxml import OOXMLFile

from .. import files

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + ']><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&j;</t></si></sst>'
)
ENTITY = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'


def xlsx(changes=None):
    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    book.active["A1"] = "Ngân sách"
    book.save(out)
    return files.rezipped(out.getvalue(), changes or {})


def long_sheet(rows):
    cells = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, rows + 1))
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    return xlsx({"xl/worksheets/sheet1.xml": f"{head}{cells}</sheetData></worksheet>"})


def pptx(changes=None):
    from pptx import Presentation

    deck, out = Presentation(), io.BytesIO()
    deck.slides.add_slide(deck.slide_layouts[5]).shapes.title.text = "Ngân sách"
    deck.save(out)
    return files.rezipped(out.getvalue(), changes or {})


def docx(**changes):
    """Parts by path, with __ for / and ___ for a dot."""
    return files.rezipped(
        files.docx("x"), {name.replace("___", ".").replace("__", "/"): part for name, part in changes.items()}
    )


def laughs():
    return xlsx({"xl/sharedStrings.xml": LAUGHS})


def entity_in_slides():
    return pptx({"ppt/slides/slide1.xml": ENTITY})


def entity_in_opendocument():
    return files.odt(content=ENTITY)


def entity_in_relations():
    return files.rezipped(files.docx("x"), {"word/_rels/document.xml.rels": ENTITY})


def zip_in_zip():
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", bytes(150 << 20))
    return files.rezipped(files.docx("Có tệp nén"), {"word/media/a.zip": inner.getvalue()})


def overlapping_bomb():
    """Two hundred names for the same megabytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("[Content_Types].xml", "word/document.xml"):
            archive.writestr(name, "<x/>")
        archive.writestr("word/media/a.bin", bytes(4 << 20))
        kernel = archive.infolist()[-1]
        for number in range(200):
            twin = zipfile.ZipInfo(f"word/media/{number}.bin")
            for said in ("compress_type", "CRC", "compress_size", "file_size", "header_offset"):
                setattr(twin, said, getattr(kernel, said))
            archive.filelist.append(twin)
            archive.NameToInfo[twin.filename] = twin
    return out.getvalue()


def climbing_names():
    return files.rezipped(
        files.docx("Xin chào"), {"../../../../tmp/climbed.txt": b"x", "/tmp/climbed.txt": b"x"}
    )


def outside_template(address):
    relation = f'<Relationship Id="rId1" Type="{RELATIONS}/attachedTemplate" Target="{address}" TargetMode="External"/>'
    relations = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relation}'
    )
    return files.rezipped(
        files.docx("Có mẫu ở ngoài"), {"word/_rels/settings.xml.rels": f"{relations}</Relationships>"}
    )


def outside_picture_in_slides(address):
    from pptx import Presentation

    deck, out = Presentation(), io.BytesIO()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    slide.shapes.add_picture(io.BytesIO(files.picture()), 0, 0)
    link = slide.part.relate_to(address, f"{RELATIONS}/image", is_external=True)
    deck.save(out)
    slide_xml = zipfile.ZipFile(out).read("ppt/slides/slide1.xml").decode()
    before, _, after = slide_xml.partition("r:embed=")
    body = f'{before}r:link="{link}"{after.partition(chr(34))[2].partition(chr(34))[2]}'
    assert link in body
    return files.rezipped(out.getvalue(), {"ppt/slides/slide1.xml": body})


def with_field(*pieces):
    """A document with a field whose command stands in these pieces."""
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    field = f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    content = files.docx("Có lệnh")
    body = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    return files.rezipped(content, {"word/document.xml": body.replace("<w:body>", f"<w:body>{field}")})


def data_command():
    return with_field("DD", "EAUTO c:\\\\windows\\\\cmd.exe ", '"/k calc"')


def data_link_in_sheet():
    link = '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><ddeLink ddeService="cmd"'
    return xlsx({"xl/externalLinks/externalLink1.xml": f'{link} ddeTopic="/c calc"/></externalLink>'})


def embedded_object():
    return files.rezipped(
        files.docx(), {"word/embeddings/oleObject1.bin": files.compound_file("\x01Ole10Native")}
    )


def control():
    return files.rezipped(files.docx(), {"word/activeX/activeX1.bin": b"x"})


def old_macros():
    return xlsx({"xl/macrosheets/sheet1.xml": "<x/>"})


def signed_document():
    return files.rezipped(files.docx(), {"_xmlsignatures/sig1.xml": "<Signature/>"})


def signed_opendocument():
    return files.odt(**{"META-INF__documentsignatures": "<document-signatures/>"})


def locked_opendocument():
    manifest = "<m:manifest xmlns:m='urn'><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
    return files.odt(**{"META-INF__manifest": manifest})


def old_workbook(*records):
    """An .xls whose stream begins with these records [(number, content)]."""
    body = b"".join(struct.pack("<HH", number, len(content)) + content for number, content in records)
    head = bytearray(files.compound_file("Workbook"))
    # The one stream is made large enough to have sectors of its own, the third and following.
    sectors = 8
    struct.pack_into("<I", head, 512 + 512 + 128 + 116, 2)
    struct.pack_into("<I", head, 512 + 512 + 128 + 120, sectors * 512)
    chain = [*range(3, 2 + sectors), 0xFFFFFFFE]
    struct.pack_into(f"<{sectors}I", head, 512 + 8, *chain)
    return bytes(head) + body.ljust(sectors * 512, b"\0")


def locked_workbook():
    begin = (0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0))
    return old_workbook(begin, (0x002F, struct.pack("<HHH", 0, 0x1234, 0x5678)))


def old_workbook_for_everybody():
    """Key and verifier are what [MS-OFFCRYPTO] 2.3.7 makes of Excel's own password."""
    begin = (0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0))
    code_page = (0x0042, struct.pack("<H", 1200))
    return old_workbook(begin, (0x002F, struct.pack("<HHH", 0, 0xB359, 0x9A0A)), code_page)


def workbook_for_everybody():
    """As Excel saves a workbook that is protected against changes only."""
    return with_password("VelvetSweatshop")


def workbook_for_some():
    return with_password("chỉ mình tôi")


def broken_lock():
    content = workbook_for_everybody()
    return content.replace(b"spinCount", b"spinDoubt")


def with_password(password):
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(xlsx())).encrypt(password, out)
    return out.getvalue()


def deep_nesting():
    content = files.docx("x")
    body = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    depth = 100_000
    nested = "<w:sdt><w:sdtContent>" * depth + "</w:sdtContent></w:sdt>" * depth
    return files.rezipped(content, {"word/document.xml": body.replace("<w:body>", f"<w:body>{nested}")})


def rtf(*parts):
    return (r"{\rtf1\ansi Xin chao " + "".join(parts) + "}").encode()


def rtf_with_object():
    return rtf(r"{\object\objemb\objupdate{\*\objclass Package}{\*\objdata 0105000002000000}}")


def rtf_with_template(address="http://127.0.0.1:9/a.dotm"):
    return rtf(r"{\*\template " + address + r"}{\field{\*\fldinst INCLUDEPICTURE " + f'"{address}"' + "}}")
