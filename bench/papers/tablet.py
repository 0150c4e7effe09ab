"""A scan of 100 pages on a member's tablet: opening it, turning its pages as the chair does, and what that takes."""

import time
from contextlib import contextmanager

from bench.figures import median, p95
from bench.intake import take_in
from bench.room.tablets import Room, showing
from tests import make

from . import chromium
from .making import distinct, scan_pdf

NAMES = (
    "open_scan_ms",
    "turn_p95_ms",
    "turn_median_ms",
    "turn_tablet_p95_ms",
    "turn_dpr2_p95_ms",
    "turn_from_desk_p95_ms",
    "renderer_mb",
)
PAGES, OPENINGS, TURNS = 100, 5, 32
BETWEEN_SECONDS = 1.0  # a chair who leafs without pause; the tablet has the next page by then
ANSWER_SECONDS = 0.01  # for what has come meanwhile, a ping among it
SHOWN = """document.querySelector('.reader .stage[data-profile="page"][data-page="%d"]')"""


def of_a_scan(here):
    """{figure: number}"""
    meeting = here.meetings[2]
    paper = take_in(here.browser(meeting), meeting, "ban-quet.pdf", distinct(scan_pdf(PAGES)))
    with chromium.chromiums() as launch:
        member = launch()
        opened = [opening(member, here, meeting) for _ in range(OPENINGS)]
        with bare_chair(here, meeting, paper.paper_id) as turn:
            turned, memory = turning(launch(), here, meeting, turn)
        with bare_chair(here, meeting, paper.paper_id) as turn:
            on_fine, _ = turning(launch(), here, meeting, turn, **chromium.FINE)
        with chair_at_desk(launch(), here, meeting, paper.paper_id) as turn:
            from_desk, _ = turning(launch(), here, meeting, turn)
    whole, on_tablet = zip(*turned, strict=True)
    (fine, _), (desk, _) = zip(*on_fine, strict=True), zip(*from_desk, strict=True)
    found = (median(opened), p95(whole), median(whole), p95(on_tablet), p95(fine), p95(desk), memory)
    return dict(zip(NAMES, found, strict=True))


def opening(member, here, meeting):
    """Milliseconds from the tap on the paper until its first page is painted, sharp."""
    with member.page(base_url=here.address) as page:
        sign_in(page, meeting.names["an"], f"/meetings/{meeting.id}")
        paper = page.locator(".paper").first
        paper.wait_for()
        chromium.slow_down(page)
        time.sleep(chromium.REST_SECONDS)
        chromium.arm(page, SHOWN % 1)
        paper.click()
        return chromium.await_paint(page) - chromium.touched(page)


def turning(member, here, meeting, turn, **more):
    """([milliseconds of a turn: from when the chair turned, and from hearing of it, until it is painted on the member's
    tablet]; MB after all of them). turn(number) → when it was, in milliseconds since 1970; more: what is different
    about the tablet."""
    with member.page(base_url=here.address, **more) as page:
        sign_in(page, meeting.names["an"], f"/meetings/{meeting.id}")
        chromium.arm(page, SHOWN % 1)
        chromium.await_paint(page)
        chromium.slow_down(page)
        turned = [turned_to(page, turn, number) for number in range(2, TURNS + 2)]
        return turned, member.renderer_mb()


def turned_to(page, turn, number):
    time.sleep(BETWEEN_SECONDS)
    chromium.arm(page, SHOWN % number)
    began = turn(number)
    painted = chromium.await_paint(page)
    return painted - began, painted - chromium.heard(page, "presentation:changed")


@contextmanager
def bare_chair(here, meeting, paper_id):
    """Turns as the chair's device sends them, without the device: a second browser would take from the tablet and the
    server what it has of its own in a room, the processor."""
    browser = show_first_page(here, meeting, paper_id)
    room = Room(here.port)
    room.open([browser.cookie("sign_in")], meeting.id)

    def turn(number):
        room.rest(ANSWER_SECONDS)
        began = 1000 * time.time()
        room.tablets[0].send(showing(meeting.id, paper_id, number))
        return began

    try:
        yield turn
    finally:
        room.tablets[0].close()


@contextmanager
def chair_at_desk(desk, here, meeting, paper_id):
    """Turns by the key on a desk in a browser of its own, on the same machine and as fast as that is."""
    show_first_page(here, meeting, paper_id)
    with desk.page(base_url=here.address, **chromium.DESK) as chair:
        sign_in(chair, meeting.names["mai"], f"/meetings/{meeting.id}/desk")
        chair.locator(".preview.is-live").wait_for()

        def turn(_number):
            chair.keyboard.press("ArrowRight")
            return chromium.touched(chair)

        yield turn


def show_first_page(here, meeting, paper_id):
    """The chair's browser, having done so."""
    browser = here.browser(meeting, "mai")
    show = {"paper_id": paper_id, "page": 1}
    browser.act(f"/api/meetings/{meeting.id}/presentation", show, method="PUT")
    return browser


def sign_in(page, name, path):
    page.goto("/sign-in")
    page.locator("#name").fill(name)
    page.locator("#password").fill(make.PASSWORD)
    page.locator("form .button-primary").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)
    page.goto(path)
