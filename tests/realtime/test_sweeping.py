"""Who holds a place without being a tablet loses it."""

import time
from types import SimpleNamespace

from meeting.realtime import socketio
from meeting.realtime.sweeping import NAMELESS_SECONDS, Sweeper

NEW = "/socket.io/?EIO=4&transport=polling"


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def open_line(client):
    """(Engine.IO's id, the address to go on with) of a connection."""
    sid = client.get(NEW).get_data(as_text=True).split('"sid":"')[1].split('"')[0]
    return sid, f"{NEW}&sid={sid}"


def test_whoever_never_says_who_they_are_is_let_go_and_a_tablet_stays(app, house, sign_in):
    clock, an, stranger = Clock(), sign_in(house.an).client, sign_in().client
    sweeper = Sweeper(app, socketio, clock)
    tablet, address = open_line(an)
    an.post(address, data="40")
    refused, address = open_line(stranger)
    stranger.post(address, data="40")
    silent, _ = open_line(stranger)

    sweeper.sweep()
    assert set(sweeper.connections) == {tablet, refused, silent}
    clock.now += NAMELESS_SECONDS
    sweeper.sweep()
    sweeper.sweep()
    assert set(sweeper.connections) == {tablet}


def test_who_has_said_a_name_that_waits_to_be_heard_is_not_let_go(app, sign_in, monkeypatch):
    clock = Clock()
    sweeper = Sweeper(app, socketio, clock)
    sid, _ = open_line(sign_in().client)
    waits = {"unheard": True}
    line = SimpleNamespace(has_unheard=lambda: waits["unheard"])
    monkeypatch.setattr(socketio.server.manager, "lines", {sid: line})
    for _ in range(2):
        sweeper.sweep()
        clock.now += NAMELESS_SECONDS
    assert sid in sweeper.connections
    waits["unheard"] = False
    for _ in range(3):
        sweeper.sweep()
        clock.now += NAMELESS_SECONDS
    assert sid not in sweeper.connections


def test_a_dead_line_is_gone_at_the_first_look_after_its_time(app, house, sign_in):
    sweeper, an = Sweeper(app, socketio), sign_in(house.an).client
    sid, address = open_line(an)
    an.post(address, data="40")
    assert len(list(app.extensions["connections"])) == 1
    sweeper.connections[sid].last_ping = time.time() - socketio.server.eio.ping_timeout - 1
    sweeper.sweep()
    sweeper.sweep()
    assert sid not in sweeper.connections
    assert not list(app.extensions["connections"]), "nobody is told of it as being here"
