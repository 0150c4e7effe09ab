"""A scan of 100 pages on a member's tablet: opening it, turning its pages as the chair does, and what that takes."""

import time

from bench.figures import median, p95
from bench.intake import take_in
from tests import make

from . import chromium
from .making import distinct, scan_pdf

NAMES = (
    "open_scan_ms",
    "turn_p95_ms",
    "turn_median_ms",
    "turn_tablet_p95_ms",
    "turn_dpr2_p95_ms",
    "renderer_mb",
)
PAGES, OPENINGS, TURNS = 100, 5, 32
BETWEEN_SECONDS = 1.0  # a chair who leafs without pause; the tablet has the next page by then
SHOWN = """document.querySelector('.reader .stage[data-profile="page"][data-page="%d"]')"""


def of_a_scan(here):
    """{figure: number}"""
    meeting = here.meetings[2]
    paper = take_in(here.browser(meeting), meeting, "ban-quet.pdf", distinct(scan_pdf(PAGES)))
    with chromium.chromiums() as launch:
        member = launch()
        opened = [opening(member, here, meeting) for _ in range(OPENINGS)]
        turned, memory = turning(launch(), launch(), here, meeting, paper.paper_id)
        on_fine, _ = turning(launch(), launch(), here, meeting, paper.paper_id, **chromium.FINE)
    whole, on_tablet = zip(*turned, strict=True)
    fine, _ = zip(*on_fine, strict=True)
    found = (median(opened), p95(whole), median(whole), p95(on_tablet), p95(fine), memory)
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


def turning(desk, member, here, meeting, paper_id, **more):
    """([milliseconds of a turn: from the chair's key, and from hearing of it, until it is painted on the member's
    tablet]; MB after all of them). Only the tablet is slowed down. more: what is different about it."""
    show = {"paper_id": paper_id, "page": 1}
    here.browser(meeting, "mai").act(f"/api/meetings/{meeting.id}/presentation", show, method="PUT")
    with (
        desk.page(base_url=here.address, **chromium.DESK) as chair,
        member.page(base_url=here.address, **more) as page,
    ):
        sign_in(chair, meeting.names["mai"], f"/meetings/{meeting.id}/desk")
        chair.locator(".preview.is-live").wait_for()
        sign_in(page, meeting.names["an"], f"/meetings/{meeting.id}")
        chromium.arm(page, SHOWN % 1)
        chromium.await_paint(page)
        chromium.slow_down(page)
        turned = [turn(chair, page, number) for number in range(2, TURNS + 2)]
        return turned, member.renderer_mb()


def turn(chair, page, number):
    time.sleep(BETWEEN_SECONDS)
    chromium.arm(page, SHOWN % number)
    chair.keyboard.press("ArrowRight")
    painted = chromium.await_paint(page)
    return painted - chromium.touched(chair), painted - chromium.heard(page, "presentation:changed")


def sign_in(page, name, path):
    page.goto("/sign-in")
    page.locator("#name").fill(name)
    page.locator("#password").fill(make.PASSWORD)
    page.locator("form .button-primary").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)
    page.goto(path)
