"""The engines, with Vietnamese in them."""

import shutil
import socket
import threading
import unicodedata
from pathlib import Path

import pytest

from meeting.docs import sandbox
from meeting.docs.stages.engines import ENGINES
from meeting.docs.stages.problem import Problem

from . import files
from .conftest import borrowed

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
WITH_LIBREOFFICE = pytest.param(
    "libreoffice",
    marks=pytest.mark.skipif(
        not shutil.which("soffice"), reason="LIBREOFFICE IS NOT INSTALLED: its engine is not tested here"
    ),
)
DOCX_ENGINES = [WITH_LIBREOFFICE, "dxpdf", "office2pdf"]

LETTERS = [
    f"{beside}{letter}{beside}"
    for plain in [*(v + t for v in "aăâeêioôơuưy" for t in ("", *"\u0300\u0301\u0303\u0309\u0323")), "đ"]
    for beside, letter in (
        ("x", unicodedata.normalize("NFC", plain)),
        ("X", unicodedata.normalize("NFC", plain).upper()),
    )
]


@pytest.fixture
def convert(app, room, tmp_path):
    """convert(content, kind, engine): ({page count, …}, text of the first page)."""
    import json

    store = app.extensions["paper_jobs"].store
    here = borrowed(room, store)

    def convert(content, kind, engine):
        source = tmp_path / f"source.{kind}"
        source.write_bytes(content)
        request = {"stage": "convert", "source": str(source), "engine": engine, "kind": kind, "first": [1]}
        said = {}
        with sandbox.room(store.children) as folder:
            here.run(
                request, folder, source, lambda event: said.setdefault(event["event"], event), ENGINES[engine]
            )
            lines = json.loads((folder / "1.text.json").read_text())
        return said["opened"] | {"warnings": said["converted"]["warnings"]}, " ".join(
            line["text"] for line in lines
        )

    return convert


@pytest.mark.parametrize("engine", DOCX_ENGINES)
def test_every_vietnamese_word_and_letter_is_found_again(convert, engine):
    opened, text = convert(files.docx(files.VIETNAMESE, " ".join(LETTERS)), "docx", engine)
    words = unicodedata.normalize("NFC", files.VIETNAMESE).split()
    found = set(text.split())
    assert len(opened["pages"]) == 1
    assert sum(word in found for word in words) / len(words) >= 0.99, sorted(set(words) - found)
    assert [word for word in LETTERS if word not in text] == []
    assert opened["warnings"] == ([] if engine == "libreoffice" else ["preview_layout"])


@pytest.mark.parametrize("engine", DOCX_ENGINES)
def test_a_picture_on_somebody_elses_server_is_never_fetched(convert, engine, monkeypatch):
    """Even where bubblewrap does not shut the network out."""
    monkeypatch.setattr(sandbox, "kind", lambda: "limits")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        visits, over = [], threading.Event()
        watcher = threading.Thread(target=watch, args=(server, visits, over))
        watcher.start()
        try:
            content = files.with_outside_picture(f"http://127.0.0.1:{server.getsockname()[1]}/track.png")
            _opened, text = convert(content, "docx", engine)
        finally:
            over.set()
            watcher.join()
    assert visits == [] and "Có ảnh ở ngoài" in text


def watch(server, visits, over):
    while not over.is_set():
        try:
            visits.append(server.accept()[1])
        except TimeoutError:
            continue


@pytest.mark.parametrize("engine", [WITH_LIBREOFFICE, "office2pdf"])
@pytest.mark.parametrize("ending", ["xlsx", "pptx"])
def test_sheets_and_slides_can_be_read(convert, ending, engine):
    _opened, text = convert(sheet() if ending == "xlsx" else slides(), ending, engine)
    assert "Ngân" in text and "sách" in text


def sheet():
    import io

    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    book.active["A1"] = "Ngân sách tỉnh"
    book.active["B2"] = 1250
    book.save(out)
    return out.getvalue()


def slides():
    import io

    from pptx import Presentation

    deck, out = Presentation(), io.BytesIO()
    deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "Ngân sách tỉnh"
    deck.save(out)
    return out.getvalue()


@pytest.mark.skipif(not CORPUS.exists(), reason="no corpus beside this checkout")
@pytest.mark.parametrize(
    "name",
    [
        "vn-viparse/2006-19412_QD115.04TTg_BLTch_DNNVV.pdf",
        "vn-viparse/2006-Mau-MD-3M-CP.doc",
        "pypdf/r6-owner-password.pdf",
        "tika/protect.xlsx",  # locked with the password that every Excel knows
        "poi/60284.xls",  # so is this one, of Excel 95
        "poi/pp40only.ppt",  # PowerPoint 4
    ],
)
def test_papers_from_life_become_readable(bring, document_of, name, room):
    if name.endswith((".doc", ".xls", ".ppt")) and not room.versions["libreoffice"]:
        pytest.skip("LIBREOFFICE IS NOT INSTALLED: old Office files cannot be read here")
    document = document_of(bring((CORPUS / name).read_bytes(), name))
    assert document.state == "ready", (document.error, document.error_detail)


@pytest.mark.skipif(not CORPUS.exists(), reason="no corpus beside this checkout")
@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("poi/bug53475-password-is-pass.docx", "encrypted"),
        ("poi/PasswordProtected.doc", "encrypted"),
        ("pypdf/r6-user-password.pdf", "encrypted"),
        ("poi/truncated62886.docx", "damaged"),
    ],
)
def test_papers_from_life_that_cannot_be_read_say_why(bring, document_of, name, error):
    assert document_of(bring((CORPUS / name).read_bytes(), name)).error == error


def test_an_engine_that_is_not_here_is_not_asked(room):
    embedded = borrowed(room, room.store, "embedded")
    assert embedded.engines_for("docx") == ["dxpdf", "office2pdf"] and embedded.engines_for("odt") == []
    with pytest.raises(ValueError, match="MEETING_ENGINE"):
        type(room)(room.store, "word")


def test_a_broken_document_is_a_problem_not_a_crash(convert):
    with pytest.raises(Problem):
        convert(files.rezipped(files.docx(), {"word/document.xml": b"<w:document"}), "docx", "dxpdf")
