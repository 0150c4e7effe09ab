"""What was read on one device is known on the others, and to the secretariat."""

import pytest
from playwright.sync_api import expect

from tests.docs import files

from .conftest import DESKTOP, PORTRAIT
from .test_reader import Reading, Table

PAGES = 8


@pytest.fixture(scope="module")
def table(server):
    return Table(server)


@pytest.fixture
def read(server, table, open_tablet, vi):
    """read(title, name): a tablet of that person on which the paper is open."""

    def read(title, name, size=PORTRAIT):
        return Reading(open_tablet(name, size, path=table.room), vi).open(title)

    return read


def noted_at(page):
    """Whether an answer says that this page is where the reading stands: on a busy machine that of an earlier page
    may come first."""

    def noted(response):
        return response.url.endswith("/reading") and response.json()["reading"]["page"] == page

    return noted


def test_on_another_device_a_paper_opens_where_it_was_left(read, table, open_tablet, vi):
    title = "Nghi quyet doc tren hai may"
    paper_id = table.lay(files.linked_pdf(PAGES), title)
    first = read(title, name="hung")
    expect(first.page.locator(".resume-strip")).to_have_count(0)
    with first.page.expect_response(noted_at(1)):  # the page rests
        first.is_drawn(1)
    first.go(5)
    first.is_drawn(5)
    with first.page.expect_response(noted_at(5)):
        first.page.wait_for_timeout(800)
        first.button("Close the paper").click()

    second = Reading(open_tablet("hung", PORTRAIT, path=table.room), vi)
    row = second.page.locator(".paper").filter(has_text=title)
    expect(row).to_contain_text(vi("{seen} of {count} pages seen", seen=2, count=PAGES))
    second.open(title)
    second.expect_page(5)
    expect(second.page.locator(".resume-strip")).to_contain_text(vi("You go on at page {page}.", page=5))
    second.button("To the first page").click()
    second.expect_page(1)
    expect(second.page.locator(".resume-strip")).to_have_count(0)
    # Told when the page has rested for a while, or at the latest when the paper is closed: whichever comes first.
    with second.page.expect_response(noted_at(1)):
        second.page.wait_for_timeout(800)
        second.button("Close the paper").click()

    # The first device hears where the second has been, and both of a new version.
    first.open(title)
    first.expect_page(1)
    first.page.wait_for_timeout(800)
    first.button("Close the paper").click()
    table.replace(paper_id, files.linked_pdf(6), "Sửa Điều 4")
    for one in (first, second):
        changed = one.page.locator(".paper").filter(has_text=title)
        expect(changed).to_contain_text(vi("New version: {note}", note="Sửa Điều 4"))


def test_what_is_read_without_a_line_is_told_when_it_is_back(read, table, vi):
    title = "Bao cao doc khi mat mang"
    paper_id = table.lay(files.linked_pdf(PAGES), title)
    one = read(title, name="mai")
    one.is_drawn(1)
    one.page.route("**/reading", lambda route: route.abort())
    one.go(3)
    one.is_drawn(3)
    one.page.wait_for_timeout(800)
    one.button("Close the paper").click()
    one.page.unroute("**/reading")
    with one.page.expect_response("**/reading") as said:
        one.page.reload()
    assert (said.value.json()["reading"]["id"], said.value.json()["reading"]["page"]) == (paper_id, 3)


def test_the_secretary_sees_who_has_opened_a_paper_and_how_far(read, table, open_tablet, vi):
    title = "Du thao nghi quyet can doc"
    table.lay(files.linked_pdf(PAGES), title)
    one = read(title, name="lan")
    one.is_drawn(1)
    desk = open_tablet("thuky", DESKTOP, path=f"/secretariat{table.room}#receipts", touch=False)
    row = desk.locator(".receipts-list > li").filter(has_text=title)
    expect(row).to_contain_text(vi("{part} of {all} people have opened it", part=1, all=5))
    row.locator("summary").click()
    expect(row.locator(".receipt-people")).to_contain_text(vi("{seen} of {count} pages", seen=1, count=PAGES))
    # Looked at again by itself.
    one.page.wait_for_timeout(800)
    one.go(2)
    one.is_drawn(2)
    one.page.wait_for_timeout(800)
    one.button("Close the paper").click()
    expect(row.locator(".receipt-people")).to_contain_text(vi("{seen} of {count} pages", seen=2, count=PAGES))
    desk.locator(".choice-option").filter(has_text=vi("Participants")).click()
    name = desk.locator(".receipts-list > li").filter(has_text="Nguyễn Văn An").first
    expect(name).to_be_visible()
    with desk.expect_download() as download:
        desk.get_by_role("link", name=vi("Save as a table (CSV)")).click()
    assert download.value.path().read_text(encoding="utf-8-sig").startswith(vi("Item"))


def test_a_member_is_told_that_the_secretariat_sees_it(open_tablet, table, vi):
    room = open_tablet("mai", PORTRAIT, path=table.room)
    told = "The secretariat sees whether you have opened a paper, and how many of its pages;"
    expect(room.get_by_text(vi(f"{told} never what you noted or searched."))).to_be_visible()
