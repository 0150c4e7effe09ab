"""The speakers' list as the tablets see it."""

import pytest
from sqlalchemy.exc import IntegrityError

from meeting.db import writing
from meeting.speaking.models import SpeechRequest, SpeechState
from tests.databases import on_both_databases


def test_nobody_asks_to_speak_without_a_seat(house, sign_in):
    assert sign_in().post(f"{house.path}/speeches")[0] == 401
    assert sign_in(house.phuc).post(f"{house.path}/speeches")[0] == 404
    assert sign_in(house.lan).post(f"{house.path}/speeches")[0] == 403
    assert sign_in(house.hall).post(f"{house.path}/speeches")[0] == 403


def test_a_member_does_not_call_the_next_speaker(house, sign_in):
    assert sign_in(house.an).post(f"{house.path}/speeches/next")[0] == 403


@pytest.mark.parametrize("seconds", [0, 9, 7201, -1, "x"])
def test_the_time_given_is_sensible(house, sign_in, seconds):
    speech = sign_in(house.an).post(f"{house.path}/speeches")[1]["speech"]
    url = f"{house.path}/speeches/{speech['id']}/time"
    status, body = sign_in(house.mai).put(url, {"allotted_seconds": seconds})
    assert (status, body["field"]) == (422, "allotted_seconds")


@on_both_databases
def test_a_turn_from_the_raised_hand_to_its_end(house, sign_in, tablet):
    hall = tablet(house.hall)
    an, binh, desk = sign_in(house.an), sign_in(house.binh), sign_in(house.thu)
    url = f"{house.path}/speeches"
    first, second = (device.post(url)[1]["speech"] for device in (an, binh))
    assert (first["state"], first["position"] < second["position"]) == ("waiting", True)
    third = desk.post(f"{url}/for/{house.khoi.seat_id}")[1]["speech"]
    ordered = desk.put(f"{url}/order", {"order": [second["id"], first["id"]]})[1]["speeches"]
    positions = [ordered[str(speech["id"])]["position"] for speech in (second, first, third)]
    assert positions == sorted(positions)
    assert (
        desk.put(f"{url}/{second['id']}/time", {"allotted_seconds": 180})[1]["speech"]["allotted_seconds"]
        == 180
    )
    assert desk.post(f"{url}/next")[1]["speech"]["id"] == second["id"]
    assert desk.post(f"{url}/{second['id']}/pause")[1]["speech"]["state"] == "paused"
    assert desk.post(f"{url}/{second['id']}/resumption")[1]["speech"]["running_since"]
    assert desk.post(f"{url}/{first['id']}/beginning")[1]["speech"]["state"] == "speaking"
    assert desk.post(f"{url}/{first['id']}/ending")[1]["speech"]["state"] == "done"
    assert desk.delete(f"{url}/{third['id']}")[1]["speech"]["state"] == "withdrawn"
    assert an.delete(f"{url}/mine") == (200, {"ok": True, "speech": None})
    heard = {data["speech"]["id"]: data["speech"] for _, data in hall.heard("speech:changed")}
    state = sign_in(house.hall).get(f"{house.path}/state")[1]
    assert {str(id): speech for id, speech in heard.items()} == state["speeches"]
    assert [state["speeches"][str(speech["id"])]["state"] for speech in (first, second, third)] == [
        "done",
        "done",
        "withdrawn",
    ]


@on_both_databases
def test_the_database_itself_lets_only_one_have_the_floor(house):
    def on_the_floor(actor, state):
        return SpeechRequest(meeting_id=house.meeting.id, seat_id=actor.seat_id, state=state, position=1)

    with writing(house.meeting.id) as session:
        session.add(on_the_floor(house.an, SpeechState.SPEAKING))
    with pytest.raises(IntegrityError), writing(house.meeting.id) as session:
        session.add(on_the_floor(house.binh, SpeechState.PAUSED))
