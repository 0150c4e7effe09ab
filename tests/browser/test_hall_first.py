"""A result for the hall screen alone: the hall shows it, a member's tablet says so and knows nothing of it, the desk
gives it to the tablets later."""

import json

from playwright.sync_api import expect

from .conftest import DESKTOP, PROJECTOR
from .measuring import look
from .sitting import MOTION
from .vote_panel import recorded


def test_the_hall_has_a_result_before_the_tablets(sitting, tablet, open_tablet, say):
    hall = open_tablet(None, PROJECTOR, touch=False, path=sitting.hall())
    desk = open_tablet("chutoa", DESKTOP, touch=False, path=f"{sitting.room}/desk")
    desk.locator("[role=tab]").nth(1).click()
    member = tablet()
    vote = sitting.open(**MOTION)
    member.locator(".ballot-choice-for").tap()
    expect(recorded(member)).to_be_visible()
    sitting.close(vote)
    found = look(desk, "a result that nobody has")
    desk.get_by_role("button", name=say("Publish to the hall screen alone"), exact=True).click()

    expect(hall.locator(".hall-result .hall-row-for")).to_contain_text("1")
    card = desk.locator(".vote-card-closed")
    expect(card).to_contain_text(say("In the hall only"))
    expect(card.locator(".outcome")).to_be_visible()
    words = "The vote is closed: {cast} of {electorate} have voted. The result is shown on the hall screen."
    notice = member.locator(".vote-panel-closed .notice")
    expect(notice).to_have_text(say(words, cast=1, electorate=4))
    found += look(desk, "a result that the hall has") + look(member, "a result elsewhere")
    told = member.evaluate(
        "(path) => fetch(path).then((answer) => answer.json())", f"/api{sitting.room}/state"
    )
    assert "roll_call" not in json.dumps(told)

    for page in (hall, member):
        page.reload()
    expect(hall.locator(".hall-result .hall-row-for")).to_contain_text("1")
    expect(notice).to_be_visible()
    expect(member.locator(".outcome")).to_have_count(0)

    desk.get_by_role("button", name=say("Publish to the tablets as well"), exact=True).click()
    expect(member.locator(".vote-panel-published .outcome")).to_be_visible()
    expect(desk.locator(".vote-card-published")).to_be_visible()
    expect(hall.locator(".hall-result")).to_be_visible()
    assert found == []
