"""The first thing anybody does."""

from .conftest import DEMO_PASSWORD


def test_a_member_signs_in_and_finds_the_meeting(demo_server, open_tablet):
    page = open_tablet("daibieu1", password=DEMO_PASSWORD)
    page.get_by_text("Kỳ họp thứ 12").first.wait_for()


def test_a_wrong_password_is_refused_in_vietnamese(demo_server, open_tablet):
    page = open_tablet(None)
    page.locator("#name").fill("daibieu1")
    page.locator("#password").fill("không phải đâu")
    page.locator("form .button-primary").click()
    assert "mật khẩu" in page.get_by_role("alert").inner_text().lower()
