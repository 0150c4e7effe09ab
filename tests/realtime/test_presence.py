"""Who is here, on which device, what it shows; and the presenter who leaves."""

import itertools

import pytest
import redis

from meeting import create_app
from meeting.agenda.running import begin_meeting
from meeting.db import reading, writing
from meeting.docs.models import Document, Paper, PaperVersion
from meeting.docs.presenting.models import Presentation
from meeting.realtime.devices import kind_of
from meeting.realtime.pointing import LEAST_SECONDS, Pointers
from meeting.realtime.presence import AWAY_SECONDS, NEVER_SEEN_SECONDS, Presence
from tests import live, redis_server


@pytest.fixture(scope="module")
def redis_url():
    with redis_server.server() as (address, _process):
        yield address


@pytest.fixture
def presence(app):
    return app.extensions["presence"]


@pytest.fixture
def clock(presence):
    """clock.seconds can be set forward."""

    class Clock:
        seconds = 1000.0

        def __call__(self):
            return self.seconds

    presence.clock = Clock()
    return presence.clock


@pytest.fixture
def paper_id(house):
    with writing(house.meeting.id) as session:
        begin_meeting(session, house.thu)
        document = Document(
            sha256="5" * 64, size=1, media_type="application/pdf", state="ready", key="k" * 24, page_count=3
        )
        document.readable_at = document.changed_at = house.meeting.starts_at
        paper = Paper(meeting_id=house.meeting.id, item_id=house.item.id, title="Dự toán", position=1)
        paper.versions = [
            PaperVersion(number=1, document=document, file_name="a.pdf", uploaded_by_id=house.thu.person_id)
        ]
        session.add(paper)
        session.flush()
        return paper.id


def shown(house):
    with reading() as session:
        return session.get(Presentation, house.meeting.id)


def board(sign_in, house, who="thu"):
    return sign_in(getattr(house, who)).get(f"{house.path}/presence")


def test_the_board_tells_each_device_and_whether_it_shows_the_page_for_all(house, sign_in, tablet, paper_id):
    an = tablet(house.an)
    here = {"meeting_id": house.meeting.id}
    sign_in(house.mai).put(f"{house.path}/presentation", {"paper_id": paper_id, "page": 3})
    an.ask("meeting:join", {**here, "device": "may-1"})
    assert an.ask("tablet:shows", {**here, "paper_id": paper_id, "page": 3, "vote_id": None})["ok"]
    status, reply = board(sign_in, house)
    assert status == 200
    [device] = reply["devices"]
    assert (device["seat_id"], device["device"], device["kind"]) == (house.an.seat_id, "may-1", "")
    assert (device["paper_id"], device["page"], device["vote_id"]) == (paper_id, 3, None)
    assert device["since"] <= reply["now"]


def test_the_desk_does_not_see_which_page_somebody_reads_alone(house, sign_in, tablet, paper_id):
    an = tablet(house.an)
    an.ask("tablet:shows", {"meeting_id": house.meeting.id, "paper_id": paper_id, "page": 2, "vote_id": 4})
    for presented in (False, True):
        if presented:
            sign_in(house.mai).put(f"{house.path}/presentation", {"paper_id": paper_id, "page": 3})
        [device] = board(sign_in, house)[1]["devices"]
        assert (device["paper_id"], device["page"], device["vote_id"]) == (None, None, 4)


def test_a_tablet_that_came_back_before_its_old_line_was_given_up_is_there_once(house, presence, tablet):
    for socket in (tablet(house.an), tablet(house.an)):
        socket.ask("meeting:join", {"meeting_id": house.meeting.id, "device": "may-1"})
    assert len(presence.devices(house.meeting.id)) == 1


def test_two_devices_of_one_person_are_one_person(house, presence, tablet):
    for name in ("may-1", "may-2"):
        tablet(house.an).ask("meeting:join", {"meeting_id": house.meeting.id, "device": name})
    assert len(presence.devices(house.meeting.id)) == 2
    assert presence.online_seats(house.meeting.id) == [house.an.seat_id]


def test_the_hall_screen_is_nobody(house, presence, tablet):
    tablet(house.hall)
    assert presence.devices(house.meeting.id) == []


def test_what_a_tablet_shows_is_noted_only_of_the_meeting_it_has_joined(house, tablet):
    an = tablet(house.an)
    assert an.ask("tablet:shows", {"meeting_id": house.meeting.id + 1, "page": 1})["error"] == "not_found"


def test_processes_joined_by_redis_know_each_others_tablets(house, presence, tablet, redis_url, tmp_path):
    tablet(house.an)
    other = Presence(create_app(DATA=str(tmp_path), MESSAGE_QUEUE=redis_url), None, presence.connections)
    app = create_app(DATA=str(tmp_path), MESSAGE_QUEUE=redis_url)
    mine = Presence(app, None, app.extensions["connections"])
    other.share()
    assert mine.online_seats(house.meeting.id) == [house.an.seat_id]
    other.redis.delete(other.key)  # it was killed, and its word has run out
    assert mine.online_seats(house.meeting.id) == []


def test_without_an_answer_from_redis_a_process_goes_on_with_what_it_knows(house, presence, tablet, tmp_path):
    tablet(house.an)
    app = create_app(DATA=str(tmp_path), MESSAGE_QUEUE=f"redis://127.0.0.1:{live.free_port()}/0")
    alone = Presence(app, None, presence.connections)
    alone.share()
    assert alone.online_seats(house.meeting.id) == [house.an.seat_id]


def test_a_presenter_who_leaves_stops_presenting_after_a_while(house, presence, clock, tablet, paper_id):
    lan, mai = tablet(house.lan), tablet(house.mai)
    assert mai.ask("page:show", {"meeting_id": house.meeting.id, "paper_id": paper_id, "page": 2})["ok"]
    presence.beat()
    mai.socket.disconnect()
    clock.seconds += AWAY_SECONDS
    presence.beat()
    assert shown(house).page == 2
    clock.seconds += 1
    presence.beat()
    assert shown(house) is None
    assert lan.heard()[-1][0] == "presentation:changed"


def test_while_redis_does_not_answer_nobody_is_taken_to_have_left(
    house, presence, clock, tablet, paper_id, redis_url, monkeypatch
):
    tablet(house.lan)
    mai = tablet(house.mai)
    mai.ask("page:show", {"meeting_id": house.meeting.id, "paper_id": paper_id, "page": 2})
    presence.beat()
    mai.socket.disconnect()  # as another process would have her
    dead = f"redis://127.0.0.1:{live.free_port()}/0"
    monkeypatch.setattr(presence, "redis", redis.Redis.from_url(dead))
    clock.seconds += AWAY_SECONDS + 1
    presence.beat()
    monkeypatch.setattr(presence, "redis", redis.Redis.from_url(redis_url))
    presence.beat()
    assert shown(house).page == 2, "the other process has not told its tablets yet"
    clock.seconds += NEVER_SEEN_SECONDS + 1
    presence.beat()
    assert shown(house) is None


def test_a_presenter_who_reloads_goes_on(house, presence, clock, tablet, paper_id):
    tablet(house.lan)
    mai = tablet(house.mai)
    mai.ask("page:show", {"meeting_id": house.meeting.id, "paper_id": paper_id, "page": 2})
    presence.beat()
    mai.socket.disconnect()
    clock.seconds += AWAY_SECONDS - 1
    presence.beat()
    tablet(house.mai)
    presence.beat()
    clock.seconds += AWAY_SECONDS - 1
    presence.beat()
    assert shown(house).page == 2


def test_after_a_restart_the_presenter_has_time_to_come_back(
    house, sign_in, presence, clock, tablet, paper_id
):
    sign_in(house.mai).put(f"{house.path}/presentation", {"paper_id": paper_id, "page": 2})
    tablet(house.lan)
    presence.beat()
    clock.seconds += NEVER_SEEN_SECONDS
    presence.beat()
    assert shown(house).page == 2
    clock.seconds += 1
    presence.beat()
    assert shown(house) is None


def test_the_pointer_goes_to_the_others_and_not_to_who_points(house, tablet, paper_id):
    an, mai = tablet(house.an), tablet(house.mai)
    here = {"meeting_id": house.meeting.id}
    mai.ask("page:show", {**here, "paper_id": paper_id, "page": 2})
    an.heard()
    assert mai.ask("pointer:move", {**here, "x": 0.1, "y": 0.5})["ok"]
    assert mai.ask("pointer:move", here)["ok"]
    heard = [data["point"] for name, data in an.heard(logged=False) if name == "pointer:moved"]
    assert heard == [{"x": 0.1, "y": 0.5}, None]
    assert "pointer:moved" not in [name for name, _ in mai.heard(logged=False)]


def test_the_pointer_goes_with_the_line_of_whoever_points(house, tablet, paper_id):
    an, mai = tablet(house.an), tablet(house.mai)
    here = {"meeting_id": house.meeting.id}
    mai.ask("page:show", {**here, "paper_id": paper_id, "page": 2})
    mai.ask("pointer:move", {**here, "x": 0.1, "y": 0.5})
    an.heard(logged=False)
    mai.socket.disconnect()
    assert [data for name, data in an.heard(logged=False) if name == "pointer:moved"] == [{"point": None}]


class Stage:
    """A clock of our own, and the socket that tells: sleeping sets the clock forward."""

    def __init__(self):
        self.now, self.told, self.later = 100.0, [], []

    def emit(self, _name, data, **_to):
        self.told.append((round(self.now, 3), data["point"] and data["point"]["x"]))

    def start_background_task(self, act, *args):
        self.later.append((act, args))

    def sleep(self, seconds):
        self.now += seconds


def test_a_pointer_moves_fifteen_times_a_second_and_comes_to_where_it_rests():
    stage = Stage()
    pointers = Pointers(stage, clock=lambda: stage.now)
    for x in range(100):  # within a second
        pointers.move(1, {"x": x, "y": 0}, "sid")
        if stage.later and x % 7 == 0:
            act, args = stage.later.pop()
            act(*args)
        else:
            stage.now += 0.01
    while stage.later:
        act, args = stage.later.pop()
        act(*args)
    moments = [moment for moment, _ in stage.told]
    assert min(b - a for a, b in itertools.pairwise(moments)) >= LEAST_SECONDS - 0.001
    assert stage.told[-1][1] == 99


def test_a_pointer_taken_away_does_not_come_back():
    stage = Stage()
    pointers = Pointers(stage, clock=lambda: stage.now)
    for x in (1, 2):
        pointers.move(1, {"x": x, "y": 0}, "sid")
    pointers.move(1, None, "sid")
    act, args = stage.later.pop()
    act(*args)
    assert [x for _, x in stage.told] == [1, None]


def test_who_does_not_present_does_not_point(house, tablet, paper_id):
    an, lan = tablet(house.an), tablet(house.lan)
    refused = an.ask("pointer:move", {"meeting_id": house.meeting.id, "x": 0.5, "y": 0.5})
    assert refused["error"] == "not_presenter"
    assert "pointer:moved" not in [name for name, _ in lan.heard(logged=False)]


@pytest.mark.parametrize(
    ("agent", "touch", "kind"),
    [
        (
            "Mozilla/5.0 (Linux; Android 12; SM-T500) AppleWebKit/537.36 Chrome/120 Safari/537.36",
            True,
            "Android tablet",
        ),
        ("Mozilla/5.0 (Linux; Android 12; SM-A515F) Chrome/120 Mobile Safari/537.36", True, "Android phone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/15.4 Safari/605.1.15", True, "iPad"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/15.4 Safari/605.1.15", False, "Mac"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120 Safari/537.36", False, "Windows"),
        ("curl/8", False, ""),
    ],
)
def test_a_device_is_known_by_what_its_browser_says(agent, touch, kind):
    assert kind_of(agent, touch) == kind
