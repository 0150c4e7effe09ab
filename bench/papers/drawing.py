"""How fast whole papers become pages, and how heavy these are, as they travel."""

from bench.figures import median
from bench.intake import take_in

from .making import colour_pdf, dense_pdf, distinct, scan_pdf, text_pdf
from .rows import NotMeasured

RUNS = 3
# Of each kind how it is made, and the pages of a paper that is timed, or whose pages are weighed.
TIMED = {"mono": (text_pdf, 300), "scan": (scan_pdf, 100), "colour": (colour_pdf, 60)}
WEIGHED = {
    "mono": (text_pdf, 20),
    "dense": (dense_pdf, 20),
    "scan": (scan_pdf, 20),
    "colour": (colour_pdf, 12),
}


def speed_of(kind):
    """measure(here): pages a second, from the end of the upload until the last one is drawn."""

    def measure(here):
        make, pages = TIMED[kind]
        taken = [drawn(here, kind, make(pages))[1] for _ in range(RUNS)]
        return median([intake.pages / intake.whole for intake in taken])

    return measure


def weight_of(kind):
    """measure(here): the median of the pages in KB."""

    def measure(here):
        make, pages = WEIGHED[kind]
        browser, intake = drawn(here, kind, make(pages))
        address = f"/api/meetings/{here.meetings[0].id}/papers/{intake.paper_id}/{intake.key}/pages"
        sizes = [len(browser.read(f"{address}/{number}/page")) for number in range(1, pages + 1)]
        return median(sizes) / 1024

    return measure


def drawn(here, kind, content):
    """(browser, Intake) of a paper all of whose pages are there."""
    browser = here.browser(here.meetings[0])
    intake = take_in(browser, here.meetings[0], f"{kind}.pdf", distinct(content))
    if intake.whole is None:
        raise NotMeasured(f"the {kind} paper is {intake.state}")
    return browser, intake
