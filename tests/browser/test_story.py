"""One meeting from beginning to end, in real browsers on a real server: what each person does, sees and is told."""

import re
import time
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from meeting.config import SOURCE

from .cable import Cable
from .conftest import DESKTOP, PORTRAIT, PROJECTOR
from .measuring import SETTLED
from .sitting import CALL

PAPERS = SOURCE / "demo/papers"
WORD = PAPERS / "07-du-thao-nghi-quyet-du-toan.docx"
PDF = PAPERS / "09-phu-luc-danh-muc-du-an.pdf"
CUT_SECONDS = 10

# What the tablet holds against what the server would tell it now; the numbers it is fresh to and the clock aside.
DIFFERENCE = """async (meetingId) => {
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name)
  const bundles = loaded.filter((name) => name.includes("/bundles/") && name.endsWith(".js"))
  const made = await Promise.all(bundles.map((name) => import(name)))
  const { store } = made.find((one) => one.core_store).core_store
  const fresh = await (await fetch(`/api/meetings/${meetingId}/state`)).json()
  const sorted = (value) => value && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])])) : value
  const differs = (name) => JSON.stringify(sorted(store.state[name])) !== JSON.stringify(sorted(fresh[name]))
  return Object.keys(fresh).filter((name) => !["ok", "epoch", "now", "seqs"].includes(name) && differs(name))
}"""


@pytest.fixture
def meeting(open_tablet):
    """A draft with its seats and one item, as the secretary has it before the papers come: (id, secretary's page)."""
    page = open_tablet("thuky", DESKTOP, touch=False)

    def call(method, path, body=None):
        answer = page.evaluate(CALL, [method, path, body])
        assert answer["ok"], answer
        return answer

    body_id = call("GET", "/api/bodies")["bodies"][0]["id"]
    form = {"title": "Phiên họp chuyên đề tháng 11", "body_id": body_id, "starts_at": "2026-11-23T01:00:00Z"}
    meeting_id = call("POST", "/api/meetings", form)["meeting"]["id"]
    people = {person["sign_in_name"]: person["id"] for person in call("GET", "/api/people")["people"]}
    for name, role in (("chutoa", "chair"), ("daibieu1", "member"), ("daibieu2", "member")):
        call("POST", f"/api/meetings/{meeting_id}/seats", {"person_id": people[name], "role": role})
    call("POST", f"/api/meetings/{meeting_id}/items", {"title": "Dự toán ngân sách năm 2027"})
    return meeting_id, page


def assert_nothing_missed(page, meeting_id):
    """Papers may still be growing pages, so that a fresh answer can be a moment ahead: soon they are the same."""
    until = time.monotonic() + 30
    while (different := page.evaluate(DIFFERENCE, meeting_id)) and time.monotonic() < until:
        page.wait_for_timeout(300)
    assert different == []


@contextmanager
def seconds(most, what):
    begun = time.monotonic()
    yield
    assert time.monotonic() - begun < most, what


def test_a_meeting_from_its_papers_to_its_result(open_tablet, demo_server, meeting, vi, quiet):
    meeting_id, secretary = meeting
    room, desk = f"/meetings/{meeting_id}", f"/meetings/{meeting_id}/desk"

    def button(page, msgid, **params):
        return page.get_by_role("button", name=vi(msgid, **params), exact=True)

    # The secretary brings in two papers, watches them become pages, and publishes.
    secretary.goto(f"/secretariat/meetings/{meeting_id}")
    secretary.locator(".agenda-row-main").first.click()
    secretary.locator(".papers-editor input[type=file]").set_input_files([WORD, PDF])
    papers = secretary.locator(".papers > .paper")
    expect(papers).to_have_count(2)
    # The server is still turning the demo's own papers into pages.
    expect(papers.filter(has_text=PDF.stem)).to_contain_text("132 trang", timeout=90_000)
    expect(papers.filter(has_text=WORD.stem)).to_contain_text("2 trang", timeout=90_000)
    button(secretary, "Check and publish…").click()
    secretary.locator("dialog[open] .button-primary").click()
    expect(secretary.get_by_text(vi("The meeting is published. Its members see it now."))).to_be_visible()

    # The chair begins; two members and the hall screen are in the room.
    chair = open_tablet("chutoa", DESKTOP, touch=False, path=desk)
    button(chair, "Begin the meeting").click()
    button(chair, "Next item").click()
    expect(chair.locator("#present-title")).to_contain_text("1. Dự toán ngân sách năm 2027")
    address = chair.evaluate(CALL, ["GET", f"/api/meetings/{meeting_id}/hall-screen", None])["url"]
    hall = open_tablet(None, PROJECTOR, touch=False, path=address)
    cable = Cable(int(demo_server.address.rpartition(":")[2]))
    first = open_tablet("daibieu1", path=room)
    second = open_tablet("daibieu2", PORTRAIT, path=room, by=cable.url)
    for member in (first, second):
        button(member, "I am present").click()
        expect(member.locator(".check-in")).to_have_count(0)
    expect(hall.get_by_text("Dự toán ngân sách năm 2027")).to_be_visible()

    # The chair presents and turns pages; both follow, and so does the hall.
    chair.locator(".present-paper").filter(has_text="132").get_by_role(
        "button", name=vi("Present to all")
    ).click()
    expect(first.locator(".reader-place")).to_contain_text("1 / 132")
    for page in (2, 3):
        button(chair, "Next page").click()
        for member in (first, second):
            expect(member.locator(".reader-place")).to_contain_text(f"{page} / 132")
    expect(hall.locator(".hall-paper")).to_contain_text("3/132")
    expect(first.locator(".follow-bar-on")).to_be_visible()

    # One reads ahead and is left alone there; then returns.
    button(second, "Next page").click()
    expect(second.locator(".reader-place")).to_contain_text("4 / 132")
    expect(second.locator(".follow-bar-off")).to_be_visible()
    button(chair, "Next page").click()
    button(chair, "Next page").click()
    expect(first.locator(".reader-place")).to_contain_text("5 / 132")
    expect(second.locator(".reader-place")).to_contain_text("4 / 132")
    button(second, "Return to the presenter").click()
    expect(second.locator(".reader-place")).to_contain_text("5 / 132")

    # Both raise their hands, one after the other; the chair calls the first.
    button(first, "Ask to speak").click()
    expect(button(first, "You are number {place} of those waiting. Lower my hand", place=1)).to_be_visible()
    button(second, "Ask to speak").click()
    expect(button(second, "You are number {place} of those waiting. Lower my hand", place=2)).to_be_visible()
    chair.locator(".floor").get_by_role("button").click()
    expect(first.get_by_text(vi("You have the floor"))).to_be_visible()
    expect(button(second, "You are number {place} of those waiting. Lower my hand", place=1)).to_be_visible()

    # The second member's network is cut; meanwhile the room goes on, and a vote is opened.
    cable.cut()
    cut_at = time.monotonic()
    button(chair, "Next page").click()
    expect(first.locator(".reader-place")).to_contain_text("6 / 132")
    chair.get_by_role("tab", name=vi("Votes")).click()
    button(chair, "Prepare a vote").click()
    button(chair, "Save the draft").click()
    button(chair, "Open the vote").click()
    with quiet():
        button(chair, "Open now").click()
        with seconds(1.5, "an opened vote arrives at once"):
            expect(first.locator(".vote-panel-open")).to_be_visible()
    expect(hall.get_by_text(vi("Please vote"))).to_be_visible()
    first.locator(".ballot-choice-for").tap()
    expect(first.locator(".ballot-state-recorded")).to_contain_text(
        vi("Recorded: {choice}", choice=vi("For"))
    )
    expect(second.locator(".connection-offline")).to_be_visible()
    expect(second.locator(".vote-panel")).to_have_count(0)
    second.wait_for_timeout(max(0, CUT_SECONDS - (time.monotonic() - cut_at)) * 1000)
    cable.mend()

    # Back on the line, nothing is missing: the page, the speaker, the vote; and it votes in time.
    expect(second.locator(".vote-panel-open")).to_be_visible()
    expect(second.locator(".reader-place")).to_contain_text("6 / 132")
    assert_nothing_missed(second, meeting_id)
    second.locator(".ballot-choice-against").tap()
    expect(second.locator(".ballot-state-recorded")).to_contain_text(
        vi("Recorded: {choice}", choice=vi("Against"))
    )
    expect(hall.get_by_text("2", exact=True).first).to_be_visible()

    # The chair votes too, closes and publishes; the result is everywhere, the same.
    at_room = open_tablet("chutoa", path=room)
    at_room.locator(".ballot-choice-for").tap()
    expect(at_room.locator(".ballot-state-recorded")).to_be_visible()
    # Counts reach the desk a moment after the ballots; until then it would ask about the one who is missing.
    expect(
        chair.get_by_role("tab", name=vi("Vote {cast}/{electorate}", cast=3, electorate=3))
    ).to_be_visible()
    expect(chair.get_by_text(vi("Present, not yet voted"))).to_have_count(0)
    button(chair, "Close the vote").click()
    expect(chair.get_by_text(vi("Only the desk sees this result"))).to_be_visible()
    expect(first.locator(".outcome")).to_have_count(0)
    button(chair, "Publish to everybody").click()
    for screen in (first, second, hall, chair):
        expect(screen.locator(".outcome, .hall-outcome").first).to_contain_text(vi("Adopted"))
    for member in (first, second):
        member.evaluate(SETTLED)  # the result has risen into its place, and a tap finds the tab where it was
        member.get_by_role("tab", name=vi("Table")).click()
        expect(member.locator(".vote-panel")).to_contain_text("66,67")
        assert_nothing_missed(member, meeting_id)
    cable.close()


def test_signing_out_on_one_tab_ends_the_other(open_tablet, demo_server):
    one = open_tablet("daibieu5", path="/meetings/1")
    expect(one.locator(".room-bar")).to_be_visible()
    other = one.context.new_page()
    other.goto("/")
    # Not waited for: this page itself is led to the sign-in page when it next asks for something.
    other.evaluate(
        """() => void fetch("/sign-out", { method: "POST", headers:
           { "X-CSRFToken": document.querySelector('meta[name="csrf-token"]').content } })"""
    )
    one.wait_for_url(re.compile("/sign-in"))
