"""Files as people and attackers send them, made here."""

import io
import struct
import zipfile
import zlib

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject

VIETNAMESE = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015; "
    "Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015; "
    "Xét Tờ trình số 128/TTr-UBND của Ủy ban nhân dân tỉnh về dự toán thu ngân sách nhà nước trên địa bàn, "
    "chi ngân sách địa phương và phương án phân bổ ngân sách cấp tỉnh; báo cáo thẩm tra của Ban Kinh tế – Ngân sách; "
    "ý kiến thảo luận của đại biểu Hội đồng nhân dân tại kỳ họp. Quyết nghị: Điều 1. Phê chuẩn quyết toán. "
    "Những người hưởng lương, trợ cấp xã hội, hộ nghèo, cận nghèo được hỗ trợ; khuyến khích đầu tư hạ tầng kỹ thuật."
)


def pdf(pages=1, text="Trang", size=(595, 842)):
    """A plain PDF, written by hand, with `text` and the page's number on each page (ASCII only)."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for number in range(1, pages + 1):
        content = f"BT /F1 24 Tf 72 {size[1] - 100} Td ({text} {number}) Tj ET".encode()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (*size, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, b" ".join(kids))
    return assemble(objects)


def pdf_with_signs(signs, text):
    """A page on which each `*` of `signs` stands for U+1F600; below it a line of `text`."""
    content = f"BT /F1 24 Tf 72 742 Td ({signs}) Tj ET BT /F1 24 Tf 72 642 Td ({text}) Tj ET".encode()
    letters = (
        b"/CIDInit /ProcSet findresource begin begincmap /CMapName /Signs def "
        b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <2A> <D83DDE00> endbfchar "
        b"1 beginbfrange <2B> <7A> <002B> endbfrange 1 beginbfchar <20> <0020> endbfchar endcmap end"
    )
    return assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(letters), letters),
        ]
    )


def linked_pdf(pages=4):
    """Page 1 leads to page 3, to a web address, to a mail address, to a script (which must not be told), and has
    an address in its words; printed labels are i, ii, 1, 2, …; the contents name each page."""
    from reportlab.pdfgen import canvas

    out = io.BytesIO()
    pdf = canvas.Canvas(out, pagesize=(595, 842))
    for number in range(1, pages + 1):
        pdf.setFont("Helvetica", 18)
        pdf.bookmarkPage(f"page-{number}")
        pdf.addOutlineEntry(f"Chuong {number}", f"page-{number}")
        pdf.drawString(72, 742, "Xem Dieu 3" if number == 1 else f"Dieu {number}")
        if number == 1:
            pdf.linkRect("", "page-3", (72, 736, 300, 760))
            pdf.linkURL("https://hdnd.example.vn/nghi-quyet", (72, 636, 300, 660))
            pdf.linkURL("mailto:vanphong@hdnd.example.vn", (72, 536, 300, 560))
            pdf.linkURL("javascript:alert(1)", (72, 436, 300, 460))
            pdf.drawString(72, 342, "http://written.example.vn/")
        pdf.showPage()
    pdf.save()
    writer = PdfWriter(PdfReader(out))
    writer.set_page_label(0, 1, "/r")
    writer.set_page_label(2, pages - 1, "/D")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pdf_with_actions(*actions):
    """A page with one rectangle below the other, each of which does what an action says (PDF 32000-1, 12.6)."""
    marks = b"".join(
        b"<< /Type /Annot /Subtype /Link /Rect [72 %d 300 %d] /Border [0 0 0] /A << %s >> >> "
        % (700 - 40 * number, 730 - 40 * number, action)
        for number, action in enumerate(actions)
    )
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [%s] >>" % marks
    return assemble(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", page]
    )


def pdf_string(text):
    return b"<%s>" % ("\ufeff" + text).encode("utf-16-be").hex().encode()


def go_to_file(name, page):
    return b"/S /GoToR /F << /Type /Filespec /F %s /UF %s >> /D [%d /Fit]" % (
        *[pdf_string(name)] * 2,
        page - 1,
    )


def launch_file(name):
    return b"/S /Launch /F << /Type /Filespec /F %s /UF %s >>" % ((pdf_string(name),) * 2)


def go_to_address(address):
    return b"/S /URI /URI (%s)" % address.encode()


def docx_with_link(address):
    """The address stands behind a word, as Word writes it."""
    document = Document()
    document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link = document.part.relate_to(address, RELATION.HYPERLINK, is_external=True)
    paragraph = document.add_paragraph("Xem ")
    run = '<w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t>báo cáo</w:t></w:r>'
    paragraph._p.append(parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{link}">{run}</w:hyperlink>'))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def many_pages(count):
    """`count` references to one page: small, and yet that many pages."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, b" ".join([b"3 0 R"] * count)),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
    ]
    return assemble(objects)


def assemble(objects):
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def locked_pdf(password="secret"):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt(password, algorithm="RC4-128")
    return written(writer)


def owner_locked_pdf():
    """Anybody may read it; printing and the like are forbidden."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt("", owner_password="owner", algorithm="RC4-128")
    return written(writer)


def huge_page():
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.pages[0].mediabox = RectangleObject((0, 0, 20_000, 800))
    return written(writer)


def pdf_with_outline():
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(3))))
    chapter = writer.add_outline_item(title="Chương I. Quy định chung", page_number=0)
    writer.add_outline_item(title="Điều 1", page_number=1, parent=chapter)
    return written(writer)


def pdf_with_broken_titles():
    """A page and an entry of the contents are called by half of a character; another entry is sound."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Outlines 4 0 R /PageLabels << /Nums [0 << /P <FEFFD8000041> >>] >> >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        b"<< /First 5 0 R /Last 6 0 R /Count 2 >>",
        b"<< /Title <FEFFD8000041> /Parent 4 0 R /Dest [3 0 R /Fit] /Next 6 0 R >>",
        b"<< /Title (Sau) /Parent 4 0 R /Dest [3 0 R /Fit] /Prev 5 0 R >>",
    ]
    return assemble(objects)


def scan():
    picture = Image.new("RGB", (800, 1100), "white")
    picture.paste((40, 40, 40), (100, 100, 700, 130))
    out = io.BytesIO()
    picture.save(out, "PDF")
    return out.getvalue()


def written(writer):
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def picture(mode="RGB", size=(400, 300), kind="PNG", colour="white", **options):
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, kind, **options)
    return out.getvalue()


def pixel_flood():
    """A PNG of a few hundred bytes that says it is 60,000 x 60,000 pixels."""

    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )


def docx(*paragraphs, font="Times New Roman"):
    document = Document()
    document.styles["Normal"].font.name = font
    document.add_heading("DỰ THẢO NGHỊ QUYẾT", 1)
    for paragraph in paragraphs or (VIETNAMESE,):
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def rezipped(content, changes, compress=zipfile.ZIP_DEFLATED):
    """The archive with parts added or replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", compress) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, part in changes.items():
            new.writestr(name, part)
    return out.getvalue()


def bomb():
    return rezipped(docx("bom"), {"word/media/image1.xml": b"<a>" + bytes(60 * 1024 * 1024)})


def many_entries():
    return rezipped(docx("x"), {f"word/media/{number}.bin": b"" for number in range(5_001)})


def understated_bomb():
    """The sizes in its directory are lies: 100 bytes are said, 50 MB come."""
    content = bytearray(rezipped(docx("bom"), {"word/media/a.bin": bytes(50 * 1024 * 1024)}))
    true, false = struct.pack("<I", 50 * 1024 * 1024), struct.pack("<I", 100)
    return bytes(content.replace(true, false))


def with_doctype(encoding="utf-8"):
    xml = (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        '<!DOCTYPE w:document [<!ENTITY passwd SYSTEM "file:///etc/passwd">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
        "<w:t>&passwd;</w:t></w:r></w:p></w:body></w:document>"
    )
    return rezipped(docx("x"), {"word/document.xml": xml.encode(encoding)})


def with_macro():
    return rezipped(docx(), {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0 Sub AutoOpen()"})


def odt(**parts):
    """An OpenDocument text; `parts` are written besides, by path with __ for /."""
    names = {name.replace("__", "/") + ".xml": part for name, part in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for name, part in ({"content.xml": "<office:document-content/>"} | names).items():
            archive.writestr(name, part)
    return out.getvalue()


def with_outside_picture(address):
    """A document whose picture lies on somebody's server, which would learn who opens it, and when."""
    out = io.BytesIO()
    document = Document()
    document.add_paragraph("Có ảnh ở ngoài")
    document.add_picture(io.BytesIO(picture()))
    document.save(out)
    content = out.getvalue()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        relations = archive.read("word/_rels/document.xml.rels").decode()
        body = archive.read("word/document.xml").decode()
    relations = relations.replace('Target="media/image1.png"', f'Target="{address}" TargetMode="External"')
    body = body.replace("r:embed=", "r:link=")
    assert address in relations and "r:link=" in body
    return rezipped(content, {"word/_rels/document.xml.rels": relations, "word/document.xml": body})


def locked_docx():
    """As Office locks them: a compound file (MS-CFB) that holds the stream EncryptedPackage."""
    return compound_file("EncryptionInfo", "EncryptedPackage")


def compound_file(*streams):
    sector = 512
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIIII", header, 40, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    header[76:] = struct.pack("<I", 0) + b"\xff" * (512 - 80)
    table = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE) + b"\xff" * (sector - 8)
    entries = [entry("Root Entry", 5, child=1)]
    for number, name in enumerate(streams, start=1):
        right = number + 1 if number < len(streams) else 0xFFFFFFFF
        entries.append(entry(name, 2, right=right))
    directory = b"".join(entries).ljust(sector, b"\0")
    return bytes(header) + table + directory


def entry(name, kind, right=0xFFFFFFFF, child=0xFFFFFFFF):
    encoded = name.encode("utf-16-le") + b"\0\0"
    out = bytearray(128)
    out[: len(encoded)] = encoded
    struct.pack_into("<HBB", out, 64, len(encoded), kind, 1)
    struct.pack_into("<III", out, 68, 0xFFFFFFFF, right, child)
    struct.pack_into("<II", out, 116, 0xFFFFFFFE, 0)
    return bytes(out)
