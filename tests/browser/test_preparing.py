"""Preparing a meeting, as the secretariat does it: by hand, in a browser, sometimes two at once."""

import pytest
from playwright.sync_api import expect

from meeting.config import SOURCE

from ..docs import legacy
from .conftest import DESKTOP

PAPERS = SOURCE / "demo/papers"


@pytest.fixture
def desk_of(open_tablet):
    return lambda name: open_tablet(name, DESKTOP, touch=False, path="/secretariat")


def create_meeting(page, vi, title):
    page.get_by_role("button", name=vi("New meeting")).click()
    form = page.locator("dialog[open] form")
    form.locator("[name=title]").fill(title)
    form.locator("[name=body_id]").select_option(index=1)
    form.get_by_role("button", name=vi("Create the meeting")).click()
    page.wait_for_url("**/secretariat/meetings/*")


def add_items(page, *titles):
    for count, title in enumerate(titles, start=1):
        page.locator("#new-agenda-item").fill(title)
        page.keyboard.press("Enter")
        expect(page.locator(".agenda-row")).to_have_count(count)


def test_a_meeting_is_made_from_nothing_and_published(demo_server, desk_of, vi):
    page = desk_of("thuky")
    create_meeting(page, vi, "Phiên họp Ban Pháp chế")
    expect(page.get_by_role("button", name=vi("Check and publish…"))).to_be_visible()
    add_items(page, "Khai mạc", "Thẩm tra dự thảo nghị quyết")

    page.locator(".agenda-row-main").nth(1).press("Alt+ArrowRight")
    expect(page.locator(".agenda-number")).to_have_text(["1", "1.1"])

    page.locator(".agenda-row-main").nth(1).click()
    files = ["07-du-thao-nghi-quyet-du-toan.docx", "09-phu-luc-danh-muc-du-an.pdf"]
    page.locator(".papers-editor input[type=file]").set_input_files([PAPERS / name for name in files])
    expect(page.locator(".paper .first-page img")).to_have_count(2, timeout=60_000)
    expect(page.locator(".paper progress")).to_have_count(0, timeout=60_000)

    page.get_by_role("button", name=vi("Check and publish…")).click()
    expect(page.locator(".checklist")).to_contain_text(vi("Nobody is the chair of this meeting."))
    page.locator("dialog[open] .dialog-actions .button-primary").click()
    expect(page.get_by_role("button", name=vi("Begin the meeting"))).to_be_visible()


def test_the_next_item_is_typed_before_the_one_before_is_acknowledged(desk_of, vi):
    page = desk_of("thuky")
    create_meeting(page, vi, "Phiên họp gõ nhanh")
    page.route("**/items", lambda route: (page.wait_for_timeout(600), route.continue_()))
    for title in ("Khai mạc", "Bế mạc"):
        page.locator("#new-agenda-item").press_sequentially(title)
        page.keyboard.press("Enter")
    expect(page.locator(".agenda-row .agenda-title")).to_have_text(["Khai mạc", "Bế mạc"])
    expect(page.locator("#new-agenda-item")).to_have_value("")


def test_an_item_that_was_refused_is_still_in_the_field(desk_of, vi):
    page = desk_of("thuky")
    create_meeting(page, vi, "Phiên họp từ chối")
    page.route(
        "**/items",
        lambda route: route.fulfill(status=400, json={"ok": False, "error": "x", "message": "Không được."}),
    )
    page.locator("#new-agenda-item").fill("Khai mạc")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Không được.")).to_be_visible()
    expect(page.locator("#new-agenda-item")).to_have_value("Khai mạc")


def test_an_item_sent_again_by_itself_leaves_the_field_to_the_next_one(demo_server, desk_of, vi):
    page = desk_of("thuky")
    create_meeting(page, vi, "Phiên họp mất mạng")
    field, titles = page.locator("#new-agenda-item"), page.locator(".agenda-row .agenda-title")
    expect(page.locator(".connection-live")).to_be_attached()
    for typed, added in (("", ["Khai mạc"]), ("Bế mạc", ["Khai mạc", "Khai mạc"])):
        page.context.set_offline(True)
        field.fill("Khai mạc")
        page.keyboard.press("Enter")
        expect(page.get_by_text(vi("Not recorded yet: no answer from the server."))).to_be_visible()
        expect(field).to_have_value("Khai mạc")
        page.keyboard.press("End")
        page.keyboard.type(f" {typed}" if typed else "")
        page.context.set_offline(False)
        expect(titles).to_have_text(added)
        expect(field).to_have_value(typed)


def test_an_incoming_change_does_not_overwrite_a_half_typed_title(demo_server, desk_of, vi):
    thu, tham = desk_of("thuky"), desk_of("thuky2")
    for page in (thu, tham):
        page.goto("/secretariat/meetings/1")
        page.locator(".agenda-row-main").first.click()
        page.get_by_role("button", name=vi("Change"), exact=True).click()
    tham.locator("[name=title]").fill("Khai mạc, chào cờ")

    thu.locator("[name=title]").fill("Khai mạc phiên họp")
    thu.locator("[name=minutes]").fill("25")
    thu.get_by_role("button", name=vi("Save")).click()

    expect(tham.locator("[name=minutes]")).to_have_value("25")
    expect(tham.locator(".draft-conflict")).to_contain_text("Khai mạc phiên họp")
    expect(tham.locator("[name=title]")).to_have_value("Khai mạc, chào cờ")
    tham.get_by_role("button", name=vi("Keep mine")).click()
    tham.get_by_role("button", name=vi("Save")).click()
    expect(thu.locator("[name=title]")).to_have_value("Khai mạc, chào cờ")


def test_what_was_typed_is_still_there_when_the_server_did_not_answer(demo_server, desk_of, vi):
    page = desk_of("thuky")
    create_meeting(page, vi, "Phiên họp Ban Đô thị")
    add_items(page, "Khai mạc", "Kết luận")
    page.locator(".agenda-row-main").first.click()
    page.get_by_role("button", name=vi("Change"), exact=True).click()
    page.context.set_offline(True)
    page.locator("[name=description]").fill("Mời đại biểu ổn định chỗ ngồi")
    page.get_by_role("button", name=vi("Save")).click()
    expect(page.locator(".act-failure")).to_contain_text(vi("Not recorded yet: no answer from the server."))
    page.locator(".agenda-row-main").nth(1).click()
    page.locator(".agenda-row-main").first.click()
    expect(page.locator("[name=description]")).to_have_value("Mời đại biểu ổn định chỗ ngồi")
    page.context.set_offline(False)
    page.get_by_role("button", name=vi("Save")).click()
    expect(page.locator(".save-bar")).to_contain_text(vi("Recorded"))


def test_a_file_that_is_no_paper_says_what_to_do(demo_server, desk_of, vi, tmp_path):
    broken = tmp_path / "biên bản.pdf"
    broken.write_bytes(b"%PDF-1.4\nnothing")
    page = desk_of("thuky")
    create_meeting(page, vi, "Phiên họp giải trình")
    add_items(page, "Giải trình")
    page.locator(".papers-editor input[type=file]").set_input_files(broken)
    expect(page.locator(".intake-failed")).to_contain_text(
        vi("This file is damaged and cannot be read. Save it again, best as PDF, and upload that.")
    )
    expect(page.locator(".agenda-counts .badge-bad")).to_be_visible()


def test_a_paper_in_an_old_font_is_looked_over_and_left_as_it_came(demo_server, desk_of, vi, tmp_path):
    sentence = "Tờ trình về phân bổ ngân sách địa phương năm 2027"
    file = tmp_path / "Tờ trình cũ.docx"
    file.write_bytes(
        legacy.docx(lambda d: legacy.set_font(d.add_paragraph().add_run(legacy.vni(sentence)), "VNI-Times"))
    )
    page = desk_of("thuky")
    create_meeting(page, vi, "Phiên họp Ban Kinh tế")
    add_items(page, "Ngân sách")
    page.locator(".agenda-row-main").first.click()
    page.locator(".papers-editor input[type=file]").set_input_files([file])

    page.get_by_role("button", name=vi("Old font encoding")).click(timeout=60_000)
    page.get_by_role("button", name=vi("Before and after…")).click()
    dialog = page.locator("dialog[open]")
    expect(dialog.locator(".legacy-samples td")).to_have_text([legacy.vni(sentence), sentence])
    dialog.get_by_role("button", name=vi("Leave the text as it came")).click()

    page.get_by_role("button", name=vi("Encoding left as it came")).click(timeout=60_000)
    expect(page.locator(".paper-facts")).to_contain_text(vi("version {number}", number=2))
    page.get_by_role("button", name=vi("Before and after…")).click()
    expect(
        page.locator("dialog[open]").get_by_role("button", name=vi("Convert the text again"))
    ).to_be_visible()
