"""Searching all papers: from the word in one's head to the page it stands on."""

import time

import pytest
from playwright.sync_api import expect

from .conftest import DESKTOP, PORTRAIT

WORDS = "du toan ngan sach"
NARROW = """async ([paperId, kind]) => {
  const token = document.querySelector('meta[name="csrf-token"]').content
  const answer = await fetch(`/api/meetings/1/papers/${paperId}/visibility`, {
    method: "PUT", headers: { "X-CSRFToken": token, "Content-Type": "application/json" },
    body: JSON.stringify({ kind, roles: kind === "roles" ? ["chair"] : [] }),
  })
  return answer.ok
}"""

# Ctrl+K as soon as the dialog is off the screen, before the browser tells that it has been closed.
AT_ONCE = """() => new MutationObserver((_changes, observer) => {
  observer.disconnect()
  dispatchEvent(new KeyboardEvent("keydown", { key: "k", ctrlKey: true }))
  window.pressed = true
}).observe(document.querySelector("dialog[open]"), { attributeFilter: ["open"] })"""


@pytest.fixture
def member(open_tablet, demo_server):
    """A member at the meetings, once the papers that hold the words have become pages."""
    page = open_tablet("daibieu1", PORTRAIT)
    until = time.monotonic() + 90
    while page.request.get("/api/search", params={"q": WORDS}).json()["total"] < 8:
        assert time.monotonic() < until, "the demo's papers do not become pages"
        page.wait_for_timeout(500)
    return page


def sought(page):
    return page.locator(".search-field input")


def test_from_the_agenda_to_the_page_with_the_words_marked(member, vi):
    member.goto("/meetings/1")
    member.locator(".room-agenda").tap()
    member.locator("dialog[open]").get_by_role("button", name=vi("Search in all papers"), exact=True).tap()
    expect(sought(member)).to_be_focused()
    sought(member).fill(WORDS)
    hit = member.locator(".search-hit").first
    expect(hit.locator("mark").first).to_be_visible()
    assert hit.bounding_box()["height"] >= 44
    title = member.locator(".search-paper-title").first.inner_text()
    number = hit.locator(".search-page .figures").inner_text().split()[-1]
    hit.tap()
    expect(member.locator(".reader-title")).to_have_text(title)
    expect(member.locator(".reader-place")).to_contain_text(f"{number} /")
    expect(member.locator(".text-mark").first).to_be_attached()
    expect(member.locator(".find-bar")).to_contain_text(WORDS)


def test_by_keyboard_alone(member, vi):
    member.goto("/meetings/1")
    expect(member.locator(".room-bar")).to_be_visible()
    member.keyboard.press("/")
    expect(sought(member)).to_be_focused()
    member.keyboard.type("không có chữ này quỷquỷ")
    expect(
        member.get_by_text(vi("Check the spelling. Scans without text cannot be searched."))
    ).to_be_visible()
    member.keyboard.press("Control+a")
    # What half the words find is shown before, and goes when the answer to all of them comes.
    with member.expect_response(lambda answer: "ngan+sach" in answer.url.replace("%20", "+")):
        member.keyboard.type(WORDS)
    member.wait_for_timeout(300)
    expect(member.locator(".search-hit").first).to_be_visible()
    member.keyboard.press("ArrowDown")
    expect(member.locator(".search-hit").first).to_be_focused()
    member.keyboard.press("ArrowUp")
    expect(sought(member)).to_be_focused()
    member.keyboard.press("ArrowDown")
    member.keyboard.press("Enter")
    expect(member.locator(".find-bar")).to_be_visible()
    member.keyboard.press("Control+k")
    expect(sought(member)).to_have_value(WORDS)


def test_from_my_meetings_into_the_room_and_nothing_is_kept(member):
    sought(member).fill(WORDS)
    member.locator(".search-hit").first.tap()
    expect(member.locator(".text-mark").first).to_be_attached()
    expect(member.locator(".find-bar")).to_contain_text(WORDS)
    assert "#" not in member.url
    kept = member.evaluate("() => JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")
    assert "ngan" not in kept


def test_without_a_line_it_says_so_and_goes_on_by_itself(member, vi):
    member.goto("/meetings/1")
    expect(member.locator(".connection-live")).to_be_attached()
    member.keyboard.press("Control+k")
    member.context.set_offline(True)
    sought(member).fill(WORDS)
    expect(member.get_by_text(vi("No connection: the papers cannot be searched now."))).to_be_visible()
    member.context.set_offline(False)
    expect(member.locator(".search-hit").first).to_be_visible()


def test_a_paper_that_is_narrowed_leaves_the_list_at_once(member, open_tablet):
    member.goto("/meetings/1")
    expect(member.locator(".connection-live")).to_be_attached()
    member.keyboard.press("Control+k")
    sought(member).fill(WORDS)
    expect(member.locator(".search-paper").first).to_be_visible()
    first = member.request.get("/api/meetings/1/search", params={"q": WORDS}).json()["hits"][0]
    secretary = open_tablet("thuky", DESKTOP, touch=False)
    listed = member.locator(".search-paper-title", has_text=first["paper_title"])
    try:
        assert secretary.evaluate(NARROW, [first["paper_id"], "roles"])
        expect(listed).to_have_count(0, timeout=2000)
        hits = member.request.get("/api/search", params={"q": WORDS}).json()["hits"]
        assert first["paper_id"] not in {hit["paper_id"] for hit in hits}
    finally:
        secretary.evaluate(NARROW, [first["paper_id"], "everyone"])


def test_a_space_typed_as_the_search_opens_stands_in_its_field(open_tablet):
    member = open_tablet("daibieu1", path="/meetings/1")
    expect(member.locator(".room-bar")).to_be_visible()
    for _ in range(5):
        member.keyboard.press("Control+k")
        member.keyboard.press(" ")
        member.keyboard.press("n")
        expect(sought(member)).to_have_value(" n")
        expect(sought(member)).to_be_focused()
        member.keyboard.press("Escape")  # empties the field, as in any search
        expect(sought(member)).to_have_value("")
        member.keyboard.press("Escape")  # and the next key may come at once
    expect(sought(member)).to_have_count(0)


def test_the_search_opens_again_with_the_key_after_escape_however_soon_it_comes(open_tablet):
    member = open_tablet("daibieu1", path="/meetings/1")
    expect(member.locator(".room-bar")).to_be_visible()
    member.keyboard.press("Control+k")
    expect(sought(member)).to_be_focused()
    member.evaluate(AT_ONCE)
    member.keyboard.press("Escape")
    member.wait_for_function("() => window.pressed")
    member.wait_for_timeout(200)  # for a late word of the browser that would put it away
    expect(sought(member)).to_be_focused()
    expect(member.locator("dialog[open]")).to_have_count(1)
