"""What the papers take, for the secretariat; how the installation is, for its administrator."""

import json

from playwright.sync_api import expect

from .conftest import DESKTOP, PORTRAIT


def test_the_secretariat_sees_what_room_the_papers_of_a_meeting_take(demo_server, open_tablet, vi):
    page = open_tablet("thuky", DESKTOP, touch=False, path="/secretariat/meetings/1#details")
    room = page.get_by_role("region", name=vi("Room that the papers take"))
    expect(room).to_contain_text("Tài liệu: ")
    expect(room.locator(".storage-paper").first.locator(".figures")).to_contain_text("B")


def test_the_administrator_sees_how_the_installation_is_and_what_changes(demo_server, open_tablet, vi):
    page = open_tablet("quantri", PORTRAIT, path="/secretariat")
    page.get_by_role("link", name=vi("Installation")).click()
    row = page.locator(".state-row")
    expect(row.filter(has_text=vi("Paper worker"))).to_contain_text(vi("Running"))
    expect(row.filter(has_text=vi("Database"))).to_contain_text("SQLite")
    check = row.filter(has_text=vi("Last check of the papers"))
    expect(check).to_contain_text(vi("Not yet; the operator's guide says how."))
    outcome = {"at": "2026-11-25T01:00:00.000Z", "documents": 3, "pages": 9, "wrong": 2, "mended": 1}
    (demo_server.data / "papers" / "last-check.json").write_text(json.dumps(outcome))
    expect(check).to_contain_text(vi("{wrong} found wrong, {mended} put right", wrong=2, mended=1))
    expect(check.get_by_role("img", name=vi("Wants a look"))).to_be_visible()
    page.context.set_offline(True)
    expect(page.locator(".notice-warn")).to_be_visible()


def test_others_do_not_see_it(demo_server, open_tablet, vi):
    page = open_tablet("thuky", PORTRAIT, path="/secretariat")
    expect(page.get_by_role("link", name=vi("My meetings"))).to_be_visible()
    expect(page.get_by_role("link", name=vi("Installation"))).to_have_count(0)
    assert page.request.get("/api/installation").status == 403
    page.goto("/installation")
    expect(page.locator("body")).to_contain_text(vi("Only an administrator may do this."))
