"""Reading a paper on a tablet: each thing that a reader can do."""

import re
import time

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from meeting.agenda.models import Meeting
from meeting.config import SOURCE
from meeting.db import reading, writing
from meeting.docs import redraw_progress
from meeting.docs.adding import Upload, add_paper
from meeting.docs.models import Paper
from meeting.docs.replacing import replace_paper
from meeting.people.models import Person
from meeting.permissions import Role
from tests import make
from tests.docs import files

from .conftest import DESKTOP, LANDSCAPE, PATIENCE_MS, PORTRAIT
from .touch import Finger

LINKED, PLAN, SCAN, LONG = "To trinh co lien ket", "Bản vẽ khổ A3", "Bản quét", "Danh mục dự án"
ADDRESS = "https://hdnd.example.vn/nghi-quyet"
MOST_PIXELS = 16_700_000
PAGES = 8


class Table:
    """A meeting of a chair, a secretary and three members, and what the secretary lays on the table."""

    def __init__(self, server, suffix=""):
        self.app = server.app
        with self.app.app_context(), writing() as session:
            meeting = make.meeting(session)
            self.item_id = make.item(session, meeting).id
            roles = {"chutoa": Role.CHAIR, "thuky": Role.SECRETARY} | dict.fromkeys(
                ("lan", "mai", "hung"), Role.MEMBER
            )
            make_way(session, [name + suffix for name in roles])
            seats = {
                name: make.seat(
                    session, meeting, make.person(session, sign_in_name=name + suffix), role, present=True
                )
                for name, role in roles.items()
            }
            self.meeting_id, self.secretary = meeting.id, make.actor(seats["thuky"])
            self.people = {name: seat.person_id for name, seat in seats.items()}
            self.seats = {name: seat.id for name, seat in seats.items()}
        self.room = f"/meetings/{self.meeting_id}"

    def add_member(self):
        """The sign-in name of one more, for whom every paper opens at its first page: where it was left is remembered
        for the person, not for the tablet, and a tablet that was put away tells so a moment later."""
        with self.app.app_context(), writing() as session:
            person = make.person(session)
            make.seat(session, session.get(Meeting, self.meeting_id), person, Role.MEMBER, present=True)
            return person.sign_in_name

    def lay(self, content, name):
        return self._act(
            content, name, lambda session, upload: add_paper(session, self.secretary, self.item_id, upload)
        )

    def replace(self, paper_id, content, note):
        self._act(
            content,
            "x",
            lambda session, upload: replace_paper(session, self.secretary, paper_id, upload),
            note,
        )

    def await_rest(self):
        """Until the worker has nothing to do: what it draws anew comes after all else."""
        jobs = self.app.extensions["paper_jobs"]
        until = time.monotonic() + 240
        while jobs.huey.pending_count():
            assert time.monotonic() < until, "the worker finds no rest"
            time.sleep(0.5)

    def _act(self, content, name, act, note=""):
        jobs = self.app.extensions["paper_jobs"]
        with self.app.app_context(), jobs.store.receive() as incoming:
            incoming.write(content)
            incoming.keep()
            with writing(self.meeting_id) as session:
                paper = act(session, Upload(incoming.sha256, incoming.size, f"{name}.pdf", note))
                paper_id, document_id = paper.id, paper.newest.document_id
            jobs.prepare(document_id)
        return paper_id


def make_way(session, names):
    """Whoever had these names at another table of the installation is called otherwise from now on."""
    for person in session.scalars(select(Person).where(Person.sign_in_name.in_(names))):
        person.sign_in_name += f".{person.id}"
    session.flush()


@pytest.fixture(scope="module")
def table(server):
    table = Table(server)
    table.linked_id = table.lay(files.linked_pdf(PAGES), LINKED)
    for title, name in (
        (PLAN, "12-ban-ve-quy-hoach-a3"),
        (SCAN, "14-thong-bao-mat-tran"),
        (LONG, "09-phu-luc-danh-muc-du-an"),
    ):
        table.lay((SOURCE / f"demo/papers/{name}.pdf").read_bytes(), title)
    return table


class Reading:
    """A tablet with a paper open on it."""

    def __init__(self, page, vi):
        self.page, self.vi = page, vi
        self.stage = page.locator(".reader .stage").first
        self.place = page.locator(".reader-place").first

    def open(self, title):
        paper = self.page.locator(".paper").filter(has_text=title).first
        # It may still be on its way from the secretary.
        expect(paper).to_be_enabled()
        paper.click()
        expect(self.stage).to_be_visible()
        return self

    def button(self, msgid, **params):
        return self.page.get_by_role("button", name=self.vi(msgid, **params), exact=True)

    def menu(self, msgid):
        self.page.get_by_label(self.vi("More ways to read")).first.click()
        self.page.locator(".menu[open]").get_by_role("button", name=self.vi(msgid)).click()

    def expect_page(self, number, count=None):
        expect(self.place.locator("[aria-hidden]")).to_have_text(f"{number} / {count or PAGES}")
        expect(self.stage).to_have_attribute("data-page", str(number))

    def is_drawn(self, number):
        expect(self.stage).to_have_attribute("data-page", str(number))
        expect(self.stage).to_have_attribute("data-profile", "page")

    def go(self, text):
        self.place.click()
        self.page.locator("dialog[open] input").fill(str(text))
        self.page.keyboard.press("Enter")

    def wait_for(self, holds):
        until = time.monotonic() + PATIENCE_MS / 1000
        while not holds():
            assert time.monotonic() < until, "it does not come about"
            self.page.wait_for_timeout(50)

    def at(self, across, down):
        """A point of the stage, as shares of its width and height."""
        box = self.stage.bounding_box()
        return [box["x"] + across * box["width"], box["y"] + down * box["height"]]


@pytest.fixture
def read(server, table, open_tablet, vi):
    """read(title): a tablet on which the paper is open; its reader has read nothing before."""

    def read(title, size=PORTRAIT, **more):
        return Reading(open_tablet(table.add_member(), size, path=table.room, **more), vi).open(title)

    return read


def test_a_swipe_a_tap_at_the_edge_and_the_keys_turn_pages(read):
    one = read(LINKED)
    one.is_drawn(1)
    finger = Finger(one.page)
    finger.swipe(one.at(0.8, 0.5), one.at(0.2, 0.5))
    one.expect_page(2)
    one.page.touchscreen.tap(*one.at(0.97, 0.5))
    one.expect_page(3)
    one.page.touchscreen.tap(*one.at(0.03, 0.5))
    one.expect_page(2)
    finger.swipe(one.at(0.2, 0.5), one.at(0.8, 0.52))
    one.expect_page(1)
    for key, page in (
        ("ArrowRight", 2),
        ("End", PAGES),
        ("ArrowLeft", PAGES - 1),
        ("Home", 1),
        ("PageDown", 2),
    ):
        one.page.keyboard.press(key)
        one.expect_page(page)


def test_pages_are_found_by_picture_contents_number_and_printed_label(read, vi):
    one = read(LINKED, LANDSCAPE)
    one.button("All pages").click()
    one.page.get_by_role("button", name=vi("Page {page}", page=5), exact=True).click()
    one.expect_page(5)
    expect(one.page.locator(".thumb[aria-current]")).to_contain_text("3")  # its printed label: i, ii, then 1
    one.page.get_by_role("tab", name=vi("Contents")).click()
    one.page.locator(".outline button").filter(has_text="Chuong 3").click()
    one.expect_page(3)
    one.go(7)
    one.expect_page(7)
    one.go("ii")
    one.expect_page(2)
    one.go(99)
    expect(one.page.locator("dialog[open]")).to_contain_text(vi("There is no such page."))


def test_words_are_found_without_accents_and_marked(read, vi):
    one = read(LINKED, LANDSCAPE)
    one.button("Find in this paper").click()
    one.page.get_by_role("searchbox").fill("Điều")
    expect(one.page.locator(".find-hit")).to_have_count(PAGES)
    one.page.locator(".find-hit").nth(3).click()
    one.expect_page(4)
    expect(one.page.locator(".text-mark")).to_have_count(1)
    one.button("Find in this paper").click()
    one.button("Next page found").click()
    one.expect_page(5)
    one.button("Previous page found").click()
    one.button("Previous page found").click()
    one.expect_page(3)
    one.button("End the search").click()
    expect(one.page.locator(".text-mark")).to_have_count(0)


@pytest.mark.parametrize("size", [PORTRAIT, (390, 844)], ids=["tablet", "telephone"])
def test_fingers_alone_do_everything_where_it_is_narrow(read, vi, size):
    one = read(LINKED, size)
    one.is_drawn(1)
    drawer = one.page.locator("dialog[open]")

    # Thumbnails and contents come over the page, and go when something is chosen.
    one.button("All pages").tap()
    drawer.get_by_role("button", name=vi("Page {page}", page=5), exact=True).tap()
    expect(drawer).to_have_count(0)
    one.expect_page(5)
    one.button("All pages").tap()
    drawer.get_by_role("tab", name=vi("Contents")).tap()
    drawer.locator(".outline button").filter(has_text="Chuong 3").tap()
    expect(drawer).to_have_count(0)
    one.expect_page(3)

    # The field has the focus as its drawer opens, so that the keyboard of the tablet comes with it.
    one.button("Find in this paper").tap()
    expect(drawer.get_by_role("searchbox")).to_be_focused()
    drawer.get_by_role("searchbox").fill("dieu")
    drawer.locator(".find-hit").nth(3).tap()
    expect(drawer).to_have_count(0)
    one.expect_page(4)
    expect(one.page.locator(".text-mark")).to_have_count(1)
    one.button("Next page found").tap()
    one.expect_page(5)
    one.button("Previous page found").tap()
    one.expect_page(4)
    one.button("End the search").tap()

    # Nearer by two taps and by the buttons, and back to the whole page.
    sheet = one.page.locator(".sheet")
    width = sheet.bounding_box()["width"]
    Finger(one.page).tap_twice(one.at(0.5, 0.5))
    one.wait_for(lambda: sheet.bounding_box()["width"] > 1.9 * width)
    one.button("Larger").tap()
    one.wait_for(lambda: sheet.bounding_box()["width"] > 2.2 * width)
    one.button("Fit the width").tap()
    one.wait_for(lambda: sheet.bounding_box()["width"] < 1.1 * width)

    # Everything to be touched is large enough, and nothing stands outside of the screen.
    for button in one.page.locator(".reader-tools button:visible, .reader-tools summary").all():
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 44
        assert box["x"] >= 0 and box["x"] + box["width"] <= size[0]


def test_words_of_a_page_are_selected_and_copied(read):
    one = read(LINKED, touch=False)
    line = one.page.locator(".text-line").filter(has_text="Xem Dieu 3")
    expect(line).to_be_attached()
    selected = line.evaluate(
        "line => { getSelection().selectAllChildren(line); return getSelection().toString() }"
    )
    assert selected.strip() == "Xem Dieu 3"
    one.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    one.page.keyboard.press("Control+c")
    assert one.page.evaluate("navigator.clipboard.readText()").strip() == "Xem Dieu 3"


def test_links_lead_within_the_paper_and_an_address_is_only_shown(read, vi):
    one = read(LINKED)
    one.page.get_by_role("button", name=vi("To page {page}", page=3), exact=True).tap()
    one.expect_page(3)
    one.button("Back to page {page}", page=1).tap()
    one.expect_page(1)
    requests = []
    one.page.context.on("request", lambda request: requests.append(request.url))
    one.page.get_by_role("button", name=vi("Address: {address}", address=ADDRESS)).focus()
    one.page.keyboard.press("Enter")
    dialog = one.page.locator("dialog[open]")
    expect(dialog.locator(".address")).to_have_text(ADDRESS)
    expect(dialog.get_by_role("link")).to_have_attribute("rel", "noopener noreferrer")
    dialog.get_by_role("button", name=vi("Copy"), exact=True).click()
    expect(dialog.get_by_role("status")).to_have_text(vi("Copied."))
    assert not [url for url in requests if "example.vn" in url]


def test_a_plan_is_sharp_at_four_hundred_percent_on_small_canvases(read):
    one = read(PLAN, LANDSCAPE)
    one.is_drawn(1)
    width = one.page.locator(".sheet").bounding_box()["width"]
    Finger(one.page).pinch(one.at(0.5, 0.5), 60, 270)
    expect(one.page.locator(".page-detail")).to_have_attribute("data-level", "4")
    assert one.page.locator(".sheet").bounding_box()["width"] >= 4 * width
    sizes = one.page.evaluate("[...document.querySelectorAll('canvas')].map((one) => one.width * one.height)")
    assert max(sizes) <= MOST_PIXELS
    fine = one.page.locator(".page-detail canvas").bounding_box()
    assert fine["width"] <= LANDSCAPE[0] and fine["height"] <= LANDSCAPE[1]
    one.button("Fit the width").click()
    expect(one.page.locator(".page-detail")).to_have_attribute("data-level", "0")
    one.button("Show the whole page").click()
    sheet, stage = one.page.locator(".sheet"), one.stage.bounding_box()
    one.wait_for(lambda: sheet.bounding_box()["height"] <= stage["height"] + 1)


def test_a_turned_page_has_its_words_and_links_turned_and_stays_so(read):
    one = read(LINKED)
    line = one.page.locator(".text-line").filter(has_text="Xem Dieu 3")
    expect(line).to_be_attached()
    upright = line.bounding_box()
    one.menu("Turn right")
    sheet = one.page.locator(".sheet")
    expect(sheet).to_have_attribute("data-turn", "1")
    turned, box = line.bounding_box(), sheet.bounding_box()
    assert upright["width"] > upright["height"] and turned["height"] > turned["width"]
    assert turned["x"] > box["x"] + 0.8 * box["width"], "the top of the page is now at the right"
    link = one.page.locator(".page-link").first.bounding_box()
    assert link["x"] <= turned["x"] + 2 and link["y"] <= turned["y"] + 2
    one.page.reload()
    one.open(LINKED)
    expect(sheet).to_have_attribute("data-turn", "1")
    for _ in range(3):
        one.menu("Turn right")
    expect(sheet).to_have_attribute("data-turn", "0")


def test_pages_are_scrolled_through_and_few_are_held(read):
    one = read(LINKED)
    one.menu("Continuous pages")
    expect(one.page.locator(".flow-page canvas").first).to_be_visible()
    one.page.mouse.move(*one.at(0.5, 0.5))
    seen = 1
    while seen < PAGES:
        one.page.mouse.wheel(0, 1000)
        one.page.wait_for_timeout(80)
        seen += 1
        assert one.page.locator(".flow-page canvas").count() <= 6
    for _ in range(4):
        one.page.mouse.wheel(0, 1000)
    one.expect_page(PAGES)
    one.go(3)
    one.expect_page(3)
    expect(one.page.locator(".flow-page[data-page='3'] .text-line").first).to_be_attached()
    third, top = one.page.locator(".flow-page[data-page='3']"), one.stage.bounding_box()["y"]
    one.wait_for(lambda: abs(third.bounding_box()["y"] - top) < 3)
    one.page.keyboard.press("ArrowRight")
    one.expect_page(4)
    one.page.reload()
    one.open(LINKED)
    expect(one.page.locator(".flow")).to_be_visible()
    one.expect_page(4)
    one.menu("One page")


def test_two_pages_stand_side_by_side_where_there_is_room(read):
    one = read(LINKED, LANDSCAPE)
    one.menu("Two pages side by side")
    expect(one.page.locator(".flow-page")).not_to_have_count(0)

    def are_side_by_side():
        first, second = (one.page.locator(f".flow-page[data-page='{n}']").bounding_box() for n in (1, 2))
        return first["y"] == second["y"] and second["x"] > first["x"] + first["width"]

    one.wait_for(are_side_by_side)
    expect(one.place).to_contain_text(f"1–2 / {PAGES}")
    one.page.keyboard.press("ArrowRight")
    expect(one.place).to_contain_text(f"3–4 / {PAGES}")
    one.page.set_viewport_size({"width": PORTRAIT[0], "height": PORTRAIT[1]})
    expect(one.page.locator(".flow")).to_have_count(0)
    one.expect_page(3)
    one.page.set_viewport_size({"width": LANDSCAPE[0], "height": LANDSCAPE[1]})
    one.menu("One page")


def test_two_papers_side_by_side_each_with_its_own_place(read, table, open_tablet, vi):
    one = read(LINKED, DESKTOP)
    one.menu("Another paper beside…")
    drawer = one.page.locator(".room-drawer[open]")
    drawer.locator(".paper").filter(has_text=PLAN).click()
    readers = one.page.locator(".reader")
    expect(readers).to_have_count(2)
    expect(readers.nth(1).locator(".reader-place")).to_contain_text("1 / 1")
    readers.nth(0).get_by_role("button", name=vi("Next page")).click()
    expect(readers.nth(0).locator(".reader-place")).to_contain_text("2 / 8")
    readers.nth(1).locator(".stage").click()
    one.page.keyboard.press("ArrowRight")  # the plan has no second page, and the other is not meant
    expect(readers.nth(0).locator(".reader-place")).to_contain_text("2 / 8")

    # The chair presents: only the first follows, once it is asked to return.
    chair = open_tablet("chutoa", path=table.room)
    present = """([paper_id, page, method]) => fetch(`/api${location.pathname}/presentation`, { method, headers:
      { "X-CSRFToken": document.querySelector('meta[name="csrf-token"]').content, "Content-Type": "application/json" },
      body: method === "PUT" ? JSON.stringify({ paper_id, page }) : undefined })"""
    chair.evaluate(present, [table.linked_id, 6, "PUT"])
    expect(readers.nth(0).locator(".reader-place")).to_contain_text("6 / 8")
    expect(readers.nth(1).locator(".reader-place")).to_contain_text("1 / 1")
    expect(readers.nth(1).locator(".follow-bar")).to_have_count(0)
    chair.evaluate(present, [0, 0, "DELETE"])

    # A narrow screen keeps the second at hand; closing the first leaves the second.
    one.page.set_viewport_size({"width": 800, "height": 1280})
    expect(readers).to_have_count(1)
    expect(one.page.get_by_text(re.compile("Đang mở thêm"))).to_be_visible()
    one.page.set_viewport_size({"width": 1440, "height": 900})
    readers.nth(0).get_by_role("button", name=vi("Close the paper")).click()
    expect(readers).to_have_count(1)
    expect(one.page.locator(".reader-title")).to_contain_text(PLAN)
    one.page.go_back()
    expect(readers).to_have_count(0)


def test_a_page_as_text_for_a_telephone(read, vi):
    one = read(LINKED, (390, 844))
    one.menu("As running text")
    expect(one.page.locator(".text-page")).to_contain_text("Xem Dieu 3")
    size = "page => parseFloat(getComputedStyle(page).fontSize)"
    before = one.page.locator(".text-page").evaluate(size)
    one.button("Larger letters").click()
    one.wait_for(lambda: one.page.locator(".text-page").evaluate(size) > before)
    width = one.page.evaluate(
        "document.querySelector('.text-view').scrollWidth - document.querySelector('.text-view').clientWidth"
    )
    assert width <= 0, "nothing to scroll sideways"
    one.page.locator(".text-page-turns .button-primary").click()
    one.expect_page(2)
    expect(one.page.locator(".text-page")).to_contain_text("Dieu 2")
    one.button("Close the paper").click()
    one.open(SCAN)
    one.menu("As running text")
    expect(one.page.get_by_text(vi("This page is a picture without text."))).to_be_visible()
    one.button("Show the page").click()
    expect(one.page.locator(".sheet")).to_be_visible()


def test_a_paper_goes_on_being_read_while_its_pages_are_drawn_anew(read, table):
    title = "To trinh ve lai"
    paper_id = table.lay(files.linked_pdf(4), title)
    one = read(title)
    one.go(3)
    one.is_drawn(3)
    table.await_rest()
    with table.app.app_context():
        with reading() as session:
            document = session.get(Paper, paper_id).current.document
        redraw_progress.ask_for_all({"pypdfium2": "of this test"}, [document.id])
        with one.page.expect_response(
            lambda answer: "/pages/3/page" in answer.url and document.key not in answer.url, timeout=60_000
        ) as fresh:
            table.app.extensions["paper_jobs"].redraw()
    assert fresh.value.status == 200
    one.is_drawn(3)
    one.expect_page(3, 4)
    expect(one.page.locator(".news-strip")).to_have_count(0)
    old = f"/api/meetings/{table.meeting_id}/papers/{paper_id}/{document.key}/pages/3/page"
    assert one.page.request.get(old).status == 200


def test_the_place_is_remembered_and_a_new_version_is_said(read, table, vi):
    title = "To trinh se thay doi"
    paper_id = table.lay(files.linked_pdf(5), title)
    one = read(title)
    one.is_drawn(1)
    one.go(4)
    one.is_drawn(4)
    one.page.wait_for_timeout(800)
    one.page.reload()
    one.open(title)
    one.expect_page(4, 5)
    # Exchanged while it is being read, it says so at once, and is drawn anew.
    one.menu("Continuous pages")
    table.replace(paper_id, files.linked_pdf(6), "Sửa số liệu tại Điều 4")
    strip = one.page.locator(".news-strip")
    expect(strip).to_contain_text(vi("The secretariat has just put a new version here."))
    expect(strip).to_contain_text("Sửa số liệu tại Điều 4")
    one.button("Understood").click()
    expect(strip).to_have_count(0)
    one.expect_page(4, 6)
    expect(one.page.locator(".flow-page[data-page='4'] .text-line").first).to_be_attached()
    one.page.wait_for_timeout(800)
    one.button("Close the paper").click()
    # Exchanged meanwhile, it is marked in the agenda, and says so when it is opened.
    table.replace(paper_id, files.linked_pdf(7), "Bổ sung phụ lục")
    row = one.page.locator(".paper").filter(has_text=title)
    expect(row).to_contain_text("Bổ sung phụ lục")
    one.open(title)
    expect(strip).to_contain_text(vi("New since you read it."))
    expect(strip).to_contain_text("Bổ sung phụ lục")
    one.expect_page(4, 7)
    one.button("Close the paper").click()
    expect(row).not_to_contain_text("Bổ sung phụ lục")


def test_the_original_is_downloaded_and_a_refusal_is_a_sentence(read):
    one = read(LINKED)
    with one.page.expect_download() as download:
        one.menu("Download the original")
    assert download.value.suggested_filename == f"{LINKED}.pdf"
    refusal = {"ok": False, "error": "not_allowed", "message": "Bản gốc không được tải về."}
    one.page.route("**/original", lambda route: route.fulfill(status=403, json=refusal))
    one.menu("Download the original")
    expect(one.page.locator(".toast")).to_contain_text("Bản gốc không được tải về.")


def test_on_a_slow_network_the_old_page_stays_then_a_thumbnail_then_the_page(read):
    one = read(LONG)
    one.is_drawn(1)
    line = one.page.context.new_cdp_session(one.page)
    line.send("Network.enable")
    # Drawn before, so that only the network is slow.
    one.page.evaluate("""() => fetch(performance.getEntriesByType("resource").map((entry) => entry.name)
      .find((name) => name.endsWith("/pages/1/page")).replace("/1/page", "/40/page"), { cache: "no-store" })""")
    one.page.wait_for_timeout(2500)
    slow = {"offline": False, "latency": 300, "downloadThroughput": 20_000, "uploadThroughput": 20_000}
    line.send("Network.emulateNetworkConditions", slow)
    profiles = one.page.evaluate_handle(
        """() => { const seen = [], stage = document.querySelector(".reader .stage")
           new MutationObserver(() => seen.push(stage.dataset.page + " " + stage.dataset.profile))
             .observe(stage, { attributes: true, attributeFilter: ["data-profile", "data-page"] })
           return seen }"""
    )
    one.go(40)
    expect(one.stage).to_have_attribute("data-page", "1")  # it stays while nothing better is there
    expect(one.page.locator(".page-state")).to_contain_text("40")
    one.is_drawn(40)
    order = list(dict.fromkeys(profiles.json_value()))
    assert order.index("40 thumb") < order.index("40 page")


def test_until_the_first_page_comes_there_is_white_paper_in_its_place(table, open_tablet, vi):
    one = Reading(open_tablet("lan", PORTRAIT, path=table.room, password=make.PASSWORD), vi)
    one.page.route("**/pages/1/*", lambda route: route.abort())
    one.open(LINKED)
    sheet = one.page.locator(".reader .sheet").bounding_box()
    assert sheet["height"] > sheet["width"] > 400
    drawn = "(canvas) => [...canvas.getContext('2d').getImageData(0, 0, 1, 1).data]"
    assert one.page.locator(".reader .sheet > canvas").evaluate(drawn) == [255, 255, 255, 255]


def test_a_page_that_does_not_come_says_so_and_is_tried_again_by_itself(read, vi):
    one = read(LINKED, LANDSCAPE)
    one.is_drawn(1)
    one.page.route("**/pages/5/page", lambda route: route.abort())
    one.go(5)
    expect(one.page.locator(".page-state-failed")).to_contain_text(vi("Page {page} did not come.", page=5))
    one.page.unroute("**/pages/5/page")
    one.button("Try again").click()
    one.is_drawn(5)

    # Among pages that are scrolled through, only the one is missing.
    one.page.route("**/pages/8/page", lambda route: route.abort())
    one.menu("Continuous pages")
    one.page.keyboard.press("End")
    failed = one.page.locator(".flow-page[data-page='8'] .page-state-failed")
    expect(failed).to_be_visible()
    expect(one.page.locator(".flow-page[data-page='7'] .page-state-failed")).to_have_count(0)
    one.page.unroute("**/pages/8/page")
    failed.get_by_role("button").click()
    expect(failed).to_have_count(0)
    one.menu("One page")


def test_a_line_gone_silent_is_told_as_slow_and_then_given_up(server, table, open_tablet, vi):
    page = open_tablet(table.add_member(), LANDSCAPE)
    page.clock.install()
    page.goto(table.room)
    one = Reading(page, vi).open(LINKED)
    one.is_drawn(1)
    page.route("**/pages/6/*", lambda route: None)
    one.go(6)
    page.clock.fast_forward(6500)
    expect(page.locator(".page-state")).to_contain_text(
        vi("The network is slow. Page {page} is on its way.", page=6)
    )
    page.clock.fast_forward(15_000)
    expect(page.locator(".page-state-failed")).to_contain_text(vi("The network is too slow."))
