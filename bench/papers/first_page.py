"""From the end of an upload to the first page in the reader's hands: route, queue, limited child, page over HTTP."""

from bench.figures import median
from bench.intake import take_in

from .making import decree_docx, distinct, text_pdf
from .rows import NotMeasured

RUNS = 7


def of_300_pages(here):
    return median_of(here, "bao-cao.pdf", text_pdf(300))


def of_a_docx(here):
    return median_of(here, "to-trinh.docx", decree_docx())


def median_of(here, name, content, runs=RUNS):
    """Seconds. Each time it is another content, and all of the one before is done: one upload is measured, not two."""
    meeting = here.meetings[0]
    browser = here.browser(meeting)
    taken = [take_in(browser, meeting, name, distinct(content)) for _ in range(runs)]
    if any(intake.first_page is None for intake in taken):
        raise NotMeasured(f"{name}: {taken[-1].state} {taken[-1].error or ''}")
    return median([intake.first_page for intake in taken])
