"""The votes of a meeting when they are over: seen by members, saved by the desk, one's own under one's name."""

import json
import subprocess

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from meeting.agenda.models import AgendaItem, Seat
from meeting.db import writing
from meeting.people.models import Person
from meeting.permissions import Actor, Role
from meeting.voting.casting import cast_ballot
from meeting.voting.closing import close_vote
from meeting.voting.models import Vote, VoteState
from meeting.voting.opening import open_vote
from meeting.voting.publishing import publish_vote
from tests import make
from tests.voting.record.verifying import PROGRAM

from .conftest import DESKTOP, LANDSCAPE, PORTRAIT
from .test_accessible import Looker

ADOPTED, REJECTED = "Thông qua Nghị quyết về dự toán", "Thông qua Nghị quyết về phí"


@pytest.fixture(scope="module", autouse=True)
def two_votes(demo_server):
    """One adopted and one not, both published; the member daibieu1 was for the first only."""
    with demo_server.app.app_context(), writing(1) as session:
        seats = session.scalars(select(Seat).where(Seat.meeting_id == 1)).all()
        chair = next(make.actor(seat) for seat in seats if seat.role == Role.CHAIR)
        voters = [make.actor(seat) for seat in seats if seat.votes]
        first = session.scalar(select(Person.id).where(Person.sign_in_name == "daibieu1"))
        voters.sort(key=lambda actor: actor.person_id != first)
        hold(session, chair, voters[:-3], ADOPTED, "for")
        hold(session, chair, voters[1:4], REJECTED, "against")


def hold(session, chair: Actor, voters, title, choice):
    item = session.scalar(select(AgendaItem).where(AgendaItem.meeting_id == 1).order_by(AgendaItem.id))
    is_open = (Vote.meeting_id == 1) & (Vote.state == VoteState.OPEN)
    for other in session.scalars(select(Vote).where(is_open)):
        close_vote(session, chair, other.id, despite_missing=True)
    vote = make.vote(session, item, title)
    open_vote(session, chair, vote.id, despite_quorum=True)
    for voter in voters:
        cast_ballot(session, voter, vote.id, {"choice": choice})
    close_vote(session, chair, vote.id, despite_missing=True)
    publish_vote(session, chair, vote.id)


def rows(page):
    return page.locator("dialog[open] .history-row")


def open_history(page, vi):
    page.locator(".app-bar .menu summary").last.click()
    page.get_by_text(vi("Votes of this meeting")).click()
    expect(rows(page).first).to_be_visible()


def test_a_member_finds_a_vote_of_the_meeting_and_no_files(open_tablet, vi):
    page = open_tablet("daibieu1", PORTRAIT, path="/meetings/1")
    open_history(page, vi)
    row = rows(page).filter(has_text=ADOPTED)
    expect(row).to_contain_text(vi("Adopted"))
    expect(row.locator(".hemicycle")).to_be_visible()
    page.get_by_label(vi("Find a question")).fill("nghi quyet ve phi")
    expect(rows(page)).to_have_count(1)
    expect(rows(page)).to_contain_text(vi("Not adopted"))
    page.get_by_label(vi("Result"), exact=True).select_option("carried")
    expect(rows(page)).to_have_count(0)
    expect(page.locator(".record-export")).to_have_count(0)


def test_a_member_sees_what_they_answered_themselves(open_tablet, vi):
    page = open_tablet("daibieu1", PORTRAIT, path="/")
    page.locator(".app-bar .menu summary").click()
    page.get_by_text(vi("My votes")).click()
    expect(rows(page).filter(has_text=ADOPTED)).to_contain_text(vi("For"))
    expect(rows(page).filter(has_text=REJECTED)).to_contain_text(vi("You did not answer."))
    expect(page.locator("dialog[open]")).to_contain_text("bỏ phiếu kín")


def test_the_secretary_saves_the_record_and_anybody_verifies_it(open_tablet, vi, tmp_path):
    page = open_tablet("thuky", DESKTOP, path="/secretariat/meetings/1#votes")
    saved = {}
    for name, words in (("docx", "Word"), ("pdf", "PDF"), ("json", "JSON")):
        with page.expect_download() as download:
            page.locator(".record-export li").filter(has_text=words).get_by_role("button").click()
        saved[name] = tmp_path / download.value.suggested_filename
        download.value.save_as(saved[name])
    assert [path.name for path in saved.values()] == ["votes-1.docx", "votes-1.pdf", "votes-1.json"]
    assert saved["pdf"].read_bytes().startswith(b"%PDF-")
    assert json.loads(saved["json"].read_text())["count"] >= 7
    done = subprocess.run([PROGRAM, saved["json"]], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout


def test_a_file_that_cannot_be_made_is_told_so(open_tablet, vi):
    page = open_tablet("thuky", DESKTOP, path="/secretariat/meetings/1#votes")
    page.route("**/votes/record.pdf", lambda route: route.abort())
    page.locator(".record-export li").filter(has_text="PDF").get_by_role("button").click()
    expect(page.locator(".record-export [role=alert]")).to_contain_text("máy chủ không trả lời")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_everybody_can_read_it(open_tablet, language):
    looker = Looker(open_tablet, language)
    looker.enter("chutoa", LANDSCAPE)
    looker.go("/meetings/1/desk", ".desk")
    looker.press(".desk-bar .menu summary")
    looker.press(".desk-bar .menu-items button:has(use[href$='#ballot'])", ".record-export")
    looker.look("votes of the meeting")
    looker.page.keyboard.press("Escape")
    looker.go("/", ".meeting-card")
    looker.press(".app-bar .menu summary")
    looker.press(".app-bar .menu-items button:has(use[href$='#ballot'])", "dialog[open] .history-row")
    looker.look("my votes")
    looker.leave()
    assert looker.found == []
