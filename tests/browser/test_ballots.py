"""What members and the hall see of votes, on real tablets against a real server: the ballot of one question, how it is
recorded and said back, its result, and what every kind of ballot has in common. See also `test_ballots_of_names`."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import LANDSCAPE, PORTRAIT, PROJECTOR
from .measuring import look
from .sitting import CONFIDENCE, ELECTION, MOTION, NAMES
from .test_accessible import PREFER
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

PHONE = (390, 844)
CIRCULATED = MOTION | {"manner": "circulation", "deadline_at": "2036-12-01T10:00:00Z"}
DISCARDED = (
    "This vote is counted by hand: what was sent on tablets before does not count."
    " Please answer as the chair asks you to."
)
CALLED = "The clerk calls the members by name and enters what each answers. Please answer aloud when you are called."


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


def change_on_its_way(member, sitting):
    """(vote, change): For is recorded, and the change to Against hangs somewhere until its `continue_()`."""
    vote = sitting.open(**MOTION)
    member.locator(".ballot-choice-for").tap()
    expect(recorded(member)).to_be_visible()
    held = hold_ballots(member)
    member.locator(".ballot-choice-against").tap()
    until(member, lambda: held)
    return vote, held.pop()


@pytest.mark.parametrize("then", ["the result", "another vote"])
def test_a_change_that_comes_too_late_is_said_not_to_count_whatever_is_on_the_screen_by_then(
    sitting, tablet, say, vi, then
):
    member = tablet()
    vote, change = change_on_its_way(member, sitting)
    sitting.close(vote)
    sitting.publish(vote)
    expect(member.locator(".outcome")).to_be_visible()
    if then == "another vote":
        sitting.open(**MOTION | {"title": "Việc khác"})
        expect(member.locator(".vote-title")).to_contain_text("Việc khác")
    change.continue_()
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
    vote, change = change_on_its_way(member, sitting)
    path = f"/votes/{vote['id']}/annulment"
    sitting.call("POST", path, {"reason": "Câu hỏi ghi sai"})
    sitting.call("POST", f"{path}/confirmation", by=sitting.secretary)
    expect(member.locator(".vote-panel-annulled")).to_be_visible()
    change.continue_()
    late = member.locator("dialog.too-late[open]")
    expect(late).to_contain_text(say("NOT counted"))
    expect(late).not_to_contain_text(say("Counted for you: {choice}", choice=vi("For")))


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
    vote = sitting.open(**CIRCULATED)
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


def test_an_opinion_changed_on_one_device_is_what_the_other_begins_with(sitting, tablet, say):
    first, second = tablet(), tablet()
    sitting.open(**CIRCULATED)
    for page, choice, comment in ((first, "against", "Ý kiến cũ"), (second, "for", "Ý kiến mới")):
        again = button(page, say("Change my answer"))
        if page is second:
            again.tap()
            expect(page.get_by_role("textbox")).to_have_value("Ý kiến cũ")
        page.locator(f".ballot-choice-{choice}").tap()
        page.get_by_role("textbox").fill(comment)
        button(page, say("Send my answer")).tap()
        expect(recorded(page)).to_be_visible()
        expect(again).to_be_visible()
    expect(recorded(first)).to_contain_text("Ý kiến mới")
    button(first, say("Change my answer")).tap()
    expect(first.get_by_role("textbox")).to_have_value("Ý kiến mới")
    expect(first.locator(".ballot-choice-for input")).to_be_checked()
    first.get_by_role("textbox").fill("Bỏ dở")
    button(first, say("Leave it as it is recorded")).tap()
    button(first, say("Change my answer")).tap()
    expect(first.get_by_role("textbox")).to_have_value("Ý kiến mới")


def test_a_comment_that_was_not_sent_before_the_close_is_said_not_to_count(sitting, tablet, say):
    member = tablet()
    vote = sitting.open(**CIRCULATED)
    member.get_by_role("textbox").fill("Chưa gửi")
    sitting.close(vote)
    expect(member.locator(".vote-panel-closed")).to_contain_text(
        say("The vote was closed before you sent what you filled in: it is NOT counted.")
    )


def test_a_reminder_comes_back_to_whoever_put_the_question_away(sitting, tablet, say):
    member = tablet()
    vote = sitting.open(**CIRCULATED)
    button(member.locator(".vote-panel"), say("Close")).tap()
    expect(member.locator(".vote-panel")).to_have_count(0)
    sitting.call("POST", f"/votes/{vote['id']}/reminders")
    expect(member.locator(".vote-panel-open")).to_be_visible()


def test_who_has_voted_is_told_that_it_does_not_count_by_hand(sitting, tablet, open_tablet, say):
    hall = open_tablet(None, PROJECTOR, touch=False, path=sitting.hall())
    member = tablet()
    vote = sitting.open(**MOTION | {"secrecy": "named"})
    member.locator(".ballot-choice-for").tap()
    expect(recorded(member)).to_be_visible()
    expect(hall.locator(".live-seats")).to_be_visible()
    sitting.call("POST", f"/votes/{vote['id']}/continuation", {"reason": "Mất mạng", "manner": "by_hand"})
    expect(member.locator(".vote-panel")).to_contain_text(say(DISCARDED))
    for screen in (member, hall):
        expect(screen.locator(".live-seats")).to_have_count(0)


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


def test_a_result_looked_at_again_gives_way_to_the_next_vote_for_good(sitting, tablet, say):
    member = tablet()
    first = sitting.open(**MOTION)
    expect(member.locator(".vote-panel-open")).to_be_visible()
    sitting.close(first)
    sitting.publish(first)
    button(member.locator(".vote-panel"), say("Close")).tap()
    expect(member.locator(".vote-panel")).to_have_count(0)
    look_again = member.locator("main .paper", has_text=MOTION["title"]).first
    look_again.tap()
    expect(member.locator(".vote-panel .outcome")).to_be_visible()
    second = sitting.open(**MOTION | {"title": "Thông qua Nghị quyết về quy hoạch"})
    member.locator(".ballot-choice-for").tap()
    look_again.tap()
    expect(recorded(member)).to_be_visible()
    sitting.close(second)
    expect(member.locator(".vote-panel-closed")).to_contain_text("Thông qua Nghị quyết về quy hoạch")
    sitting.publish(second)
    expect(member.locator(".vote-panel-published")).to_contain_text("Thông qua Nghị quyết về quy hoạch")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_ballots_and_results_are_for_everybody(sitting, tablet, open_tablet, language):
    """axe finds nothing on any of them."""
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
