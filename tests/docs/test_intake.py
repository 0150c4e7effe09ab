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


def test_a_pdf_behind_stray_bytes_is_a_pdf(bring, document_of):
    assert document_of(bring(b"\r\n\r\n" + files.pdf())).state == DocumentState.READY


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
