"""Secret votes on tablets: sealed there and opened by the server or, of a split urn, by two of three tellers."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from meeting.agenda.models import Meeting, MeetingState, Seat
from meeting.db import reading, writing
from meeting.voting import casting, closing, drafting, opening
from meeting.voting.models import Secrecy, Vote
from meeting.voting.payloads import counted_payload
from tests import make
from tests.ballots import seal
from tests.live import await_that

from .conftest import LANDSCAPE, PORTRAIT
from .test_accessible import Looker
from .test_reader import Table

TELLERS = ("lan", "mai", "thuky")
CHECK_NUMBER = re.compile(r"\d{4} \d{4} \d{4}")


class SecretVote:
    """A running meeting and a drafted vote in it; what is not looked at here is done by the rules themselves."""

    def __init__(self, server, secrecy, tellers=(), suffix=""):
        self.suffix = f".{secrecy}{suffix}"
        self.table = Table(server, self.suffix)
        with self.act() as session:
            meeting = session.get(Meeting, self.table.meeting_id)
            meeting.state, meeting.current_item_id = MeetingState.RUNNING, self.table.item_id
        with self.act() as session:
            self.id = drafting.draft_vote(
                session,
                self.table.secretary,
                self.table.item_id,
                "Bầu Trưởng ban",
                "council_resolution",
                secrecy=secrecy,
                tellers=[self.table.seats[name] for name in tellers],
            ).id

    def act(self):
        return Acting(self.table)

    def actor(self, session, name):
        return make.actor(session.get(Seat, self.table.seats[name]))

    def open(self):
        with self.act() as session:
            chair = self.actor(session, "chutoa")
            vote = opening.open_vote(session, chair, self.id, despite_quorum=True, despite_tiny=True)
            return counted_payload(session, vote)

    def take(self, **answers):
        told = self.open()
        for name, answer in answers.items():
            with self.act() as session:
                actor = self.actor(session, name)
                casting.cast_ballot(session, actor, self.id, sealed=seal(told, {"choice": answer}))
        self.close()

    def close(self):
        with self.act() as session:
            closing.close_vote(session, self.actor(session, "chutoa"), self.id, despite_missing=True)

    @property
    def result(self):
        with self.table.app.app_context(), reading() as session:
            return session.scalar(select(Vote.result).where(Vote.id == self.id))


class Acting:
    def __init__(self, table):
        self.table = table

    def __enter__(self):
        self.context = self.table.app.app_context()
        self.context.push()
        self.writing = writing(self.table.meeting_id)
        return self.writing.__enter__()

    def __exit__(self, *failure):
        self.writing.__exit__(*failure)
        self.context.pop()


@pytest.fixture
def tablet(open_tablet):
    """tablet(vote, name): in the room; the secretary's is at the desk."""

    def tablet(vote, name):
        path = vote.table.room + ("/desk" if name == "thuky" else "")
        size = LANDSCAPE if name == "thuky" else PORTRAIT
        return open_tablet(name + vote.suffix, size, path=path, password=make.PASSWORD)

    return tablet


def press(panel, words):
    panel.get_by_role("button", name=words).click()


def check_number(panel):
    expect(panel).to_contain_text(CHECK_NUMBER)
    return CHECK_NUMBER.search(panel.inner_text()).group()


def test_an_answer_is_sealed_where_there_is_no_cryptography_but_ours(server, tablet, vi):
    """As on a council's own Wi-Fi without https."""
    vote = SecretVote(server, Secrecy.SECRET)
    page = tablet(vote, "lan")
    page.add_init_script("delete Crypto.prototype.subtle")
    page.reload()
    vote.open()
    expect(page.get_by_text(vi("This vote is secret."))).to_be_visible()
    press(page, vi("Against"))
    expect(page.get_by_text(vi("Your sealed ballot is recorded."))).to_be_visible()
    page.get_by_role("button", name=vi("For"), exact=True).click()
    press(page, vi("Show my answer"))
    expect(page.locator(".ballot-state")).to_contain_text(vi("For"))
    vote.close()
    expect(page.get_by_role("button", name=vi("For"), exact=True)).to_have_count(0)
    page.reload()
    expect(page.get_by_text(vi("Your sealed ballot is recorded."))).to_be_visible()
    assert vote.result["counts"] == {"for": 1, "against": 0, "abstain": 0}


def test_three_tablets_make_a_key_and_two_open_the_ballots_one_of_them_a_new_one(server, tablet, vi):
    vote = SecretVote(server, Secrecy.SPLIT, TELLERS)
    panels = {name: tablet(vote, name).locator(".teller-panel") for name in TELLERS}
    for panel in panels.values():
        press(panel, vi("Make my part of the key"))
    assert len({check_number(panel) for panel in panels.values()}) == 1

    lan = panels["lan"]
    lan.get_by_text(vi("Write down my part of the key, in case this tablet breaks")).click()
    written = " ".join(lan.locator(".teller-key li").all_inner_texts())
    vote.take(chutoa="for", mai="for", hung="against", lan="for")
    for name in ("mai", "thuky"):
        expect(panels[name].get_by_role("button", name=vi("Open the ballots"))).to_be_visible()

    press(panels["mai"], vi("Open the ballots"))
    lan.page.evaluate("localStorage.clear()")
    lan.page.reload()
    lan.get_by_label(vi("The part of the key that you wrote down")).fill(written)
    press(lan, vi("Use this part of the key"))
    press(lan, vi("Open the ballots"))

    for panel in panels.values():  # two tablets have opened ballots one by one
        expect(panel).to_have_count(0, timeout=40_000)
    assert vote.result["counts"] == {"for": 3, "against": 1, "abstain": 0}
    kept = "Object.keys(localStorage).filter((name) => name.startsWith('teller-key'))"
    for panel in panels.values():  # forgotten with the next frame, not in the one that takes the panel away
        await_that(lambda panel=panel: panel.page.evaluate(kept) == [])


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_teller_s_part_can_be_done_by_everybody(server, open_tablet, tablet, vi, language):
    """axe finds nothing on any step of it."""
    vote = SecretVote(server, Secrecy.SPLIT, TELLERS, suffix=f".{language}")
    others = [tablet(vote, name).locator(".teller-panel") for name in ("mai", "thuky")]
    looker = Looker(open_tablet, language)
    looker.enter(f"lan{vote.suffix}", PORTRAIT)
    looker.go(vote.table.room, ".teller-panel .button-primary")
    looker.look("asked for a part of the key")
    looker.press(".teller-panel .button-primary")
    for panel in others:
        press(panel, vi("Make my part of the key"))
    lan = looker.page.locator(".teller-panel")
    check_number(lan)
    looker.look("the key is made")
    looker.press(".teller-panel details details summary", ".teller-key li")
    looker.look("the part to be written down")
    vote.take(chutoa="for", hung="against")
    looker.wait(".teller-panel .button-primary")
    looker.look("ballots to be opened")
    looker.page.evaluate("localStorage.clear()")
    looker.page.reload()
    looker.wait(".teller-panel .input")
    looker.look("the written part to be typed in")
    assert looker.found == []
