"""A meeting's papers as one book of 470 pages: from asking for it until it has been received whole."""

import io
import time
import urllib.error

from pypdf import PdfReader

from bench.figures import median
from bench.intake import take_in

from .making import distinct, text_pdf
from .rows import NotMeasured

PAPERS = (300, 169)
RUNS, PATIENCE_SECONDS, LOOK_SECONDS = 3, 120, 0.05


def of_470_pages(here):
    """Seconds. Before each run a page is laid on the table besides, or the book of the last one would do."""
    meeting = here.meetings[1]
    browser = here.browser(meeting)
    for pages in PAPERS:
        take_in(browser, meeting, f"{pages}.pdf", distinct(text_pdf(pages)))
    taken = []
    for _ in range(RUNS):
        take_in(browser, meeting, "1.pdf", distinct(text_pdf(1)))
        try:
            taken.append(made(browser, f"/api/meetings/{meeting.id}/book"))
        except urllib.error.HTTPError as error:
            raise NotMeasured(f"the book is not to be had: {error.code} {error.reason}")
    return median(taken)


def made(browser, address):
    begun = time.perf_counter()
    browser.act(address, {})
    while time.perf_counter() - begun < PATIENCE_SECONDS:
        if browser.get(address)["book"]["state"] == "ready":
            book = browser.read(f"{address}/file")
            taken = time.perf_counter() - begun
            if len(PdfReader(io.BytesIO(book)).pages) <= sum(PAPERS):
                raise NotMeasured("pages are missing in the book")
            return taken
        time.sleep(LOOK_SECONDS)
    raise NotMeasured(f"there is no book after {PATIENCE_SECONDS} s")
