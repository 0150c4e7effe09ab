"""Putting right what a check found, as far as it can be: pages are drawn again from the original, what is stuck is
taken up again. A lost original cannot be made; the same file uploaded again takes its place."""

from . import progress, redraw_progress
from .checking import Finding, Wrong
from .finding import find_drawable

REMEDIES = {
    Wrong.ORIGINAL_LOST: "upload the same file again, or put it back from a backup",
    Wrong.ORIGINAL_CHANGED: "upload the same file again, or put it back from a backup",
    Wrong.STRAY: "`papers clean-up` removes it",
}
PROFILES = {Wrong.PAGES_LOST: "page", Wrong.TEXTS_LOST: "page", Wrong.THUMBS_LOST: "thumb"}


def mend(jobs, finding: Finding):
    """(whether it is put right, what was done or is to be done, in words)."""
    if finding.wrong in REMEDIES:
        return False, REMEDIES[finding.wrong]
    if finding.wrong == Wrong.STUCK:
        jobs.take_up(finding.document_id, progress.begin_again(finding.document_id))
        return True, "taken up again"
    if finding.wrong == Wrong.PDF_LOST:
        return _convert_again(jobs, finding.document_id)
    return _draw_again(jobs, finding.document_id, PROFILES[finding.wrong], finding.pages)


def _convert_again(jobs, document_id):
    document = find_drawable(document_id)
    if document and not jobs.has_original(document):
        return False, "its original is lost or damaged, too"
    redraw_progress.ask_for_all(jobs.room.versions, [document_id])
    jobs.redraw()
    return True, "the worker converts it again"


def _draw_again(jobs, document_id, profile, pages):
    document = find_drawable(document_id)
    if document is None:
        return True, "it is no longer there"
    if not jobs.can_draw(document):
        return False, "what it is drawn from is lost or damaged"
    failed = jobs.draw_now(document_id, profile, list(pages), anew=True)
    return (False, f"page {failed[0]} could not be drawn") if failed else (True, "drawn again")
