"""A right that is taken away ends on the tablets that are open at that moment."""

import itertools
import time
from contextlib import suppress

import pytest
from playwright.sync_api import Error, expect

from meeting.agenda import meetings, seats
from meeting.db import writing
from meeting.docs import visibility
from meeting.permissions import Role
from tests.docs import files

from .test_reader import Reading, Table

numbers = itertools.count(1)
SOON = 2.0  # seconds from the commit until the page has gone from the glass

# Counts what is decoded and what is freed, and notes the moment at which the reader goes.
WATCH = """
globalThis.bitmaps = 0
const make = globalThis.createImageBitmap
globalThis.createImageBitmap = async (...args) => {
  const made = await make(...args)
  globalThis.bitmaps += 1
  return made
}
const close = ImageBitmap.prototype.close
ImageBitmap.prototype.close = function () { globalThis.bitmaps -= 1; return close.call(this) }
const give = ImageBitmapRenderingContext.prototype.transferFromImageBitmap
ImageBitmapRenderingContext.prototype.transferFromImageBitmap = function (given) {
  if (given) globalThis.bitmaps -= 1  // it is the canvas's from now on
  return give.call(this, given)
}
globalThis.readersGone = []
const isReader = (node) => node.querySelector?.(".reader") || node.classList?.contains("reader")
new MutationObserver((changes) => {
  const removed = changes.flatMap(({ removedNodes }) => [...removedNodes])
  if (removed.some(isReader)) globalThis.readersGone.push(Date.now() / 1000)
}).observe(document, { childList: true, subtree: true })
"""


@pytest.fixture
def table(server):
    table = Table(server, suffix := f".{next(numbers)}")
    table.suffix = suffix
    table.paper_id = table.lay(files.pdf(4, "Điều khoản"), "Phụ lục nhân sự")
    return table


@pytest.fixture
def reading(table, open_tablet, vi):
    """reading("lan"): her tablet, with the paper open and its page on the glass."""

    def reading(name):
        tablet = open_tablet(name + table.suffix)
        tablet.add_init_script(WATCH)
        tablet.goto(table.room)
        Reading(tablet, vi).open("Phụ lục nhân sự")
        expect(tablet.locator('.stage[data-profile="page"]')).to_be_visible()
        return tablet

    return reading


def act(table, rule, *args):
    """(the moment of the commit) of one act by the secretary, in a process of its own as with several workers."""
    with table.app.app_context(), writing(table.meeting_id) as session:
        rule(session, table.secretary, *args)
    return time.time()


def seconds_until_gone(tablet, since):
    """From the commit until the reader was taken out of the page, or the whole page was left."""
    while time.time() < since + 5:
        gone = None
        with suppress(Error):  # the page is being left just now
            gone = tablet.evaluate("globalThis.readersGone?.at(-1) ?? null")
        if gone or "/meetings/" not in tablet.url:
            return (gone or time.time()) - since
        tablet.wait_for_timeout(20)
    pytest.fail("the paper is still open")


def test_a_paper_that_is_narrowed_leaves_the_glass_of_those_who_lose_it_and_of_nobody_else(
    table, reading, vi, quiet
):
    lan, mai = reading("lan"), reading("mai")
    with quiet():
        since = act(table, visibility.set_visibility, table.paper_id, "people", [], [table.people["mai"]])
        took = seconds_until_gone(lan, since)
    print(f"from commit to closing: {took:.2f} s")
    assert took < SOON
    expect(
        lan.get_by_text(vi("“{title}” is no longer open to you.", title="Phụ lục nhân sự"))
    ).to_be_visible()
    lan.wait_for_function("globalThis.bitmaps === 0")  # what was decoded is freed
    expect(lan.locator("canvas")).to_have_count(0)
    expect(lan.get_by_text("Phụ lục nhân sự", exact=True)).to_have_count(0)
    lan.go_back()
    expect(lan.locator(".reader")).to_have_count(0)
    expect(mai.locator('.stage[data-profile="page"]')).to_be_visible()
    assert mai.evaluate("readersGone.length") == 0, "who keeps it is not disturbed"


@pytest.mark.parametrize("how", ["role changed", "seat removed", "meeting withdrawn"])
def test_so_does_a_paper_whose_reader_has_lost_the_role_or_the_seat(table, reading, how, quiet):
    act(table, visibility.set_visibility, table.paper_id, "roles", [Role.MEMBER], [])
    lan = reading("lan")
    with quiet():
        if how == "role changed":
            since = act(table, seats.change_seat, table.seats["lan"], Role.GUEST)
        elif how == "seat removed":
            since = act(table, seats.remove_seat, table.seats["lan"])
        else:
            since = act(table, meetings.withdraw_meeting)
        took = seconds_until_gone(lan, since)
    print(f"{how}: from commit to closing: {took:.2f} s")
    assert took < SOON


def test_earlier_versions_are_looked_at_in_a_window_of_their_own(table, reading, vi):
    table.replace(table.paper_id, files.pdf(2, "Ban moi"), "Sửa Điều 2")
    lan = reading("lan")
    expect(lan.locator(".reader-place")).to_contain_text("2")
    lan.locator(".reader-tools .menu summary").click()
    lan.get_by_text(vi("Versions and what has changed…")).click()
    lan.get_by_role("button", name=vi("Read this version")).click()
    expect(lan.get_by_text(vi("no longer valid"))).to_be_visible()
    expect(lan.locator("dialog[open] .earlier")).to_contain_text("1 / 4")
    act(table, visibility.set_visibility, table.paper_id, "people", [], [table.people["mai"]])
    expect(lan.locator("dialog[open]")).to_have_count(0)
