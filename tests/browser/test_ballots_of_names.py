"""Ballots of several names on real tablets against a real server: elections and votes of confidence filled in, read
again, recorded and said back, and their result."""

import re
import time

import pytest
from playwright.sync_api import expect

from .conftest import LANDSCAPE, PORTRAIT, PROJECTOR
from .measuring import SETTLED
from .sitting import CONFIDENCE, ELECTION, NAMES
from .vote_panel import (
    button,
    cards,
    hold_ballots,
    own_ballot,
    recorded,
    seat_numbers,
    tap_answer,
    until,
)

AGREE_SECONDS = 1.0
NEVER_SENT = "The vote was closed before you sent what you filled in: it is NOT counted."
# Counts in `changes` whatever is changed in a part of the page.
WATCH = """(part) => { window.changes = 0
  new MutationObserver((all) => { window.changes += all.length }).observe(document.querySelector(part),
    { subtree: true, childList: true, attributes: true, characterData: true }) }"""


def test_one_name_too_many_is_refused_before_anything_is_sent(sitting, tablet, say):
    member = tablet()
    sitting.open(**ELECTION)
    for number in (0, 2, 4):
        cards(member).nth(number).tap()
    expect(member.locator(".ballot-missing")).to_have_text(
        say("No more than {most} may be chosen. Take one away first.", most=2)
    )
    expect(member.locator(".pick-card input:checked")).to_have_count(2)
    expect(cards(member).nth(4).locator("input")).not_to_be_checked()
    cards(member).nth(0).tap()
    cards(member).nth(4).tap()
    expect(member.locator(".ballot-missing")).to_have_count(0)
    expect(cards(member).nth(4).locator("input")).to_be_checked()


def test_an_election_is_read_again_sent_and_said_back_as_the_server_has_it(sitting, tablet, say):
    member = tablet()
    vote = sitting.open(**ELECTION)
    cards(member).nth(1).tap()
    cards(member).nth(3).tap()
    button(member, say("Read my ballot again, then send")).tap()
    review = member.locator(".ballot-review")
    expect(review.get_by_role("heading")).to_be_focused()
    expect(review.locator("li")).to_have_text([NAMES[1], NAMES[3]])
    expect(recorded(member)).to_have_count(0)
    button(member, say("Send my ballot")).tap()
    expect(recorded(member).locator("li")).to_have_text([NAMES[1], NAMES[3]])
    expect(recorded(member)).to_contain_text(say("You may change it until the vote is closed."))
    assert own_ballot(member, sitting, vote)["answer"] == {"picks": [2, 4]}

    button(member, say("Change my ballot")).tap()
    cards(member).nth(1).tap()
    cards(member).nth(3).tap()
    button(member, say("Read my ballot again, then send")).tap()
    expect(member.locator(".ballot-review")).to_contain_text(say("Blank ballot: nobody is chosen"))
    button(member, say("Send my ballot")).tap()
    expect(recorded(member)).to_contain_text(say("Blank ballot: nobody is chosen"))
    assert own_ballot(member, sitting, vote)["answer"] == {"picks": []}


def test_a_name_without_an_answer_is_gone_to_and_the_ballot_stays(sitting, tablet, say):
    member = tablet()
    vote = sitting.open(**CONFIDENCE)
    for row, option in ((0, 0), (1, 1), (3, 2), (4, 0)):
        tap_answer(member, row, option)
    expect(member.locator(".each-progress")).to_contain_text(say("{done} of {all} answered", done=4, all=5))
    button(member, say("Read my ballot again, then send")).tap()
    expect(member.locator(".ballot-missing")).to_have_text(say("{count} name has no answer yet.", count=1))
    expect(member.locator(".each-row").nth(2).locator("input").first).to_be_focused()
    expect(member.locator(".ballot-review")).to_have_count(0)
    tap_answer(member, 2, 2)
    button(member, say("Read my ballot again, then send")).tap()
    button(member, say("Send my ballot")).tap()
    groups = recorded(member).locator(".answer-group")
    expect(groups.nth(0).locator("li")).to_have_text([NAMES[0], NAMES[4]])
    expect(groups.nth(2).locator("li")).to_have_text([NAMES[2], NAMES[3]])
    each = own_ballot(member, sitting, vote)["answer"]["each"]
    assert each == {"1": "high", "2": "confidence", "3": "low", "4": "low", "5": "high"}


def test_a_ballot_is_filled_in_by_the_keyboard_alone(sitting, tablet, say):
    member = tablet(size=LANDSCAPE)
    sitting.open(**CONFIDENCE)
    expect(member.locator(".each-row")).to_have_count(5)
    expect(member.locator(".vote-title")).to_be_focused()
    member.locator(".each-row input").first.focus()
    for number in range(5):
        member.keyboard.press("Space" if number % 2 else "ArrowRight")
        member.keyboard.press("Tab")
    expect(member.locator(".each-progress")).to_contain_text(say("{done} of {all} answered", done=5, all=5))
    button(member, say("Read my ballot again, then send")).focus()
    member.keyboard.press("Enter")
    expect(member.locator(".ballot-review h3")).to_be_focused()
    button(member, say("Send my ballot")).focus()
    member.keyboard.press("Enter")
    expect(recorded(member)).to_be_visible()


def test_what_comes_in_leaves_a_half_filled_ballot_alone(sitting, tablet):
    member, other = tablet(), tablet("daibieu2")
    sitting.open(**ELECTION)
    cards(member).nth(2).tap()
    expect(cards(member).nth(2).locator("input")).to_be_checked()
    member.evaluate(SETTLED)  # its own tap is drawn
    member.evaluate(WATCH, ".ballot-paper")
    cards(other).nth(0).tap()
    other.locator(".ballot-bar .button-primary").tap()
    other.locator(".ballot-bar .button-primary").tap()
    expect(member.locator(".vote-body > .progress")).to_contain_text("1/4")
    assert member.evaluate("() => window.changes") == 0
    expect(cards(member).nth(2).locator("input")).to_be_checked()


def test_two_devices_of_one_person_agree_within_a_second(sitting, tablet, quiet):
    one, other = tablet(), tablet(size=LANDSCAPE)
    sitting.open(**ELECTION)
    for page in (one, other):
        expect(cards(page)).to_have_count(5)
    cards(one).nth(0).tap()
    one.locator(".ballot-bar .button-primary").tap()
    with quiet():
        one.locator(".ballot-bar .button-primary").tap()
        begun = time.monotonic()
        expect(recorded(other)).to_contain_text(NAMES[0])
        assert time.monotonic() - begun < AGREE_SECONDS


def test_what_was_filled_in_and_not_sent_before_the_close_is_said_not_to_count(sitting, tablet, say):
    member = tablet()
    vote = sitting.open(**ELECTION)
    cards(member).nth(0).tap()
    sitting.close(vote)
    expect(member.locator(".vote-panel-closed")).to_contain_text(say(NEVER_SENT))


def test_a_ballot_that_comes_too_late_is_said_not_to_count_on_the_whole_screen(sitting, tablet, say):
    member = tablet()
    vote = sitting.open(**ELECTION)
    cards(member).nth(0).tap()
    member.locator(".ballot-bar .button-primary").tap()
    held = hold_ballots(member)  # while the chair closes
    member.locator(".ballot-bar .button-primary").tap()
    expect(member.locator(".ballot-state")).to_contain_text(say("Sending your ballot…"))
    sitting.close(vote)
    until(member, lambda: held)
    # What has been sent may have come in time: only the server knows.
    expect(member.locator(".vote-panel-closed")).to_contain_text(say("Sending your ballot…"))
    expect(member.locator(".vote-panel-closed")).not_to_contain_text(say(NEVER_SENT))
    held.pop().continue_()
    late = member.locator("dialog.too-late[open]")
    expect(late).to_contain_text(say("NOT counted"))
    assert late.bounding_box()["width"] == PORTRAIT[0]
    button(late, say("I have understood")).tap()
    expect(member.locator(".vote-panel")).to_contain_text(say("No ballot of yours was recorded."))


def send_in_vain(member):
    """The first name, over a line that is cut."""
    cards(member).nth(0).tap()
    member.locator(".ballot-bar .button-primary").tap()
    member.route("**/ballots/mine", lambda route: route.abort())
    member.locator(".ballot-bar .button-primary").tap()
    failed = member.locator(".ballot-state-failed")
    expect(failed).to_be_visible()
    return failed


def test_a_ballot_that_failed_says_so_and_is_counted_once_after_all(sitting, tablet, say):
    member = tablet()
    vote = sitting.open(**ELECTION)
    failed = send_in_vain(member)
    expect(failed).to_contain_text(say("Your ballot is NOT recorded."))
    expect(recorded(member)).to_have_count(0)
    member.unroute("**/ballots/mine")
    button(failed, say("Try again")).tap()
    expect(recorded(member)).to_contain_text(NAMES[0])
    assert sitting.close(vote)["cast"] == 1


def test_what_was_changed_after_a_ballot_failed_is_said_not_to_count(sitting, tablet, say):
    member = tablet()
    vote = sitting.open(**ELECTION)
    send_in_vain(member)
    button(member, say("Change it")).tap()
    cards(member).nth(1).tap()
    sitting.close(vote)
    expect(member.locator(".vote-panel-closed")).to_contain_text(say(NEVER_SENT))


def test_a_ballot_that_did_not_reach_the_tablet_is_asked_for_until_it_comes(open_tablet, sitting, say):
    page = open_tablet("daibieu1", PORTRAIT)
    broken = {"is": True}
    page.route(
        "**/voting_ballot_paper*.js",
        lambda route: route.abort() if broken["is"] else route.continue_(),
    )
    page.goto(sitting.room)
    sitting.open(**ELECTION)
    expect(button(page.locator(".vote-panel"), say("Try again"))).to_be_visible()
    broken["is"] = False
    expect(cards(page)).to_have_count(5)


@pytest.mark.parametrize(
    ("size", "scale"), [(PROJECTOR, 1), ((1280, 720), 1), (PROJECTOR, 1.1), ((1280, 720), 1.35)]
)
@pytest.mark.parametrize("note", ["", "Giám đốc Sở Y tế", "Phó Chủ tịch Ủy ban nhân dân tỉnh"])
@pytest.mark.parametrize("name", ["Nguyễn Văn An", "Nguyễn Phúc Hoàng Minh Thiên Ân"])
def test_the_names_of_an_open_vote_have_room_on_the_hall_screen(
    sitting, open_tablet, size, scale, note, name
):
    hall = open_tablet(None, size, touch=False)
    hall.evaluate("(scale) => localStorage.setItem('hall-size', scale)", str(scale))
    hall.goto(sitting.hall())
    subjects = [{"title": f"{name} {number}", "note": note} for number in range(10, 22)]
    vote = sitting.open(**CONFIDENCE | {"subjects": subjects})
    names = hall.locator(".hall-names li")
    expect(names.first).to_be_visible()
    end = hall.locator(".hall-rule").bounding_box()["y"]
    boxes = [one.bounding_box() for one in names.all()]
    inside = hall.locator(".hall-names ul").bounding_box()  # what stands out of it is cut off
    assert all(inside["y"] - 1 <= box["y"] and box["y"] + box["height"] <= end for box in boxes)
    assert max(box["y"] + box["height"] for box in boxes) <= inside["y"] + inside["height"] + 1
    sitting.close(vote)


def test_the_result_of_an_election_is_seen_in_every_view(sitting, tablet, open_tablet, say):
    hall = open_tablet(None, PROJECTOR, touch=False, path=sitting.hall())
    members = [tablet(name) for name in ("daibieu1", "daibieu2", "daibieu3")]
    vote = sitting.open(**ELECTION)
    expect(hall.locator(".hall-names li")).to_have_count(5)
    for member, picks in zip(members, ([0, 1], [0, 2], [0, 2]), strict=True):
        for number in picks:
            cards(member).nth(number).tap()
        member.locator(".ballot-bar .button-primary").tap()
        member.locator(".ballot-bar .button-primary").tap()
        expect(recorded(member)).to_be_visible()
    sitting.close(vote)
    expect(members[0].locator(".outcome")).to_have_count(0)
    sitting.publish(vote)
    member = members[0]
    expect(member.locator(".outcome")).to_contain_text(NAMES[0])
    expect(member.locator(".subject").first).to_contain_text(say("Elected"))
    expect(hall.locator(".hall-subject-table")).to_contain_text(NAMES[0])
    tabs = member.get_by_role("tab")
    expect(tabs).to_have_count(5)
    tabs.first.focus()
    member.keyboard.press("ArrowRight")
    expect(seat_numbers(member)).to_have_text(["3", "0", "1"])
    member.locator(".seats-of-result select").select_option(label=NAMES[1])
    expect(seat_numbers(member)).to_have_text(["1", "2", "1"])
    tabs.nth(2).tap()
    expect(member.locator(".group-table tbody tr")).to_have_count(2)
    tabs.nth(3).tap()
    expect(member.locator(".roll-call li").first).to_be_visible()
    tabs.nth(4).tap()
    expect(member.locator(".subjects-table tbody tr").first).to_contain_text("75,00%")


def test_a_secret_ballot_is_sealed_here_and_its_receipt_is_the_servers(sitting, tablet, say):
    member, again = tablet(), tablet()
    sent = []
    member.on("request", lambda one: sent.append(one.post_data) if "ballots/mine" in one.url else None)
    vote = sitting.open(**ELECTION, secrecy="secret")
    cards(member).nth(1).tap()
    member.locator(".ballot-bar .button-primary").tap()
    member.locator(".ballot-bar .button-primary").tap()
    expect(recorded(member)).to_contain_text(say("Your sealed ballot is recorded."))
    held = own_ballot(member, sitting, vote)
    assert held["answer"] is None
    assert "picks" not in sent[0]
    words = " ".join(re.findall("....", held["receipt"]))
    for page in (member, again):
        expect(recorded(page)).to_contain_text(words)
    # Nobody reads it over the shoulder; whoever sealed it can look at it, on this tablet only.
    expect(recorded(member)).not_to_contain_text(NAMES[1])
    button(recorded(member), say("Show my answer")).tap()
    expect(recorded(member)).to_contain_text(NAMES[1])
    expect(button(recorded(again), say("Show my answer"))).to_have_count(0)
    sitting.close(vote)
    sitting.publish(vote)
    expect(member.get_by_role("tab")).to_have_count(2)
    expect(member.locator(".published-result")).to_contain_text(
        say(
            "The vote was secret: nobody can say who answered what, so there are no seats and no names to show."
        )
    )
