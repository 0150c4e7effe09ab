"""Which pages one child draws, and when it is relieved."""

import pytest

from meeting.docs import batches, sandbox
from meeting.docs.jobs import REST, THUMBS, WAITED_FOR
from meeting.docs.models import DocumentState

from . import files


@pytest.fixture
def jobs(app):
    return app.extensions["paper_jobs"]


@pytest.fixture
def children(monkeypatch):
    """[pages that each drawing child was asked for]"""
    asked, run = [], sandbox.run

    def note(request, folder, **options):
        if request["stage"] == "draw":
            asked.append(request["pages"])
        return run(request, folder, **options)

    monkeypatch.setattr(sandbox, "run", note)
    return asked


@pytest.fixture
def opened(app, jobs, bring, document_of):
    """A paper of nine pages of which the first three are drawn, and nothing in the queue."""
    document = document_of(bring(files.pdf(9), convert=False))
    with app.app_context():
        jobs.prepare_now(document.id)
    jobs.huey.storage.flush_queue()
    return document_of(1)


def pictures(jobs, document, profile):
    return [number for number in range(1, 10) if jobs.store.find_picture(document.key, number, profile)]


def test_whoever_waits_for_a_page_waits_for_one_page_of_another_paper(app, jobs, opened, children):
    """And what was drawn by then, thumbnails too, has not been drawn for nothing."""
    with app.app_context():
        jobs.draw_soon(opened.id, 9, "page", opened.key)
        jobs.draw_in_turn(opened.id, "page", [4, 5, 6, 7])
    assert pictures(jobs, opened, "page") == pictures(jobs, opened, "thumb") == [1, 2, 3, 4]
    waited_for, left = jobs.huey.pending()
    assert (waited_for.priority, left.args, left.priority) == (
        WAITED_FOR,
        (opened.id, "page", [5, 6, 7]),
        REST,
    )
    assert children == [[4, 5, 6, 7]]


def test_only_one_of_the_two_hands_makes_room(jobs, opened):
    jobs.draw_soon(opened.id, 9, "page", opened.key)
    assert [jobs.gives_way(), jobs.gives_way()] == [True, False]
    jobs.draw_soon(opened.id, 8, "page", opened.key)
    assert not jobs.gives_way(), "the first one still waits in front"
    jobs.huey.dequeue()
    assert jobs.gives_way()


def test_pages_do_not_give_way_to_thumbnails_nor_to_other_pages(app, jobs, opened, children):
    jobs.draw(opened.id, "thumb", [8], THUMBS)
    jobs.draw(opened.id, "page", [8])
    with app.app_context():
        jobs.draw_in_turn(opened.id, "page", [4, 5, 6, 7])
    assert children == [[4, 5, 6, 7]] and pictures(jobs, opened, "page") == [1, 2, 3, 4, 5, 6, 7]


def test_slow_pages_are_drawn_by_several_children_and_none_is_lost(
    app, jobs, opened, children, monkeypatch, document_of
):
    monkeypatch.setattr(batches, "LONG_SECONDS", 0)
    with app.app_context():
        jobs.draw_in_turn(opened.id, "page", [4, 5, 6, 7, 8, 9])
    assert children == [[4, 5, 6, 7, 8, 9], [5, 6, 7, 8, 9], [6, 7, 8, 9], [7, 8, 9], [8, 9], [9]]
    assert document_of(1).state == DocumentState.READY and document_of(1).pages_ready == 9


def test_pages_of_one_child_are_told_of_before_it_ends(app, jobs, opened, monkeypatch, document_of):
    monkeypatch.setattr(batches, "PAGES_TOLD", 2)
    seen = []
    monkeypatch.setattr(jobs, "gives_way", lambda: seen.append(document_of(1).pages_ready))
    with app.app_context():
        jobs.draw_in_turn(opened.id, "page", [4, 5, 6, 7, 8, 9])
    assert seen == [3, 5, 5, 7, 7] and document_of(1).pages_ready == 9
