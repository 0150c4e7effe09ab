"""Whatever is brought is answered rightly, and nothing of it stays behind, runs, or fetches anything."""

import os
import signal
import socket
import threading
import time
from contextlib import nullcontext

import pytest

from meeting.docs import engine_room, progress, sandbox
from meeting.docs.models import DocumentState
from meeting.docs.problems import SENTENCES
from meeting.docs.stages.check import check
from meeting.docs.stages.problem import Code, Warn

from . import files
from .conftest import remains
from .hostile import offices, pdfs
from .hostile.cases import CASES, PDFS
from .test_engines import WITH_LIBREOFFICE, watch
from .test_sandbox import children_of

LONGEST_SECONDS = 25
# A check ends within a second on a machine that has nothing else to do; this one may.
GENEROUS = 6


@pytest.fixture
def answer(app, bring, document_of, facts):
    """answer(content, name): the document as it stands in the end. Nothing of it is left behind where it was refused,
    nobody is still at work on it, and the next paper is read as ever."""

    def answer(content, name="a.pdf"):
        document = document_of(bring(content, name))
        store = app.extensions["paper_jobs"].store
        assert document.is_finished and remains(app) == [] and list(store.incoming.iterdir()) == []
        assert not [child for child in children_of(os.getpid()) if "stages" in child]
        if document.state == DocumentState.FAILED:
            channel, name, payload = facts()[-1]
            assert (channel, name, payload["intake"]["state"]) == ("desk", "intake:changed", "failed")
            sentence = SENTENCES[Code(document.error)]
            assert payload["intake"]["error"] == {"code": document.error, "message": sentence}
        return document

    return answer


@pytest.mark.parametrize("name", CASES)
def test_each_is_answered_rightly(app, embedded, answer, quiet, name):
    case = CASES[name]
    content = case.make()
    with quiet() if Code.UNSAFE in case.refused else nullcontext():
        begun = time.monotonic()
        document = answer(content, case.name)
        took = time.monotonic() - begun
    if document.state == DocumentState.FAILED:
        assert document.error in case.refused, document.error_detail
        assert pages_of(app, document) == [] or case.may_be_read
    else:
        assert case.may_be_read or not case.refused
        assert set(case.told) <= set(document.warnings)
    if document.error == Code.UNSAFE:
        assert took < GENEROUS, "a bomb is seen before it is opened"
    assert took < GENEROUS * LONGEST_SECONDS


def pages_of(app, document):
    made = app.extensions["paper_jobs"].store.pages
    return [path.name for path in made.glob(f"*/{document.key}/*")] if document.key else []


def test_every_kind_of_refusal_is_met_here(app, client, upload):
    met = {code for case in CASES.values() for code in case.refused if len(case.refused) == 1}
    assert met | {Code.TOO_BIG, Code.TIMEOUT} == set(Code)
    too_big = upload(client("thu"), bytes(6 << 20))
    assert (too_big.status_code, too_big.json["error"]) == (422, "too_big")


def test_what_takes_too_long_says_so(answer, monkeypatch):
    monkeypatch.setattr(engine_room, "WALL_SECONDS", 0.001)
    assert answer(files.pdf(40)).error == Code.TIMEOUT


def test_each_refusal_and_each_warning_has_words_in_both_languages(app):
    from pathlib import Path

    browser = app.test_client()
    vietnamese = browser.get("/i18n/vi.json").json
    for sentence in SENTENCES.values():
        assert vietnamese[sentence] and vietnamese[sentence] != sentence
    script = (Path(__file__).resolve().parents[2] / "static/js/docs/paper-warnings.js").read_text()
    for warning in Warn:
        assert f"\n  {warning}: () => [" in script


def test_a_converter_that_is_killed_is_a_refusal_and_the_next_paper_is_read(embedded, answer, monkeypatch):
    tell, checked, children = sandbox._tell, progress.checked, []

    def tell_and_kill(child, request):
        tell(child, request)
        children.append(child.pid)
        if request["stage"] == "convert":
            os.kill(child.pid, signal.SIGKILL)

    def check_and_kill(*what):
        checked(*what)
        os.kill(
            children[-1], signal.SIGKILL
        )  # the first engine is about to convert in the child that checked

    with monkeypatch.context() as patched:
        patched.setattr(sandbox, "kind", lambda: "limits")  # so that the child is the converter itself
        patched.setattr(sandbox, "_tell", tell_and_kill)
        patched.setattr(progress, "checked", check_and_kill)
        assert answer(files.docx(), "a.docx").error == Code.DAMAGED
    assert answer(files.docx("Khác"), "a.docx").state == DocumentState.READY


@pytest.fixture
def visits(monkeypatch):
    """(address, visits): who comes to the address while this test runs; no bubblewrap shuts the network out."""
    monkeypatch.setattr(sandbox, "kind", lambda: "limits")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        visits, over = [], threading.Event()
        watcher = threading.Thread(target=watch, args=(server, visits, over))
        watcher.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}/a", visits
        finally:
            over.set()
            watcher.join()


OUTSIDE = {
    "template": (offices.outside_template, "a.docx"),
    "picture": (files.with_outside_picture, "a.docx"),
    "picture in slides": (offices.outside_picture_in_slides, "a.pptx"),
}


@pytest.mark.parametrize("engine", [WITH_LIBREOFFICE, "embedded"])
@pytest.mark.parametrize("name", OUTSIDE)
def test_what_lies_elsewhere_is_told_of_and_not_fetched(app, answer, visits, name, engine):
    app.extensions["paper_jobs"].room.choice = engine
    address, came = visits
    make, file_name = OUTSIDE[name]
    document = answer(make(address), file_name)
    assert (document.state, came) == (DocumentState.READY, [])
    assert Warn.OUTSIDE_REFERENCES in document.warnings


@pytest.mark.parametrize("engine", [WITH_LIBREOFFICE])
def test_an_rtf_fetches_nothing_and_runs_nothing(app, answer, visits, engine):
    address, came = visits
    document = answer(offices.rtf_with_template(address), "a.rtf")
    assert (document.state, document.warnings, came) == (DocumentState.READY, ["outside_references"], [])


def test_a_pdf_whose_parts_lie_elsewhere_fetches_nothing(answer, visits):
    address, came = visits
    assert answer(pdfs.outside_parts(address)).state == DocumentState.READY and came == []


def test_what_is_inside_is_served_to_nobody_but_in_the_original(app, meeting, answer, bring, client):
    """Neither the script nor the program inside comes with a page, its words or its links."""
    for make in (pdfs.script, pdfs.embedded):
        paper_id = bring(make())
        lan = client("lan")
        version = lan.get(f"/api/meetings/{meeting.id}/state").json["papers"][str(paper_id)]["version"]
        paper = f"/api/meetings/{meeting.id}/papers/{paper_id}"
        for path in ("manifest", "pages/1/text", "pages/1/page", "pages/1/thumb"):
            served = lan.get(f"{paper}/{version['key']}/{path}").data
            assert b"launchURL" not in served and b"a.exe" not in served and b"MZ\x90" not in served
        original = lan.get(f"{paper}/versions/{version['id']}/original")
        assert original.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (offices.rtf_with_object(), "a.rtf", [Warn.EMBEDDED_OBJECTS]),
        (offices.signed_opendocument(), "a.odt", [Warn.SIGNATURE_UNCHECKED]),
        (offices.with_field("INCLUDEPICTURE ", '"http://a.vn/b.png"'), "a.docx", [Warn.OUTSIDE_REFERENCES]),
        (
            files.odt(content='<draw:image xlink:href="http://a.vn/b.png"/>'),
            "a.odt",
            [Warn.OUTSIDE_REFERENCES],
        ),
        (files.odt(content='<text:a xlink:href="http://a.vn/"/>'), "a.odt", []),
        (files.odt(content="<office:dde-source/>"), "a.odt", [Warn.DATA_COMMANDS]),
        (files.odt(Scripts__python__a="x"), "a.odt", [Warn.MACROS_DROPPED]),
    ],
)
def test_what_else_is_in_an_office_file_is_told(tmp_path, content, name, told):
    path = tmp_path / name
    path.write_bytes(content)
    assert check(path)["warnings"] == told


def test_a_plain_paper_is_told_nothing_of(answer):
    assert answer(files.pdf(3)).warnings == []


def test_pages_behind_a_bomb_are_read(app, answer):
    """The page with the bomb fails at worst; the paper does not."""
    import io

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    for content in (files.pdf(), PDFS["a flood of pixels in a page"].make(), files.pdf()):
        writer.append(PdfReader(io.BytesIO(content)))
    document = answer(files.written(writer))
    assert (document.state, document.pages_ready) == (DocumentState.READY, 3)
