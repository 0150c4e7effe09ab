"""From an upload to pages, or to a sentence that says what to do."""

import pytest

from meeting.db import writing
from meeting.docs import adding
from meeting.docs.finding import find_by_hash
from meeting.docs.models import DocumentState
from meeting.docs.problems import SENTENCES
from meeting.docs.stages.check import check
from meeting.docs.stages.opening import describe, open_pdf
from meeting.docs.stages.problem import Code, Problem

from ..databases import on_both_databases
from . import files
from .conftest import keep, remains

REFUSED = {
    "a PDF with a password": (files.locked_pdf, "a.pdf", Code.ENCRYPTED),
    "a Word document with a password": (files.locked_docx, "a.docx", Code.ENCRYPTED),
    "half a PDF without its pages": (lambda: files.pdf(3)[:60], "a.pdf", Code.DAMAGED),
    "half a Word document": (lambda: files.docx()[:9000], "a.docx", Code.DAMAGED),
    "half a picture": (lambda: files.picture(size=(900, 900), colour="red")[:300], "a.png", Code.DAMAGED),
    "a program called .pdf": (lambda: b"MZ\x90\x00" + bytes(500), "Tờ trình.pdf", Code.WRONG_TYPE),
    "a web page called .doc": (lambda: b"<html><script>alert(1)</script></html>", "a.doc", Code.WRONG_TYPE),
    "a zip that is no document": (lambda: zipped({"hello.txt": b"x"}), "a.docx", Code.WRONG_TYPE),
    "10,001 pages": (lambda: files.many_pages(10_001), "a.pdf", Code.TOO_MANY_PAGES),
    "a page of seven metres": (files.huge_page, "a.pdf", Code.PAGE_TOO_LARGE),
    "a flood of pixels": (files.pixel_flood, "a.png", Code.PAGE_TOO_LARGE),
    "a zip bomb": (files.bomb, "a.docx", Code.UNSAFE),
    "a zip bomb that understates itself": (files.understated_bomb, "a.docx", (Code.UNSAFE, Code.DAMAGED)),
    "five thousand and more parts": (files.many_entries, "a.docx", Code.UNSAFE),
    "an outside entity": (files.with_doctype, "a.docx", Code.UNSAFE),
    "an outside entity in UTF-16": (lambda: files.with_doctype("utf-16"), "a.docx", Code.UNSAFE),
    "an encoding to hide in": (lambda: files.with_doctype("utf-7"), "a.docx", Code.UNSAFE),
}


def zipped(parts):
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_with_a_sentence_and_nothing_is_left_behind(app, bring, document_of, facts, case):
    make, name, code = REFUSED[case]
    document = document_of(bring(make(), name))
    assert document.state == DocumentState.FAILED
    assert document.error in ((code,) if isinstance(code, Code) else code), document.error_detail
    channel, fact, payload = facts()[-1]
    assert (channel, fact) == ("desk", "intake:changed")
    assert payload["intake"]["error"] == {"code": document.error, "message": SENTENCES[Code(document.error)]}
    assert payload["intake"]["state"] == "failed"
    assert remains(app) == [] and not list(app.extensions["paper_jobs"].store.pages.glob("*/*"))


def test_every_reason_has_a_sentence():
    assert set(SENTENCES) == set(Code)


@on_both_databases
def test_a_pdf_becomes_pages_with_text(app, bring, document_of):
    paper_id = bring(files.pdf(5, "Du toan"))
    document = document_of(paper_id)
    assert (document.state, document.page_count, document.pages_ready) == (DocumentState.READY, 5, 5)
    assert document.engine == "pdfium" and document.warnings == []
    store = app.extensions["paper_jobs"].store
    for number in range(1, 6):
        assert store.find_picture(document.key, number, "page").read_bytes()[:4] == b"\x89PNG"
        assert store.find_picture(document.key, number, "thumb")
    assert remains(app) == []


def test_what_only_the_owner_may_change_can_be_read(bring, document_of):
    assert document_of(bring(files.owner_locked_pdf())).state == DocumentState.READY


def test_a_pdf_behind_stray_bytes_is_a_pdf(bring, document_of):
    assert document_of(bring(b"\r\n\r\n" + files.pdf())).state == DocumentState.READY


def test_a_polyglot_is_what_it_begins_as(bring, document_of):
    document = document_of(bring(files.pdf() + zipped({"evil.js": b"x"}), "a.zip"))
    assert (document.kind, document.state) == ("pdf", DocumentState.READY)


def test_a_scan_is_flagged(bring, document_of):
    assert document_of(bring(files.scan())).warnings == ["scan_without_text"]


@pytest.mark.parametrize(
    ("mode", "form", "colour"),
    [
        ("RGB", "JPEG", "red"),
        ("RGBA", "PNG", (0, 0, 255, 128)),
        ("1", "TIFF", 1),
        ("P", "GIF", 3),
        ("RGB", "WEBP", "red"),
        ("L", "BMP", 200),
        ("CMYK", "JPEG", (0, 200, 0, 0)),
        ("I;16", "PNG", 4000),
    ],
)
def test_a_picture_becomes_a_page(bring, document_of, mode, form, colour):
    document = document_of(bring(files.picture(mode, kind=form, colour=colour), "Bản đồ.jpg"))
    assert (document.state, document.page_count, document.engine) == (DocumentState.READY, 1, "pillow")


def test_the_pages_of_a_tiff_become_pages(bring, document_of):
    from PIL import Image

    pages = [Image.new("L", (200, 300), 40 * number) for number in range(3)]
    content = files.picture("L", (200, 300), "TIFF", "white", save_all=True, append_images=pages)
    assert document_of(bring(content)).page_count == 4


def test_macros_are_told_of_and_dropped(embedded, bring, document_of):
    document = document_of(bring(files.with_macro(), "a.docm"))
    assert document.state == DocumentState.READY and "macros_dropped" in document.warnings


LIBRARY = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE library:library PUBLIC '
    '"-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd"{}><library:library/>'
)


def test_macros_as_libreoffice_keeps_them_are_told_of(tmp_path):
    path = tmp_path / "a.odt"
    path.write_bytes(files.odt(Basic__Standard__script=LIBRARY.format("")))
    assert check(path)["warnings"] == ["macros_dropped"]


def test_an_entity_does_not_hide_among_macros(tmp_path):
    path = tmp_path / "a.odt"
    path.write_bytes(
        files.odt(Basic__Standard__script=LIBRARY.format(' [<!ENTITY a SYSTEM "file:///etc/passwd">]'))
    )
    with pytest.raises(Problem):
        check(path)


def test_a_title_that_is_half_a_character_does_not_spoil_the_paper(tmp_path):
    """One that stands in the contents and one that names a page."""
    path = tmp_path / "a.pdf"
    path.write_bytes(files.pdf_with_broken_titles())
    assert describe(open_pdf(path)) == {
        "pages": [{"w": 200, "h": 200, "label": ""}],
        "outline": [{"title": "Sau", "page": 1, "level": 0}],
        "warnings": [],
    }


def test_a_font_that_is_not_here_is_told_of(embedded, bring, document_of):
    assert "font_substituted" in document_of(bring(files.docx(font="Comic Sans MS"), "a.docx")).warnings


@on_both_databases
def test_the_same_content_is_stored_and_converted_once(app, bring, document_of, monkeypatch):
    first = document_of(bring(files.pdf(2)))
    monkeypatch.setattr("meeting.docs.sandbox.run", lambda *_a, **_k: pytest.fail("converted twice"))
    second_paper = bring(files.pdf(2), "Bản khác.pdf")
    assert document_of(second_paper).id == first.id
    assert len(list(app.extensions["paper_jobs"].store.originals.glob("*/*"))) == 1


@on_both_databases
def test_the_same_content_brought_to_two_meetings_at_once_is_one(app, meeting, monkeypatch):
    """Both looked before either had written: the other one's row appears in between."""
    upload = keep(app, files.pdf())
    looked = []

    def too_early(session, *what):
        looked.append(what)
        return None if len(looked) == 1 else find_by_hash(session, *what)

    with app.app_context():
        with writing() as session:
            first = adding.receive_document(session, upload, adding.REWRITING).id
        monkeypatch.setattr(adding, "find_by_hash", too_early)
        with writing() as session:
            assert adding.receive_document(session, upload, adding.REWRITING).id == first


def test_the_outline_and_labels_are_read(app, bring, document_of):
    document = document_of(bring(files.pdf_with_outline()))
    assert document.outline == [
        {"title": "Chương I. Quy định chung", "page": 1, "level": 0},
        {"title": "Điều 1", "page": 2, "level": 1},
    ]
