"""Dialogs that are left: what the screen shows and what the page knows of it are never two things."""

import pytest
from playwright.sync_api import expect

from .conftest import DESKTOP
from .sitting import MOTION, sit

LEAVE = "(input) => input.dispatchEvent(new Event('cancel', { bubbles: true }))"


@pytest.fixture
def secretary(open_tablet):
    return open_tablet("thuky", DESKTOP, touch=False, path="/secretariat")


def open_menu(page, name, entry):
    page.locator(f'.menu summary[title="{name}"]').click()
    page.locator(".menu[open]").get_by_text(entry, exact=True).click()


def test_a_question_over_a_dialog_is_answered_first_and_with_no(open_tablet, vi):
    page = open_tablet("thuky", DESKTOP, touch=False, path="/meetings/1/desk")
    open_menu(page, vi("Meeting"), vi("Hall screen"))
    address = page.locator("dialog[open] .hall-address")
    before = address.input_value()
    page.get_by_role("button", name=vi("New address")).click()
    dialogs = page.locator("dialog[open]")
    expect(dialogs).to_have_count(2)
    page.keyboard.press("Escape")
    expect(dialogs).to_have_count(1)
    expect(address).to_have_value(before)
    page.keyboard.press("Escape")
    expect(dialogs).to_have_count(0)


def test_a_file_that_is_not_chosen_after_all_leaves_its_dialog_open(secretary, vi):
    secretary.goto("/secretariat/meetings/1")
    secretary.locator(".agenda-row-main", has=secretary.locator(".paper-count")).first.click()
    secretary.locator(".papers > .paper .menu summary").first.click()
    secretary.locator(".menu[open]").get_by_text(vi("Replace…")).click()
    chooser = secretary.locator("dialog[open] input[type=file]")
    chooser.evaluate(LEAVE)
    expect(chooser).to_be_attached()
    secretary.keyboard.press("Escape")
    expect(secretary.locator("dialog[open]")).to_have_count(0)


def test_what_was_typed_is_there_when_the_dialog_is_opened_again(secretary, vi):
    title = secretary.locator("dialog[open] [name=title]")
    for _ in range(3):
        secretary.get_by_role("button", name=vi("New meeting")).click()
        title.press_sequentially("Họp ")
        secretary.keyboard.press("Escape")
        expect(title).to_have_count(0)
    secretary.get_by_role("button", name=vi("New meeting")).click()
    expect(title).to_have_value("Họp Họp Họp ")


def test_a_vote_that_opens_puts_dialogs_away_and_the_first_tap_opens_them_again(demo_server, open_tablet, vi):
    sitting = sit(demo_server, ["daibieu1", "daibieu2", "daibieu3"])
    page = open_tablet("daibieu1", path=sitting.room)
    expect(page.locator(".connection-live")).to_be_visible()

    def open_devices():
        open_menu(page, vi("My account"), vi("My devices"))
        expect(page.locator("dialog[open] h2")).to_have_text(vi("My devices"))

    open_devices()
    sitting.open(**MOTION)
    expect(page.locator(".ballot-choices")).to_be_visible()
    expect(page.locator("dialog[open]")).to_have_count(0)
    open_devices()
