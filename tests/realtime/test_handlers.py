"""What a socket is told, and when it is told nothing more."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from flask import request

from meeting import edge
from meeting.agenda.meetings import find_meeting, tell
from meeting.db import record, writing
from meeting.errors import Overloaded
from meeting.facts import HALL, VoteChanged, person_channel
from meeting.realtime import handlers, socketio
from tests import cast


def names(tablet):
    return [name for name, _ in tablet.heard()]


def test_an_http_command_reaches_every_tablet(house, sign_in, tablet):
    an, lan, hall = tablet(house.an), tablet(house.lan), tablet(house.hall)
    sign_in(house.mai).post(f"{house.path}/agenda/next")
    heard = an.heard()
    assert [name for name, _ in heard] == ["item:changed", "item:changed", "meeting:changed"]
    assert heard == lan.heard() == hall.heard()
    numbers = [data["seq"] for _, data in heard]
    assert numbers == list(range(numbers[0], numbers[0] + 3))


def test_what_is_for_the_desk_stays_at_the_desk(house, sign_in, tablet):
    an, hall, mai = tablet(house.an), tablet(house.hall), tablet(house.mai)
    vote = {"item_id": house.item.id, "title": "Thông qua", "preset": "council_resolution"}
    sign_in(house.thu).post(f"{house.path}/votes", vote)
    assert names(mai) == ["vote:drafted"]
    assert names(an) == names(hall) == []


def test_a_ballot_is_told_to_its_member_alone(house, sign_in, tablet):
    desk = sign_in(house.thu)
    vote = {"item_id": house.item.id, "title": "Thông qua", "preset": "council_resolution"}
    vote_id = desk.post(f"{house.path}/votes", vote)[1]["vote"]["id"]
    desk.post(f"{house.path}/votes/{vote_id}/opening")
    an, an_at_home, binh = tablet(house.an), tablet(house.an), tablet(house.binh)
    sign_in(house.an).put(f"{house.path}/votes/{vote_id}/ballots/mine", {"answer": {"choice": "for"}})
    assert "ballot:recorded" in names(an)
    assert "ballot:recorded" in names(an_at_home)
    assert "ballot:recorded" not in names(binh)


def test_nothing_is_announced_when_the_transaction_fails(house, tablet):
    an = tablet(house.an)

    def act_and_fail():
        with writing(house.meeting.id) as session:
            tell(session, find_meeting(session, house.meeting.id))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        act_and_fail()
    assert names(an) == []


def test_a_savepoint_does_not_announce_early(house, tablet):
    an = tablet(house.an)
    with writing(house.meeting.id) as session:
        with session.begin_nested():
            tell(session, find_meeting(session, house.meeting.id))
        assert names(an) == []
    assert names(an) == ["meeting:changed"]


def test_a_fact_of_another_process_is_announced_once_and_in_order(app, house, sign_in, tablet):
    an = tablet(house.an)
    announce = app.extensions["announce"]
    app.extensions["announce"] = lambda _logged: None  # another process writes: it tells nobody itself
    with writing(house.meeting.id) as session:
        tell(session, find_meeting(session, house.meeting.id))
    app.extensions["announce"] = announce
    assert names(an) == []
    sign_in(house.mai).post(f"{house.path}/agenda/next")
    assert names(an) == ["meeting:changed", "item:changed", "item:changed", "meeting:changed"]
    announce()
    assert names(an) == []


def test_what_has_just_been_saved_is_told_without_a_look_at_the_log_and_once(
    app, house, tablet, sign_in, monkeypatch
):
    an, announcer = tablet(house.an), app.extensions["announcer"]
    saved = []
    monkeypatch.setitem(app.extensions, "announce", saved.append)
    sign_in(house.mai).post(f"{house.path}/agenda/next")
    with monkeypatch.context() as patch:
        patch.setattr(announcer, "_new_entries", lambda: pytest.fail("the log was read"))
        announcer.announce(saved[0])
    assert names(an) == ["item:changed", "item:changed", "meeting:changed"]
    announcer.announce(saved[0])
    assert names(an) == []


def test_what_the_hall_alone_is_told_of_a_vote_reaches_nobody_else(house, tablet):
    an = tablet(house.an)
    names(an)
    vote = {"id": 1, "state": "closed", "published_at": None, "hall_at": None, "cast": 5, "result": {}}
    with writing(house.meeting.id) as session:
        record(session, VoteChanged(house.meeting.id, vote, audience=(HALL,)))
    assert names(an) == []


def test_sockets_and_http_refuse_in_the_same_words(house, sign_in, tablet):
    _, by_http = sign_in(house.an).put(f"{house.path}/presentation", {"paper_id": 1, "page": 1})
    page = {"meeting_id": house.meeting.id, "paper_id": 1, "page": 1}
    assert tablet(house.an).ask("page:show", page) == by_http


@pytest.mark.parametrize(
    "data", [None, [], "x", {}, {"meeting_id": "x"}, {"meeting_id": 1, "more": 1}, {"meeting_id": 2**70}]
)
def test_a_socket_command_that_cannot_be_read_is_refused(house, tablet, data):
    assert tablet(house.an).ask("meeting:join", data)["error"] in ("invalid", "not_found")


def test_signing_out_ends_the_line(app, house, sign_in):
    device = sign_in(house.an)
    socket = socketio.test_client(app, flask_test_client=device.client)
    device.client.post("/sign-out")
    assert not socket.is_connected()


def test_a_new_password_ends_the_other_devices(app, house, sign_in):
    at_home, here = sign_in(house.an), sign_in(house.an)
    socket = socketio.test_client(app, flask_test_client=at_home.client)
    passwords = {"current": "mat khau cua toi", "new": "mat khau moi cua toi"}
    assert here.put("/api/me/password", passwords)[0] == 200
    assert not socket.is_connected()
    assert at_home.get("/api/me")[0] == 401
    assert here.get("/api/me")[0] == 200


def test_an_expired_sign_in_hears_no_more_from_the_next_heartbeat(app, house, sign_in, tablet):
    an = tablet(house.an)
    with writing() as session:
        session.connection().exec_driver_sql("UPDATE sign_in SET expires_at = '2001-01-01 00:00:00'")
    app.extensions["announcer"].beat()
    assert not an.socket.is_connected()


def test_a_renewed_hall_address_ends_the_old_screen(app, house, sign_in, tablet):
    hall = tablet(house.hall)
    sign_in(house.thu).post(f"{house.path}/hall-screen")
    app.extensions["announcer"].beat()
    assert not hall.socket.is_connected()


def test_somebody_who_loses_the_seat_hears_no_more(house, sign_in, tablet):
    lan, an = tablet(house.lan), tablet(house.an)
    sign_in(house.thu).delete(f"{house.path}/seats/{house.seats['lan'].id}")
    assert not lan.socket.is_connected()
    assert an.socket.is_connected()


def test_somebody_who_loses_the_seat_while_joining_hears_nothing(app, house, sign_in, monkeypatch):
    check = handlers.known_here

    def just_before(*args):
        monkeypatch.undo()
        actor = check(*args)
        sign_in(house.thu).delete(f"{house.path}/seats/{house.seats['lan'].id}")
        return actor

    monkeypatch.setattr(handlers, "known_here", just_before)
    lan = socketio.test_client(app, flask_test_client=sign_in(house.lan).client)
    assert not lan.emit("meeting:join", {"meeting_id": house.meeting.id}, callback=True)["ok"]
    assert not lan.is_connected()


def test_where_too_much_is_to_be_done_who_is_joining_is_asked_to_come_back(app, house, sign_in, monkeypatch):
    looks = iter([handlers.known_here])

    def crowded(*args):
        if look := next(looks, None):
            return look(*args)
        raise Overloaded("No.")

    monkeypatch.setattr(handlers, "known_here", crowded)
    an = socketio.test_client(app, flask_test_client=sign_in(house.an).client)
    assert an.emit("meeting:join", {"meeting_id": house.meeting.id}, callback=True)["error"] == "overloaded"
    assert an.is_connected()
    with writing(house.meeting.id) as session:
        tell(session, find_meeting(session, house.meeting.id))
    assert an.get_received() == [], "who was not recognised hears nothing"
    monkeypatch.undo()
    assert an.emit("meeting:join", {"meeting_id": house.meeting.id}, callback=True)["ok"]


def test_whom_a_fault_keeps_at_the_door_is_told_so(app, house, sign_in, monkeypatch):
    monkeypatch.setattr(handlers, "find_sign_ins", lambda *_what: 1 / 0)
    an = socketio.test_client(app, flask_test_client=sign_in(house.an).client)
    assert not an.is_connected() and not list(app.extensions["connections"])
    assert not list(socketio.server.manager.get_participants("/", None))


def noted(looks, serve):
    def serve_and_note(key, asked):
        looks.append(len(asked))
        serve(key, asked)

    return serve_and_note


def test_many_who_come_at_once_are_each_let_in_as_themselves(app, house, sign_in, monkeypatch):
    """All have asked before anybody is answered: for the sign-in, the seat and the numbers."""
    looks = []
    for gatherer in (handlers.sign_in_lookups, edge.seat_lookups, handlers.number_lookups):
        monkeypatch.setattr(gatherer, "ask", partial(gatherer.ask, seconds=0.5))
        monkeypatch.setattr(gatherer, "serve", noted(looks, gatherer.serve))
    devices = {name: sign_in(getattr(house, name)) for name in cast.SEATED}
    numbers = {name: number for number, name in enumerate(devices)}
    with writing(house.meeting.id) as session:
        for name, number in numbers.items():
            audience = (person_channel(getattr(house, name).person_id),)
            for _ in range(number):
                record(session, VoteChanged(house.meeting.id, {}, audience=audience))

    def come_in(name):
        socket = socketio.test_client(app, flask_test_client=devices[name].client)
        return socket.emit("meeting:join", {"meeting_id": house.meeting.id}, callback=True)

    with ThreadPoolExecutor(len(devices)) as hands:
        joined = dict(zip(devices, hands.map(come_in, devices), strict=True))
    assert sum(looks) == 4 * len(devices) and len(looks) < 2 * len(devices)
    people = {connection.person_id for connection in app.extensions["connections"]}
    assert people == {getattr(house, name).person_id for name in devices}
    for name, told in joined.items():
        assert told["me"]["person_id"] == getattr(house, name).person_id
        assert told["seqs"]["person"] == numbers[name], name
        assert ("desk" in told["seqs"]) == (name in ("mai", "thu")), name


def test_a_stranger_with_a_socket_holds_up_no_meeting(app, house, sign_in, monkeypatch):
    stranger = socketio.test_client(app, flask_test_client=sign_in(house.phuc).client)
    monkeypatch.setattr(handlers, "writing", lambda _meeting_id: pytest.fail("the meeting was held up"))
    page = {"meeting_id": house.meeting.id, "paper_id": 1, "page": 1}
    assert stranger.emit("page:show", page, callback=True)["error"] == "not_found"


def test_another_role_joins_afresh(house, sign_in, tablet):
    lan = tablet(house.lan)
    sign_in(house.thu).put(f"{house.path}/seats/{house.seats['lan'].id}", {"role": "secretary"})
    assert not lan.socket.is_connected()
    assert "desk" in tablet(house.lan).joined["seqs"]


def test_an_attendance_mark_disturbs_nobodys_line(house, sign_in, tablet):
    an = tablet(house.an)
    sign_in(house.thu).put(f"{house.path}/seats/{house.seats['an'].id}/attendance", {"present": False})
    assert an.socket.is_connected()


def test_the_heart_beats_with_the_newest_numbers(app, house, sign_in, tablet):
    an, mai = tablet(house.an), tablet(house.mai)
    sign_in(house.thu).post(f"{house.path}/agenda/next")
    an.heard(), mai.heard()
    app.extensions["announcer"].beat()
    seqs = {data["channel"]: data["seq"] for _, data in an.heard("heartbeat")}
    assert seqs == {"meeting": 3, "person": 0}
    assert {data["channel"] for _, data in mai.heard("heartbeat")} == {"meeting", "desk", "person"}


def test_the_heart_beats_once_for_each_channel_and_tablet_however_many_people_have_the_same_number(
    app, house, tablet
):
    an, lan, mai, hall = (tablet(whose) for whose in (house.an, house.lan, house.mai, house.hall))
    app.extensions["announcer"].beat()

    def beats(whose):
        return sorted(data["channel"] for _, data in whose.heard("heartbeat"))

    assert beats(an) == beats(lan) == ["meeting", "person"]
    assert beats(mai) == ["desk", "meeting", "person"]
    assert beats(hall) == ["hall", "meeting"]


def test_a_command_on_its_way_when_the_line_was_ended_is_refused(app, house, tablet):
    an = tablet(house.an)
    connections = app.extensions["connections"]
    for connection in connections:
        connections.remove(connection.sid)
    assert an.ask("meeting:join", {"meeting_id": house.meeting.id})["error"] == "not_signed_in"


def test_who_was_gone_before_coming_in_is_not_let_in(app):
    socketio.server._handle_connect("gone", "/", None)
    assert not list(socketio.server.manager.get_participants("/", None))


def test_who_goes_while_coming_in_is_not_remembered(app, house, sign_in, monkeypatch):
    look = handlers.find_sign_ins

    def just_before(*args):
        line = socketio.server.manager.eio_sid_from_sid(request.sid, "/")
        socketio.server._handle_eio_disconnect(line, "gone")
        return look(*args)

    monkeypatch.setattr(handlers, "find_sign_ins", just_before)
    socketio.test_client(app, flask_test_client=sign_in(house.an).client)
    assert not list(app.extensions["connections"])
    assert not list(socketio.server.manager.get_participants("/", None))
