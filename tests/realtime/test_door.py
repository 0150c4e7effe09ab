"""A full room says so at once."""

import runpy

import pytest

from meeting.config import SETTINGS
from tests.live import ROOT

NEW = "/socket.io/?EIO=4&transport=polling"


@pytest.fixture
def settings():
    return {"MAX_TABLETS": 2}


@pytest.mark.parametrize(("language", "words"), [("vi", "Phòng họp hiện đã đủ"), ("en", "The room is full")])
def test_the_tablet_too_many_is_asked_to_come_back_and_those_inside_go_on(house, sign_in, language, words):
    an = sign_in(house.an).client
    an.set_cookie("language", language)
    inside = [an.get(NEW) for _ in range(2)]
    assert [answer.status_code for answer in inside] == [200, 200]

    full = an.get(NEW)
    assert full.status_code == 503 and int(full.headers["Retry-After"]) > 0
    assert full.json["error"] == "overloaded" and full.json["message"].startswith(words)
    assert an.get("/socket.io/").status_code == 503, "a tablet whose WebSocket was refused asks here why"

    sid = inside[0].get_data(as_text=True).split('"sid":"')[1].split('"')[0]
    assert an.post(f"{NEW}&sid={sid}", data="40").status_code == 200
    assert an.get(f"{house.path}/state").status_code == 200


@pytest.mark.parametrize("odd", [f"{NEW}&sid=", f"{NEW}&aside=1&xsid=2", NEW.replace("/?", "/more?")])
def test_no_way_of_writing_the_address_leads_past_a_full_room(house, sign_in, odd):
    an = sign_in(house.an).client
    for _ in range(2):
        an.get(NEW)
    assert an.get(odd).status_code == 503


def test_files_that_may_be_opened_are_a_limit_too(app, monkeypatch):
    door = app.extensions["door"]
    monkeypatch.setattr("meeting.realtime.door.resource.getrlimit", lambda _: (257, 4096))
    assert door.most == 1
    monkeypatch.setattr("meeting.realtime.door.resource.getrlimit", lambda _: (100, 4096))
    assert door.most == 0


@pytest.mark.parametrize("set_to", [None, "20000"])
def test_the_web_server_takes_in_whoever_is_to_be_told_that_the_room_is_full(monkeypatch, set_to):
    monkeypatch.delenv("MEETING_MAX_TABLETS", raising=False)
    if set_to:
        monkeypatch.setenv("MEETING_MAX_TABLETS", set_to)
    monkeypatch.setattr("gevent.monkey.patch_all", lambda: None)
    monkeypatch.setattr("resource.setrlimit", lambda *_: None)
    most = next(setting for setting in SETTINGS if setting.name == "MAX_TABLETS")
    taken_in = runpy.run_path(str(ROOT / "gunicorn.conf.py"))["worker_connections"]
    assert taken_in >= int(set_to or most.default) + 500
