"""How a tablet gets its line: past proxies that keep WebSockets back, and with too many windows of one person."""

import re

import pytest
from playwright.sync_api import expect

from meeting.agenda.meetings import tell
from meeting.agenda.models import Meeting, MeetingState
from meeting.db import writing
from meeting.realtime.connections import MOST_OF_ONE
from tests import make
from tests.realtime.wire import Wire

from .cable import Cable
from .test_reader import Table


class Sitting(Table):
    def name_meeting(self, title):
        """And tells everybody."""
        with self.app.app_context(), writing(self.meeting_id) as session:
            meeting = session.get(Meeting, self.meeting_id)
            meeting.title = title
            tell(session, meeting)


@pytest.fixture(scope="module")
def table(server):
    table = Sitting(server)
    with table.app.app_context(), writing(table.meeting_id) as session:
        session.get(Meeting, table.meeting_id).state = MeetingState.RUNNING
    return table


@pytest.fixture
def cable(server):
    cable = Cable(port_of(server))
    yield cable
    cable.close()


def port_of(server):
    return int(server.address.rpartition(":")[2])


def live(tablet):
    return tablet.locator(".connection-live")


@pytest.mark.parametrize("way", ["unanswered", "mute", "deaf"])
def test_a_tablet_gets_past_a_proxy_that_swallows_websockets(table, cable, open_tablet, vi, way):
    cable.websockets = way
    cable.polls.clear()
    lan = open_tablet("lan", path=table.room, by=cable.url, password=make.PASSWORD)
    expect(lan.get_by_text(vi("Entering the room…"))).to_be_visible()
    expect(lan.get_by_text(vi("Trying another way to connect…"))).to_be_visible(timeout=20_000)
    cable.polls.set()
    expect(live(lan)).to_have_attribute("title", vi("Connected, a slower way"))
    # What the others are told is heard, and whoever has found out does not wait for it again.
    table.name_meeting(f"Phiên {way}")
    expect(lan.get_by_text(f"Phiên {way}").first).to_be_visible()
    asked = cable.wishes
    lan.reload()
    expect(live(lan)).to_have_attribute("title", vi("Connected, a slower way"))
    assert cable.wishes == asked


def past_a_proxy_put_right(table, cable, open_tablet, vi):
    """A tablet that came in without a WebSocket ten minutes ago; now one would come through."""
    cable.websockets = "refused"
    lan = open_tablet("lan", path=table.room, by=cable.url, password=make.PASSWORD)
    expect(live(lan)).to_have_attribute("title", vi("Connected, a slower way"))
    cable.websockets = "through"
    lan.context.clear_cookies(name="detour")
    return lan


def test_a_proxy_put_right_is_used_again(table, cable, open_tablet, vi):
    lan = past_a_proxy_put_right(table, cable, open_tablet, vi)
    cable.cut()
    expect(live(lan)).to_have_count(0)
    cable.mend()
    expect(live(lan)).to_have_attribute("title", vi("Connected"))


def test_a_line_that_goes_on_finds_out_that_the_proxy_has_been_put_right(table, cable, open_tablet, vi):
    lan = past_a_proxy_put_right(table, cable, open_tablet, vi)
    expect(live(lan)).to_have_attribute("title", vi("Connected"))
    table.name_meeting("Phiên đi tiếp")
    expect(lan.get_by_text("Phiên đi tiếp").first).to_be_visible()


def test_the_window_too_many_says_why_it_waits_and_comes_in_by_itself(server, table, open_tablet):
    mai = open_tablet("mai", password=make.PASSWORD)
    token = next(one["value"] for one in mai.context.cookies() if one["name"] == "sign_in")
    lines = [Wire(port_of(server), token) for _ in range(MOST_OF_ONE)]
    for line in lines:
        assert line.packet().startswith("0{")
        line.send("40")
        assert line.packet().startswith("40{")
    mai.goto(table.room)
    words = mai.get_by_text(re.compile(f"Phòng họp đã được mở ở {MOST_OF_ONE} cửa sổ"))
    expect(words).to_be_visible()
    lines[0].close()
    expect(live(mai)).to_be_attached()
    expect(words).to_have_count(0)
    for line in lines[1:]:
        line.close()
