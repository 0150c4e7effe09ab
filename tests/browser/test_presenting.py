"""Showing a page to everybody: from the desk or a member's tablet, a part of it enlarged, a pointer over it."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import delete

from meeting.agenda.models import Meeting, MeetingState
from meeting.db import writing
from meeting.docs.presenting import showing
from meeting.docs.presenting.models import Presentation, PresentingRequest
from meeting.docs.readings import models as readings
from meeting.people.models import Person
from tests import make
from tests.docs import files

from .cable import Cable
from .conftest import DESKTOP, LANDSCAPE, PORTRAIT
from .test_reader import Reading, Table

PAGES = 8
TITLE = "Tờ trình dự toán"


@pytest.fixture(scope="module")
def table(server):
    table = Table(server)
    table.paper_id = table.lay(files.linked_pdf(PAGES), TITLE)
    with table.app.app_context(), writing(table.meeting_id) as session:
        meeting = session.get(Meeting, table.meeting_id)
        meeting.state, meeting.current_item_id = MeetingState.RUNNING, table.item_id
        for name, person_id in table.people.items():
            session.get(Person, person_id).name = name
    return table


@pytest.fixture
def read(table, open_tablet, vi):
    """read(name): a tablet of that person on which the paper is open."""

    def read(name, size=PORTRAIT):
        return Reading(open_tablet(name, size, path=table.room, password=make.PASSWORD), vi).open(TITLE)

    return read


@pytest.fixture
def desk(table, open_tablet):
    return open_tablet("chutoa", DESKTOP, path=f"{table.room}/desk", password=make.PASSWORD)


@pytest.fixture(autouse=True)
def nothing_shown_afterwards(table):
    yield
    with table.app.app_context(), writing(table.meeting_id) as session:
        for model in (PresentingRequest, Presentation, readings.Reading):
            session.execute(delete(model))


def ask(member):
    member.menu("Ask to present this page…")


def test_a_member_asks_presents_and_stops(read, desk, vi):
    lan, mai = read("lan"), read("mai", LANDSCAPE)
    lan.go(3)
    lan.is_drawn(3)
    ask(lan)
    expect(
        lan.page.get_by_text(vi("You have asked to present page {page}. The chair decides.", page=3))
    ).to_be_visible()
    expect(desk.get_by_text(vi("{name} wishes to present", name="lan"))).to_be_visible()
    desk.get_by_role("button", name=vi("Let present")).click()

    expect(lan.page.get_by_text(vi("You are presenting to everybody."))).to_be_visible()
    expect(mai.page.get_by_text(vi("Following {name}", name="lan"))).to_be_visible()
    mai.is_drawn(3)
    lan.go(5)
    mai.is_drawn(5)
    expect(
        desk.get_by_text(vi("{name} presents: everybody sees page {page}.", name="lan", page=5))
    ).to_be_visible()

    # Whoever reads elsewhere is called.
    mai.go(1)
    expect(mai.page.get_by_text(vi("You are reading alone."))).to_be_visible()
    mai.is_drawn(1)
    lan.button("All to this page").click()
    mai.is_drawn(5)
    expect(mai.page.get_by_text(vi("Following {name}", name="lan"))).to_be_visible()
    expect(mai.page.get_by_text(vi("Everybody has been called to this page."))).to_be_visible()

    # By the chair, too, who need not take over for it.
    mai.go(1)
    expect(mai.page.get_by_text(vi("You are reading alone."))).to_be_visible()
    desk.get_by_role("button", name=vi("All to this page")).click()
    mai.is_drawn(5)
    expect(lan.page.locator(".follow-bar-mine")).to_be_visible()

    lan.button("Stop presenting").click()
    expect(lan.page.locator(".follow-bar-mine")).to_have_count(0)
    expect(mai.page.locator(".follow-bar")).to_have_count(0)


def test_a_wish_is_declined(read, desk, vi):
    hung = read("hung")
    ask(hung)
    desk.get_by_role("button", name=vi("Decline")).click()
    expect(hung.page.get_by_text(vi("The chair has not taken up your wish to present."))).to_be_visible()
    expect(desk.locator(".present-wish")).to_have_count(0)


def test_the_chair_takes_over(read, desk, vi):
    lan, mai = read("lan"), read("mai")
    lan.go(1)
    lan.is_drawn(1)
    ask(lan)
    desk.get_by_role("button", name=vi("Let present")).click()
    expect(lan.page.locator(".follow-bar-mine")).to_be_visible()
    desk.get_by_role("button", name=vi("Take over")).click()
    expect(lan.page.get_by_text(vi("Following {name}", name="chutoa"))).to_be_visible()
    desk.get_by_role("button", name=vi("Next page")).click()
    lan.is_drawn(2)
    mai.is_drawn(2)


def test_the_chairs_own_tablet_goes_with_the_desk_and_turns_as_well(read, desk, vi):
    mai, tablet = read("mai"), read("chutoa")
    desk.get_by_role("button", name=TITLE).first.click()
    desk.get_by_role("button", name=vi("Present this page")).click()
    expect(tablet.page.get_by_text(vi("You are presenting to everybody."))).to_be_visible()
    desk.get_by_role("button", name=vi("Next page")).click()
    for one in (tablet, mai):
        one.is_drawn(2)
    tablet.go(5)
    mai.is_drawn(5)
    desk.get_by_role("button", name=vi("Previous page")).click()
    for one in (tablet, mai):
        one.is_drawn(4)
    tablet.go(5)
    mai.is_drawn(5)
    expect(desk.get_by_text(vi("Everybody sees page {page}.", page=5))).to_be_visible()


def test_what_ends_just_after_a_turn_leaves_the_page_that_is_drawn(table, read):
    mai = read(table.add_member())

    def act(rule, *args):
        with table.app.app_context(), writing(table.meeting_id) as session:
            rule(session, table.secretary, *args)

    act(showing.show_page, table.paper_id, 1)
    mai.is_drawn(1)
    mai.page.wait_for_timeout(1500)  # the next page is decoded meanwhile
    # Nothing is painted, as on a tablet that is turned to another window.
    mai.page.evaluate(
        """() => {
          const later = window.setTimeout
          window.requestAnimationFrame = () => 0
          window.setTimeout = (act, ms, ...rest) => later(act, ms === 250 ? 2500 : ms, ...rest)
        }"""
    )
    act(showing.show_page, table.paper_id, 2)
    expect(mai.stage).to_have_attribute("data-page", "2", timeout=2000)
    act(showing.stop_presenting)
    mai.page.wait_for_timeout(3500)
    mai.expect_page(2, PAGES)


def test_where_no_websocket_comes_through_pages_are_followed_all_the_same(
    table, open_tablet, server, desk, vi
):
    cable = Cable(int(server.address.rpartition(":")[2]), websockets="refused")
    lan = Reading(open_tablet("lan", path=table.room, by=cable.url), vi).open(TITLE)
    desk.get_by_role("button", name=TITLE).first.click()
    desk.get_by_role("button", name=vi("Present this page")).click()
    expect(lan.page.get_by_text(vi("Following {name}", name="chutoa"))).to_be_visible(timeout=30_000)
    desk.get_by_role("button", name=vi("Next page")).click()
    lan.is_drawn(2)
    expect(lan.page.locator(".connection-live")).to_have_count(1)
    cable.close()


def region_of(reading):
    """{zoom, x, y}: how much larger than its stage the page stands, and the middle of what is seen in shares of it."""
    return reading.page.evaluate(
        """() => {
          const stage = document.querySelector(".stage"), sheet = document.querySelector(".sheet")
          const middle = (from, room, whole) => (from + Math.min(room, whole) / 2) / whole
          return {
            zoom: sheet.offsetWidth / stage.clientWidth,
            x: middle(stage.scrollLeft, stage.clientWidth, sheet.offsetWidth),
            y: middle(stage.scrollTop, stage.clientHeight, sheet.offsetHeight),
          }
        }"""
    )


def test_what_the_chair_enlarges_is_enlarged_for_everybody_until_a_touch(read, desk, vi):
    mai, hung = read("mai"), read("hung", LANDSCAPE)
    desk.get_by_role("button", name=TITLE).first.click()
    desk.get_by_role("button", name=vi("Present this page")).click()
    mai.is_drawn(1)
    desk.locator(".preview .pointer-pad").wait_for()
    box = desk.locator(".preview canvas").first.bounding_box()
    desk.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.25)
    expect(desk.get_by_text(vi("Tap the page to show all of it again."))).to_be_visible()
    mai.wait_for(lambda: region_of(mai)["zoom"] > 1.7)
    for one in (mai, hung):
        one.wait_for(lambda one=one: abs(region_of(one)["x"] - 0.5) < 0.06)
    # Everybody's own hand counts more.
    mai.button("Larger").click()
    expect(mai.page.get_by_text(vi("You are reading alone."))).to_be_visible()
    desk.locator(".preview .pointer-pad").click()
    hung.wait_for(lambda: region_of(hung)["zoom"] <= 1.01)


def test_what_is_enlarged_is_seen_so_by_whoever_reads_page_under_page(read, desk, vi):
    mai = read("mai")
    mai.menu("Continuous pages")
    desk.get_by_role("button", name=TITLE).first.click()
    desk.get_by_role("button", name=vi("Present this page")).click()
    expect(mai.page.locator(".follow-bar-on")).to_be_visible()
    expect(mai.page.locator(".flow")).to_be_visible()
    desk.locator(".preview .pointer-pad").click()
    mai.wait_for(lambda: mai.page.locator(".sheet").count() and region_of(mai)["zoom"] > 1.7)
    expect(mai.page.locator(".follow-bar-on")).to_be_visible()
    desk.locator(".preview .pointer-pad").click()
    expect(mai.page.locator(".flow")).to_be_visible()
    mai.menu("One page")


def test_the_pointer_is_seen_by_the_others(read, desk, vi):
    lan, mai = read("lan"), read("mai")
    ask(lan)
    desk.get_by_role("button", name=vi("Let present")).click()
    mai.page.locator(".follow-bar-on").wait_for()
    lan.button("Pointer").click()
    box = lan.page.locator(".pointer-pad").bounding_box()
    for share in (0.3, 0.4, 0.5):
        lan.page.mouse.move(box["x"] + box["width"] * share, box["y"] + box["height"] * 0.2)
        lan.page.wait_for_timeout(120)
    dot = mai.page.locator(".pointer-dot")
    expect(dot).to_be_visible()

    def stands_where_it_was_led():
        sheet, at = mai.page.locator(".sheet").bounding_box(), dot.bounding_box()
        return abs((at["x"] + at["width"] / 2 - sheet["x"]) / sheet["width"] - 0.5) < 0.03

    mai.wait_for(stands_where_it_was_led)
    expect(desk.locator(".pointer-dot")).to_be_visible()
    lan.button("Pointer").click()
    lan.page.mouse.move(5, 5)


# Counts what stands in the place of the pages from now on, the pages one below the other apart.
WATCH = """() => {
  const place = document.querySelector(".reader-page")
  window.others = 0
  place.querySelector(".flow").dataset.marked = "yes"
  const look = () => (window.others += place.querySelector(":scope .stage:not(.flow)") ? 1 : 0)
  new MutationObserver(look).observe(place, { childList: true, subtree: true })
}"""


@pytest.mark.parametrize("layout", ["Continuous pages", "Two pages side by side"])
def test_where_the_presenter_points_is_seen_in_whatever_way_one_reads(table, read, desk, vi, layout):
    lan, mai = read("lan"), read(table.add_member(), LANDSCAPE)
    mai.menu(layout)
    ask(lan)
    desk.get_by_role("button", name=vi("Let present")).click()
    mai.page.locator(".follow-bar-on").wait_for()
    expect(mai.page.locator(".flow")).to_be_visible()
    mai.page.evaluate(WATCH)
    lan.button("Pointer").click()
    for page in (1, 2, 3, 4):
        lan.is_drawn(page)
        box = lan.page.locator(".pointer-pad").bounding_box()
        for share in (0.3, 0.4, 0.5):
            lan.page.mouse.move(box["x"] + box["width"] * share, box["y"] + box["height"] * 0.1 * page)
            lan.page.wait_for_timeout(100)
        sheet = mai.page.locator(f".flow-page[data-page='{page}']")
        expect(sheet.locator(".pointer-dot")).to_be_visible()
        expect(mai.page.locator(".pointer-dot")).to_have_count(1)
        lan.button("Next page").click()
    expect(mai.stage).to_have_attribute("data-page", "5")
    assert mai.page.evaluate("window.others") == 0
    expect(mai.page.locator(".flow[data-marked]")).to_have_count(1)


def test_the_board_shows_each_tablet_and_whether_the_page_is_in_front_of_it(read, desk, vi):
    lan = read("lan")
    desk.get_by_role("button", name=TITLE).first.click()
    desk.get_by_role("button", name=vi("Present this page")).click()
    lan.is_drawn(1)
    desk.get_by_label(vi("Meeting"), exact=True).first.click()
    desk.locator(".menu[open]").get_by_role("button", name=vi("Tablets")).click()
    row = desk.locator(".tablets-list li").filter(has_text="lan")
    expect(row).to_contain_text(vi("{paper}, page {page}", paper=TITLE, page=1))
    lan.go(4)
    expect(row).not_to_contain_text(TITLE)
    expect(desk.locator(".tablets-list li").filter(has_text="hung")).to_contain_text(vi("Not connected"))
