"""Children that read untrusted files: what they cannot do, and that the worker outlives them."""

import os
import socket
import threading
import time

import pytest

from meeting.docs import converting, progress, sandbox
from meeting.docs.models import DocumentState, PageState
from meeting.docs.stages.problem import Code, Problem

from . import files
from .conftest import remains

LIMITS = {"memory": 1 << 30, "cpu_seconds": 5, "wall_seconds": 5}


@pytest.fixture
def stage(monkeypatch, tmp_path):
    """stage(source): a child that runs this Python instead of a stage; returns what it said."""

    def run(source, **limits):
        program = tmp_path / "stages"
        program.mkdir(exist_ok=True)
        body = "\n".join("        " + line for line in source.strip().splitlines())
        (program / "__main__.py").write_text(
            "import sys, json, os, time, socket\n"
            f"sys.path.insert(0, {str(sandbox.STAGES.parent)!r})\n"
            "from stages.limits import limit_this_process\n"
            "request = json.loads(sys.stdin.readline())\n"
            "limit_this_process(request['memory'], request['cpu_seconds'])\n"
            "def say(**what): print(json.dumps({'event': 'said', **what}), flush=True)\n"
            f"if True:\n{body}\n"
            "print(json.dumps({'event': 'finished'}))\n"
        )
        monkeypatch.setattr(sandbox, "STAGES", program)
        said = []
        with sandbox.room(tmp_path / "rooms") as folder:
            sandbox.run(
                {}, folder, **(LIMITS | limits), readable=[sandbox.FONTS.parent], on_event=said.append
            )
        return said

    yield run
    assert list((tmp_path / "rooms").glob("*")) == []


def test_a_child_that_hangs_is_ended_in_time(stage, quiet):
    with quiet():
        begun = time.monotonic()
        with pytest.raises(Problem) as problem:
            stage("time.sleep(60)", wall_seconds=1)
        assert problem.value.code == Code.TIMEOUT and time.monotonic() - begun < 3


def test_a_child_is_not_waited_for_after_its_last_word(stage):
    said = stage("say(n=1); print(json.dumps({'event': 'finished'}), flush=True); time.sleep(60)")
    assert said == [{"event": "said", "n": 1}]


def test_a_child_that_spins_uses_up_its_processor_time(stage):
    with pytest.raises(Problem) as problem:
        stage("while True: pass", cpu_seconds=1, wall_seconds=10)
    assert problem.value.code == Code.TIMEOUT


def test_a_child_that_crashes_is_a_damaged_file(stage):
    with pytest.raises(Problem) as problem:
        stage("os.abort()")
    assert problem.value.code == Code.DAMAGED


def test_a_child_that_wants_all_memory_gets_none(stage):
    with pytest.raises(Problem) as problem:
        stage("block = bytearray(2 << 30)")
    assert problem.value.code == Code.DAMAGED


def test_a_child_that_fills_the_disk_is_ended(stage, monkeypatch):
    monkeypatch.setattr(sandbox, "MAX_OUTPUT", 1 << 20)
    with pytest.raises(Problem) as problem:
        stage("open('big', 'wb').write(bytes(4 << 20)); time.sleep(20)", wall_seconds=10)
    assert problem.value.code == Code.UNSAFE


def test_what_a_child_leaves_running_is_ended(stage, tmp_path):
    stage("if os.fork() == 0:\n    time.sleep(30)\n    open('alive', 'w')\n    os._exit(0)\nsay(pid=1)")
    assert not any("stages" in line for line in children_of(os.getpid()))


def children_of(pid):
    found = []
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/stat") as stat, open(f"/proc/{entry}/cmdline") as cmdline:
                    if stat.read().rsplit(")", 1)[1].split()[1] == str(pid):
                        found.append(cmdline.read().replace("\0", " "))
            except OSError:
                continue
    return found


def test_a_child_knows_nothing_of_the_environment(stage, monkeypatch):
    monkeypatch.setenv("MEETING_SECRET_KEY", "very secret")
    (said,) = stage("say(names=sorted(os.environ))")
    assert "MEETING_SECRET_KEY" not in said["names"]


@pytest.mark.skipif(sandbox.kind() != "bubblewrap", reason="bubblewrap does not run on this machine")
def test_in_bubblewrap_a_child_sees_no_network_and_no_other_files(stage, tmp_path):
    (tmp_path / "minutes.txt").write_text("confidential")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        (said,) = stage(
            f"try:\n    socket.create_connection(('127.0.0.1', {port}), 2); reached = True\n"
            f"except OSError: reached = False\n"
            f"say(reached=reached, seen=os.path.exists({str(tmp_path / 'minutes.txt')!r}), "
            "home=os.path.exists('/root/.ssh'), uid=os.getuid())"
        )
    assert said == {"event": "said", "reached": False, "seen": False, "home": False, "uid": 65534}


def test_without_bubblewrap_papers_are_still_read(monkeypatch, bring, document_of):
    monkeypatch.setattr(sandbox, "kind", lambda: "limits")
    assert document_of(bring(files.pdf(2))).state == DocumentState.READY
    assert document_of(bring(files.bomb(), "a.docx")).error == Code.UNSAFE


def test_a_page_that_kills_its_child_is_said_to_have_failed_and_the_others_are_read(app, bring, monkeypatch):
    """Page 5 of 6 ends the child each time it is drawn."""
    run = sandbox.run

    def deadly(request, folder, **options):
        if 5 not in request.get("pages", ()):
            return run(request, folder, **options)
        before = [number for number in request["pages"] if number < 5]
        run(request | {"pages": before}, folder, **options)
        options["on_event"]({"event": "page_begun", "number": 5})
        raise Problem(Code.DAMAGED, "the child ended with -11")

    monkeypatch.setattr(sandbox, "run", deadly)
    paper_id = bring(files.pdf(6))
    states = page_states(app, paper_id)
    assert states == [*[PageState.READY] * 4, PageState.FAILED, PageState.READY]
    assert remains(app) == []


def test_a_page_that_failed_is_drawn_again_when_the_file_is_brought_again(app, bring, document_of):
    from meeting.docs.jobs import convert_now

    paper_id = bring(files.pdf(2), convert=False)
    document = document_of(paper_id)
    with app.app_context():
        progress.begin(document.id)
        progress.checked(document.id, "pdf", "application/pdf", [])
        key = converting.key_of(document.sha256, "pdfium", "1", document.rewriting)
        progress.opened(document.id, "pdfium", "1", key, [{"w": 595, "h": 842, "label": ""}] * 2, [], [])
        progress.pages_drawn(document.id, {1: {"mono": True, "text": "1"}}, [2])
    assert page_states(app, paper_id) == [PageState.READY, PageState.FAILED]
    bring(files.pdf(2), convert=False)
    again = document_of(paper_id)
    assert (again.state, again.pages_ready) == (DocumentState.CONVERTING, 1) and again.readable_at
    convert_now(app, document.id)
    assert page_states(app, paper_id) == [PageState.READY] * 2


def page_states(app, paper_id):
    from sqlalchemy import select

    from meeting.db import reading
    from meeting.docs.models import Page, Paper

    with app.app_context(), reading() as session:
        document = session.get(Paper, paper_id).newest.document
        assert document.state == DocumentState.READY
        return list(
            session.scalars(select(Page.state).where(Page.document_id == document.id).order_by(Page.number))
        )


def test_when_one_engine_fails_another_is_asked_once(embedded, bring, document_of, monkeypatch):
    asked, run = [], sandbox.run

    def first_fails(request, folder, **options):
        if request["stage"] == "receive":
            asked.append(request["engines"]["docx"])
            request |= {"engines": {"docx": "no engine of this name"}}
        if request["stage"] == "convert":
            asked.append(request["engine"])
        return run(request, folder, **options)

    monkeypatch.setattr(sandbox, "run", first_fails)
    document = document_of(bring(files.docx(), "a.docx"))
    assert (document.state, document.engine, asked) == (
        DocumentState.READY,
        "office2pdf",
        ["dxpdf", "office2pdf"],
    )


def test_whoever_reads_the_first_page_may_ask_for_the_next_at_once(app, embedded, bring, monkeypatch):
    """While the child that converted the document is still drawing."""
    drawn_before, asked = progress.pages_drawn, []

    def ask(document_id, drawn, failed):
        drawn_before(document_id, drawn, failed)
        if not asked:
            asked.append(document_id)
            app.extensions["paper_jobs"].draw_now(document_id, "page", [2])

    monkeypatch.setattr(progress, "pages_drawn", ask)
    paper_id = bring(files.docx(*[files.VIETNAMESE] * 12), "a.docx")
    assert page_states(app, paper_id)[:2] == [PageState.READY] * 2 and asked


def test_a_kind_that_no_engine_reads_says_so(embedded, bring, document_of):
    assert document_of(bring(rb"{\rtf1 Xin ch\'e0o}", "a.rtf")).error == Code.NO_ENGINE


def test_a_file_that_takes_the_worker_down_again_and_again_is_given_up(app, bring, document_of):
    paper_id = bring(files.pdf(), convert=False)
    document_id = document_of(paper_id).id
    with app.app_context():
        for _ in range(progress.MAX_ATTEMPTS):
            assert progress.begin(document_id)  # and then the machine stops
        assert progress.begin(document_id) is None
    assert document_of(paper_id).state == DocumentState.FAILED


def test_a_child_cannot_have_another_file_taken_for_a_page(app, tmp_path):
    store = app.extensions["paper_jobs"].store
    (tmp_path / "secret").write_bytes(b"\x89PNG\r\n\x1a\n confidential")
    (tmp_path / "1.page.png").symlink_to(tmp_path / "secret")
    (tmp_path / "1.text.json").write_text("[]")
    for name in ("1.page.png", "../1.page.png", "2.page.png"):
        with pytest.raises(Problem):
            converting.keep_picture(store, "a" * 24, tmp_path, {"number": 1, "file": name, "mono": True})


def test_progress_is_told_at_most_four_times_a_second(app, bring, facts, monkeypatch):
    monkeypatch.setattr(progress, "TELL_DESK_EVERY", 3600)
    monkeypatch.setattr(progress, "TELL_READERS_EVERY", 3600)
    bring(files.pdf(12))
    told = [name for _channel, name, _payload in facts() if name == "intake:changed"]
    # received, checking, converting, opened, first page, one in between, ready
    assert len(told) <= 7
    # the first page, one in between, ready
    assert [name for _channel, name, _payload in facts()].count("paper:changed") <= 4


def test_two_papers_at_once_do_not_disturb_each_other(app, bring, document_of):
    from meeting.docs.jobs import convert_now

    papers = [bring(files.pdf(3, f"Paper {letter}"), convert=False) for letter in "AB"]
    threads = [threading.Thread(target=convert_now, args=(app, document_of(paper).id)) for paper in papers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [document_of(paper).state for paper in papers] == [DocumentState.READY] * 2
