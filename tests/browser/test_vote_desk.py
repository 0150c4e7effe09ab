"""Votes as the chair and the secretariat run them, in real browsers: from a template in two taps to the result, and
whatever comes between."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import DESKTOP, LANDSCAPE
from .measuring import look
from .sitting import CALL, ELECTION, MOTION, NAMES, Hand, sit
from .test_accessible import PREFER
from .vote_panel import until

SECOND_NAME = "Two people answer for a roll call: please name who followed it beside you."


@pytest.fixture
def secretary(open_tablet):
    return open_tablet("thuky", DESKTOP, touch=False)


@pytest.fixture
def sitting(demo_server):
    """The chair, two members and the secretary who made the meeting."""
    return sit(demo_server, ["daibieu1", "daibieu2"])


@pytest.fixture
def desk(sitting, open_tablet):
    """The chair's desk, at its votes."""
    return to_votes(open_tablet("chutoa", DESKTOP, touch=False, path=f"{sitting.room}/desk"))


@pytest.fixture
def button(vi):
    """button(page, "Open now"): the one that says so in Vietnamese."""
    return lambda page, msgid, **params: page.get_by_role("button", name=vi(msgid, **params), exact=True)


def at_votes(page, sitting):
    page.goto(f"{sitting.room}/desk")
    return to_votes(page)


def to_votes(page):
    page.locator("[role=tab]").nth(1).click()
    expect(page.locator(".template-buttons .act").first).to_be_visible()
    return page


def template(page, name):
    return page.locator(".template-buttons .button").filter(has_text=re.compile(f"^{name}…?$"))


def fill_names(page, button, names):
    button(page, "Paste a list").click()
    page.locator(".subjects-way textarea").fill("\n".join(f"{n}. {name}" for n, name in enumerate(names, 1)))
    page.locator(".subjects-way .button-primary").click()
    expect(page.locator(".subject-row")).to_have_count(len(names))


def name_second(desk, vi):
    """Whoever closes what they entered alone says who followed it."""
    desk.get_by_label(vi("Second person")).select_option(index=1)


def enter_called_out(desk, button, vi, *ballots):
    """Each called enters their names, the numbers of the cards. Returns the rows of the members."""
    rows = desk.locator(".roll-call-list .list-row")
    for picks in ballots:
        name = desk.locator(".roll-call-name").inner_text()
        for number in picks:
            desk.locator(".roll-call-calling .pick-card").nth(number).click()
        button(desk, "Enter this answer").click()
        expect(rows.filter(has_text=name)).to_contain_text(vi("Entered"))
    expect(desk.get_by_text(vi("Everybody entitled has voted."))).to_be_visible()
    return rows


def test_what_the_server_refuses_is_said_at_its_field(desk, button, vi):
    template(desk, "Bầu cử bằng phiếu kín").click()
    form = desk.locator("dialog[open]")
    button(form, "Save the draft").click()
    refused = form.locator(".subjects-editor .field-error")
    expect(refused).to_have_text(vi("Please enter what the members choose from."))
    fill_names(form, button, NAMES[:2])
    form.get_by_label(vi("Places to be filled")).fill("3")
    button(form, "Save the draft").click()
    expect(form.locator(".field-error")).to_have_text(
        vi("There are fewer names (%(names)s) than places (%(places)s).") % {"names": 2, "places": 3}
    )


def test_a_vote_is_opened_in_two_taps(sitting, desk, button):
    template(desk, "Thông qua nghị quyết").click()
    expect(desk.locator(".ready .notice-good")).to_contain_text("3/3")
    expect(button(desk, "Open now")).to_be_focused()
    button(desk, "Open now").click()
    expect(desk.locator(".vote-card-open .vote-question")).to_have_text("Thông qua Nghị quyết về Nhân sự")
    (vote,) = sitting.call("GET", "/state")["votes"].values()
    assert (vote["state"], vote["rule"]["preset"]) == ("open", "council_resolution")


def test_a_secret_vote_of_few_is_opened_only_after_a_warning(sitting, desk, button, vi):
    template(desk, "Bầu cử bằng phiếu kín").click()
    form = desk.locator("dialog[open]")
    fill_names(form, button, NAMES[:2])
    button(form, "Save the draft").click()
    button(desk, "Open now").click()
    asked = desk.locator("dialog[open]")
    expect(asked).to_contain_text(
        vi("Only %(count)s are entitled to vote: so few that a secret result may show who answered what.")
        % {"count": 3}
    )
    button(asked, "Not yet").click()
    expect(desk.locator(".vote-card-draft")).to_be_visible()
    button(desk, "Open now").click()
    button(desk.locator("dialog[open]"), "Open it all the same").click()
    expect(desk.locator(".vote-card-open")).to_contain_text(vi("Secret ballot"))


def test_an_urn_of_three_tellers_is_opened_once_all_of_them_are_ready(sitting, desk, button, vi):
    button(desk, "Prepare a vote").click()
    form = desk.locator("dialog[open]")
    form.get_by_role("radio", name=vi("Secret ballot with three tellers")).check()
    button(form, "Save the draft").click()
    expect(form.locator(".tellers-choice .field-error")).to_have_text(
        vi("Please choose three different tellers.")
    )
    for number, name in enumerate(("chutoa", "daibieu1", "daibieu2"), start=1):
        form.get_by_label(vi("Teller {number}", number=number)).select_option(str(sitting.seats[name]))
    button(form, "Save the draft").click()
    expect(desk.locator(".vote-card-draft .tellers li")).to_have_count(3)
    expect(desk.locator(".tellers")).to_contain_text(vi("Not ready yet"))
    expect(button(desk, "Open the vote")).to_be_disabled()


@pytest.mark.parametrize(
    ("words", "kind", "has_names"),
    [
        ("Motion", "motion", False),
        ("Choice of several", "choice", True),
        ("Election", "election", True),
        ("Election, for or against each candidate", "election_each", True),
        ("Confidence, three levels", "confidence_three", True),
        ("Confidence, two levels", "confidence_two", True),
    ],
)
def test_each_kind_is_drafted(sitting, desk, button, vi, words, kind, has_names):
    button(desk, "Prepare a vote").click()
    form = desk.locator("dialog[open]")
    form.get_by_role("radio", name=vi(words), exact=True).check()
    form.get_by_label(vi("Question put to the vote")).fill("Nội dung thử")
    if has_names:
        fill_names(form, button, NAMES[:3])
    button(form, "Save the draft").click()
    expect(desk.locator(".vote-card-draft .vote-question")).to_have_text("Nội dung thử")
    (vote,) = sitting.call("GET", "/state")["votes"].values()
    assert (vote["kind"], len(vote["subjects"])) == (kind, 3 if has_names else 0)


def test_drafts_stand_in_the_order_they_are_given(sitting, desk, vi):
    for title in ("Một", "Hai", "Ba"):
        sitting.call("POST", "/votes", {"item_id": sitting.item_id, **MOTION, "title": title})
    questions = desk.locator(".drafts .vote-question")
    expect(questions).to_have_text(["Một", "Hai", "Ba"])
    desk.get_by_role("button", name=vi("Move {name} up", name="Ba"), exact=True).click()
    expect(questions).to_have_text(["Một", "Ba", "Hai"])
    desk.locator(".drafts .drag-handle").first.focus()
    desk.keyboard.press("ArrowDown")
    expect(questions).to_have_text(["Ba", "Một", "Hai"])


def test_closing_with_people_missing_asks_once_and_names_them(sitting, desk, button, vi):
    vote = sitting.open(**MOTION)
    button(desk, "Close the vote").click()
    asked = desk.locator("dialog[open]")
    expect(asked).to_contain_text(vi("{count} member present has not voted", count=3))
    button(asked, "Wait").click()
    expect(desk.locator(".vote-card-open")).to_be_visible()
    button(desk, "Close the vote").click()
    button(desk.locator("dialog[open]"), "Close the vote now").click()
    expect(desk.locator(".vote-card-closed .outcome")).to_be_visible()
    expect(desk.locator(".vote-warnings")).to_contain_text(
        vi("It was closed although members present had not answered.")
    )
    button(desk, "Read aloud…").click()
    script = desk.locator(".script-text")
    expect(script).to_contain_text(vote["title"])
    desk.locator("dialog[open]").get_by_role("radio", name="English").check()
    expect(script).to_have_attribute("lang", "en")


def test_who_has_the_ballot_on_the_screen_is_seen(sitting, desk, open_tablet, vi):
    open_tablet("daibieu1", path=sitting.room)
    sitting.open(**MOTION)
    sights = desk.locator(".turnout-names .turnout-sight")
    expect(sights.filter(has_text=re.compile(f"^{vi('ballot shown')}$"))).to_have_count(1)
    expect(sights.filter(has_text=vi("no device"))).to_have_count(1)  # daibieu2; the chair is at the desk


def test_a_member_with_an_interest_of_their_own_is_taken_out(sitting, desk, button, vi):
    vote = sitting.open(**MOTION)
    button(desk, "Let in or recuse…").click()
    dialog = desk.locator("dialog[open]")
    dialog.get_by_role("tab", name=vi("Recuse"), exact=True).click()
    dialog.locator(".list-row .button").last.click()
    dialog.get_by_label(vi("Reason")).fill("Liên quan đến doanh nghiệp của đại biểu")
    dialog.locator("form .button-danger").click()
    expect(dialog.get_by_role("tab", name=vi("Recused"))).to_contain_text("1")
    dialog.get_by_role("button", name=vi("Close"), exact=True).click()
    expect(desk.locator(".turnout-figures").first).to_contain_text("/ 2")
    assert len(sitting.call("GET", "/state")["votes"][str(vote["id"])]["recused"]) == 1


def test_who_was_recused_is_shown_when_the_vote_is_taken_again_and_may_take_part(sitting, desk, button, vi):
    first = sitting.draft(**MOTION)
    recusal = f"/recusals/{sitting.seats['daibieu1']}"
    sitting.call(
        "PUT", f"/votes/{first['id']}{recusal}", {"reason": "Liên quan đến doanh nghiệp của đại biểu"}
    )
    sitting.begin(first)
    sitting.close(first)
    again = sitting.draft(**MOTION, rerun_of_id=first["id"])
    draft = desk.locator(".vote-card-draft")
    notice = draft.locator(".notice")
    expect(notice).to_contain_text(
        vi(
            "Who was recused from the earlier vote is recused again. Take it back under “Recusals” where it does"
            " not hold this time."
        )
    )
    button(draft, "Recusals").click()
    button(desk.locator("dialog[open]"), "Take back").click()
    button(desk.locator("dialog[open]"), "Close").click()
    expect(notice).to_have_count(0)
    recused = {id: vote["recused"] for id, vote in sitting.call("GET", "/state")["votes"].items()}
    assert (recused[str(first["id"])], recused[str(again["id"])]) == ([sitting.seats["daibieu1"]], [])


def go_on_by_hand(desk, button, vi, manner):
    button(desk, "Tablets fail: go on by hand…").click()
    dialog = desk.locator("dialog[open]")
    dialog.get_by_role("radio", name=vi(manner)).check()
    button(dialog, "The network is down.").click()
    button(dialog, "Go on by hand").click()
    expect(dialog).to_have_count(0)  # while it is open no key answers for anybody


def test_when_tablets_fail_the_members_are_called_and_answer_by_a_key(sitting, desk, button, vi):
    vote = sitting.open(**MOTION)
    go_on_by_hand(desk, button, vi, "By roll call")
    expect(desk.locator(".roll-call-name")).to_be_visible()
    for key in ("t", "k", "1"):
        desk.keyboard.press(key)
    expect(desk.get_by_text(vi("Everybody entitled has voted."))).to_be_visible()
    expect(desk.get_by_role("tab", name=vi("Vote {cast}/{electorate}", cast=3, electorate=3))).to_be_visible()
    # One was heard wrongly and is put right.
    desk.locator(".roll-call-list .list-row").first.click()
    desk.keyboard.press("b")
    expect(desk.locator(".roll-call-list .list-row").first).to_contain_text(vi("Abstain"))
    button(desk, "Close the vote").click()
    expect(desk.get_by_text(vi(SECOND_NAME))).to_be_visible()
    assert look(desk, "a roll call closed alone") == []
    name_second(desk, vi)
    button(desk, "Close the vote").click()
    expect(desk.locator(".vote-card-closed .outcome")).to_contain_text(vi("The network is down."))
    result = sitting.call("GET", "/state")["turnouts"][str(vote["id"])]["result"]
    assert result["counts"] == {"for": 1, "against": 1, "abstain": 1}


def test_who_followed_a_roll_call_is_chosen_among_those_who_are_here(sitting, desk, button, vi):
    sitting.open(**MOTION, manner="roll_call")
    calling, second = desk.locator(".roll-call-calling"), desk.get_by_label(vi("Second person"))
    expect(calling).to_be_visible()
    expect(second).to_have_count(0)  # nothing is entered yet: nobody answers for it
    button(calling, "For").click()
    expect(second.locator("option")).to_have_count(4)
    offered = second.locator("option").all_inner_texts()
    seats = {str(seat["id"]): seat for seat in sitting.call("GET", "/state")["seats"].values()}
    assert offered[1] == seats[str(sitting.seats["thuky"])]["name"]  # the desk first
    for name in ("thuky", "daibieu1"):
        sitting.call("PUT", f"/seats/{sitting.seats[name]}/attendance", {"present": False})
    expect(second.locator("option")).to_have_count(2)
    expect(second.locator("option").last).to_have_text(seats[str(sitting.seats["daibieu2"])]["name"])
    assert look(desk, "who followed a roll call") == []
    second.select_option(index=1)
    button(desk, "Close the vote").click()
    button(desk.locator("dialog[open]"), "Close the vote now").click()
    expect(desk.locator(".vote-card-closed")).to_be_visible()


def test_an_entry_that_was_held_up_does_not_replace_that_of_the_other_clerk(sitting, desk, button, vi):
    vote = sitting.open(**MOTION, manner="roll_call")
    calling, row = desk.locator(".roll-call-calling"), desk.locator(".roll-call-list .list-row").first

    def held_up(route):
        path = route.request.url.partition(sitting.chair.browser.address)[2]
        sitting.secretary("PUT", path, {"answer": {"choice": "against"}})
        route.continue_()

    desk.route(f"**/votes/{vote['id']}/ballots/*", held_up, times=1)
    name = calling.locator(".roll-call-name").inner_text()
    button(calling, "For").click()
    notice = desk.locator(".roll-call-outdated")
    expect(notice).to_contain_text(vi("Yours was NOT recorded: {answer}.", answer=vi("For")))
    expect(row).to_contain_text(vi("Against"))
    assert look(desk, "an entry that came too late") == []
    button(notice, "Enter mine instead").click()
    expect(notice).to_have_count(0)
    expect(row).to_contain_text(vi("For"))
    row.click()
    expect(calling.locator(".roll-call-name")).to_have_text(name)
    button(calling, "Take this entry back").click()
    expect(row).not_to_contain_text(vi("For"))
    expect(row).not_to_contain_text(vi("Sending…"))
    assert sitting.call("GET", "/state")["turnouts"][str(vote["id"])]["cast"] == []


def test_names_are_voted_on_by_roll_call_and_each_ballot_is_entered_as_it_is_called_out(
    sitting, desk, button, vi
):
    vote = sitting.open(**ELECTION, manner="roll_call")
    rows = enter_called_out(desk, button, vi, [0, 1], [0], [])
    # A third name is refused before it is entered.
    rows.first.click()
    desk.locator(".roll-call-calling .pick-card").nth(2).click()
    expect(desk.locator(".ballot-missing")).to_contain_text(
        vi("No more than {most} may be chosen. Take one away first.", most=2)
    )
    name_second(desk, vi)
    button(desk, "Close the vote").click()
    expect(desk.locator(".vote-card-closed .outcome")).to_contain_text(NAMES[0])
    subjects = sitting.call("GET", "/state")["turnouts"][str(vote["id"])]["result"]["subjects"]
    assert {one["title"]: one["counts"]["picked"] for one in subjects if one["counts"]["picked"]} == {
        NAMES[0]: 2,
        NAMES[1]: 1,
    }


def test_the_desk_records_how_a_tie_was_broken_and_publishes_to_the_tablets_alone_first(
    sitting, desk, button, vi
):
    vote = sitting.open(**ELECTION, manner="roll_call")
    enter_called_out(desk, button, vi, [0, 1], [0, 2], [1, 2])
    name_second(desk, vi)
    button(desk, "Close the vote").click()
    card = desk.locator(".vote-card-closed")
    expect(card.locator(".outcome")).to_contain_text(vi("Equal votes: to be decided"))

    button(card, "Record how the tie was broken…").click()
    dialog = desk.locator("dialog[open]")
    expect(button(dialog, "Record it")).to_be_disabled()
    dialog.get_by_label(NAMES[1]).check()
    dialog.get_by_label(NAMES[2]).check()
    expect(dialog.get_by_label(NAMES[0])).to_be_disabled()  # there are two places
    dialog.get_by_label(vi("How it went")).fill("Hai phiếu trong hòm, thư ký bốc")
    found = look(desk, "how a tie was broken")
    button(dialog, "Record it").click()
    expect(card.locator(".outcome")).to_contain_text(f"{NAMES[1]}; {NAMES[2]}")
    expect(card.locator(".outcome")).to_contain_text(vi("The votes were equal: it was decided by lot."))
    expect(button(card, "Record how the tie was broken…")).to_have_count(0)

    button(card, "Publish to the tablets alone").click()
    shown = desk.locator(".vote-card-published")
    button(shown, "Show it in the hall as well").click()
    expect(button(shown, "Show it in the hall as well")).to_have_count(0)
    result = sitting.call("GET", "/state")["votes"][str(vote["id"])]["result"]
    assert result["tie_break"]["note"] == "Hai phiếu trong hòm, thư ký bốc"
    assert found == []


def test_totals_counted_by_hand_are_entered_by_one_and_confirmed_by_another(
    sitting, desk, secretary, button, vi
):
    sitting.open(**MOTION)
    go_on_by_hand(desk, button, vi, "Count and enter the totals")
    fields = desk.locator(".totals .input")
    for number, count in enumerate(("3", "1", "0")):
        fields.nth(number).fill(count)
    expect(desk.locator(".totals .notice-bad")).to_contain_text("4")
    expect(button(desk, "Enter the totals")).to_be_disabled()
    fields.nth(0).fill("2")
    button(desk, "Enter the totals").click()
    expect(desk.locator(".vote-card-open")).to_contain_text(
        vi("Waiting for a second person: they see the totals on their own desk and confirm them there.")
    )
    expect(button(desk, "Confirm and close the vote")).to_have_count(0)
    secretary.goto(f"{sitting.room}/desk")
    request = secretary.locator(".desk-request")
    expect(request.locator(".totals-read dd")).to_have_text(["2", "1", "0", "0"])
    button(request, "Confirm and close the vote").click()
    button(secretary.locator("dialog[open]"), "Confirm and close the vote").click()
    expect(desk.locator(".vote-card-closed .outcome")).to_contain_text(vi("Adopted"))
    expect(secretary.locator(".desk-request")).to_have_count(0)


def test_a_vote_is_annulled_by_two_and_taken_again(sitting, desk, secretary, button, vi):
    vote = sitting.open(**MOTION)
    sitting.close(vote)
    button(desk, "Annul this vote…").click()
    dialog = desk.locator("dialog[open]")
    dialog.get_by_label(vi("Reason")).fill("Đọc nhầm nội dung")
    button(dialog, "Ask for the annulment").click()
    expect(desk.locator(".vote-card-closed")).to_contain_text("Đọc nhầm nội dung")
    expect(button(desk, "Confirm the annulment")).to_have_count(0)
    secretary.goto(f"{sitting.room}/desk")
    button(secretary, "Confirm the annulment").click()
    button(secretary.locator("dialog[open]"), "Confirm the annulment").click()
    expect(desk.locator(".vote-card-annulled")).to_contain_text(
        vi("This vote is annulled: nothing of it counts.")
    )
    button(desk, "Take it again…").click()
    button(desk.locator("dialog[open]"), "Save the draft").click()
    button(desk, "Open now").click()
    expect(desk.locator(".vote-card-open")).to_contain_text(
        vi("Taken again after: {question}. Both stay in the record.", question=vote["title"])
    )


def test_opinions_are_asked_for_by_circulation_beside_the_room(sitting, desk, open_tablet, button, vi):
    template(desk, "Phiếu lấy ý kiến giữa hai kỳ họp").click()
    form = desk.locator("dialog[open]")
    form.locator(".deadline .button-small").nth(1).click()
    button(form, "Save the draft").click()
    button(desk, "Open now").click()
    card = desk.locator(".vote-card-open")
    expect(card.locator(".turnout-figures")).to_contain_text("0 / 3")
    member = open_tablet("daibieu1", path=sitting.room)
    member.locator(".circulated-ballot .ballot-choice").first.click()
    member.locator(".circulated-ballot textarea").fill("Đề nghị làm rõ nguồn vốn")
    member.get_by_role("button", name=vi("Send my answer")).click()
    expect(card.locator(".turnout-figures")).to_contain_text("1 / 3")
    card.get_by_role("button", name=vi("Remind {count} member", count=2)).click()
    expect(card).to_contain_text(vi("Last reminded at {time}", time="").strip())
    button(card, "Give more time…").click()
    dialog = desk.locator("dialog[open]")
    dialog.locator(".deadline .button-small").last.click()
    button(dialog, "Give more time").click()
    expect(dialog).to_have_count(0)
    button(card, "Let in or recuse…").click()
    dialog.get_by_role("tab", name=vi("Recuse"), exact=True).click()
    dialog.locator(".list-row .button").last.click()
    dialog.get_by_label(vi("Reason")).fill("Có liên quan đến dự án")
    dialog.locator("form .button-danger").click()
    expect(dialog.get_by_role("tab", name=vi("Recused"))).to_contain_text("1")
    dialog.get_by_role("button", name=vi("Close"), exact=True).click()
    expect(card.locator(".turnout-figures")).to_contain_text("1 / 2")
    button(card, "Close and count").click()
    asked = desk.locator("dialog[open]")
    expect(asked).to_contain_text(vi("{count} member has not replied", count=1))
    button(asked, "Close the vote now").click()
    expect(desk.locator(".vote-comments")).to_contain_text("Đề nghị làm rõ nguồn vốn")


def test_a_test_vote_shows_whose_tablets_work_and_decides_nothing(sitting, desk, open_tablet, button, vi):
    member = open_tablet("daibieu1", path=sitting.room)
    desk.locator(".desk-bar .menu summary").first.click()
    button(desk, "Test vote").click()
    button(desk, "Start the test vote").click()
    board = desk.locator("dialog[open]")
    member.locator(".ballot-choice").first.tap()
    expect(board.locator(".turnout-figures")).to_contain_text("1 / 3")
    expect(board.locator(".turnout-names li")).to_have_count(2)
    button(board, "End the test vote").click()
    expect(board).to_contain_text(
        vi("The last test: {cast} of {electorate} members answered.", cast=1, electorate=3)
    )
    expect(member.locator(".outcome")).to_contain_text(
        vi("This was a test of the tablets: it decides nothing.")
    )


def test_the_secretariat_words_a_template_and_the_chair_finds_it(sitting, secretary, open_tablet, button, vi):
    secretary.goto("/secretariat#bodies")
    button(secretary, "Add a template").click()
    form = secretary.locator("dialog[open]")
    form.get_by_label(vi("Name of the template")).fill("Thông qua nghị quyết")
    button(form, "Save").click()
    expect(form.locator(".field-error")).to_have_text(vi("There is already a template of this name."))
    form.get_by_label(vi("Name of the template")).fill("Chất vấn")
    form.get_by_label(vi("Question put to the vote")).fill("Kết thúc chất vấn về {item}")
    button(form, "Save").click()
    rows = secretary.locator(".template-row")
    expect(rows.last).to_contain_text("Chất vấn")
    count = rows.count()
    button(secretary, "Move {name} up", name="Chất vấn").click()
    expect(rows.nth(count - 2)).to_contain_text("Chất vấn")
    desk = at_votes(open_tablet("chutoa", DESKTOP, touch=False), sitting)
    template(desk, "Chất vấn").click()
    expect(desk.locator(".vote-card-draft .vote-question")).to_have_text("Kết thúc chất vấn về Nhân sự")
    button(secretary, "Delete {name}", name="Chất vấn").click()
    button(secretary.locator("dialog[open]"), "Delete").click()
    expect(rows).to_have_count(count - 1)


def test_where_the_body_refuses_the_desk_says_who_is_missing_before_the_tap(
    demo_server, secretary, open_tablet, button, vi
):
    body = Hand(demo_server, "thuky")("POST", "/api/bodies", {"name": "Ban Pháp chế"})["body"]
    secretary.goto("/secretariat#bodies")
    secretary.get_by_role("combobox", name=vi("Body")).select_option(label=body["name"])
    rule = secretary.get_by_role("group", name=vi("When a vote is to be opened without a quorum"))
    expect(rule.get_by_role("radio", name=vi("Warn"))).to_be_checked()
    rule.get_by_role("radio", name=vi("Refuse")).check()
    expect(secretary.get_by_text(vi("Recorded what holds without a quorum."))).to_be_visible()
    assert look(secretary, "the body's rules") == []
    sitting = sit(demo_server, ["daibieu1", "daibieu2"], body["id"])
    sitting.draft(**MOTION)

    def attend(name, present):
        sitting.call("PUT", f"/seats/{sitting.seats[name]}/attendance", {"present": present})

    attend("daibieu1", False)
    attend("daibieu2", False)
    page = open_tablet("chutoa", LANDSCAPE, path=f"{sitting.room}/desk")
    page.locator("[role=tab]").nth(1).click()
    draft = page.locator(".vote-card-draft")
    missing = vi(
        "No vote is opened without a quorum: {present} present, {needed} needed.",
        present=1,
        needed=2,
    )
    expect(draft).to_contain_text(missing)
    expect(button(draft, "Open the vote")).to_be_disabled()
    attend("daibieu1", True)
    button(draft, "Open the vote").click()
    attend("daibieu1", False)  # with the vote about to be opened
    expect(draft.locator(".ready")).to_contain_text(missing)
    expect(button(draft, "Open now")).to_be_disabled()
    assert look(page, "a vote that cannot be opened") == []
    attend("daibieu1", True)
    button(draft, "Open now").click()
    expect(page.locator(".vote-card-open")).to_be_visible()


def test_the_screen_of_a_body_shows_the_rule_that_was_recorded_last(demo_server, secretary, vi):
    thu = Hand(demo_server, "thuky")
    body = thu("POST", "/api/bodies", {"name": "Ban Kinh tế"})["body"]
    other = thu("POST", "/api/bodies", {"name": "Ban Dân tộc"})["body"]
    held = []
    secretary.route("**/quorum-rule", lambda route: held.append(route))
    secretary.goto("/secretariat#bodies")

    def choose(one):
        secretary.get_by_role("combobox", name=vi("Body")).select_option(label=one["name"])

    def rule(words):
        return secretary.get_by_role("radio", name=vi(words))

    def let_through():
        until(secretary, lambda: held)
        held.pop().continue_()

    def recorded():
        return {one["id"]: one["quorum_rule"] for one in thu("GET", "/api/bodies")["bodies"]}[body["id"]]

    choose(body)
    rule("Refuse").check()
    rule("Warn").check()  # while the first is on its way
    let_through()
    let_through()
    expect(secretary.get_by_text(vi("Recorded what holds without a quorum."))).to_be_visible()
    expect(rule("Warn")).to_be_checked()
    assert recorded() == "warn"
    rule("Refuse").check()
    until(secretary, lambda: held)
    choose(other)
    expect(rule("Warn")).to_be_checked()
    with secretary.expect_response("**/quorum-rule"):
        let_through()
    choose(body)
    expect(rule("Refuse")).to_be_checked()
    assert recorded() == "refuse"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_desk_can_be_used_by_everybody(sitting, secretary, open_tablet, language):
    page = open_tablet("chutoa", LANDSCAPE, reduced_motion="reduce")
    found = []
    page.evaluate(PREFER, {"language": language, "theme": "auto", "text_size": 1})
    sitting.call("POST", "/votes", {"item_id": sitting.item_id, **MOTION, "title": "Một"})
    sitting.call("POST", "/votes", {"item_id": sitting.item_id, **MOTION, "title": "Hai"})
    at_votes(page, sitting)
    found += look(page, "drafts")
    template(page, "Bầu cử bằng phiếu kín").click()
    page.locator(".more-settings > summary").click()
    page.locator(".subjects-editor .button").first.click()
    found += look(page, "form")
    page.keyboard.press("Escape")
    vote = sitting.open(**MOTION)
    page.locator(".vote-card-open .turnout-sight").first.wait_for()
    found += look(page, "open")
    for number, what in enumerate(("let in or recuse", "go on by hand")):
        page.locator(".vote-card-open .row.tight .button").nth(number).click()
        page.locator("dialog[open]").wait_for()
        found += look(page, what)
        page.keyboard.press("Escape")
    sitting.call("POST", f"/votes/{vote['id']}/continuation", {"reason": "Mất mạng", "manner": "roll_call"})
    page.locator(".roll-call-calling").wait_for()
    found += look(page, "roll call")
    sitting.call("POST", f"/votes/{vote['id']}/continuation", {"reason": "Mất mạng", "manner": "by_hand"})
    page.locator(".totals").wait_for()
    found += look(page, "totals")
    totals = {"counts": {"for": 2, "against": 0, "abstain": 0}, "invalid": 0}
    secretary.evaluate(
        CALL, ["POST", f"/api/meetings/{sitting.id}/votes/{vote['id']}/by-hand", {"totals": totals}]
    )
    page.locator(".desk-request").wait_for()
    found += look(page, "request")
    sitting.call("POST", f"/votes/{vote['id']}/by-hand/confirmation", {})
    page.locator(".vote-card-closed .outcome").wait_for()
    found += look(page, "closed")
    vote = sitting.open(**ELECTION, manner="roll_call")
    page.locator(".roll-call-calling .pick-card").first.wait_for()
    found += look(page, "roll call of an election")
    sitting.close(vote)
    sitting.open(**ELECTION, manner="by_hand")
    page.locator(".totals-subjects").wait_for()
    found += look(page, "totals of an election")
    page.evaluate(PREFER, {"language": "vi", "theme": "auto", "text_size": 1})
    assert found == []
