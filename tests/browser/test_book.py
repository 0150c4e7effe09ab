"""The meeting book on the screen: asked for, watched, downloaded; and what is said when it is not to be had."""

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader
from sqlalchemy import func, select

from meeting.db import reading
from meeting.docs.models import Document
from tests import live

from .conftest import DESKTOP, PORTRAIT
from .test_searching import NARROW

BOOK = "dialog[open] .book"  # the cover behind the agenda has one, too
BOUND = 60_000  # ms: pages that somebody waits for are drawn first


@pytest.fixture(autouse=True)
def all_papers_are_readable(demo_server):
    """Each paper that becomes readable makes the book another one."""

    def waiting():
        with demo_server.app.app_context(), reading() as session:
            return session.scalar(select(func.count()).where(Document.readable_at.is_(None)))

    live.await_that(lambda: waiting() == 0, seconds=120)


@pytest.fixture
def member(open_tablet):
    page = open_tablet("daibieu3", PORTRAIT, path="/meetings/1")
    page.locator(".room-agenda").tap()
    return page


def asking(page):
    return page.locator(f"{BOOK} .button")


def bind(page):
    expect(page.locator(".paper-title").first).to_be_visible()
    asking(page).tap()
    expect(page.locator(f"{BOOK} .book-facts")).to_be_visible(timeout=BOUND)


def test_a_member_has_the_papers_bound_and_takes_them_home(member, tmp_path):
    assert asking(member).bounding_box()["height"] >= 44
    bind(member)
    with member.expect_download() as download:
        asking(member).tap()
    download.value.save_as(tmp_path / "book.pdf")
    book = PdfReader(tmp_path / "book.pdf")
    assert "Trần Đăng Khải" in book.pages[0].extract_text()
    assert download.value.suggested_filename.startswith("Kỳ họp thứ 12") and len(book.outline) > 4


def test_a_paper_that_is_narrowed_makes_the_book_stale_at_once(member, open_tablet, vi):
    bind(member)
    papers = member.request.get("/api/meetings/1/state").json()["papers"]
    paper_id = next(paper["id"] for paper in papers.values() if paper["version"] and not paper["restricted"])
    secretary = open_tablet("thuky", DESKTOP, touch=False)
    try:
        assert secretary.evaluate(NARROW, [paper_id, "roles"])
        expect(member.locator(f"{BOOK} .book-said")).to_have_text(
            vi("The papers have changed since your book was bound.")
        )
        assert member.request.get("/api/meetings/1/book/file").status == 409
        asking(member).tap()
        expect(member.locator(f"{BOOK} .book-facts")).to_be_visible(timeout=BOUND)
    finally:
        secretary.evaluate(NARROW, [paper_id, "everyone"])


def test_without_a_line_it_says_so_and_is_asked_for_when_it_is_back(open_tablet, vi):
    page = open_tablet("daibieu4", PORTRAIT, path="/meetings/1")
    page.locator(".room-agenda").tap()
    page.context.set_offline(True)
    asking(page).tap()
    expect(page.locator(f"{BOOK} .act-failure")).to_be_visible(timeout=60_000)
    page.context.set_offline(False)
    expect(page.locator(".connection-live")).to_be_attached()
    expect(page.locator(f"{BOOK} .book-facts")).to_be_visible(timeout=BOUND)
    page.context.set_offline(True)
    asking(page).tap()
    expect(page.get_by_text(vi("The book did not come: no answer from the server."))).to_be_visible()
