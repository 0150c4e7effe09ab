"""How many pages, fields and cells there really are, whatever a file says of them."""

import io
import shutil
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from meeting.docs import engine_room, sandbox
from meeting.docs.models import DocumentState
from meeting.docs.stages.counting import pages_written
from meeting.docs.stages.engines import ENGINES
from meeting.docs.stages.problem import Code, Problem
from meeting.docs.stages.sheets import trimmed

from . import files
from .conftest import remains
from .hostile import endless, offices


@pytest.mark.parametrize("said", [9_999, 20_000, 2, 1, 0, -3, 2_147_483_647])
def test_a_pdf_has_the_pages_that_are_there(app, bring, document_of, said):
    document = document_of(bring(endless.three_pages_said_to_be(said)))
    assert (document.state, document.page_count, document.pages_ready) == (DocumentState.READY, 3, 3)
    assert remains(app) == []


def test_pages_that_are_packed_where_no_search_of_the_bytes_finds_them_are_counted(tmp_path):
    path = tmp_path / "a.pdf"
    with pikepdf.open(io.BytesIO(files.pdf(3))) as pdf:
        pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"/Kids" not in path.read_bytes()
    assert pages_written(path) == 3


def test_the_bytes_of_a_great_pdf_are_not_taken_into_memory(tmp_path):
    path = tmp_path / "a.pdf"
    with open(path, "wb") as file:
        file.write(b"%PDF-1.4\n1 0 obj\n<< /Type /Page >>\nendobj\n")
        file.seek(64 << 20)
        file.write(b"\n2 0 obj\n<< /Type /Page >>\nendobj\n")
    tracemalloc.start()
    try:
        assert pages_written(path) == 2
        assert tracemalloc.get_traced_memory()[1] < 4 << 20
    finally:
        tracemalloc.stop()
    assert str(path) not in Path("/proc/self/maps").read_text()


def test_a_file_of_no_bytes_has_no_pages(tmp_path):
    path = tmp_path / "a.pdf"
    path.touch()
    assert pages_written(path) == 0


def test_a_pdf_that_counts_rightly_is_left_as_it_came(bring, document_of):
    """Also where an older version of a page is still in the file."""
    content = files.pdf(3)
    again = content + content[content.index(b"4 0 obj") : content.index(b"5 0 obj")]
    for what in (content, again):
        assert document_of(bring(what)).engine == "pdfium"


def test_a_form_that_takes_too_long_is_refused_as_one(app, bring, document_of, monkeypatch):
    """Not page by page, each with the time of a child of its own."""
    monkeypatch.setattr(engine_room, "CPU_SECONDS", 2)
    document = document_of(bring(endless.form(30_000)))
    assert (document.state, document.error, document.page_count) == (DocumentState.FAILED, Code.TIMEOUT, 0)
    assert remains(app) == []


def test_a_workbook_has_the_time_of_its_engine(embedded, bring, document_of, monkeypatch):
    """More than the check of a file has: great workbooks need it on a busy machine."""
    run, times = sandbox.run, {}

    def watched(request, folder, **how):
        times[request["stage"]] = how["wall_seconds"]
        run(request, folder, **how)

    monkeypatch.setattr(sandbox, "run", watched)
    assert document_of(bring(offices.xlsx(), "a.xlsx")).state == DocumentState.READY
    assert (times["receive"], times["convert"]) == (25, 60)


ROW = b'<row r="1"><c r="A1"><v>1</v></c><c r="C1"/></row>'
FAR = b'<c r="XFD1048576" s="3"/>'


def test_blank_cells_far_away_are_left_out_and_near_ones_stay():
    assert trimmed(ROW) == ROW
    assert trimmed(ROW + FAR) == ROW.replace(b'<c r="C1"/>', b"")
    assert trimmed(ROW + FAR.replace(b"/>", b"></c>")) == ROW.replace(b'<c r="C1"/>', b"")
    form = ROW + b'<c r="J40" s="3"/>'
    assert trimmed(form) == form


@pytest.mark.parametrize(
    ("merged", "left"),
    [
        (b"A1:C9", b"A1:C9"),
        (b"A1:XFD1048576", b"A1:B5"),
        (b"B2:B1048576", b"B2:B5"),
        (b"B5:B1048576", None),
        (b"D9:XFD1048576", None),
    ],
)
def test_merges_end_with_the_contents(merged, left):
    cells = b'<c r="A1"><v>1</v></c><c r="B5"><is><t>a</t></is></c>'
    tag = b'<mergeCell ref="%s"/>'
    assert trimmed(cells + tag % merged) == cells + (tag % left if left else b"")


def test_contents_that_stand_millions_of_pages_apart_are_refused():
    with pytest.raises(Problem) as refused:
        trimmed(ROW + FAR.replace(b"/>", b"><v>1</v></c>"))
    assert refused.value.code == Code.TOO_LONG


@pytest.mark.parametrize(("memory", "rows"), [(1536 << 20, 1_000_000), (400 << 20, 30_000)])
def test_a_sheet_that_is_too_long_is_not_said_to_be_damaged(
    app, embedded, bring, document_of, monkeypatch, memory, rows
):
    """Neither by the count of its rows nor where its engine is ended for want of memory."""
    monkeypatch.setitem(ENGINES, "office2pdf", replace(ENGINES["office2pdf"], memory=memory))
    document = document_of(bring(offices.long_sheet(rows), "a.xlsx"))
    assert (document.state, document.error, document.page_count) == (DocumentState.FAILED, Code.TOO_LONG, 0)
    assert remains(app) == []


@pytest.mark.skipif(not shutil.which("soffice"), reason="LIBREOFFICE IS NOT INSTALLED: it is not tested here")
def test_a_sheet_for_which_the_other_engine_has_no_time_is_told_as_too_long(
    app, bring, document_of, monkeypatch
):
    monkeypatch.setitem(
        ENGINES, "libreoffice", replace(ENGINES["libreoffice"], cpu_seconds=1, wall_seconds=2)
    )
    monkeypatch.setitem(ENGINES, "office2pdf", replace(ENGINES["office2pdf"], memory=400 << 20))
    document = document_of(bring(offices.long_sheet(30_000), "a.xlsx"))
    assert (document.state, document.error) == (DocumentState.FAILED, Code.TOO_LONG)
    assert remains(app) == []
