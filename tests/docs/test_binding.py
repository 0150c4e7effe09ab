"""The child that binds: pages stay as they were, the right way up, and nothing in them does anything any more."""

import io
import re

import pypdfium2 as pdfium
import pytest
from PIL import ImageChops
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
from reportlab.pdfgen import canvas

from meeting.docs.fontconfig import LIBERATION
from meeting.docs.stages.book.binding import bind

from . import files

WORDS = {
    "book": "Sách tài liệu",
    "for": "Dành cho",
    "holds": "%(pages)s trang",
    "contents": "Mục lục",
    "page": "Trang %(page)s/%(pages)s",
    "paper": "Tài liệu %(number)s",
    "unbound": "Không có trong sách này",
}
COVER = {"body": "Hội đồng", "meeting": "Kỳ họp", "date": "", "place": "", "reader": "Lan", "made": ""}
ACTIVE = (
    b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/OpenAction", b"/AA", b"/AcroForm", b"/Widget",
    b"/GoToR", b"/SubmitForm", b"/RichMedia", b"/Metadata",
)  # fmt: skip


@pytest.fixture
def bound(tmp_path):
    """bound(*papers, reader=""): the book of these PDFs, as bytes; its first paper begins on page 3."""

    def bound(*papers, reader=""):
        entries = []
        for number, content in enumerate(papers, start=1):
            path = tmp_path / f"{number}.pdf"
            path.write_bytes(content)
            entry = {"number": number, "title": f"Tờ {number}", "source": str(path), "outline": []}
            entries.append(entry | {"reader": reader})
        request = {"folder": str(tmp_path), "fonts": str(LIBERATION), "language": "vi", "words": WORDS}
        items = [{"heading": "1. Việc", "papers": entries}]
        bind(request | {"cover": COVER, "items": items}, lambda event, **what: None)
        return (tmp_path / "book.pdf").read_bytes()

    return bound


def written(writer):
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def drawn(content, number, scale=1):
    pdf = pdfium.PdfDocument(content)
    if pdf.get_formtype():
        pdf.init_forms()
    return pdf[number - 1].render(scale=scale).to_pil().convert("L")


def differ(one, other, box=None):
    """Where two pictures differ visibly: (left, top, right, bottom), or None."""
    difference = ImageChops.difference(one, other).point(lambda value: 255 if value > 40 else 0)
    return (difference.crop(box) if box else difference).getbbox()


def all_bytes(content):
    """Every object and every stream as it is when unpacked."""
    reader, said = PdfReader(io.BytesIO(content)), [content]
    for number in range(1, len(reader.xref[0]) + 1 if reader.xref else 1):
        found = reader.get_object(number)
        if hasattr(found, "get_data") and found.get("/Subtype") != "/Image":
            said.append(found.get_data())
    return b"\n".join(said)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_and_cropped_page_stays_as_it_was_with_its_number_at_the_foot(bound, turn):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(files.pdf(1, size=(842, 1191)))))
    page = writer.pages[0]
    page.rotate(turn)
    page.cropbox.lower_left, page.cropbox.upper_right = (40, 60), (800, 1150)
    paper = written(writer)
    before, after = drawn(paper, 1), drawn(bound(paper), 3)
    assert before.size == after.size
    width, height = after.size
    left, top, right, bottom = differ(before, after)
    assert top > height - 40 and abs((left + right) / 2 - width / 2) < 4
    assert right - left > 60 and bottom - top < 20  # a line that is read from left to right


def test_large_and_small_pages_keep_their_size(bound):
    sizes = [(1190, 842), (420, 595), (595, 842), (200, 100)]
    book = PdfReader(io.BytesIO(bound(*(files.pdf(1, size=size) for size in sizes))))
    assert [(page.mediabox.width, page.mediabox.height) for page in book.pages[2:]] == sizes


def test_a_drawing_that_leaves_its_state_behind_does_not_move_the_foot(bound):
    crooked = files.pdf().replace(b"BT /F1", b"q 9 0 0 9 50 50 cm BT /F1")
    book = PdfReader(io.BytesIO(bound(crooked)))
    place = []

    def see(text, _cm, tm, *_font):
        if "Trang 3/3" in text:
            place.append((tm[4], tm[5]))

    book.pages[2].extract_text(visitor_text=see)
    assert "Trang 3/3" in book.pages[2].extract_text()
    assert (
        differ(
            drawn(bound(files.pdf()), 3).crop((0, 800, 595, 842)),
            drawn(bound(crooked), 3).crop((0, 800, 595, 842)),
        )
        is None
    )


def hostile():
    """A script at opening, on the page, in a field; a file attached; a field that submits; a link that starts a
    program, one to another file, one to a web address, one to page 2."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(files.pdf(2))))
    opened = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert('opened')")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
        {NameObject(name): value for name, value in opened.items()}
    )
    writer.add_attachment("hidden.exe", b"MZ hidden")
    script = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x()")}
    )
    actions = DictionaryObject({NameObject("/O"): script})
    page = writer.pages[0]
    page[NameObject("/AA")] = writer._add_object(actions)
    page[NameObject("/Metadata")] = writer._add_object(DecodedStreamObject())
    links = [
        {"/S": NameObject("/Launch"), "/F": TextStringObject("calc.exe")},
        {"/S": NameObject("/GoToR"), "/F": TextStringObject("other.pdf"), "/D": TextStringObject("a")},
        {"/S": NameObject("/URI"), "/URI": TextStringObject("https://hdnd.example.vn/")},
        {"/S": NameObject("/URI"), "/URI": TextStringObject("javascript:alert(1)")},
        {
            "/S": NameObject("/GoTo"),
            "/D": ArrayObject([writer.pages[1].indirect_reference, NameObject("/Fit")]),
        },
    ]
    rectangle = ArrayObject(NumberObject(n) for n in (10, 10, 60, 60))
    annotations = ArrayObject()
    for action in links:
        entries = {"/Type": NameObject("/Annot"), "/Subtype": NameObject("/Link"), "/Rect": rectangle}
        made = {NameObject(name): value for name, value in action.items()}
        entries["/A"] = DictionaryObject(made)
        annotations.append(
            writer._add_object(DictionaryObject({NameObject(n): v for n, v in entries.items()}))
        )
    page[NameObject("/Annots")] = annotations
    return written(writer)


def test_nothing_active_survives(bound):
    paper = hostile()
    said = all_bytes(paper)
    assert all(word in said for word in (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/GoToR", b"/AA"))
    said = all_bytes(bound(paper))
    assert [word for word in ACTIVE if re.search(re.escape(word) + rb"\b", said)] == []
    for secret in (b"hidden", b"calc.exe", b"other.pdf", b"alert"):
        assert secret not in said


def test_links_inside_the_paper_and_to_the_web_stay(bound):
    book = PdfReader(io.BytesIO(bound(files.pdf(2), hostile())))
    links = [annotation.get_object() for annotation in book.pages[4]["/Annots"]]
    assert [link["/A"]["/URI"] for link in links if "/A" in link] == ["https://hdnd.example.vn/"]
    assert [book.get_page_number(link["/Dest"][0].get_object()) for link in links if "/Dest" in link] == [5]


def test_named_places_are_found(bound):
    book = PdfReader(io.BytesIO(bound(files.linked_pdf())))
    links = [annotation.get_object() for annotation in book.pages[2]["/Annots"]]
    assert [book.get_page_number(link["/Dest"][0].get_object()) + 1 for link in links if "/Dest" in link] == [
        5
    ]


def form():
    out = io.BytesIO()
    paper = canvas.Canvas(out, pagesize=(595, 842))
    paper.drawString(72, 742, "Phieu")
    paper.acroForm.textfield(name="ten", value="DA DIEN", x=72, y=600, width=200, height=30)
    paper.acroForm.checkbox(name="dongy", checked=True, x=72, y=500, size=30)
    paper.save()
    return out.getvalue()


def without_appearances():
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(form())))
    del writer.pages[0]["/Annots"][0].get_object()["/AP"]
    writer.root_object["/AcroForm"][NameObject("/NeedAppearances")] = BooleanObject(True)
    return written(writer)


@pytest.mark.parametrize("made", [form, without_appearances])
def test_fields_become_part_of_the_page_as_they_look(bound, made):
    paper = made()
    book = bound(paper)
    assert b"/Widget" not in all_bytes(book) and b"/AcroForm" not in all_bytes(book)
    assert "/Annots" not in PdfReader(io.BytesIO(book)).pages[2]
    above_the_foot = (0, 0, 595, 800)
    assert drawn(book, 3).crop(above_the_foot).getextrema()[0] < 100  # something dark stands there
    assert differ(drawn(paper, 1), drawn(book, 3), above_the_foot) is None


def test_remarks_are_drawn_where_they_were(bound):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(files.pdf())))
    writer.add_annotation(0, FreeText(text="GHI CHU", rect=(100, 400, 300, 440), font_size="20pt"))
    paper = written(writer)
    book = bound(paper)
    assert differ(drawn(paper, 1), drawn(book, 3), (0, 0, 595, 800)) is None
    assert "/Annots" not in PdfReader(io.BytesIO(book)).pages[2]


def test_a_layer_that_is_switched_off_stays_off(bound):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(files.pdf())))
    layer = writer._add_object(
        DictionaryObject(
            {NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject("Cũ")}
        )
    )
    page = writer.pages[0]
    page["/Resources"][NameObject("/Properties")] = DictionaryObject({NameObject("/L"): layer})
    content = DecodedStreamObject()
    content.set_data(b"/OC /L BDC 0 0 0 rg 100 300 200 200 re f EMC")
    page[NameObject("/Contents")] = writer._add_object(content)
    state = DictionaryObject({NameObject("/OFF"): ArrayObject([layer])})
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject(
        {NameObject("/OCGs"): ArrayObject([layer]), NameObject("/D"): state}
    )
    paper = written(writer)
    white = (255, 255)
    assert drawn(paper, 1).getextrema() == white
    assert drawn(bound(files.pdf(), paper), 4).crop((0, 0, 595, 800)).getextrema() == white


def test_a_paper_that_anybody_may_open_but_is_encrypted_is_bound(bound):
    book = PdfReader(io.BytesIO(bound(files.owner_locked_pdf())))
    assert not book.is_encrypted and len(book.pages) == 3


def test_a_file_that_cannot_be_opened_is_named_and_the_others_are_bound(bound):
    book = PdfReader(io.BytesIO(bound(files.pdf(2), b"%PDF-1.7 nothing", files.pdf())))
    assert len(book.pages) == 5
    assert "Không có trong sách này" in book.pages[1].extract_text()


def test_the_readers_name_is_laid_over_pages_that_call_for_it(bound):
    plain, marked = bound(files.pdf(2)), bound(files.pdf(2), reader="Nguyễn Thị Lan")
    assert differ(drawn(plain, 2), drawn(marked, 2)) is None
    for number in (3, 4):
        left, top, right, bottom = differ(drawn(plain, number), drawn(marked, number)) or (0, 0, 0, 0)
        assert bottom - top > 300 and right - left > 100
        assert PdfReader(io.BytesIO(marked)).pages[number - 1].extract_text().count("Nguyễn Thị Lan") == 3
    assert "Nguyễn Thị Lan" not in PdfReader(io.BytesIO(plain)).pages[2].extract_text()
