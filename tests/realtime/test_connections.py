"""How many lines one person has, and that each way in which one ends makes room for the next."""

import json
import time

import pytest

from meeting.db import writing
from meeting.people.models import Person
from meeting.realtime import connections, socketio
from meeting.realtime.sweeping import Sweeper

MOST = 3
NEW = "/socket.io/?EIO=4&transport=polling"


@pytest.fixture(autouse=True)
def most_of_one(monkeypatch):
    monkeypatch.setattr(connections, "MOST_OF_ONE", MOST)


class Line:
    """One of this device's; `refusal` is what it was told instead of being let in."""

    def __init__(self, device, auth=""):
        self.client = device.client
        self.eio_sid = json.loads(self.client.get(NEW).text[1:])["sid"]
        self.address = f"{NEW}&sid={self.eio_sid}"
        self.say(f"40{auth}")
        answer = self.client.get(self.address).text.split("\x1e")[0]
        self.refusal = json.loads(answer[2:])["data"] if answer.startswith("44") else None
        assert self.refusal or answer.startswith("40")

    def say(self, packet):
        assert self.client.post(self.address, data=packet).status_code == 200

    @property
    def sid(self):
        return socketio.server.manager.sid_from_eio_sid(self.eio_sid, "/")


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "Phòng họp đã được mở ở 3"), ("en", "The room is already")]
)
def test_the_line_too_many_is_told_so_and_nobody_else_loses_theirs(app, house, sign_in, language, words):
    with writing() as session:
        session.get(Person, house.an.person_id).language = language
    an = sign_in(house.an)
    binh, *of_an = Line(sign_in(house.binh)), *(Line(an) for _ in range(MOST))
    wild = [Line(an) for _ in range(4)]
    assert {one.refusal["error"] for one in wild} == {"overloaded"}
    assert all(one.refusal["message"].startswith(words) for one in wild)
    inside = {connection.sid for connection in app.extensions["connections"]}
    assert inside == {line.sid for line in (binh, *of_an)}
    assert not Line(sign_in(house.binh)).refusal


def test_an_address_of_the_hall_screen_is_as_one_person(house, sign_in, tablet):
    hall = sign_in(house.hall)
    auth = json.dumps({"hall": hall.headers["Authorization"].removeprefix("Bearer ")})
    lines = [Line(hall, auth) for _ in range(MOST + 1)]
    assert [bool(line.refusal) for line in lines] == [False] * MOST + [True]


def left(line, app):
    line.say("41")


def closed(line, app):
    line.say("1")


def went_dead(line, app):
    sweeper = Sweeper(app, socketio)
    sweeper.connections[line.eio_sid].last_ping = time.time() - socketio.server.eio.ping_timeout - 1
    sweeper.sweep()


def lost_its_transport(line, app):
    socketio.server.eio.sockets[line.eio_sid].close(wait=False, abort=True, reason="transport error")


def was_dropped(line, app):
    app.extensions["announcer"].drop(line.sid)


def signed_out(line, app):
    line.client.post("/sign-out")


def ended_twice(line, app):
    was_dropped(line, app)
    lost_its_transport(line, app)


ENDS = [left, closed, went_dead, lost_its_transport, was_dropped, signed_out, ended_twice]


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__)
def test_a_line_that_has_ended_makes_room_for_one_more_and_no_more(app, house, sign_in, end):
    an = sign_in(house.an)
    first, *_others = [Line(sign_in(house.an)) for _ in range(MOST)]
    end(first, app)
    assert not Line(an).refusal
    assert Line(an).refusal


def test_nothing_is_kept_of_whoever_has_gone(app, house, sign_in):
    an = sign_in(house.an)
    for line in [Line(an) for _ in range(MOST + 1)]:
        line.say("1")
    assert not list(app.extensions["connections"]) and not app.extensions["connections"]._lines
