"""The judge of a folder of files: what it lets pass, and what it calls unmet."""

import subprocess
import sys

import pytest

from bench.corpus import judging, manifest, words
from bench.corpus.manifest import Entry
from bench.corpus.running import Outcome, Run
from meeting.docs.problems import SENTENCES
from meeting.docs.stages.problem import Code
from tests import live
from tests.docs import files
from tests.docs.hostile import offices

PDF, DOCX, ODT = Entry("a.pdf", "pdf", "ok"), Entry("b.docx", "docx", "macro"), Entry("c.odt", "odt", "ok")
LOCKED = Entry("d.xlsx", "xlsx", "encrypted")
BROKEN = Entry("e.docx", "docx", "malformed")
NONSENSE = Entry("f.pdf", "pdf", "malformed", begins_well=False)


def read(entry, **more):
    return Outcome(entry, "ready", first_page=0.2, whole=0.5, pages=1, **more)


def refused(entry, code):
    return Outcome(entry, "failed", code, {"en": SENTENCES[code], "vi": "Tệp này …"})


def unmet(*outcomes, engine="libreoffice", crashes=(), left=()):
    return judging.unmet(Run(engine, list(outcomes), list(crashes), list(left)))


def test_a_run_in_which_all_went_as_it_should_has_nothing_unmet():
    assert unmet(
        read(PDF),
        read(DOCX),
        read(ODT),
        refused(LOCKED, Code.ENCRYPTED),
        refused(BROKEN, Code.DAMAGED),
        refused(NONSENSE, Code.WRONG_TYPE),
    ) == []  # fmt: skip


@pytest.mark.parametrize("entry", [PDF, DOCX])
def test_each_pdf_and_docx_that_can_be_read_must_be(entry):
    [sentence] = unmet(refused(entry, Code.DAMAGED))
    assert entry.path in sentence and "damaged" in sentence


def test_of_the_other_office_files_three_in_a_hundred_may_fail_with_libreoffice():
    def some(failed):
        return [refused(ODT, Code.DAMAGED)] * failed + [read(ODT)] * (100 - failed)

    assert unmet(*some(3)) == []
    [sentence] = unmet(*some(4))
    assert "96.0%" in sentence and "c.odt" in sentence


def test_without_libreoffice_an_opendocument_file_is_refused_for_want_of_a_converter_and_for_nothing_else():
    without = judging.verdict(refused(ODT, Code.NO_ENGINE), "embedded")
    assert without == judging.Verdict.REFUSED
    assert judging.verdict(refused(ODT, Code.DAMAGED), "embedded") == judging.Verdict.FAILED
    assert judging.verdict(refused(ODT, Code.NO_ENGINE), "libreoffice") == judging.Verdict.FAILED


def test_what_a_file_is_counts_for_more_than_what_it_is_called(tmp_path):
    folder = laid(tmp_path / "in", ("a.docm", "ok", b"{\\rtf1 old}"), ("b.docm", "ok", b"PK\x03\x04"))
    old, new = manifest.read_manifest(folder)
    assert judging.verdict(refused(old, Code.NO_ENGINE), "embedded") == judging.Verdict.REFUSED
    assert judging.verdict(refused(new, Code.NO_ENGINE), "embedded") == judging.Verdict.FAILED


@pytest.mark.parametrize(
    ("entry", "code"), [(LOCKED, Code.DAMAGED), (BROKEN, Code.ENCRYPTED), (NONSENSE, Code.DAMAGED)]
)
def test_a_bad_file_refused_with_another_code_is_not_refused_rightly(entry, code):
    [sentence] = unmet(refused(entry, code))
    assert f"{entry.path} ({code})" in sentence


def test_a_bad_file_that_is_shown_is_a_failure():
    assert unmet(read(LOCKED)) != []


@pytest.mark.parametrize("said", [None, {"en": "Something is wrong.", "vi": "Lỗi"}, {"en": "", "vi": None}])
def test_a_refusal_without_its_sentence_in_both_languages_is_a_failure(said):
    assert unmet(Outcome(LOCKED, "failed", Code.ENCRYPTED, said)) != []


def test_a_paper_that_is_ready_but_shows_no_page_is_not_converted():
    assert unmet(Outcome(PDF, "ready", pages=1)) != []


def test_what_hangs_crashes_or_is_left_behind_is_named():
    assert any("hung: a.pdf" in said for said in unmet(Outcome(PDF, "hung")))
    assert unmet(crashes=["the worker ended"], left=["tmp/x is left"]) == [
        "crash: the worker ended",
        "left behind: tmp/x is left",
    ]


def test_times_and_words_are_told_by_type():
    run = Run("auto", [read(PDF), read(PDF, recall=0.9), read(ODT)], [], [])
    found = judging.by_type(run)
    assert found["pdf"]["files"] == 2 and found["pdf"]["recall"] == 0.9
    assert found["all"]["converted"] == 3 and found["all"]["first_page_p95_s"] == 0.2


def test_the_words_of_a_docx_in_an_old_font_are_known(tmp_path):
    from tests.docs import legacy

    path = tmp_path / "cu.docx"
    path.write_bytes(legacy.docx(lambda document: document.add_paragraph(legacy.vni(files.VIETNAMESE))))
    known = words.known_text(path)
    assert words.recall(files.VIETNAMESE, known) == 1
    assert words.recall(files.VIETNAMESE, known.replace("ngân sách", "ngan sach")) < 1


def laid(folder, *rows):
    folder.mkdir()
    lines = ["path\ttype\tkind"]
    for name, kind, content in rows:
        (folder / name).write_bytes(content)
        lines.append(f"{name}\t{name.rsplit('.', 1)[-1]}\t{kind}")
    (folder / "MANIFEST.tsv").write_text("\n".join(lines) + "\n")
    return folder


def test_a_pdf_that_nothing_locks_is_not_expected_to_be_called_locked(tmp_path):
    folder = laid(
        tmp_path / "in", ("a.pdf", "encrypted", files.pdf()), ("b.pdf", "encrypted", files.locked_pdf())
    )
    assert [entry.kind for entry in manifest.read_manifest(folder)] == ["malformed", "encrypted"]


def test_a_workbook_that_excel_opens_unasked_is_expected_to_be_read(tmp_path):
    folder = laid(
        tmp_path / "in",
        ("a.xlsx", "encrypted", offices.workbook_for_everybody()),
        ("b.xlsx", "encrypted", offices.workbook_for_some()),
    )
    assert [entry.kind for entry in manifest.read_manifest(folder)] == ["encrypted-openable", "encrypted"]


def corpus(folder):
    command = [sys.executable, "-m", "bench.corpus", str(folder), "--engine", "embedded"]
    return subprocess.run(command, cwd=live.ROOT, capture_output=True, text=True, timeout=180)


def test_a_folder_goes_through_the_whole_pipeline_and_the_exit_code_judges_it(tmp_path):
    good = [("a.pdf", "ok", files.pdf(2)), ("b.pdf", "encrypted", files.locked_pdf())]
    done = corpus(laid(tmp_path / "good", *good))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "All requirements are met." in done.stdout
    done = corpus(laid(tmp_path / "bad", *good, ("c.pdf", "ok", b"%PDF-1.7 and no more")))
    assert done.returncode == 1
    assert "NOT MET  readable PDF converted: 1 of 2; not c.pdf (damaged)" in done.stdout
