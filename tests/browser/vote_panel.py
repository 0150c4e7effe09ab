"""What is done and looked for at the panel of a vote, on a member's tablet."""

import time

from .conftest import PATIENCE_MS


def button(page, name):
    return page.get_by_role("button", name=name)


def cards(page):
    return page.locator(".pick-card")


def recorded(page):
    return page.locator(".ballot-state-recorded")


def tap_answer(page, row, option):
    page.locator(".each-row").nth(row).locator(".each-option").nth(option).tap()


def seat_numbers(page):
    """What the legend of the seats counts: for, against, abstaining, not voted."""
    return page.locator(".vote-legend li strong")


def hold_ballots(page):
    """Each ballot that leaves the tablet hangs somewhere, until its `continue_()`: they come into this list."""
    held = []
    page.route("**/ballots/mine", lambda route: held.append(route))
    return held


def own_ballot(page, sitting, vote):
    """What the server holds of the person at this tablet."""
    state = page.evaluate(
        "(path) => fetch(path).then((answer) => answer.json())", f"/api{sitting.room}/state"
    )
    return state["ballots"].get(str(vote["id"]))


def until(page, holds):
    """What a page's routes note, they note only while the page is waited for."""
    end = time.monotonic() + PATIENCE_MS / 1000
    while not holds():
        assert time.monotonic() < end
        page.wait_for_timeout(20)
