"""What members and the hall see of votes, on real tablets against a real server: every kind of ballot filled in,
recorded and said back, and its result."""

import re
import time

import pytest
from playwright.sync_api import expect

from .conftest import LANDSCAPE, PATIENCE_MS, PORTRAIT
from .measuring import SETTLED, look
from .sitting import CONFIDENCE, ELECTION, MOTION, NAMES, sit
from .test_accessible import PREFER

PROJECTOR, PHONE = (1920, 1080), (390, 844)
AGREE_SECONDS = 1.0
CALLED = "The clerk calls the members by name and enters what each answers. Please answer aloud when you are called."
# Counts in `changes` whatever is changed in a part of the page.
WATCH = """(part) => { window.changes = 0
  new MutationObserver((all) => { window.changes += all.length }).observe(document.querySelector(part),
    { subtree: true, childList: true, attributes: true, characterData: true }) }"""


@pytest.fixture
def sitting(demo_server):
    return sit(demo_server, ["daibieu1", "daibieu2", "daibieu3"])


@pytest.fixture
def tablet(open_tablet, sitting):
    """tablet("daibieu2"): that person in the room of the sitting, the tablet held upright."""

    def enter(name="daibieu1", size=PORTRAIT):
        page = open_tablet(name, size, path=sitting.room)
        expect(page.locator(".connection-live")).to_be_visible()
        return page

    return enter


@pytest.fixture
def say(vi):
    """say("{count} name has no answer yet.", count=2) in Vietnamese, as a pattern that a screen's words may contain."""
    return lambda msgid, **params: re.compile(re.escape(vi(msgid, **params)))


def button(page, name):
    return page.get_by_role("button", name=name)


def cards(page):
    return page.locator(".pick-card")


def recorded(page):
    return page.locator(".ballot-state-recorded")


def tap_answer(page, row, option):
    page.locator(".each-row").nth(row).locator(".each-option").nth(option).tap()


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


def test_a_final_answer_is_asked_once_and_cannot_be_changed(sitting, tablet, say):
    member = tablet()
    vote = sitting.open(**MOTION, may_change=False)
    member.locator(".ballot-choice-for").tap()
    question = member.locator("dialog[open]")
    expect(question).to_contain_text(say("Once sent it is final: in this vote an answer cannot be changed."))
    button(question, say("Go back")).tap()
    assert own_ballot(member, sitting, vote) is None
    member.locator(".ballot-choice-for").tap()
    button(question, say("Send: {choice}", choice="Tán thành")).tap()
    expect(recorded(member)).to_contain_text(say("It is final."))
    member.locator(".ballot-choice-against").tap(force=True)
    expect(question).to_have_count(0)
    assert own_ballot(member, sitting, vote)["answer"] == {"choice": "for"}


def test_what_was_filled_in_and_not_sent_before_the_close_is_said_not_to_count(sitting, tablet, say):
    member = tablet()
    vote = sitting.open(**ELECTION)
    cards(member).nth(0).tap()
    sitting.close(vote)
    expect(member.locator(".vote-panel-closed")).to_contain_text(
        say("The vote was closed before you sent what you filled in: it is NOT counted.")
    )


def test_a_ballot_that_comes_too_late_is_said_not_to_count_on_the_whole_screen(sitting, tablet, say):
    member = tablet()
    vote = sitting.open(**ELECTION)
    cards(member).nth(0).tap()
    member.locator(".ballot-bar .button-primary").tap()
    # It leaves the tablet and hangs somewhere while the chair closes.
    held = []
    member.route("**/ballots/mine", lambda route: held.append(route))
    member.locator(".ballot-bar .button-primary").tap()
    expect(member.locator(".ballot-state")).to_contain_text(say("Sending your ballot…"))
    sitting.close(vote)
    until(member, lambda: held)
    held.pop().continue_()
    late = member.locator("dialog.too-late[open]")
    expect(late).to_contain_text(say("NOT counted"))
    assert late.bounding_box()["width"] == PORTRAIT[0]
    button(late, say("I have understood")).tap()
    expect(member.locator(".vote-panel")).to_contain_text(say("No ballot of yours was recorded."))


@pytest.mark.parametrize("then", ["the result", "another vote"])
def test_a_change_that_comes_too_late_is_said_not_to_count_whatever_is_on_the_screen_by_then(
    sitting, tablet, say, vi, then
):
    member = tablet()
    vote = sitting.open(**MOTION)
    member.locator(".ballot-choice-for").tap()
    expect(recorded(member)).to_be_visible()
    held = []
    member.route("**/ballots/mine", lambda route: held.append(route))
    member.locator(".ballot-choice-against").tap()
    until(member, lambda: held)
    sitting.close(vote)
    sitting.publish(vote)
    expect(member.locator(".outcome")).to_be_visible()
    if then == "another vote":
        sitting.open(**MOTION | {"title": "Việc khác"})
        expect(member.locator(".vote-title")).to_contain_text("Việc khác")
    held.pop().continue_()
    late = member.locator("dialog.too-late[open]")
    expect(late).to_contain_text(say("NOT counted"))
    expect(late).to_contain_text(say("Counted for you: {choice}", choice=vi("For")))
    if then == "the result":  # nor does a vote that is opened now take it away unread
        sitting.open(**MOTION | {"title": "Việc sau đó"})
        expect(member.locator(".vote-title")).to_contain_text("Việc sau đó")
        expect(late).to_be_visible()
    button(late, say("I have understood")).tap()
    expect(late).to_have_count(0)


def test_a_change_of_an_annulled_vote_is_not_said_to_count_in_any_way(sitting, tablet, say, vi):
    member = tablet()
    vote = sitting.open(**MOTION)
    member.locator(".ballot-choice-for").tap()
    expect(recorded(member)).to_be_visible()
    held = []
    member.route("**/ballots/mine", lambda route: held.append(route))
    member.locator(".ballot-choice-against").tap()
    until(member, lambda: held)
    path = f"/votes/{vote['id']}/annulment"
    sitting.call("POST", path, {"reason": "Câu hỏi ghi sai"})
    sitting.call("POST", f"{path}/confirmation", by=sitting.secretary)
    expect(member.locator(".vote-panel-annulled")).to_be_visible()
    held.pop().continue_()
    late = member.locator("dialog.too-late[open]")
    expect(late).to_contain_text(say("NOT counted"))
    expect(late).not_to_contain_text(say("Counted for you: {choice}", choice=vi("For")))


def test_a_ballot_that_failed_says_so_and_is_counted_once_after_all(sitting, tablet, say):
    member = tablet()
    vote = sitting.open(**ELECTION)
    cards(member).nth(0).tap()
    member.locator(".ballot-bar .button-primary").tap()
    member.route("**/ballots/mine", lambda route: route.abort())
    member.locator(".ballot-bar .button-primary").tap()
    failed = member.locator(".ballot-state-failed")
    expect(failed).to_contain_text(say("Your ballot is NOT recorded."))
    expect(recorded(member)).to_have_count(0)
    member.unroute("**/ballots/mine")
    button(failed, say("Try again")).tap()
    expect(recorded(member)).to_contain_text(NAMES[0])
    assert sitting.close(vote)["cast"] == 1


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


def test_a_vote_in_the_open_fills_its_seats_here_and_in_the_hall(sitting, tablet, open_tablet):
    hall = open_tablet(None, PROJECTOR, touch=False, path=sitting.hall())
    member, other = tablet(), tablet("daibieu2", LANDSCAPE)
    sitting.open(**MOTION, secrecy="named")
    for page in (member, hall):
        expect(seat_numbers(page)).to_have_text(["0", "0", "0", "4"])
    other.locator(".ballot-choice-against").tap()
    for page in (member, hall):
        expect(seat_numbers(page)).to_have_text(["0", "1", "0", "3"])
        expect(page.locator(".seat-against")).to_have_count(1)
    # Touched, or gone to, a seat says whose it is.
    name = other.evaluate("() => JSON.parse(document.querySelector('#page-config').textContent).person.name")
    seat = member.locator(".seat-against")
    seat.scroll_into_view_if_needed()
    box = seat.bounding_box()
    member.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(member.locator(".seat-name")).to_contain_text(name)
    member.locator(".seat-map-frame").focus()
    member.keyboard.press("Home")
    expect(member.locator(".seat-name")).not_to_contain_text(name)
    member.keyboard.press("ArrowRight")
    member.keyboard.press("ArrowRight")
    expect(member.locator(".seat-name")).to_contain_text(name)


def seat_numbers(page):
    """What the legend of the seats counts: for, against, abstaining, not voted."""
    return page.locator(".vote-legend li strong")


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


def test_a_test_vote_is_marked_as_one_everywhere(sitting, tablet, open_tablet, say):
    hall = open_tablet(None, PROJECTOR, touch=False, path=sitting.hall())
    member = tablet()
    sitting.open(**{**MOTION, "title": "Thử máy"}, is_test=True)
    expect(member.locator(".vote-kicker")).to_contain_text(say("Test"))
    expect(hall.locator(".hall-marks")).to_contain_text(say("Test: it decides nothing"))


def test_the_time_to_answer_is_shown_here_and_in_the_hall(sitting, tablet, open_tablet):
    hall = open_tablet(None, PROJECTOR, touch=False, path=sitting.hall())
    member = tablet()
    sitting.open(**MOTION, countdown_s=90)
    for page in (member, hall):
        expect(page.locator(".countdown-figures")).to_have_text(re.compile(r"^1:[12]\d$"))


def test_a_recused_member_is_told_so_with_the_reason_and_has_no_ballot(sitting, tablet, say):
    member, other = tablet(), tablet("daibieu2")
    vote = sitting.draft(**MOTION)
    reason = {"reason": "Liên quan đến dự án của gia đình"}
    sitting.call("PUT", f"/votes/{vote['id']}/recusals/{sitting.seats['daibieu1']}", reason)
    sitting.begin(vote)
    expect(member.locator(".vote-panel")).to_contain_text(
        say("You take no part in this vote: your recusal for a conflict of interest is recorded.")
    )
    expect(member.locator(".own-recusal")).to_have_text(say("Reason: {reason}", **reason))
    expect(member.locator(".ballot-choice")).to_have_count(0)
    expect(other.locator(".ballot-choice")).to_have_count(3)
    expect(other.locator(".vote-panel")).not_to_contain_text(reason["reason"])


def test_every_answer_of_a_ballot_is_heard_with_what_it_answers(sitting, tablet, say):
    """The groups, names and states that a screen reader tells."""
    member = tablet()
    vote = sitting.open(**MOTION)
    answers = member.get_by_role("group", name=say("Your answer"))
    expect(answers.get_by_role("button")).to_have_text(["Tán thành", "Không tán thành", "Không biểu quyết"])
    answers.get_by_role("button", name="Tán thành", exact=True).tap()
    expect(answers.get_by_role("button", pressed=True)).to_have_text("Tán thành")
    expect(member.locator(".ballot-state[role=status]")).to_contain_text(
        say("Recorded: {choice}", choice="Tán thành")
    )
    sitting.close(vote)
    vote = sitting.open(**ELECTION)
    rule = say("Choose at most {most}; you may also hand in a blank ballot.", most=2)
    names = member.get_by_role("group", name=rule)
    expect(names.get_by_role("checkbox")).to_have_count(5)
    for name in NAMES:
        expect(names.get_by_role("checkbox", name=name)).not_to_be_checked()
    sitting.close(vote)
    sitting.open(**CONFIDENCE)
    for name in NAMES:
        levels = member.get_by_role("group", name=name).get_by_role("radio")
        expect(levels).to_have_count(3)
        expect(levels.nth(2)).to_have_accessible_name("Tín nhiệm thấp")


def test_what_becomes_of_a_vote_is_heard_and_its_result_is_a_table(sitting, tablet, say):
    member = tablet()

    def expect_heard(role, msgid):
        words = say(msgid, title=MOTION["title"])
        expect(member.locator(f"[role={role}].visually-hidden", has_text=words)).to_have_count(1)

    vote = sitting.open(**MOTION)
    expect_heard("alert", "A vote is open: {title}")
    member.locator(".ballot-choice-for").tap()
    expect(recorded(member)).to_be_visible()
    sitting.close(vote)
    expect_heard("status", "The vote is closed: {title}")
    sitting.publish(vote)
    expect_heard("status", "The result is published: {title}")
    member.get_by_role("tab").last.tap()
    table = member.get_by_role("table", name=say("Result of the vote: {question}", question=MOTION["title"]))
    row = table.get_by_role("row").filter(has=member.get_by_role("rowheader", name="Tán thành", exact=True))
    expect(row.get_by_role("cell")).to_have_text(["1", "25,00%"])
    expect(table.get_by_role("columnheader")).to_have_count(3)


def test_on_a_phone_every_answer_is_in_sight_at_once(sitting, tablet):
    member = tablet(size=PHONE)
    question = "Thông qua Nghị quyết về Kế hoạch đầu tư công trung hạn giai đoạn 2026–2030 của thành phố"
    sitting.open(**{**MOTION, "title": question}, countdown_s=90)
    buttons = member.locator(".ballot-choice")
    expect(buttons).to_have_count(3)

    def in_sight():  # once the panel has come up
        boxes = [buttons.nth(number).bounding_box() for number in range(3)]
        assert len({round(box["width"]) for box in boxes}) == 1, "none is larger than another"
        assert all(box["height"] > 71.5 for box in boxes)
        return boxes[-1]["y"] + boxes[-1]["height"] <= PHONE[1]

    until(member, in_sight)


def test_at_a_roll_call_the_member_sees_what_the_clerk_has_entered(sitting, tablet, say):
    member = tablet()
    vote = sitting.open(**MOTION, manner="roll_call")
    expect(member.locator(".ballot-choice")).to_have_count(0)
    expect(member.locator(".vote-panel .notice")).to_contain_text(say(CALLED))
    entry = {"answer": {"choice": "against"}}
    sitting.call("PUT", f"/votes/{vote['id']}/ballots/{sitting.seats['daibieu1']}", entry)
    expect(recorded(member)).to_have_text(
        say("The clerk has entered for you: {answer}", answer="Không tán thành")
    )


def test_when_tablets_fail_what_was_sent_before_stands(sitting, tablet, say):
    member = tablet()
    vote = sitting.open(**MOTION)
    member.locator(".ballot-choice-for").tap()
    expect(recorded(member)).to_be_visible()
    form = {"reason": "Mất mạng", "manner": "roll_call", "with_seat_id": sitting.seats["thuky"]}
    sitting.call("POST", f"/votes/{vote['id']}/continuation", form)
    expect(member.locator(".ballot-choice")).to_have_count(0)
    expect(recorded(member)).to_have_text(say("Recorded: {choice}", choice="Tán thành"))


def test_an_opinion_goes_with_its_comment_and_can_be_put_away(sitting, tablet, say):
    member = tablet()
    vote = sitting.open(**MOTION, manner="circulation", deadline_at="2036-12-01T10:00:00Z")
    panel = member.locator(".vote-panel-open")
    expect(panel).to_contain_text(say("Please answer by {time}.", time="17:00, 01/12/2036"))
    button(panel, say("Send my answer")).tap()
    expect(panel.locator(".ballot-missing")).to_have_text(say("Please choose an answer."))
    panel.locator(".ballot-choice-against").tap()
    panel.locator("textarea").fill("Đề nghị bổ sung phương án")
    button(panel, say("Send my answer")).tap()
    expect(recorded(member)).to_contain_text(
        say("Your comment: {comment}", comment="Đề nghị bổ sung phương án")
    )
    assert own_ballot(member, sitting, vote)["answer"] == {"choice": "against"}
    panel.locator(".vote-head .button-icon").last.tap()
    expect(panel).to_have_count(0)


def test_a_vote_annulled_by_two_is_told_to_whoever_saw_it(sitting, tablet, open_tablet, say):
    hall = open_tablet(None, PROJECTOR, touch=False, path=sitting.hall())
    member = tablet()
    vote = sitting.open(**MOTION)
    member.locator(".ballot-choice-for").tap()
    expect(recorded(member)).to_be_visible()
    sitting.close(vote)
    sitting.publish(vote)
    expect(member.locator(".outcome")).to_be_visible()
    path = f"/votes/{vote['id']}/annulment"
    sitting.call("POST", path, {"reason": "Câu hỏi ghi sai"})
    expect(member.locator(".vote-panel-annulled")).to_have_count(0)
    sitting.call("POST", f"{path}/confirmation", by=sitting.secretary)
    for screen in (member.locator(".vote-panel-annulled"), hall.locator(".hall-annulled")):
        expect(screen).to_contain_text("Câu hỏi ghi sai")
    expect(member.locator(".vote-panel")).to_contain_text(say("Your ballot in this vote does not count."))
    struck = member.locator(".outcome-words").evaluate(
        "(words) => getComputedStyle(words).textDecorationLine"
    )
    assert struck == "line-through"


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


@pytest.mark.parametrize("language", ["vi", "en"])
def test_ballots_and_results_are_for_everybody(sitting, tablet, open_tablet, language):
    """axe finds nothing on any of them, by day and by night."""
    found = []
    page = open_tablet("daibieu1", PORTRAIT, reduced_motion="reduce")
    page.context.add_cookies([{"name": "language", "value": language, "url": page.url}])
    page.evaluate(PREFER, {"language": language, "theme": "auto", "text_size": 1})
    page.goto(sitting.room)
    forms = {
        "motion": {**MOTION, "secrecy": "named", "countdown_s": 600},
        "election": ELECTION,
        "confidence": CONFIDENCE,
    }
    for what, form in forms.items():
        vote = sitting.open(**form)
        expect(page.locator(".vote-panel-open")).to_be_visible()
        expect(page.locator(".ballot-choice, .pick-card, .each-row").first).to_be_visible()
        found += look(page, what)
        fill_in(page, what)
        if what != "motion":
            found += look(page, f"{what}, read again")
            page.locator(".ballot-bar .button-primary").tap()
        expect(recorded(page)).to_be_visible()
        found += look(page, f"{what}, recorded")
        sitting.close(vote)
        sitting.publish(vote)
        tabs = page.get_by_role("tab")
        for number in range(5):
            tabs.nth(number).tap()
            found += look(page, f"{what}, view {number}")
        page.locator(".vote-head .button-icon").last.tap()
    page.evaluate(PREFER, {"language": "vi", "theme": "auto", "text_size": 1})
    assert found == []


def fill_in(page, what):
    if what == "motion":
        page.locator(".ballot-choice-for").tap()
        return
    if what == "election":
        cards(page).nth(0).tap()
    else:
        for row in range(5):
            tap_answer(page, row, row % 3)
    page.locator(".ballot-bar .button-primary").tap()


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
