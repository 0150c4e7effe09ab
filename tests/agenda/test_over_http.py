"""The agenda as the tablets see it: over HTTP and sockets."""

import pytest

from meeting.agenda.models import MeetingState
from meeting.db import writing
from tests import cast
from tests.databases import on_both_databases

BIG = 10**30


@on_both_databases
def test_a_number_that_no_row_has_is_only_not_found(house, sign_in):
    mai = sign_in(house.mai)
    for number in (BIG, 2**31, 2**31 - 1):
        assert mai.get(f"/api/meetings/{number}/state")[0] == 404
        assert mai.post(f"{house.path}/votes/{number}/opening")[0] == 404
        assert mai.post(f"{house.path}/items/{number}/beginning")[0] == 404


@on_both_databases
def test_a_number_in_a_form_that_no_row_has_is_refused_in_words(house, sign_in):
    thu = sign_in(house.thu)
    for number in (BIG, -1, 2**31, 2**31 - 1, 1.5, "x", None):
        status, body = thu.post(f"{house.path}/seats", {"person_id": number, "role": "member"})
        assert status in (404, 422) and body["message"]


@on_both_databases
def test_text_is_kept_as_one_would_type_it(house, sign_in):
    title = "  Ho\u0302\u0323i đo\u0302\u0300ng\u0000  "
    status, body = sign_in(house.thu).post(f"{house.path}/items", {"title": title})
    assert (status, body["item"]["title"]) == (200, "Hội đồng")


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b'"x"', b"\xff", b'{"title": "\\ud800"}'])
def test_a_body_that_is_no_form_is_refused_in_words(house, sign_in, data):
    response = sign_in(house.thu).client.post(f"{house.path}/items", data=data)
    assert response.status_code == 422
    assert response.json["message"]


def test_a_meeting_is_prepared_published_and_run(app, house, sign_in, tablet):
    thu = sign_in(house.yen)
    body_id = thu.get("/api/bodies")[1]["bodies"][0]["id"]
    form = {
        "title": "Kỳ họp chuyên đề",
        "body_id": body_id,
        "starts_at": "2026-12-01T08:00:00+07:00",
        "place": "Hội trường",
    }
    meeting = thu.post("/api/meetings", form)[1]["meeting"]
    assert (meeting["state"], meeting["starts_at"]) == ("draft", "2026-12-01T01:00:00.000Z")
    url = f"/api/meetings/{meeting['id']}"
    first = thu.post(f"{url}/items", {"title": "Khai mạc"})[1]["item"]
    second = thu.post(f"{url}/items", {"title": "Thảo luận", "parent_id": first["id"], "minutes": 30})[1][
        "item"
    ]
    assert second["number"] == "1.1"
    order = {"order": [{"id": second["id"], "parent_id": None}, {"id": first["id"], "parent_id": None}]}
    items = thu.put(f"{url}/agenda", order)[1]["items"]
    assert [items[str(item["id"])]["number"] for item in (first, second)] == ["2", "1"]
    an = sign_in(house.an)
    seat = thu.post(f"{url}/seats", {"person_id": house.an.person_id, "role": "member"})[1]["seat"]
    assert an.get(f"{url}/state")[0] == 404
    assert thu.post(f"{url}/publication")[1]["meeting"]["state"] == "published"
    assert an.post(f"{url}/seats/mine/arrival")[1]["seat"]["present"] is True
    assert thu.put(f"{url}/seats/{seat['id']}/attendance", {"present": False})[1]["seat"]["present"] is False
    assert thu.post(f"{url}/beginning")[1]["meeting"]["state"] == "running"
    assert thu.post(f"{url}/agenda/next")[1]["item"]["id"] == second["id"]
    assert thu.post(f"{url}/ending")[1]["meeting"]["state"] == "ended"
    listed = an.get("/api/meetings")[1]["meetings"]
    assert {(row["id"], row["role"]) for row in listed} == {
        (meeting["id"], "member"),
        (house.meeting.id, "member"),
    }


def test_a_meeting_made_without_a_time_zone_is_refused(house, sign_in):
    form = {"title": "Kỳ họp", "body_id": house.meeting.body_id, "starts_at": "2026-12-01T08:00:00"}
    status, body = sign_in(house.yen).post("/api/meetings", form)
    assert (status, body["field"]) == (422, "starts_at")


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_a_meeting_at_the_end_of_time_is_refused(house, sign_in, moment):
    form = {"title": "Kỳ họp", "body_id": house.meeting.body_id, "starts_at": moment}
    status, body = sign_in(house.yen).post("/api/meetings", form)
    assert (status, body["field"]) == (422, "starts_at")


def test_the_hall_screen_reads_its_own_meeting_and_no_other(app, house, sign_in):
    with writing() as session:
        other = cast.gather(session, state=MeetingState.RUNNING)
    hall = sign_in(house.hall)
    status, body = hall.get(f"{house.path}/state")
    assert (status, body["me"]["role"], body["me"]["person_id"]) == (200, "hall", None)
    assert hall.get(f"{other.path}/state")[0] == 404
    assert hall.post(f"{house.path}/seats/mine/arrival")[0] == 403


def test_the_room_hears_who_has_come(house, sign_in, tablet):
    with_ears = tablet(house.hall)
    sign_in(house.khoi).post(f"{house.path}/seats/mine/arrival")
    assert [name for name, _ in with_ears.heard()] == ["seat:changed", "meeting:changed"]
