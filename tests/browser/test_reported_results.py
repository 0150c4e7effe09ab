"""What an opinion by circulation came to, put on an item of the next meeting and seen there, in real browsers."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import DESKTOP, PORTRAIT
from .measuring import look
from .sitting import MOTION, Hand, sit
from .vote_panel import until

PROJECTOR = (1920, 1080)
ASKED = "Cho ý kiến về điều chỉnh kế hoạch vốn"


@pytest.fixture
def circulated(demo_server):
    """A meeting in which a circulation was answered by one of two and published."""
    sitting = sit(demo_server, ["daibieu1", "daibieu2"])
    form = MOTION | {"title": ASKED, "manner": "circulation", "deadline_at": "2199-01-01T00:00:00Z"}
    vote = sitting.open(**form)
    answer = {"answer": {"choice": "for"}, "comment": "Nhất trí"}
    sitting.call("PUT", f"/votes/{vote['id']}/ballots/mine", answer, by=Hand(demo_server, "daibieu1"))
    sitting.close(vote)
    sitting.publish(vote)
    return sitting, vote


@pytest.fixture
def next_meeting(demo_server, circulated):
    """The same people a month later."""
    sitting = sit(demo_server, ["daibieu1", "daibieu3"])
    meeting = sitting.secretary("GET", f"/api/meetings/{sitting.id}/state")["meeting"]
    form = {"title": meeting["title"], "body_id": meeting["body_id"], "starts_at": "2026-12-23T01:00:00Z"}
    sitting.secretary("PUT", f"/api/meetings/{sitting.id}", form)
    return sitting


def test_the_secretary_puts_the_result_on_an_item_and_members_see_it_there(
    circulated, next_meeting, open_tablet, vi
):
    path = f"/secretariat/meetings/{next_meeting.id}"
    secretary = open_tablet("thuky", DESKTOP, touch=False, path=path)
    secretary.locator(".agenda-row-main").first.click()
    editor = secretary.locator(".reports-editor")
    earlier, vote = circulated
    editor.locator("select").select_option(str(vote["id"]))
    editor.get_by_text(vi("To be ratified"), exact=True).click()
    found = look(secretary, "putting a result on an item")
    editor.get_by_role("button", name=vi("Put it on this item")).click()
    row = editor.locator(".list-row")
    expect(row).to_contain_text(ASKED)
    expect(row).to_contain_text(vi("To be ratified"))

    member = open_tablet("daibieu1", PORTRAIT, path=next_meeting.room)
    told = member.locator(
        ".reported-result"
    ).first  # the item is under discussion: it stands above the agenda too
    expect(told).to_contain_text(ASKED)
    told.locator("summary").click()
    expect(told.get_by_role("link", name=vi("Go to that meeting"))).to_be_visible()
    expect(told).to_contain_text(f"{vi('For')} 1 (33,33%)")
    expect(told).not_to_contain_text("Nhất trí")
    found += look(member, "a result told on an item")
    stranger = open_tablet("daibieu3", PORTRAIT, path=next_meeting.room)
    stranger.locator(".reported-result summary").first.click()
    expect(stranger.locator(".reported-result").first).to_contain_text(f"{vi('For')} 1 (33,33%)")
    expect(stranger.get_by_text(vi("Go to that meeting"))).to_have_count(0)

    hall = open_tablet(None, PROJECTOR, touch=False, path=next_meeting.hall())
    shown = hall.locator(".hall-report")
    expect(shown).to_contain_text(ASKED)
    expect(shown).to_contain_text(vi("To be ratified"))
    expect(shown.locator("li")).to_have_text([re.compile(f"{number}$") for number in (1, 0, 0, 2)])
    found += look(hall, "a result told in the hall")

    # Annulled where it was taken, it is so here, without a reload.
    earlier.call("POST", f"/votes/{vote['id']}/annulment", {"reason": "Sai nội dung"})
    earlier.call("POST", f"/votes/{vote['id']}/annulment/confirmation", by=earlier.secretary)
    expect(told).to_contain_text(vi("This result has been annulled since: it no longer counts."))
    expect(shown).to_contain_text(vi("This result has been annulled since: it no longer counts."))
    expect(shown.locator("li")).to_have_count(0)
    row.get_by_role("button", name=vi("Take “{title}” off this item", title=ASKED)).click()
    expect(member.locator(".reported-result")).to_have_count(0)
    expect(shown).to_have_count(0)
    assert found == []


def test_what_is_told_no_more_since_the_meeting_is_another_bodys_can_still_be_taken_off(
    circulated, next_meeting, open_tablet, vi
):
    _earlier, vote = circulated
    item = f"/api/meetings/{next_meeting.id}/items/{next_meeting.item_id}"
    next_meeting.secretary("PUT", f"{item}/reported-results/{vote['id']}", {"purpose": "information"})
    hall = open_tablet(None, PROJECTOR, touch=False, path=next_meeting.hall())
    secretary = open_tablet("thuky", DESKTOP, touch=False, path=f"/secretariat/meetings/{next_meeting.id}")
    secretary.locator(".agenda-row-main").first.click()
    row = secretary.locator(".reports-editor .list-row")
    expect(row).to_contain_text(ASKED)
    expect(hall.locator(".hall-report")).to_contain_text(ASKED)
    body = next_meeting.secretary("POST", "/api/bodies", {"name": "Ban Kinh tế phường"})["body"]
    form = {"title": "Phiên của Ban", "body_id": body["id"], "starts_at": "2026-12-23T01:00:00Z"}
    next_meeting.secretary("PUT", f"/api/meetings/{next_meeting.id}", form)
    expect(hall.locator(".hall-report")).to_have_count(0)
    expect(row).not_to_contain_text(ASKED)
    assert look(secretary, "a result that is told no more") == []
    row.get_by_role("button", name=vi("Take it off")).click()
    expect(row).to_have_count(0)


def test_a_hall_screen_that_could_not_fetch_a_result_tries_again_by_itself(
    circulated, next_meeting, open_tablet
):
    _earlier, vote = circulated
    hall = open_tablet(None, PROJECTOR, touch=False, path=next_meeting.hall())
    hall.route("**/reported-results", lambda route: route.abort())
    item = f"/api/meetings/{next_meeting.id}/items/{next_meeting.item_id}"
    tries = []
    hall.on("requestfailed", lambda request: tries.append(request.url))
    next_meeting.secretary("PUT", f"{item}/reported-results/{vote['id']}", {"purpose": "information"})
    until(hall, lambda: len(tries) == 2)
    hall.unroute("**/reported-results")
    expect(hall.locator(".hall-report")).to_contain_text(ASKED, timeout=20_000)


@pytest.mark.parametrize("enlarged", [1, 1.2])
@pytest.mark.parametrize("viewport", [PROJECTOR, (1280, 720)])
def test_long_titles_fit_on_the_hall_screen(circulated, next_meeting, open_tablet, viewport, enlarged):
    title = "Cho ý kiến về điều chỉnh kế hoạch vốn đầu tư công trung hạn " * 3 + "năm 2026 và các năm sau"
    (earlier, _vote), later = circulated, next_meeting
    circulation = {"manner": "circulation", "deadline_at": "2199-01-01T00:00:00Z"}
    item = f"/api/meetings/{later.id}/items/{later.item_id}"
    later.secretary("PUT", item, {"title": title, "presenter": "Giám đốc Sở Tài chính Phạm Minh Thư"})
    for _ in range(2):
        vote = earlier.open(**MOTION | circulation | {"title": title})
        earlier.close(vote)
        earlier.publish(vote)
        later.secretary("PUT", f"{item}/reported-results/{vote['id']}", {"purpose": "ratification"})
    hall = open_tablet(None, viewport, touch=False, path=later.hall())
    expect(hall.locator(".hall-report")).to_have_count(1)
    hall.evaluate("(size) => document.documentElement.style.setProperty('--hall-size', size)", enlarged)
    beyond = hall.evaluate(
        """() => [...document.querySelectorAll('.hall-middle > *')].filter((one) => {
          const inner = one.getBoundingClientRect(), outer = one.parentElement.getBoundingClientRect()
          return inner.top < outer.top || inner.bottom > outer.bottom
        }).map((one) => one.className)"""
    )
    assert beyond == []


def test_where_nothing_was_circulated_nothing_is_offered(demo_server, open_tablet, vi):
    sitting = sit(demo_server, ["daibieu1"])
    body = sitting.secretary("POST", "/api/bodies", {"name": "Ban Văn hóa phường"})["body"]
    form = {"title": "Phiên của Ban", "body_id": body["id"], "starts_at": "2026-12-24T01:00:00Z"}
    sitting.secretary("PUT", f"/api/meetings/{sitting.id}", form)
    secretary = open_tablet("thuky", DESKTOP, touch=False, path=f"/secretariat/meetings/{sitting.id}")
    with secretary.expect_response("**/reportable-results"):
        secretary.locator(".agenda-row-main").first.click()
    expect(secretary.locator(".papers-editor")).to_be_visible()
    expect(secretary.locator(".reports-editor")).to_have_count(0)
