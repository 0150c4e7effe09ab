"""Papers that are signed, repaired, or lead to each other, as members and the secretariat see them."""

import pytest
from playwright.sync_api import expect

from tests.docs import files, signing

from .conftest import DESKTOP, PORTRAIT
from .test_reader import Reading, Table

SIGNED, CHANGED, BROKEN, LEADING, REPORT = (
    "Nghị quyết đã ký",
    "Nghị quyết bị sửa",
    "Bản hỏng",
    "Tờ trình dẫn đến báo cáo",
    "Báo cáo thẩm tra",
)


@pytest.fixture(scope="module")
def table(server):
    table, lan = Table(server), signing.Authority().signer("Nguyễn Thị Lan")
    signed = signing.signed(files.pdf(2), lan)
    table.lay(files.pdf(6), REPORT)
    table.lay(files.pdf_with_actions(files.go_to_file(f"{REPORT}.pdf", page=4)), LEADING)
    table.lay(signed, SIGNED)
    table.lay(signing.with_other_words(signed), CHANGED)
    table.lay(files.pdf(3)[: files.pdf(3).index(b"trailer")], BROKEN)
    return table


@pytest.fixture
def read(table, open_tablet, vi):
    def read(title, size=PORTRAIT):
        return Reading(open_tablet("lan", size, path=table.room), vi).open(title)

    return read


@pytest.mark.parametrize(
    ("title", "word", "sentence"),
    [
        (SIGNED, "Signed, unchanged", "Signed by {name}, unchanged since"),
        (CHANGED, "Changed after it was signed", "Signed by {name}; changed after it was signed"),
    ],
)
def test_a_reader_learns_who_signed_and_whether_it_was_changed(read, vi, title, word, sentence):
    one = read(title)
    seal = one.button(word)
    expect(seal).to_be_visible()
    assert seal.bounding_box()["height"] >= 44
    seal.click()
    dialog = one.page.locator("dialog[open]")
    expect(dialog).to_contain_text(vi(sentence, name="Nguyễn Thị Lan"))
    expect(dialog).to_contain_text(
        vi("The signer's certificate was not checked against a trusted list: the name may be anybody's.")
    )


def test_a_link_to_another_paper_opens_it_at_its_page(read, vi):
    one = read(LEADING)
    one.page.get_by_role("button", name=vi("To “{title}”, page {page}", title=REPORT, page=4)).click()
    expect(one.page.locator(".reader-title")).to_have_text(REPORT)
    one.expect_page(4, 6)
    one.button("Next page").click()
    one.expect_page(5, 6)
    back = one.button("Back to page {page}", page=1)
    assert back.bounding_box()["height"] >= 44
    back.click()
    expect(one.page.locator(".reader-title")).to_have_text(LEADING)
    expect(back).to_have_count(0)


def test_a_paper_opened_with_a_double_click_opens_nothing_more(table, open_tablet, vi):
    """What is under the second click is the reader's bar by then."""
    page = open_tablet("lan", (800, 500), path=table.room)
    paper = page.locator(".paper").filter(has_text=REPORT).first
    expect(paper).to_be_enabled()
    box = paper.evaluate(
        "e => { e.scrollIntoView({ block: 'end' }); return e.getBoundingClientRect().toJSON() }"
    )
    # Where it is by the time it stands still: what is above it may come a moment later.
    paper.dblclick(position={"x": 400 - box["x"], "y": box["height"] - 20})
    expect(page.locator(".reader-title")).to_have_text(REPORT)
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.locator(".reader-place").click()
    expect(page.locator("dialog[open]")).to_have_count(1)


def test_the_secretariat_sees_what_was_repaired_and_what_was_signed(table, open_tablet, vi):
    path = f"/secretariat/meetings/{table.meeting_id}"
    page = open_tablet("thuky", DESKTOP, path=path)
    page.locator(".agenda-row-main").first.click()
    broken = page.locator("li.paper").filter(has_text=BROKEN)
    expect(broken.get_by_role("button", name=vi("Repaired"))).to_be_visible()
    signed = page.locator("li.paper").filter(has_text=SIGNED)
    expect(signed.get_by_role("button", name=vi("Signed, unchanged"))).to_be_visible()
    signed.get_by_label(vi("More about {title}", title=SIGNED)).click()
    page.get_by_role("button", name=vi("Versions…")).locator("visible=true").click()
    page.locator("dialog[open]").get_by_role("button", name=vi("Signed, unchanged")).click()
    expect(page.locator("dialog[open]").last).to_contain_text(
        vi("Signed by {name}, unchanged since", name="Nguyễn Thị Lan")
    )
