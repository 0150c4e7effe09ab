"""Pages drawn anew beside those that are being read, when what draws them has changed."""

import os
import signal
from datetime import timedelta

import pytest

from meeting.db import now, reading, writing
from meeting.docs import clearing, progress, redraw_progress, redrawing
from meeting.docs import store as stores
from meeting.docs.drawing import drawing_mark, key_of
from meeting.docs.models import Document, DocumentState, FormerKey, Page, PageState, Redrawing
from meeting.docs.presenting.showing import show_page
from meeting.docs.search_index import find_pages
from meeting.docs.search_query import parse

from ..databases import on_both_databases
from . import files
from .test_worker import wait_for, worker

__all__ = ["worker"]


@pytest.fixture
def jobs(app):
    return app.extensions["paper_jobs"]


@pytest.fixture
def of_before(app, jobs, bring, document_of):
    """of_before(content): the document of a paper that an older drawing drew, under another key."""

    def of_before(content, name="Tờ trình.pdf"):
        document = document_of(bring(content, name))
        older = document.key[::-1]
        os.renames(jobs.store.folder_of(document.key), jobs.store.folder_of(older))
        with app.app_context(), writing() as session:
            row = session.get(Document, document.id)
            row.drawing, row.key = "0", older
        return document_of(1)

    return of_before


def ask(app, jobs, **how):
    with app.app_context():
        return redraw_progress.ask_for_older(jobs.room.versions, **how)


def draw_anew(app, jobs, most=50):
    """All pieces of the work in this process; how many there were."""
    with app.app_context():
        for count in range(most):
            if not redrawing.step(jobs.room, lambda _: None):
                return count
    raise AssertionError("there is no end to it")


def test_old_pages_are_read_until_the_new_ones_are_whole(app, jobs, of_before, document_of, facts):
    before = of_before(files.pdf(20))
    assert ask(app, jobs) == 1
    heard = len(facts())
    for _ in range(3):  # opened, pages 4–19, 20
        with app.app_context():
            assert redrawing.step(jobs.room, lambda _: None)
        assert document_of(1).key == before.key and len(facts()) == heard
    draw_anew(app, jobs)
    after = document_of(1)
    assert after.key == key_of(after.sha256, after.engine, after.engine_version, after.rewriting)
    assert (after.state, after.pages_ready, after.drawing) == (DocumentState.READY, 20, drawing_mark())
    assert all(
        jobs.store.find_picture(after.key, number, profile)
        for number in range(1, 21)
        for profile in ("page", "thumb")
    )
    told = [
        payload["paper"]["version"]["key"] for _, name, payload in facts()[heard:] if name == "paper:changed"
    ]
    assert told == [after.key]
    assert ask(app, jobs) == 0


def test_a_tablet_that_has_not_heard_of_it_goes_on_at_its_old_addresses(
    app, jobs, of_before, document_of, client, meeting
):
    before = of_before(files.pdf(3))
    ask(app, jobs)
    draw_anew(app, jobs)
    old, new = (f"/api/meetings/{meeting.id}/papers/1/{key}" for key in (before.key, document_of(1).key))
    assert old != new
    lan = client("lan")
    assert [lan.get(f"{base}/pages/2/page").status_code for base in (old, new)] == [200, 200]
    assert lan.get(f"{old}/pages/2/text").json["lines"] == lan.get(f"{new}/pages/2/text").json["lines"] != []
    assert lan.get(f"{old}/manifest").json["page_count"] == 3
    assert lan.get(f"{old}/find?q=trang").json["hits"]
    # A piece of a page that nobody has enlarged yet is drawn beside the old pages.
    tile = "/pages/2/tiles/2/0/1"
    assert lan.get(old + tile).json["error"] == "page_not_ready"
    (task,) = jobs.huey.pending()
    with app.app_context():
        jobs.draw_now(*task.args)
    assert lan.get(old + tile).status_code == 200
    assert not jobs.store.find_picture(document_of(1).key, 2, "tile2-0-1")
    assert client("lan").get(f"/api/meetings/{meeting.id}/papers/1/{'0' * 24}/manifest").status_code == 404


def test_whoever_is_shown_a_page_is_shown_the_new_one(app, jobs, of_before, document_of, meeting, facts):
    of_before(files.pdf(3))
    with app.app_context(), writing(meeting.id) as session:
        show_page(session, meeting.minh, 1, 2)
    ask(app, jobs)
    draw_anew(app, jobs)
    shown = [payload["presentation"] for _, name, payload in facts() if name == "presentation:changed"]
    assert (shown[-1]["key"], shown[-1]["page"]) == (document_of(1).key, 2)


def test_new_papers_come_first(app, jobs, of_before, document_of, bring):
    of_before(files.pdf())
    ask(app, jobs)
    with app.app_context():
        jobs.redraw()
        jobs.redraw()
        jobs.prepare(document_of(bring(files.pdf(2), convert=False)).id)
    assert [task.name for task in jobs.huey.pending()] == ["prepare", "redraw"], "and it is rung for once"


def test_a_worker_that_is_killed_in_the_middle_is_followed_by_one_that_ends_it(
    app, jobs, worker, of_before, document_of
):
    before = of_before(files.pdf(40))
    first = worker()  # finds by itself that the pages are old
    wait_for(lambda: (row := redrawn(app)) and row.key and jobs.store.find_picture(row.key, 12, "page"), 120)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    assert document_of(1).key == before.key and redrawn(app).key
    begun = jobs.store.find_picture(redrawn(app).key, 5, "page").stat().st_mtime_ns
    worker()
    wait_for(lambda: document_of(1).key != before.key, 120)
    after = document_of(1)
    assert redrawn(app) is None and after.pages_ready == 40
    assert jobs.store.find_picture(after.key, 5, "page").stat().st_mtime_ns == begun, "not drawn twice"


def redrawn(app):
    with app.app_context(), reading() as session:
        row = session.query(Redrawing).one_or_none()
        if row:
            session.expunge(row)
        return row


def test_where_fewer_pages_could_be_drawn_the_old_ones_stay(app, jobs, of_before, document_of):
    before = of_before(files.pdf(3))
    ask(app, jobs)
    with app.app_context():
        redrawing.step(jobs.room, lambda _: None)
        redraw_progress.note_failed(before.id, "page", [2])
    draw_anew(app, jobs)
    assert document_of(1).key == before.key
    assert redrawn(app).error == "damaged"
    assert ask(app, jobs) == 0, "not at every start of the worker"
    assert ask(app, jobs, try_again=True) == 1, "but when the operator says so"
    draw_anew(app, jobs)
    assert document_of(1).key != before.key and redrawn(app) is None


def test_without_its_original_a_paper_stays_as_it_is(app, jobs, of_before, document_of):
    before = of_before(files.pdf(3))
    jobs.store.original(before.sha256).unlink()
    ask(app, jobs)
    draw_anew(app, jobs)
    assert document_of(1).key == before.key and redrawn(app).error


def test_what_an_engine_drew_that_is_gone_is_left_alone(app, jobs, lay):
    lay(2)
    assert ask(app, jobs) == 0


def test_a_file_that_takes_the_worker_down_each_time_is_given_up(app, jobs, of_before):
    before = of_before(files.pdf())
    ask(app, jobs)
    with app.app_context():
        assert [redraw_progress.begin(before.id) for _ in range(4)] == ["", "", "", None]
        assert redraw_progress.next_waiting() is None


def test_old_pages_are_cleared_away_after_a_day(app, jobs, of_before, monkeypatch):
    before = of_before(files.pdf())
    ask(app, jobs)
    draw_anew(app, jobs)
    monkeypatch.setattr(stores, "YOUNG_SECONDS", -1)
    old = jobs.store.folder_of(before.key)
    with app.app_context():
        clearing.clear(jobs.store)
        assert old.exists()
        with writing() as session:
            session.get(FormerKey, before.key).until = now() - timedelta(seconds=1)
        clearing.clear(jobs.store)
    assert not old.exists()


def test_an_office_document_is_converted_again_and_a_lost_conversion_made_anew(
    app, jobs, embedded, of_before, document_of
):
    before = of_before(files.docx("Tờ trình về dự toán"), "Tờ trình.docx")
    ask(app, jobs)
    draw_anew(app, jobs)
    after = document_of(1)
    pdf = jobs.store.made(after.key, "paper.pdf")
    assert after.key != before.key and pdf.is_file()

    pdf.unlink()
    run = app.test_cli_runner().invoke
    done = run(args=["papers", "check", "--repair"])
    assert done.exit_code == 0 and "✓ converted file lost" in done.output
    draw_anew(app, jobs)
    assert document_of(1).key != after.key
    assert run(args=["papers", "check"]).exit_code == 0


def test_the_operator_has_everything_drawn_anew(app, jobs, bring, document_of):
    before = document_of(bring(files.pdf(2)))
    run = app.test_cli_runner().invoke
    assert "All pages were drawn by the present drawing." in run(args=["papers", "redraw"]).output
    assert "The worker draws 1 contents anew." in run(args=["papers", "redraw", "--all"]).output
    assert [task.name for task in jobs.huey.pending()] == ["redraw"]
    draw_anew(app, jobs)
    assert document_of(1).key != before.key
    assert ask(app, jobs) == 0


@on_both_databases
def test_words_that_the_new_drawing_reads_otherwise_are_found_and_others_stay_found(app, lay, document_of):
    document = document_of(lay(3))
    with app.app_context():
        with writing() as session:
            page = {"w": 595.0, "h": 842.0, "label": ""}
            row = Redrawing(document_id=document.id, wanted="-", key="b" * 24, pages=[page] * 3)
            row.engine, row.engine_version, row.kind, row.media_type = "test", "2", "pdf", "application/pdf"
            session.add(row)
        texts = {1: "Trang 1", 2: "ngân sách", 3: "Trang 3"}
        drawn = {n: {"mono": n == 3, "text": text, "legacy": False} for n, text in texts.items()}
        progress.take_over(document.id, "b" * 24, drawn)
        with reading() as session:
            assert find_pages(session, parse("ngan sach"), [document.id]) == {document.id: [2]}
            assert sorted(find_pages(session, parse("trang"), [document.id])[document.id]) == [1, 3]
            pages = session.query(Page).order_by(Page.number).all()
            assert [(page.state, page.mono) for page in pages] == [
                (PageState.READY, mono) for mono in (False, False, True)
            ]
    assert document_of(1).key == "b" * 24
