"""Sending one file and watching what becomes of it, as the secretary's screen does: over HTTP, from outside."""

import time
from dataclasses import dataclass, field

from .installation import upload

LOOK_SECONDS = 0.02
# Asking for the whole state waits, in a meeting in which much happens, for others who ask for it: up to half a second,
# in which no page is looked for. So it is asked late whether a paper without pages has failed.
LOOK_AT_STATE_SECONDS = 1.5
# Once the first page is there: each look costs the server as much as it costs the worker to draw a quarter of a page.
LOOK_AGAIN_SECONDS = 0.1


@dataclass
class Intake:
    """`state`: ready, failed, or hung; times in seconds from the answer to the upload, None where it never came."""

    paper_id: int
    state: str = "hung"
    error: dict | None = None
    key: str | None = None
    pages: int = 0
    first_page: float | None = None
    first_page_bytes: int = 0
    whole: float | None = None
    warnings: list = field(default_factory=list)


def take_in(browser, meeting, name, content, patience=300, until_first_page=False):
    """The Intake of a file, once it is finished, its first page is there, or patience has ended."""
    sent = upload(browser, meeting, name, content)
    begun = time.perf_counter()
    intake, version_id = Intake(sent["paper"]["id"]), str(sent["intake"]["id"])
    look_at_state = begun + LOOK_AT_STATE_SECONDS
    while time.perf_counter() - begun < patience:
        _look(browser, meeting, intake, begun)
        if until_first_page and intake.first_page:
            return intake
        if intake.whole or time.perf_counter() > look_at_state:
            if _is_finished(browser, meeting, intake, version_id):
                _look(browser, meeting, intake, begun)  # it may have become ready since the last look
                return intake
            look_at_state = time.perf_counter() + LOOK_AT_STATE_SECONDS
        time.sleep(LOOK_AGAIN_SECONDS if intake.first_page else LOOK_SECONDS)
    return intake


def _look(browser, meeting, intake, begun):
    papers = f"/api/meetings/{meeting.id}/papers/{intake.paper_id}"
    version = browser.get(f"{papers}/versions")["versions"][-1]
    intake.key, intake.pages, intake.warnings = version["key"], version["page_count"], version["warnings"]
    if intake.key and intake.first_page is None:
        picture = browser.page(f"{papers}/{intake.key}/pages/1/page")
        if picture:
            intake.first_page, intake.first_page_bytes = time.perf_counter() - begun, len(picture)
    if intake.whole is None and 0 < intake.pages == version["pages_ready"]:
        intake.whole = time.perf_counter() - begun


def _is_finished(browser, meeting, intake, version_id):
    found = browser.get(f"/api/meetings/{meeting.id}/state")["intakes"][version_id]
    if found["state"] not in ("ready", "failed"):
        return False
    intake.state, intake.error, intake.warnings = found["state"], found["error"], found["warnings"]
    return True
