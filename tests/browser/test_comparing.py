"""What changed between two versions, on the screen: in two columns or one, from change to change, to the page."""

import pytest
from playwright.sync_api import expect

from .conftest import LANDSCAPE, PORTRAIT

PAPER = "Dự thảo Nghị quyết về dự toán và phân bổ ngân sách năm 2027"
READY = 120_000  # ms until the demo's papers are pages


@pytest.fixture
def compared(open_tablet, vi):
    """compared(size): a tablet on which both versions of the demo's draft resolution are compared."""

    def compared(size, **more):
        page = open_tablet("daibieu5", size, path="/meetings/1", **more)
        page.locator("button.paper:enabled", has_text=PAPER).first.tap(timeout=READY)
        page.get_by_label(vi("More ways to read")).first.tap()
        page.get_by_text(vi("Versions and what has changed…")).tap()
        page.get_by_text(vi("Compare with version {number}", number=1)).tap()
        expect(page.locator(".difference.is-change").first).to_be_visible()
        return page

    return compared


def left_of(element):
    return element.bounding_box()["x"]


def test_on_a_wide_tablet_both_versions_stand_side_by_side(compared, vi):
    page = compared(LANDSCAPE)
    change = page.locator(".difference-changed", has_text="Thu nội địa")
    old, new = change.locator("del"), change.locator("ins")
    assert "40.250" in old.inner_text() and "40.700" in new.inner_text()
    assert left_of(new) > left_of(old) + 300
    assert vi("removed:") in old.text_content() and vi("added:") in new.text_content()
    assert "line-through" in old.evaluate("e => getComputedStyle(e).textDecorationLine")
    assert "underline" in new.evaluate("e => getComputedStyle(e).textDecorationLine")
    expect(page.locator(".difference-fold").first).to_be_visible()


def test_a_stretch_without_a_change_is_unfolded_and_tried_again_without_a_line(compared, vi):
    page = compared(LANDSCAPE)
    fold = page.locator(".difference-fold .button").first
    assert fold.bounding_box()["height"] >= 44
    shown = page.locator(".difference-same").count()
    page.context.set_offline(True)
    fold.tap()
    expect(fold).to_have_text(vi("These paragraphs did not come. Try again"), timeout=60_000)
    page.context.set_offline(False)
    fold.tap()
    unfolded = page.locator(".differences-unfolded")
    expect(unfolded).to_be_focused()
    assert page.locator(".difference-same").count() == shown + unfolded.locator(".difference-same").count()
    expect(unfolded).to_contain_text("THÀNH PHỐ LẠC GIANG")


def test_in_portrait_they_run_together_in_one_column(compared):
    page = compared(PORTRAIT)
    change = page.locator(".difference-changed", has_text="Thu nội địa")
    assert change.locator(".difference-text").count() == 1
    assert "40.250" in change.inner_text() and "40.700" in change.inner_text()


def test_from_change_to_change_to_the_page_and_back(compared, vi):
    page = compared(PORTRAIT)
    forth, back = (page.get_by_role("button", name=vi(word)) for word in ("Next change", "Previous change"))
    assert forth.bounding_box()["height"] >= 44
    changes = page.locator(".difference.is-change")
    last = changes.count()
    for n in range(last):
        forth.tap()
        expect(changes.nth(n)).to_be_focused()
        expect(changes.nth(n)).to_be_in_viewport()
    expect(forth).to_be_disabled()
    expect(page.locator(".comparison-dialog h2")).to_be_in_viewport()
    back.tap()
    expect(changes.nth(last - 2)).to_be_focused()
    number = {"number": 1, "page": 1}
    door = page.get_by_role("button", name=vi("Version {number}, page {page}", **number)).first
    door.tap()
    picture = page.locator(".comparison-peek canvas")
    expect(picture).to_be_visible()
    page.wait_for_function("() => document.querySelector('.comparison-peek canvas').width > 800")
    page.get_by_role("button", name=vi("Back to the changes")).tap()
    expect(door).to_be_visible()


def test_a_new_version_is_said_above_the_paper_and_leads_to_the_changes(open_tablet, vi):
    """The tablet remembers that the first version was read."""
    page = open_tablet("daibieu6", PORTRAIT, path="/meetings/1")
    paper = page.locator("button.paper:enabled", has_text=PAPER).first
    expect(paper).to_be_visible(timeout=READY)
    page.evaluate(
        """async (title) => {
          const get = (path) => fetch(path).then((answer) => answer.json())
          const { papers, me } = await get("/api/meetings/1/state")
          const { id } = Object.values(papers).find((paper) => paper.title === title)
          const { versions } = await get(`/api/meetings/1/papers/${id}/versions`)
          const name = `reading/${me.person_id}/1`
          const record = { since: "2020-01-01", papers: { [id]: { page: 1, version: versions[0].id } } }
          localStorage.setItem(name, JSON.stringify(record))
        }""",
        PAPER,
    )
    page.reload()
    paper.tap()
    strip = page.locator(".news-strip")
    expect(strip).to_contain_text("Điều 4")
    strip.get_by_role("button", name=vi("Show the changes")).tap()
    expect(page.locator(".difference.is-change").first).to_be_visible()


def test_without_a_line_it_says_so_and_can_be_tried_again(compared, vi):
    page = compared(LANDSCAPE)
    page.locator(".comparison-dialog").get_by_label(vi("Close")).tap()
    page.context.set_offline(True)
    page.get_by_text(vi("Compare with version {number}", number=1)).tap()
    failed = page.locator(".comparison-dialog .empty-failed")
    expect(failed).to_contain_text(vi("No answer from the server."), timeout=60_000)
    page.context.set_offline(False)
    failed.get_by_role("button", name=vi("Try again")).tap()
    expect(page.locator(".difference.is-change").first).to_be_visible()
