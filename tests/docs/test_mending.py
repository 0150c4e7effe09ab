"""PDFs that cannot be opened as they came: what can be rescued is read, the original stays as it was."""

import pytest

from meeting.docs.models import DocumentState
from meeting.docs.problems import SENTENCES
from meeting.docs.stages.problem import Code

from . import files
from .conftest import remains
from .test_engines import CORPUS


def without_trailer(pages):
    return files.pdf(pages)[: files.pdf(pages).index(b"trailer")]


WITHOUT_TRAILER = without_trailer(12)


def test_a_pdf_without_its_end_is_repaired_and_the_secretariat_is_told(app, bring, document_of):
    document = document_of(bring(WITHOUT_TRAILER))
    assert (document.state, document.page_count, document.pages_ready) == (DocumentState.READY, 12, 12)
    assert document.engine == "pikepdf" and "repaired" in document.warnings
    assert remains(app) == []


def test_what_is_handed_out_of_a_repaired_paper_is_the_file_as_it_came(meeting, bring, client, document_of):
    paper_id = bring(WITHOUT_TRAILER)
    lan = client("lan")
    papers = lan.get(f"/api/meetings/{meeting.id}/state").json["papers"]
    version = papers[str(paper_id)]["version"]
    answer = lan.get(f"/api/meetings/{meeting.id}/papers/{paper_id}/versions/{version['id']}/original")
    assert answer.data == WITHOUT_TRAILER and version["warnings"] == document_of(paper_id).warnings


def test_what_was_left_of_half_a_file_is_read(bring, document_of):
    half = files.pdf(3)[: len(files.pdf(3)) * 2 // 3]
    assert (document_of(bring(half)).page_count, document_of(bring(half)).state) == (2, DocumentState.READY)


def test_pages_whose_tree_is_lost_are_gathered(bring, document_of):
    document = document_of(bring(without_trailer(3).replace(b"2 0 obj\n<<", b"2 0 obj\n[]<<")))
    assert (document.page_count, document.pages_ready, document.warnings) == (3, 3, ["repaired"])


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n" + b"\xff\x00 rubbish obj endobj " * 200,
        b"%PDF-1.7\n",
        # Its words could only be deciphered with what stood at the end.
        files.owner_locked_pdf()[: files.owner_locked_pdf().index(b"trailer")],
        # Two white pages would be left of it.
        without_trailer(2).replace(b"\nstream", b"\nstbeam"),
    ],
)
def test_what_cannot_be_rescued_is_damaged(app, bring, document_of, facts, content):
    document = document_of(bring(content))
    assert (document.state, document.error) == (DocumentState.FAILED, Code.DAMAGED)
    assert facts()[-1][2]["intake"]["error"]["message"] == SENTENCES[Code.DAMAGED]
    assert remains(app) == [] and not list(app.extensions["paper_jobs"].store.pages.glob("*/*"))


def test_a_sound_paper_is_not_written_anew(bring, document_of):
    document = document_of(bring(files.pdf()))
    assert document.engine == "pdfium" and "repaired" not in document.warnings


@pytest.mark.skipif(not CORPUS.exists(), reason="no corpus beside this checkout")
def test_a_paper_from_life_without_a_page_is_damaged(bring, document_of):
    assert document_of(bring((CORPUS / "qpdf/c-empty.pdf").read_bytes())).error == Code.DAMAGED


@pytest.mark.skipif(not CORPUS.exists(), reason="no corpus beside this checkout")
def test_a_paper_from_life_that_lost_its_end_is_rescued(bring, document_of):
    content = (CORPUS / "vn-viparse/2006-19412_QD115.04TTg_BLTch_DNNVV.pdf").read_bytes()
    document = document_of(bring(content[: len(content) * 9 // 10]))
    assert (document.state, document.engine) == (DocumentState.READY, "pikepdf")
