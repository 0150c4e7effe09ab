"""A confidential paper on a tablet: what its reader can and cannot do, and what the desk learns of it."""

import pytest
from playwright.sync_api import expect

from meeting.db import writing
from meeting.docs.confidential import levels
from tests.docs import files

from .test_reader import Reading, Table

TITLE = "Phương án nhân sự"


@pytest.fixture(scope="module")
def table(server):
    table = Table(server)
    table.paper_id = table.lay(files.linked_pdf(4), TITLE)
    with table.app.app_context(), writing(table.meeting_id) as session:
        levels.set_level(session, table.secretary, table.paper_id, "confidential", False)
    return table


def test_it_is_read_marked_and_neither_copied_downloaded_nor_kept(table, open_tablet, vi):
    lan = open_tablet("lan")
    answers = []
    lan.on("response", lambda answer: answers.append(answer) if "/pages/" in answer.url else None)
    lan.goto(table.room)
    Reading(lan, vi).open(TITLE)
    expect(lan.locator('.stage[data-profile="page"]')).to_be_visible(timeout=60_000)
    expect(lan.get_by_text(vi("To be read in the room only")).first).to_be_visible()
    assert answers and {answer.headers["cache-control"] for answer in answers} == {"no-store"}
    lan.locator(".reader-tools .menu summary").click()
    expect(lan.get_by_text(vi("One page"))).to_be_visible()
    for missing in ("Download the original", "As running text"):
        expect(lan.get_by_text(vi(missing))).to_have_count(0)
    line = lan.locator(".text-line").first
    line.wait_for(state="attached")
    assert line.evaluate("(line) => getComputedStyle(line).userSelect") == "none"
    copied = lan.locator(".reader").evaluate(
        "(reader) => reader.dispatchEvent(new ClipboardEvent('copy', { cancelable: true, bubbles: true }))"
    )
    assert not copied, "what copies is stopped"
    assert lan.evaluate(
        "async () => [(await indexedDB.databases()).length, (await caches.keys()).length]"
    ) == [0, 0]

    thu = open_tablet("thuky")
    thu.goto(f"/secretariat/meetings/{table.meeting_id}")
    thu.locator(".papers > .paper .menu summary").first.click()
    thu.get_by_text(vi("Who has read it…")).click()
    expect(thu.locator("dialog[open] .access-log tbody tr").first).to_be_visible()
